import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// Reads `plant:`.
    ///
    /// - Parameters:
    ///   - node: Where it stands.
    ///   - schedule: The schedule of the case, of which the plant may name a milestone.
    /// - Returns: The plant; nil after a mistake that leaves none.
    mutating func plant(_ node: Node, schedule: PhaseNetwork? = nil) -> Plant? {
        let known = [
            "text", "stream_days", "leading_unit", "utilisation", "table", "units", "feeds", "feed", "runs_from",
            "slates",
            "stores", "lines",
        ]
        guard let fields = YAMLFields(node, known: known, of: "'plant'", log: &log) else { return nil }
        let what = "'plant'"
        let text = fields.requiredText("text", of: what, log: &log)
        let days = needed(
            fields, "stream_days", of: what, "plant.stream_days", "days of a year on which it runs", "d", in: 1...366)
        let use = needed(
            fields, "utilisation", of: what, "plant.utilisation", "share of the capacity that is used", "", in: 0...2)
        let leading = fields.requiredText("leading_unit", of: what, log: &log)
        let table = table(fields) ?? UnitTable.unsd.id
        let feeds = fields["feeds"].map { self.feeds($0, table) } ?? []
        var feed: String?
        if let name = fields.text("feed", log: &log) {
            if feeds.contains(where: { $0.id == name }) {
                feed = name
            } else {
                log.error(
                    at: fields["feed"]?.mark, "there is no feed \(quoted(name))",
                    proposal(for: name, among: feeds.map(\.id)))
            }
        }
        let runsFrom = milestone(fields, of: schedule)
        let cuts = feeds.flatMap { $0.cuts.map(\.id) }
        guard let node = fields["units"] else {
            log.error(at: fields.mark, "'plant' has no 'units'", "add a list, each with 'id', 'text' and 'capacity'")
            return nil
        }
        let units = plantUnits(node, cuts)
        if let leading, !units.contains(where: { $0.id == leading }) {
            log.error(
                at: fields["leading_unit"]?.mark, "there is no unit \(quoted(leading))",
                proposal(for: leading, among: units.map(\.id)))
        } else if let unit = units.first(where: { $0.id == leading }), !unit.takes.isEmpty {
            log.error(
                at: fields["leading_unit"]?.mark, "the leading unit '\(unit.id)' takes cuts of the feed",
                "name the unit that the whole feed enters, or remove its 'takes'")
        }
        let slates = fields["slates"].map { self.slates($0, table) } ?? []
        let stores = fields["stores"].map { self.stores($0) } ?? []
        let lines = fields["lines"].map { plantLines($0) } ?? []
        guard let text, let days, let use, let leading else { return nil }
        return Plant(
            text: text, streamDays: days, leadingUnit: leading, utilisation: use, table: table, units: units,
            feeds: feeds, feed: feed, runsFrom: runsFrom, slates: slates, stores: stores, lines: lines)
    }

    /// The milestone from which the plant runs; nil where it is left out, or after a mistake.
    private mutating func milestone(_ fields: YAMLFields, of schedule: PhaseNetwork?) -> String? {
        guard let name = fields.text("runs_from", log: &log) else { return nil }
        guard let known = schedule?.milestones.map(\.id) else {
            log.error(
                at: fields["runs_from"]?.mark, "the plant runs from \(quoted(name)), but no schedule is stated",
                "state a 'schedule' with that milestone, or leave 'runs_from' out")
            return nil
        }
        guard known.contains(name) else {
            log.error(
                at: fields["runs_from"]?.mark, "there is no milestone \(quoted(name))",
                proposal(for: name, among: known))
            return nil
        }
        return name
    }

    /// The table of products that is named; nil where none is, or after a mistake.
    mutating func table(_ fields: YAMLFields) -> String? {
        guard let name = fields.text("table", log: &log) else { return nil }
        guard units.productTables.contains(name) else {
            log.error(
                at: fields["table"]?.mark, "there is no table of products \(quoted(name))",
                proposal(for: name, among: units.productTables))
            return nil
        }
        return name
    }

    /// What something is in a table of products; nil where it is left out, or after a mistake.
    mutating func product(_ fields: YAMLFields, of table: String) -> String? {
        guard let name = fields.text("product", log: &log) else { return nil }
        let known = units.products(of: table)
        guard known.contains(name) else {
            log.error(
                at: fields["product"]?.mark, "the table '\(table)' has no product \(quoted(name))",
                proposal(for: name, among: known))
            return nil
        }
        warnOfDensity(name, table, at: fields["product"]?.mark)
        return name
    }

    /// Warns where a table of the case gives a product more or fewer barrels in a tonne than any product of the default table has: then
    /// a mass and a volume that do not belong together were probably divided, such as 56 000 t by a million barrels.
    private mutating func warnOfDensity(_ product: String, _ table: String, at mark: Mark?) {
        let possible = units.possibleBarrelsPerTonne()
        do throws(SourceFlaw) {
            guard let tonne = Quantity(1, unit: "t") else { return }
            let converted = try units.convert(tonne, to: "bbl", product: product, table: table)
            guard let factor = converted.quantity.value, !possible.contains(factor) else { return }
            let ends = [possible.lowerBound, possible.upperBound].map { Quantity.digits($0, significant: 3) }
            log.warning(
                at: mark,
                "'\(product)' has \(Quantity.digits(factor, significant: 3)) bbl in a tonne by the table '\(table)'; products have "
                    + "\(ends[0]) to \(ends[1])", "check that its mass and its volume are of one amount")
        } catch {
            log.error(at: mark, error.problem, error.expected)
        }
    }

    private mutating func plantUnits(_ node: Node, _ cuts: [String]) -> [PlantUnit] {
        let expected = "expected a list of units, each with 'id', 'text' and 'capacity'"
        guard let entries = list(node, "'units'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [PlantUnit] = []
        for entry in entries {
            let known = ["id", "text", "capacity", "takes", "share"]
            guard let fields = YAMLFields(entry, known: known, of: "a unit", log: &log),
                let id = unique(fields, "a unit", among: found.map(\.id))
            else { continue }
            let text = fields.requiredText("text", of: "the unit '\(id)'", log: &log)
            let capacity = needed(
                fields, "capacity", of: "the unit '\(id)'", "plant.units.\(id).capacity", "capacity of '\(id)'", "t/y",
                in: Self.amounts)
            let share = part(fields, "share", "plant.units.\(id).share", "share that goes through", "", in: Self.shares)
            var takes: [String] = []
            for (name, mark) in names(fields, "takes") {
                if cuts.contains(name) {
                    takes.append(name)
                } else {
                    log.error(at: mark, "no feed has a cut \(quoted(name))", proposal(for: name, among: cuts))
                }
            }
            found.append(
                PlantUnit(
                    id: id, text: text ?? id,
                    capacity: capacity ?? Self.substitute("plant.units.\(id).capacity", id, "t/y"),
                    takes: takes, share: share))
        }
        return found
    }

    private mutating func slates(_ node: Node, _ table: String) -> [StatedSlate] {
        let expected = "expected a list of slates, each with 'id', 'text' and 'products'"
        guard let entries = list(node, "'slates'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [StatedSlate] = []
        for entry in entries {
            guard let fields = YAMLFields(entry, known: ["id", "text", "products"], of: "a slate", log: &log),
                let id = unique(fields, "a slate", among: found.map(\.id)),
                let text = fields.requiredText("text", of: "the slate '\(id)'", log: &log)
            else { continue }
            guard let node = fields["products"],
                let items = list(node, "'products'", atMost: Self.mostNames, expected: "expected a list of products")
            else {
                if fields["products"] == nil {
                    log.error(at: fields.mark, "the slate '\(id)' has no 'products'", "add the list")
                }
                continue
            }
            var products: [StatedSlate.Product] = []
            for item in items {
                let known = ["name", "product", "table", "rate"]
                guard let own = YAMLFields(item, known: known, of: "a product", log: &log),
                    let name = own.requiredText("name", of: "a product", log: &log)
                else { continue }
                let ownTable = self.table(own)
                let product = self.product(own, of: ownTable ?? table)
                guard
                    let rate = needed(
                        own, "rate", of: "the product \(quoted(name))",
                        "plant.slates.\(id).\(products.count + 1)", "rate of \(name)", "t/d", product: product,
                        in: Self.amounts)
                else { continue }
                products.append(StatedSlate.Product(name: name, product: product, table: ownTable, rate: rate))
            }
            found.append(StatedSlate(id: id, text: text, products: products))
        }
        return found
    }
}
