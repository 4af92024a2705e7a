public import Findings
import Inquiry
public import Scenarios

/// Holds what was seen against everything that could have taken it, so that nobody says "more than upkeep needs" without having looked.
///
/// All carriers of an observation are taken to be alike: five of 40, of 60 or of 66 t, not a mix.
public struct ScaleTest: Sendable {
    let model: ScenarioModel
    let numbers: ScenarioNumbers
    let scenario: String?

    /// Prepares tests.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - scenario: One of its scenarios; nil for the numbers as they are stated.
    /// - Throws: ``ScenarioFlaw`` where the scenario cannot be made of the model.
    public init(_ model: ScenarioModel, scenario: Scenario? = nil) throws(ScenarioFlaw) {
        self.init(model, numbers: try ScenarioNumbers(model, scenario: scenario), scenario: scenario?.id)
    }

    /// Prepares tests with numbers that are there already.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - numbers: Its numbers under the scenario.
    ///   - scenario: The scenario, by id.
    public init(_ model: ScenarioModel, numbers: ScenarioNumbers, scenario: String?) {
        self.model = model
        self.numbers = numbers
        self.scenario = scenario
    }

    /// Tests what so many carriers imply.
    ///
    /// - Parameters:
    ///   - name: The carrier, by id or by what several are called.
    ///   - count: How many were seen; 0…1 000 000.
    ///   - period: The days in which that is all that came; nil where nobody knows.
    /// - Returns: The amount, and how it stands to each need that the carrier could serve.
    /// - Throws: ``ScenarioFlaw`` where there is no such carrier, a number is out of its bounds, or a need has no fuel.
    public func test(
        carrier name: String, count: Int, period: Double? = nil
    ) throws(ScenarioFlaw) -> ScaleTestFinding {
        guard (0...1_000_000).contains(count) else { throw Self.flaw("\(count)", name, period) }
        return try test(carrier: name, seen: SeenCarriers(stated: count), period: period)
    }

    /// Tests what carriers imply that looks counted; the range of their number goes through all that follows.
    ///
    /// - Parameters:
    ///   - name: The carrier, by id or by what several are called.
    ///   - counted: How many different ones looks show.
    ///   - period: The days in which that is all that came; nil where nobody knows.
    /// - Returns: The amount, and how it stands to each need; nil where no look could tell how many there were.
    /// - Throws: ``ScenarioFlaw`` where there is no such carrier, a number is out of its bounds, or a need has no fuel.
    public func test(
        carrier name: String, counted: DifferentObjects, period: Double? = nil
    ) throws(ScenarioFlaw) -> ScaleTestFinding? {
        guard let seen = SeenCarriers(counted, numbers) else { return nil }
        return try test(carrier: name, seen: seen, period: period)
    }

    private static func flaw(_ count: String, _ name: String, _ period: Double?) -> ScenarioFlaw {
        ScenarioFlaw(
            "\(count) of '\(name)' in \(period.map { "\($0)" } ?? "an unknown number of") days cannot be tested",
            "give 0 to 1 000 000 carriers, and a time above 0 and up to 36 500 days or none")
    }

    private func test(
        carrier name: String, seen: SeenCarriers, period: Double?
    ) throws(ScenarioFlaw) -> ScaleTestFinding {
        let carrier = try model.carrier(name)
        let id = carrier.id
        guard period.map({ $0 > 0 && $0 <= 36_500 }) != false else { throw Self.flaw(seen.words, name, period) }
        let loads = CarrierLoads(carrier, numbers)
        let amounts = loads.seen.map { $0 * seen.draws }
        guard
            let amount = (loads.all * numbers.drawn(carrier.laden, or: 1) * seen.draws).outcome(
                "scale.\(id).amount", scenario: scenario,
                text: "what \(seen.counted(carrier)) \(seen.isOne ? "holds" : "hold")", unit: "t",
                formula: "number × load × share of it that is filled × share of carriers that are laden",
                remarks: ["All are taken to be alike. What they hold is not known from their number."]
                    + (seen.objects.map { [$0.sentence] + $0.remarks } ?? []))
        else { throw ScenarioFlaw("the load of '\(id)' is too large", "check it and its unit") }

        var lines: [ScaleTestFinding.Line] = []
        var sum = UpkeepSum()
        for need in model.needs where need.carriers.isEmpty || need.carriers.contains(id) {
            let fuel = model.fuels.first { $0.id == need.fuel }
            let draws = try NeedDraws(need, fuel: fuel, plant: model.plant, numbers)
            sum.add(need, draws)
            lines.append(line(need, draws, carrier, loads, seen, amounts))
        }
        let total = loads.all * numbers.drawn(carrier.laden, or: 1) * seen.draws
        return finding(carrier, seen, period, loads, amounts, amount, lines, sum, total)
    }

