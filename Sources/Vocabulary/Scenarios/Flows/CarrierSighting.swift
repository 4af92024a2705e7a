/// How many carriers were seen together, to be held against what could have taken their loads.
public struct CarrierSighting: Hashable, Codable, Sendable {
    /// The carrier, by id.
    public var carrier: String
    /// How many were seen.
    public var count: Int
    /// The days in which that is all that came; nil where nobody knows.
    public var days: Double?
    /// Who says so, or who judged it.
    public var basis: InputBasis

    /// States what was seen.
    ///
    /// - Parameters:
    ///   - carrier: The carrier, by id.
    ///   - count: How many were seen.
    ///   - days: The days in which that is all that came.
    ///   - basis: Who says so.
    public init(carrier: String, count: Int, days: Double? = nil, basis: InputBasis = InputBasis()) {
        self.carrier = carrier
        self.count = count
        self.days = days
        self.basis = basis
    }
}
