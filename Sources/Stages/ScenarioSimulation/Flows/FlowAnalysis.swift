public import Findings
public import Scenarios

/// What can flow through a case's network, what bounds it, and what of a wanted flow would have been seen.
public struct FlowAnalysis: Sendable {
    /// Most draws of a network: each needs several maximum flows.
    public static let mostDraws = 10_000

    let model: ScenarioModel
    let network: FlowNetwork
    let numbers: ScenarioNumbers
    let scenario: String?
    let graph: FlowGraph
    /// The flow that is asked for, t/d; nil where none is.
    let wanted: Drawn?

    /// Prepares an analysis.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - scenario: One of its scenarios; nil for the numbers as they are stated.
    /// - Throws: ``ScenarioFlaw`` where the model has no network, a link leads nowhere, or the scenario cannot be made of the model.
    public init(_ model: ScenarioModel, scenario: Scenario? = nil) throws(ScenarioFlaw) {
        guard let network = model.flow else {
            throw ScenarioFlaw("the case states no ways through which goods flow", "state them under 'flow'")
        }
        self.model = model
        self.network = network
        self.scenario = scenario?.id
        numbers = try ScenarioNumbers(model, scenario: scenario)
        graph = try FlowGraph(network)
        if network.wantsFeed {
            wanted = try PlantThroughput(model.plant, numbers).daily
        } else {
            wanted = network.wanted.map { [numbers] in numbers.drawn($0) }
        }
    }

    /// What flows on a day.
    ///
    /// - Parameter day: Days from 1970-01-01; nil for the last states that are stated.
    /// - Returns: The flow, what bounds it, and what of the wanted flow each link would show.
    public func finding(on day: Int? = nil) -> FlowFinding {
        let capacities = graph.parts.map { PartCapacity($0, on: day, numbers) }
        let draws = FlowDraws(graph, capacities, wanted: wanted, samples: numbers.samples)
        let inputs = draws.inputs
        let unknown = capacities.indices.filter { capacities[$0].isUnknown }
        let formula = "maximum flow from all sources to all sinks, draw by draw"
        let parts = capacities.indices.map { part(draws, capacities, $0, day) }
        return FlowFinding(
            scenario: scenario, day: day,
            maximum: Drawn(draws.open, inputs: inputs).outcome(
                "flow.maximum", scenario: scenario,
                text: "most that can flow" + (unknown.isEmpty ? "" : ", links of unknown state being open"),
                unit: "t/d",
                formula: formula),
            maximumIfClosed: unknown.isEmpty
                ? nil
                : Drawn(draws.closed, inputs: inputs).outcome(
                    "flow.maximum-if-closed", scenario: scenario,
                    text: "most that can flow, links of unknown state being closed", unit: "t/d", formula: formula),
            wanted: wanted?.outcome(
                "flow.asked", scenario: scenario, text: "flow that is asked for", unit: "t/d",
                formula: network.wantsFeed ? PlantThroughput.formula : "as stated"),
            isEnough: wanted.map { draws.share(of: draws.open, reaching: $0) },
            isEnoughIfClosed: unknown.isEmpty ? nil : wanted.map { draws.share(of: draws.closed, reaching: $0) },
            parts: parts.compactMap { $0 }, stores: stores(capacities),
            remarks: remarks(draws, capacities, unknown))
    }

    /// The probability that looks at a link find none of the carriers that the wanted flow must bring over it.
    ///
    /// - Parameters:
    ///   - id: The link, by id; it states a carrier and how long each stays.
    ///   - looks: Times and probabilities of detection.
    ///   - day: The day whose states count.
    ///   - all: Whether all of the wanted flow that can is taken to come over it, not only what must.
    /// - Returns: The probability; its draws differ as the rate and the stay do.
    /// - Throws: ``ScenarioFlaw`` where there is no such link, or it does not state what is needed.
    public func chanceUnseen(
        _ id: String, looks: [LinkLook], on day: Int? = nil, all: Bool = false
    ) throws(ScenarioFlaw) -> Outcome {
        guard let index = graph.parts.firstIndex(where: { $0.link?.id == id }), let link = graph.parts[index].link
        else {
            throw ScenarioFlaw("there is no link '\(id)'", "name one of the network's links")
        }
        guard let stay = link.stay, let wanted, let carrier = link.carrier else {
            throw ScenarioFlaw(
                "the link '\(id)' cannot be held against looks",
                "state its 'carrier' and their 'stay', and the flow that is 'wanted'")
        }
        let capacities = graph.parts.map { PartCapacity($0, on: day, numbers) }
        let draws = FlowDraws(graph, capacities, wanted: wanted, samples: numbers.samples)
        let rate = Drawn(all ? draws.may[index] : draws.must[index], inputs: draws.inputs)
        let perDay = rate / CarrierLoads(try model.carrier(carrier), numbers).all.first(Self.mostDraws)
        let stays = numbers.drawn(stay).first(Self.mostDraws)
        // A stay of many values is looked up between a hundred of them.
        let table = StayTable(looks, stays)
        let chance = Drawn.combined([perDay, numbers.drawn(link.together, or: 1).first(Self.mostDraws), stays]) {
            Visibility.chance(carriersADay: $0[0], together: $0[1], watched: table.watched(stay: $0[2]))
        }
        guard
            let outcome = chance.outcome(
                "flow.\(id).unseen", scenario: scenario,
                text: "probability that \(looks.count) looks find none of it on \(link.text)", unit: "",
                formula: "exp(−laden carriers a day ÷ how many come together × days watched)",
                remarks: [
                    "Arrivals are taken to come at random and independently; looks within one stay count once.",
                    "The mean over the draws is the probability.",
                ])
        else { throw ScenarioFlaw("the flow over '\(id)' has no bound", "state the capacities of the network's links") }
        return outcome
    }

