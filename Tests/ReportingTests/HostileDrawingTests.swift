import Documents
import Evidence
import Findings
import Foundation
import Geodesy
import Inquiry
import Sites
import Testing

@testable import Reporting

@Suite("Drawings of chapters from hostile values")
struct HostileDrawingTests {
    private static let name = String(repeating: "<b>&\"'\u{202E}한x\u{0}", count: 1200)

    private func check(_ content: ReportContent, below limit: Int = 2_000_000) {
        for name in ChapterFigureContent.figures {
            guard let drawing = HTMLReport().drawing(of: DocumentFigure(name, caption: Self.name), in: content) else {
                continue
            }
            #expect(WellFormedness.fault(in: drawing) == nil)
            #expect(!drawing.contains("<b>") && drawing.utf8.count < limit)
            for number in ["nan", "inf"] {
                #expect(!drawing.contains("\"\(number)") && !drawing.contains(" \(number)"))
            }
        }
    }

    @Test(
        "Numbers that are none, empty lists and times out of all bounds trap nothing",
        arguments: [Double.nan, .infinity, -.infinity, -1, 1e300])
    func numbers(value: Double) throws {
        var content = ChapterFigureContent.make()
        let point = GeoPoint(longitude: value, latitude: value)
        content.case.site.zones[0].area = MultiPolygon([Polygon(outer: Ring([point, point, point]))])
        content.case.site.facilities[0].area = MultiPolygon([Polygon(outer: Ring([point]))])
        content.case.site.links[0].line = [point, ChapterFigureContent.middle, point]
        if var assessment = content.judgement?.assessment {
            for place in assessment.course.indices { assessment.course[place].posteriors = [value] }
            assessment.course[1].time = Date(timeIntervalSince1970: value)
            assessment.course[2].time = .distantFuture
            assessment.matrix.weightedInconsistency = [value]
            assessment.matrix.rows[0].cells = []
            content.judgement?.assessment = assessment
        }
        var window = ChapterFigureContent.window
        for place in window.bins.indices where place % 3 == 0 {
            window.bins[place].posterior = value
            window.bins[place].snow = value
        }
        window.bins[1].end = Date(timeIntervalSince1970: value)
        window.weather[3].start = Date(timeIntervalSince1970: value)
        window.weather[4].temperature = value
        window.weather[5].snowfall = value
        window.median = Date(timeIntervalSince1970: value)
        window.sunrise = .distantPast
        window.highestDensity.append(
            .init(start: .distantPast, end: Date(timeIntervalSince1970: value), probability: value))
        window.missing.append(.init(quantity: "snowfall", start: .distantPast, end: .distantFuture))
        if case .arrival(var arrival) = content.activity.findings[0].content {
            arrival.window = window
            content.activity.findings[0].content = .arrival(arrival)
        }
        check(content)
    }

    @Test("Names of ten thousand letters are cut and escaped")
    func names() {
        var content = ChapterFigureContent.make()
        for place in content.case.site.zones.indices { content.case.site.zones[place].name = Self.name }
        for place in content.case.site.facilities.indices {
            content.case.site.facilities[place].name = Self.name
            content.case.site.facilities[place].kind = Self.name
        }
        for place in content.case.site.links.indices {
            content.case.site.links[place].name = Self.name
            content.case.site.links[place].capacity = Self.name
        }
        content.case.site.name = Self.name
        if var assessment = content.judgement?.assessment {
            for place in assessment.hypotheses.indices { assessment.hypotheses[place].text = Self.name }
            for place in assessment.evidence.indices { assessment.evidence[place].text = Self.name }
            assessment.matrix.leaves[0] = Self.name
            content.judgement?.assessment = assessment
        }
        if case .arrival(var arrival) = content.activity.findings[0].content {
            arrival.window.subject = Self.name
            content.activity.findings[0].content = .arrival(arrival)
        }
        check(content)
    }

    @Test("Thousands of zones, links, looks, bins and hypotheses give drawings of bounded size")
    func thousands() {
        var content = ChapterFigureContent.make()
        content.case.site.zones = (0..<1200).map { number in
            Zone(
                id: "z\(number)", name: "Zone \(number)", role: .other,
                area: ChapterFigureContent.area(Double(number % 40) * 3000, Double(number / 40) * 3000, 100, 100))
        }
        content.case.site.links = (0..<3000).map { number in
            Link(id: "l\(number)", name: "L", kind: .road, from: "z\(number % 1200)", to: "z\((number * 7 + 1) % 1200)")
        }
        content.scenes = (0..<3000).map { number in
            DemoContent.scene(
                "s\(number)", AcquisitionTime.text(Date(timeIntervalSince1970: 1_600_000_000 + Double(number) * 3600)),
                title: "S")
        }
        content.looks = content.scenes.enumerated().map { number, scene in
            Look(
                id: "look \(number)", scene: scene.id, zone: "z\(number % 2)", coveredShare: 1, cloudShare: nil,
                visibleShare: 1,
                groundSamplingDistance: nil, requiredGroundSamplingDistance: 1, usability: .usable, reasons: [])
        }
        var window = ChapterFigureContent.window
        window.lastWithout = window.look - 5000 * 3600
        window.bins = (0..<20_000).map { number in
            let start = window.lastWithout + Double(number) * 900
            return .init(
                start: start, end: start + 900, arrival: start, prior: 0, likelihood: 1, posterior: 1 / 20_000, snow: 1)
        }
        if case .arrival(var arrival) = content.activity.findings[0].content {
            arrival.window = window
            content.activity.findings[0].content = .arrival(arrival)
        }
        check(content, below: 700_000)
    }
}
