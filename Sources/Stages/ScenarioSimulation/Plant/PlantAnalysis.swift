public import Findings
public import Inquiry
public import Scenarios

/// What a plant makes of its feeds, whether its units take that, and what its stores and pipes hold.
public struct PlantAnalysis: Sendable {
    let plant: Plant
    let numbers: ScenarioNumbers
    let scenario: String?
    let units: UnitTables
    /// What goes in, t/y.
    let yearly: Drawn
    /// What goes in on a day on which the plant runs, t/d.
    let daily: Drawn
    /// The most that can go in, t/y.
    let capacity: Drawn

    /// Prepares an analysis.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - units: The tables by which tonnes become barrels.
    ///   - scenario: One of the model's scenarios; nil for the numbers as they are stated.
    /// - Throws: ``ScenarioFlaw`` where the model has no plant, its leading unit does not exist, it runs on no day, or the scenario cannot
    ///   be made of the model.
    public init(_ model: ScenarioModel, units: UnitTables, scenario: Scenario? = nil) throws(ScenarioFlaw) {
        guard let plant = model.plant else {
            throw ScenarioFlaw("the case states no plant", "state it under 'plant'")
        }
        self.plant = plant
        self.units = units
        self.scenario = scenario?.id
        numbers = try ScenarioNumbers(model, scenario: scenario)
        let throughput = try PlantThroughput(plant, numbers)
        (capacity, yearly, daily) = (throughput.capacity, throughput.yearly, throughput.daily)
    }

    /// All that can be told of the plant.
    ///
    /// - Returns: The finding.
    /// - Throws: ``ScenarioFlaw`` where a number is too large, or a product is in no table.
    public func finding() throws(ScenarioFlaw) -> PlantFinding {
        guard
            let day = daily.outcome(
                "plant.feed-a-day", scenario: scenario, text: "what goes in on a day on which the plant runs",
                unit: "t/d", formula: "capacity of the leading unit × use of it ÷ days of the year on which it runs"),
            let year = yearly.outcome(
                "plant.feed-a-year", scenario: scenario, text: "what goes in a year", unit: "t/y",
                formula: "capacity of the leading unit × use of it")
        else { throw ScenarioFlaw("what goes into the plant is too large", "check its capacity and the use of it") }
        var runs: [PlantFinding.Run] = []
        for feed in plant.feeds { runs.append(try run(feed)) }
        var slates: [PlantFinding.Slate] = []
        for slate in plant.slates { slates.append(try self.slate(slate)) }
        return PlantFinding(
            scenario: scenario, feedADay: day, feedAYear: year, table: plant.table, runs: runs, slates: slates,
            stores: plant.stores.map { store($0) }, lines: plant.lines.map { line($0) })
    }

    /// Barrels of a tonne; nil for what has no place in a table.
    func barrels(of product: String?, by table: String?) throws(ScenarioFlaw) -> Drawn? {
        guard let product, let tonne = Quantity(1, unit: "t") else { return nil }
        do throws(SourceFlaw) {
            let converted = try units.convert(tonne, to: "bbl", product: product, table: table ?? plant.table)
            return converted.quantity.value.map { Drawn($0) }
        } catch {
            throw ScenarioFlaw(error.problem, error.expected)
        }
    }

