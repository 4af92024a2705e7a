import Foundation

/// What share lasts longer than a time, without a family of distributions.
///
/// Source: Kaplan & Meier (1958), Journal of the American Statistical Association 53(282), 457–481; the variance is Greenwood's (1926).
/// The interval is taken of log(−log S), which keeps it inside 0…1: Kalbfleisch & Prentice (2002), The Statistical Analysis of Failure Time
/// Data, 2nd edition, section 1.4.1. Of an end and a censoring at one time the end comes first.
public struct KaplanMeierEstimate: Hashable, Codable, Sendable {
    /// The estimate from one end on, until the next.
    public struct Step: Hashable, Codable, Sendable {
        /// When something ended.
        public var time: Double
        /// How many had lasted until then.
        public var atRisk: Int
        /// How many of them ended then.
        public var ends: Int
        /// The share that lasts longer.
        public var survival: Double
        /// Standard error of the share.
        public var standardError: Double
        /// The ends of the share's interval.
        public var low, high: Double
    }

    /// The steps, in the order of their times; empty where nothing ended.
    public let steps: [Step]
    /// How many times went in.
    public let count: Int
    /// Probability that an interval holds the share.
    public let level: Double

    /// Estimates.
    ///
    /// - Parameters:
    ///   - times: Times in any order, one or more.
    ///   - level: Probability of the intervals, above 0 and below 1.
    /// - Throws: ``StatisticsError`` where there is no time, or one is not a finite number above 0, or the level is none.
    public init(_ times: [CensoredTime], level: Double = 0.95) throws(StatisticsError) {
        try CensoredTime.check(times)
        guard level > 0, level < 1 else {
            throw StatisticsError.outside(what: "level", index: nil, value: level, wanted: "above 0 and below 1")
        }
        count = times.count
        self.level = level
        let normal = standardNormalQuantile((1 + level) / 2)
        let sorted = times.sorted { $0.time < $1.time }
        var (steps, survival, sum, place) = ([Step](), 1.0, 0.0, 0)
        while place < sorted.count {
            let time = sorted[place].time
            let together = sorted[place...].prefix { $0.time == time }
            let (atRisk, ends) = (sorted.count - place, together.count { $0.isEnd })
            place += together.count
            guard ends > 0 else { continue }
            survival = atRisk == ends ? 0 : survival * Double(atRisk - ends) / Double(atRisk)
            if atRisk > ends { sum += Double(ends) / (Double(atRisk) * Double(atRisk - ends)) }
            var interval = (low: 0.0, high: 0.0)
            if survival > 0 {
                let reach = exp(normal * sum.squareRoot() / abs(log(survival)))
                interval = (pow(survival, reach), pow(survival, 1 / reach))
            }
            steps.append(
                Step(
                    time: time, atRisk: atRisk, ends: ends, survival: survival,
                    standardError: survival * sum.squareRoot(), low: interval.low, high: interval.high))
        }
        self.steps = steps
    }

    /// The share that lasts longer than a time.
    public func survival(_ time: Double) -> Double { steps.last { $0.time <= time }?.survival ?? 1 }

    /// The time that a share is over by: the first at which no more than the rest is left.
    ///
    /// - Parameter share: 0…1; ½ for the median.
    /// - Returns: Nil where so many never ended.
    public func quantile(_ share: Double) -> Double? { steps.first { $0.survival <= 1 - share + 1e-12 }?.time }

    /// The median; nil where fewer than half ended.
    public var median: Double? { quantile(0.5) }

    /// The interval of the median: the times at which the share's interval goes below ½ with its lower and with its upper end.
    ///
    /// Source: Brookmeyer & Crowley (1982), Biometrics 38(1), 29–41.
    ///
    /// - Returns: Both ends; nil for one that is never reached.
    public var medianInterval: (low: Double?, high: Double?) {
        (steps.first { $0.low <= 0.5 }?.time, steps.first { $0.high <= 0.5 }?.time)
    }
}
