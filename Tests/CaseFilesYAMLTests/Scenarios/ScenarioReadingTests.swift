import Foundation
import Inquiry
import Scenarios
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("Scenarios of a case")
struct ScenarioReadingTests {
    private static func fixture() throws -> String {
        let file = try #require(Bundle.module.url(forResource: "Fixtures/scenarios-schedule", withExtension: "yaml"))
        return try String(contentsOf: file, encoding: .utf8)
    }

    private static func bench(_ scenarios: String) throws -> CaseBench {
        try CaseBench(["case.yaml": CaseBench.caseYAML + "scenarios: scenarios.yaml\n", "scenarios.yaml": scenarios])
    }

    @Test func `a phase network with its scenarios is read as it is written`() throws {
        let bench = try Self.bench(try Self.fixture())
        #expect(bench.check().isEmpty, "\(bench.check())")
        let model = try #require(try bench.read().scenarios)
        let schedule = try #require(model.schedule)
        #expect(model.settings == ScenarioSettings(samples: 200_000, seed: 12_345))
        // L waits for what is written after it; each phase stands behind those that it waits for.
        #expect(schedule.phases.count == 14)
        var before: Set<String> = []
        for phase in schedule.phases {
            #expect(phase.after.allSatisfy { before.contains($0.phase) }, "\(phase.id)")
            before.insert(phase.id)
        }
        let phases = Dictionary(uniqueKeysWithValues: schedule.phases.map { ($0.id, $0) })
        #expect(phases["C"]?.after == [Predecessor(phase: "A", fraction: 0.5)])
        #expect(phases["E"]?.ownDuration?.number == UncertainNumber(.pert, [5, 10, 24]))
        #expect(phases["E"]?.ownDuration?.basis.elicitedFrom == "one engineer")
        #expect(phases["FJ"]?.duration == .same("J"))
        #expect(phases["K2"]?.probability?.number.low == 0.35 && phases["K2"]?.isCorrelated == false)
        #expect(schedule.supports.last?.phases.count == 14)
        #expect(schedule.reference?.members.map(\.isFinished) == [true, false])
        #expect(schedule.begins == (try CalendarSpan("2025-02-15")))
        let comprehensive = try #require(model.scenarios.first { $0.id == "comprehensive" })
        #expect(comprehensive.factors.first { $0.input == "phases.I.duration" }?.factor == 0.3)
        #expect(comprehensive.replacements.map(\.id) == ["phases.K2.probability"])
        #expect(model.scenarios.last?.without == ["F", "FJ"] && model.scenarios.last?.basedOn == "comprehensive")
    }

    @Test func `each number knows its place in the file`() throws {
        let bench = try Self.bench(try Self.fixture())
        let contents = try withExtendedLifetime(bench) { try bench.folder.contents() }
        #expect(contents.inputPlaces["phases.A.duration"]?.description == "scenarios.yaml:10:49")
    }

    @Test func `a share in per cent becomes a share`() throws {
        let model = try #require(try Self.bench(try Self.fixture()).read().scenarios)
        let probability = try #require(model.scenarios.first { $0.id == "comprehensive" }?.replacements.first)
        #expect(abs(probability.number.low - 0.2) < 1e-12)
        #expect(probability.stated == "20 %" && probability.basis.elicitedFrom == "another engineer")
    }

    /// A schedule of two phases of which one line is replaced.
    private static func schedule(_ line: Int, _ text: String) -> String {
        var lines = [
            "schedule:",
            "  phases:",
            "    - {id: A, text: first, duration: [2, 4, 9]}",
            "    - {id: B, text: second, after: A, duration: [1, 2, 3]}",
            "  milestones: [{id: end, text: the end, after: B}]",
            "scenarios:",
            "  - {id: none, text: nothing}",
        ]
        lines[line - 1] = text
        return lines.joined(separator: "\n") + "\n"
    }

