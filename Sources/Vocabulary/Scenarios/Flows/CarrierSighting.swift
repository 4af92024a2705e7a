/// How many carriers were seen, to be held against what could have taken their loads.
public struct CarrierSighting: Hashable, Codable, Sendable {
    /// The carrier, by id.
    public var carrier: String
    /// How many were seen.
    public var number: Number
    /// The days in which that is all that came; nil where nobody knows.
    public var days: Double?
    /// Who says so, or who judged it.
    public var basis: InputBasis

    /// Where the number comes from.
    public enum Number: Hashable, Codable, Sendable {
        /// Somebody states it.
        case stated(Int)
        /// What looks counted.
        case counted(CarrierCount)
    }

    /// States what was seen.
    ///
    /// - Parameters:
    ///   - carrier: The carrier, by id.
    ///   - number: How many were seen.
    ///   - days: The days in which that is all that came.
    ///   - basis: Who says so.
    public init(carrier: String, number: Number, days: Double? = nil, basis: InputBasis = InputBasis()) {
        self.carrier = carrier
        self.number = number
        self.days = days
        self.basis = basis
    }
}

/// Which of what looks counted is meant.
public struct CarrierCount: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// The class, or the quantity of that class: "tank-car", "ship at berth".
    public var className: String
    /// The first day on which looks count, from 1970-01-01; nil for no bound.
    public var firstDay: Int?
    /// The last day on which looks count, from 1970-01-01; nil for no bound.
    public var lastDay: Int?

    /// Says which is meant.
    ///
    /// - Parameters:
    ///   - zone: The zone, by id.
    ///   - className: The class, or the quantity of that class.
    ///   - firstDay: The first day on which looks count, from 1970-01-01.
    ///   - lastDay: The last one.
    public init(zone: String, className: String, firstDay: Int? = nil, lastDay: Int? = nil) {
        self.zone = zone
        self.className = className
        self.firstDay = firstDay
        self.lastDay = lastDay
    }
}
