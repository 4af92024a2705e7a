import Foundation
import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// Shares of a whole.
    static let shares = 0.0...1.0
    /// Shares that something is divided by.
    static let efficiencies = 0.01...1.0
    /// Amounts that something is divided by.
    static let positive = 0.001...1e15
    /// Amounts and flows; none is negative.
    static let amounts = 0.0...1e15

    /// Reads `carriers:`, a list: what brings goods in loads and can be counted.
    ///
    /// - Parameter node: Where it stands.
    /// - Returns: All that have an id; with a mistake too, so that others may name them.
    mutating func carriers(_ node: Node) -> [Carrier] {
        let expected = "expected a list of carriers, each with 'id', 'text' and 'load'"
        guard let entries = list(node, "'carriers'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [Carrier] = []
        for entry in entries {
            let known = ["id", "text", "plural", "load", "fill", "laden", "at_once"]
            guard let fields = YAMLFields(entry, known: known, of: "a carrier", log: &log),
                let id = unique(fields, "a carrier", among: found.map(\.id))
            else { continue }
            let what = "the carrier '\(id)'"
            let text = fields.requiredText("text", of: what, log: &log)
            let load = needed(
                fields, "load", of: what, "carriers.\(id).load", "what \(text ?? id) can carry", "t", in: Self.positive)
            let fill = part(
                fields, "fill", "carriers.\(id).fill", "share of the load that is filled", "", in: Self.efficiencies)
            let laden = part(fields, "laden", "carriers.\(id).laden", "share that is laden", "", in: Self.shares)
            let batch = part(
                fields, "at_once", "carriers.\(id).at_once", "how many are handled at once", "", in: 1...1e6)
            found.append(
                Carrier(
                    id: id, text: text ?? id, plural: fields.text("plural", log: &log),
                    load: load ?? Self.substitute("carriers.\(id).load", id, "t"), fill: fill, laden: laden,
                    batch: batch))
        }
        return found
    }

    /// Reads `fuels:`, a list: the heat of what is burned, where it is not the default.
    ///
    /// - Parameter node: Where it stands.
    /// - Returns: All that have an id; with a mistake too, so that others may name them.
    mutating func fuels(_ node: Node) -> [Fuel] {
        let expected = "expected a list of fuels, each with 'id' and 'heat'"
        guard let entries = list(node, "'fuels'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [Fuel] = []
        for entry in entries {
            guard let fields = YAMLFields(entry, known: ["id", "heat"], of: "a fuel", log: &log),
                let id = unique(fields, "a fuel", among: found.map(\.id))
            else { continue }
            let heat = needed(
                fields, "heat", of: "the fuel '\(id)'", "fuels.\(id).heat", "net heat of \(id)", "GJ/t",
                in: 0.1...200)
            found.append(Fuel(id: id, heat: heat ?? Self.substitute("fuels.\(id).heat", id, "GJ/t")))
        }
        return found
    }

    /// The fuel that a name stands for: one of those stated, or one with the default heat, which is then added to them.
    mutating func fuel(_ fields: YAMLFields, of what: String, _ fuels: inout [Fuel]) -> String? {
        guard let name = fields.requiredText("fuel", of: what, log: &log) else { return nil }
        if fuels.contains(where: { $0.id == name }) { return name }
        guard let known = Heat.netHeats.first(where: { $0.fuel == name }) else {
            log.error(
                at: fields["fuel"]?.mark, "\(what) burns \(quoted(name)), whose heat is not known",
                "state it under 'fuels', or "
                    + proposal(for: name, among: fuels.map(\.id) + Heat.netHeats.map(\.fuel)))
            return nil
        }
        let id = "fuels.\(name).heat"
        if let mark = fields["fuel"]?.mark { places[id] = mark }
        fuels.append(
            Fuel(
                id: name,
                heat: ScenarioInput(
                    id: id, text: "net heat of \(name)", number: UncertainNumber(known.heat), unit: "GJ/t",
                    basis: InputBasis(elicitedFrom: "IPCC 2006", note: Heat.netHeatNote))))
        return name
    }

    /// An id that no entry before has; nil after a mistake.
    mutating func unique(_ fields: YAMLFields, _ what: String, among taken: [String]) -> String? {
        guard let id = identifier(fields, of: what) else { return nil }
        guard !taken.contains(id) else {
            log.error(at: fields["id"]?.mark, "\(what) has the id '\(id)' of another", "give each an id of its own")
            return nil
        }
        return id
    }

    /// A number that may be left out; nil then, or after a mistake.
    mutating func part(
        _ fields: YAMLFields, _ key: String, _ id: String, _ text: String, _ unit: String, product: String? = nil,
        in bounds: ClosedRange<Double>
    ) -> ScenarioInput? {
        fields[key].flatMap { input($0, id: id, text: text, unit: unit, product: product, in: bounds) }
    }

    /// A number that must be there; nil after a mistake.
    mutating func needed(
        _ fields: YAMLFields, _ key: String, of what: String, _ id: String, _ text: String, _ unit: String,
        product: String? = nil, in bounds: ClosedRange<Double>
    ) -> ScenarioInput? {
        guard let node = fields[key] else {
            attempted.insert(id)
            let name = unit.isEmpty ? "a number" : "a number in \(unit)"
            log.error(at: fields.mark, "\(what) has no '\(key)'", "add '\(key)', \(name): \(text)")
            return nil
        }
        return input(node, id: id, text: text, unit: unit, product: product, in: bounds)
    }
}
