/// Something that takes goods or fuel, against which an amount that was seen is held.
public struct Need: Hashable, Codable, Sendable {
    /// What it would tell if an amount were more than the need takes.
    public enum Purpose: String, Hashable, Codable, CaseIterable, Sendable {
        /// It is there whether or not the plant works: heating, keeping warm.
        case upkeep
        /// It is there only while the plant works, or is made ready to.
        case operation
    }

    /// How much it takes.
    public enum Kind: Hashable, Codable, Sendable {
        /// So many t/d.
        case rate(ScenarioInput)
        /// Fuel that heats a flow.
        case heating(Heating)
        /// Fuel that replaces heat which a vessel loses.
        case keepingWarm(KeepingWarm)
        /// Fuel for steam: t/h of it, and t of fuel for each t.
        case steam(flow: ScenarioInput, fuel: ScenarioInput)
        /// Fuel for power: MW, and the share of the heat that becomes power.
        case power(ScenarioInput, efficiency: ScenarioInput)
        /// All that the plant works up, t/d; no fuel.
        case supply(ScenarioInput)
        /// All that the plant works up, at the use of it that a scenario has, on the days on which it runs; no fuel.
        case feed
        /// So many t, once.
        case amount(ScenarioInput)
        /// Fuel that warms a stock once; where no stock is told, how much the fuel would warm.
        case warming(stock: ScenarioInput?, Warming)
    }

    /// Unique among the case's needs: "boiler".
    public var id: String
    /// What it is: "steam for heating".
    public var text: String
    /// What it would tell.
    public var purpose: Purpose
    /// What it burns, by id; nil where it burns nothing, or its t/d are told.
    public var fuel: String?
    /// How much it takes.
    public var kind: Kind
    /// The share of its full rate at which it runs, 0…1; nil for all.
    public var share: ScenarioInput?
    /// On how many days of a year it is there; nil for all 365.
    public var daysAYear: ScenarioInput?
    /// The carriers that could bring it, by id; none for all.
    public var carriers: [String]

    /// Makes a need.
    ///
    /// - Parameters:
    ///   - id: Unique among the case's needs.
    ///   - text: What it is.
    ///   - purpose: What it would tell.
    ///   - fuel: What it burns, by id.
    ///   - kind: How much it takes.
    ///   - share: The share of its full rate at which it runs.
    ///   - daysAYear: On how many days of a year it is there.
    ///   - carriers: The carriers that could bring it, by id; none for all.
    public init(
        id: String, text: String, purpose: Purpose, fuel: String? = nil, kind: Kind, share: ScenarioInput? = nil,
        daysAYear: ScenarioInput? = nil, carriers: [String] = []
    ) {
        self.id = id
        self.text = text
        self.purpose = purpose
        self.fuel = fuel
        self.kind = kind
        self.share = share
        self.daysAYear = daysAYear
        self.carriers = carriers
    }

    /// Whether it takes something once, not day by day.
    public var isOnce: Bool {
        switch kind {
        case .amount, .warming: true
        default: false
        }
    }

    /// Whether its rate follows what goes into the plant.
    public var followsPlant: Bool {
        switch kind {
        case .feed: true
        case .heating(let heating): heating.flow == nil
        default: false
        }
    }

    /// All numbers that go into it, without its fuel's and the plant's.
    public var inputs: [ScenarioInput] {
        let own: [ScenarioInput?] =
            switch kind {
            case .rate(let rate), .supply(let rate), .amount(let rate): [rate]
            case .feed: []
            case .heating(let heating): [heating.flow] + heating.warming.inputs + [heating.preheated, heating.latent]
            case .keepingWarm(let keeping): keeping.inputs
            case .steam(let flow, let fuel): [flow, fuel]
            case .power(let power, let efficiency): [power, efficiency]
            case .warming(let stock, let warming): [stock] + warming.inputs
            }
        return (own + [share, daysAYear]).compactMap { $0 }
    }
}
