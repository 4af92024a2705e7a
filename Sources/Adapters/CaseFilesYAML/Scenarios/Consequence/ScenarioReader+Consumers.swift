import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    private static let mostUsers = 100
    /// Names of a group's own results, beside which each user's use is told.
    private static let resultNames = [
        "use", "supply", "ratio", "supplied", "activity", "activity-ratio", "use-then", "stock", "stock-lasts-today",
        "stock-lasts-then", "stock-lasts-full",
    ]

    /// Reads `consumers`: a list of groups that share a supply.
    ///
    /// - Parameters:
    ///   - node: The list.
    ///   - made: Products of the plant, against which supplies without an amount are held; nil where none is known yet.
    /// - Returns: Those without a mistake.
    mutating func consumers(_ node: Node, made: [String]? = nil) -> [ConsumerGroup] {
        let expected = "expected a list of groups, each beginning with '- id: …'"
        var known: [String: Mark?] = [:]
        var taken: [String: Double] = [:]
        var likely: [String: Double] = [:]
        return (list(node, "'consumers'", atMost: 50, expected: expected) ?? []).compactMap { node in
            guard let group = group(node, among: &known, made: made) else { return nil }
            for supply in group.supply where supply.amount == nil {
                let sum = (taken[supply.product] ?? 0) + group.share.number.low
                taken[supply.product] = sum
                let middle = (likely[supply.product] ?? 0) + group.share.number.central
                likely[supply.product] = middle
                if sum > 1 + 1e-9 {
                    log.error(
                        at: places[group.share.id],
                        "'\(group.id)' and those before it take \(Quantity.digits(sum, significant: 4)) of the plant's "
                            + "\(supply.product) at the least",
                        "expected shares that add up to 1 at most")
                } else if middle > 1 + 1e-9 {
                    log.warning(
                        at: places[group.share.id],
                        "'\(group.id)' and those before it most likely take \(Quantity.digits(middle, significant: 4)) of the "
                            + "plant's \(supply.product)",
                        "more is shared out than is made; expected shares whose most likely values add up to 1 at most")
                }
            }
            return group
        }
    }

    private mutating func group(
        _ node: Node, among known: inout [String: Mark?], made: [String]?
    ) -> ConsumerGroup? {
        let keys = [
            "id", "text", "share", "elasticity", "cap", "cap_text", "supply", "stock", "full_use", "users", "sources",
            "elicited_from", "note",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "a group of consumers", log: &log),
            let id = unique(fields, of: "a group of consumers", among: &known)
        else { return nil }
        let what = "the group '\(id)'"
        let basis = basis(fields)
        let text = fields.requiredText("text", of: what, log: &log)
        func name(_ key: String) -> String { "consumers.\(id).\(key)" }
        let supply = supply(fields, of: id, made, basis)
        let users = users(fields, of: id, supply?.named, basis)
        let share = required(fields, "share", of: what).flatMap {
            input($0, id: name("share"), text: "share of supply of \(id)", unit: "", in: 0...1, beside: basis)
        }
        let elasticity = required(fields, "elasticity", of: what).flatMap {
            input($0, id: name("elasticity"), text: "elasticity of \(id)", unit: "", in: 0...10, beside: basis)
        }
        let cap = fields["cap"].flatMap {
            input(
                $0, id: name("cap"), text: "most activity of \(id), of today's", unit: "", in: 0...1e6, beside: basis)
        }
        let stock = fields["stock"].flatMap { self.stock($0, of: id, basis) }
        let fullUse = fields["full_use"].flatMap {
            input(
                $0, id: name("full_use"), text: "use of \(id) at full effort", unit: "t/d", in: 0...1e15, beside: basis)
        }
        guard let text, let supply, let share, let elasticity, !users.isEmpty, !supply.found.isEmpty else {
            return nil
        }
        return ConsumerGroup(
            id: id, text: text, consumers: users, supply: supply.found, share: share, elasticity: elasticity, cap: cap,
            capText: fields.text("cap_text", log: &log) ?? "what else is needed", stock: stock, fullUse: fullUse)
    }

    /// What a group is supplied with, and all products that are named, those with a mistake too.
    private mutating func supply(
        _ fields: YAMLFields, of id: String, _ made: [String]?, _ basis: InputBasis
    ) -> (found: [ConsumerGroup.Supply], named: [String])? {
        let expected = "expected one product or more, such as '- {product: kerosene, amount: {value: 214, unit: kt/y}}'"
        guard let node = required(fields, "supply", of: "the group '\(id)'"),
            let entries = list(node, "'supply' of '\(id)'", atMost: 50, expected: expected)
        else { return nil }
        if entries.isEmpty { log.error(at: node.mark, "'supply' of '\(id)' has no entry", expected) }
        var found: [ConsumerGroup.Supply] = []
        var named: [String] = []
        for entry in entries {
            let what = "a supply of '\(id)'"
            guard let supply = YAMLFields(entry, known: ["product", "amount"], of: what, log: &log),
                let product = supply.requiredText("product", of: what, log: &log)
            else { continue }
            guard !named.contains(product) else {
                log.error(at: supply["product"]?.mark, "\(quoted(product)) is supplied twice", "expected it once")
                continue
            }
            named.append(product)
            guard let node = supply["amount"] else {
                if let made, !made.contains(product) {
                    log.error(
                        at: supply["product"]?.mark, "the plant makes no product \(quoted(product))",
                        proposal(for: product, among: made))
                } else {
                    found.append(ConsumerGroup.Supply(product: product, amount: nil))
                }
                continue
            }
            let amount = input(
                node, id: "consumers.\(id).supply.\(product)", text: "supply of \(product)", unit: "t/y",
                product: product, in: 0...1e15, beside: basis)
            if let amount { found.append(ConsumerGroup.Supply(product: product, amount: amount)) }
        }
        return (found, named)
    }

    /// An amount, or how long it lasts at today's use, in days, weeks, months or years.
    private mutating func stock(_ node: Node, of id: String, _ basis: InputBasis) -> ConsumerGroup.Stock? {
        guard let unit = statedUnit(node) else { return nil }
        let isTime = units.dimensions(of: unit)?.over == .time
        return input(
            node, id: "consumers.\(id).stock", text: "stock of \(id)", unit: isTime ? "d" : "t", in: 0...1e15,
            beside: basis
        ).map { ConsumerGroup.Stock(amount: $0, isInDays: isTime) }
    }

    private mutating func users(
        _ fields: YAMLFields, of group: String, _ products: [String]?, _ basis: InputBasis
    ) -> [ConsumerGroup.Consumer] {
        let expected = "expected one or more, each beginning with '- id: …'"
        guard let node = required(fields, "users", of: "the group '\(group)'"),
            let entries = list(node, "'users' of '\(group)'", atMost: Self.mostUsers, expected: expected)
        else { return [] }
        if entries.isEmpty { log.error(at: node.mark, "'users' of '\(group)' has no entry", expected) }
        var known: [String: Mark?] = [:]
        return entries.compactMap { user($0, of: group, products, basis, among: &known) }
    }

    private mutating func user(
        _ node: Node, of group: String, _ products: [String]?, _ basis: InputBasis,
        among known: inout [String: Mark?]
    ) -> ConsumerGroup.Consumer? {
        let keys = [
            "id", "text", "number", "active", "activity", "per", "consumption", "product", "sources", "elicited_from",
            "note",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "a user of '\(group)'", log: &log),
            let id = unique(fields, of: "a user", among: &known)
        else { return nil }
        let what = "the user '\(id)' of '\(group)'"
        guard !Self.resultNames.contains(id) else {
            log.error(
                at: fields["id"]?.mark, "\(what) has the name of a result of the group",
                "expected another id than \(Self.resultNames.map { "'\($0)'" }.joined(separator: ", "))")
            return nil
        }
        let isOwn = fields["sources"] != nil || fields["elicited_from"] != nil
        let own = self.basis(fields)
        let basis = isOwn ? own : basis
        let text = fields.requiredText("text", of: what, log: &log)
        let product = fields.requiredText("product", of: what, log: &log)
        if let product, let products, !products.contains(product) {
            log.error(
                at: fields["product"]?.mark, "'\(group)' is not supplied with \(quoted(product))",
                proposal(for: product, among: products))
            return nil
        }
        guard let per = fields.requiredText("per", of: what, log: &log) else { return nil }
        func name(_ key: String) -> String { "consumers.\(group).users.\(id).\(key)" }
        let number = required(fields, "number", of: what).flatMap {
            input($0, id: name("number"), text: "number of \(id)", unit: "", in: 0...1e12, beside: basis)
        }
        var active: ScenarioInput? = ScenarioInput(
            id: name("active"), text: "share of \(id) that is active", number: UncertainNumber(1),
            basis: InputBasis(note: "not stated; all are taken to be active"))
        if let node = fields["active"] {
            active = input(
                node, id: name("active"), text: "share of \(id) that is active", unit: "", in: 0...1, beside: basis)
        }
        let activity = required(fields, "activity", of: what).flatMap {
            input(
                $0, id: name("activity"), text: "what one of \(id) does in a year", unit: "\(per)/y", in: 0...1e12,
                beside: basis)
        }
        let consumption = required(fields, "consumption", of: what).flatMap {
            input(
                $0, id: name("consumption"), text: "consumption of \(id)", unit: "t/\(per)", product: product,
                in: 0...1e12, beside: basis)
        }
        guard let text, let product, let number, let active, let activity, let consumption else { return nil }
        return ConsumerGroup.Consumer(
            id: id, text: text, count: number, active: active, activity: activity, activityUnit: per,
            consumption: consumption, product: product)
    }
}
