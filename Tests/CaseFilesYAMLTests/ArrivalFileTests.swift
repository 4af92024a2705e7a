import ArrivalDating
import Findings
import Foundation
import Testing

@testable import CaseFilesYAML

@Suite("Arrival files")
struct ArrivalFileTests {
    private let good = """
        subject: The train
        time_zone: Asia/Pyongyang
        last_without: 2025-02-14T22:00:00Z
        look: 2025-02-15T10:48:00+09:00
        weather:
          snowfall_cm: [0, 0.5, null, 0.2]
          temperature: [-1, 0, 1, null]
        cues:
          roofs: [{state: bare, count: 4}, {state: thin, reliability: 0.9}]
          ground: white
        parameters:
          clearing: {low: 0, mode: 0.02, high: 0.1}
          roof_visibility: 0.5
          brought_depth: {mean: 1.5}
          full_cover: {values: [1, 2], weights: [1, 3]}
        prior: {from_hour: 22, until_hour: 6, factor: 3}
        windows: [{name: night, from: 2025-02-14T22:00:00Z, until: 2025-02-15T01:00:00Z}]
        """

    private func read(_ text: String) throws(CaseFilesError) -> (question: ArrivalQuestion, dater: ArrivalDater) {
        try ArrivalFile.read(SourceText(file: "arrival.yaml", text: text))
    }

    private func mistakes(_ old: String, _ new: String) throws -> [String] {
        #expect(good.contains(old))
        do throws(CaseFilesError) {
            _ = try read(good.replacingOccurrences(of: old, with: new))
            return []
        } catch {
            return error.mistakes.map(\.description)
        }
    }

    @Test("All that a file states is read, hours from the last look without it on")
    func all() throws {
        let (question, dater) = try read(good)
        #expect(question.look.timeIntervalSince(question.lastWithout) == 3 * 3600 + 48 * 60)
        #expect(question.weather.map(\.snowfall) == [0, 0.5, nil, 0.2])
        #expect(question.weather.map(\.temperature) == [-1, 0, 1, nil])
        #expect(question.weather[0].start == question.lastWithout && question.weather[0].windSpeed == nil)
        #expect(
            question.cues == [
                .roofs(state: .bare, count: 4), .roofs(state: .thin, reliability: 0.9), .ground(state: .white),
            ])
        #expect(question.parameters[.clearing] == .triangular(low: 0, mode: 0.02, high: 0.1))
        #expect(question.parameters[.roofVisibility] == .fixed(0.5))
        #expect(question.parameters[.broughtDepth] == .exponential(mean: 1.5))
        #expect(question.parameters[.fullCover] == .discrete(values: [1, 2], weights: [1, 3]))
        #expect(question.prior == .hours(from: 22, until: 6, factor: 3))
        #expect(question.windows.map(\.name) == ["night"] && dater.draws == 10_000)
    }

    @Test("Millimetres of water are ten sevenths of a centimetre of snow")
    func water() throws {
        let (question, _) = try read(good.replacingOccurrences(of: "snowfall_cm", with: "snowfall_water_mm"))
        #expect(abs((question.weather[1].snowfall ?? 0) - 0.35) < 1e-12)
    }

    @Test("JSON is read like YAML")
    func json() throws {
        let text = #"""
            {"time_zone": "UTC", "last_without": "2025-02-14T22:00:00Z", "look": "2025-02-15T01:00:00Z",
             "weather": {"snowfall_cm": [0, 0, 0.3]}, "cues": {"roofs": {"state": "bare", "count": 5}}, "draws": 50}
            """#
        let (question, dater) = try read(text)
        #expect(question.cues == [.roofs(state: .bare, count: 5)] && dater.draws == 50)
    }

    @Test(
        "What is wrong is told with its line",
        arguments: [
            ("subject:", "subjekt:", "arrival.yaml:1:1", "did you mean 'subject'?"),
            ("Asia/Pyongyang", "UTC+9", "arrival.yaml:2:12", "time zone database"),
            ("2025-02-14T22:00:00Z\nlook", "2025-02-14T22:00:00\nlook", "arrival.yaml:3:15", "without its time zone"),
            ("2025-02-15T10:48:00+09:00", "2025-02-15", "arrival.yaml:4:7", "without a time"),
            ("[0, 0.5,", "[0, -0.5,", "arrival.yaml:6:20", "which is negative"),
            ("[-1, 0, 1, null]", "[-1, 0, 1]", "arrival.yaml:7:16", "has 3 hours, the snowfall 4"),
            ("state: bare", "state: bar", "arrival.yaml:9:19", "did you mean 'bare'?"),
            ("count: 4", "count: 0", "arrival.yaml:9:32", "from 1 to 200"),
            ("ground: white", "ground: wite", "arrival.yaml:10:11", "did you mean 'white'?"),
            ("clearing:", "clearin:", "arrival.yaml:12:3", "did you mean 'clearing'?"),
            (
                "{low: 0, mode: 0.02, high: 0.1}", "{low: 0, mode: 0.2, high: 0.1}", "arrival.yaml:12:13",
                "not in the order"
            ),
            ("{mean: 1.5}", "{men: 1.5}", "arrival.yaml:14:19", "did you mean 'mean'?"),
            ("factor: 3", "factor: 0", "arrival.yaml:16:47", "above 0"),
            ("until: 2025-02-15T01:00:00Z", "to: 2025-02-15T01:00:00Z", "arrival.yaml:17", "has no key 'to'"),
        ])
    func told(old: String, new: String, place: String, words: String) throws {
        let mistakes = try mistakes(old, new)
        #expect(mistakes.contains { $0.hasPrefix(place) && $0.contains(words) }, "\(mistakes)")
    }

    @Test("What must be there is asked for, all at once")
    func required() throws {
        let error = #expect(throws: CaseFilesError.self) { try read("subject: It") }
        let text = error?.description ?? ""
        for key in ["time_zone", "last_without", "look", "weather", "cues"] {
            #expect(text.contains("'\(key)'"), "\(text)")
        }
    }

    @Test("A case states what holds for all its arrivals, and each mistake comes with its line")
    func assumptions() throws {
        func read(_ text: String) throws -> (file: CaseFile?, mistakes: [Mistake]) {
            let source = SourceText(file: "case.yaml", text: text)
            var log = MistakeLog(source: source)
            let file = CaseFile(log: &log)
            return (file, log.sorted)
        }
        let head = "id: c\ntitle: C\nquestion: Q?\n"
        let (file, mistakes) = try read(
            head + """
                time_zone: Asia/Pyongyang
                arrivals:
                  clearing: together
                  parameters: {clearing: 0.05}
                  prior: {from_hour: 22, until_hour: 6, factor: 3}

                """)
        #expect(mistakes.isEmpty, "\(mistakes)")
        let arrivals = try #require(file?.arrivals)
        #expect(file?.timeZone == "Asia/Pyongyang" && arrivals.clearing == .together)
        #expect(arrivals.parameters == [.clearing: .fixed(0.05)])
        #expect(arrivals.prior == .hours(from: 22, until: 6, factor: 3))
        let (_, wrong) = try read(
            head + """
                time_zone: Asia/Nowhere
                arrivals:
                  clearing: sometimes
                  prior: {bins: [1, 2]}
                  snow: 3

                """)
        #expect(wrong.map { $0.position?.line } == [4, 6, 7, 8], "\(wrong)")
    }
}
