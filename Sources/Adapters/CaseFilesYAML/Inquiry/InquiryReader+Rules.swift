import Evidence
import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// What a rule can look for, each with the keys that belong to it alone.
    private static let conditionKeys: [(name: String, own: [String])] = [
        ("count", ["at_least"]), ("measure", ["class", "above", "below", "unit"]), ("told", ["is"]), ("moved", ["by"]),
        ("ground", ["area"]), ("stayed", ["days"]),
    ]
    private static let lookKeys = ["zone", "zones", "in_looks", "of_latest", "none"]
    private static let mostLooks = 100_000

    /// Reads a rule; nil after a mistake that leaves nothing to look for.
    mutating func rule(_ node: Node) -> IndicatorRule? {
        let conditions = Self.conditionKeys.map(\.name)
        let known = conditions + Self.conditionKeys.flatMap(\.own) + Self.lookKeys
        guard let fields = YAMLFields(node, known: known, of: "a rule", log: &log) else { return nil }
        let given = conditions.filter { fields[$0] != nil }
        guard let name = given.first, given.count == 1 else {
            log.error(
                at: given.last.flatMap { fields[$0]?.mark } ?? fields.mark,
                given.isEmpty
                    ? "the rule says nothing to look for"
                    : "the rule looks for several things: \(given.joined(separator: ", "))",
                given.isEmpty
                    ? "add one of \(alternatives(conditions.map { $0 + ": …" }))"
                    : "expected one of them; make an indicator of its own for each other")
            return nil
        }
        for (other, own) in Self.conditionKeys where other != name {
            for key in own where fields[key] != nil {
                log.error(
                    at: fields[key]?.mark, "'\(key)' has no place beside '\(name)'",
                    "it belongs to '\(other)'; remove it")
            }
        }
        let zones = ruleZones(fields)
        let sense = sense(fields)
        guard let condition = condition(name, fields), let sense, !zones.isEmpty else { return nil }
        return IndicatorRule(zones: zones, condition: condition, sense: sense)
    }

    private mutating func ruleZones(_ fields: YAMLFields) -> [String] {
        guard fields["zone"] == nil || fields["zones"] == nil else {
            log.error(at: fields["zones"]?.mark, "the rule has both 'zone' and 'zones'", "expected one of them")
            return []
        }
        let found = names(fields, fields["zone"] == nil ? "zones" : "zone")
        if fields["zone"] == nil, fields["zones"] == nil || fields["zones"]?.sequence?.isEmpty == true {
            log.error(
                at: fields["zones"]?.mark ?? fields.mark, "the rule names no zone", "add 'zone: …', a zone of the site")
        }
        if let zones {
            for (zone, mark) in found where !zones.contains(zone) {
                log.error(
                    at: mark, "the site has no zone \(quoted(zone))",
                    zones.isEmpty ? "draw it first" : proposal(for: zone, among: zones))
            }
        }
        return found.map(\.text)
    }

    private mutating func sense(_ fields: YAMLFields) -> IndicatorRule.Sense? {
        let isNone = fields.truth("none", log: &log)
        let looks = whole(fields, "in_looks", in: 1...Self.mostLooks)
        let latest = whole(fields, "of_latest", in: 1...Self.mostLooks)
        if isNone == true {
            guard fields["of_latest"] == nil else {
                log.error(
                    at: fields["of_latest"]?.mark, "'of_latest' has no place beside 'none'",
                    "expected 'in_looks: …', the number of looks that at least must have been able to show it")
                return nil
            }
            return .notShown(inAtLeast: looks ?? 1)
        }
        if let latest, let looks, looks > latest {
            log.error(
                at: fields["in_looks"]?.mark, "'in_looks' is \(looks), more than the latest \(latest) looks can show",
                "expected at most 'of_latest'")
            return nil
        }
        return .shown(atLeast: looks ?? 1, ofLatest: latest)
    }

    private mutating func condition(_ name: String, _ fields: YAMLFields) -> IndicatorRule.Condition? {
        switch name {
        case "count":
            let least = whole(fields, "at_least", in: 1...1_000_000)
            if least == nil, fields["at_least"] != nil { return nil }
            return ruleName(fields, name).map { .count(of: $0, atLeast: least ?? 1) }
        case "measure":
            let className = fields.text("class", log: &log)
            let bounds = bounds(fields)
            guard let quantity = ruleName(fields, name), let bounds else { return nil }
            return .measured(quantity: quantity, className: className, bounds: bounds)
        case "told":
            let words = names(fields, "is").map(\.text)
            if fields["is"] == nil || fields["is"]?.sequence?.isEmpty == true {
                log.error(
                    at: fields.mark, "the rule does not say what is told", "add 'is: …', a word or a list of words")
            }
            guard let quantity = ruleName(fields, name), !words.isEmpty else { return nil }
            return .told(quantity: quantity, words: words)
        case "moved":
            let by = required("by", fields, above: 0, unit: "a difference")
            guard let quantity = ruleName(fields, name), let by else { return nil }
            return .moved(quantity: quantity, by: by)
        case "stayed":
            let days = required("days", fields, above: 0, unit: "days")
            guard let className = ruleName(fields, name), let days else { return nil }
            return .stayed(className: className, days: days)
        default: return ground(fields)
        }
    }

    private mutating func ruleName(_ fields: YAMLFields, _ key: String) -> String? {
        guard let text = fields.text(key, log: &log) else { return nil }
        guard text.utf8.count <= 128 else {
            log.error(at: fields[key]?.mark, "'\(key)' has \(text.utf8.count) letters", "expected at most 128")
            return nil
        }
        return text
    }

    private mutating func required(_ key: String, _ fields: YAMLFields, above lowest: Double, unit: String) -> Double? {
        guard fields[key] != nil else {
            log.error(at: fields.mark, "the rule has no '\(key)'", "add '\(key): …', \(unit) above \(plain(lowest))")
            return nil
        }
        guard let number = fields.number(key, above: lowest, unit: unit, log: &log) else { return nil }
        guard number <= 1e12 else {
            log.error(at: fields[key]?.mark, "'\(key)' is \(plain(number))", "expected at most 1e12")
            return nil
        }
        return number
    }

    private mutating func bounds(_ fields: YAMLFields) -> IndicatorRule.Bounds? {
        let widest = -1e12...1e12
        let above = fields.number("above", in: widest, unit: "a number", log: &log)
        let below = fields.number("below", in: widest, unit: "a number", log: &log)
        guard fields["above"] != nil || fields["below"] != nil else {
            log.error(at: fields.mark, "the rule sets no bound", "add 'above: …', 'below: …' or both")
            return nil
        }
        if let above, let below, above >= below {
            log.error(
                at: fields["below"]?.mark, "nothing is above \(plain(above)) and below \(plain(below))",
                "expected 'above' less than 'below'; are the two exchanged?")
            return nil
        }
        guard fields["unit"] != nil else {
            log.error(at: fields.mark, "the rule has no 'unit'", "add 'unit: m', or 'unit: 1' for shares")
            return nil
        }
        guard let unit = fields.text("unit", log: &log), above != nil || below != nil else { return nil }
        // Raised figures are not on every keyboard.
        let spelled = ["m2": "m²", "m3": "m³"]
        return IndicatorRule.Bounds(above: above, below: below, unit: spelled[unit] ?? unit)
    }

    private mutating func ground(_ fields: YAMLFields) -> IndicatorRule.Condition? {
        let told = names(fields, "ground")
        let area = fields.number("area", in: 0...1e9, unit: "square metres", log: &log)
        if area == nil, fields["area"] != nil { return nil }
        guard !told.isEmpty else {
            log.error(
                at: fields["ground"]?.mark, "'ground' names no kind of change", "expected 'any', or a list of kinds")
            return nil
        }
        if told.count == 1, told.first?.text == "any" { return .ground(kinds: [], leastArea: area ?? 0) }
        var kinds: [String] = []
        for (text, mark) in told {
            guard let kind = word(text, at: mark, "a kind of change", as: SurfaceChange.Kind.self) else { return nil }
            kinds.append(kind.rawValue)
        }
        return .ground(kinds: kinds, leastArea: area ?? 0)
    }
}
