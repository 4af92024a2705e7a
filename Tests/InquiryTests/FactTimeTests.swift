import Foundation
import Inquiry
import Statistics
import Testing

@Suite("Dates, and facts in two times")
struct FactTimeTests {
    private func instant(_ day: Int) -> Date { Date(timeIntervalSince1970: Double(day) * 86_400 + 3_600) }

    @Test("Days, months and years are those of Python's calendar, and are written as they were read")
    func spans() throws {
        for row in try InquiryFixture.read().spans {
            let span = try CalendarSpan(row[0].text)
            #expect(Double(span.firstDay) == row[1].number && Double(span.lastDay) == row[2].number, "\(row[0].text)")
            #expect(span.text == row[0].text)
        }
        for text in ["1993/1997", "1994-03/1995-02", "1994-03-05/1995-02-28", "2000-02"] {
            #expect(try CalendarSpan(text).text == text)
        }
        #expect(try CalendarSpan("1994-01-01 / 1994-12-31").text == "1994")
    }

    @Test(
        "A wrong date is told as what it is",
        arguments: [
            ("94", "is no date"), ("1994-13", "month that no calendar has"), ("1994-02-29", "day that no calendar has"),
            ("1900-02-29", "day that"), ("1994/1993", "ends before it begins"), ("1994/", "is no date"),
            ("", "is no date"),
            ("1994/1995/1996", "is no date"), ("1994-6-30", "is no date"), ("0000", "not counted"),
            ("mid-1990s", "is no date"),
        ])
    func wrong(text: String, fragment: String) {
        let flaw = #expect(throws: SourceFlaw.self) { try CalendarSpan(text) }
        #expect(flaw?.description.contains(fragment) == true, "\(String(describing: flaw))")
    }

    /// A fact whose bounds are days of a small number, so that all of them can be tried.
    private func fact(_ id: Int, _ stream: inout RandomStream, among count: Int) -> Fact {
        func whole(_ range: Int) -> Int { Int(stream.next() % UInt64(range)) }
        func span(_ none: Int) -> CalendarSpan? {
            if whole(none) == 0 { return nil }
            let first = whole(12)
            return CalendarSpan(firstDay: first, lastDay: first + whole(4))
        }
        var fact = Fact(
            id: "\(id)", subject: "a", property: "b", value: .text("c"), from: span(4), until: span(4), known: span(6),
            sources: [])
        if whole(3) == 0 { fact.replaces = ["\(whole(count))"] }
        return fact
    }

    @Test("What held on a day as known on another is what trying all exact dates gives")
    func bitemporal() {
        var stream = RandomStream(seed: 6)
        for _ in 0..<40 {
            let facts = (0..<7).map { fact($0, &stream, among: 7) }
            for day in -1..<18 {
                for knowledge in -1..<18 {
                    let found = facts.holding(on: instant(day), asKnownOn: instant(knowledge)).map(\.id)
                    #expect(found == expected(facts, day, knowledge))
                }
                #expect(facts.holding(on: instant(day)).map(\.id) == expected(facts, day, nil))
            }
        }
    }

    /// Every exact beginning and end that the dates allow is tried; known is what was known under each exact date.
    private func expected(_ facts: [Fact], _ day: Int, _ knowledge: Int?) -> [String] {
        func isKnown(_ fact: Fact) -> Bool {
            guard let knowledge else { return true }
            guard let known = fact.known else { return false }
            return (known.firstDay...known.lastDay).allSatisfy { $0 <= knowledge }
        }
        return facts.filter { fact in
            guard isKnown(fact) else { return false }
            let isReplaced = facts.contains { other in
                other.id != fact.id && isKnown(other) && other.replaces.contains(fact.id)
            }
            guard !isReplaced else { return false }
            let begins = fact.from.map { Array($0.firstDay...$0.lastDay) } ?? [-100]
            let ends = fact.until.map { Array($0.firstDay...$0.lastDay) } ?? [100]
            let answers = begins.flatMap { begin in ends.map { begin <= day && day <= $0 } }
            let expected: Fact.Holding = answers.allSatisfy { $0 } ? .surely : answers.contains(true) ? .perhaps : .not
            #expect(fact.holding(onDay: day) == expected)
            return expected != .not
        }.map(\.id)
    }

    @Test("A fact that is known since nobody knows when is no part of what was known earlier")
    func undated() {
        let fact = Fact(id: "a", subject: "a", property: "b", value: .text("c"), sources: [])
        #expect([fact].holding(on: instant(0)).count == 1)
        #expect([fact].holding(on: instant(0), asKnownOn: instant(40_000)).isEmpty)
        #expect([fact].holding(on: Date.distantPast, asKnownOn: Date.distantFuture).isEmpty)
    }
}

extension FactTimeTests {
    @Test("Days beyond any calendar are bounded, not trapped on")
    func bounds() {
        let span = CalendarSpan(firstDay: Int.min, lastDay: Int.max)
        #expect(span.firstDay == -36_500_000 && span.lastDay == 36_500_000 && !span.text.isEmpty)
        #expect(CalendarSpan(firstDay: 5, lastDay: 2).lastDay == 5)
        #expect(CalendarSpan.day(of: Date(timeIntervalSince1970: .nan)) == -36_500_000)
    }
}
