/// From where to where oil is warmed, and how well the fuel is used.
public struct Warming: Hashable, Codable, Sendable {
    /// Temperature at the beginning, °C.
    public var from: ScenarioInput
    /// Temperature at the end, °C.
    public var to: ScenarioInput
    /// Density, t/m³.
    public var density: ScenarioInput
    /// The share of the fuel's heat that is used, 0…1.
    public var efficiency: ScenarioInput

    /// States a warming.
    ///
    /// - Parameters:
    ///   - from: Temperature at the beginning, °C.
    ///   - to: Temperature at the end, °C.
    ///   - density: Density, t/m³.
    ///   - efficiency: The share of the fuel's heat that is used.
    public init(from: ScenarioInput, to: ScenarioInput, density: ScenarioInput, efficiency: ScenarioInput) {
        self.from = from
        self.to = to
        self.density = density
        self.efficiency = efficiency
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] { [from, to, density, efficiency] }
}

/// A flow that is heated.
public struct Heating: Hashable, Codable, Sendable {
    /// What is heated, t/d; nil for what goes into the plant, at the use of it that a scenario has.
    public var flow: ScenarioInput?
    /// From where to where.
    public var warming: Warming
    /// The temperature that other streams give it before any fuel does, °C; nil where none do.
    public var preheated: ScenarioInput?
    /// Heat that goes into vapour beside that of warming, kJ for each kg of the flow; nil for none.
    public var latent: ScenarioInput?

    /// States a heating.
    ///
    /// - Parameters:
    ///   - flow: What is heated, t/d; nil for what goes into the plant.
    ///   - warming: From where to where.
    ///   - preheated: The temperature that other streams give it.
    ///   - latent: Heat that goes into vapour, kJ for each kg of the flow.
    public init(
        flow: ScenarioInput?, warming: Warming, preheated: ScenarioInput? = nil, latent: ScenarioInput? = nil
    ) {
        self.flow = flow
        self.warming = warming
        self.preheated = preheated
        self.latent = latent
    }
}

/// A vessel that is kept warmer than the air.
public struct KeepingWarm: Hashable, Codable, Sendable {
    /// Its outer area.
    public enum Surface: Hashable, Codable, Sendable {
        /// So many m².
        case area(ScenarioInput)
        /// An upright round tank with roof and floor: diameter and height in m.
        case tank(diameter: ScenarioInput, height: ScenarioInput)
    }

    /// Its outer area.
    public var surface: Surface
    /// How many there are alike; nil for one.
    public var count: ScenarioInput?
    /// Heat that each m² loses for each kelvin, W.
    public var loss: ScenarioInput
    /// Temperature inside, °C.
    public var inside: ScenarioInput
    /// Temperature of the air, °C.
    public var outside: ScenarioInput
    /// The share of the fuel's heat that is used, 0…1.
    public var efficiency: ScenarioInput

    /// States a vessel that is kept warm.
    ///
    /// - Parameters:
    ///   - surface: Its outer area.
    ///   - count: How many there are alike.
    ///   - loss: Heat that each m² loses for each kelvin, W.
    ///   - inside: Temperature inside, °C.
    ///   - outside: Temperature of the air, °C.
    ///   - efficiency: The share of the fuel's heat that is used.
    public init(
        surface: Surface, count: ScenarioInput? = nil, loss: ScenarioInput, inside: ScenarioInput,
        outside: ScenarioInput, efficiency: ScenarioInput
    ) {
        self.surface = surface
        self.count = count
        self.loss = loss
        self.inside = inside
        self.outside = outside
        self.efficiency = efficiency
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        let area: [ScenarioInput] =
            switch surface {
            case .area(let area): [area]
            case .tank(let diameter, let height): [diameter, height]
            }
        return area + [count].compactMap { $0 } + [loss, inside, outside, efficiency]
    }
}
