import Foundation
import Testing

extension EndToEnd {
    @Suite("Hypotheses weighed, by the program")
    struct AssessTests {
        /// A base that was watched from the road: another kind of place, no imagery, three hypotheses.
        private static let base = """
            id: airbase
            title: Airbase
            question: Is the base being made ready for a squadron?
            hypotheses:
              - {id: ready, text: the base is being made ready for a squadron, prior: 0.2}
              - {id: exercise, text: an exercise is being held at the base, prior: 0.3}
              - {id: nothing, text: the base is run as always, prior: 0.5}
            indicators:
              - id: fuel
                text: new fuel tanks
                group: works
                statements: [{outcome: seen, date: 2025-03-01, note: two tanks were set down}]
                likelihood: {ready: [0.5, 0.7, 0.9], exercise: [0.1, 0.2, 0.3], nothing: [0.02, 0.05, 0.1]}
              - id: runway
                text: the runway is being resurfaced
                group: works
                statements: [{outcome: not seen, date: 2025-04-01, note: the whole runway was looked at}]
                likelihood: {ready: 0.5, exercise: 0.05, nothing: 0.1}
              - id: aircraft
                text: more than six aircraft on the apron
                likelihood: {ready: [0.2, 0.4, 0.6], exercise: [0.5, 0.8, 0.9], nothing: [0.02, 0.05, 0.1]}
            assessment: {dependence: independent, samples: 2000}

            """

        private func folder(_ scratch: Scratch, case text: String = Self.base) throws -> String {
            try scratch.place("airbase", zone: "apron", case: text)
        }

        @Test("A case without imagery is weighed by what people say; as of a day only what was known by then counts")
        func statements() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let ended = try await Program.revisit("assess", folder, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            let object = try #require(try ended.events().first)
            let hypotheses = try #require(object["hypotheses"] as? [[String: any Sendable]])
            // 0.2 × 0.7 × 0.5 : 0.3 × 0.2 × 0.95 : 0.5 × 0.05 × 0.9, worked out by hand.
            let weights = [0.07, 0.057, 0.0225]
            for (hypothesis, weight) in zip(hypotheses, weights) {
                let found = try #require(hypothesis["posterior"] as? Double)
                #expect(abs(found - weight / 0.1495) < 1e-12)
            }
            #expect(object["leading"] as? String == "ready")
            let again = try await Program.revisit("assess", folder, "--json")
            #expect(again.output == ended.output)
            // On one processor the draws are made by one thread.
            let alone = try await Program.shell("taskset -c 0 \"$@\"", ["assess", folder, "--json"])
            #expect(alone.output == ended.output, "\(alone.errors)")
            let early = try await Program.revisit("assess", folder, "--json", "--as-of", "2025-03-15")
            let then = try #require(try early.events().first?["hypotheses"] as? [[String: any Sendable]])
            #expect(abs((then[0]["posterior"] as? Double ?? 0) - 0.14 / 0.225) < 1e-12)
            let before = try await Program.revisit("assess", folder, "--json", "--as-of", "2025-02-01")
            let first = try #require(try before.events().first?["hypotheses"] as? [[String: any Sendable]])
            for (hypothesis, prior) in zip(first, [0.2, 0.3, 0.5]) {
                #expect(abs((hypothesis["posterior"] as? Double ?? 0) - prior) < 1e-12)
            }
        }

