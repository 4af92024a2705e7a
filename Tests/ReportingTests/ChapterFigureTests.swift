import Documents
import Evidence
import Findings
import Foundation
import Inquiry
import Sites
import Testing

@testable import Reporting

@Suite("Drawings of chapters")
struct ChapterFigureTests {
    private func drawing(
        _ name: DocumentFigure.Name, _ content: ReportContent = ChapterFigureContent.make()
    ) throws -> String {
        try #require(HTMLReport().drawing(of: DocumentFigure(name, caption: "C"), in: content))
    }

    /// Texts that a drawing shows, titles and descriptions left out.
    private func texts(_ drawing: String) -> [String] {
        drawing.components(separatedBy: "<text").dropFirst().compactMap { part in
            part.components(separatedBy: ">").dropFirst().first?.components(separatedBy: "<").first
        }
    }

    private func count(_ part: String, in text: String) -> Int { text.components(separatedBy: part).count - 1 }

    @Test("Each stands alone as a file of XML that names what it shows", arguments: ChapterFigureContent.figures)
    func alone(name: DocumentFigure.Name) throws {
        let drawing = try drawing(name)
        #expect(WellFormedness.fault(in: drawing) == nil)
        #expect(
            drawing.hasPrefix(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width="))
        #expect(drawing.contains("role=\"img\"") && drawing.contains("<title") && drawing.contains("<desc"))
        // Nothing from elsewhere, no variable that other programs would not know, and no script.
        #expect(!drawing.contains("var(--") && !drawing.contains("<script") && !drawing.contains("href=\"http"))
        for part in drawing.components(separatedBy: "url(#").dropFirst() {
            let id = part.prefix { $0 != ")" }
            #expect(drawing.contains("id=\"\(id)\""))
        }
        let again = try self.drawing(name)
        #expect(again == drawing)
        if let folder = ProcessInfo.processInfo.environment["REVISIT_REPORT_DEMO"] {
            try drawing.write(toFile: "\(folder)/\(name.slug).svg", atomically: true, encoding: .utf8)
        }
    }

    @Test("Chapters show the same drawings, and their page stays well formed")
    func inThePage() throws {
        var content = ChapterFigureContent.make()
        let blocks = ChapterFigureContent.figures.map { Block.figure(DocumentFigure($0, caption: "C")) }
        let labels = DocumentLabels(
            contents: "Contents", references: "References", figure: "Figure", table: "Table", simulated: "Simulated",
            records: "Records", figureLeftOut: "LEFT OUT")
        content.document = Document(
            title: "T", question: "Q", language: "en", labels: labels,
            front: Chapter(
                id: "front", title: "F", blocks: blocks + [.figure(DocumentFigure(.schedule("s"), caption: "C"))]),
            chapters: [], citations: [])
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        #expect(count("LEFT OUT", in: page.html) == 1)
        #expect(page.ids.count == Set(page.ids).count)
    }

    @Test("The map of the area shows facilities, the means by their patterns, what they carry, and what it leaves out")
    func area() throws {
        let drawing = try drawing(.areaMap)
        let texts = texts(drawing)
        for name in ["Invented refinery", "Oil terminal", "Invented port", "Border crossing"] {
            #expect(texts.contains(name))
        }
        // Zones of 1 km crowd on a map of 40 km, so that their facility stands for them.
        #expect(
            !texts.contains("Rail spur") && !texts.contains("Inner basin")
                && count("class=\"works\"", in: drawing) == 6)
        #expect(texts.contains("Crude pipeline: 2 Mt/a") && texts.contains("Coast road"))
        for kind in ["pipe", "rail", "sleepers", "road", "lane", "sea-lane"] {
            #expect(drawing.contains("class=\"\(kind)\""))
        }
        for kind in LinkKind.allCases { #expect(texts.contains(kind.rawValue)) }
        #expect(!drawing.contains("Crude by sea"))
        #expect(
            drawing.contains("1 link with an end of unknown place left out")
                && drawing.contains("place not known: Port abroad"))
        #expect(
            drawing.contains("class=\"scale\"") && drawing.contains("class=\"north\"")
                && drawing.contains("class=\"graticule\""))
    }

    @Test("Zones that lie apart have marks of their own", arguments: [1.0, 30, 1000])
    func extents(kilometres: Double) throws {
        let side = kilometres * 400
        var content = ChapterFigureContent.make()
        content.case.site = Site(
            name: "S", facilities: [Facility(id: "f", name: "Works", kind: "works")],
            zones: [("a", 0.0, 0.0), ("b", 1.0, 0.2), ("c", 0.4, 1.0)].map { id, east, north in
                Zone(
                    id: id, name: "Zone \(id)", role: .other, facility: "f",
                    area: ChapterFigureContent.area(east * side, north * side, side / 10, side / 10))
            }, links: [Link(id: "l", name: "L", kind: .rail, from: "a", to: "c", capacity: "1 t/a")])
        let drawing = try drawing(.areaMap, content)
        #expect(Set(["Zone a", "Zone b", "Zone c", "L: 1 t/a"]).isSubset(of: texts(drawing)))
        #expect(!texts(drawing).contains("Works") && WellFormedness.fault(in: drawing) == nil)
    }

    @Test("Looks have a row for each zone, the fullest first where there are many")
    func looks() throws {
        var content = ChapterFigureContent.make()
        var drawing = try drawing(.looks)
        // 18 dates, of which every seventh is not usable and every fourth of the rest so in part: 2 and 4 of 18.
        #expect(drawing.contains("Rail spur: 12 usable, 4 in part, 2 not"))
        #expect(
            texts(drawing).contains("12 of 18") && texts(drawing).contains("2024-07") && !drawing.contains("left out"))
        content.case.site.zones = (0..<20).map {
            Zone(id: "z\($0)", name: "Zone \($0)", role: .other, area: ChapterFigureContent.area(0, 0, 100, 100))
        }
        let (scenes, looks) = ChapterFigureContent.looks(zones: content.case.site.zones.map(\.id))
        content.scenes = scenes
        content.looks = looks.filter { $0.zone != "z7" || $0.scene == "look-1" }
        drawing = try self.drawing(.looks, content)
        #expect(texts(drawing).contains("6 zones with less information left out") && !texts(drawing).contains("Zone 7"))
        #expect(texts(drawing).filter { $0.hasPrefix("Zone ") }.count == 14)
    }

    @Test("Looks of one day stand above each other")
    func sameDay() throws {
        let day = Date(timeIntervalSince1970: 1_719_800_000)
        let figure = try #require(
            LookFigure([
                .init(
                    name: "Z", looks: [0, 1, 2, 40 * 24].map { (day + $0 * 3600, .usable) }, undated: 1)
            ]))
        var page = MarkupWriter()
        figure.draw(&page)
        let circles = page.markup.components(separatedBy: "<circle").dropFirst().map { part in
            ["cx", "cy"].map { name in
                part.components(separatedBy: " \(name)=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
            }
        }
        #expect(
            Set(circles.prefix(4)).count == 4 && Set(circles.prefix(3).map { $0[1] }).count == 3
                && circles[3][1] == circles[1][1])
        #expect(page.markup.contains("1 look of unknown time not drawn"))
    }

    @Test("An arrival shows the set, both looks in the place's time, and weather on the same axis")
    func arrival() throws {
        let drawing = try drawing(.arrival("came"))
        // 2025-02-15 01:48 UTC is 10:48 in Pyongyang, and nine hours before is 01:48.
        #expect(texts(drawing).contains("first look with it: 2025-02-15 10:48"))
        #expect(texts(drawing).contains("last look without it: 2025-02-14 04:48"))
        #expect(texts(drawing).contains("90\u{A0}%: 2025-02-15 01:48 – 2025-02-15 10:48"))
        #expect(texts(drawing).contains("local time, Asia/Pyongyang (UTC+9)"))
        #expect(drawing.contains("Snow that fell: 6.0 cm.") && drawing.contains("class=\"unknown\""))
        // A line that breaks where the temperature is not told has two beginnings.
        let lines = drawing.components(separatedBy: "class=\"run\" d=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(lines.contains { $0.filter { $0 == "M" }.count == 2 })
        #expect(
            HTMLReport().drawing(of: DocumentFigure(.arrival("other"), caption: ""), in: ChapterFigureContent.make())
                == nil)
    }

    @Test("The course names each line at its end with what it came to, and no two names share a place")
    func course() throws {
        let drawing = try drawing(.course)
        for (number, hypothesis) in SampleJudgement.hypotheses.enumerated() {
            let value = Wording.tenths(SampleJudgement.posterior(SampleJudgement.priors, SampleJudgement.modes)[number])
            #expect(texts(drawing).contains("\(hypothesis.id) \(value) %"))
        }
        let places = CourseDrawing.spread([10, 10, 11, 290, 299, 300], apart: 15, from: 10, to: 300)
        #expect(
            zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 15 - 1e-9 }
                && places.allSatisfy { (10...300).contains($0) })
    }

    @Test("The matrix shows every mark as letters and hatches what speaks against")
    func matrix() throws {
        let drawing = try drawing(.matrix)
        let marks = texts(drawing).filter { Consistency(rawValue: $0) != nil }
        // Fifteen cells and six of the key.
        #expect(marks.count == 21 && marks.filter { $0 == "I" }.count == 4 && marks.filter { $0 == "II" }.count == 2)
        #expect(count("class=\"hatch\"", in: drawing) == 6)
        #expect(drawing.contains("H2: 2 against, 1 for") && texts(drawing).contains("2.71"))
        var content = ChapterFigureContent.make()
        let row = try #require(content.judgement?.assessment.matrix.rows.first)
        content.judgement?.assessment.matrix.rows = Array(repeating: row, count: 3000)
        let large = try self.drawing(.matrix, content)
        #expect(texts(large).contains("2960 less telling rows left out") && large.utf8.count < 200_000)
    }

    @Test("Hatching stays inside of its box")
    func hatching() throws {
        for isRising in [true, false] {
            let path = MatrixFigure.hatching(10, 20, 60, 18, step: 5, isRising: isRising)
            let points = path.split { "ML".contains($0) }.map { $0.split(separator: " ").compactMap { Double($0) } }
            #expect(points.count == 30 && points.allSatisfy { (10...70).contains($0[0]) && (20...38).contains($0[1]) })
        }
    }

    @Test("Pictures come with their pixels, and are no drawings")
    func pictures() throws {
        let content = ChapterFigureContent.make()
        for name in [DocumentFigure.Name.scene("s1"), .pair("change")] {
            let figure = DocumentFigure(name, caption: "Before & after")
            #expect(HTMLReport().drawing(of: figure, in: content) == nil)
            let picture = try #require(HTMLReport().picture(of: figure, in: content))
            #expect(WellFormedness.fault(in: picture) == nil)
            #expect(
                count("data:image/png;base64,", in: picture) == 1 && !picture.contains("<use")
                    && !picture.contains("<a "))
            if let folder = ProcessInfo.processInfo.environment["REVISIT_REPORT_DEMO"] {
                try picture.write(toFile: "\(folder)/\(name.slug).svg", atomically: true, encoding: .utf8)
            }
        }
        #expect(HTMLReport().picture(of: DocumentFigure(.course, caption: ""), in: content) == nil)
        #expect(HTMLReport().picture(of: DocumentFigure(.scene("gone"), caption: ""), in: content) == nil)
    }

    @Test("A style sheet's rules are kept where the drawing has their classes, with colours written out")
    func styles() {
        let sheets: [StaticString] = [
            ":root { --ink: #123456 } svg { width: 100% } .a { fill: var(--ink); display: block } .a .b, .c text { stroke: red }",
            "@media print { .a { fill: blue } } .a:hover { fill: green } #a .a { fill: pink } p.a { fill: pink } .a.b{stroke-width:2}",
        ]
        let rules = StyleSelection.rules(of: sheets, for: "<svg class=\"a x\"><path class=\"b\" /></svg>")
        #expect(rules == ".a { fill: #123456 }\n.a .b { stroke: red }\n.a.b { stroke-width: 2 }")
    }
}
