import Inquiry
import Testing

@Suite("What several sources are worth together")
struct SourceReliabilityTests {
    private func source(_ id: String, _ grade: String, basedOn: [String] = []) throws -> Source {
        try Source(id: id, title: id, grade: AdmiraltyGrade(grade), basedOn: basedOn)
    }

    private func mode(_ sources: [Source], _ ids: [String]) -> Double {
        SourceBook(sources: sources).reliability(of: ids).mode
    }

    @Test("One source is worth its grade, two independent ones are wrong only if both are")
    func independent() throws {
        let sources = [try source("a", "B2"), try source("b", "C3")]
        #expect(mode(sources, ["a"]) == 0.80)
        #expect(mode(sources, ["b"]) == 0.65)
        // 1 − 0.2 × 0.35.
        #expect(abs(mode(sources, ["a", "b"]) - 0.93) < 1e-12)
        #expect(abs(mode(sources, ["b", "a", "a"]) - 0.93) < 1e-12)
    }

    @Test("Who copies adds nothing, however many do and however good they are")
    func copies() throws {
        let sources = [
            try source("origin", "C3"), try source("copy", "A1", basedOn: ["origin"]),
            try source("copy of the copy", "A1", basedOn: ["copy"]), try source("other", "B2"),
        ]
        #expect(mode(sources, ["copy"]) == 0.65)
        #expect(mode(sources, ["origin", "copy", "copy of the copy"]) == 0.65)
        #expect(abs(mode(sources, ["copy", "other", "copy of the copy"]) - 0.93) < 1e-12)
        let book = SourceBook(sources: sources)
        #expect(book.independentGroups(of: ["copy", "other", "origin"]) == [["copy", "origin"], ["other"]])
    }

    @Test("One source can join two that had nothing in common")
    func bridges() throws {
        let sources = [
            try source("a", "B2"), try source("b", "B2"), try source("both", "B2", basedOn: ["a", "b"]),
        ]
        let book = SourceBook(sources: sources)
        #expect(book.independentGroups(of: ["a", "b"]).count == 2)
        #expect(book.independentGroups(of: ["a", "b", "both"]) == [["a", "b", "both"]])
        #expect(book.independentGroups(of: ["both", "b", "a"]).count == 1)
    }

    @Test("A source that nobody described is unknown, not bad")
    func unknown() throws {
        let weight = SourceBook().reliability(of: ["nobody"])
        for (found, wanted) in [(weight.low, 0.05), (weight.mode, 0.5), (weight.high, 0.95)] {
            #expect(abs(found - wanted) < 1e-12)
        }
        #expect(SourceBook().reliability(of: []) == ElicitedProbability(1))
    }
}
