/// A time that is known to lie in an interval (`after`, `until`]: something was not so at one look and was at the next.
public struct IntervalTime: Hashable, Sendable {
    /// Latest time at which it had not happened, in any unit; the interval does not hold it.
    public let after: Double
    /// First time at which it had, in the same unit; infinite where it was not seen to happen.
    public let until: Double
    /// How many cases this stands for, above 0.
    public let weight: Double

    /// Makes an interval.
    ///
    /// - Parameters:
    ///   - after: Finite.
    ///   - until: Later than `after`; infinity for a time that is censored on the right.
    ///   - weight: Finite, above 0.
    /// - Throws: ``StatisticsError``.
    public init(after: Double, until: Double = .infinity, weight: Double = 1) throws(StatisticsError) {
        guard after.isFinite else {
            throw .outside(what: "left end of the interval", index: nil, value: after, wanted: "a finite number")
        }
        guard !until.isNaN else {
            throw .outside(
                what: "right end of the interval", index: nil, value: until, wanted: "a number, or infinity")
        }
        guard until > after else { throw .emptyInterval(index: 0, left: after, right: until) }
        guard weight.isFinite, weight > 0 else {
            throw .outside(what: "weight of the interval", index: nil, value: weight, wanted: "a finite number above 0")
        }
        self.after = after
        self.until = until
        self.weight = weight
    }
}
