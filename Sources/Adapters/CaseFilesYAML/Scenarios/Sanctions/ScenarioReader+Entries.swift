import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// The unit that a number is stated in, as the tables write it; empty where none is stated, nil after a mistake.
    mutating func statedUnit(_ node: Node) -> String? {
        guard case .mapping(let mapping) = node, let stated = mapping["unit"], let text = stated.scalar?.string else {
            return ""
        }
        do throws(SourceFlaw) {
            return try units.symbol(of: text)
        } catch {
            log.error(at: stated.mark, error.problem, error.expected)
            return nil
        }
    }

    /// A number in the unit that it is stated in; nil after a mistake.
    mutating func statedInput(
        _ node: Node, id: String, text: String, in bounds: ClosedRange<Double> = 0...1e15,
        beside basis: InputBasis? = nil
    ) -> ScenarioInput? {
        guard let unit = statedUnit(node) else { return nil }
        return input(node, id: id, text: text, unit: unit, in: bounds, beside: basis)
    }

    /// A number, which has the basis of its entry where it has none of its own; nil after a mistake.
    mutating func input(
        _ node: Node, id: String, text: String, unit: String, product: String? = nil, in bounds: ClosedRange<Double>,
        beside basis: InputBasis?
    ) -> ScenarioInput? {
        guard var found = input(node, id: id, text: text, unit: unit, product: product, in: bounds) else { return nil }
        let isOwn = node.mapping.map { $0["sources"] != nil || $0["elicited_from"] != nil } ?? false
        if let basis, !isOwn {
            let note = found.basis.note
            found.basis = basis
            found.basis.note = note ?? basis.note
        }
        return found
    }

    /// A number under a key that must be there; nil after a mistake.
    mutating func required(_ fields: YAMLFields, _ key: String, of what: String) -> Node? {
        guard let node = fields[key] else {
            log.error(at: fields.mark, "\(what) has no '\(key)'", "add the line '\(key): …'")
            return nil
        }
        return node
    }

    /// The id of an entry, if no other of the list has it; nil after a mistake.
    mutating func unique(_ fields: YAMLFields, of what: String, among known: inout [String: Mark?]) -> String? {
        guard let id = identifier(fields, of: what) else { return nil }
        let mark = fields["id"]?.mark
        if let first = known[id] {
            log.error(
                at: mark, "\(what) '\(id)' is given twice, first in line \(first?.line ?? 0)", "expected another id")
            return nil
        }
        known[id] = .some(mark)
        return id
    }
}
