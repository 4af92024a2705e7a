public import Inquiry

/// Phases of a work that wait for each other, with how long each takes.
///
/// Durations, lags and results are in ``timeUnit``. All holds on condition that the work is carried through; how likely that is
/// tells the ``ReferenceClass``.
public struct PhaseNetwork: Hashable, Codable, Sendable {
    /// The unit of all its times: "month", "week" or "d".
    public var timeUnit: String
    /// The day on which it begins, where one is stated; results can then be dated.
    public var begins: CalendarSpan?
    /// Correlation of the durations' normal scores through one common factor, 0…1; phases with ``Phase/isCorrelated`` take part.
    public var correlation: ScenarioInput
    /// The phases, each after those it waits for.
    public var phases: [Phase]
    /// What is asked for: ends of phases.
    public var milestones: [Milestone]
    /// Kinds of support and the phases on which they act.
    public var supports: [SupportKind]
    /// What is known of the work's progress.
    public var progress: [PhaseProgress]
    /// What became of comparable works; nil where nobody states any.
    public var reference: ReferenceClass?

    /// Makes a network.
    ///
    /// - Parameters:
    ///   - timeUnit: The unit of all its times.
    ///   - begins: The day on which it begins.
    ///   - correlation: Correlation of the durations' normal scores, 0…1.
    ///   - phases: The phases, each after those it waits for.
    ///   - milestones: What is asked for.
    ///   - supports: Kinds of support and the phases on which they act.
    ///   - progress: What is known of the work's progress.
    ///   - reference: What became of comparable works.
    public init(
        timeUnit: String = "month", begins: CalendarSpan? = nil, correlation: ScenarioInput, phases: [Phase],
        milestones: [Milestone], supports: [SupportKind] = [], progress: [PhaseProgress] = [],
        reference: ReferenceClass? = nil
    ) {
        self.timeUnit = timeUnit
        self.begins = begins
        self.correlation = correlation
        self.phases = phases
        self.milestones = milestones
        self.supports = supports
        self.progress = progress
        self.reference = reference
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        [correlation]
            + phases.flatMap { phase in
                [phase.ownDuration, phase.probability].compactMap { $0 } + phase.after.compactMap(\.lag)
            }
            + (reference?.inputs(timeUnit: timeUnit) ?? [])
    }
}

/// A piece of work.
public struct Phase: Hashable, Codable, Sendable {
    /// How long it takes.
    public enum Duration: Hashable, Codable, Sendable {
        /// A number of its own.
        case own(ScenarioInput)
        /// As long as another phase takes in the same draw, by id: work of the same crew and kind that is done twice.
        case same(String)
    }

    /// Unique in the network: "B".
    public var id: String
    /// What it is: "engineering and procurement".
    public var text: String
    /// What it waits for; it begins at once where there is nothing.
    public var after: [Predecessor]
    /// How long it takes.
    public var duration: Duration
    /// How likely it is needed at all, such as rework after a failed start; nil for a phase that always is. It takes no time where it is not
    /// needed, but still waits for those before it.
    public var probability: ScenarioInput?
    /// Whether its duration goes up and down with those of the other phases.
    public var isCorrelated: Bool

    /// Makes a phase.
    ///
    /// - Parameters:
    ///   - id: Unique in the network.
    ///   - text: What it is.
    ///   - after: What it waits for.
    ///   - duration: How long it takes.
    ///   - probability: How likely it is needed at all; nil for a phase that always is.
    ///   - isCorrelated: Whether its duration goes up and down with those of the other phases.
    public init(
        id: String, text: String, after: [Predecessor] = [], duration: Duration, probability: ScenarioInput? = nil,
        isCorrelated: Bool = true
    ) {
        self.id = id
        self.text = text
        self.after = after
        self.duration = duration
        self.probability = probability
        self.isCorrelated = isCorrelated
    }

    /// Its duration, where it has one of its own.
    public var ownDuration: ScenarioInput? { if case .own(let input) = duration { input } else { nil } }
}

/// What a phase waits for.
public struct Predecessor: Hashable, Codable, Sendable {
    /// The phase that must come first, by id.
    public var phase: String
    /// The share of its duration that must have passed, 0…1; 1 for its end.
    public var fraction: Double
    /// The time that must pass after that; nil for none.
    public var lag: ScenarioInput?

    /// States what is waited for.
    ///
    /// - Parameters:
    ///   - phase: The phase that must come first, by id.
    ///   - fraction: The share of its duration that must have passed, 0…1.
    ///   - lag: The time that must pass after that.
    public init(phase: String, fraction: Double = 1, lag: ScenarioInput? = nil) {
        self.phase = phase
        self.fraction = fraction
        self.lag = lag
    }
}

/// The end of one or more phases, as something to wait for.
public struct Milestone: Hashable, Codable, Sendable {
    /// Unique in the network: "first-oil".
    public var id: String
    /// What it is: "first sustained run of the crude unit".
    public var text: String
    /// The phases that must have ended, by id; one or more.
    public var after: [String]

    /// Makes a milestone.
    ///
    /// - Parameters:
    ///   - id: Unique in the network.
    ///   - text: What it is.
    ///   - after: The phases that must have ended.
    public init(id: String, text: String, after: [String]) {
        self.id = id
        self.text = text
        self.after = after
    }
}

/// A kind of support, and what it acts on: what a scenario makes of these phases is what it would do alone.
public struct SupportKind: Hashable, Codable, Sendable {
    /// Unique in the network: "parts".
    public var id: String
    /// What it is: "spare parts and equipment".
    public var text: String
    /// The phases on which it acts, by id.
    public var phases: [String]

    /// Makes a kind.
    ///
    /// - Parameters:
    ///   - id: Unique in the network.
    ///   - text: What it is.
    ///   - phases: The phases on which it acts.
    public init(id: String, text: String, phases: [String]) {
        self.id = id
        self.text = text
        self.phases = phases
    }
}

/// What is known of a phase's progress, from imagery or from what people say.
public struct PhaseProgress: Hashable, Codable, Sendable {
    /// The phase, by id.
    public var phase: String
    /// When it began, as far as known; nil where nobody saw it begin.
    public var began: CalendarSpan?
    /// When it ended, as far as known.
    public var ended: CalendarSpan?
    /// The last day on which it was seen not to have begun; it begins after that.
    public var notBegunOn: CalendarSpan?
    /// The last day on which it was seen not to have ended; it ends after that.
    public var notEndedOn: CalendarSpan?
    /// Who says so, or who judged it.
    public var basis: InputBasis

    /// States progress.
    ///
    /// - Parameters:
    ///   - phase: The phase, by id.
    ///   - began: When it began.
    ///   - ended: When it ended.
    ///   - notBegunOn: The last day on which it was seen not to have begun.
    ///   - notEndedOn: The last day on which it was seen not to have ended.
    ///   - basis: Who says so.
    public init(
        phase: String, began: CalendarSpan? = nil, ended: CalendarSpan? = nil, notBegunOn: CalendarSpan? = nil,
        notEndedOn: CalendarSpan? = nil, basis: InputBasis = InputBasis()
    ) {
        self.phase = phase
        self.began = began
        self.ended = ended
        self.notBegunOn = notBegunOn
        self.notEndedOn = notEndedOn
        self.basis = basis
    }
}