        @Test("The answer for people begins with the judgement, likelihood and confidence apart")
        func text() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let ended = try await Program.revisit("assess", folder)
            #expect(ended.code == 0, "\(ended.errors)")
            let lines = ended.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines[0] == "Is the base being made ready for a squadron?")
            #expect(
                lines[2].hasPrefix("There is a roughly even chance (45–55 %; 0.47) that the base is being made ready"))
            let confident = lines.filter { $0.contains("confidence in this judgement") }
            #expect(confident.count == 1 && !confident[0].contains("likely"))
            let explained = try await Program.revisit("assess", "explain", folder, "--indicator", "runway")
            #expect(explained.output.contains("the whole runway was looked at"))
            #expect(explained.output.contains("P(reading | ready) 0.500"))
            let unknown = try await Program.revisit("assess", "explain", folder, "--indicator", "nowhere")
            #expect(unknown.code == 2 && unknown.errors.contains("it has fuel, runway, aircraft"))
            let collected = try await Program.revisit("assess", "collect", folder, "--json")
            #expect(try collected.events().map { $0["indicator"] as? String } == ["aircraft"])
        }

        @Test("What the program writes of a judgement passes its own linter")
        func lints() async throws {
            let scratch = try Scratch()
            for (settings, scale) in [
                ("{dependence: independent, words: icd203, row: 2}", "icd203"), ("{words: phia}", "phia"),
                ("{words: ipcc}", "ipcc"),
            ] {
                let folder = try folder(
                    scratch,
                    case: Self.base.replacingOccurrences(of: "{dependence: independent, samples: 2000}", with: settings)
                )
                let told = try await Program.revisit("assess", folder, "--quiet")
                try scratch.write(told.output, to: "judgement.md")
                let linted = try await Program.revisit(
                    "lint", scratch.path + "/judgement.md", "--strict", "--scale", scale)
                #expect(linted.code == 0, "\(settings): \(told.output)\(linted.output)")
            }
        }

        @Test("What a source is worth moves the answer, and a copy of it does not")
        func reliability() async throws {
            let scratch = try Scratch()
            let text = Self.base.replacingOccurrences(
                of: "date: 2025-03-01,", with: "sources: [first, copy], date: 2025-03-01,")
            let folder = try folder(scratch, case: text)
            var found: [String: Double] = [:]
            for (grade, copy) in [("A1", "A1"), ("C3", "A1"), ("C3", "C3"), ("E5", "A1")] {
                try scratch.write(
                    """
                    sources:
                      - {id: first, title: First, grade: \(grade), published: 2025-02-28}
                      - {id: copy, title: Copy, grade: \(copy), published: 2025-03-01, based_on: first}

                    """, to: "airbase/sources.yaml")
                let ended = try await Program.revisit("assess", folder, "--json")
                #expect(ended.code == 0, "\(ended.errors)")
                let hypotheses = try #require(try ended.events().first?["hypotheses"] as? [[String: any Sendable]])
                found[grade + copy] = hypotheses[0]["posterior"] as? Double
            }
            #expect(found["C3A1"] == found["C3C3"])
            let told = ["E5A1", "C3A1", "A1A1"].compactMap { found[$0] }
            #expect(told.count == 3 && told == told.sorted() && told[0] < told[2] - 0.1)
            // P(said | H) = 0.65 L + 0.35 m, m = 0.2 × 0.7 + 0.3 × 0.2 + 0.5 × 0.05, worked out by hand.
            let mean = 0.225
            let weights = [(0.2, 0.7, 0.5), (0.3, 0.2, 0.95), (0.5, 0.05, 0.9)].map { prior, fuel, runway in
                prior * (0.65 * fuel + 0.35 * mean) * runway
            }
            #expect(abs((found["C3C3"] ?? 0) - weights[0] / weights.reduce(0, +)) < 1e-12)
            try scratch.write(
                "sources: [{id: first, title: First, grade: B2, based_on: copy}, {id: copy, title: Copy, grade: B2, based_on: first}]\n",
                to: "airbase/sources.yaml")
            let circle = try await Program.revisit("assess", folder)
            #expect(circle.code == 1 && circle.errors.contains("cites itself in a circle"), "\(circle.errors)")
        }

        @Test("Forecasts are put on record, never lost, and scored when it is known what is so")
        func forecasts() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let none = try await Program.revisit("assess", "score", folder)
            #expect(none.code == 2 && none.errors.contains("assess settle"))
            for _ in 0..<2 {
                let ended = try await Program.revisit("assess", "record", folder, "--by", "anna")
                #expect(ended.code == 0, "\(ended.errors)")
            }
            let wrong = try await Program.revisit("assess", "settle", folder, "peace")
            #expect(wrong.code == 2 && wrong.errors.contains("ready, exercise, nothing"))
            let settled = try await Program.revisit(
                "assess", "settle", folder, "ready", "--on", "2099-01-01", "--by", "anna")
            #expect(settled.code == 0, "\(settled.errors)")
            let scored = try await Program.revisit("assess", "score", folder, "--json")
            let object = try #require(try scored.events().first)
            #expect(object["forecasts"] as? Int == 2)
            let shares = [0.07, 0.057, 0.0225].map { $0 / 0.1495 }
            let brier = pow(1 - shares[0], 2) + pow(shares[1], 2) + pow(shares[2], 2)
            #expect(abs((object["brier"] as? Double ?? 0) - brier) < 1e-9)
            // A line that a crash cut off is kept beside the file and passed over.
            let log = try scratch.text("airbase/forecasts.jsonl")
            try scratch.write(log + "{\"forecast\":{\"by", to: "airbase/forecasts.jsonl")
            let torn = try await Program.revisit("assess", "record", folder, "--by", "bert")
            #expect(torn.code == 0, "\(torn.errors)")
            #expect(scratch.exists("airbase/forecasts.jsonl.torn"))
            #expect(try scratch.text("airbase/forecasts.jsonl").hasPrefix(log))
        }

        @Test(
            "A case without hypotheses, a day that is none and evidence that nothing leaves room for are told in a sentence"
        )
        func wrong() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let day = try await Program.revisit("assess", folder, "--as-of", "soon")
            #expect(day.code == 2 && day.errors.contains("--as-of must be a day"))
            try scratch.write(
                Self.base.replacingOccurrences(
                    of: "{ready: 0.5, exercise: 0.05, nothing: 0.1}", with: "{ready: 1, exercise: 1, nothing: 1}"),
                to: "airbase/case.yaml")
            let impossible = try await Program.revisit("assess", folder)
            #expect(impossible.code == 1)
            #expect(impossible.errors.contains("What was read of runway is impossible under every hypothesis"))
            #expect(
                impossible.errors.contains("case.yaml:18:17: error: the likelihoods of 'runway'"),
                "\(impossible.errors)")
            let end = try #require(Self.base.range(of: "hypotheses:"))
            try scratch.write(String(Self.base[..<end.lowerBound]), to: "airbase/case.yaml")
            let none = try await Program.revisit("assess", folder)
            #expect(none.code == 2 && none.errors.contains("states no hypotheses yet"))
        }
    }
}
