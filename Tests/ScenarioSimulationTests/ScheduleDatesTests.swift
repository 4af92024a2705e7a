import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// Dates against those of Python: `date(2025, 1, 15) + timedelta(days=floor(24.8 * 365 / 12))`.
@Suite("Dates of a schedule")
struct ScheduleDatesTests {
    private static func calendar(_ begins: String, _ daysPerUnit: Double = 365 / 12.0) throws -> ScheduleCalendar {
        ScheduleCalendar(begins: try CalendarSpan(begins), daysPerUnit: daysPerUnit)
    }

    @Test(arguments: [
        ("2025-01-15", 24.8, "2027-02-08"), ("2025-01-15", 0, "2025-01-15"), ("2024-02-28", 12, "2025-02-27"),
        ("2023-02-28", 12, "2024-02-28"), ("2023-03-01", 12, "2024-02-29"), ("1999-12-31", 1200, "2099-12-06"),
        ("2025-06-01", 0.5, "2025-06-16"), ("2025-01-15", -1, "2024-12-15"),
    ])
    func `a month is a twelfth of 365 days`(begins: String, months: Double, day: String) throws {
        #expect(try Self.calendar(begins).dates(of: months).text == day)
    }

    @Test func `days and weeks count as they are, over a leap day too`() throws {
        #expect(try Self.calendar("2024-02-28", 1).dates(of: 1).text == "2024-02-29")
        #expect(try Self.calendar("2024-02-28", 1).dates(of: 1.9).text == "2024-02-29")
        #expect(try Self.calendar("2024-02-28", 7).dates(of: 52).text == "2025-02-26")
        // A single-precision 31 is not a day short.
        #expect(try Self.calendar("2025-01-01", 1).dates(of: 30.999_998).text == "2025-02-01")
    }

    @Test func `a begin that is a span makes spans of dates`() throws {
        #expect(try Self.calendar("2025-01").dates(of: 12).text == "2026-01")
        #expect(try Self.calendar("2025-01").dates(of: 1).text == "2025-01-31/2025-03-02")
    }

    @Test func `times beyond all calendars end at the bound and no number is the begin`() throws {
        let calendar = try Self.calendar("2025-01-15")
        #expect(calendar.dates(of: .nan) == calendar.begins)
        #expect(calendar.dates(of: .infinity).lastDay == 36_500_000)
        #expect(calendar.dates(of: -.infinity).firstDay == -36_500_000)
    }

    @Test func `words tell months, and days only where these are known`() throws {
        func dates(_ begins: String, _ low: Double, _ middle: Double, _ high: Double, _ unit: Double) throws -> String {
            var percentiles = Array(repeating: middle, count: 99)
            for place in 0..<99 where place < 20 || place > 70 { percentiles[place] = place < 20 ? low : high }
            let spread = Spread(percentiles: percentiles, mean: middle, deviation: 1)
            return MilestoneDates(spread, by: try Self.calendar(begins, unit)).text
        }
        let month = 365 / 12.0
        #expect(try dates("2025-01-15", 19, 24.8, 33, month) == "about February 2027 (August 2026 to October 2027)")
        #expect(try dates("2025-01", 12, 12.5, 13, month) == "about January to February 2026 (January to March 2026)")
        #expect(
            try dates("2024-02-20", 5, 9, 12, 1) == "about 29 February 2024 (25 February 2024 to 3 March 2024)")
        #expect(try dates("2024-02-20", 9, 9, 9, 1) == "29 February 2024")
        #expect(try CalendarSpan("2024").words == "2024")
        #expect(try CalendarSpan("2024-12/2025-01").words == "December 2024 to January 2025")
        #expect(try CalendarSpan("2024-12-02/2025-01-31").words == "2 December 2024 to 31 January 2025")
    }

    @Test func `milestones have dates where a begin is stated and none elsewhere`() throws {
        let phases = [ScheduleByHandTests.phase("a", UncertainNumber(40))]
        let dated = try ScheduleSimulator(
            ScheduleByHandTests.model(phases, ["a"], samples: 1000, begins: try CalendarSpan("2025-03-01"))
        ).finding(nil, detail: .spreads)
        #expect(dated.milestones[0].dates?.p50.text == "2025-04-10")
        #expect(dated.calendar?.daysPerUnit == 1)
        let plain = try ScheduleSimulator(ScheduleByHandTests.model(phases, ["a"], samples: 1000)).finding(nil)
        #expect(plain.calendar == nil && plain.milestones[0].dates == nil)
    }
}
