/// A table over some variables as variable elimination works on it: variables grow, and the first one is the fastest.
///
/// The order is opposite to that of the network's own tables and of the junction tree, and so is the way of
/// calculating: what agrees in the end was not reached by the same steps.
struct EliminationFactor: Sendable {
    /// Positions of the variables, growing.
    var variables: [Int]
    /// Numbers of their states.
    var extents: [Int]
    /// Entries, the first variable fastest.
    var values: [Double]

    /// The table of one variable of a network, turned round.
    init(tableOf position: Int, in network: DiscreteNetwork) {
        let family = network.parents[position] + [position]
        var stride = 1
        var tableStrides: [Int: Int] = [:]
        for member in family.reversed() {
            tableStrides[member] = stride
            stride *= network.variables[member].states.count
        }
        variables = family.sorted()
        extents = variables.map { network.variables[$0].states.count }
        let steps = variables.map { tableStrides[$0] ?? 0 }
        let table = network.variables[position].table
        values = []
        values.reserveCapacity(table.count)
        var odometer = Odometer(extents: extents, steps: [steps])
        for _ in table.indices {
            values.append(table[odometer.offsets[0]])
            odometer.advance()
        }
    }

    init(variables: [Int], extents: [Int], values: [Double]) {
        self.variables = variables
        self.extents = extents
        self.values = values
    }

    /// The part of the table in which a variable is in a state.
    func slice(_ variable: Int, state: Int) -> EliminationFactor {
        guard let axis = variables.firstIndex(of: variable) else { return self }
        let stride = extents[..<axis].reduce(1, *)
        let extent = extents[axis]
        var part = EliminationFactor(variables: variables, extents: extents, values: [])
        part.variables.remove(at: axis)
        part.extents.remove(at: axis)
        part.values.reserveCapacity(values.count / extent)
        for begin in Swift.stride(from: state * stride, to: values.count, by: stride * extent) {
            part.values.append(contentsOf: values[begin..<begin + stride])
        }
        return part
    }

    /// The product of factors, summed over one variable where one is given, with its largest entry in 1 ..< 2.
    ///
    /// - Parameters:
    ///   - factors: Tables; none gives the number one.
    ///   - scope: All their variables.
    ///   - summed: The variable that is summed over; some factor holds it.
    ///   - onlySupport: Entries are 0 or 1 and so are those of the result: only tells what is possible.
    /// - Returns: The factor, and the power of two that was taken out of it; exact, so that no digit depends on it.
    static func product(
        of factors: [EliminationFactor], scope: Scope, summing summed: Int?, onlySupport: Bool
    ) -> (factor: EliminationFactor, exponent: Int) {
        var (variables, extents) = (scope.variables, scope.extents)
        let axis = summed.flatMap { variables.firstIndex(of: $0) }
        let states = axis.map { extents[$0] } ?? 1
        // All tables in one, so that an entry is found by one offset.
        var pool: [Double] = []
        pool.reserveCapacity(factors.reduce(0) { $0 + $1.values.count })
        var begins: [Int] = []
        var summedSteps: [Int] = []
        var steps: [[Int]] = []
        for factor in factors {
            begins.append(pool.count)
            pool.append(contentsOf: factor.values)
            var own = factor.steps(along: variables)
            summedSteps.append(axis.map { own.remove(at: $0) } ?? 0)
            steps.append(own)
        }
        if let axis {
            variables.remove(at: axis)
            extents.remove(at: axis)
        }
        var odometer = Odometer(extents: extents, steps: steps, begins: begins)
        let count = extents.reduce(1, *)
        var values: [Double] = []
        values.reserveCapacity(count)
        var largest = 0.0
        for _ in 0..<count {
            var sum = 0.0
            for state in 0..<states {
                var product = 1.0
                for factor in factors.indices {
                    product *= pool[odometer.offsets[factor] + state * summedSteps[factor]]
                }
                sum += product
            }
            if onlySupport { sum = min(sum, 1) }
            largest = max(largest, sum)
            values.append(sum)
            odometer.advance()
        }
        var exponent = 0
        if largest > 0, !(1..<2).contains(largest) {
            exponent = max(Int(largest.exponent), -1000)
            let unit = Double(sign: .plus, exponent: -exponent, significand: 1)
            for index in values.indices { values[index] *= unit }
        }
        return (EliminationFactor(variables: variables, extents: extents, values: values), exponent)
    }

    /// For each of some variables, growing, how far apart entries lie that differ by one of its states; 0 where it is
    /// not held.
    private func steps(along others: [Int]) -> [Int] {
        var steps = [Int](repeating: 0, count: others.count)
        var place = 0
        var stride = 1
        for (variable, extent) in zip(variables, extents) {
            while place < others.count, others[place] < variable { place += 1 }
            if place < others.count, others[place] == variable { steps[place] = stride }
            stride *= extent
        }
        return steps
    }

    /// All variables of some factors, growing, and their numbers of states.
    struct Scope {
        private(set) var variables: [Int] = []
        private(set) var extents: [Int] = []

        init(of factors: [EliminationFactor]) {
            for factor in factors {
                var place = 0
                for (variable, extent) in zip(factor.variables, factor.extents) {
                    while place < variables.count, variables[place] < variable { place += 1 }
                    if place == variables.count || variables[place] != variable {
                        variables.insert(variable, at: place)
                        extents.insert(extent, at: place)
                    }
                }
            }
        }
    }
}

/// Counts through all states of some variables, the first fastest, and keeps where the entry lies in several tables.
struct Odometer {
    private let extents: [Int]
    private var digits: [Int]
    /// For each variable and table how far one step leads, and how far back its whole turn.
    private let steps: [Int]
    private let tables: Int
    /// Where the entry lies in each table.
    private(set) var offsets: [Int]

    /// - Parameters:
    ///   - extents: Numbers of states.
    ///   - steps: For each table a step of each variable, 0 where it does not have the variable.
    ///   - begins: Where each table begins, 0 by default.
    init(extents: [Int], steps: [[Int]], begins: [Int]? = nil) {
        self.extents = extents
        digits = Array(repeating: 0, count: extents.count)
        tables = steps.count
        self.steps = extents.indices.flatMap { variable in steps.map { $0[variable] } }
        offsets = begins ?? Array(repeating: 0, count: steps.count)
    }

    /// Goes on by one; after the last it begins again.
    mutating func advance() {
        for variable in extents.indices {
            digits[variable] += 1
            if digits[variable] < extents[variable] {
                for table in 0..<tables { offsets[table] += steps[variable * tables + table] }
                return
            }
            digits[variable] = 0
            for table in 0..<tables {
                offsets[table] -= steps[variable * tables + table] * (extents[variable] - 1)
            }
        }
    }
}
