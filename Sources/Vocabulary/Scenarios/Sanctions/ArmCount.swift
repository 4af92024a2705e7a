public import Inquiry

/// How an amount counts against one arm of an instrument.
public struct ArmCount: Hashable, Codable, Sendable {
    /// From which statement of the amount it is taken.
    public enum Origin: Hashable, Codable, Sendable {
        /// From the amount itself.
        case amount
        /// From the one with this place among the other statements, from 0.
        case also(Int)
        /// From the amount, times the price.
        case priced
    }

    /// The instrument, by id.
    public var instrument: String
    /// The arm, by id.
    public var arm: String
    /// From which statement it is taken.
    public var origin: Origin
    /// What one unit of that statement is in the arm's unit; above 0.
    public var factor: Double
    /// By which entries of which tables it was converted.
    public var conversion: [Converted.Step]

    /// States how an amount counts.
    ///
    /// - Parameters:
    ///   - instrument: The instrument, by id.
    ///   - arm: The arm, by id.
    ///   - origin: From which statement it is taken.
    ///   - factor: What one unit of that statement is in the arm's unit.
    ///   - conversion: By which entries it was converted.
    public init(
        instrument: String, arm: String, origin: Origin = .amount, factor: Double, conversion: [Converted.Step] = []
    ) {
        self.instrument = instrument
        self.arm = arm
        self.origin = origin
        self.factor = factor
        self.conversion = conversion
    }
}

extension Delivery {
    /// How it counts against each arm of an instrument.
    ///
    /// Of several statements the one that measures the same as the arm is taken, then one that a table of products
    /// converts. A value is never made up: against an arm in money counts what is stated in that currency, or the
    /// amount times its ``price``.
    ///
    /// - Parameters:
    ///   - instrument: The instrument.
    ///   - units: The case's units.
    /// - Returns: One for each arm that it can be held against; arms in money that nobody gives a value for are left
    ///   out.
    /// - Throws: ``SourceFlaw`` that names both units where an arm in another unit than money cannot be reached, or
    ///   none at all.
    public func count(against instrument: Instrument, by units: UnitTables) throws(SourceFlaw) -> [ArmCount] {
        var statements: [(origin: ArmCount.Origin, unit: String)] = [(.amount, amount.unit)]
        statements += also.enumerated().map { (.also($0.offset), $0.element.unit) }
        var counts: [ArmCount] = []
        var missed: SourceFlaw?
        for arm in instrument.arms {
            let isMoney = units.dimensions(of: arm.cap.unit)?.over == .money
            var offers = statements
            if let price { offers.append((.priced, Self.part(of: price.unit, 0))) }
            let same = offers.filter {
                units.dimensions(of: $0.unit)?.over == units.dimensions(of: arm.cap.unit)?.over
            }
            do throws(SourceFlaw) {
                counts.append(
                    try first(of: same.isEmpty ? offers : same, against: arm, of: instrument.id, by: units))
            } catch {
                let isValue = offers.contains { units.dimensions(of: $0.unit)?.over == .money }
                guard isMoney || (isValue && offers.count == 1) else { throw error }
                missed = missed ?? error
            }
        }
        if let missed, counts.isEmpty { throw missed }
        return counts
    }

    /// The first statement that converts to an arm's unit.
    private func first(
        of offers: [(origin: ArmCount.Origin, unit: String)], against arm: Instrument.Arm, of instrument: String,
        by units: UnitTables
    ) throws(SourceFlaw) -> ArmCount {
        var flaw: SourceFlaw?
        for offer in offers {
            do throws(SourceFlaw) {
                return try ArmCount.of(
                    offer.unit, as: offer.origin, against: arm, of: instrument, product: product, table: table,
                    by: units)
            } catch {
                flaw = flaw ?? error
            }
        }
        throw flaw ?? SourceFlaw("there is no amount", "state one")
    }

    private static func part(of unit: String, _ place: Int) -> String {
        let parts = unit.split(separator: "/", omittingEmptySubsequences: false)
        return place < parts.count ? String(parts[place]) : ""
    }
}

extension ArmCount {
    /// How an amount in a unit counts against an arm.
    ///
    /// - Parameters:
    ///   - unit: The unit of the amount.
    ///   - origin: From which statement it is taken.
    ///   - arm: The arm.
    ///   - instrument: The arm's instrument, by id.
    ///   - product: What the amount is of.
    ///   - table: The table of products; nil for the default one.
    ///   - units: The case's units.
    /// - Returns: The factor with the entries that it comes from.
    /// - Throws: ``SourceFlaw`` that names both units where they do not convert.
    public static func of(
        _ unit: String, as origin: Origin = .amount, against arm: Instrument.Arm, of instrument: String,
        product: String?, table: String? = nil, by units: UnitTables
    ) throws(SourceFlaw) -> ArmCount {
        guard let one = Quantity(1, unit: try units.symbol(of: unit)) else {
            throw SourceFlaw("there is no amount", "state one")
        }
        let converted = try units.convert(one, to: arm.cap.unit, product: product, table: table)
        return ArmCount(
            instrument: instrument, arm: arm.id, origin: origin, factor: converted.quantity.value ?? 0,
            conversion: converted.by)
    }
}
