import Scenarios

/// What a need takes, draw by draw.
struct NeedDraws {
    /// What it takes: t/d, or t once; nil where only what an amount would warm can be told.
    var takes: Drawn?
    /// How `takes` is made.
    var formula: String
    /// The heat that it asks for, in `heatUnit`; nil where its rate is told.
    var heat: Drawn?
    /// kW or kJ/kg.
    var heatUnit = ""
    /// How `heat` is made.
    var heatFormula = ""
    /// How many t of stock one t of fuel warms; nil for other needs.
    var warmedByTonne: Drawn?

    /// Draws a need.
    ///
    /// - Parameters:
    ///   - need: The need.
    ///   - fuel: What it burns; nil where it burns nothing.
    ///   - plant: The plant, for a need that follows what goes into it.
    ///   - numbers: The numbers of the scenario.
    /// - Throws: ``ScenarioFlaw`` where it needs a fuel and has none, or follows a plant that is not stated.
    init(_ need: Need, fuel: Fuel?, plant: Plant?, _ numbers: ScenarioNumbers) throws(ScenarioFlaw) {
        let share = numbers.drawn(need.share, or: 1)
        let (times, beside) = need.share == nil ? ("", "") : (" × share of its full rate", " at its share of full rate")
        switch need.kind {
        case .rate(let rate), .supply(let rate):
            takes = numbers.drawn(rate) * share
            formula = "rate as stated" + times
        case .feed:
            takes = try PlantThroughput(plant, numbers).daily * share
            formula = PlantThroughput.formula + times
        case .amount(let amount):
            takes = numbers.drawn(amount) * share
            formula = "amount as stated" + times
        case .steam(let flow, let perTonne):
            takes = numbers.drawn(flow) * numbers.drawn(perTonne) * Drawn(24) * share
            formula = "t/h of steam × 24 × t of fuel for each t of steam" + times
        case .power(let power, let efficiency):
            let heat = numbers.drawn(power) * Drawn(1000) / numbers.drawn(efficiency) * share
            self.heat = heat
            (heatUnit, heatFormula) = ("kW", "power ÷ efficiency\(beside)")
            takes = heat * Drawn(Heat.secondsOfDay / 1e6) / (try Self.heat(of: fuel, for: need, numbers))
            formula = "power ÷ efficiency × a day ÷ heat of the fuel" + times
        case .keepingWarm(let keeping):
            let loss = Self.loss(keeping, numbers) * share
            heat = loss * Drawn(1e-3)
            (heatUnit, heatFormula) = ("kW", "W/(m² K) × area × (inside − outside)\(beside)")
            let used = (try Self.heat(of: fuel, for: need, numbers)) * numbers.drawn(keeping.efficiency)
            takes = loss * Drawn(Heat.secondsOfDay / 1e9) / used
            formula = "W/(m² K) × area × (inside − outside) × a day ÷ (heat of the fuel × efficiency)" + times
        case .heating(let heating):
            let start = heating.preheated ?? heating.warming.from
            let warmth = Self.heat(heating.warming, from: start, numbers) + numbers.drawn(heating.latent, or: 0)
            heat = warmth
            (heatUnit, heatFormula) = ("kJ/kg", "Cragoe's heat of oil from first to last temperature + heat of vapour")
            let used = (try Self.heat(of: fuel, for: need, numbers)) * numbers.drawn(heating.warming.efficiency)
            let flow: Drawn
            if let stated = heating.flow {
                flow = numbers.drawn(stated)
            } else {
                flow = try PlantThroughput(plant, numbers).daily
            }
            takes = flow * warmth / (used * Drawn(1000)) * share
            let words = heating.flow == nil ? "flow (\(PlantThroughput.formula))" : "flow"
            formula = "\(words) × (Cragoe's heat + heat of vapour) ÷ (heat of the fuel × efficiency)" + times
        case .warming(let stock, let warming):
            let warmth = Self.heat(warming, from: warming.from, numbers)
            heat = warmth
            (heatUnit, heatFormula) = ("kJ/kg", "Cragoe's heat of oil from first to last temperature")
            let used = (try Self.heat(of: fuel, for: need, numbers)) * numbers.drawn(warming.efficiency)
            warmedByTonne = used * Drawn(1000) / warmth
            takes = stock.map { numbers.drawn($0) * warmth / (used * Drawn(1000)) * share }
            formula = "stock × Cragoe's heat ÷ (heat of the fuel × efficiency)" + times
        }
    }

    private static func heat(
        of fuel: Fuel?, for need: Need, _ numbers: ScenarioNumbers
    ) throws(ScenarioFlaw) -> Drawn {
        guard let fuel else {
            throw ScenarioFlaw(
                "the need '\(need.id)' burns \(need.fuel.map { "'\($0)', which is not among the fuels" } ?? "nothing")",
                "name a fuel that has a heating value")
        }
        return numbers.drawn(fuel.heat)
    }

    /// kJ/kg; never below 0, for what cools asks for no fuel.
    private static func heat(_ warming: Warming, from start: ScenarioInput, _ numbers: ScenarioNumbers) -> Drawn {
        Drawn.combined([numbers.drawn(start), numbers.drawn(warming.to), numbers.drawn(warming.density)]) {
            max(0, Heat.oil(from: $0[0], to: $0[1], density: $0[2]))
        }
    }

    /// W; never below 0.
    private static func loss(_ keeping: KeepingWarm, _ numbers: ScenarioNumbers) -> Drawn {
        let area: Drawn =
            switch keeping.surface {
            case .area(let area): numbers.drawn(area)
            case .tank(let diameter, let height):
                Drawn.combined([numbers.drawn(diameter), numbers.drawn(height)]) {
                    Heat.tankArea(diameter: $0[0], height: $0[1])
                }
            }
        let warmer = (numbers.drawn(keeping.inside) - numbers.drawn(keeping.outside)).mapped { max(0, $0) }
        return numbers.drawn(keeping.loss) * area * warmer * numbers.drawn(keeping.count, or: 1)
    }
}
