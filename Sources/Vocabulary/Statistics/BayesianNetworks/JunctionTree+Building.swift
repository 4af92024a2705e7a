extension JunctionTree {
    /// Joins cliques to a tree in which the cliques of each variable hang together: of all trees one whose separators
    /// hold most variables, and of these the smallest tables. The largest clique is the root.
    static func tree(of cliques: [[Int]], sizes: [Double], states: [Int]) -> [TreeClique] {
        var root = 0
        for (index, size) in sizes.enumerated() where size > sizes[root] { root = index }
        // Prim's way: next is always the clique that shares most with what is joined already.
        var made: [TreeClique] = []
        var (begin, separatorBegin) = (0, 0)
        var isOpen = [Bool](repeating: true, count: cliques.count)
        var best = [(shared: Int, parent: Int?)](repeating: (-1, nil), count: cliques.count)
        var holds = [Bool](repeating: false, count: states.count)
        var next: Int? = root
        while let index = next {
            isOpen[index] = false
            let clique = clique(
                cliques[index], below: best[index].parent, of: made, states: states, begin: begin,
                separatorBegin: separatorBegin)
            begin += clique.count
            separatorBegin += clique.separatorCount
            made.append(clique)
            for variable in cliques[index] { holds[variable] = true }
            next = nil
            for other in cliques.indices where isOpen[other] {
                let shared = cliques[other].count { holds[$0] }
                // Of parents that share as much the first stays: it is nearer to the root.
                if shared > best[other].shared { best[other] = (shared, made.count - 1) }
                guard let leader = next else {
                    next = other
                    continue
                }
                if best[other].shared > best[leader].shared
                    || (best[other].shared == best[leader].shared && sizes[other] > sizes[leader])
                {
                    next = other
                }
            }
            for variable in cliques[index] { holds[variable] = false }
        }
        return made
    }

    /// The tree without variables whose states are known: each clique is the part of its table that they leave.
    ///
    /// - Parameter fixed: For each variable its state, where it is known.
    /// - Returns: The cliques, which have the same parents, and their tables, one after the other.
    func reduced(by fixed: [Int?]) -> (cliques: [TreeClique], potentials: [Double]) {
        let states = network.variables.map(\.states.count)
        var made: [TreeClique] = []
        var left: [Double] = []
        var separatorBegin = 0
        for whole in cliques {
            let clique = Self.clique(
                whole.variables.filter { fixed[$0] == nil }, below: whole.parent, of: made, states: states,
                begin: left.count, separatorBegin: separatorBegin)
            var start = whole.begin
            var strides: [Int] = []
            var stride = whole.count
            for (variable, extent) in zip(whole.variables, whole.extents) {
                stride /= extent
                if let state = fixed[variable] { start += state * stride } else { strides.append(stride) }
            }
            let places = TablePlaces(extents: clique.extents, strides: strides)
            for outer in places.outer {
                for inner in places.inner { left.append(potentials[start + outer + inner]) }
            }
            separatorBegin += clique.separatorCount
            made.append(clique)
        }
        return (made, left)
    }

    private static func clique(
        _ variables: [Int], below parent: Int?, of made: [TreeClique], states: [Int], begin: Int, separatorBegin: Int
    ) -> TreeClique {
        let above = parent.map { made[$0] }
        let shared = variables.filter { above?.variables.contains($0) == true }
        let ordered = shared + variables.filter { above?.variables.contains($0) != true }
        let count = shared.reduce(1) { $0 * states[$1] }
        // The separator's variables are the first of the clique, in the clique's order.
        let strides = (above?.variables ?? []).map { variable -> Int in
            guard let axis = shared.firstIndex(of: variable) else { return 0 }
            return shared[(axis + 1)...].reduce(1) { $0 * states[$1] }
        }
        return TreeClique(
            variables: ordered, extents: ordered.map { states[$0] }, begin: begin,
            count: ordered.reduce(1) { $0 * states[$1] }, parent: parent, separatorBegin: separatorBegin,
            separatorCount: count, inParent: TablePlaces(extents: above?.extents ?? [], strides: strides))
    }

    /// Tables of all cliques, one after the other: the products of the tables of the variables whose families they
    /// hold.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - cliques: The cliques.
    ///   - families: For each variable the clique that takes its table.
    ///   - onlySupport: Entries are 1 where all factors are above 0.
    /// - Returns: The tables, each where its clique begins.
    static func potentials(
        of network: DiscreteNetwork, cliques: [TreeClique], families: [Int], onlySupport: Bool
    ) -> [Double] {
        var potentials = [Double](repeating: 1, count: cliques.reduce(0) { $0 + $1.count })
        for (variable, family) in families.enumerated() {
            let clique = cliques[family]
            var strides: [Int: Int] = [:]
            var stride = 1
            for member in (network.parents[variable] + [variable]).reversed() {
                strides[member] = stride
                stride *= network.variables[member].states.count
            }
            let table =
                onlySupport
                ? network.variables[variable].table.map { $0 > 0 ? 1 : 0 } : network.variables[variable].table
            let places = TablePlaces(extents: clique.extents, strides: clique.variables.map { strides[$0] ?? 0 })
            var entry = clique.begin
            for outer in places.outer {
                for inner in places.inner {
                    potentials[entry] *= table[outer + inner]
                    entry += 1
                }
            }
        }
        return potentials
    }
}
