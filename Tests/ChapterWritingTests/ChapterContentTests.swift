import ChapterWriting
import Documents
import Evidence
import Findings
import Foundation
import Geodesy
import Inquiry
import Sites
import Testing

/// Which things stand in which chapter, and that none is told to be missing that stands elsewhere.
@Suite("What chapters hold")
struct ChapterContentTests {
    private func chapter(
        _ kind: ChapterKind, of material: ChapterMaterial, texts: [ChapterKind: AnalystText] = [:]
    ) throws -> Chapter {
        let writer = ChapterWriter(try #require(try Phrases.named("en")))
        let document = try writer.document(of: material, texts: texts)
        return try #require(document.chapters.first { $0.id == kind.rawValue })
    }

    private func missing(_ chapter: Chapter) -> [String] {
        chapter.blocks.compactMap { block in
            guard case .paragraph(let paragraph) = block, paragraph.kind == .missing else { return nil }
            return paragraph.sentences.map(\.text).joined()
        }
    }

    private func tables(_ chapter: Chapter) -> [DocumentTable] {
        chapter.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    private func day(_ text: String) throws -> FactValue { .date(try CalendarSpan(text)) }

    @Test("Where all facts have a date, they stand in the order of time and no facts are missed")
    func datedFacts() throws {
        var material = ChapterTests.material()
        material.sources.facts = [
            Fact(id: "B", subject: "works", property: "closed", value: try day("1994"), sources: ["S1"]),
            Fact(id: "A", subject: "works", property: "opened", value: try day("1967-03"), sources: ["S1"]),
        ]
        material.sources.events = []
        material.contradictions = []
        let history = try chapter(.history, of: material)
        #expect(missing(history) == [])
        let rows = try #require(tables(history).first).rows
        #expect(rows.map { $0.cells[0].text } == ["1967-03", "1994"])
        #expect(rows.map(\.place) == [RecordReference(.fact, "A"), RecordReference(.fact, "B")])
    }

    @Test("Values stand in one row where each contradicts another of the row, and in two where they do not")
    func rivals() throws {
        var material = ChapterTests.material()
        material.sources.facts = try ["1990", "1994", "2009", "2011", "2015", "2016"].enumerated().map { number, year in
            Fact(id: "F\(number)", subject: "works", property: "stopped", value: try day(year), sources: ["S1"])
        }
        // The third pair joins the first two; the last stands for itself.
        material.contradictions = [["F0", "F1"], ["F2", "F3"], ["F1", "F2"], ["F4", "F5"]].map { facts in
            var told = Contradicted(sentence: "\(facts)", sources: ["S1"], facts: facts, resolution: "\(facts)")
            told.isOfValues = true
            return told
        }
        let history = try chapter(.history, of: material)
        let table = try #require(tables(history).first { $0.columns.count == 3 })
        #expect(
            table.rows.map { $0.cells[1].text } == [
                "1990 (B2); 1994 (B2); 2009 (B2); 2011 (B2)", "2015 (B2); 2016 (B2)",
            ])
        #expect(table.rows[0].cells[2].text.contains("And 2 more"))
    }

    @Test(
        "What another chapter tells is named in the chapter of observations, and told there where an analyst left it out"
    )
    func observations() throws {
        let material = ChapterTests.material()
        let usual = try chapter(.observed, of: material)
        #expect(usual.blocks.flatMap(\.sentences).contains { $0.text == "What was seen at Spur stands in chapter 7." })
        #expect(!usual.blocks.flatMap(\.sentences).contains { $0.text.hasPrefix("Tank cars were first") })
        #expect(missing(usual).allSatisfy { !$0.contains("No findings") })
        let left = try chapter(
            .observed, of: material,
            texts: [.rail: AnalystText(file: "chapters/07-rail.md", text: "Nothing.\n\n{{> arrivals}}\n")])
        #expect(left.blocks.flatMap(\.sentences).contains { $0.text.hasPrefix("Tank cars were first") })
        #expect(!left.blocks.flatMap(\.sentences).contains { $0.text.contains("stands in chapter 7") })
        var empty = material
        empty.findings = []
        let none = try chapter(.observed, of: empty)
        #expect(!none.blocks.flatMap(\.sentences).contains { $0.text.contains("stands in chapter") })
    }
}
