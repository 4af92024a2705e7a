/// How much of a milestone's variance comes from one input.
public struct Sensitivity: Hashable, Codable, Sendable {
    /// The input: the phase by id where it is what is its own of a duration, "common" for what durations have in common, "need.K'" for whether
    /// a phase is needed, else the input's id.
    public var input: String
    /// What it is.
    public var text: String
    /// The share of the variance that would be gone if it alone were known (first-order Sobol index), up to errors of drawing.
    public var first: Double
    /// The share that would be left if all others were known (total Sobol index).
    public var total: Double

    /// States a sensitivity.
    ///
    /// - Parameters:
    ///   - input: The input.
    ///   - text: What it is.
    ///   - first: First-order Sobol index.
    ///   - total: Total Sobol index.
    public init(input: String, text: String, first: Double, total: Double) {
        self.input = input
        self.text = text
        self.first = first
        self.total = total
    }
}

/// What one kind of support does for a milestone: what the scenario changes on the phases that it acts on.
public struct SupportEffect: Hashable, Codable, Sendable {
    /// The kind, by id.
    public var support: String
    /// What it is.
    public var text: String
    /// When the milestone is reached with this kind alone.
    public var alone: Spread
    /// How much earlier that is than without any, draw by draw.
    public var saves: Spread
    /// When it is reached with all that the scenario changes but on the phases of this kind.
    public var withoutIt: Spread
    /// How much later that is than with all, draw by draw.
    public var costs: Spread

    /// States an effect.
    ///
    /// - Parameters:
    ///   - support: The kind, by id.
    ///   - text: What it is.
    ///   - alone: When the milestone is reached with this kind alone.
    ///   - saves: How much earlier that is than without any.
    ///   - withoutIt: When it is reached with all but this kind.
    ///   - costs: How much later that is than with all.
    public init(support: String, text: String, alone: Spread, saves: Spread, withoutIt: Spread, costs: Spread) {
        self.support = support
        self.text = text
        self.alone = alone
        self.saves = saves
        self.withoutIt = withoutIt
        self.costs = costs
    }

    /// Whether it changes nothing in any draw.
    public var isNothing: Bool { [saves, costs].allSatisfy { $0.mean == 0 && $0.deviation == 0 } }
}

/// How much later a milestone is reached in one scenario than in another, draw by draw on the same random numbers.
public struct ScheduleDifference: Hashable, Codable, Sendable {
    /// The milestone, by id.
    public var milestone: String
    /// What it is.
    public var text: String
    /// The scenario to compare with, by id; nil for the model as it stands.
    public var from: String?
    /// The scenario that is compared, by id.
    public var to: String?
    /// The unit of time.
    public var timeUnit: String
    /// How much later it is reached in `to` than in `from`; negative for earlier.
    public var spread: Spread
    /// The share of the draws in which it is reached earlier, 0…1.
    public var earlier: Double

    /// States a difference.
    ///
    /// - Parameters:
    ///   - milestone: The milestone, by id.
    ///   - text: What it is.
    ///   - from: The scenario to compare with.
    ///   - to: The scenario that is compared.
    ///   - timeUnit: The unit of time.
    ///   - spread: How much later it is reached in `to` than in `from`.
    ///   - earlier: The share of the draws in which it is reached earlier.
    public init(
        milestone: String, text: String, from: String?, to: String?, timeUnit: String, spread: Spread, earlier: Double
    ) {
        self.milestone = milestone
        self.text = text
        self.from = from
        self.to = to
        self.timeUnit = timeUnit
        self.spread = spread
        self.earlier = earlier
    }
}
