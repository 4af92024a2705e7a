import Foundation
import Inquiry

extension Criticism {
    /// Words in a property by which it may be negative or above a hundred percent: it tells a change or a height.
    static let signedWords = [
        "change", "growth", "increase", "decrease", "rise", "fall", "difference", "balance", "elevation", "altitude",
        "height",
        "anomaly", "trend", "rate of",
    ]
    /// Further words by which a percentage may be above a hundred.
    static let ratioWords = ["utilisation", "utilization", "ratio", "index", "compared", "overload"]

    /// Finds numbers that nothing can have, and two numbers for one amount that differ.
    mutating func findImpossibleNumbers() {
        for fact in book.facts {
            guard case .quantity(let main) = fact.value else { continue }
            let all = [main] + fact.also
            for quantity in all { checkAlone(quantity, of: fact) }
            for (index, one) in all.enumerated() {
                for other in all.dropFirst(index + 1) { checkPair(one, other, of: fact) }
            }
        }
    }

    private mutating func checkAlone(_ quantity: Quantity, of fact: Fact) {
        let property = Self.plain(fact.property)
        guard !Self.signedWords.contains(where: property.contains), let unit = units.dimensions(of: quantity.unit)
        else {
            return
        }
        let what =
            "\(Self.topic(fact)) is \(quantity.text) by \(names(of: fact.sources)) [\(fact.id)]"
        let canBeNegative: [UnitDimension] = [.angle, .temperature, .money]
        if !canBeNegative.contains(unit.over), let low = quantity.low ?? quantity.high, low < 0 {
            add(
                .impossibleNumber, "\(what): less than nothing.",
                toResolve: "The original of the number; or, for a change, a property that says so.", facts: [fact])
        }
        if unit.over == .share, unit.under == nil, let low = quantity.low, low > 100,
            !Self.ratioWords.contains(where: property.contains)
        {
            add(
                .impossibleNumber, "\(what): more than all of it.",
                toResolve:
                    "The original of the number, and what it is a share of; or, for a change or ratio, a property that "
                    + "says so.", facts: [fact])
        }
    }

    private mutating func checkPair(_ one: Quantity, _ other: Quantity, of fact: Fact) {
        let what =
            "\(Self.topic(fact)) is \(one.text), or \(other.text), by \(names(of: fact.sources)) [\(fact.id)]"
        if let implied = implied(one, other, fact.days) {
            guard let reason = flaw(of: implied, product: fact.product, table: fact.table) else { return }
            add(
                .impossibleNumber, "\(what): \(reason).",
                toResolve: "The original of the number: one of the two, or its unit, is wrong.", facts: [fact])
            return
        }
        switch compare(one, of: fact, with: other, of: fact) {
        case .agree: break
        case .disagree(let between), .impossible(let between), .notComparable(let between):
            add(
                .impossibleNumber, "\(what): these are not one amount" + (between.isEmpty ? "." : "; \(between)."),
                toResolve: "The original of the number: one of the two, or its unit, is wrong.", facts: [fact])
        }
    }

    /// Adds up parts and holds them against their whole.
    mutating func addUpParts() {
        let byID = Dictionary(book.facts.map { ($0.id, $0) }) { first, _ in first }
        for whole in book.facts where !whole.parts.isEmpty {
            guard case .quantity(let total) = whole.value else {
                remark(.notCompared, "The parts of [\(whole.id)] cannot be added up: it is no number.", facts: [whole])
                continue
            }
            let parts = whole.parts.compactMap { byID[$0] }
            do throws(SourceFlaw) {
                let sums = try sums(of: parts, in: total.unit, as: whole)
                let bound = Bounds(total).widened(by: whole.tolerance ?? SourceCritic.rounding)
                // A whole whose parts are not all known at the time of asking may lack some.
                let isAll = whole.partsAreAll && parts.count == whole.parts.count
                let isPossible = sums.contains { $0.low <= bound.high && (!isAll || $0.high >= bound.low) }
                guard !isPossible, let sum = sums.first else { continue }
                let told = Quantity(
                    low: sum.low.isFinite ? sum.low : nil, high: sum.high.isFinite ? sum.high : nil, unit: total.unit)
                add(
                    .partsAndWhole,
                    "\(Self.topic(whole)) is \(statement(whole)), but its \(parts.count) parts are "
                        + "\(told?.text(significant: 4) ?? "more than any number") together: "
                        + parts.map { "\($0.value.text) [\($0.id)]" }.joined(separator: ", ") + ".",
                    toResolve:
                        "What each part is a part of: parts of different wholes cannot be added; or the original.",
                    facts: [whole] + parts)
            } catch {
                remark(.notCompared, "The parts of [\(whole.id)] cannot be added up: \(error).", facts: [whole] + parts)
            }
        }
    }

    /// The sum of parts, by each choice of the days of a year.
    private func sums(of parts: [Fact], in unit: String, as whole: Fact) throws(SourceFlaw) -> [Bounds] {
        var sums: [Bounds] = []
        for days in whole.days.map({ [$0] }) ?? YearLength.allCases {
            var sum = Bounds(low: 0, high: 0)
            for part in parts {
                guard case .quantity(let quantity) = part.value else {
                    throw SourceFlaw("the part [\(part.id)] is no number", "take it out of the parts")
                }
                let converted = try units.convert(
                    quantity, to: unit, product: part.product ?? whole.product, table: part.table ?? whole.table,
                    days: days)
                let bounds = Bounds(converted.quantity)
                sum.low += bounds.low
                sum.high += bounds.high
            }
            sums.append(sum)
        }
        return sums
    }
}
