/// A clique of a junction tree: where its table lies among all, and how entries of other tables lie on it.
///
/// Tables are row-major, the last variable fastest. The variables that a clique shares with its parent come first, so
/// that all entries which belong to one entry of the separator lie side by side.
struct TreeClique: Sendable {
    /// Positions of the variables.
    let variables: [Int]
    /// Numbers of their states.
    let extents: [Int]
    /// Where the table begins among those of all cliques.
    let begin: Int
    /// Entries of the table.
    let count: Int
    /// Number of the clique above; nil for the root. Cliques stand after their parents.
    let parent: Int?
    /// Where the table of the separator begins among those of all.
    let separatorBegin: Int
    /// Entries of the separator; 1 where nothing is shared.
    let separatorCount: Int
    /// For each entry of the parent's table where it lies in the separator.
    let inParent: TablePlaces

    /// Entries of the clique for each entry of the separator.
    var block: Int { count / separatorCount }

    /// How far apart entries lie that differ by one state of a variable.
    func stride(of variable: Int) -> Int {
        guard let axis = variables.firstIndex(of: variable) else { return 0 }
        return extents[(axis + 1)...].reduce(1, *)
    }
}

/// For each entry of a table, in its order, where it lies in another table over some of its variables. Kept as two
/// lists of about the square root of the table's size: the place of an entry is the sum of one number of each.
struct TablePlaces: Sendable {
    /// Places of the first of each run of entries.
    let outer: [Int]
    /// Places within a run.
    let inner: [Int]

    /// - Parameters:
    ///   - extents: Numbers of states of the table's variables, the last fastest.
    ///   - strides: For each of them the step in the other table, 0 where that does not have the variable.
    init(extents: [Int], strides: [Int]) {
        let count = extents.reduce(1, *)
        var split = extents.count
        var run = 1
        while split > 0, run < 32 || run * run < count {
            split -= 1
            run *= extents[split]
        }
        outer = Self.places(extents[..<split], strides[..<split])
        inner = Self.places(extents[split...], strides[split...])
    }

    private static func places(_ extents: ArraySlice<Int>, _ strides: ArraySlice<Int>) -> [Int] {
        var places = [0]
        places.reserveCapacity(extents.reduce(1, *))
        // From the fastest variable to the slowest: what is there already is repeated, a step further each time.
        for (extent, stride) in zip(extents, strides).reversed() {
            let count = places.count
            for state in 1..<max(1, extent) {
                for place in 0..<count { places.append(places[place] + state * stride) }
            }
        }
        return places
    }
}
