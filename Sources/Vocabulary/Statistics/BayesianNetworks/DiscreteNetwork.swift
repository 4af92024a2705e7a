/// A Bayesian network of variables with finitely many states: an acyclic graph and, for each variable, a table of its
/// probabilities given its parents. Every network that exists is sound: what is not is refused when it is made.
///
/// Rows whose sum is off one by more than 1e-6 are refused; those that are off by more than 1e-12 are divided by
/// their sum, so that rounded tables are made whole; all others are kept bit by bit. A network that is written and
/// read again is thus the same.
///
/// Source: Pearl (1988), Probabilistic Reasoning in Intelligent Systems, chapter 3.
public struct DiscreteNetwork: Hashable, Sendable {
    /// A variable with its table.
    public struct Variable: Hashable, Sendable, Codable {
        /// Its name, which no other variable of the network has.
        public let id: String
        /// Names of its states, each once.
        public let states: [String]
        /// Names of the variables it depends on directly.
        public let parents: [String]
        /// Probabilities, row-major: parents in their order, the first slowest, and the variable's own state fastest.
        /// Each row of as many numbers as there are states sums to one.
        public let table: [Double]

        /// A variable; nothing is checked before it becomes part of a network.
        ///
        /// - Parameters:
        ///   - id: Its name.
        ///   - states: Names of its states.
        ///   - parents: Names of the variables it depends on directly.
        ///   - table: Probabilities, row-major, parents in their order, its own state fastest.
        public init(id: String, states: [String], parents: [String] = [], table: [Double]) {
            self.id = id
            self.states = states
            self.parents = parents
            self.table = table
        }
    }

    /// Most variables of a network.
    public static let variableLimit = 500
    /// Most states of a variable.
    public static let stateLimit = 256
    /// Most entries of one table.
    public static let tableLimit = 1 << 20
    /// Most entries of all tables together.
    public static let totalLimit = 1 << 22
    /// How far the sum of a row may be off one.
    public static let rowTolerance = 1e-6

    /// The variables in the order in which they were given, with rows that sum to one.
    public let variables: [Variable]
    /// For each variable the positions of its parents.
    let parents: [[Int]]
    /// Positions by name.
    private let positions: [String: Int]

    /// A network of variables, in any order.
    ///
    /// - Parameter variables: At least one variable; each parent is among them.
    /// - Throws: ``DiscreteNetworkError`` for what is wrong first: names, sizes, circles, then entries of tables.
    public init(_ variables: [Variable]) throws(DiscreteNetworkError) {
        let positions = try Self.positions(of: variables)
        let parents = try Self.parents(of: variables, positions: positions)
        try Self.checkSizes(of: variables, parents: parents)
        if let circle = Self.circle(of: parents) { throw .cyclic(circle.map { variables[$0].id }) }
        var whole: [Variable] = []
        whole.reserveCapacity(variables.count)
        for (index, variable) in variables.enumerated() {
            let table = try Self.wholeTable(of: variable, parents: parents[index].map { variables[$0] })
            whole.append(
                Variable(id: variable.id, states: variable.states, parents: variable.parents, table: table))
        }
        self.variables = whole
        self.parents = parents
        self.positions = positions
    }

    /// Where a variable stands among ``variables``.
    ///
    /// - Parameter id: Its name.
    /// - Returns: Its position, nil when there is none of the name.
    public func position(of id: String) -> Int? { positions[id] }

    /// Where a variable stands, for questions about it.
    func knownPosition(of id: String) throws(DiscreteNetworkError) -> Int {
        guard let position = positions[id] else { throw .unknownVariable(id) }
        return position
    }
}

extension DiscreteNetwork: Codable {
    private enum CodingKeys: String, CodingKey { case variables }

    /// Reads the variables and checks them as the other initialiser does.
    ///
    /// - Parameter decoder: What is read from.
    /// - Throws: ``DiscreteNetworkError`` for a network that is not sound, or the decoder's error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(container.decode([Variable].self, forKey: .variables))
    }

    /// Writes the variables.
    ///
    /// - Parameter encoder: What is written to.
    /// - Throws: The encoder's error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(variables, forKey: .variables)
    }
}
