public import Findings
public import Scenarios

/// Draws of a number, with the ids of all inputs that it was made from.
///
/// Numbers of one scenario are drawn together: the first draw of one belongs to the first draw of another. A number
/// that is certain has one draw only.
public struct DrawnNumber: Sendable {
    /// One draw, or as many as the scenario draws.
    public let draws: [Double]
    /// The inputs that it was made from, by id, each once, in the order in which they came in.
    public let inputs: [String]

    /// States draws.
    ///
    /// - Parameters:
    ///   - draws: One, or as many as the scenario draws; finite.
    ///   - inputs: The inputs that they were made from, by id.
    public init(draws: [Double], inputs: [String]) {
        self.draws = draws.isEmpty ? [0] : draws
        self.inputs = inputs
    }

    /// A constant, made from no input.
    ///
    /// - Parameter value: The constant.
    public init(_ value: Double) { self.init(draws: [value], inputs: []) }

    /// Draws of an input.
    ///
    /// - Parameters:
    ///   - input: One of the model's.
    ///   - numbers: The numbers of the scenario.
    public init(_ input: ScenarioInput, of numbers: ScenarioNumbers) {
        self.init(draws: numbers.draws(input), inputs: [input.id])
    }

    /// How many draws there are.
    public var count: Int { draws.count }

    /// A draw.
    ///
    /// - Parameter place: From 0; of a number that is certain all are the same, and beyond the last one the last
    ///   counts.
    public subscript(place: Int) -> Double { draws[min(max(0, place), draws.count - 1)] }

    /// Draw by draw with another number.
    ///
    /// - Parameters:
    ///   - other: The other number, of the same scenario or of one with the same random numbers.
    ///   - operation: What becomes of two draws.
    /// - Returns: The result, made from the inputs of both.
    public func joined(_ other: DrawnNumber, _ operation: (Double, Double) -> Double) -> DrawnNumber {
        DrawnNumber(
            draws: (0..<max(count, other.count)).map { operation(self[$0], other[$0]) },
            inputs: Self.union([inputs, other.inputs]))
    }

    /// What becomes of each draw.
    ///
    /// - Parameter operation: What becomes of one.
    /// - Returns: The result, made from the same inputs.
    public func map(_ operation: (Double) -> Double) -> DrawnNumber {
        DrawnNumber(draws: draws.map(operation), inputs: inputs)
    }

    /// The share of draws of which something is true, 0…1.
    ///
    /// - Parameter condition: What is asked.
    /// - Returns: The share.
    public func share(_ condition: (Double) -> Bool) -> Double {
        Double(draws.count(where: condition)) / Double(draws.count)
    }

    /// Ids, each once, in the order in which they come first.
    static func union(_ lists: [[String]]) -> [String] {
        var seen: Set<String> = []
        return lists.flatMap { $0 }.filter { seen.insert($0).inserted }
    }

    static func + (first: DrawnNumber, second: DrawnNumber) -> DrawnNumber { first.joined(second, +) }
    static func - (first: DrawnNumber, second: DrawnNumber) -> DrawnNumber { first.joined(second, -) }
    static func * (first: DrawnNumber, second: DrawnNumber) -> DrawnNumber { first.joined(second, *) }
    static func / (first: DrawnNumber, second: DrawnNumber) -> DrawnNumber { first.joined(second, /) }

    /// The sum of some; 0 of none.
    static func sum(_ numbers: [DrawnNumber]) -> DrawnNumber {
        guard let first = numbers.first else { return DrawnNumber(0) }
        return numbers.dropFirst().reduce(first, +)
    }

    /// The number as an outcome.
    ///
    /// - Parameters:
    ///   - id: Unique in a scenario.
    ///   - scenario: The scenario, by id; nil where it is the same in all.
    ///   - text: What it is.
    ///   - unit: Its unit.
    ///   - formula: How it is made.
    ///   - remarks: What must be known beside it.
    ///   - keeper: What keeps its draws; nil where they are not needed any more.
    /// - Returns: The outcome with its spread and inputs.
    public func outcome(
        id: String, scenario: String?, text: String, unit: String, formula: String, remarks: [String] = [],
        keeper: DrawKeeper? = nil
    ) -> Outcome {
        keeper?.keep(self, id)
        return Outcome(
            id: id, scenario: scenario, text: text, unit: unit, spread: Spread.of(draws) ?? Spread(certain: 0),
            formula: formula, inputs: inputs, remarks: remarks)
    }
}

extension Outcome {
    /// Refuses a number that became too large on the way, before it is written anywhere.
    ///
    /// - Throws: ``ScenarioFlaw`` that names its inputs.
    func check() throws(ScenarioFlaw) {
        guard spread.mean.isFinite, spread.deviation.isFinite, spread.percentiles.allSatisfy(\.isFinite) else {
            let names = inputs.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
            throw ScenarioFlaw("'\(id)' is too large, or is divided by nearly nothing", "check \(names)")
        }
    }
}