    private func part(_ draws: FlowDraws, _ capacities: [PartCapacity], _ index: Int, _ day: Int?) -> FlowFinding.Part?
    {
        let part = graph.parts[index]
        if part.link == nil, part.node?.limit == nil { return nil }
        let name = "flow.\(part.id)"
        let text = part.link?.text ?? part.node?.text ?? part.id
        let (must, may) = (
            Drawn(draws.must[index], inputs: draws.inputs), Drawn(draws.may[index], inputs: draws.inputs)
        )
        let hasWanted = network.asksForFlow && part.link != nil
        let carrier = part.link?.carrier.flatMap { id in model.carriers.first { $0.id == id } }
        let load = carrier.map { CarrierLoads($0, numbers).all.first(Self.mostDraws) }
        let perDay = { (flow: Drawn) -> Drawn? in load.flatMap { hasWanted && $0.isPositive ? flow / $0 : nil } }
        return FlowFinding.Part(
            id: part.id, text: text, ends: part.link.map { [$0.from, $0.to] }, state: capacities[index].state,
            isUnknown: capacities[index].isUnknown,
            capacity: capacities[index].open.outcome(
                name + ".capacity", scenario: scenario, text: "\(text): what can pass", unit: "t/d",
                formula: capacities[index].isLimited ? "capacity × share that passes" : "capacity as stated"),
            bottleneck: draws.cuts[index], raises: draws.raises[index],
            maximumIfClosed: capacities[index].isUnknown
                ? Drawn(draws.without[index], inputs: draws.inputs).outcome(
                    name + ".if-closed", scenario: scenario, text: "most that can flow if \(text) is closed",
                    unit: "t/d", formula: "maximum flow without it")
                : nil,
            mustCarry: hasWanted
                ? must.outcome(
                    name + ".must", scenario: scenario, text: "\(text): what of the wanted flow must pass", unit: "t/d",
                    formula: "wanted flow, as far as it can be had − maximum flow without this link") : nil,
            mayCarry: hasWanted
                ? may.outcome(
                    name + ".may", scenario: scenario, text: "\(text): what of the wanted flow can pass", unit: "t/d",
                    formula: "lesser of the wanted flow, as far as it can be had, and what can pass") : nil,
            carrier: carrier?.id,
            carriersADay: perDay(must)?.outcome(
                name + ".carriers", scenario: scenario, text: "\(text): laden \(carrier?.plural ?? "") a day at least",
                unit: "1/d", formula: "what must pass ÷ (load × share of it that is filled)"),
            carriersADayAtMost: perDay(may)?.outcome(
                name + ".carriers-at-most", scenario: scenario,
                text: "\(text): laden \(carrier?.plural ?? "") a day at most",
                unit: "1/d", formula: "what can pass ÷ (load × share of it that is filled)"),
            zone: part.link?.zone, siteLink: part.link?.siteLink)
    }

    private func remarks(_ draws: FlowDraws, _ capacities: [PartCapacity], _ unknown: [Int]) -> [String] {
        var said: [String] = []
        if !unknown.isEmpty {
            let names = unknown.map { graph.parts[$0].link?.text ?? graph.parts[$0].id }
            said.append(
                "Nobody knows the state of \(names.joined(separator: ", ")); results are given with it open and closed."
            )
        }
        let assumed = capacities.indices.filter { capacities[$0].isAssumed }.map { graph.parts[$0].id }
        if !assumed.isEmpty {
            said.append("No state is stated of \(assumed.joined(separator: ", ")); each is taken to be open.")
        }
        if draws.open.contains(.infinity) {
            said.append("A way from a source to a sink has no bound: state capacities.")
        }
        if network.stores.contains(where: { $0.stock != nil || $0.capacity != nil }), !network.asksForFlow {
            said.append("How long stocks last is not told, as no flow is asked for: state 'wanted'.")
        }
        if draws.isCapped { said.append("The first \(Self.mostDraws) draws of each number are used.") }
        return said
    }
}

/// How many days looks watch, for stays that differ.
private struct StayTable {
    private let first: Double
    private let step: Double
    private let days: [Double]

    init(_ looks: [LinkLook], _ stays: Drawn) {
        let low = stays.values.min() ?? 0
        let high = stays.values.max() ?? 0
        let count = high > low ? 100 : 1
        let step = count > 1 ? (high - low) / Double(count - 1) : 1
        first = low
        self.step = step
        days = (0..<count).map { Visibility.daysWatched(looks, stay: low + step * Double($0)) }
    }

    func watched(stay: Double) -> Double {
        let place = min(Double(days.count - 1), max(0, (stay - first) / step))
        let lower = Int(place)
        let upper = min(lower + 1, days.count - 1)
        return days[lower] + (days[upper] - days[lower]) * (place - Double(lower))
    }
}
