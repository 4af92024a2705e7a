import Foundation
public import Inquiry

/// When a plant begins to run, draw by draw, and how what it makes in a year is reckoned.
public struct Production: Sendable {
    /// How much of each product is made in a year, in words, by product or cut.
    public var formulas: [String: String]
    /// When it begins to run; nil where the case states no day on which the work begins, or no milestone at which the plant runs.
    public var start: Start?
    /// The days from which and to which periods are counted beside those in which something is delivered, from 1970-01-01; nil for none.
    public var counted: ClosedRange<Int>?

    /// States how production is reckoned.
    ///
    /// - Parameters:
    ///   - formulas: How much of each product is made in a year, in words.
    ///   - start: When it begins to run.
    ///   - counted: The days from which and to which periods are counted.
    public init(formulas: [String: String] = [:], start: Start? = nil, counted: ClosedRange<Int>? = nil) {
        self.formulas = formulas
        self.start = start
        self.counted = counted
    }

    /// What is said where nobody knows when a year of production is.
    static let undated = "a full year at that rate, whenever it starts"

    /// How a product is made in a year, in words.
    func formula(_ product: String) -> String {
        formulas[product].map { "made of '\(product)' in a year, which is \($0)" } ?? "made of '\(product)' in a year"
    }

    /// The begin of production.
    public struct Start: Sendable {
        /// The milestone at which the plant runs, by id.
        public let milestone: String
        /// When that is, days from 1970-01-01, draw by draw.
        public let days: Drawn

        /// States the begin.
        ///
        /// - Parameters:
        ///   - milestone: The milestone at which the plant runs, by id.
        ///   - days: When that is, days from 1970-01-01.
        public init(milestone: String, days: Drawn) {
            self.milestone = milestone
            self.days = days
        }

        /// The day that a share of the draws does not pass.
        ///
        /// - Parameter share: 0…1.
        /// - Returns: Days from 1970-01-01; nil where the draws are none, or a day lies beyond the calendar.
        public func day(_ share: Double) -> Int? {
            let sorted = days.values.sorted()
            guard !sorted.isEmpty else { return nil }
            let place = min(sorted.count - 1, max(0, Int(share * Double(sorted.count - 1))))
            return Self.day(sorted[place])
        }

        /// The first day of all draws; nil as for ``day(_:)``.
        var earliest: Int? { days.values.min().flatMap(Self.day) }

        // Ten thousand years either way, which the calendar can name.
        private static func day(_ value: Double) -> Int? {
            value.isFinite && abs(value) < 3_650_000 ? Int(value.rounded(.down)) : nil
        }

        /// The share of a period's days that comes after the begin, draw by draw.
        ///
        /// - Parameter period: The period; its last day counts whole.
        /// - Returns: 0…1: 0 where the plant does not run in it, 1 where it runs from the period's begin.
        public func share(of period: CalendarSpan) -> Drawn {
            let (first, end) = (Double(period.firstDay), Double(period.lastDay) + 1)
            return days.mapped { min(1, max(0, (end - $0) / (end - first))) }
        }

        /// "10, 50 and 90 % of the draws begin by 2026-03-01, 2026-09-12 and 2027-05-03"
        var text: String {
            let dates = [0.1, 0.5, 0.9].compactMap { day($0).map(CalendarSpan.text(ofDay:)) }
            guard dates.count == 3 else { return "by '\(milestone)' of the schedule" }
            return "10, 50 and 90 % of the draws reach '\(milestone)' by \(dates[0]), \(dates[1]) and \(dates[2])"
        }
    }
}
