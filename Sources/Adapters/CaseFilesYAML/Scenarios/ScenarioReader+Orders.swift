import Inquiry
import ScenarioSimulation
import Scenarios
import Yams

/// Numbers that together are in no order in which they can be.
struct BrokenOrder: Hashable {
    /// What is wrong, and what to do.
    let flaw: ScenarioFlaw
    /// The inputs that it hangs on, by id.
    let inputs: [String]
}

extension ScenarioReader {
    /// Where a scenario's own changes stand, by scenario and input.
    typealias ChangePlaces = [String: [String: Mark]]

    /// Holds scenarios to the order of the numbers that the case states: what they break is a mistake, a number far from what is stated is
    /// doubtful.
    ///
    /// What is wrong as it is stated is told already; scenarios are held to what they make of what is right.
    mutating func checkOrders(_ model: ScenarioModel) {
        let stated = Set(Self.broken(model) { $0.number })
        for scenario in model.scenarios {
            let numbers: ScenarioNumbers
            do throws(ScenarioFlaw) {
                numbers = try ScenarioNumbers(model, scenario: scenario)
            } catch {
                log.error(at: places["scenarios.\(scenario.id)"], error.problem, error.expected)
                continue
            }
            for order in Self.broken(model, numbers.number) where !stated.contains(order) {
                // A flaw of the same numbers that are wrong already is told once.
                guard !stated.contains(where: { $0.inputs == order.inputs }) else { continue }
                let place = order.inputs.compactMap { self.place(ofChangeOf: $0, in: scenario, model) }.first
                log.error(
                    at: place ?? places["scenarios.\(scenario.id)"],
                    "in the scenario '\(scenario.id)' \(order.flaw.problem)", order.flaw.expected)
            }
            for input in model.inputs {
                guard let place = changePlaces[scenario.id]?[input.id] else { continue }
                warn(of: input, numbers.number(input), in: scenario, at: place)
            }
        }
        checkHypotheses(model)
    }

    /// Warns of a number that lies wholly outside of the range that is stated for it.
    private mutating func warn(
        of input: ScenarioInput, _ number: UncertainNumber, in scenario: Scenario, at place: Mark
    ) {
        let stated = input.number
        guard stated.low < stated.high, number.high < stated.low || number.low > stated.high else { return }
        let unit = input.unit.isEmpty ? "" : " \(input.unit)"
        let range = "\(Quantity.digits(stated.low, significant: 6)) to \(Quantity.digits(stated.high, significant: 6))"
        log.warning(
            at: place,
            "the scenario '\(scenario.id)' makes '\(input.id)' \(number.text)\(unit), wholly outside of the \(range)\(unit) that are stated",
            "check the change, or widen the stated range if it does not hold in all scenarios")
    }

    /// Warns of scenarios that come about under one hypothesis, whose probability each of them has whole.
    private mutating func checkHypotheses(_ model: ScenarioModel) {
        var owners: [String: String] = [:]
        for scenario in model.scenarios {
            var told: Set<String> = []
            for name in scenario.hypotheses {
                let leaves = hypothesisLeaves[name] ?? [name]
                guard let owner = leaves.compactMap({ owners[$0] }).first, owner != scenario.id else { continue }
                guard told.insert(owner).inserted else { continue }
                log.warning(
                    at: hypothesisPlaces[scenario.id] ?? places["scenarios.\(scenario.id)"],
                    "the scenarios '\(owner)' and '\(scenario.id)' both come about under '\(name)'",
                    "each then has all of its probability, so that together they may have more than one; name parts of it that exclude each other"
                )
            }
            for name in scenario.hypotheses {
                for leaf in hypothesisLeaves[name] ?? [name] where owners[leaf] == nil { owners[leaf] = scenario.id }
            }
        }
    }

    /// Where the last change of an input on the way to a scenario stands; nil where nothing changes it.
    private func place(ofChangeOf input: String, in scenario: Scenario, _ model: ScenarioModel) -> Mark? {
        do throws(ScenarioFlaw) {
            let line = try model.line(of: scenario)
            return line.reversed().compactMap { self.changePlaces[$0.id]?[input] }.first
        } catch { return nil }
    }

