extension DiscreteNetwork {
    /// Positions by name; refuses no variables, too many, and names that stand twice.
    static func positions(of variables: [Variable]) throws(DiscreteNetworkError) -> [String: Int] {
        guard !variables.isEmpty else { throw .noVariables }
        guard variables.count <= variableLimit else {
            throw .tooManyVariables(found: variables.count, limit: variableLimit)
        }
        var positions: [String: Int] = [:]
        for (index, variable) in variables.enumerated() {
            guard positions.updateValue(index, forKey: variable.id) == nil else {
                throw .duplicateVariable(variable.id)
            }
            guard !variable.states.isEmpty else { throw .noStates(variable: variable.id) }
            guard variable.states.count <= stateLimit else {
                throw .tooManyStates(variable: variable.id, found: variable.states.count, limit: stateLimit)
            }
            var seen: Set<String> = []
            for state in variable.states where !seen.insert(state).inserted {
                throw .duplicateState(variable: variable.id, state: state)
            }
        }
        return positions
    }

    /// Positions of each variable's parents; refuses names that nothing has or that stand twice.
    static func parents(
        of variables: [Variable], positions: [String: Int]
    ) throws(DiscreteNetworkError) -> [[Int]] {
        var all: [[Int]] = []
        all.reserveCapacity(variables.count)
        for variable in variables {
            var found: [Int] = []
            var seen: Set<String> = []
            for parent in variable.parents {
                guard let position = positions[parent] else {
                    throw .unknownParent(variable: variable.id, parent: parent)
                }
                guard seen.insert(parent).inserted else {
                    throw .duplicateParent(variable: variable.id, parent: parent)
                }
                found.append(position)
            }
            all.append(found)
        }
        return all
    }

    /// Refuses tables that are too large, before anything is done with them, and those of another length than their
    /// variables need.
    static func checkSizes(of variables: [Variable], parents: [[Int]]) throws(DiscreteNetworkError) {
        var total = 0
        for (variable, parents) in zip(variables, parents) {
            var entries = variable.states.count
            for parent in parents {
                // Both factors are bounded, so the product is far from overflow.
                entries *= variables[parent].states.count
                guard entries <= tableLimit else { throw .tooLargeTable(variable: variable.id, limit: tableLimit) }
            }
            guard variable.table.count == entries else {
                throw .wrongNumberOfEntries(variable: variable.id, found: variable.table.count, wanted: entries)
            }
            total += entries
            guard total <= totalLimit else { throw .tooManyEntries(limit: totalLimit) }
        }
    }

    /// A circle from a variable along its children back to it, which then stands at both ends; nil where there is none.
    static func circle(of parents: [[Int]]) -> [Int]? {
        var children = [[Int]](repeating: [], count: parents.count)
        var open = parents.map(\.count)
        for (child, parents) in parents.enumerated() {
            for parent in parents { children[parent].append(child) }
        }
        var ready = open.indices.filter { open[$0] == 0 }
        while let parent = ready.popLast() {
            for child in children[parent] {
                open[child] -= 1
                if open[child] == 0 { ready.append(child) }
            }
        }
        // What is left has a parent that is left too, so the way up comes back to where it was.
        guard var here = open.firstIndex(where: { $0 > 0 }) else { return nil }
        var way: [Int] = []
        while true {
            if let start = way.firstIndex(of: here) { return [here] + way[start...].reversed() }
            way.append(here)
            guard let above = parents[here].first(where: { open[$0] > 0 }) else { return nil }
            here = above
        }
    }

    /// The table with rows that sum to one; refuses entries that are no probabilities and rows that are not nearly
    /// whole.
    static func wholeTable(of variable: Variable, parents: [Variable]) throws(DiscreteNetworkError) -> [Double] {
        let width = variable.states.count
        var table = variable.table
        for row in 0..<(table.count / width) {
            var sum = 0.0
            for state in 0..<width {
                let value = table[row * width + state]
                guard value >= 0, value <= 1 else {
                    throw .probabilityOutside(
                        variable: variable.id, state: variable.states[state], given: condition(row, parents),
                        value: value)
                }
                sum += value
            }
            guard abs(sum - 1) <= rowTolerance else {
                throw .rowSum(variable: variable.id, given: condition(row, parents), sum: sum)
            }
            // Sums of whole rows are off by rounding alone; those are left as they are.
            if abs(sum - 1) > 1e-12 {
                for state in 0..<width { table[row * width + state] /= sum }
            }
        }
        return table
    }

    /// States of the parents that a row stands for, as "a = yes, b = no"; empty without parents.
    private static func condition(_ row: Int, _ parents: [Variable]) -> String {
        var rest = row
        var words: [String] = []
        for parent in parents.reversed() {
            words.append("\(parent.id) = \(parent.states[rest % parent.states.count])")
            rest /= parent.states.count
        }
        return words.reversed().joined(separator: ", ")
    }
}