    private func finding(
        _ carrier: Carrier, _ seen: SeenCarriers, _ period: Double?, _ loads: CarrierLoads, _ amounts: [Drawn],
        _ amount: Outcome, _ lines: [ScaleTestFinding.Line], _ sum: UpkeepSum, _ total: Drawn
    ) -> ScaleTestFinding {
        let upkeep = sum.rate?.outcome(
            "scale.\(carrier.id).upkeep.takes", scenario: scenario,
            text: "all needs of upkeep that a \(carrier.text) could serve, together", unit: "t/d",
            formula: "sum of what they take")
        let lasting = sum.rate.flatMap { rate in rate.isPositive ? total / rate : nil }
        let lasts = lasting?.outcome(
            "scale.\(carrier.id).upkeep.lasts", scenario: scenario,
            text: "how long \(seen.counted(carrier)) \(seen.isOne ? "lasts" : "last") all needs of upkeep together",
            unit: "d",
            formula: "amount ÷ what upkeep takes")
        var exceeds: Double?
        if let period, sum.isStated {
            let taken = (sum.rate ?? Drawn(0)) * Drawn(period) + (sum.once ?? Drawn(0))
            let more = Drawn.combined([total, taken]) { $0[0] > $0[1] ? 1 : 0 }
            if more.isSound { exceeds = more.values.reduce(0, +) / Double(more.values.count) }
        }
        let alternatives = zip(loads.loads, amounts).compactMap { load, amount in
            amount.spread.map { ScaleTestFinding.Alternative(load: load, amount: $0) }
        }
        let capacity = loads.most.compactMap { ($0 * seen.draws).spread }
        return ScaleTestFinding(
            scenario: scenario, carrier: carrier.id, count: seen.middle, observed: seen.counted(carrier),
            counted: seen.objects, period: period, alternatives: alternatives, amount: amount, lines: lines,
            upkeep: upkeep, lastsUpkeep: lasts,
            exceedsUpkeep: exceeds,
            verdict: ScaleVerdict.whole(
                carrier, seen, amount: amount, capacity: capacity, lines: lines, sum: sum,
                lasts: lasts, period: period, exceeds: exceeds))
    }

    private func line(
        _ need: Need, _ draws: NeedDraws, _ carrier: Carrier, _ loads: CarrierLoads, _ seen: SeenCarriers,
        _ amounts: [Drawn]
    ) -> ScaleTestFinding.Line {
        let name = "scale.\(carrier.id).\(need.id)"
        let unit = need.isOnce ? "t" : "t/d"
        let taken = draws.takes.flatMap { $0.isPositive ? $0 : nil }
        let total = loads.all * numbers.drawn(carrier.laden, or: 1) * seen.draws
        func covered(_ amount: Drawn) -> Drawn? { taken.map { amount / $0 } ?? draws.warmedByTonne.map { amount * $0 } }
        let warms = taken == nil && draws.warmedByTonne != nil
        let (what, coverUnit, how) =
            warms
            ? ("stock that it would warm", "t", "amount × heat of the fuel × efficiency ÷ Cragoe's heat")
            : need.isOnce
                ? ("share of it that the amount is", "", "amount ÷ what it takes once")
                : ("how long the amount lasts it", "d", "amount ÷ what it takes a day")
        // What is taken once is brought once: there is no number a day.
        let daily = need.isOnce ? nil : taken
        // What follows the plant is there on the days on which it runs, unless the need says otherwise.
        let days = numbers.drawn(need.daysAYear ?? (need.followsPlant ? model.plant?.streamDays : nil), or: 365)
        let batch = carrier.batch.map { numbers.drawn($0) }
        let perDay = { (load: Drawn) in daily.flatMap { load.isPositive ? $0 / load : nil } }
        let perYear = { (load: Drawn) in perDay(load).map { $0 * days } }
        let batches = { (load: Drawn) in
            batch.flatMap { batch in batch.isPositive ? perDay(load).map { $0 / batch } : nil }
        }
        let covers = covered(total)?.outcome(
            name + ".covers", scenario: scenario, text: "\(need.text): \(what)", unit: coverUnit, formula: how)
        let carriersADay = perDay(loads.all)?.outcome(
            name + ".a-day", scenario: scenario, text: "\(need.text): laden \(carrier.plural) a day", unit: "1/d",
            formula: "what it takes a day ÷ (load × share of it that is filled)")
        return ScaleTestFinding.Line(
            need: need.id, text: need.text, purpose: need.purpose.rawValue, fuel: need.fuel,
            heat: draws.heat?.outcome(
                "scale.\(need.id).heat", scenario: scenario, text: "\(need.text): heat", unit: draws.heatUnit,
                formula: draws.heatFormula),
            takes: draws.takes?.outcome(
                "scale.\(need.id).takes", scenario: scenario, text: "\(need.text): what it takes", unit: unit,
                formula: draws.formula),
            covers: covers, coversByAlternative: amounts.map { covered($0)?.spread }, carriersADay: carriersADay,
            carriersADayByAlternative: loads.each.map { perDay($0)?.spread },
            carriersAYear: perYear(loads.all)?.outcome(
                name + ".a-year", scenario: scenario, text: "\(need.text): laden \(carrier.plural) a year", unit: "1/y",
                formula: "laden carriers a day × days of a year on which it is there"),
            carriersAYearByAlternative: loads.each.map { perYear($0)?.spread },
            batchesADay: batches(loads.all)?.outcome(
                name + ".batches", scenario: scenario,
                text: "\(need.text): how often a day all places for \(carrier.plural) are filled", unit: "1/d",
                formula: "laden carriers a day ÷ how many are handled at once"),
            batchesADayByAlternative: loads.each.map { batches($0)?.spread },
            verdict: ScaleVerdict.line(need, carrier, covers: covers, carriersADay: carriersADay, warms: warms))
    }
}

extension ScenarioModel {
    /// A carrier by its id, or by what several are called: "tank-car", "tank cars" and "tank-cars" are the same.
    ///
    /// - Parameter id: Its id, or its plural with blanks or hyphens.
    /// - Returns: The carrier.
    /// - Throws: ``ScenarioFlaw`` that names those that there are.
    public func carrier(_ id: String) throws(ScenarioFlaw) -> Carrier {
        if let found = carriers.first(where: { $0.id == id }) { return found }
        let plural = id.replacing("-", with: " ").lowercased()
        if let found = carriers.first(where: { $0.plural.replacing("-", with: " ").lowercased() == plural }) {
            return found
        }
        let known = carriers.map { "'\($0.id)'" }.joined(separator: ", ")
        throw ScenarioFlaw(
            "there is no carrier '\(id)'", known.isEmpty ? "state carriers in the case" : "expected one of \(known)")
    }
}
