public import Findings
public import Scenarios

/// Draws of a number, with the inputs that they were made from.
///
/// A number that is certain has one draw, which stands for all. Arithmetic goes draw by draw, so that an input which occurs twice has the
/// same value in both places.
public struct Drawn: Sendable {
    /// The draws; one where the number is certain.
    public let values: [Double]
    /// The inputs that they were made from, by id, each once, in the order in which they came in.
    public let inputs: [String]

    /// Draws that come from elsewhere.
    ///
    /// - Parameters:
    ///   - values: The draws; one for a number that is certain.
    ///   - inputs: The inputs that they were made from, by id.
    public init(_ values: [Double], inputs: [String] = []) {
        self.values = values
        self.inputs = inputs
    }

    /// A number that is no input.
    public init(_ value: Double) { self.init([value]) }

    /// Whether all draws are finite, and there is one.
    public var isSound: Bool { !values.isEmpty && values.allSatisfy(\.isFinite) }

    /// Whether all draws are above 0.
    public var isPositive: Bool { isSound && values.allSatisfy { $0 > 0 } }

    /// The draw at a place.
    public subscript(index: Int) -> Double { values.count == 1 ? values[0] : values[index] }

    /// A function of each draw.
    public func mapped(_ function: (Double) -> Double) -> Drawn { Drawn(values.map(function), inputs: inputs) }

    /// A function of the draws of several numbers.
    ///
    /// - Parameters:
    ///   - all: The numbers; those with several draws have equally many.
    ///   - function: Of one draw of each, in their order.
    /// - Returns: One draw where all are certain.
    public static func combined(_ all: [Drawn], _ function: ([Double]) -> Double) -> Drawn {
        let counts = all.map(\.values.count)
        let several = counts.filter { $0 != 1 }
        let count = several.min() ?? 1
        var inputs: [String] = []
        for id in all.flatMap(\.inputs) where !inputs.contains(id) { inputs.append(id) }
        return Drawn((0..<count).map { index in function(all.map { $0[index] }) }, inputs: inputs)
    }

    private static func pair(_ left: Drawn, _ right: Drawn, _ function: (Double, Double) -> Double) -> Drawn {
        let inputs = left.inputs + right.inputs.filter { !left.inputs.contains($0) }
        switch (left.values.count, right.values.count) {
        case (1, _): return Drawn(right.values.map { function(left.values[0], $0) }, inputs: inputs)
        case (_, 1): return Drawn(left.values.map { function($0, right.values[0]) }, inputs: inputs)
        default: return Drawn(zip(left.values, right.values).map(function), inputs: inputs)
        }
    }

    /// Sum, draw by draw.
    public static func + (left: Drawn, right: Drawn) -> Drawn { pair(left, right, +) }
    /// Difference, draw by draw.
    public static func - (left: Drawn, right: Drawn) -> Drawn { pair(left, right, -) }
    /// Product, draw by draw.
    public static func * (left: Drawn, right: Drawn) -> Drawn { pair(left, right, *) }
    /// Quotient, draw by draw; not finite where the divisor is 0.
    public static func / (left: Drawn, right: Drawn) -> Drawn { pair(left, right, /) }

    /// Its spread; nil where a draw is not finite.
    public var spread: Spread? {
        guard isSound else { return nil }
        let spread = values.count == 1 ? Spread(certain: values[0]) : Spread.of(values)
        // Sums and squares of huge draws may have no bound where the draws have one.
        return spread.flatMap { $0.mean.isFinite && $0.deviation.isFinite ? $0 : nil }
    }

    /// An outcome with its inputs; nil where a draw is not finite.
    ///
    /// - Parameters:
    ///   - id: Unique in a scenario.
    ///   - scenario: The scenario, by id.
    ///   - text: What it is.
    ///   - unit: Its unit.
    ///   - formula: How it is made.
    ///   - remarks: What must be known beside it.
    /// - Returns: The outcome.
    public func outcome(
        _ id: String, scenario: String?, text: String, unit: String, formula: String, remarks: [String] = []
    ) -> Outcome? {
        spread.map {
            Outcome(
                id: id, scenario: scenario, text: text, unit: unit, spread: $0, formula: formula, inputs: inputs,
                remarks: remarks, sample: values)
        }
    }
}

extension ScenarioNumbers {
    /// Draws of an input with its id.
    ///
    /// - Parameter input: One of the model's.
    /// - Returns: One draw for a number that is certain.
    public func drawn(_ input: ScenarioInput) -> Drawn {
        let number = number(input)
        return number.isCertain ? Drawn([number.low], inputs: [input.id]) : Drawn(draws(input), inputs: [input.id])
    }

    /// Draws of an input that may be left out.
    ///
    /// - Parameters:
    ///   - input: One of the model's; nil where it is left out.
    ///   - value: What counts then.
    /// - Returns: One draw for a number that is certain.
    public func drawn(_ input: ScenarioInput?, or value: Double) -> Drawn { input.map { drawn($0) } ?? Drawn(value) }
}