    /// All orders that numbers break: yields, volumes of a distillation, temperatures, levels of notice, shares of what is made.
    static func broken(_ model: ScenarioModel, _ number: (ScenarioInput) -> UncertainNumber) -> [BrokenOrder] {
        var found: [BrokenOrder] = []
        for feed in model.plant?.feeds ?? [] {
            if let flaw = flaw(ofYieldsOf: feed, number) {
                found.append(BrokenOrder(flaw: flaw, inputs: feed.inputs.map(\.id)))
            }
            found += brokenVolumes(of: feed, number)
        }
        for need in model.needs {
            guard let warming = need.warming, number(warming.from).low > number(warming.to).high else { continue }
            found.append(
                BrokenOrder(
                    flaw: ScenarioFlaw(
                        "what '\(need.id)' warms ends at \(Quantity.digits(number(warming.to).high, significant: 6)) °C, below its beginning at "
                            + "\(Quantity.digits(number(warming.from).low, significant: 6)) °C",
                        "expected a change that keeps 'from' below 'to'"),
                    inputs: [warming.to.id, warming.from.id]))
        }
        for instrument in model.instruments {
            for (lower, upper) in zip(instrument.notices, instrument.notices.dropFirst())
            where number(upper.level).central <= number(lower.level).central {
                found.append(
                    BrokenOrder(
                        flaw: ScenarioFlaw(
                            "a notice of '\(instrument.id)' is at \(Quantity.digits(number(upper.level).central, significant: 6)), not above the one "
                                + "before it", "expected the levels in rising order"),
                        inputs: [upper.level.id, lower.level.id]))
            }
        }
        return found + brokenShares(model, number)
    }

    /// Volumes that have boiled off at the end of a cut, below those of the cut before.
    private static func brokenVolumes(
        of feed: Feed, _ number: (ScenarioInput) -> UncertainNumber
    ) -> [BrokenOrder] {
        let volumes = feed.cuts.compactMap { cut -> ScenarioInput? in
            if case .boiling(let range) = cut.yield { range.recovered } else { nil }
        }
        return zip(volumes, volumes.dropFirst()).compactMap { lower, upper in
            let (before, after) = (number(lower).central, number(upper).central)
            guard after < before else { return nil }
            return BrokenOrder(
                flaw: ScenarioFlaw(
                    "'\(upper.id)' is \(Quantity.digits(after, significant: 6)) %, below the "
                        + "\(Quantity.digits(before, significant: 6)) % of '\(lower.id)'",
                    "volumes count from the beginning; expected a change that keeps them rising"),
                inputs: [upper.id, lower.id])
        }
    }

    /// Consumers that take more of a product than the plant makes, even if each takes its least.
    private static func brokenShares(
        _ model: ScenarioModel, _ number: (ScenarioInput) -> UncertainNumber
    ) -> [BrokenOrder] {
        var order: [String] = []
        var takers: [String: [ScenarioInput]] = [:]
        for group in model.consumers {
            for supply in group.supply where supply.amount == nil {
                if takers[supply.product] == nil { order.append(supply.product) }
                takers[supply.product, default: []].append(group.share)
            }
        }
        return order.compactMap { product in
            let shares = takers[product] ?? []
            let least = shares.reduce(0) { $0 + number($1).low }
            guard least > 1 + 1e-9 else { return nil }
            return BrokenOrder(
                flaw: ScenarioFlaw(
                    "consumers take \(Quantity.digits(least, significant: 4)) of the plant's \(product) at the least",
                    "expected shares that add up to 1 at most"), inputs: shares.map(\.id))
        }
    }
}

extension Need {
    /// What it warms, where it warms anything.
    fileprivate var warming: Warming? {
        switch kind {
        case .heating(let heating): heating.warming
        case .warming(_, let warming): warming
        case .rate, .keepingWarm, .steam, .power, .supply, .feed, .amount: nil
        }
    }
}
