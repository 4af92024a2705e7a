import Evidence
import Findings
import Foundation
import Geodesy
import Sites
import Testing

@testable import Reporting

@Suite("What looks tell through time, in a report")
struct ActivitySectionTests {
    private func content(quantity: String, library: String?) throws -> (ReportContent, Look) {
        var content = DemoContent.make()
        let look = try #require(content.looks.first)
        let time = try #require(AcquisitionTime(iso8601: "2025-02-15T01:48:00Z"))
        func point(_ sight: ActivitySeries.Sight) -> ActivitySeries.Point {
            .init(look: look.id, time: time, visibleShare: 0.8, sight: sight, detection: 0.7)
        }
        content.activity.looks = [
            ZoneLooks(
                zone: look.zone, looks: [.init(look: look.id, time: time, visibleShare: 0.8, usability: .partial)],
                gaps: nil,
                remarks: ["one look has no time and is left out"])
        ]
        content.activity.series = [
            ActivitySeries(
                zone: look.zone, quantity: quantity,
                points: [
                    point(.counted(.init(detected: 5, low: 4, high: 6, level: 0.8))),
                    point(.counted(.init(detected: 1, low: 0, high: 2, level: 0.8))),
                    point(.counted(.init(detected: 0, low: 0, high: 1, level: 0.8))),
                    point(.notLooked(because: "cloud")),
                ])
        ]
        let first = FirstSince(
            zone: look.zone, quantity: quantity, kind: .never, seen: nil, previous: nil, isPreviousInDoubt: false,
            between: [], blind: 0, gaps: nil, exclusions: [])
        content.activity.findings = [
            Finding(
                id: "f1", zone: look.zone, sentence: "None & <nothing> was seen.", looks: [look.id, "elsewhere"],
                content: .first(first))
        ]
        content.plotLibrary = library
        return (content, look)
    }

