/// What an analyst sets for a case of how looks are read together; what is not set keeps its default.
public struct ActivitySettings: Hashable, Codable, Sendable {
    /// Confidence with which rates are excluded, above 0 and below 1.
    public var confidence: Double?
    /// Probability of detection where nobody measured the network, above 0 and at most 1.
    public var unmeasuredDetection: Double?
    /// Lengths of a visit in days for which excluded rates are told, by class; "other" for classes not named.
    public var visitDays: [String: [Double]]
    /// Days between which the mean stay of an object may lie, by class; "other" for classes not named.
    public var stayDays: [String: ClosedRange<Double>]
    /// Probability of the intervals of estimates, above 0 and below 1.
    public var intervalLevel: Double?
    /// Stays below which their length is not estimated.
    public var leastStays: Int?
    /// Days with looks below which the share of days with presence is not estimated.
    public var leastDays: Int?
    /// Days, or weeks, with several looks below which neither detection nor number is estimated from them.
    public var leastRepeated: Int?

    /// The class under which what holds for all others stands.
    public static let otherClasses = "other"

    /// Makes settings; by default nothing is set.
    public init() {
        visitDays = [:]
        stayDays = [:]
    }
}
