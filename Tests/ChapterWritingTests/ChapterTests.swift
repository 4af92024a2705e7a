import ChapterWriting
import Disclosure
import Documents
import Evidence
import Findings
import Foundation
import Geodesy
import Inquiry
import Sites
import Testing

@Suite("Chapters")
struct ChapterTests {
    static let time = AcquisitionTime(instant: Date(timeIntervalSince1970: 1_739_581_200))

    /// A case with a source, a fact, two events, a look and a finding.
    static func material() -> ChapterMaterial {
        let area = MultiPolygon([
            Polygon(
                outer: Ring([
                    GeoPoint(longitude: 130, latitude: 42), GeoPoint(longitude: 130.01, latitude: 42),
                    GeoPoint(longitude: 130, latitude: 42.01),
                ]))
        ])
        let site = Site(
            name: "Works", zones: [Zone(id: "spur", name: "Spur", role: .railSpur, facility: nil, area: area)])
        var subject = Case(id: "works", title: "Works", question: "Do they run?", site: site, models: [])
        subject.report = ReportSettings(handling: ["TLP:AMBER"])
        let look = Look(
            id: "look-1", scene: "scene-1", zone: "spur", coveredShare: 1, cloudShare: 0, visibleShare: 1,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 0.7, usability: .usable, reasons: [])
        var material = ChapterMaterial(case: subject, looks: [look], softwareVersion: "1")
        material.sources = SourceBook(
            sources: [Source(id: "S1", title: "A paper", grade: AdmiraltyGrade(.b, .probablyTrue))],
            facts: [
                Fact(id: "F1", subject: "works", property: "stopped", value: .text("2009 <b>"), sources: ["S1"])
            ],
            events: [
                Event(
                    id: "E1", title: "They signed", date: CalendarSpan(firstDay: 19783, lastDay: 19813),
                    kind: "economic", sources: ["S1"]),
                Event(
                    id: "E2", title: "It burnt", date: CalendarSpan(firstDay: 18262, lastDay: 18627), sources: ["S1"]),
            ])
        material.contradictions = [
            .init(sentence: "F1 cannot be.", sources: ["S1"], facts: ["F1"], resolution: "a second paper")
        ]
        material.zoneLooks = [ZoneLooks(zone: "spur", looks: [], gaps: nil, remarks: [])]
        material.findings = [
            Finding(
                id: "f1", zone: "spur", sentence: "Tank cars were first observed on 15 February 2025.",
                looks: ["look-1"],
                content: .presence(
                    Presence(
                        zone: "spur", quantity: "tank-car", seen: [], inDoubt: 0, blind: 0, emptyBefore: nil,
                        emptyAfter: nil,
                        gaps: nil, sameObject: nil, objects: [])))
        ]
        return material
    }

