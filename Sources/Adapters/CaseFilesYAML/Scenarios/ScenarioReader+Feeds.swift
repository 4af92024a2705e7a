import Inquiry
import ScenarioSimulation
import Scenarios
import Yams

extension ScenarioReader {
    /// Reads `feeds:` of a plant, each with `yields` or `distillation`.
    ///
    /// - Parameters:
    ///   - node: Where it stands.
    ///   - table: The plant's table of products.
    /// - Returns: All that have an id; with a mistake too, so that others may name them and their cuts.
    mutating func feeds(_ node: Node, _ table: String) -> [Feed] {
        let expected = "expected a list of feeds, each with 'id', 'text' and 'yields' or 'distillation'"
        guard let entries = list(node, "'feeds'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [Feed] = []
        for entry in entries {
            let known = ["id", "text", "yields", "distillation"]
            guard let fields = YAMLFields(entry, known: known, of: "a feed", log: &log),
                let id = unique(fields, "a feed", among: found.map(\.id))
            else { continue }
            let text = fields.requiredText("text", of: "the feed '\(id)'", log: &log) ?? id
            switch (fields["yields"], fields["distillation"]) {
            case (let node?, nil): found.append(Feed(id: id, text: text, cuts: yields(node, id, table)))
            case (nil, let node?): found.append(Feed(id: id, text: text, cuts: distillation(node, id, table)))
            case (let node?, _?):
                log.error(
                    at: node.mark, "the feed '\(id)' has yields and also a distillation", "expected one of them")
                found.append(Feed(id: id, text: text, cuts: []))
            case (nil, nil):
                log.error(at: fields.mark, "the feed '\(id)' has no 'yields'", "add them, or a 'distillation'")
                found.append(Feed(id: id, text: text, cuts: []))
            }
        }
        return found
    }

    private mutating func yields(_ node: Node, _ feed: String, _ table: String) -> [Cut] {
        let expected = "expected a list of cuts, each with 'id', 'text' and 'yield' in %"
        guard let entries = list(node, "'yields'", atMost: Self.mostNames, expected: expected) else { return [] }
        var found: [Cut] = []
        var isWhole = true
        for entry in entries {
            let known = ["id", "text", "product", "table", "own_use", "yield"]
            guard let fields = YAMLFields(entry, known: known, of: "a cut", log: &log),
                let id = unique(fields, "a cut", among: found.map(\.id))
            else {
                isWhole = false
                continue
            }
            let text = fields.requiredText("text", of: "the cut '\(id)'", log: &log) ?? id
            let place = "plant.feeds.\(feed).\(id).yield"
            let stated = needed(
                fields, "yield", of: "the cut '\(id)'", place, "yield of \(text)", "%", in: 0...100)
            if stated == nil { isWhole = false }
            let share = stated ?? Self.substitute(place, text, "%")
            let own = self.table(fields)
            found.append(
                Cut(
                    id: id, text: text, product: product(fields, of: own ?? table), table: own,
                    isOwnUse: fields.truth("own_use", log: &log) ?? false, yield: .mass(share)))
        }
        guard isWhole else { return found }
        let cuts = Feed(id: feed, text: feed, cuts: found)
        if let flaw = Self.flaw(ofYieldsOf: cuts, { $0.number }) {
            log.error(at: node.mark, flaw.problem, flaw.expected)
        }
        return found
    }

    /// What is wrong with the yields of a feed together: they are over 100 % at their least, or under it at their greatest.
    ///
    /// - Parameters:
    ///   - feed: The feed.
    ///   - number: The number of each of them, such as a scenario has it.
    /// - Returns: The flaw; nil where there is none, and for a feed that is distilled.
    static func flaw(ofYieldsOf feed: Feed, _ number: (ScenarioInput) -> UncertainNumber) -> ScenarioFlaw? {
        let ranges = feed.cuts.compactMap { cut -> UncertainNumber? in
            if case .mass(let share) = cut.yield { number(share) } else { nil }
        }
        guard ranges.count == feed.cuts.count else { return nil }
        let (least, most) = (ranges.reduce(0) { $0 + $1.low }, ranges.reduce(0) { $0 + $1.high })
        if least > 100 + 1e-9 {
            return ScenarioFlaw(
                "the yields of '\(feed.id)' are over 100 % together: \(Quantity.digits(least, significant: 6)) % even if each "
                    + "is at its least", "lower some, or give ranges")
        }
        if most < 100 - 1e-9 {
            return ScenarioFlaw(
                "the yields of '\(feed.id)' are only \(Quantity.digits(most, significant: 6)) % together, even if each is at "
                    + "its greatest", "add what is burned and lost as a cut with 'own_use: true', or widen ranges")
        }
        return nil
    }

    private mutating func distillation(_ node: Node, _ feed: String, _ table: String) -> [Cut] {
        let expected = "expected a list of cuts in the order of boiling, the last without 'to' and 'recovered'"
        guard let entries = list(node, "'distillation'", atMost: Self.mostNames, expected: expected) else { return [] }
        var found: [Cut] = []
        var last: (temperature: Double, number: UncertainNumber)?
        for (index, entry) in entries.enumerated() {
            let known = ["id", "text", "product", "table", "to", "recovered", "density"]
            guard let fields = YAMLFields(entry, known: known, of: "a cut", log: &log),
                let id = unique(fields, "a cut", among: found.map(\.id))
            else { continue }
            let text = fields.requiredText("text", of: "the cut '\(id)'", log: &log) ?? id
            let place = "plant.feeds.\(feed).\(id)"
            let isLast = index == entries.count - 1
            let to = fields.number("to", in: -100...1500, unit: "a temperature in °C", log: &log)
            let recovered = part(
                fields, "recovered", "\(place).recovered", "volume boiled off at the end of \(text)", "%", in: 0...100)
            if isLast != (to == nil && recovered == nil) || (to == nil) != (recovered == nil) {
                log.error(
                    at: fields.mark,
                    isLast
                        ? "the last cut '\(id)' has an end" : "the cut '\(id)' does not say where it ends",
                    isLast ? "let a last cut without 'to' and 'recovered' be what is left" : "add 'to' and 'recovered'")
            }
            if let to, let recovered {
                if let last, to <= last.temperature || recovered.number.central < last.number.central {
                    log.error(
                        at: fields["recovered"]?.mark,
                        "the cut '\(id)' ends at \(plain(to)) °C and \(plain(recovered.number.central)) %, not above the cut "
                            + "before it", "expected cuts in the order of boiling; volumes count from the beginning")
                }
                last = (to, recovered.number)
            }
            let density =
                needed(
                    fields, "density", of: "the cut '\(id)'", "\(place).density", "density of \(text)", "t/m3",
                    in: Self.densities) ?? Self.substitute("\(place).density", text, "t/m3")
            let own = self.table(fields)
            found.append(
                Cut(
                    id: id, text: text, product: product(fields, of: own ?? table), table: own,
                    yield: .boiling(BoilingRange(end: to, recovered: recovered, density: density))))
        }
        return found
    }
}
