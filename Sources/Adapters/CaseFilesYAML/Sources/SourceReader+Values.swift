import Foundation
import Inquiry
import Yams

extension SourceReader {
    /// What a fact states: one of 'value' with its unit, 'text' and 'date'.
    mutating func value(_ fields: YAMLFields) -> FactValue? {
        let given = ["value", "text", "date"].filter { fields[$0] != nil }
        guard let key = given.first, given.count == 1 else {
            log.error(
                at: fields.mark, given.isEmpty ? "the fact states nothing" : "the fact states \(given.count) things",
                "expected one of 'value: 2000000' with 'unit: t/y', 'text: …' and 'date: 1994'")
            return nil
        }
        if key != "value", let unit = fields["unit"] {
            log.error(at: unit.mark, "'unit' stands beside '\(key)'", "expected it beside 'value' only")
        }
        switch key {
        case "text": return fields.text("text", log: &log).map { .text($0) }
        case "date": return span(fields, "date").map { .date($0) }
        default:
            guard let quantity = quantity(fields) else { return nil }
            if quantity.unit.isEmpty, let value = quantity.value, (1800...2100).contains(value),
                value == value.rounded()
            {
                log.warning(
                    at: fields["value"]?.mark, "'value' is the count \(Int(value)), which looks like a year",
                    "write 'date: \(Int(value))' where the year is meant")
            }
            return .quantity(quantity)
        }
    }

    /// Other numbers for the same amount.
    mutating func also(_ fields: YAMLFields) -> [Quantity] {
        guard let node = fields["also"] else { return [] }
        var nodes = [node]
        if case .sequence(let sequence) = node { nodes = Array(sequence) }
        if let also = fields["also"], fields["value"] == nil {
            log.error(at: also.mark, "'also' is given without 'value'", "expected both, for one amount in two units")
        }
        guard nodes.count <= 20 else {
            log.error(at: node.mark, "'also' has \(nodes.count) entries", "expected 20 at the most")
            return []
        }
        return nodes.compactMap { node in
            guard let entry = YAMLFields(node, known: ["value", "unit"], of: "an entry of 'also'", log: &log) else {
                return nil
            }
            if entry["value"] == nil {
                log.error(at: entry.mark, "the entry of 'also' has no 'value'", "add 'value: …' and 'unit: …'")
            }
            return quantity(entry)
        }
    }

    /// A number, range or bound with its unit.
    private mutating func quantity(_ fields: YAMLFields) -> Quantity? {
        var symbol = ""
        if let unit = fields.text("unit", log: &log) {
            do throws(SourceFlaw) {
                symbol = try units.symbol(of: unit)
            } catch {
                let near = nearUnit(unit).map { "did you mean '\($0)'? Else " } ?? ""
                log.error(at: fields["unit"]?.mark, error.problem, near + error.expected)
                return nil
            }
        }
        guard let text = fields.text("value", log: &log) else { return nil }
        guard let (low, high) = Self.bounds(text) else {
            log.error(
                at: fields["value"]?.mark, "'value' is \(quoted(text)), which is no number",
                "expected 56000, '30000 to 40000', '>1000000' or '<20', without spaces or commas in a number; "
                    + "words belong to 'text', dates to 'date'")
            return nil
        }
        guard let quantity = Quantity(low: low, high: high, unit: symbol) else {
            log.error(
                at: fields["value"]?.mark, "the range \(quoted(text)) ends below its beginning",
                "exchange the two numbers")
            return nil
        }
        return quantity
    }

    /// What a unit, or the part of it that is not known, was probably meant to be.
    private func nearUnit(_ text: String) -> String? {
        let isKnown = Set(units.names)
        let part = text.split(separator: "/").map(String.init).first { !isKnown.contains($0) }
        return part.flatMap { nearestName(to: $0, among: units.names) }
    }

