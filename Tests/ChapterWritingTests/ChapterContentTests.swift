import ChapterWriting
import Documents
import Evidence
import Findings
import Foundation
import Geodesy
import Inquiry
import Rasters
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

    private func scene(_ number: Int) -> Scene {
        let time = AcquisitionTime(instant: ChapterTests.time.start.addingTimeInterval(Double(number) * 86_400))
        return Scene(
            id: "scene-\(number)", title: "Scene \(number)", time: time, size: RasterSize(width: 10, height: 10),
            bands: [], files: [])
    }

    private func consist(_ id: String, _ scene: Int, _ classes: [String], isTold: Bool = true) -> Consist {
        let vehicles = classes.enumerated().map { number, name in
            Consist.Vehicle(
                detection: "\(id)-\(number)", className: name, probability: 1, classProbabilities: [name: 1],
                start: 100 + 12.4 * Double(number), end: 112 + 12.4 * Double(number), startError: 0.3, endError: 0.3,
                isCoupled: number != 3)
        }
        return Consist(
            id: id, scene: "scene-\(scene)", track: "track", trackName: "Siding", isTrackSure: true, length: 300,
            extent: .init(start: 0, end: 300), visibleShare: 1, hidden: [], vehicles: vehicles,
            count: isTold
                ? .count(
                    detected: classes.count, low: classes.count, high: classes.isEmpty ? 0 : classes.count + 1,
                    level: 0.9, method: "m")
                : .undetermined(because: "cloud"),
            classCounts: [:], sentence: "", notes: [], model: ModelReference(name: "m", sha256: "0"))
    }

    @Test("Trains stand look by look with their vehicles in order, and the latest is shown; looks without are counted")
    func trains() throws {
        var material = ChapterTests.material()
        material.scenes = (1...4).map(scene)
        material.consists = [
            consist("late", 4, ["tank-car", "tank-car", "tank-car", "covered-car"]), consist("none", 2, []),
            consist("early", 1, ["locomotive"]), consist("blind", 3, [], isTold: false),
        ]
        let rail = try chapter(.rail, of: material)
        let lead = try #require(rail.blocks.flatMap(\.sentences).first)
        #expect(
            lead.text
                == "Tracks were read in 4 scenes from 16 February 2025 to 19 February 2025: in 2 of them vehicles stood there, in 1 none, and 1 cannot tell."
        )
        let rows = try #require(tables(rail).first).rows.map { $0.cells.map(\.text) }
        #expect(
            rows == [
                ["16 February 2025", "Siding", "locomotive", "1 (1 – 2)", "100 – 112"],
                [
                    "19 February 2025", "Siding", "3 × tank-car; covered-car", "4 (4 – 5)", "100 – 137; 137 – 149",
                ],
            ])
        let figures = rail.blocks.compactMap { if case .figure(let figure) = $0 { figure.name } else { nil } }
        #expect(figures == [.train("late")])
        // A track of which a part is hidden is not told to be empty, and its count is a least one.
        for index in material.consists.indices {
            material.consists[index].hidden = [.init(start: 0, end: 50)]
        }
        let hidden = try chapter(.rail, of: material)
        #expect(
            hidden.blocks.flatMap(\.sentences).first?.text.hasSuffix(
                "in 2 of them vehicles stood there, in 0 none, in 1 none on what could be seen, and 1 cannot tell.")
                == true)
        #expect(try #require(tables(hidden).first).rows.map { $0.cells[3].text } == ["≥ 1 (1 – 2)", "≥ 4 (4 – 5)"])
        // Where tracks of the chapter's zones are known, another one that runs out of the scene takes nothing away.
        for index in material.consists.indices where material.consists[index].id == "none" {
            material.consists[index].hidden = []
        }
        var siding = consist("lead", 2, [])
        siding.track = "lead"
        siding.visibleShare = 0.2
        material.consists.append(siding)
        func told() throws -> String? { try chapter(.rail, of: material).blocks.flatMap(\.sentences).first?.text }
        #expect(try told()?.contains("in 0 none, in 1 none on what could be seen") == true)
        material.case.site.tracks = [
            Track(id: "track", name: "Siding", zone: "spur", line: []), Track(id: "lead", name: "Lead", line: []),
        ]
        #expect(try told()?.contains("in 1 none, and 1 cannot tell") == true)
        for index in material.consists.indices where material.consists[index].id != "early" {
            material.consists[index].extent = nil
        }
        #expect(
            try chapter(.rail, of: material).blocks.flatMap(\.sentences).first?.text
                == "Tracks were read in 1 scene of 16 February 2025: in 1 of them vehicles stood there, in 0 none.")
        material.consists = []
        #expect(missing(try chapter(.rail, of: material)).contains { $0.hasPrefix("No tracks were read") })
    }

    @Test("What appeared at a zone is shown with the last look before it; what went is not")
    func appearances() throws {
        var material = ChapterTests.material()
        material.scenes = (1...4).map(scene)
        material.looks = (1...4).map { number in
            var look = material.looks[0]
            look.id = "look-\(number)"
            look.scene = "scene-\(number)"
            return look
        }
        func mark(_ number: Int) -> FirstSince.Mark {
            FirstSince.Mark(
                ActivitySeries.Point(
                    look: "look-\(number)", time: scene(number).time ?? ChapterTests.time, visibleShare: 1,
                    sight: .counted(.init(detected: 1, low: 1, high: 1, level: 0.9)), detection: nil))
        }
        func finding(_ id: String, _ kind: FirstSince.Kind, seen: Int, between: [Int]) -> Finding {
            Finding(
                id: id, zone: "spur", sentence: id, looks: [],
                content: .first(
                    FirstSince(
                        zone: "spur", quantity: id, kind: kind, seen: mark(seen), previous: nil,
                        isPreviousInDoubt: false, between: between.map(mark), blind: 0, gaps: nil, exclusions: [])))
        }
        func shown() throws -> [DocumentFigure.Name] {
            try chapter(.rail, of: material).blocks.compactMap {
                if case .figure(let figure) = $0 { figure.name } else { nil }
            }
        }
        material.findings = [
            finding("early", .firstSince, seen: 2, between: [1]),
            finding("late", .firstSince, seen: 4, between: [1, 2, 3]),
            finding("gone", .notSince, seen: 4, between: []),
        ]
        #expect(try shown() == [.zone("spur", scenes: ["scene-3", "scene-4"])])
        material.findings = [finding("at once", .firstSince, seen: 1, between: [])]
        #expect(try shown() == [.zone("spur", scenes: ["scene-1"])])
        material.findings = [finding("gone", .notSince, seen: 4, between: [1])]
        #expect(try shown() == [])
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
