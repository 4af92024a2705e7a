import Foundation
import Inquiry
import SourceCriticism
import Testing

/// Facts in few words.
func fact(
    _ id: String, _ property: String, _ value: FactValue, by sources: [String] = ["a"], from: String? = nil,
    until: String? = nil, known: String? = nil
) throws -> Fact {
    Fact(
        id: id, subject: "plant", property: property, value: value, from: try from.map { try CalendarSpan($0) },
        until: try until.map { try CalendarSpan($0) }, known: try known.map { try CalendarSpan($0) }, sources: sources)
}

func number(_ value: Double, _ unit: String) throws -> FactValue {
    .quantity(try #require(Quantity(value, unit: unit)))
}

@Suite("Criticism of sources")
struct SourceCriticTests {
    private func review(_ facts: [Fact], _ sources: [Source] = [], _ events: [Event] = []) -> SourceReview {
        SourceCritic().review(SourceBook(sources: sources, facts: facts, events: events))
    }

    private func kinds(_ review: SourceReview) -> [Contradiction.Kind] { review.contradictions.map(\.kind) }

    @Test("A cause in 2006 of what began in 1994 is told, with both dates and what would resolve it")
    func cause() throws {
        var suspended = try fact("suspended", "status", .text("suspended"), from: "1994")
        suspended.because = ["sanctions"]
        let event = Event(id: "sanctions", title: "UN sanctions", date: try CalendarSpan("2006-10-14"), sources: ["b"])
        let found = review([suspended], [Source(id: "a", title: "", grade: try AdmiraltyGrade("D3"))], [event])
        #expect(kinds(found) == [.causeAfterEffect])
        let contradiction = try #require(found.contradictions.first)
        #expect(contradiction.facts == ["suspended"] && contradiction.events == ["sanctions"])
        #expect(contradiction.sources == ["a", "b"])
        #expect(contradiction.sentence.contains("1994") && contradiction.sentence.contains("2006-10-14"))
        #expect(contradiction.sentence.contains("11.8 years") && contradiction.sentence.contains("a (D3)"))
        #expect(!contradiction.resolution.isEmpty)
        // A cause in the same year may have been earlier in it.
        var later = suspended
        later.from = try CalendarSpan("2006")
        #expect(review([later], [], [event]).contradictions.isEmpty)
    }

    @Test("Stopped in 1994, in the mid-1990s and in 2009: the first two may be one, the third is not")
    func dates() throws {
        let facts = [
            try fact("one", "stopped", .date(CalendarSpan("1994-06")), by: ["a"]),
            try fact("two", "Stopped", .date(CalendarSpan("1993/1997")), by: ["b"]),
            try fact("three", "stopped", .date(CalendarSpan("2009")), by: ["c"]),
        ]
        let found = review(facts)
        try #require(kinds(found) == [.valuesDisagree, .valuesDisagree])
        #expect(found.contradictions.map(\.facts) == [["one", "three"], ["two", "three"]])
        #expect(found.contradictions[0].resolution.contains("looks between 1994-06-01 and 2009-12-31"))
    }

    /// Published pairs of volume and mass, and whether any product can have them: 1e6 bbl = 56 000 t cannot; the caps of the Security
    /// Council, China's notification of August 2021 and the rule of news agencies can.
    @Test(
        "A million barrels are not 56 000 t, but may be 118 to 138 thousand",
        arguments: [
            (1_000_000.0, 56_000.0, false), (1_000_000, 118_000, true), (1_000_000, 138_000, true),
            (4_000_000, 525_000, true),
            (11_745, 1410, true), (500_000, 60_000, true), (500_000, 65_000, true), (1_000_000, 560_000, false),
        ])
    func barrels(barrels: Double, tonnes: Double, isPossible: Bool) throws {
        var shipped = try fact("shipped", "shipped", number(barrels, "bbl"))
        shipped.also = [try #require(Quantity(tonnes, unit: "t"))]
        let found = review([shipped])
        #expect(kinds(found) == (isPossible ? [] : [.impossibleNumber]))
        if tonnes == 56_000 { #expect(found.contradictions.first?.sentence.contains("17.9 bbl/t") == true) }
        // The same told as two facts, of one source and of two.
        let one = try fact("one", "shipped", number(barrels, "bbl"))
        let same = review([one, try fact("two", "shipped", number(tonnes, "t"))])
        #expect(kinds(same) == (isPossible ? [] : [.impossibleNumber]))
        let other = review([one, try fact("two", "shipped", number(tonnes, "t"), by: ["b"])])
        #expect(kinds(other) == (isPossible ? [] : [.valuesDisagree]))
    }

    @Test("More than a million barrels, as it was printed, is impossible too; of a named product the bounds are narrow")
    func bounds() throws {
        let most = try #require(Quantity(low: 1_000_000, high: nil, unit: "bbl"))
        var shipped = try fact("shipped", "shipped", .quantity(most))
        shipped.also = [try #require(Quantity(56_000, unit: "t"))]
        #expect(review([shipped]).contradictions.first?.sentence.contains("at least 17.9 bbl/t") == true)
        shipped.also = [try #require(Quantity(500_000, unit: "t"))]
        #expect(review([shipped]).contradictions.isEmpty)
        var crude = try fact("crude", "cap", number(4_000_000, "bbl"))
        crude.product = "crude"
        crude.also = [try #require(Quantity(525_000, unit: "t"))]
        #expect(review([crude]).contradictions.isEmpty)
        crude.also = [try #require(Quantity(400_000, unit: "t"))]
        #expect(review([crude]).contradictions.first?.sentence.contains("crude has 7.32 by UNSD") == true)
    }

    @Test("Other items that are known to be bad: a misprinted row, coordinates that differ, shares of 111 %")
    func bad() throws {
        var condensate = try fact("condensate", "specific volume", number(7.23, "bbl/t"))
        condensate.also = [try #require(Quantity(1429, unit: "L/t"))]
        #expect(kinds(review([condensate])) == [.impossibleNumber])
        condensate.also = [try #require(Quantity(1149, unit: "L/t"))]
        #expect(review([condensate]).contradictions.isEmpty)

        var longitude = try fact("longitude", "longitude", number(130.346861, "deg"))
        longitude.also = [try #require(Quantity(130.34861, unit: "deg"))]
        #expect(kinds(review([longitude])) == [.impossibleNumber])
        longitude.also = [try #require(Quantity(130.3471, unit: "deg"))]
        #expect(review([longitude]).contradictions.isEmpty)

        var whole = try fact("whole", "use", number(100, "%"))
        whole.parts = ["p", "q", "r"]
        let parts = [
            try fact("p", "share p", number(66, "%")), try fact("q", "share q", number(37, "%")),
            try fact("r", "share r", number(8, "%")),
        ]
        let found = review([whole] + parts)
        #expect(kinds(found) == [.partsAndWhole])
        #expect(found.contradictions.first?.sentence.contains("111 % together") == true)
        #expect(found.contradictions.first?.facts == ["whole", "p", "q", "r"])
        whole.partsAreAll = false
        whole.parts = ["p", "r"]
        #expect(review([whole] + parts).contradictions.isEmpty)
        whole.partsAreAll = true
        #expect(kinds(review([whole] + parts)) == [.partsAndWhole])
    }

    @Test("The nameplate slate is 44 100 barrels a day, which is not 42 000 but agrees with itself")
    func slate() throws {
        let slate = [750.0, 450, 6050, 4140, 13_057, 5050, 13_503, 600, 500]
        let parts = try slate.enumerated().map { try fact("p\($0)", "slate \($0)", number($1, "bbl/d")) }
        var whole = try fact("whole", "products", number(44_100, "bbl/d"))
        whole.parts = parts.map(\.id)
        #expect(review([whole] + parts).contradictions.isEmpty)
        whole.value = try number(42_000, "bbl/d")
        #expect(kinds(review([whole] + parts)) == [.partsAndWhole])
    }

    @Test(
        "Amounts below nothing and shares above all are impossible, changes are not",
        arguments: [
            ("stock", -5.0, "t", false), ("stock change", -5, "t", true), ("yield", 104, "%", false),
            ("yield", 98, "%", true),
            ("growth of throughput", 150, "%", true), ("utilisation", 108, "%", true), ("longitude", -130, "deg", true),
            ("temperature", -20, "degC", true), ("workers", -2000, "", false),
            ("share of light products", 101, "%", false),
        ])
    func alone(property: String, value: Double, unit: String, isPossible: Bool) throws {
        #expect(
            kinds(review([try fact("f", property, number(value, unit))])) == (isPossible ? [] : [.impossibleNumber]))
    }

    @Test("40 000 barrels a day and 2 Mt a year agree by one of the choices of days; 30 000 and 2.5 Mt by none")
    func capacity() throws {
        func pair(_ barrels: Double, _ tonnes: Double, _ days: YearLength?) throws -> SourceReview {
            var one = try fact("one", "capacity", number(tonnes, "Mt/y"))
            var two = try fact("two", "capacity", number(barrels, "bbl/d"), by: ["b"])
            (one.product, two.product, one.days) = ("crude", "crude", days)
            return review([one, two])
        }
        #expect(try pair(40_000, 2, nil).contradictions.isEmpty)
        #expect(try pair(40_000, 2, .calendar).contradictions.isEmpty)
        #expect(try kinds(pair(30_000, 2.5, nil)) == [.valuesDisagree])
        let stream = try pair(40_000, 1.5, .stream)
        #expect(stream.contradictions.first?.sentence.contains("UNSD") == true || kinds(stream) == [.valuesDisagree])
    }
}