    private func run(_ feed: Feed) throws(ScenarioFlaw) -> PlantFinding.Run {
        let shares = Yields.shares(feed, numbers)
        let days = numbers.drawn(plant.streamDays)
        let name = "plant.\(feed.id)"
        var cuts: [PlantFinding.Cut] = []
        var products: Drawn?
        var barrels: Drawn?
        var withoutTable: [String] = []
        let fed = fed(feed)
        for (cut, share) in zip(feed.cuts, shares) {
            let tonnes = yearly * share * Drawn(0.01)
            let factor = cut.isOwnUse ? nil : try self.barrels(of: cut.product, by: cut.table)
            let volume = factor.map { tonnes * $0 }
            let table = cut.table ?? plant.table
            if !cut.isOwnUse {
                products = products.map { $0 + tonnes } ?? tonnes
                if let volume { barrels = barrels.map { $0 + volume } ?? volume } else { withoutTable.append(cut.text) }
            }
            cuts.append(
                PlantFinding.Cut(
                    id: cut.id, text: cut.text, product: cut.product, isOwnUse: cut.isOwnUse,
                    share: share.outcome(
                        "\(name).\(cut.id).share", scenario: scenario, text: "\(cut.text): share of the feed",
                        unit: "%",
                        formula: Yields.formula(cut)),
                    tonnes: tonnes.outcome(
                        "\(name).\(cut.id).t", scenario: scenario, text: cut.text, unit: "t/y",
                        formula: "\(fed) × share of the cut"),
                    barrels: volume?.outcome(
                        "\(name).\(cut.id).bbl", scenario: scenario, text: cut.text, unit: "bbl/y",
                        formula: "\(fed) × share of the cut × barrels in a tonne by table \(table)"),
                    barrelsADay: volume.flatMap { volume in
                        (volume / days).outcome(
                            "\(name).\(cut.id).bbl-a-day", scenario: scenario, text: cut.text, unit: "bbl/d",
                            formula: "barrels a year by table \(table) ÷ days on which the plant runs")
                    }))
        }
        var remarks = remarks(on: feed)
        if !withoutTable.isEmpty {
            remarks.append("Not in barrels, as no product is named: \(withoutTable.joined(separator: ", ")).")
        }
        if !feed.cuts.contains(where: \.isOwnUse) {
            remarks.append("What the plant burns and loses itself is not stated; products are without that too high.")
        }
        return PlantFinding.Run(
            feed: feed.id, text: feed.text, cuts: cuts,
            products: products?.outcome(
                "\(name).products", scenario: scenario, text: "all products", unit: "t/y",
                formula: "sum of all cuts that the plant does not use itself"),
            productBarrels: withoutTable.isEmpty
                ? barrels?.outcome(
                    "\(name).products-bbl", scenario: scenario, text: "all products", unit: "bbl/y",
                    formula: "sum of all cuts in barrels by table \(plant.table)") : nil,
            units: plant.units.map { unit($0, feed, shares) }, remarks: remarks)
    }

    /// What a formula calls the feed of a year; by its name where there are several.
    private func fed(_ feed: Feed) -> String {
        plant.feeds.count > 1 ? "feed a year, all of it '\(feed.text)'," : "feed a year"
    }

    /// Whether it is known what of a feed goes through a unit: cuts that the feed does not have may be within others of it.
    private func takesOf(_ feed: Feed, _ unit: PlantUnit) -> Bool {
        unit.takes.isEmpty || feed.cuts.contains { unit.takes.contains($0.id) }
    }

    /// Which feed supplies are made of, and which units a feed says nothing of.
    private func remarks(on feed: Feed) -> [String] {
        var remarks: [String] = []
        if plant.feeds.count > 1, feed.id == plant.suppliedFeed?.id {
            let why = plant.feed == nil ? "as the first one; 'plant.feed' names another" : "as 'plant.feed' names it"
            remarks.append("Of the plant's feeds, supplies are made of '\(feed.text)', \(why).")
        }
        for unit in plant.units {
            let lacking = unit.takes.filter { name in !feed.cuts.contains { $0.id == name } }
            guard !lacking.isEmpty else { continue }
            let cuts = lacking.map { "'\($0)'" }.joined(separator: ", ")
            remarks.append(
                takesOf(feed, unit)
                    ? "'\(feed.text)' has no cut \(cuts), of which \(unit.text) is counted to take nothing."
                    : "'\(feed.text)' has no cut \(cuts): how much of it goes through \(unit.text) is not known.")
        }
        return remarks
    }

    private func unit(_ unit: PlantUnit, _ feed: Feed, _ shares: [Drawn]) -> PlantFinding.Unit {
        let name = "plant.\(feed.id).\(unit.id)"
        var taken = unit.takes.isEmpty ? Drawn(100) : Drawn(0)
        for (cut, share) in zip(feed.cuts, shares) where unit.takes.contains(cut.id) { taken = taken + share }
        guard takesOf(feed, unit) else {
            return PlantFinding.Unit(id: unit.id, text: unit.text, load: nil, use: nil, suffices: nil)
        }
        let load = yearly * taken * Drawn(0.01) * numbers.drawn(unit.share, or: 1)
        let most = numbers.drawn(unit.capacity)
        let fits = Drawn.combined([load, most]) { $0[0] <= $0[1] * (1 + 1e-12) ? 1 : 0 }
        return PlantFinding.Unit(
            id: unit.id, text: unit.text,
            load: load.outcome(
                name + ".load", scenario: scenario, text: "\(unit.text): what would go through it", unit: "t/y",
                formula: "\(fed(feed)) × shares of the cuts that it takes × share of them"),
            use: most.isPositive
                ? (load / most * Drawn(100)).outcome(
                    name + ".use", scenario: scenario, text: "\(unit.text): use of its capacity", unit: "%",
                    formula: "what would go through it ÷ its capacity") : nil,
            suffices: fits.values.isEmpty ? nil : fits.values.reduce(0, +) / Double(fits.values.count))
    }
}