    @Test("Each zone has its chart's data, its sentences as text, and links to the looks that they rest on")
    func section() throws {
        let (content, look) = try content(quantity: "ships", library: "window.Plotly = {};")
        let page = HTMLReport().html(content)
        let start = try #require(page.range(of: "<section id=\"activity\"")).upperBound
        let section = String(page[start...])
        #expect(section.contains("None &amp; &lt;nothing&gt; was seen."))
        #expect(section.contains("href=\"#\(Anchor.look(look.id))\""))
        #expect(section.contains("rests on 1 look<"))
        #expect(section.contains("One look has no time and is left out."))
        let opening = "<script type=\"application/json\" id=\"plot-activity-1-data\">"
        let from = try #require(section.range(of: opening)).upperBound
        let until = try #require(section.range(of: "</script>", range: from..<section.endIndex)).lowerBound
        let figure = try #require(
            JSONSerialization.jsonObject(with: Data(section[from..<until].utf8)) as? [String: any Sendable])
        let traces = try #require(figure["data"] as? [[String: any Sendable]])
        // Seen, in doubt, none, and the looks; the look that could not tell has no mark.
        #expect(
            traces.compactMap { $0["name"] as? String } == [
                "seen", "counted, may be none", "looked, none seen", "a look, whatever it could tell",
            ])
        #expect(traces.prefix(3).allSatisfy { ($0["x"] as? [String])?.count == 1 })
        #expect(page.contains("<script>window.Plotly = {};</script>"))
        #expect(HTMLReport().html(content) == page)
    }

    @Test("A dated arrival has its sentence, the chart's data, its assumptions, and links to both looks")
    func arrival() throws {
        var (content, look) = try content(quantity: "ships", library: "window.Plotly = {};")
        let seen = Date(timeIntervalSince1970: 1_739_584_080)
        let before = seen.addingTimeInterval(-7200)
        let span = ArrivalWindow.Span(start: before, end: seen, probability: 1)
        func outcome(_ assumed: String, _ probability: Double?) -> ArrivalWindow.Outcome {
            .init(assumed: assumed, probability: probability, highestDensity: [])
        }
        let window = ArrivalWindow(
            subject: "The <train>", lastWithout: before, look: seen, timeZone: "Asia/Pyongyang",
            bins: [
                .init(start: before, end: seen, arrival: seen, prior: 1, likelihood: 1, posterior: 1, snow: 0)
            ], median: seen, level: 0.9, highestDensity: [span], shortest: span,
            windows: [.init(name: "the night", span: span)], evidence: 1,
            assumptions: [
                .init(
                    id: "clearing", title: "cleared by hand", taken: "0.02", low: outcome("0", 0.9),
                    high: outcome("0.1", nil), effect: 0.4),
                .init(
                    id: "other", title: "moves nothing", taken: "1", low: outcome("0", 1), high: outcome("2", 1),
                    effect: 0),
            ], cues: [], conflicts: [], weather: [], missing: [], shadow: nil, sunrise: nil,
            parameters: ["clearing: 0.02"], draws: 1, seed: 1, sentences: ["It came.", "It rests on clearing."])
        content.activity.findings.append(
            Finding(
                id: "f2", zone: look.zone, sentence: "It came & stayed.", looks: [look.id],
                content: .arrival(
                    DatedArrival(
                        zone: look.zone, look: look.id, lookWithout: "elsewhere", objects: [],
                        detections: ["gone"], observations: [], weather: "w", weatherTitle: "W",
                        weatherDistance: 3, window: window))))
        let page = HTMLReport().html(content)
        #expect(page.contains("It came &amp; stayed.") && page.contains("<li>It rests on clearing.</li>"))
        #expect(page.contains("id=\"plot-arrival-1-1-data\""))
        #expect(page.contains("cleared by hand") && !page.contains("moves nothing"))
        #expect(page.contains("impossible (0.1)"))
        #expect(page.contains("href=\"#\(Anchor.look(look.id))\""))
    }

    @Test("Weather stands beside its scene, each source by itself, and a sum that lacks hours is told as the least")
    func weather() throws {
        var content = DemoContent.make()
        let scene = try #require(content.scenes.first)
        let end = Date(timeIntervalSince1970: 1_739_584_800)
        let samples = (0..<6).map { hour in
            var sample = WeatherSample(
                start: end.addingTimeInterval(Double(hour - 6) * 3600),
                end: end.addingTimeInterval(Double(hour - 5) * 3600))
            sample.snowfallWater = 0.5
            sample.temperature = -7.5
            return sample
        }
        let series = WeatherSeries(
            source: WeatherSource(
                id: "station <x>", title: "X", kind: .station, place: .init(longitude: 0, latitude: 0), elevation: nil,
                conversions: [], notes: [], credit: nil, file: .init(name: "x", sha256: "0")), samples: samples)
        content.weather = [scene.id: [WeatherBefore(series, time: end)]]
        let page = HTMLReport().html(content)
        #expect(page.contains("station &lt;x&gt;"))
        // Six hours of half a millimetre; of the longer windows only these are told.
        #expect(page.contains("3.0, at least 3.0 (6 of 24 h), at least 3.0 (6 of 72 h)"))
        #expect(page.contains("−7.5") || page.contains("-7.5"))
    }

    @Test("No name ends the script that holds a chart's data, and nothing in the library ends its own")
    func hostile() throws {
        let (content, _) = try content(
            quantity: "</script><img src=x onerror=alert(1)>", library: "var a = '</script><!--\u{1}\u{1A}\u{85}\t';")
        let page = HTMLReport().html(content)
        #expect(!page.contains("<img src=x"))
        #expect(page.contains("\\u003c/script>\\u003cimg src=x"))
        #expect(page.contains("var a = '<\\/script><\\!--\\x01\\x1a\\x85\t';"))
    }

    @Test("Without plotly.js the sentences are there, and the chart's place says what is missing")
    func bare() throws {
        let (content, _) = try content(quantity: "ships", library: nil)
        let page = HTMLReport().html(content)
        #expect(page.contains("The chart needs plotly.js") && page.contains("None &amp; &lt;nothing&gt; was seen."))
        #expect(!page.contains("plot-activity-1-data"))
    }
}
