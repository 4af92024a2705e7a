import Foundation
import Inquiry
import ScenarioSimulation
import Scenarios
import Yams

extension ScenarioReader {
    /// Reads all that a case states of scenarios; nil after a mistake that leaves nothing.
    mutating func model(_ node: Node) -> ScenarioModel? {
        let keys = [
            "elicited_from", "samples", "seed", "scenarios", "schedule", "carriers", "seen", "fuels", "needs", "flow",
            "plant", "instruments", "deliveries", "consumers",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "'scenarios'", log: &log) else { return nil }
        guard hasOnlyPlainText(node) else { return nil }
        elicitedFrom = fields.text("elicited_from", log: &log)
        var model = ScenarioModel(scenarios: [])
        if let samples = whole(fields, "samples", in: 1_000...10_000_000) { model.settings.samples = samples }
        if let seed = seed(fields) { model.settings.seed = seed }
        if let node = fields["schedule"] { model.schedule = schedule(node) }
        readFlows(fields, into: &model)
        guard let list = fields["scenarios"] else {
            log.error(
                at: fields.mark, "no scenario is stated",
                "add 'scenarios:' with a list, such as '- {id: none, text: no support}'")
            return nil
        }
        let inputs = Dictionary(model.inputs.map { ($0.id, $0) }) { first, _ in first }
        let phases = model.schedule?.phases.map(\.id) ?? []
        let bases = list.sequence.map { $0.compactMap { $0.mapping?["id"]?.scalar?.string } } ?? []
        model.scenarios = scenarios(list, inputs: inputs, phases: phases, bases: bases)
        checkWhole(model, at: fields)
        return model
    }

    /// Reads what brings goods, what takes them and what is made of them.
    private mutating func readFlows(_ fields: YAMLFields, into model: inout ScenarioModel) {
        if let node = fields["carriers"] { model.carriers = carriers(node) }
        let known = model.carriers.map(\.id)
        if let node = fields["seen"] { model.sightings = sightings(node, carriers: known) }
        if let node = fields["fuels"] { model.fuels = fuels(node) }
        if let node = fields["needs"] { model.needs = needs(node, fuels: &model.fuels, carriers: known) }
        if let node = fields["flow"] { model.flow = flow(node, carriers: known) }
        if let node = fields["plant"] { model.plant = plant(node, schedule: model.schedule) }
        if fields["plant"] == nil { checkFollowers() }
        let made = model.plant?.suppliedFeed?.cuts.flatMap { [$0.product, $0.id].compactMap(\.self) }
        if let node = fields["instruments"] { model.instruments = instruments(node, made: made) }
        if let node = fields["deliveries"] { model.deliveries = deliveries(node, against: model.instruments) }
        if let node = fields["consumers"] { model.consumers = consumers(node, made: made) }
    }

    private mutating func seed(_ fields: YAMLFields) -> UInt64? {
        guard let node = fields["seed"] else { return nil }
        guard let seed = node.scalar.flatMap({ UInt64($0.string) }) else {
            log.error(at: node.mark, "'seed' is \(node.noun)", "expected a whole number from 0 to \(UInt64.max)")
            return nil
        }
        return seed
    }

    private mutating func scenarios(
        _ node: Node, inputs: [String: ScenarioInput], phases: [String], bases: [String]
    ) -> [Scenario] {
        let keys = [
            "id", "text", "based_on", "multiply", "set", "without", "hypotheses", "sources", "elicited_from", "note",
        ]
        return entries(node, "'scenarios'", keys: keys, of: "a scenario") { reader, fields, id in
            let text = fields.requiredText("text", of: "the scenario \(quoted(id))", log: &reader.log) ?? id
            var scenario = Scenario(id: id, text: text)
            reader.places["scenarios.\(id)"] = fields.mark
            if let base = fields.text("based_on", log: &reader.log) {
                if bases.contains(base) {
                    scenario.basedOn = base
                } else {
                    reader.log.error(
                        at: fields["based_on"]?.mark, "there is no scenario \(quoted(base))",
                        proposal(for: base, among: bases))
                }
            }
            let basis = reader.basis(fields)
            scenario.factors = reader.factors(fields, of: id, inputs: inputs, phases: phases, basis: basis)
            scenario.replacements = reader.replacements(fields, of: id, inputs: inputs)
            if let mark = fields["hypotheses"]?.mark { reader.hypothesisPlaces[id] = mark }
            scenario.without = reader.known(fields, "without", "phase", among: phases)
            if let hypotheses = reader.hypotheses {
                scenario.hypotheses = reader.known(fields, "hypotheses", "hypothesis", among: hypotheses)
            } else if let node = fields["hypotheses"] {
                reader.log.error(at: node.mark, "the case states no hypotheses", "state them, or leave the key out")
            }
            return scenario
        }
    }

    /// Factors by input; the id of a phase stands for its duration.
    private mutating func factors(
        _ fields: YAMLFields, of scenario: String, inputs: [String: ScenarioInput], phases: [String],
        basis: InputBasis
    ) -> [Scenario.Factor] {
        guard let node = fields["multiply"] else { return [] }
        let entries = pairs(
            node, "'multiply'", atMost: Self.mostEntries,
            expected: "expected inputs or phases with factors, such as {A: 0.85}")
        return (entries ?? []).compactMap { name, mark, value in
            let id = phases.contains(name) && inputs[name] == nil ? "phases.\(name).duration" : name
            guard inputs[id] != nil else {
                if log.hasErrors, attempted.contains(id) { return nil }
                let known = phases + inputs.keys.sorted()
                log.error(at: mark, "there is no input and no phase \(quoted(name))", proposal(for: name, among: known))
                return nil
            }
            guard let factor = value.scalar.flatMap({ Double($0.string) }), (0...1e6).contains(factor) else {
                log.error(
                    at: value.mark, "the factor of \(quoted(name)) is \(value.noun)",
                    "expected a number from 0 to 1000000")
                return nil
            }
            changePlaces[scenario, default: [:]][id] = mark
            return Scenario.Factor(input: id, factor: factor, basis: basis)
        }
    }

    /// Other numbers for inputs.
    private mutating func replacements(
        _ fields: YAMLFields, of scenario: String, inputs: [String: ScenarioInput]
    ) -> [ScenarioInput] {
        guard let node = fields["set"] else { return [] }
        let entries = pairs(
            node, "'set'", atMost: Self.mostEntries,
            expected: "expected inputs with numbers, such as {phases.K2.probability: 0.2}")
        return (entries ?? []).compactMap { name, mark, value in
            guard let stated = inputs[name] else {
                if log.hasErrors, attempted.contains(name) { return nil }
                log.error(
                    at: mark, "there is no input \(quoted(name))", proposal(for: name, among: inputs.keys.sorted()))
                return nil
            }
            changePlaces[scenario, default: [:]][name] = mark
            let place = places[name]
            defer { places[name] = place }
            return input(
                value, id: name, text: stated.text, unit: stated.unit, product: products[name],
                in: stated.bounds ?? Self.anything)
        }
    }

    /// Notes what is wrong with the whole though each part could be read: scenarios in a circle, what a scenario makes of a number that
    /// cannot be, progress that contradicts itself.
    private mutating func checkWhole(_ model: ScenarioModel, at fields: YAMLFields) {
        checkOrders(model)
        guard !log.hasErrors, let schedule = model.schedule else { return }
        for flaw in schedule.flaws { log.error(at: fields["schedule"]?.mark, flaw.problem, flaw.expected) }
    }
}
