import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// How far a mass and a volume of one amount may be from what the table says of its product.
    private static let densityMargin = 0.15

    /// Whether a mass and a volume that are stated of one amount can be of one product.
    ///
    /// Where the product is in the table, its own factor is held against them with a margin, else the least and
    /// greatest factor of all tables.
    mutating func checkDensity(_ delivery: Delivery, _ fields: YAMLFields) -> Bool {
        guard case .stated(let amount) = delivery.amount else { return true }
        let nodes = fields["also"].map { node -> [Node] in
            if case .sequence(let sequence) = node { return Array(sequence) }
            return [node]
        }
        for (place, other) in delivery.also.enumerated() {
            guard let factor = barrelsPerTonne(amount, other), !possible(delivery).contains(factor) else { continue }
            let range = possible(delivery)
            let mark = nodes.flatMap { place < $0.count ? $0[place].mark : nil }
            func words(_ input: ScenarioInput) -> String {
                "\(Quantity.digits(input.number.central, significant: 6)) \(input.unit)"
            }
            log.error(
                at: mark ?? fields.mark,
                "the delivery '\(delivery.id)' is \(words(amount)) and \(words(other)), which is "
                    + "\(Quantity.digits(factor, significant: 3)) bbl/t",
                "no \(delivery.product ?? "product of the tables") has this density: expected "
                    + "\(Quantity.digits(range.lowerBound, significant: 3)) to "
                    + "\(Quantity.digits(range.upperBound, significant: 3)) bbl/t; leave out the number that is wrong")
            return false
        }
        return true
    }

    /// Barrels in a tonne by two statements of one amount; nil where they are not a mass and a volume.
    private func barrelsPerTonne(_ first: ScenarioInput, _ second: ScenarioInput) -> Double? {
        var (mass, volume): (Double?, Double?)
        for input in [first, second] {
            guard let amount = Quantity(input.number.central, unit: input.unit) else { continue }
            do throws(SourceFlaw) {
                switch units.dimensions(of: input.unit)?.over {
                case .mass: mass = try units.convert(amount, to: "t").quantity.value
                case .volume: volume = try units.convert(amount, to: "bbl").quantity.value
                default: continue
                }
            } catch { continue }
        }
        guard let mass, let volume, mass > 0 else { return nil }
        return volume / mass
    }

    private func possible(_ delivery: Delivery) -> ClosedRange<Double> {
        let id = delivery.table ?? UnitTable.unsd.id
        let factors = units.tables.first { $0.id == id }?.products.filter { $0.product == delivery.product } ?? []
        if let factor = factors.first?.barrelsPerTonne {
            return factor * (1 - Self.densityMargin)...factor * (1 + Self.densityMargin)
        }
        let all = units.tables.flatMap { $0.products.map(\.barrelsPerTonne) }
        let range = units.possibleBarrelsPerTonne()
        return min(range.lowerBound, all.min() ?? range.lowerBound)...max(range.upperBound, all.max() ?? 0)
    }

    /// Checks what estimates say to cover: each other delivery once, under the same instrument,
    /// and none in a circle; one without days in common is doubtful.
    mutating func checkCovers(_ found: [(delivery: Delivery, fields: YAMLFields)], known: [String]) {
        var coveredBy: [String: String] = [:]
        for (delivery, fields) in found {
            guard let covers = delivery.covers else { continue }
            let marks = Dictionary(
                (fields.texts("covers", log: &log) ?? []).map { ($0.text, $0.mark) },
                uniquingKeysWith: { first, _ in first })
            if delivery.standing != .estimated {
                log.error(
                    at: fields["covers"]?.mark, "the delivery '\(delivery.id)' is no estimate, but has 'covers'",
                    "only an estimate covers what is told elsewhere; take it out")
                continue
            }
            for name in covers {
                let mark = marks[name] ?? fields["covers"]?.mark
                guard known.contains(name) else {
                    log.error(at: mark, "there is no delivery \(quoted(name))", proposal(for: name, among: known))
                    continue
                }
                // One with a mistake of its own was told already.
                guard let other = found.first(where: { $0.delivery.id == name })?.delivery else { continue }
                if Set(other.instruments).isDisjoint(with: delivery.instruments) {
                    log.error(
                        at: mark, "'\(delivery.id)' covers '\(name)', which counts against another instrument",
                        "expected a delivery under \(delivery.instruments.map { "'\($0)'" }.joined(separator: ", "))")
                } else if let first = coveredBy[name] {
                    log.error(
                        at: mark, "'\(name)' is covered by '\(first)' already",
                        "let one estimate cover the other, so that nothing counts twice")
                } else if name == delivery.id || isAbove(name, delivery.id, coveredBy) {
                    log.error(at: mark, "'\(delivery.id)' covers itself", "let one of the circle cover nothing")
                } else {
                    coveredBy[name] = delivery.id
                    guard !other.time.overlaps(delivery.time) else { continue }
                    log.warning(
                        at: mark,
                        "'\(delivery.id)', \(delivery.time.text), covers '\(name)', \(other.time.text), which shares no day with it",
                        "it is taken for the same in periods in which both have days; mend one of the dates if they are not what was meant"
                    )
                }
            }
        }
    }

    /// Whether one delivery covers another, at once or through others.
    private func isAbove(_ upper: String, _ lower: String, _ coveredBy: [String: String]) -> Bool {
        var place = lower
        for _ in 0...coveredBy.count {
            guard let next = coveredBy[place] else { return false }
            if next == upper { return true }
            place = next
        }
        return false
    }
}
