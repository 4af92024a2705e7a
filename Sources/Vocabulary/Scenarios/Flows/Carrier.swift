/// Something that brings or takes goods in loads, and that can be counted: a car of a train, a ship, a lorry.
public struct Carrier: Hashable, Codable, Sendable {
    /// Unique among the case's carriers: "tank-car".
    public var id: String
    /// What one is: "tank car"; messages put a number before it.
    public var text: String
    /// What several are: "tank cars".
    public var plural: String
    /// What one can carry, t. A choice of a few is shown load by load.
    public var load: ScenarioInput
    /// The share of the load that is really filled, 0…1; nil for all of it.
    public var fill: ScenarioInput?
    /// The share of those seen that are laden, 0…1; nil for all.
    public var laden: ScenarioInput?
    /// How many are filled or emptied at once where it is done; nil where nobody says.
    public var batch: ScenarioInput?

    /// Makes a carrier.
    ///
    /// - Parameters:
    ///   - id: Unique among the case's carriers.
    ///   - text: What one is.
    ///   - plural: What several are; from `text` if left out.
    ///   - load: What one can carry, t.
    ///   - fill: The share of the load that is really filled.
    ///   - laden: The share of those seen that are laden.
    ///   - batch: How many are filled or emptied at once.
    public init(
        id: String, text: String, plural: String? = nil, load: ScenarioInput, fill: ScenarioInput? = nil,
        laden: ScenarioInput? = nil, batch: ScenarioInput? = nil
    ) {
        self.id = id
        self.text = text
        self.plural = plural ?? text + "s"
        self.load = load
        self.fill = fill
        self.laden = laden
        self.batch = batch
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] { [load] + [fill, laden, batch].compactMap { $0 } }
}

/// Something that is burned.
public struct Fuel: Hashable, Codable, Sendable {
    /// Its name, as needs give it: "residual_fuel_oil".
    public var id: String
    /// Its net heat, GJ/t.
    public var heat: ScenarioInput

    /// Makes a fuel.
    ///
    /// - Parameters:
    ///   - id: Its name.
    ///   - heat: Its net heat, GJ/t.
    public init(id: String, heat: ScenarioInput) {
        self.id = id
        self.heat = heat
    }
}
