import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit arrival estimate")
    struct ArrivalTests {
        /// The published reference case as a file, its snowfall from the earliest hour.
        private func reference(_ change: (String) -> String = { $0 }) -> String {
            let snowfall = (0..<72).reversed().map { hour in
                switch hour {
                case 4: "0.2"
                case 8..<14: "0.5"
                case 54..<60: "0.7"
                default: "0"
                }
            }.joined(separator: ", ")
            return change(
                """
                subject: The train
                time_zone: Asia/Pyongyang
                place: {longitude: 130.34861, latitude: 42.31194}
                last_without: 2025-02-12T01:48:00Z
                look: 2025-02-15T01:48:00Z
                weather:
                  snowfall_cm: [\(snowfall)]
                cues:
                  roofs: bare
                parameters: {clearing: 0.02, roof_visibility: 0.5}
                windows:
                  - {name: the last 8 hours, from: 2025-02-14T17:48:00Z, until: 2025-02-15T01:48:00Z}

                """)
        }

        private func estimate(_ scratch: Scratch, _ arguments: String...) async throws -> Program.Ended {
            try await Running(
                Program.path, ["arrival", "estimate", "--input", "train.yaml"] + arguments, in: scratch.path
            ).end()
        }

        @Test("gives the published probability, the key assumption and a figure, and the same bytes each time")
        func published() async throws {
            let scratch = try Scratch()
            try scratch.write(reference(), to: "train.yaml")
            let first = try await estimate(scratch, "--json", "-o", "figure.json")
            #expect(first.code == 0, "\(first.errors)")
            let again = try await estimate(scratch, "--json", "-o", "again.json")
            #expect(first.output == again.output)
            #expect(try scratch.read("figure.json") == scratch.read("again.json"))
            let answer = try #require(try first.events().first)
            let windows = try #require(answer["windows"] as? [[String: Any]])
            #expect(abs((windows[0]["probability"] as? Double ?? 0) - 0.819) < 0.0005)
            #expect(windows.count == 2 && windows[1]["name"] as? String == "six hours before sunrise to the look")
            let assumptions = try #require(answer["assumptions"] as? [[String: Any]])
            #expect(assumptions.first?["id"] as? String == "clearing")
            #expect(abs((answer["evidence"] as? Double ?? 0) - 0.1308) < 0.00005)
            let table = try await estimate(scratch)
            #expect(table.output.contains("81.9 %") && table.output.contains("nobody having cleared the roofs by hand"))
            let figure = try await estimate(scratch, "--plotly")
            #expect(try Data(figure.output.utf8) == scratch.read("figure.json"))
        }

        @Test("ends with a sentence where the file is wrong, where it asks for nothing, and where it does not exist")
        func wrong() async throws {
            let scratch = try Scratch()
            try scratch.write(reference { $0.replacingOccurrences(of: "cues:", with: "cue:") }, to: "train.yaml")
            let unknown = try await estimate(scratch)
            #expect(
                unknown.code == 1 && unknown.errors.contains("train.yaml:8:1: error: an arrival file has no key 'cue'"))
            try scratch.write(
                reference { $0.replacingOccurrences(of: "2025-02-12T01:48:00Z", with: "2025-02-15T01:48:00Z") },
                to: "train.yaml")
            let empty = try await estimate(scratch)
            #expect(empty.code == 1 && empty.errors.contains("The window has no length"))
            #expect(empty.output.isEmpty && empty.errorLines.count == 1)
            let missing = try await Program.revisit("arrival", "estimate", "--input", scratch.path + "/none.yaml")
            #expect(missing.code == 1 && missing.errors.contains("the file does not exist"))
            try scratch.write(reference(), to: "train.yaml")
            let nowhere = try await estimate(scratch, "-o", "no/folder/figure.json")
            #expect(nowhere.code == 1 && nowhere.errors.contains("its folder does not exist"))
        }
    }
}
