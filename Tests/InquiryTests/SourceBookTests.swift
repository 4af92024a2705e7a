import Evidence
import Foundation
import Inquiry
import Testing

@Suite("Books of sources")
struct SourceBookTests {
    private func book() throws -> SourceBook {
        let agency = Source(id: "agency", title: "Agency", grade: try AdmiraltyGrade("A1"))
        let paper = Source(
            id: "paper", title: "Paper", published: try CalendarSpan("2015"), basedOn: ["agency"])
        let late = Source(id: "late", title: "Late", published: try CalendarSpan("2020"))
        let length = try #require(Quantity(low: 6, high: nil, unit: "km"))
        var fact = Fact(
            id: "f", subject: "pipe", property: "length", value: .quantity(length), from: try CalendarSpan("1975"),
            known: try CalendarSpan("2015"), sources: ["paper"])
        fact.also = [length]
        let second = Fact(
            id: "g", subject: "pipe", property: "built", value: .date(try CalendarSpan("1973/1979")),
            known: try CalendarSpan("2020"), sources: ["late"])
        let third = Fact(id: "h", subject: "pipe", property: "owner", value: .text("State"), sources: ["late"])
        let event = Event(
            id: "e", title: "E", date: try CalendarSpan("2006-10"), known: try CalendarSpan("2020"), sources: ["late"])
        return SourceBook(
            sources: [agency, paper, late], facts: [fact, second, third], events: [event], tables: [.unsd])
    }

    @Test("A book is the same after it was written and read")
    func codable() throws {
        let book = try book()
        let text = try CanonicalJSON.text(book)
        #expect(try CanonicalJSON.value(text) == book)
        #expect(text.contains(#""value":{"date":"1973/1979"}"#) && text.contains(#""grade":"A1""#))
        #expect(throws: (any Error).self) {
            let _: SourceBook = try CanonicalJSON.value(text.replacingOccurrences(of: "1973/1979", with: "1979/1973"))
        }
    }

    @Test("What was known in 2016 has neither later facts nor later sources, but the origins of what it has")
    func known() throws {
        let then = try book().known(on: try CalendarSpan("2016").start)
        #expect(then.facts.map(\.id) == ["f"] && then.events.isEmpty)
        #expect(then.sources.map(\.id) == ["agency", "paper"])
        #expect(try book().known(on: nil) == book())
        #expect(try book().known(on: try CalendarSpan("1990").start).sources.isEmpty)
    }
}
