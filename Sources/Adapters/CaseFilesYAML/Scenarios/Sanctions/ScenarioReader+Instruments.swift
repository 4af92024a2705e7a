import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    private static let mostArms = 10
    private static let mostNotices = 20

    /// Reads `instruments`: a list of rules that cap deliveries.
    ///
    /// - Parameters:
    ///   - node: The list.
    ///   - made: Products of the plant, against which home products without an amount are held; nil where none is known yet.
    /// - Returns: Those without a mistake.
    mutating func instruments(_ node: Node, made: [String]? = nil) -> [Instrument] {
        let expected = "expected a list of instruments, each beginning with '- id: …'"
        var known: [String: Mark?] = [:]
        return (list(node, "'instruments'", atMost: 50, expected: expected) ?? []).compactMap {
            instrument($0, among: &known, made: made)
        }
    }

    private mutating func instrument(
        _ node: Node, among known: inout [String: Mark?], made: [String]?
    ) -> Instrument? {
        let keys = [
            "id", "text", "group", "products", "arms", "period", "notices", "home", "sources", "elicited_from", "note",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "an instrument", log: &log),
            let id = unique(fields, of: "an instrument", among: &known)
        else { return nil }
        let what = "the instrument '\(id)'"
        let text = fields.requiredText("text", of: what, log: &log)
        let basis = basis(fields)
        let products = names(fields, "products").map(\.text)
        let arms = arms(fields, of: id, basis)
        let period = period(fields, of: id)
        let notices = notices(fields, of: id, basis)
        let home = home(fields, of: id, arms, made, basis)
        guard let text, let period, !arms.isEmpty else { return nil }
        return Instrument(
            id: id, text: text, group: fields.text("group", log: &log) ?? text, products: products, arms: arms,
            period: period, notices: notices, homeProducts: home, basis: basis)
    }

    private mutating func arms(_ fields: YAMLFields, of id: String, _ basis: InputBasis) -> [Instrument.Arm] {
        let expected = "expected one cap or more, such as '- {id: mass, cap: {value: 5, unit: kt}}'"
        guard let node = required(fields, "arms", of: "the instrument '\(id)'"),
            let entries = list(node, "'arms' of '\(id)'", atMost: Self.mostArms, expected: expected)
        else { return [] }
        if entries.isEmpty { log.error(at: node.mark, "'arms' of '\(id)' has no entry", expected) }
        var known: [String: Mark?] = [:]
        return entries.compactMap { entry in
            guard
                let arm = YAMLFields(entry, known: ["id", "cap", "demand"], of: "an arm of '\(id)'", log: &log),
                let name = unique(arm, of: "an arm", among: &known),
                let node = required(arm, "cap", of: "the arm '\(name)' of '\(id)'"),
                let cap = statedInput(
                    node, id: "instruments.\(id).arms.\(name).cap", text: "cap '\(name)' of \(id) in a period",
                    beside: basis)
            else { return nil }
            let demand = arm["demand"].flatMap {
                input(
                    $0, id: "instruments.\(id).arms.\(name).demand", text: "demand of \(id) in a period without a cap",
                    unit: cap.unit, in: 0...1e15, beside: basis)
            }
            return Instrument.Arm(id: name, cap: cap, demand: demand)
        }
    }

    /// `{every: calendar year, from: 2018-01-01}` or `{every: 12 months, from: 2017-12-22, to: 2024-12-21}`.
    private mutating func period(_ fields: YAMLFields, of id: String) -> CapPeriod? {
        let what = "the period of '\(id)'"
        let start = "add 'from: 2017-12-22', the first day on which the cap holds"
        guard let node = fields["period"] else {
            log.error(
                at: fields.mark, "the instrument '\(id)' has no period",
                "add 'period: {every: 12 months, from: 2017-12-22}'")
            return nil
        }
        guard let entry = YAMLFields(node, known: ["every", "from", "to"], of: what, log: &log) else { return nil }
        var months: Int?
        let every = entry.requiredText("every", of: what, log: &log)
        if let every, every != "calendar year" {
            let parts = every.split(separator: " ")
            guard parts.count == 2, parts[1].hasPrefix("month"), let count = Int(parts[0]), (1...120).contains(count)
            else {
                log.error(
                    at: entry["every"]?.mark, "'every' of \(what) is \(quoted(every))",
                    "expected 'calendar year', or months, 1 to 120, such as '12 months'")
                return nil
            }
            months = count
        }
        guard entry["from"] != nil else {
            log.error(at: entry.mark, "\(what) has no start", start)
            return nil
        }
        let first = dayNumber(entry, "from")
        let last = dayNumber(entry, "to")
        guard let first, every != nil, entry["to"] == nil || last != nil else { return nil }
        guard let period = CapPeriod(firstDay: first, lastDay: last, months: months) else {
            log.error(at: entry["to"]?.mark, "\(what) ends before it begins", "exchange the two days, or mend one")
            return nil
        }
        return period
    }

    private mutating func dayNumber(_ fields: YAMLFields, _ key: String) -> Int? {
        guard let text = day(fields, key) else { return nil }
        do throws(SourceFlaw) {
            return try CalendarSpan(text).firstDay
        } catch {
            log.error(at: fields[key]?.mark, "'\(key)': \(error.problem)", error.expected)
            return nil
        }
    }

    private mutating func notices(
        _ fields: YAMLFields, of id: String, _ basis: InputBasis
    ) -> [Instrument.Notice] {
        let expected = "expected levels, such as '- {at: 0.75, text: all states are told}'"
        guard let node = fields["notices"],
            let entries = list(node, "'notices' of '\(id)'", atMost: Self.mostNotices, expected: expected)
        else { return [] }
        var notices: [Instrument.Notice] = []
        for (place, entry) in entries.enumerated() {
            let what = "notice \(place + 1) of '\(id)'"
            guard let notice = YAMLFields(entry, known: ["at", "text"], of: what, log: &log),
                let node = required(notice, "at", of: what),
                let level = input(
                    node, id: "instruments.\(id).notices.\(place + 1)", text: "\(what), as a share of the cap",
                    unit: "", in: 0...1, beside: basis),
                let text = notice.requiredText("text", of: what, log: &log)
            else { continue }
            if let before = notices.last?.level.number.central, level.number.central <= before {
                log.error(
                    at: node.mark, "\(what) is at \(plain(level.number.central)), not above the one before it",
                    "expected the levels in rising order")
                continue
            }
            notices.append(Instrument.Notice(level: level, text: text))
        }
        return notices
    }

    private mutating func home(
        _ fields: YAMLFields, of id: String, _ arms: [Instrument.Arm], _ made: [String]?, _ basis: InputBasis
    ) -> [Instrument.HomeProduct] {
        let expected = "expected products made at home, such as '- {id: diesel, product: gas_diesel}'"
        guard let node = fields["home"],
            let entries = list(node, "'home' of '\(id)'", atMost: 50, expected: expected)
        else { return [] }
        var known: [String: Mark?] = [:]
        return entries.compactMap { entry in
            guard
                let home = YAMLFields(
                    entry, known: ["id", "product", "table", "amount"], of: "a home product of '\(id)'", log: &log),
                let name = unique(home, of: "a home product", among: &known)
            else { return nil }
            let product = home.text("product", log: &log)
            var amount: ScenarioInput?
            var unit = "t"
            if let node = home["amount"] {
                guard let stated = statedUnit(node) else { return nil }
                unit = stated.split(separator: "/").first.map(String.init) ?? ""
                amount = input(
                    node, id: "instruments.\(id).home.\(name)", text: "'\(name)' made at home in a year",
                    unit: unit.isEmpty ? "1/y" : unit + "/y", in: 0...1e15, beside: basis)
                guard amount != nil else { return nil }
            } else if product == nil {
                log.error(
                    at: home.mark, "the home product '\(name)' of '\(id)' has neither 'amount' nor 'product'",
                    "add 'amount: {value: …, unit: kt/y}', or 'product: …' for what the plant makes of it")
                return nil
            } else if let made, let product, !made.contains(product) {
                log.error(
                    at: home["product"]?.mark, "the plant makes no product \(quoted(product))",
                    proposal(for: product, among: made))
                return nil
            }
            let table = self.table(home)
            var counts: [ArmCount] = []
            for arm in arms {
                do throws(SourceFlaw) {
                    counts.append(
                        try ArmCount.of(
                            unit, against: arm, of: id, product: product, table: table, by: units))
                } catch {
                    guard units.dimensions(of: arm.cap.unit)?.over != .money else { continue }
                    log.error(at: (home["amount"] ?? home["product"])?.mark, error.problem, error.expected)
                    return nil
                }
            }
            return Instrument.HomeProduct(id: name, product: product, amount: amount, counts: counts)
        }
    }
}
