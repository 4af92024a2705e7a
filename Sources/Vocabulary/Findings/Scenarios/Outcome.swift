public import Inquiry

/// A number that a scenario leads to, with its spread and everything that it was made from.
public struct Outcome: Hashable, Codable, Sendable {
    /// Unique in a scenario: "schedule.first-oil".
    public var id: String
    /// The scenario, by id; nil where it is the same in all.
    public var scenario: String?
    /// What it is: "first sustained run of the crude unit".
    public var text: String
    /// Its unit; empty for a mere number.
    public var unit: String
    /// How it is spread.
    public var spread: Spread
    /// How it is made: "throughput × share of the cut ÷ sum of all shares".
    public var formula: String
    /// The inputs that it was made from, by id, each once.
    public var inputs: [String]
    /// What must be known beside it, sentences.
    public var remarks: [String]
    /// Whether the number is a bound, as where only the least of something is known; nil for a plain number.
    public var bound: Bound?
    /// The scenario that it is held against, by id; nil for what is no difference.
    public var base: String?
    /// How many draws it was made from, where these may be fewer than all; nil where they are all.
    public var draws: Int?
    /// The first draws, at most ``mostSampled``, or one where it is certain: those of two scenarios belong together draw by draw. They are
    /// not written, and empty where nobody kept them.
    public var sample: [Double] = []

    /// Most draws that an outcome keeps.
    public static let mostSampled = 100_000

    /// "≥ " before a lower bound, "≤ " before an upper one, nothing before a plain number.
    public var sign: String { bound?.sign ?? "" }

    /// Ids of both lists, each once, in their order.
    public static func union(_ first: [String], _ second: [String]) -> [String] {
        first + second.filter { !first.contains($0) }
    }

    /// The same without draws.
    public var withoutSample: Outcome {
        var outcome = self
        outcome.sample = []
        return outcome
    }

    private enum CodingKeys: String, CodingKey {
        case id, scenario, text, unit, spread, formula, inputs, remarks, bound, base, draws
    }

    /// States an outcome.
    ///
    /// - Parameters:
    ///   - id: Unique in a scenario.
    ///   - scenario: The scenario, by id.
    ///   - text: What it is.
    ///   - unit: Its unit.
    ///   - spread: How it is spread.
    ///   - formula: How it is made.
    ///   - inputs: The inputs that it was made from, by id.
    ///   - remarks: What must be known beside it.
    ///   - sample: Its draws; the first of them are kept.
    public init(
        id: String, scenario: String? = nil, text: String, unit: String, spread: Spread, formula: String,
        inputs: [String], remarks: [String] = [], sample: [Double] = []
    ) {
        self.id = id
        self.scenario = scenario
        self.text = text
        self.unit = unit
        self.spread = spread
        self.formula = formula
        self.inputs = inputs
        self.remarks = remarks
        self.sample = sample.count > Self.mostSampled ? Array(sample.prefix(Self.mostSampled)) : sample
    }
}

/// How the draws of a number are spread.
public struct Spread: Hashable, Codable, Sendable {
    /// Values at 1, 2 … 99 % of the draws, so that ``percentiles``[49] is the median; linear between neighbours (type 7 of Hyndman &
    /// Fan 1996).
    public var percentiles: [Double]
    /// Mean of the draws.
    public var mean: Double
    /// Standard deviation of the draws.
    public var deviation: Double

    /// States a spread.
    ///
    /// - Parameters:
    ///   - percentiles: Values at 1, 2 … 99 %, in rising order.
    ///   - mean: Mean of the draws.
    ///   - deviation: Standard deviation of the draws.
    public init(percentiles: [Double], mean: Double, deviation: Double) {
        self.percentiles = percentiles
        self.mean = mean
        self.deviation = deviation
    }

    /// A value without a spread.
    public init(certain value: Double) {
        self.init(percentiles: Array(repeating: value, count: 99), mean: value, deviation: 0)
    }

    /// The value below which 10 % of the draws lie.
    public var p10: Double { percentile(10) }
    /// The median.
    public var p50: Double { percentile(50) }
    /// The value below which 90 % of the draws lie.
    public var p90: Double { percentile(90) }

    /// The value below which so many per cent of the draws lie.
    ///
    /// - Parameter percent: 1…99; beyond that the end counts.
    /// - Returns: The value; 0 where there are no percentiles.
    public func percentile(_ percent: Int) -> Double {
        guard !percentiles.isEmpty else { return 0 }
        return percentiles[min(percentiles.count - 1, max(0, percent - 1))]
    }
}
