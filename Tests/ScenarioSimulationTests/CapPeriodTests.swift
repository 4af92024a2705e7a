import Inquiry
import Scenarios
import Testing

@Suite("Periods of caps")
struct CapPeriodTests {
    private static func day(_ text: String) throws -> Int { try CalendarSpan(text).firstDay }

    private static func period(_ start: String, _ months: Int?, containing day: String) throws -> String? {
        let period = try #require(CapPeriod(firstDay: try Self.day(start), months: months))
        return period.period(containing: try Self.day(day))?.text
    }

    @Test func `twelve months from 22 December end on 21 December`() throws {
        #expect(try Self.period("2017-12-22", 12, containing: "2017-12-21") == nil)
        #expect(try Self.period("2017-12-22", 12, containing: "2017-12-22") == "2017-12-22/2018-12-21")
        #expect(try Self.period("2017-12-22", 12, containing: "2018-12-21") == "2017-12-22/2018-12-21")
        #expect(try Self.period("2017-12-22", 12, containing: "2018-12-22") == "2018-12-22/2019-12-21")
        #expect(try Self.period("2017-12-22", 12, containing: "2024-02-29") == "2023-12-22/2024-12-21")
    }

    @Test func `periods have the days of their years`() throws {
        let crude = try #require(CapPeriod(firstDay: try Self.day("2017-12-22"), months: 12))
        let calendar = try #require(CapPeriod(firstDay: try Self.day("2018-01-01")))
        // 2020 and 2024 are leap years; a period from 22 December 2023 holds 29 February 2024.
        for (text, days) in [("2023-06-01", 365), ("2024-06-01", 366), ("2020-06-01", 366), ("2100-06-01", 365)] {
            let day = try Self.day(text)
            for period in [crude, calendar] {
                let span = try #require(period.period(containing: day))
                #expect(span.lastDay - span.firstDay + 1 == days, "\(text)")
            }
        }
    }

    @Test func `months that are too short end on their last day`() throws {
        #expect(try Self.period("2020-01-31", 1, containing: "2020-02-28") == "2020-01-31/2020-02-28")
        #expect(try Self.period("2020-01-31", 1, containing: "2020-02-29") == "2020-02-29/2020-03-30")
        #expect(try Self.period("2020-01-31", 1, containing: "2020-03-31") == "2020-03-31/2020-04-29")
        #expect(try Self.period("2024-02-29", 12, containing: "2025-02-28") == "2025-02-28/2026-02-27")
        #expect(try Self.period("2024-02-29", 12, containing: "2028-02-29") == "2028-02-29/2029-02-27")
    }

    @Test func `periods follow each other without gap or overlap`() throws {
        for (start, months) in [("2017-12-22", 12), ("2016-02-29", 12), ("2019-10-31", 1), ("2019-12-01", 7)] {
            let first = try Self.day(start)
            let period = try #require(CapPeriod(firstDay: first, months: months))
            var before: CalendarSpan?
            for day in first..<first + 4000 {
                let span = try #require(period.period(containing: day))
                #expect(span.firstDay <= day && day <= span.lastDay)
                if let before, before != span { #expect(span.firstDay == before.lastDay + 1) }
                before = span
            }
        }
    }

    @Test func `an instrument that ends cuts its last year short`() throws {
        let period = try #require(
            CapPeriod(firstDay: try Self.day("2017-01-01"), lastDay: try Self.day("2017-08-04")))
        let span = try #require(period.period(containing: try Self.day("2017-08-04")))
        #expect(span.text == "2017")
        #expect(period.valid(in: span).text == "2017-01-01/2017-08-04")
        #expect(period.period(containing: try Self.day("2017-08-05")) == nil)
        #expect(CapPeriod(firstDay: 5, lastDay: 4) == nil)
        #expect(CapPeriod(firstDay: 5, months: 0) == nil)
    }
}
