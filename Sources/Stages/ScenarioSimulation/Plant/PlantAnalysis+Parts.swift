import Findings
import Inquiry
import Scenarios

extension PlantAnalysis {
    /// Stated products against the capacity, with the days on which the plant runs and with all days of a year.
    func slate(_ slate: StatedSlate) throws(ScenarioFlaw) -> PlantFinding.Slate {
        let name = "plant.slates.\(slate.id)"
        var rate = Drawn(0)
        var barrels: Drawn? = Drawn(0)
        for product in slate.products {
            let tonnes = numbers.drawn(product.rate)
            rate = rate + tonnes
            let factor = try self.barrels(of: product.product, by: product.table)
            barrels = barrels.flatMap { sum in factor.map { sum + tonnes * $0 } }
        }
        let days = numbers.drawn(plant.streamDays)
        func year(_ days: Drawn, _ key: String, _ text: String) -> (year: Outcome?, share: Outcome?) {
            let tonnes = rate * days
            return (
                tonnes.outcome(
                    "\(name).\(key)", scenario: scenario, text: "\(slate.text), made on \(text)", unit: "t/y",
                    formula: "sum of all products × \(text)"),
                capacity.isPositive
                    ? (tonnes / capacity * Drawn(100)).outcome(
                        "\(name).\(key)-share", scenario: scenario,
                        text: "\(slate.text), made on \(text): share of the capacity", unit: "%",
                        formula: "sum of all products × \(text) ÷ capacity of the leading unit") : nil
            )
        }
        let stream = year(days, "stream", "the days on which the plant runs")
        let calendar = year(Drawn(365), "calendar", "365 days")
        return PlantFinding.Slate(
            id: slate.id, text: slate.text,
            rate: rate.outcome(
                "\(name).rate", scenario: scenario, text: slate.text, unit: "t/d", formula: "sum of all products"),
            barrels: barrels?.outcome(
                "\(name).bbl", scenario: scenario, text: slate.text, unit: "bbl/d",
                formula: "sum of all products × barrels in a tonne by their tables"),
            streamYear: stream.year, streamShare: stream.share, calendarYear: calendar.year,
            calendarShare: calendar.share, verdict: verdict(stream.share, calendar.share, days))
    }

    private func verdict(_ stream: Outcome?, _ calendar: Outcome?, _ days: Drawn) -> String {
        guard let stream, let calendar else { return "The plant has no capacity to hold this against." }
        func percent(_ outcome: Outcome) -> String { ScaleVerdict.range(outcome) }
        let run = days.spread.map { ScaleVerdict.digits($0.p50) } ?? "its"
        let both = "It is \(percent(stream)) of the capacity on \(run) days of a year, \(percent(calendar)) on 365"
        if stream.spread.p50 > 100 { return both + ": more than the plant can take, either way." }
        let left = ScaleVerdict.digits(100 - stream.spread.p50)
        return calendar.spread.p50 > 100
            ? both
                + ": it fits only if the plant stands still on the other days, and leaves \(left) % to burn and to lose."
            : both + ": it fits, and leaves \(left) % to burn and to lose on \(run) days."
    }

    /// What a store holds.
    func store(_ store: PlantStore) -> PlantFinding.Store {
        let name = "plant.stores.\(store.id)"
        let usable = numbers.drawn(store.count, or: 1) * numbers.drawn(store.working)
        var volume: Drawn?
        var mass: Drawn?
        switch store.size {
        case .volume(let size): volume = numbers.drawn(size) * usable
        case .mass(let size): mass = numbers.drawn(size) * usable
        case .tank(let diameter, let height):
            volume =
                Drawn.combined([numbers.drawn(diameter), numbers.drawn(height)]) {
                    Heat.cylinder(diameter: $0[0], length: $0[1])
                } * usable
        }
        if let volume, let density = store.density { mass = volume * numbers.drawn(density) }
        return PlantFinding.Store(
            id: store.id, text: store.text,
            volume: volume?.outcome(
                name + ".m3", scenario: scenario, text: "\(store.text): what can be used", unit: "m3",
                formula: "size × number × share that can be used"),
            mass: mass?.outcome(
                name + ".t", scenario: scenario, text: "\(store.text): what can be used", unit: "t",
                formula: "size × number × share that can be used × density"),
            days: daily.isPositive
                ? mass.flatMap { mass in
                    (mass / daily).outcome(
                        name + ".days", scenario: scenario, text: "\(store.text): how long it feeds the plant",
                        unit: "d", formula: "what can be used ÷ what goes in a day")
                } : nil)
    }

    /// What a pipe holds, and how fast the plant's feed flows in it.
    func line(_ line: PlantLine) -> PlantFinding.Line {
        let name = "plant.lines.\(line.id)"
        let diameter = numbers.drawn(line.diameter)
        let density = numbers.drawn(line.density)
        let volume = Drawn.combined([diameter, numbers.drawn(line.length)]) {
            Heat.cylinder(diameter: $0[0], length: $0[1])
        }
        let section = diameter.mapped { Heat.cylinder(diameter: $0, length: 1) }
        let under = section * density * Drawn(Heat.secondsOfDay)
        return PlantFinding.Line(
            id: line.id, text: line.text,
            volume: volume.outcome(
                name + ".m3", scenario: scenario, text: "\(line.text): what fills it", unit: "m3",
                formula: "π/4 × diameter² × length"),
            barrels: (volume / Drawn(Heat.barrel)).outcome(
                name + ".bbl", scenario: scenario, text: "\(line.text): what fills it", unit: "bbl",
                formula: "π/4 × diameter² × length ÷ 0.158987294928 m³"),
            mass: (volume * density).outcome(
                name + ".t", scenario: scenario, text: "\(line.text): what fills it", unit: "t",
                formula: "π/4 × diameter² × length × density"),
            speed: under.isPositive
                ? (daily / under).outcome(
                    name + ".speed", scenario: scenario, text: "\(line.text): how fast the plant's feed flows in it",
                    unit: "m/s", formula: "feed a day ÷ (density × π/4 × diameter² × 86 400 s)") : nil)
    }
}
