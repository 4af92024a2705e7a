import Foundation
import Testing

extension EndToEnd {
    @Suite("What assess prints, for people")
    struct AssessTablesTests {
        /// Ids of any length, one reading that excludes, one indicator of which it is known how often looks can be had.
        private static let base = """
            id: airbase
            title: Airbase
            question: Is the base being made ready for a squadron?
            hypotheses:
              - {id: ready, text: the base is being made ready for a squadron, prior: 0.2}
              - {id: exercise-of-the-reserve, text: an exercise is being held at the base, prior: 0.3}
              - {id: nothing, text: the base is run as always, prior: 0.5}
            indicators:
              - id: fuel
                text: new fuel tanks
                statements: [{outcome: seen, date: 2025-03-01, note: two tanks were set down}]
                likelihood: {ready: [0.5, 0.7, 0.9], exercise-of-the-reserve: 0, nothing: [0.02, 0.05, 0.1]}
              - id: runway-resurfaced-in-full
                text: the runway is being resurfaced
                statements: [{outcome: not seen, date: 2025-04-01, note: the whole runway was looked at}]
                likelihood: {ready: 0.5, exercise-of-the-reserve: 0.05, nothing: 0.1}
              - id: aircraft
                text: more than six aircraft on the apron
                likelihood: {ready: [0.2, 0.4, 0.6], exercise-of-the-reserve: [0.5, 0.8, 0.9], nothing: [0.02, 0.05, 0.1]}
              - id: trucks
                text: fuel trucks at the gate
                revisit_days: 10
                likelihood: {ready: [0.2, 0.3, 0.6], exercise-of-the-reserve: [0.5, 0.8, 0.9], nothing: [0.05, 0.1, 0.2]}
            assessment: {dependence: independent, samples: 1000, cloud: 0.5}

            """

        private func folder(_ scratch: Scratch, _ text: String = Self.base) throws -> String {
            try scratch.place("airbase", zone: "apron", case: text)
        }

        /// Where a word starts in each of the lines that hold it.
        private func starts(_ words: [String], in text: String) -> [Int] {
            text.split(separator: "\n").flatMap { line in
                words.compactMap { word in
                    line.range(of: word).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
                }
            }
        }

        @Test("Columns stand under each other, however long the ids are")
        func columns() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let explained = try await Program.revisit("assess", "explain", folder)
            #expect(explained.code == 0, "\(explained.errors)")
            let lines = explained.output.components(separatedBy: "\n")
            let head = try #require(lines.firstIndex { $0.contains("credibility") })
            let table = lines[head..<(head + 3)]
            let columns = ["credibility", "relevance", "nothing"].compactMap { lines[head].range(of: $0)?.lowerBound }
            #expect(columns.count == 3)
            for line in table {
                // Before each column stand two spaces, and in it something.
                for column in columns {
                    let place = lines[head].distance(from: lines[head].startIndex, to: column)
                    let cells = Array(line)
                    #expect(cells.count > place && cells[place] != " " && cells[place - 1] == " ", "\(line)")
                }
            }
            let fuel = try await Program.revisit("assess", "explain", folder, "--indicator", "fuel")
            #expect(Set(starts(["told "], in: fuel.output)).count == 1)
            #expect(
                Set(starts(["P(reading | ready)", "P(reading | exercise", "P(reading | nothing)"], in: fuel.output))
                    .count == 1)
            let answer = try await Program.revisit("assess", folder)
            let shares = answer.output.components(separatedBy: "\n").drop { !$0.hasPrefix("hypothesis") }.prefix(4)
            #expect(Set(starts(["before", "0.200", "0.300", "0.500"], in: shares.joined(separator: "\n"))).count == 1)
        }

        @Test("What excludes a hypothesis is said in a word, and is no number, for people and for machines")
        func exclusion() async throws {
            let scratch = try Scratch()
            // Two hypotheses, so that the one that is excluded is the runner-up.
            let text = """
                id: airbase
                title: Airbase
                question: Is the base being made ready for a squadron?
                hypotheses:
                  - {id: ready, text: the base is being made ready for a squadron, prior: 0.2}
                  - {id: nothing, text: the base is run as always, prior: 0.8}
                indicators:
                  - id: fuel
                    text: new fuel tanks
                    statements: [{outcome: seen, date: 2025-03-01, note: two tanks were set down}]
                    likelihood: {ready: 0.7, nothing: 0}

                """
            let folder = try folder(scratch, text)
            let told = try await Program.revisit("assess", folder)
            #expect(told.output.contains("excludes nothing"), "\(told.output)\(told.errors)")
            let object = try #require(try await Program.revisit("assess", folder, "--json").events().first)
            let evidence = try #require((object["evidence"] as? [[String: any Sendable]])?.first)
            #expect(evidence["ratio"] == nil && evidence["excludes"] as? [String] == ["nothing"])
        }

        @Test("Where nobody said how often looks can be had, what they would bring is unknown, and said to be")
        func collection() async throws {
            let scratch = try Scratch()
            let folder = try folder(scratch)
            let told = try await Program.revisit("assess", "collect", folder)
            #expect(told.code == 0, "\(told.errors)")
            let lines = told.output.components(separatedBy: "\n")
            let aircraft = try #require(lines.first { $0.hasPrefix("aircraft") })
            let trucks = try #require(lines.first { $0.hasPrefix("trucks") })
            #expect(aircraft.contains("unknown") && !trucks.contains("unknown"))
            #expect(told.output.contains("Nobody said how often looks can be had ('revisit_days')"))
            #expect(lines.contains { $0.hasPrefix("Of one indicator nobody said how often") })
            let objects = try await Program.revisit("assess", "collect", folder, "--json").events()
            for object in objects {
                let isKnown = object["indicator"] as? String == "trucks"
                #expect((object["expected_drop"] is Double) == isKnown)
                #expect(object["entropy_drop"] is Double)
            }
        }

        @Test("Looks behind an indicator are named by time, scene and zone, never by a digest")
        func looks() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let subject = folder + "/case.yaml"
            let hypotheses = """

                hypotheses:
                  - {id: busy, text: the harbour is busy, prior: 0.5}
                  - {id: idle, text: the harbour is idle, prior: 0.5}
                indicators:
                  - id: ships
                    text: a ship at the quay
                    rule: {count: ship, at_least: 1, zone: quay}
                    likelihood: {busy: 0.9, idle: 0.2}

                """
            try (String(contentsOfFile: subject, encoding: .utf8) + hypotheses)
                .write(toFile: subject, atomically: true, encoding: .utf8)
            let ran = try await Program.revisit("run", folder, "--quiet")
            #expect(ran.code == 0, "\(ran.errors)")
            let explained = try await Program.revisit("assess", "explain", folder, "--indicator", "ships")
            #expect(explained.code == 0, "\(explained.errors)")
            #expect(explained.output.contains("rests on "))
            let named = explained.output.split(separator: "\n").filter { $0.contains("harbour_2024-01-0") }
            #expect(
                !named.isEmpty && named.allSatisfy { $0.hasPrefix("    2024-01-0") && $0.hasSuffix("Quay") },
                "\(explained.output)")
            #expect(explained.output.firstMatch(of: #/[0-9a-f]{32}/#) == nil, "\(explained.output)")
        }
    }
}
