/// Everything that a case states of what it would take, and of what it would change.
public struct ScenarioModel: Hashable, Codable, Sendable {
    /// How numbers are drawn.
    public var settings: ScenarioSettings
    /// The ways in which things could go; one or more.
    public var scenarios: [Scenario]
    /// Phases of the work; nil where none are stated.
    public var schedule: PhaseNetwork?
    /// What brings goods in loads.
    public var carriers: [Carrier]
    /// Which of them were seen together.
    public var sightings: [CarrierSighting] = []
    /// What is burned.
    public var fuels: [Fuel]
    /// What takes goods or fuel.
    public var needs: [Need]
    /// Ways through which goods flow; nil where none are stated.
    public var flow: FlowNetwork?
    /// The plant; nil where none is stated.
    public var plant: Plant?
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
    ///   - carriers: What brings goods in loads.
    ///   - fuels: What is burned.
    ///   - needs: What takes goods or fuel.
    ///   - flow: Ways through which goods flow.
    ///   - plant: The plant.
    public init(
        settings: ScenarioSettings = ScenarioSettings(), scenarios: [Scenario], schedule: PhaseNetwork? = nil,
        carriers: [Carrier] = [], fuels: [Fuel] = [], needs: [Need] = [], flow: FlowNetwork? = nil,
        plant: Plant? = nil
    ) {
        self.settings = settings
        self.scenarios = scenarios
        self.schedule = schedule
        self.carriers = carriers
        self.fuels = fuels
        self.needs = needs
        self.flow = flow
        self.plant = plant
    }

    /// All numbers that go into it, in the order of the file's sections; no two have the same id.
    public var inputs: [ScenarioInput] {
        var all = schedule?.inputs ?? []
        all += carriers.flatMap(\.inputs)
        all += fuels.map(\.heat)
        all += needs.flatMap(\.inputs)
        all += flow?.inputs ?? []
        all += plant?.inputs ?? []
        all += instruments.flatMap(\.inputs) + deliveries.flatMap(\.inputs) + consumers.flatMap(\.inputs)
        return all
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
