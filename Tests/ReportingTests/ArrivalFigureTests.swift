import Findings
import Foundation
import Testing

@testable import Reporting

@Suite("The figure of an arrival")
struct ArrivalFigureTests {
    /// Four hours before a look at 10:48 in Pyongyang, of which the two latest are the set of 90 %.
    private func window(wind: Double?, missing: Bool) -> ArrivalWindow {
        let look = Date(timeIntervalSince1970: 1_739_584_080)
        func hour(_ before: Int) -> Date { look.addingTimeInterval(-3600 * Double(before)) }
        let shares = [0.04, 0.06, 0.3, 0.6]
        let bins = shares.enumerated().map { index, share in
            ArrivalWindow.Bin(
                start: hour(4 - index), end: hour(3 - index), arrival: hour(3 - index), prior: 0.25, likelihood: share,
                posterior: share, snow: Double(3 - index))
        }
        let span = ArrivalWindow.Span(start: hour(2), end: look, probability: 0.9)
        return ArrivalWindow(
            subject: "The train", lastWithout: hour(4), look: look, timeZone: "Asia/Pyongyang", bins: bins,
            median: hour(1), level: 0.9, highestDensity: [span], shortest: span, windows: [], evidence: 0.25,
            assumptions: [], cues: [], conflicts: [],
            weather: (0..<4).map {
                .init(start: hour(4 - $0), snowfall: missing && $0 == 1 ? nil : 0.5, windSpeed: $0 == 2 ? nil : wind)
            }, missing: missing ? [.init(quantity: "snowfall", start: hour(3), end: hour(2))] : [], shadow: nil,
            sunrise: nil, parameters: [], draws: 1, seed: 1, sentences: [])
    }

    private func figure(
        _ window: ArrivalWindow
    ) throws -> (data: [[String: Any]], layout: [String: Any]) {
        let text = try ArrivalFigure(window).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["data", "layout"])
        return (
            try #require(object["data"] as? [[String: Any]]), try #require(object["layout"] as? [String: Any])
        )
    }

    @Test("Bars inside and outside of the set hold the whole posterior, at the place's clock, and differ by pattern")
    func bars() throws {
        let (data, layout) = try figure(window(wind: nil, missing: false))
        let inside = try #require(data.first { $0["name"] as? String == "after the cues, in the 90 % set" })
        let outside = try #require(data.first { $0["name"] as? String == "after the cues, outside of it" })
        #expect(inside["x"] as? [String] == ["2025-02-15T09:18:00", "2025-02-15T10:18:00"])
        #expect(inside["y"] as? [Double] == [30, 60] && outside["y"] as? [Double] == [4, 6])
        #expect(inside["width"] as? [Int] == [3_600_000, 3_600_000])
        #expect((outside["marker"] as? [String: Any])?["pattern"] != nil)
        #expect((inside["marker"] as? [String: Any])?["pattern"] == nil)
        let axis = try #require(layout["xaxis"] as? [String: Any])
        #expect(axis["range"] as? [String] == ["2025-02-15T06:48:00", "2025-02-15T10:48:00"])
        #expect(
            (axis["title"] as? [String: Any])?["text"] as? String
                == "local time, Asia/Pyongyang (UTC+9), from the last look without it to the look")
        #expect(layout["yaxis4"] == nil)
    }

    @Test("Hours that are not told are a bar of their own, and break a line")
    func gaps() throws {
        let (data, layout) = try figure(window(wind: 4, missing: true))
        let gap = try #require(data.first { $0["name"] as? String == "snowfall not told" })
        #expect(gap["x"] as? [String] == ["2025-02-15T08:18:00"])
        let fall = try #require(data.first { $0["name"] as? String == "snowfall, cm/h" })
        #expect((fall["x"] as? [String])?.count == 3)
        let wind = try #require(data.first { ($0["name"] as? String)?.hasPrefix("wind") == true })
        let values = try #require(wind["y"] as? [Any])
        #expect(values.count == 4 && values[2] is NSNull && wind["connectgaps"] as? Bool == false)
        #expect(layout["yaxis5"] != nil)
        // Every axis that a trace names is there.
        for trace in data {
            let axis = try #require(trace["yaxis"] as? String)
            #expect(layout["yaxis" + axis.dropFirst()] != nil)
        }
    }
}
