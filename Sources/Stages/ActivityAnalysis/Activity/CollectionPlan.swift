import Evidence
public import Foundation
import Statistics

/// What looks that are planned would be worth: how likely they see a visit, and how many a claim needs.
public struct CollectionPlan: Sendable {
    /// Share of looks that cloud spoils, by the month of the year from January on; twelve shares 0…1.
    public let cloudShares: [Double]
    /// Probability that what is there is detected in a clear look.
    public let detection: Double

    /// Makes a plan.
    ///
    /// - Parameters:
    ///   - cloudShares: Twelve shares 0…1, from January on.
    ///   - detection: Probability of detection in a clear look, above 0, at most 1.
    /// - Throws: ``Flaw`` in a sentence.
    public init(cloudShares: [Double], detection: Double) throws(Flaw) {
        guard cloudShares.count == 12, cloudShares.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw Flaw(description: "Cloud needs twelve shares from 0 to 1, one for each month from January on.")
        }
        guard detection > 0, detection <= 1 else {
            throw Flaw(
                description: "The probability of detection must lie above 0 and be at most 1, found \(detection).")
        }
        self.cloudShares = cloudShares
        self.detection = detection
    }

    /// Why a plan cannot be made, in a sentence.
    public struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        public var description: String

        /// Makes a reason.
        public init(description: String) {
            self.description = description
        }
    }

    /// What a list of dates is worth.
    public struct Worth: Hashable, Codable, Sendable {
        /// Looks that are planned.
        public var looks: Int
        /// Clear looks that are to be expected.
        public var clearLooks: Double
        /// For each length of a visit in days, the probability that at least one look sees it, when it begins at any instant of the
        /// period alike.
        public var capture: [Dwell]
        /// If nothing is seen: the visits a month above which that would exclude, with 95 % confidence, by length of a visit; nil
        /// where no rate would be. Cloud is taken as it is on the mean.
        public struct Dwell: Hashable, Codable, Sendable {
            /// Days that a visit lasts.
            public var days: Double
            /// Probability that a visit is seen.
            public var probability: Double
            /// Visits a month.
            public var excludedRate: Double?

            /// Makes a record.
            public init(days: Double, probability: Double, excludedRate: Double?) {
                self.days = days
                self.probability = probability
                self.excludedRate = excludedRate
            }
        }

        /// Makes a record.
        public init(looks: Int, clearLooks: Double, capture: [Dwell]) {
            self.looks = looks
            self.clearLooks = clearLooks
            self.capture = capture
        }
    }

    /// What looks on some dates would be worth for visits that begin from the first date to the last.
    ///
    /// Each look is clear by itself with the share of its month: cloud that lasts for days makes close looks worth less than
    /// this tells.
    ///
    /// - Parameters:
    ///   - dates: Planned looks, in any order.
    ///   - dwells: Lengths of a visit in days, above 0.
    ///   - period: First and last instant at which a visit may begin; by default from the first date to the last.
    ///   - level: Confidence of the excluded rates, between 0 and 1.
    /// - Returns: What they would be worth.
    /// - Throws: ``Flaw`` for no dates or a length of 0.
    public func worth(
        of dates: [Date], dwells: [Double], period: ClosedRange<Date>? = nil, level: Double = 0.95
    ) throws(Flaw) -> Worth {
        guard let first = dates.min(), let last = dates.max() else {
            throw Flaw(description: "No date is planned.")
        }
        for dwell in dwells where !(dwell > 0 && dwell.isFinite) {
            throw Flaw(description: "A visit must last longer than 0 days, found \(dwell).")
        }
        let span = period ?? first...last
        func day(_ date: Date) -> Double { date.timeIntervalSince(span.lowerBound) / 86_400 }
        let looks = Set(dates).sorted().map { date in
            WatchedInstant(day: day(date), detection: detection * (1 - cloudShare(on: date)))
        }
        let capture = VisitCapture(looks: looks)
        return Worth(
            looks: looks.count, clearLooks: looks.reduce(0) { $0 + $1.detection } / detection,
            capture: dwells.map { dwell in
                Worth.Dwell(
                    days: dwell, probability: capture.probability(dwell: dwell, from: 0, to: day(span.upperBound)),
                    excludedRate: UnseenVisits(looks: looks, dwell: dwell).excludedRate(level: level)
                        .map { $0 * FirstSinceFinder.daysOfMonth })
            })
    }

    /// How many clear looks, far apart, must see nothing for a rate to be excluded.
    ///
    /// - Parameters:
    ///   - rate: Visits a month, above 0.
    ///   - dwell: Days that a visit lasts, above 0.
    ///   - level: Confidence between 0 and 1.
    /// - Returns: ln(1 − level) / ln(1 − p π), rounded up.
    /// - Throws: ``Flaw`` for a rate or length that is none.
    public func clearLooks(toExclude rate: Double, dwell: Double, level: Double = 0.95) throws(Flaw) -> Int {
        guard rate > 0, dwell > 0, rate.isFinite, dwell.isFinite else {
            throw Flaw(description: "A rate and the length of a visit must be above 0, found \(rate) and \(dwell).")
        }
        let presence = -expm1(-rate / FirstSinceFinder.daysOfMonth * dwell)
        let seen = min(1, detection * presence)
        if seen >= 1 { return 1 }
        let wanted = (log1p(-level) / log1p(-seen)).rounded(.up)
        guard wanted < 1e12 else {
            throw Flaw(description: "No number of looks that anybody could take excludes so low a rate.")
        }
        return max(1, Int(wanted))
    }

    /// Share of looks of a date's month that cloud spoils.
    private func cloudShare(on date: Date) -> Double {
        cloudShares[CivilDate(of: date).month - 1]
    }
}
