/// Everything that a case states of what it would take, and of what it would change.
public struct ScenarioModel: Hashable, Codable, Sendable {
    /// How numbers are drawn.
    public var settings: ScenarioSettings
    /// The ways in which things could go; one or more.
    public var scenarios: [Scenario]
    /// Phases of the work; nil where none are stated.
    public var schedule: PhaseNetwork?
    /// Rules that cap deliveries.
    public var instruments: [Instrument] = []
    /// What counts against those rules.
    public var deliveries: [Delivery] = []
    /// Those who use what is supplied.
    public var consumers: [ConsumerGroup] = []

    /// Makes a model.
    ///
    /// - Parameters:
    ///   - settings: How numbers are drawn.
    ///   - scenarios: The ways in which things could go.
    ///   - schedule: Phases of the work.
    public init(
        settings: ScenarioSettings = ScenarioSettings(), scenarios: [Scenario], schedule: PhaseNetwork? = nil
    ) {
        self.settings = settings
        self.scenarios = scenarios
        self.schedule = schedule
    }

    /// All numbers that go into it, in the order of the file's sections; no two have the same id.
    public var inputs: [ScenarioInput] {
        (schedule?.inputs ?? []) + instruments.flatMap(\.inputs) + deliveries.flatMap(\.inputs)
            + consumers.flatMap(\.inputs)
    }
}

/// How numbers of scenarios are drawn.
public struct ScenarioSettings: Hashable, Codable, Sendable {
    /// How often each number is drawn.
    public var samples: Int
    /// Where the random numbers begin. All scenarios share them, so that their differences are no accident of drawing.
    public var seed: UInt64

    /// States how numbers are drawn.
    ///
    /// - Parameters:
    ///   - samples: How often each number is drawn.
    ///   - seed: Where the random numbers begin.
    public init(samples: Int = 100_000, seed: UInt64 = 7) {
        self.samples = samples
        self.seed = seed
    }
}
