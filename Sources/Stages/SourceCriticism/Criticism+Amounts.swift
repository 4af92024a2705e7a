import Foundation
import Inquiry

extension Criticism {
    /// A span of numbers whose ends may be open.
    struct Bounds {
        var low: Double
        var high: Double

        init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }

        init(_ quantity: Quantity) {
            low = quantity.low ?? -Double.infinity
            high = quantity.high ?? Double.infinity
        }

        /// Wider by a share of each end.
        func widened(by share: Double) -> Bounds {
            var wide = self
            if low.isFinite { wide.low = low - abs(low) * share }
            if high.isFinite { wide.high = high + abs(high) * share }
            return wide
        }

        func meets(_ other: Bounds) -> Bool { low <= other.high && other.low <= high }
    }

    /// Converts by the days of a year that were told, or by each choice where nobody told and it matters.
    func conversions(
        of quantity: Quantity, to unit: String, product: String?, table: String?, days: YearLength?
    ) throws(SourceFlaw) -> [Converted] {
        do throws(SourceFlaw) {
            return [try units.convert(quantity, to: unit, product: product, table: table, days: days)]
        } catch {
            guard days == nil else { throw error }
            var found: [Converted] = []
            for choice in YearLength.allCases {
                found.append(try units.convert(quantity, to: unit, product: product, table: table, days: choice))
            }
            return found
        }
    }

    /// Compares two numbers after conversion to the unit of the first.
    func compare(_ one: Quantity, of first: Fact, with other: Quantity, of second: Fact) -> Comparison {
        let (product, table) = (first.product ?? second.product, first.table ?? second.table)
        let days = first.days ?? second.days
        // Of one source both are to be one amount; of two, a product that is known tells more than the ratio.
        let isOneSource = !Set(first.sources).isDisjoint(with: second.sources)
        if one.unit != other.unit, isOneSource || product == nil, let implied = implied(one, other, days) {
            if let reason = flaw(of: implied, product: product, table: table) {
                return isOneSource ? .impossible(reason) : .disagree(reason)
            }
            if product == nil { return .agree }
        }
        do throws(SourceFlaw) {
            let found = try conversions(of: other, to: one.unit, product: product, table: table, days: days)
            let isAngle = units.dimensions(of: one.unit)?.over == .angle
            for converted in found {
                let usesTable = converted.by.contains { step in units.productTables.contains(step.table) }
                let isTold = first.tolerance != nil || second.tolerance != nil
                var left = Bounds(one).widened(by: first.tolerance ?? 0)
                var right = Bounds(converted.quantity).widened(by: second.tolerance ?? 0)
                if isAngle, !isTold {
                    left.low -= SourceCritic.angleSpread
                    left.high += SourceCritic.angleSpread
                } else if usesTable {
                    right = right.widened(by: SourceCritic.tableSpread)
                } else if !isTold {
                    right = right.widened(by: SourceCritic.rounding)
                }
                if left.meets(right) { return .agree }
            }
            let texts = found.filter { !$0.by.isEmpty }.map { "\(other.text) is \($0.text)" }
            return .disagree(texts.joined(separator: ", or "))
        } catch {
            return .notComparable("\(error)")
        }
    }

    /// Barrels in a tonne that a volume and a mass for one amount imply, by each choice of the days of a year; nil for other units.
    func implied(_ one: Quantity, _ other: Quantity, _ days: YearLength?) -> [Bounds]? {
        guard let first = units.dimensions(of: one.unit), let second = units.dimensions(of: other.unit),
            first.under == second.under
        else { return nil }
        let (volume, mass): (Quantity, Quantity)
        switch (first.over, second.over) {
        case (.volume, .mass): (volume, mass) = (one, other)
        case (.mass, .volume): (volume, mass) = (other, one)
        default: return nil
        }
        let under = volume.unit.split(separator: "/").dropFirst().first.map { "/\($0)" } ?? ""
        do throws(SourceFlaw) {
            let barrels = try units.convert(volume, to: "bbl" + under).quantity
            return try conversions(of: mass, to: "t" + under, product: nil, table: nil, days: days).map { tonnes in
                var bounds = Bounds(tonnes.quantity)
                let (low, high) = (barrels.low ?? 0, barrels.high ?? Double.infinity)
                // A mass that may be nothing bounds no ratio from above.
                let most = bounds.low > 0 ? high / bounds.low : Double.infinity
                bounds.low = bounds.high.isFinite && bounds.high > 0 ? low / bounds.high : 0
                bounds.high = most
                return bounds
            }
        } catch {
            return nil
        }
    }

    /// Why no product has so many barrels in a tonne, or not the one that is named; nil where it may.
    func flaw(of implied: [Bounds], product: String?, table: String?) -> String? {
        guard let nearest = implied.first else { return nil }
        var range = possible
        var known =
            "no product has fewer than \(Quantity.digits(possible.lowerBound, significant: 3)) or more than "
            + Quantity.digits(possible.upperBound, significant: 3)
        let id = table ?? UnitTable.unsd.id
        let factors = units.tables.first { $0.id == id }?.products ?? []
        if let product, let factor = factors.first(where: { $0.product == product })?.barrelsPerTonne {
            range = factor * (1 - SourceCritic.productSpread)...factor * (1 + SourceCritic.productSpread)
            known = "\(product) has \(factor) by \(id)"
        }
        guard implied.allSatisfy({ $0.low > range.upperBound || $0.high < range.lowerBound }) else { return nil }
        // Outside of everything says more than outside of one product.
        if implied.allSatisfy({ $0.low > possible.upperBound || $0.high < possible.lowerBound }) {
            known =
                "no product has fewer than \(Quantity.digits(possible.lowerBound, significant: 3)) or more than "
                + Quantity.digits(possible.upperBound, significant: 3)
        }
        let quantity = Quantity(
            low: nearest.low > 0 ? nearest.low : nil, high: nearest.high.isFinite ? nearest.high : nil, unit: "bbl/t")
        return "that is \(quantity?.text(significant: 3) ?? "no ratio at all"), and \(known)"
    }
}
