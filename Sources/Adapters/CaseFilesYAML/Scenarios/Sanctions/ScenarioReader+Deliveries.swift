import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    private static let mostDeliveries = 300
    private static let mostDays = 7306
    private static let deliveryKeys = [
        "id", "text", "against", "product", "table", "date", "standing", "bound", "amount", "calls", "capacity",
        "laden", "also", "price", "covers", "sources", "elicited_from", "note",
    ]

    /// Reads `deliveries`: a list of what counts against instruments.
    ///
    /// - Parameters:
    ///   - node: The list.
    ///   - instruments: The case's instruments.
    /// - Returns: Those without a mistake.
    mutating func deliveries(_ node: Node, against instruments: [Instrument]) -> [Delivery] {
        let expected = "expected a list of deliveries, each beginning with '- id: …'"
        var known: [String: Mark?] = [:]
        var found: [(delivery: Delivery, fields: YAMLFields)] = []
        for entry in list(node, "'deliveries'", atMost: Self.mostDeliveries, expected: expected) ?? [] {
            guard let fields = YAMLFields(entry, known: Self.deliveryKeys, of: "a delivery", log: &log),
                let id = unique(fields, of: "a delivery", among: &known),
                let delivery = delivery(fields, id, instruments)
            else { continue }
            found.append((delivery, fields))
        }
        checkCovers(found, known: known.keys.sorted())
        return found.map(\.delivery)
    }

    private mutating func delivery(
        _ fields: YAMLFields, _ id: String, _ instruments: [Instrument]
    ) -> Delivery? {
        let what = "the delivery '\(id)'"
        let basis = basis(fields)
        let text = fields.requiredText("text", of: what, log: &log)
        let against = self.against(fields, of: what, instruments)
        let product = self.product(fields, against)
        let table = self.table(fields)
        let time = span(fields, of: what)
        if fields["standing"] == nil {
            log.error(
                at: fields.mark, "\(what) has no 'standing'", "add 'standing: reported', 'estimated' or 'supposed'")
        }
        let standing = word(fields, "standing", as: Delivery.Standing.self)
        let bound = word(fields, "bound", as: Bound.self)
        let amount = self.amount(fields, id, basis)
        let also = amount == nil ? [] : self.also(fields, id, basis)
        let price = amount.flatMap { self.price(fields, id, $0.unit, basis) }
        guard let text, let time, let standing, let amount, !against.isEmpty else { return nil }
        var delivery = Delivery(
            id: id, text: text, instruments: against.map(\.id), product: product, time: time, standing: standing,
            bound: bound ?? .exact, amount: amount, also: also, price: price, table: table, basis: basis)
        if fields["covers"]?.scalar?.string == "none" {
            delivery.covers = []
        } else if fields["covers"] != nil {
            delivery.covers = names(fields, "covers").map(\.text)
        }
        let mark = (fields["amount"] ?? fields["capacity"])?.mark
        for instrument in against {
            let period = instrument.period
            if time.lastDay < period.firstDay || period.lastDay.map({ time.firstDay > $0 }) == true {
                log.warning(
                    at: fields["date"]?.mark, "\(what) lies outside the time in which '\(instrument.id)' holds",
                    "it never counts; mend the date, or take it out")
            }
            do throws(SourceFlaw) {
                delivery.counts += try delivery.count(against: instrument, by: units)
            } catch {
                log.error(
                    at: mark, "\(what) cannot be held against '\(instrument.id)': \(error.problem)", error.expected)
                return nil
            }
        }
        return checkDensity(delivery, fields) ? delivery : nil
    }

    private mutating func against(
        _ fields: YAMLFields, of what: String, _ instruments: [Instrument]
    ) -> [Instrument] {
        guard required(fields, "against", of: what) != nil else { return [] }
        return names(fields, "against").compactMap { name, mark in
            if let found = instruments.first(where: { $0.id == name }) { return found }
            log.error(
                at: mark, "there is no instrument \(quoted(name))", proposal(for: name, among: instruments.map(\.id)))
            return nil
        }
    }

    private mutating func product(_ fields: YAMLFields, _ instruments: [Instrument]) -> String? {
        guard let product = fields.text("product", log: &log) else { return nil }
        for instrument in instruments where !instrument.products.isEmpty && !instrument.products.contains(product) {
            log.error(
                at: fields["product"]?.mark, "\(quoted(product)) does not belong to the group of '\(instrument.id)'",
                proposal(for: product, among: instrument.products))
        }
        return product
    }

    private mutating func span(_ fields: YAMLFields, of what: String) -> CalendarSpan? {
        guard let text = fields.requiredText("date", of: what, log: &log) else { return nil }
        do throws(SourceFlaw) {
            let span = try CalendarSpan(text)
            guard span.lastDay - span.firstDay < Self.mostDays else {
                log.error(
                    at: fields["date"]?.mark, "the date of \(what), \(span.text), is more than 20 years",
                    "expected the days on which it came, or a year")
                return nil
            }
            return span
        } catch {
            log.error(at: fields["date"]?.mark, "the date of \(what): \(error.problem)", error.expected)
            return nil
        }
    }

    private mutating func amount(_ fields: YAMLFields, _ id: String, _ basis: InputBasis) -> Delivery.Amount? {
        let name = "deliveries.\(id)"
        let what = "the delivery '\(id)'"
        let parts = ["calls", "capacity", "laden"].filter { fields[$0] != nil }
        if let node = fields["amount"] {
            guard parts.isEmpty else {
                log.error(
                    at: fields[parts[0]]?.mark, "\(what) has 'amount' and '\(parts[0])'",
                    "expected either 'amount' or all of 'calls', 'capacity' and 'laden'")
                return nil
            }
            return statedInput(node, id: name + ".amount", text: "amount of '\(id)'", beside: basis)
                .map { .stated($0) }
        }
        guard parts.count == 3, let calls = fields["calls"], let capacity = fields["capacity"],
            let laden = fields["laden"]
        else {
            log.error(
                at: fields.mark,
                parts.isEmpty
                    ? "\(what) has no 'amount'"
                    : "\(what) has \(parts.map { "'\($0)'" }.joined(separator: " and ")) only",
                "add 'amount: …', or all of 'calls', 'capacity' and 'laden'")
            return nil
        }
        let number = input(
            calls, id: name + ".calls", text: "calls of '\(id)'", unit: "", in: 0...1e9, beside: basis)
        let size = statedInput(capacity, id: name + ".capacity", text: "capacity at a call of '\(id)'", beside: basis)
        let share = input(
            laden, id: name + ".laden", text: "share of capacity that is laden, of '\(id)'", unit: "", in: 0...1,
            beside: basis)
        guard let number, let size, let share else { return nil }
        return .calls(number: number, capacity: size, laden: share)
    }

    /// The same amount in other units: one number or a list of numbers with keys.
    private mutating func also(_ fields: YAMLFields, _ id: String, _ basis: InputBasis) -> [ScenarioInput] {
        guard let node = fields["also"] else { return [] }
        var entries = [node]
        if case .sequence(let sequence) = node { entries = Array(sequence.prefix(5)) }
        return entries.enumerated().compactMap { place, entry in
            statedInput(
                entry, id: "deliveries.\(id).also.\(place + 1)", text: "amount of '\(id)', stated otherwise",
                beside: basis)
        }
    }

    private mutating func price(
        _ fields: YAMLFields, _ id: String, _ unit: String, _ basis: InputBasis
    ) -> ScenarioInput? {
        guard let node = fields["price"], let stated = statedUnit(node) else { return nil }
        let money = stated.split(separator: "/").first.map(String.init) ?? ""
        guard units.dimensions(of: money)?.over == .money else {
            log.error(
                at: node.mark, "the price of '\(id)' is in \(stated.isEmpty ? "no unit" : stated)",
                "expected one such as USD/\(unit.isEmpty ? "t" : unit)")
            return nil
        }
        return input(
            node, id: "deliveries.\(id).price", text: "price of '\(id)'",
            unit: unit.isEmpty ? money : "\(money)/\(unit)",
            product: fields.text("product", log: &log), in: 0...1e15, beside: basis)
    }
}