    @Test(arguments: [
        (3, "    - {id: A, text: first, after: B, duration: [2, 4, 9]}", 3, 7, "in a circle: A after B after A"),
        (3, "    - {id: A, text: first, duration: [5, 4, 9]}", 3, 42, "the least, 5, is above the most likely, 4"),
        (3, "    - {id: A, text: first, duration: [2, 4, 3]}", 3, 45, "the most likely, 4, is above the greatest, 3"),
        (3, "    - {id: A, text: first, duration: -2}", 3, 38, "duration of first ('phases.A.duration') is -2 month"),
        (3, "    - {id: A, text: first, duration: {value: 3, unit: t}}", 3, 55, "t and month do not convert"),
        (3, "    - {id: A, text: first, duration: 3, probability: 1.5}", 3, 54, "is 1.5"),
        (3, "    - {id: A, text: first}", 3, 7, "does not say how long it takes"),
        (3, "    - {id: A, text: first, same_as: Z}", 3, 37, "which has no duration of its own"),
        (4, "    - {id: B, text: second, after: X, duration: 1}", 4, 36, "there is no phase 'X'"),
        (4, "    - {id: B, text: second, after: {phase: A, fraction: 1.2}, duration: 1}", 4, 57, "'fraction' is 1.2"),
        (5, "  milestones: [{id: end, text: the end, after: C}]", 5, 48, "there is no phase 'C'"),
        (7, "  - {id: none, text: nothing, multiply: {Z: 2}}", 7, 42, "there is no input and no phase 'Z'"),
        (7, "  - {id: none, text: nothing, multiply: {A: -2}}", 7, 45, "the factor of 'A' is '-2'"),
        (
            7, "  - {id: none, text: nothing, set: {phases.C.duration: 2}}", 7, 37,
            "there is no input 'phases.C.duration'"
        ),
        (7, "  - {id: none, text: nothing, based_on: none}", 7, 5, "is based on itself"),
        (7, "  - {id: none, text: nothing, hypotheses: [H1]}", 7, 43, "the case states no hypotheses"),
    ])
    func `a mistake is told where it stands`(
        line: Int, text: String, atLine: Int, column: Int, message: String
    ) throws {
        let found = try Self.bench(Self.schedule(line, text)).check()
        let mistake = try #require(found.first { $0.problem.contains(message) }, "\(found)")
        #expect(mistake.file == "scenarios.yaml")
        #expect(mistake.position?.line == atLine && mistake.position?.column == column, "\(mistake)")
    }

    @Test(arguments: [
        (3, "    - {id: A, text: first, duration: [5, 4, 9]}", "is above the most likely"),
        (3, "    - {id: A, text: first}", "does not say how long it takes"),
        (3, "    - {id: A, text: first, after: B, duration: [2, 4, 9]}", "in a circle"),
        (3, "    - {id: A, text: first, duration: 1, probability: 2}", "'phases.A.probability'"),
        (5, "  milestones: [{id: end, text: the end, after: []}]", "waits for nothing"),
    ])
    func `one mistake is told once`(line: Int, text: String, message: String) throws {
        let scenario =
            "  - {id: n, text: n, multiply: {A: 2, B: 2}, set: {phases.A.duration: 2PROBABILITY}, without: [A]}"
        let more = line == 3 && text.contains("probability") ? ", phases.A.probability: 1" : ""
        let whole = Self.schedule(line, text).replacingOccurrences(
            of: "  - {id: none, text: nothing}", with: scenario.replacingOccurrences(of: "PROBABILITY", with: more))
        let found = try Self.bench(whole).check().filter { $0.severity == .error }
        #expect(found.count == 1 && found.first?.problem.contains(message) == true, "\(found)")
    }

