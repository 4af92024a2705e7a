/// How many were counted in one look, and how much of what there was could have been.
///
/// The exposure is what the rate is told for: the share of the zone that was visible times the probability to detect what is
/// there, for a rate of objects a look; or the days watched, for a rate of arrivals a day.
public struct CountObservation: Hashable, Sendable {
    /// Objects counted, not negative.
    public let count: Int
    /// Exposure, not negative; with none nothing can have been counted.
    public let exposure: Double

    /// Makes an observation.
    ///
    /// - Parameters:
    ///   - count: Objects counted, not negative.
    ///   - exposure: Finite and not negative; 0 only with a count of 0.
    /// - Throws: ``StatisticsError/outside(what:index:value:wanted:)``.
    public init(count: Int, exposure: Double = 1) throws(StatisticsError) {
        guard count >= 0 else {
            throw .outside(what: "count", index: nil, value: Double(count), wanted: "0 or more")
        }
        guard exposure.isFinite, exposure >= 0 else {
            throw .outside(what: "exposure", index: nil, value: exposure, wanted: "a finite number, 0 or more")
        }
        guard exposure > 0 || count == 0 else {
            throw .outside(
                what: "count without exposure", index: nil, value: Double(count),
                wanted: "0, for where nothing could be seen nothing can have been counted")
        }
        self.count = count
        self.exposure = exposure
    }
}
