import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    static let needKinds = ["rate", "supply", "amount", "heating", "keep_warm", "steam", "power", "warming"]
    /// °C.
    static let temperatures = -100.0...2000.0
    /// t/m³.
    static let densities = 0.01...30.0

    /// Reads `needs:`, a list: what takes goods or fuel. Fuels that are known by default are added to those given.
    ///
    /// - Parameters:
    ///   - node: Where it stands.
    ///   - fuels: The fuels of the case.
    ///   - carriers: Ids of the case's carriers.
    /// - Returns: Those without a mistake.
    mutating func needs(_ node: Node, fuels: inout [Fuel], carriers: [String]) -> [Need] {
        let expected = "expected a list of needs, each with 'id', 'text', 'purpose' and one of \(Self.needKinds)"
        guard let entries = list(node, "'needs'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [Need] = []
        for entry in entries {
            let known =
                ["id", "text", "purpose", "fuel", "product", "share", "days_a_year", "carriers"] + Self.needKinds
            guard let fields = YAMLFields(entry, known: known, of: "a need", log: &log),
                let id = unique(fields, "a need", among: found.map(\.id))
            else { continue }
            // Results on all needs of upkeep together have this word where those on one need have its id.
            if id == "upkeep" {
                log.error(
                    at: fields["id"]?.mark, "a need has the id 'upkeep', which stands for all needs of upkeep together",
                    "give it another, such as 'upkeep-1'")
            }
            if let need = need(fields, id, &fuels, carriers) { found.append(need) }
        }
        return found
    }

    private mutating func need(
        _ fields: YAMLFields, _ id: String, _ fuels: inout [Fuel], _ carriers: [String]
    ) -> Need? {
        let what = "the need '\(id)'"
        let text = fields.requiredText("text", of: what, log: &log)
        if fields["purpose"] == nil {
            log.error(
                at: fields.mark, "\(what) has no 'purpose'",
                "add 'purpose: upkeep' where it is there whether or not the plant works, else 'purpose: operation'")
        }
        let purpose = word(fields, "purpose", as: Need.Purpose.self)
        let share = part(fields, "share", "needs.\(id).share", "share of its full rate", "", in: Self.shares)
        let days = part(
            fields, "days_a_year", "needs.\(id).days_a_year", "days of a year on which it is there", "d", in: 0...366)
        var brought: [String] = []
        for (name, mark) in names(fields, "carriers") {
            if carriers.contains(name) {
                brought.append(name)
            } else {
                log.error(at: mark, "there is no carrier \(quoted(name))", proposal(for: name, among: carriers))
            }
        }
        let kinds = Self.needKinds.filter { fields[$0] != nil }
        guard let kind = kinds.first, kinds.count == 1, let node = fields[kind] else {
            log.error(
                at: fields.mark, "\(what) has \(kinds.isEmpty ? "no kind" : "the kinds \(alternatives(kinds))")",
                "expected one of \(alternatives(Self.needKinds))")
            return nil
        }
        var fuel: String?
        if ["rate", "supply", "amount"].contains(kind) {
            fuel = fields.text("fuel", log: &log)
        } else if kind != "steam" {
            fuel = self.fuel(fields, of: what, &fuels)
            guard fuel != nil else { return nil }
        } else {
            fuel = fields.requiredText("fuel", of: what, log: &log)
        }
        let product = fields.text("product", log: &log) ?? fuel
        guard let read = self.kind(kind, node, id, product: product), let text, let purpose else { return nil }
        return Need(
            id: id, text: text, purpose: purpose, fuel: fuel, kind: read, share: share, daysAYear: days,
            carriers: brought)
    }

    private mutating func kind(_ kind: String, _ node: Node, _ id: String, product: String?) -> Need.Kind? {
        let place = "needs.\(id)"
        switch kind {
        case "supply" where Self.isPlant(node):
            followers.append(("the need '\(id)'", node.mark))
            return .feed
        case "rate", "supply":
            let rate = input(
                node, id: "\(place).\(kind)", text: "what '\(id)' takes", unit: "t/d", product: product,
                in: Self.amounts)
            return rate.map { kind == "rate" ? .rate($0) : .supply($0) }
        case "amount":
            return input(
                node, id: "\(place).amount", text: "what '\(id)' takes once", unit: "t", product: product,
                in: Self.amounts
            ).map { .amount($0) }
        case "steam":
            guard let fields = YAMLFields(node, known: ["flow", "fuel"], of: "'steam'", log: &log) else { return nil }
            let flow = needed(
                fields, "flow", of: "'steam'", "\(place).steam.flow", "steam of '\(id)'", "t/h", in: Self.amounts)
            let fuel = needed(
                fields, "fuel", of: "'steam'", "\(place).steam.fuel", "fuel for each t of steam", "", in: 0...10)
            guard let flow, let fuel else { return nil }
            return .steam(flow: flow, fuel: fuel)
        case "power":
            guard let fields = YAMLFields(node, known: ["output", "efficiency"], of: "'power'", log: &log) else {
                return nil
            }
            let output = needed(
                fields, "output", of: "'power'", "\(place).power.output", "power of '\(id)'", "MW", in: Self.amounts)
            let efficiency = efficiency(fields, "'power'", "\(place).power")
            guard let output, let efficiency else { return nil }
            return .power(output, efficiency: efficiency)
        case "keep_warm": return keepingWarm(node, "\(place).keep_warm").map { .keepingWarm($0) }
        case "heating": return heating(node, "\(place).heating", product: product).map { .heating($0) }
        default:
            let keys = ["stock", "from", "to", "density", "efficiency"]
            guard let fields = YAMLFields(node, known: keys, of: "'warming'", log: &log) else { return nil }
            let stock = part(
                fields, "stock", "\(place).warming.stock", "stock that is warmed", "t", product: product,
                in: Self.amounts)
            return warming(fields, "'warming'", "\(place).warming").map { .warming(stock: stock, $0) }
        }
    }

    /// Whether 'plant' stands in place of a number: what goes into the plant.
    static func isPlant(_ node: Node) -> Bool { node.scalar?.string == "plant" }

    /// Notes everything that follows a plant which is not stated.
    mutating func checkFollowers() {
        for (what, mark) in followers {
            log.error(at: mark, "\(what) follows the plant, but no plant is stated", "state 'plant', or give a number")
        }
    }

    private mutating func efficiency(_ fields: YAMLFields, _ what: String, _ place: String) -> ScenarioInput? {
        needed(
            fields, "efficiency", of: what, "\(place).efficiency", "share of the fuel's heat that is used", "",
            in: Self.efficiencies)
    }

    private mutating func warming(_ fields: YAMLFields, _ what: String, _ place: String) -> Warming? {
        let from = needed(
            fields, "from", of: what, "\(place).from", "temperature at the beginning", "degC", in: Self.temperatures)
        let to = needed(fields, "to", of: what, "\(place).to", "temperature at the end", "degC", in: Self.temperatures)
        let density = needed(
            fields, "density", of: what, "\(place).density", "density of what is warmed", "t/m3", in: Self.densities)
        let efficiency = efficiency(fields, what, place)
        guard let from, let to, let density, let efficiency else { return nil }
        guard from.number.low <= to.number.high else {
            log.error(
                at: fields["to"]?.mark, "\(what) ends at \(plain(to.number.high)) °C, below its beginning",
                "exchange 'from' and 'to', or mend one")
            return nil
        }
        return Warming(from: from, to: to, density: density, efficiency: efficiency)
    }

    private mutating func heating(_ node: Node, _ place: String, product: String?) -> Heating? {
        let keys = ["flow", "from", "to", "density", "efficiency", "preheated", "latent"]
        guard let fields = YAMLFields(node, known: keys, of: "'heating'", log: &log) else { return nil }
        let isPlant = fields["flow"].map(Self.isPlant) ?? false
        if isPlant { followers.append(("'heating'", fields["flow"]?.mark)) }
        let flow =
            isPlant
            ? nil
            : needed(
                fields, "flow", of: "'heating'", "\(place).flow", "flow that is heated", "t/d", product: product,
                in: Self.amounts)
        let preheated = part(
            fields, "preheated", "\(place).preheated", "temperature before any fuel", "degC", in: Self.temperatures)
        let latent = part(
            fields, "latent", "\(place).latent", "heat that goes into vapour", "kJ/kg", in: 0...1e5)
        let warming = warming(fields, "'heating'", place)
        guard flow != nil || isPlant, let warming else { return nil }
        return Heating(flow: flow, warming: warming, preheated: preheated, latent: latent)
    }

    private mutating func keepingWarm(_ node: Node, _ place: String) -> KeepingWarm? {
        let what = "'keep_warm'"
        let keys = ["area", "diameter", "height", "count", "loss", "inside", "outside", "efficiency"]
        guard let fields = YAMLFields(node, known: keys, of: what, log: &log) else { return nil }
        var surface: KeepingWarm.Surface?
        if fields["area"] != nil, fields["diameter"] != nil || fields["height"] != nil {
            log.error(
                at: fields["area"]?.mark, "\(what) has an area and also a diameter or height",
                "expected 'area', or 'diameter' and 'height'")
        } else if fields["area"] != nil {
            surface = part(fields, "area", "\(place).area", "outer area", "m2", in: Self.amounts).map { .area($0) }
        } else {
            let diameter = needed(
                fields, "diameter", of: what, "\(place).diameter", "diameter of the tank", "m", in: Self.amounts)
            let height = needed(
                fields, "height", of: what, "\(place).height", "height of the tank", "m", in: Self.amounts)
            if let diameter, let height { surface = .tank(diameter: diameter, height: height) }
        }
        let count = part(fields, "count", "\(place).count", "how many there are", "", in: 0...1e6)
        let loss = needed(
            fields, "loss", of: what, "\(place).loss", "heat lost by each m2 for each kelvin", "W/m2", in: 0...1e4)
        let inside = needed(
            fields, "inside", of: what, "\(place).inside", "temperature inside", "degC", in: Self.temperatures)
        let outside = needed(
            fields, "outside", of: what, "\(place).outside", "temperature of the air", "degC", in: Self.temperatures)
        let efficiency = efficiency(fields, what, place)
        guard let surface, let loss, let inside, let outside, let efficiency else { return nil }
        return KeepingWarm(
            surface: surface, count: count, loss: loss, inside: inside, outside: outside, efficiency: efficiency)
    }
}