    @Test func `what was mistaken elsewhere is known by its name`() throws {
        let whole = Self.schedule(
            1,
            """
            carriers: [{id: car, text: car, load: 0}]
            seen: [{carrier: car, count: 2}]
            fuels: [{id: peat, heat: -1}]
            needs:
              - {id: n, text: n, purpose: upkeep, fuel: peat, carriers: [car], power: {output: 1, efficiency: 0.5}}
            plant:
              text: works
              stream_days: 300
              leading_unit: u
              utilisation: 1
              units: [{id: u, text: u, capacity: -1}, {id: v, text: v, capacity: 1, takes: [a]}]
              feeds: [{id: f, text: f, yields: [{id: a, text: a, yield: 101}]}]
            schedule:
            """
        ).replacingOccurrences(
            of: "nothing}", with: "nothing, multiply: {carriers.car.load: 2, plant.feeds.f.a.yield: 0.5}}")
        let found = try Self.bench(whole).check().filter { $0.severity == .error }
        #expect(found.count == 4, "\(found)")
    }

    @Test func `yields must come to a hundred in each scenario`() throws {
        let whole = Self.schedule(
            1,
            """
            plant:
              text: works
              stream_days: 300
              leading_unit: u
              utilisation: 1
              units: [{id: u, text: u, capacity: 1}]
              feeds:
                - {id: f, text: f, yields: [{id: a, text: a, yield: 40}, {id: b, text: b, yield: 60}]}
            schedule:
            """)
        #expect(try Self.bench(whole).check().filter { $0.severity == .error } == [])
        func changed(_ set: String) throws -> [Mistake] {
            try Self.bench(whole.replacingOccurrences(of: "nothing}", with: "nothing, \(set)}")).check().filter {
                $0.severity == .error
            }
        }
        expectOne(
            try changed("set: {plant.feeds.f.a.yield: 99}"), "scenarios.yaml", 15, 37,
            "in the scenario 'none' the yields of 'f' are over 100 % together: 159 %")
        expectOne(try changed("multiply: {plant.feeds.f.a.yield: 0.5}"), "scenarios.yaml", 15, 42, "only 80 % together")
        #expect(try changed("set: {plant.feeds.f.a.yield: 30, plant.feeds.f.b.yield: 70}") == [])
    }

    @Test(arguments: ["\\e[2J", "a\\nb", "\\x9b1m", "\\u202e", "\\0"])
    func `characters that a terminal obeys are refused`(character: String) throws {
        let found = try Self.bench(Self.schedule(7, "  - {id: none, text: \"no\(character)thing\"}")).check()
        let mistakes = found.filter { $0.severity == .error }
        expectOne(mistakes, "scenarios.yaml", 7, 22, "a text holds the control character U+")
        #expect(
            !mistakes.contains { $0.description.unicodeScalars.contains { $0.properties.generalCategory == .control } })
    }

    @Test func `a scenario may not make of a number what it cannot be`() throws {
        let text = Self.schedule(4, "    - {id: B, text: second, after: A, duration: 1, probability: 0.4}")
            .replacingOccurrences(of: "text: nothing}", with: "text: nothing, multiply: {phases.B.probability: 3}}")
        expectOne(
            try Self.bench(text).check().filter { $0.severity == .error }, "scenarios.yaml", 7, 5,
            "makes 'phases.B.probability' 1.2")
    }

    @Test func `progress that contradicts itself is told`() throws {
        let text = Self.schedule(
            1,
            "schedule:\n  begins: 2025-01\n  progress: [{phase: B, began: 2025-03}, {phase: A, not_ended_on: 2025-06}]")
        let found = try Self.bench(text).check().filter { $0.severity == .error }
        #expect(found.count == 1 && found.first?.position?.line == 2, "\(found)")
    }

    @Test func `both units are named where one does not convert`() throws {
        let text = Self.schedule(3, "    - {id: A, text: first, duration: {value: 3, unit: t}}")
        let found = try Self.bench(text).check()
        #expect(found.contains { $0.problem.contains("t and month") }, "\(found)")
    }
}