    /// The lowest and highest of "56000", "30000 to 40000", ">1000000", "at most 20"; nil for anything else.
    static func bounds(_ text: String) -> (low: Double?, high: Double?)? {
        func number(_ text: some StringProtocol) -> Double? {
            let clean = text.trimmingCharacters(in: .whitespaces)
            guard clean.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }), let number = Double(clean),
                number.isFinite
            else { return nil }
            return number
        }
        for (sign, isLow) in [
            (">=", true), ("≥", true), (">", true), ("at least", true), ("<=", false), ("≤", false), ("<", false),
            ("at most", false),
        ] where text.hasPrefix(sign) {
            guard let bound = number(text.dropFirst(sign.count)) else { return nil }
            return isLow ? (bound, nil) : (nil, bound)
        }
        let parts = text.components(separatedBy: " to ")
        guard let low = parts.first.flatMap(number), let high = parts.last.flatMap(number), parts.count <= 2 else {
            return nil
        }
        return (low, high)
    }

    /// A table of the case's own.
    mutating func readTable(_ node: Node) {
        let keys = ["id", "title", "source", "products", "units"]
        guard let fields = YAMLFields(node, known: keys, of: "a table of conversions", log: &log) else { return }
        let id = id(fields, of: .table)
        let title = fields.requiredText("title", of: "the table", log: &log)
        let source = fields.requiredText("source", of: "the table", log: &log)
        if fields["products"] == nil, fields["units"] == nil {
            log.error(
                at: fields.mark, "the table states nothing",
                "add 'products: {crude: 7.33}' or 'units: {tank-car: 60 t}'")
        }
        var table = UnitTable(id: id ?? "", title: title ?? "", source: source ?? "")
        for (name, text, mark) in pairs(fields, "products") {
            guard let factor = Double(text), factor.isFinite, (0.5...50).contains(factor) else {
                log.error(at: mark, "\(quoted(name)) has \(quoted(text))", "expected barrels in a tonne, 0.5 to 50")
                continue
            }
            table.products.append(ProductFactor(name, factor))
        }
        for (name, text, mark) in pairs(fields, "units") {
            if let unit = unit(name, text, at: mark) { table.units.append(unit) }
        }
        guard let id else { return }
        if [UnitTable.definitions.id, UnitTable.unsd.id].contains(id) {
            log.error(at: fields["id"]?.mark, "the table \(quoted(id)) comes with the program", "expected another id")
            return
        }
        book.tables.append(table)
    }

    /// A unit of the case: "60 t".
    private mutating func unit(_ name: String, _ text: String, at mark: Mark?) -> MeasureUnit? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let value = Double(parts[0]), value.isFinite, value > 0, value < 1e30,
            let dimensions = units.dimensions(of: String(parts[1])), dimensions.under == nil,
            ![.money, .temperature, .count].contains(dimensions.over),
            let amount = Quantity(value, unit: String(parts[1])),
            let factor = try? units.convert(amount, to: dimensions.over.base).quantity.value, factor > 0
        else {
            log.error(at: mark, "\(quoted(name)) is \(quoted(text))", "expected a number and a unit, such as 60 t")
            return nil
        }
        do throws(SourceFlaw) {
            _ = try units.symbol(of: name)
            log.error(
                at: mark, "the unit \(quoted(name)) is known already", "expected another name; units by definition stay"
            )
            return nil
        } catch {
            guard !name.contains("/"), !name.contains(where: \.isWhitespace), name.count <= 32 else {
                log.error(
                    at: mark, "the name of the unit is \(quoted(name))",
                    "expected up to 32 letters without spaces and '/'")
                return nil
            }
        }
        return MeasureUnit(name, dimensions.over, factor, entry: "1 \(name) = \(text)")
    }

    /// The keys and texts of a mapping whose keys are free.
    private mutating func pairs(_ fields: YAMLFields, _ key: String) -> [(name: String, text: String, mark: Mark?)] {
        guard let node = fields[key] else { return [] }
        guard case .mapping(let mapping) = node, mapping.count <= 200 else {
            let noun = node.mapping.map { "\($0.count) entries" } ?? node.noun
            log.error(at: node.mark, "'\(key)' is \(noun)", "expected up to 200 lines 'name: value'")
            return []
        }
        var found: [(name: String, text: String, mark: Mark?)] = []
        for (name, value) in mapping {
            guard let key = name.scalar?.string, let text = value.scalar?.string, !key.isEmpty else {
                log.error(at: name.mark, "an entry of '\(key)' is \(value.noun)", "expected 'name: value'")
                continue
            }
            found.append((key, text, value.mark))
        }
        return found
    }
}
