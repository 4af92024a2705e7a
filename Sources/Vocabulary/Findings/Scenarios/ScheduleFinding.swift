/// What a schedule comes to under one scenario, on condition that the work is carried through.
public struct ScheduleFinding: Hashable, Codable, Sendable {
    /// The scenario, by id; nil for the model as it stands.
    public var scenario: String?
    /// The unit of all times, which count from the begin of the work.
    public var timeUnit: String
    /// How often it was drawn.
    public var samples: Int
    /// What each milestone comes to, in the schedule's order.
    public var milestones: [MilestoneFinding]
    /// When the work begins; nil where nobody states it, and times have no dates.
    public var calendar: ScheduleCalendar?
    /// When each phase begins and ends, in the order in which phases wait for each other, without those that the scenario leaves out; empty
    /// where it was not asked for.
    public var phases: [PhaseTimes] = []
    /// From how many of the draws, the first, the times of phases come.
    public var phaseSamples = 0

    /// States a finding; calendar and phases are set afterwards.
    ///
    /// - Parameters:
    ///   - scenario: The scenario, by id.
    ///   - timeUnit: The unit of all times.
    ///   - samples: How often it was drawn.
    ///   - milestones: What each milestone comes to.
    public init(scenario: String?, timeUnit: String, samples: Int, milestones: [MilestoneFinding]) {
        self.scenario = scenario
        self.timeUnit = timeUnit
        self.samples = samples
        self.milestones = milestones
    }
}

/// When a milestone is reached, and what that hangs on.
public struct MilestoneFinding: Hashable, Codable, Sendable {
    /// The milestone, by id.
    public var milestone: String
    /// When it is reached, from the begin of the work.
    public var outcome: Outcome
    /// The days by which it is reached; nil where nobody states when the work begins.
    public var dates: MilestoneDates?
    /// How often each phase is critical, in the order in which phases wait for each other.
    public var criticality: [PhaseCriticality]
    /// What single inputs do to it, the widest first; empty where it was not asked for.
    public var tornado: [TornadoBar]
    /// Shares of its variance, the greatest first; empty where it was not asked for.
    public var sensitivities: [Sensitivity]
    /// What each kind of support does, in the schedule's order; empty where it was not asked for.
    public var supports: [SupportEffect]

    /// States a finding; dates are set afterwards.
    ///
    /// - Parameters:
    ///   - milestone: The milestone, by id.
    ///   - outcome: When it is reached.
    ///   - criticality: How often each phase is critical.
    ///   - tornado: What single inputs do to it.
    ///   - sensitivities: Shares of its variance.
    ///   - supports: What each kind of support does.
    public init(
        milestone: String, outcome: Outcome, criticality: [PhaseCriticality], tornado: [TornadoBar] = [],
        sensitivities: [Sensitivity] = [], supports: [SupportEffect] = []
    ) {
        self.milestone = milestone
        self.outcome = outcome
        self.criticality = criticality
        self.tornado = tornado
        self.sensitivities = sensitivities
        self.supports = supports
    }
}

/// How often a phase takes time on the longest way to a milestone.
public struct PhaseCriticality: Hashable, Codable, Sendable {
    /// The phase, by id.
    public var phase: String
    /// What it is.
    public var text: String
    /// The share of the draws, 0…1.
    public var share: Double

    /// States how often a phase is critical.
    ///
    /// - Parameters:
    ///   - phase: The phase, by id.
    ///   - text: What it is.
    ///   - share: The share of the draws, 0…1.
    public init(phase: String, text: String, share: Double) {
        self.phase = phase
        self.text = text
        self.share = share
    }
}

/// What one input does to a milestone when it alone is low or high.
public struct TornadoBar: Hashable, Codable, Sendable {
    /// The input: the phase by id where it is a duration, "need.K'" for whether a phase is needed, else the input's id.
    public var input: String
    /// What it is.
    public var text: String
    /// Its value at 10 % and at 90 %; 0 and 1 for whether a phase is needed.
    public var low, high: Double
    /// The milestone's median with the input at its 10 % and its 90 %.
    public var medianAtLow, medianAtHigh: Double
    /// The milestone's mean with the same.
    public var meanAtLow, meanAtHigh: Double

    /// States a bar.
    ///
    /// - Parameters:
    ///   - input: The input.
    ///   - text: What it is.
    ///   - values: Its value at 10 % and at 90 %.
    ///   - medians: The milestone's median with both.
    ///   - means: The milestone's mean with both.
    public init(
        input: String, text: String, values: (low: Double, high: Double), medians: (low: Double, high: Double),
        means: (low: Double, high: Double)
    ) {
        self.input = input
        self.text = text
        (low, high) = values
        (medianAtLow, medianAtHigh) = medians
        (meanAtLow, meanAtHigh) = means
    }

    /// How far apart both means are.
    public var width: Double { abs(meanAtHigh - meanAtLow) }
}