    private func writer(_ tag: String = "en") throws -> ChapterWriter {
        ChapterWriter(try #require(try Phrases.named(tag)))
    }

    @Test("Ten chapters in their order, none empty, whatever is there", arguments: ["en", "ko"])
    func tenChapters(tag: String) throws {
        let empty = ChapterMaterial(
            case: Case(id: "x", title: "X", question: "?", site: Site(name: "X"), models: []), softwareVersion: "1")
        for material in [empty, Self.material()] {
            let document = try writer(tag).document(of: material)
            #expect(document.chapters.map(\.number) == Array(1...10).map(Optional.some))
            for chapter in document.parts {
                #expect(!chapter.blocks.isEmpty, "\(chapter.id)")
                #expect(!chapter.title.isEmpty && !chapter.title.contains("chapter."), "\(chapter.title)")
                // A heading stands before something.
                for (block, next) in zip(chapter.blocks, chapter.blocks.dropFirst() + [.heading(level: 1, text: "")]) {
                    if case .heading(let level, let text) = block, case .heading(let following, _) = next {
                        #expect(following > level, "\(chapter.id): nothing under “\(text)”")
                    }
                }
            }
        }
    }

    @Test("No phrase is left as its key, in either language", arguments: ["en", "ko"])
    func noKeys(tag: String) throws {
        let document = try writer(tag).document(of: Self.material())
        let texts =
            document.parts.flatMap { $0.blocks.flatMap(\.sentences).map(\.text) } + document.citations.map(\.text)
            + document.parts.flatMap { chapter in
                chapter.blocks.flatMap { block -> [String] in
                    switch block {
                    case .table(let table): [table.caption] + table.columns.map(\.title)
                    case .figure(let figure): [figure.caption]
                    case .heading(_, let text): [text]
                    default: []
                    }
                }
            }
        let key = try Regex("^[a-z-]+\\.[a-z0-9-]+(\\.[a-z0-9-]+)?$")
        for text in texts { #expect(text.firstMatch(of: key) == nil, "\(text)") }
    }

    @Test("What is claimed rests on something, and every number leads to an entry")
    func citations() throws {
        let document = try writer().document(of: Self.material())
        let numbers = Set(document.citations.map(\.number))
        #expect(document.citations.map(\.number) == Array(1...document.citations.count))
        for chapter in document.parts {
            for block in chapter.blocks {
                for sentence in block.sentences where sentence.isClaim {
                    #expect(!sentence.citations.isEmpty, "\(sentence.text)")
                }
                #expect(Set(block.citations).isSubset(of: numbers))
            }
        }
        #expect(
            document.citations.contains { $0.reference == RecordReference(.source, "S1") && $0.text.contains("B2") })
        #expect(document.citations.contains { $0.reference == RecordReference(.finding, "f1") })
    }

    @Test("An analyst's text stands between the parts, with what it rests on")
    func analystText() throws {
        let text = AnalystText(
            file: "chapters/03-history.md",
            text:
                "# My view\n\nThe **fire** of {{site}} was small [@S1, @fact:F1]. More follows.\n\n{{> history-facts}}\n\n- a point\n- another [@finding:f1]\n"
        )
        let chapter = try writer().document(of: Self.material(), texts: [.history: text]).chapters[2]
        guard case .heading(1, "My view") = chapter.blocks[0], case .paragraph(let paragraph) = chapter.blocks[1],
            case .table(let table) = chapter.blocks[2], case .list(let points) = chapter.blocks[3]
        else { return #expect(Bool(false), "\(chapter.blocks)") }
        #expect(paragraph.kind == .analyst)
        #expect(paragraph.sentences.map(\.text) == ["The fire of Works was small.", "More follows."])
        #expect(paragraph.sentences[0].spans.contains(Span("fire", .strong)))
        #expect(paragraph.sentences[0].citations.count == 2 && paragraph.sentences[1].citations.isEmpty)
        #expect(table.rows.first?.cells[1].text.contains("2009 <b>") == true)
        #expect(points.count == 2 && points[1].sentences[0].citations.count == 1)
    }

    @Test("The template that an analyst begins with says the same as no text", arguments: ChapterKind.allCases)
    func templates(kind: ChapterKind) throws {
        let plain = try writer().document(of: Self.material())
        let text = AnalystText(file: "x.md", text: ChapterWriter.template(of: kind))
        #expect(try writer().document(of: Self.material(), texts: [kind: text]) == plain)
    }

    @Test(
        "What leads nowhere is told with its place",
        arguments: [
            ("a\n\n{{> nothing}}\n", 3, "no part 'nothing'"), ("{{unknown}}", 1, "no value 'unknown'"),
            ("one\n\ntwo [@S9]", 3, "leads nowhere"), ("x [@planet:mars]", 1, "no kind of record"),
            ("{{#site}}", 1, "Mustache"), ("{{\nunknown }}", 1, "no value 'unknown'"),
            ("x\n{{! two\nlines }}\n{{ unknown }}", 4, "no value 'unknown'"),
            ("one\ntwo\nthree [@S9]\nfour [@S1]", 3, "leads nowhere"),
            ("{{! a\nb }}\none [@S1]\n\ntwo [@S9]", 5, "leads nowhere"),
            ("x [@]", 1, "leads nowhere"), ("one\n\ntwo [@S1\n\nthree]", 3, "has no ]"),
            ("one\n{{site\n\n", 2, "has no }}"),
            ("{{<site}}{{/site}}", 1, "no tag that chapters know"), ("{{=<% %>=}}", 1, "no tag that chapters know"),
            ("{{/site}}", 1, "not the last one begun"), ("\n{{#site}} x", 2, "has no {{/name}}"),
            (String(repeating: "{{#site}}", count: 100_000), 1, "more than 20 deep"),
            (String(repeating: "{{site}}\n", count: 100_000), 2001, "more than 2000 tags"),
            ("one\r\ntwo [@S9]\r\n", 2, "leads nowhere"),
        ])
    func broken(text: String, line: Int, words: String) throws {
        let writer = try writer()
        do {
            _ = try writer.document(
                of: Self.material(), texts: [.method: AnalystText(file: "chapters/10-method.md", text: text)])
            Issue.record("it was written")
        } catch {
            #expect(
                error.file == "chapters/10-method.md" && error.line == line && error.problem.contains(words), "\(error)"
            )
        }
    }

    @Test(
        "A redacted document says so on its front and in its marks, and keeps what rests on what",
        arguments: ["en", "ko"])
    func redacted(tag: String) throws {
        let material = Self.material()
        let redactor = try Redactor(
            Redaction([.sources, .coordinates], coarseness: 2000), sources: material.sources.sources)
        let plain = try writer(tag).document(of: material)
        let document = try writer(tag).document(of: try material.redacted(redactor))
        #expect(document.handling.first == "TLP:AMBER" && document.handling.count == 2 && plain.handling.count == 1)
        #expect(document.handling[1].hasPrefix(tag == "en" ? "REDACTED: coordinates and sources" : "비식별 처리: 좌표"))
        let warnings = document.front.blocks.flatMap(\.sentences).map(\.text).filter { $0.contains("2000 m") }
        #expect(warnings.count == 1)
        #expect(document.citations.map(\.number) == plain.citations.map(\.number))
        #expect(
            document.citations.contains { $0.reference == RecordReference(.source, "S-001") && $0.text.contains("B2") })
        #expect(!document.citations.contains { $0.text.contains("A paper") })
        #expect(document.labels.figureLeftOut != plain.labels.figureLeftOut)
    }

    @Test("Runs of citations are drawn together")
    func runs() {
        #expect(CitationRuns.mark([9, 3, 4, 5, 1, 3]) == "[1, 3–5, 9]")
        #expect(CitationRuns.mark([1, 2]) == "[1, 2]")
        #expect(CitationRuns.mark([]) == "")
    }
}
