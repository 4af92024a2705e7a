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

    @Test("Two spans of an arrival are told in one line")
    func twoSpans() throws {
        var window = ChapterFigureContent.window
        let seen = ChapterFigureContent.seen
        window.highestDensity = [
            .init(start: seen - 15 * 3600, end: seen - 12 * 3600, probability: 0.05),
            .init(start: seen - 9 * 3600, end: seen, probability: 0.86),
        ]
        var page = MarkupWriter()
        try #require(ArrivalDrawing(window)).draw(&page)
        #expect(texts(page.markup).contains("5\u{A0}%: 02-14 19:48 – 22:48; 86\u{A0}%: 02-15 01:48 – 10:48"))
        window.look = window.lastWithout
        #expect(ArrivalDrawing(window) == nil)
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
        let names: [DocumentFigure.Name] = [
            .scene("s1"), .pair("change"), .train("train"), .zone("spur", scenes: ["look-3", "look-4"]),
        ]
        for name in names {
            let figure = DocumentFigure(name, caption: "Before & after")
            #expect(HTMLReport().drawing(of: figure, in: content) == nil)
            let picture = try #require(HTMLReport().picture(of: figure, in: content))
            #expect(WellFormedness.fault(in: picture) == nil)
            #expect(
                count("data:image/png;base64,", in: picture) == (name == names[2] || name == names[3] ? 2 : 1)
                    && !picture.contains("<use") && !picture.contains("<a "))
            if let folder = ProcessInfo.processInfo.environment["REVISIT_REPORT_DEMO"] {
                try picture.write(toFile: "\(folder)/\(name.slug).svg", atomically: true, encoding: .utf8)
            }
        }
        #expect(HTMLReport().picture(of: DocumentFigure(.course, caption: ""), in: content) == nil)
        #expect(HTMLReport().picture(of: DocumentFigure(.scene("gone"), caption: ""), in: content) == nil)
    }

    @Test(
        "A pair, a zone and a train tell when, and how large: a bar of so many metres is so long, a car stands at its station"
    )
    func annotations() throws {
        var content = ChapterFigureContent.make()
        content.changePictures["change"]?.metresPerPixel = 0.5
        content.changePictures["change"]?.north = 90
        let image = try #require(content.changePictures["change"]?.image)
        let pair = try #require(HTMLReport().picture(of: DocumentFigure(.pair("change"), caption: ""), in: content))
        #expect(texts(pair).count { $0.hasPrefix("2024-") && $0.hasSuffix(" m") } + count("SIMULATED", in: pair) >= 2)
        #expect(pair.contains("North is 90 degrees clockwise") && texts(pair).contains { $0.hasPrefix("Credit: ") })
        // The picture is drawn 640 wide, so that a metre is 640 ÷ (its pixels × 0.5 m).
        let bar = try #require(pair.firstMatch(of: #/the bar is ([0-9.]+) m long/#))
        let metres = try #require(Double(bar.1))
        let quarters = pair.matches(of: #/class="(?:dark|light)" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"/#)
        let drawn = quarters.compactMap { Double($0.2) }.reduce(0, +)
        #expect(abs(drawn - metres * 640 / (Double(image.width) * 0.5)) < 0.1 * Double(quarters.count))

        let zone = try #require(
            HTMLReport().picture(
                of: DocumentFigure(.zone("spur", scenes: ["look-3", "look-4"]), caption: ""), in: content))
        #expect(count("SIMULATED", in: zone) == 2 && texts(zone).contains("Rail spur"))
        // Both looks show the zone from its western end on: 880 m in pictures of 5 m.
        let outlines = zone.matches(of: #/<path d="M([0-9.-]+) [0-9.-]+L([0-9.-]+) /#)
        #expect(outlines.contains { abs((Double($0.2) ?? 0) - (Double($0.1) ?? 0) - 176) < 1 })

        let train = try #require(HTMLReport().picture(of: DocumentFigure(.train("train"), caption: ""), in: content))
        // Four cars in the first line, one in the second; a line begins 8 m before its first car.
        #expect(texts(train).filter { $0 == "tank-car" || $0.hasPrefix("tank") }.count == 5)
        let ends = train.matches(of: #/class="bracket" d="M([0-9.]+) [0-9.-]+V[0-9.-]+H([0-9.]+)v8/#)
            .compactMap { match in Double(match.1).flatMap { from in Double(match.2).map { (from, $0) } } }
        #expect(ends.count == 5)
        let scale = try #require(ends.first.map { ($0.1 - $0.0) / 12 })
        for (place, station) in zip(ends, [8.0, 22, 36, 50, 8]) {
            #expect(abs(place.0 - station * scale) < 0.11 && abs(place.1 - (station + 12) * scale) < 0.11)
        }
    }

    @Test("A long train goes on in the next line, each car once; stations that no track has are not drawn")
    func longTrain() throws {
        let content = ChapterFigureContent.make()
        let strip = try #require(content.strips["train"])
        let scene = try #require(content.scenes.first)
        let credit =
            String(repeating: "Contains modified data of somebody, processed by another. ", count: 4) + "The end"
        var train = ChapterFigureContent.train
        train.vehicles = (0..<25).map { number in
            var vehicle = train.vehicles[0]
            vehicle.start = 30 + 14 * Double(number)
            vehicle.end = vehicle.start + 12
            return vehicle
        }
        var page = MarkupWriter()
        try #require(TrainFigure(train, in: scene, strip: strip, credits: [credit])).draw(&page)
        #expect(texts(page.markup).filter { Int($0) != nil } == (1...25).map(String.init))
        // 9 cars of 14 m with 8 m before and behind take 140 m: three lines. No word of a credit is left out.
        #expect(count("<image", in: page.markup) == 3 && count("SIMULATED", in: page.markup) == 1)
        #expect(texts(page.markup).last?.hasSuffix("The end") == true && !page.markup.contains("…"))
        var longer = train
        longer.vehicles = (0..<70).map { number in
            var vehicle = train.vehicles[0]
            vehicle.start = 30 + 14 * Double(number)
            vehicle.end = vehicle.start + 12
            return vehicle
        }
        var second = MarkupWriter()
        try #require(TrainFigure(longer, in: scene, strip: strip, credits: [])).draw(&second)
        #expect(texts(second.markup).last == "vehicles 1 to 54 of 70")
        for station in [Double.infinity, -1e9, .nan] {
            train.vehicles[3].start = station
            #expect(TrainFigure(train, in: scene, strip: strip, credits: [credit]) == nil)
        }
        train.vehicles[3].start = 72
        train.vehicles[3].end = 1e6
        #expect(TrainFigure(train, in: scene, strip: strip, credits: [credit]) == nil)
        train.vehicles = []
        #expect(TrainFigure(train, in: scene, strip: strip, credits: [credit]) == nil)
    }

    @Test("Words of the matrix stay left of its cells, in Latin letters and in Korean ones")
    func matrixWords() throws {
        var judgement = SampleJudgement.make()
        let korean = String(repeating: "정유 공장 인입선에 탱크차가 다섯 량 넘게 ", count: 3)
        let latin = String(repeating: "five tank cars on the spur of the plant ", count: 4)
        for index in judgement.assessment.evidence.indices {
            judgement.assessment.evidence[index].text = index % 2 == 0 ? korean : latin
        }
        var content = ChapterFigureContent.make()
        content.judgement = judgement
        let drawing = try drawing(.matrix, content)
        for match in drawing.matches(of: #/class="words" x="0" y="[0-9.]+" text-anchor="start">([^<]*)/#) {
            let wide = match.1.unicodeScalars.count { $0.value >= 0x1100 }
            let width = 11.5 * Double(wide) + 5.7 * Double(match.1.count - wide)
            #expect(width < 385, "\(match.1)")
        }
        #expect(drawing.contains("정유") && drawing.contains("five tank"))
    }

    @Test("Words beside ways of a flow stand on no place and not on each other")
    func flowWords() throws {
        func part(_ id: String, _ from: String, _ to: String) -> FlowFinding.Part {
            FlowFinding.Part(
                id: id, text: "\(id) by a long and winding way", ends: [from, to],
                state: "unknown from 1994-07-01", isUnknown: true, capacity: nil, bottleneck: 0.5, raises: 0,
                maximumIfClosed: nil, mustCarry: nil, mayCarry: nil, carrier: nil, carriersADay: nil,
                carriersADayAtMost: nil, zone: nil, siteLink: nil)
        }
        let flow = FlowFinding(
            scenario: nil, day: nil, maximum: nil, maximumIfClosed: nil, wanted: nil, isEnough: nil,
            isEnoughIfClosed: nil,
            parts: [
                part("sea", "ports", "terminal"), part("pipe", "terminal", "tanks"), part("rail", "khasan", "tanks"),
                part("in", "tanks", "plant"),
            ], remarks: [])
        var page = MarkupWriter()
        FlowFigure(flow: flow).draw(&page)
        var boxes: [(left: Double, top: Double, right: Double, bottom: Double)] = []
        for match in page.markup.matches(of: #/<rect class="place" x="([0-9.]+)" y="([0-9.]+)" width="88" height="28"/#)
        {
            let (x, y) = (try #require(Double(match.1)), try #require(Double(match.2)))
            boxes.append((x, y, x + 88, y + 28))
        }
        #expect(boxes.count == 5)
        for match in page.markup.matches(
            of: #/<text(?: class="name")? x="([0-9.]+)" y="([0-9.]+)" text-anchor="middle">([^<]+)/#)
        where match.3.count > 13 {
            let (x, y) = (try #require(Double(match.1)), try #require(Double(match.2)))
            let half = Double(match.3.count) * 2.6
            let box = (left: x - half, top: y - 9, right: x + half, bottom: y + 2)
            for other in boxes {
                #expect(
                    box.right <= other.left || other.right <= box.left || box.bottom <= other.top
                        || other.bottom <= box.top, "\(match.3)")
            }
            boxes.append(box)
        }
        #expect(boxes.count == 5 + 16)
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
