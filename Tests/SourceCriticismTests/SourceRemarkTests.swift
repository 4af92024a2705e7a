import Foundation
import Inquiry
import SourceCriticism
import Testing

@Suite("What bears on how far sources carry")
struct SourceRemarkTests {
    private let sources = [
        Source(id: "agency", title: ""), Source(id: "paper", title: "", basedOn: ["agency"]),
        Source(id: "blog", title: "", basedOn: ["paper"]), Source(id: "witness", title: ""),
    ]

    @Test("Three sources of one origin count once, four of two twice; the same told again by a copy counts once")
    func once() throws {
        let book = SourceBook(
            sources: sources,
            facts: [
                try fact("one", "owner", .text("State"), by: ["paper", "blog", "agency"]),
                try fact("two", "length", .text("6 km"), by: ["paper", "blog", "agency", "witness"]),
                try fact("three", "owner", .text("state"), by: ["blog"]),
                try fact("four", "age", .text("old"), by: ["agency", "witness"]),
            ])
        let review = SourceCritic().review(book)
        #expect(review.contradictions.isEmpty)
        try #require(review.remarks.map(\.kind) == [.countsOnce, .countsOnce, .toldTwice])
        #expect(review.remarks[0].sentence.contains("go back to agency (F6): it counts once"))
        #expect(review.remarks[1].sentence.contains("it counts 2 times, not 4"))
        #expect(review.remarks[2].facts == ["one", "three"])
    }

    @Test("A source that says otherwise later changed; another source that does contradicts; a replaced fact is told")
    func changed() throws {
        let early = try fact("early", "fuel", .text("oil"), by: ["agency"], known: "2012")
        let late = try fact("late", "fuel", .text("coal"), by: ["agency"], known: "2018")
        let other = try fact("other", "fuel", .text("coal"), by: ["witness"], known: "2018")
        let same = SourceCritic().review(SourceBook(sources: sources, facts: [late, early]))
        #expect(same.contradictions.isEmpty && same.remarks.map(\.kind) == [.changed])
        #expect(same.remarks.first?.facts == ["early", "late"])
        let two = SourceCritic().review(SourceBook(sources: sources, facts: [early, other]))
        #expect(two.contradictions.map(\.kind) == [.valuesDisagree])
        var replacing = other
        replacing.replaces = ["early"]
        let book = SourceBook(sources: sources, facts: [early, replacing])
        let replaced = SourceCritic().review(book)
        #expect(replaced.contradictions.isEmpty && replaced.remarks.map(\.kind) == [.changed])
        // As known in 2015 nothing was replaced yet.
        let year = try CalendarSpan("2015")
        let then = SourceCritic().review(book, asKnownOn: year.end)
        #expect(then == SourceReview())
    }

    @Test("What was known before its first source was published is told; one undated source may have known it")
    func early() throws {
        var dated = sources[0]
        dated.published = try CalendarSpan("2015-03-24")
        let known = try fact("f", "owner", .text("x"), by: ["agency"], known: "2015-03-23")
        let book = SourceBook(sources: [dated, sources[3]], facts: [known])
        #expect(SourceCritic().review(book).contradictions.map(\.kind) == [.knownBeforePublished])
        var two = known
        two.sources = ["agency", "witness"]
        #expect(SourceCritic().review(SourceBook(sources: [dated, sources[3]], facts: [two])).contradictions.isEmpty)
        var year = known
        year.known = try CalendarSpan("2015")
        #expect(SourceCritic().review(SourceBook(sources: [dated], facts: [year])).contradictions.isEmpty)
    }

    @Test("A circle of sources is told, and the rest is reviewed all the same")
    func circle() throws {
        let round = [Source(id: "a", title: "", basedOn: ["b"]), Source(id: "b", title: "", basedOn: ["a"])]
        let facts = [try fact("one", "fuel", .text("oil")), try fact("two", "fuel", .text("coal"), by: ["b"])]
        let review = SourceCritic().review(SourceBook(sources: round, facts: facts))
        #expect(review.contradictions.map(\.kind) == [.valuesDisagree, .circle])
    }

    @Test("What cannot be compared is told as such")
    func apart() throws {
        let facts = [
            try fact("one", "size", number(5, "t")), try fact("two", "size", number(5, "km")),
            try fact("three", "size", .text("large")),
        ]
        let review = SourceCritic().review(SourceBook(facts: facts))
        #expect(
            review.contradictions.isEmpty && review.remarks.map(\.kind) == [.notCompared, .notCompared, .notCompared])
        #expect(review.remarks.first?.sentence.contains("km and t do not convert") == true)
    }
}

@Suite("When facts contradict")
struct HoldingTimeTests {
    /// Two states contradict where every exact reading of their dates leaves a day of both, besides the one on which one passes into the
    /// other.
    @Test("Texts contradict exactly where every reading of their dates leaves common days")
    func enumeration() throws {
        let spans: [CalendarSpan?] =
            [nil]
            + (0..<5).flatMap { first in
                (first..<min(5, first + 3)).map { CalendarSpan(firstDay: first, lastDay: $0) }
            }
        var count = 0
        let times = spans.flatMap { from in spans.map { (from, $0) } }
            .filter { ($0.0?.firstDay ?? -9) <= ($0.1?.lastDay ?? 99) }
        for (index, one) in times.enumerated() {
            for other in times[index...] where (index + (other.0?.firstDay ?? 3)) % 3 == 0 {
                var first = try fact("one", "status", .text("runs"))
                var second = try fact("two", "status", .text("stands"), by: ["b"])
                (first.from, first.until) = one
                (second.from, second.until) = other
                let review = SourceCritic().review(SourceBook(facts: [first, second]))
                #expect(review.contradictions.count == (mustMeet(one, other) ? 1 : 0), "\(one) \(other)")
                count += 1
            }
        }
        #expect(count > 3000)
    }

    private typealias Times = (from: CalendarSpan?, until: CalendarSpan?)

    private func readings(_ times: Times) -> [(Int, Int)] {
        let begins = times.from.map { Array($0.firstDay...$0.lastDay) } ?? [-9]
        let ends = times.until.map { Array($0.firstDay...$0.lastDay) } ?? [99]
        return begins.flatMap { begin in ends.map { (begin, $0) } }
    }

    private func mustMeet(_ one: Times, _ other: Times) -> Bool {
        for (begin, end) in readings(one) {
            for (start, stop) in readings(other) {
                let days = (-9...99).filter { begin <= $0 && $0 <= end && start <= $0 && $0 <= stop }
                guard let first = days.first else { return false }
                if days.count == 1 {
                    // Alone on a day that is an edge of a longer one: a passage from one state to the other.
                    func isEdge(_ low: Int, _ high: Int) -> Bool { low < high && (first == low || first == high) }
                    if isEdge(begin, end) || isEdge(start, stop) { return false }
                }
            }
        }
        return true
    }
}
