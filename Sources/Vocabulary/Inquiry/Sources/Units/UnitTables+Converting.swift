extension UnitTables {
    /// Converts a number.
    ///
    /// - Parameters:
    ///   - quantity: The number as it was stated.
    ///   - unit: The unit that is wanted.
    ///   - product: What the amount is of; needed between mass and volume.
    ///   - table: The table of products; the default table where nil.
    ///   - days: How many days a year has; needed where only one of the units is by the year or month.
    /// - Returns: The number with the entries by which it was converted.
    /// - Throws: ``SourceFlaw`` that names both units, where they do not convert, and what would let them.
    ///
    /// Edge cases: a number in the wanted unit is returned as it is, by no entry. Money never converts.
    public func convert(
        _ quantity: Quantity, to unit: String, product: String? = nil, table: String? = nil, days: YearLength? = nil
    ) throws(SourceFlaw) -> Converted {
        let (from, to) = (try compound(quantity.unit), try compound(unit))
        let symbol = try self.symbol(of: unit)
        var steps: [Converted.Step] = []
        var factor = 1.0
        let names =
            "\(quantity.unit.isEmpty ? "a mere count" : quantity.unit) and \(symbol.isEmpty ? "a mere count" : symbol)"
        func note(_ table: String, _ entry: String) {
            let step = Converted.Step(table: table, entry: entry)
            if !steps.contains(step) { steps.append(step) }
        }
        let ways = [(from.over, to.over, false), (from.under, to.under, true)]
        for (start, end, isBelow) in ways {
            let (first, second) = (start?.unit, end?.unit)
            if first?.symbol == second?.symbol { continue }
            guard let start, let end, let first, let second else {
                throw SourceFlaw("\(names) do not convert", "expected units that measure the same")
            }
            if first.dimension == .money || second.dimension == .money {
                throw SourceFlaw("\(names) do not convert: money is not converted", "state the amount in one currency")
            }
            if first.dimension == .temperature || second.dimension == .temperature {
                throw SourceFlaw("\(names) do not convert", "state temperatures in degC")
            }
            var step = 1.0
            if first.dimension != second.dimension {
                step = try barrels(from: first, to: second, product: product, table: table, names: names, note: note)
            }
            step *= try size(of: first, beside: second, days) / (try size(of: second, beside: first, days))
            for (unit, table) in [start, end] where unit.factor != 1 {
                if unit.isYearly, !second.isYearly || !first.isYearly, let days {
                    note(table, "a year of \(days == .calendar ? "365 days of the calendar" : "330 days on stream")")
                } else {
                    note(table, unit.entry)
                }
            }
            factor = isBelow ? factor / step : factor * step
        }
        guard factor.isFinite, factor > 0, let value = quantity.times(factor, unit: symbol) else {
            throw SourceFlaw("\(quantity.text) is too large in \(symbol)", "check the number and its unit")
        }
        return Converted(quantity: value, from: quantity, by: steps)
    }

    /// How many of the base a unit is; days of a year as asked for.
    private func size(of unit: MeasureUnit, beside other: MeasureUnit, _ days: YearLength?) throws(SourceFlaw) -> Double
    {
        guard unit.isYearly else { return unit.factor }
        // Between a year and a month the days do not count.
        if other.isYearly { return unit.factor }
        guard let days else {
            throw SourceFlaw(
                "\(unit.symbol) and \(other.symbol) do not convert before it is said how many days a year has",
                "say 'days: calendar' for 365 or 'days: stream' for 330")
        }
        return days.days * unit.factor / UnitTable.yearUnit.factor
    }

    /// From tonnes to cubic metres, or back.
    private func barrels(
        from first: MeasureUnit, to second: MeasureUnit, product: String?, table: String?, names: String,
        note: (String, String) -> Void
    ) throws(SourceFlaw) -> Double {
        let pair = [first.dimension, second.dimension]
        guard pair == [.mass, .volume] || pair == [.volume, .mass] else {
            throw SourceFlaw("\(names) do not convert", "expected units that measure the same")
        }
        let id = table ?? UnitTable.unsd.id
        guard let product else {
            throw SourceFlaw("\(names) do not convert while no product is named", "name the product, such as crude")
        }
        guard let found = tables.first(where: { $0.id == id })?.products.first(where: { $0.product == product }) else {
            throw SourceFlaw(
                "\(names) do not convert: the table '\(id)' has no product '\(product)'",
                "name one that it has, or state the product in a table of your own under 'conversions'")
        }
        note(id, "\(product) = \(found.barrelsPerTonne) bbl/t")
        let cubicMetresPerTonne = found.barrelsPerTonne * Self.barrel
        return first.dimension == .mass ? cubicMetresPerTonne : 1 / cubicMetresPerTonne
    }

    /// Cubic metres of a barrel of 42 US gallons, exact.
    static let barrel = 0.158987294928

    /// The fewest and most barrels in a tonne that a product of the default table has, with a margin.
    ///
    /// - Parameter margin: The share by which tables of products differ from each other; published tables do by up to 5 %.
    /// - Returns: Barrels in a tonne that a product may have.
    public func possibleBarrelsPerTonne(margin: Double = 0.05) -> ClosedRange<Double> {
        let factors = UnitTable.unsd.products.map(\.barrelsPerTonne)
        let (low, high) = ((factors.min() ?? 1) * (1 - margin), (factors.max() ?? 1) * (1 + margin))
        return min(low, high)...max(low, high)
    }
}

extension MeasureUnit {
    /// Whether its length hangs on how many days a year has.
    var isYearly: Bool { self == UnitTable.yearUnit || self == UnitTable.monthUnit }
}
