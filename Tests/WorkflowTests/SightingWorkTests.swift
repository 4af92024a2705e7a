import ActivityAnalysis
import Catalogue
import Evidence
import Findings
import Foundation
import Inquiry
import Rasters
import ScenarioSimulation
import Scenarios
import Sites
import Testing

@testable import Workflow

@Suite("Carriers that looks counted")
struct SightingWorkTests {
    private static let subject = Case(id: "c", title: "c", question: "?", site: DrawnPlace.site, models: [])

    private static func day(_ scene: Int) -> Int {
        Int(DrawnPlace.time(scene).middle.timeIntervalSince1970 / 86_400)
    }

    /// A wagon of sixty tonnes, and heating that takes six tonnes a day.
    private static func model(_ sightings: [CarrierSighting]) -> ScenarioModel {
        let load = ScenarioInput(id: "load", text: "load", number: UncertainNumber(60), unit: "t")
        let rate = ScenarioInput(id: "rate", text: "rate", number: UncertainNumber(6), unit: "t/d")
        var model = ScenarioModel(
            settings: ScenarioSettings(samples: 4000),
            scenarios: [
                Scenario(id: "all", text: "all"),
                Scenario(id: "half", text: "half", factors: [.init(input: "load", factor: 0.5)]),
                Scenario(id: "same", text: "the same as all"),
            ],
            carriers: [Carrier(id: "wagon", text: "wagon", load: load)],
            needs: [Need(id: "heat", text: "heating", purpose: .upkeep, kind: .rate(rate))])
        model.sightings = sightings
        return model
    }

    private static func study(
        _ sightings: [CarrierSighting], of catalogue: CatalogueInMemory? = nil
    ) async throws -> ScenarioStudy {
        let work = ScenarioWork(of: subject, model: model(sightings), units: UnitTables())
        let looks: CatalogueInMemory
        if let catalogue { looks = catalogue } else { looks = try await Self.looks() }
        return try work.study(
            counts: try await work.counts(from: looks, models: DrawnPlace.models), detail: .spreads)
    }

    /// Nine looks at tracks that were read, of which one counts tank cars, and one more that could tell nothing.
    private static func looks() async throws -> CatalogueInMemory {
        let catalogue = CatalogueInMemory()
        for number in 0..<10 {
            let scene = Scene(
                id: "scene \(number)", title: "", time: DrawnPlace.time(number),
                size: RasterSize(width: 10, height: 10),
                bands: [], files: [])
            let look = Look(
                id: "look \(number)", scene: scene.id, zone: "yard", coveredShare: 1, cloudShare: 0, visibleShare: 1,
                groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 1,
                usability: number == 9 ? .notUsable : .usable, reasons: number == 9 ? ["all is under cloud"] : [])
            func count(_ quantity: String, _ detected: Int, _ high: Int) -> Observation {
                Observation(
                    id: "\(quantity) \(number)", look: look.id, quantity: quantity,
                    result: number == 9
                        ? .undetermined(because: "all is under cloud")
                        : .count(detected: detected, low: detected, high: high, level: 0.8, method: ""),
                    detections: [], model: nil)
            }
            var observations = [count("rail vehicles", number == 6 ? 2 : 0, 4)]
            if number == 6 { observations.append(count("tank-car on tracks", 2, 4)) }
            func run(_ stage: String) -> StageRun {
                StageRun(
                    stage: stage, stageVersion: 1, softwareVersion: "0", subject: scene.id, configuration: "{}",
                    inputs: [])
            }
            try await catalogue.commit(RunBatch(run: run("ingest"), scenes: [scene]))
            try await catalogue.commit(RunBatch(run: run("look"), looks: [look]))
            try await catalogue.commit(RunBatch(run: run("observe"), observations: observations))
        }
        return catalogue
    }

    private static func counted(
        _ name: String, _ days: (Int?, Int?) = (nil, nil), zone: String = "yard", every: Double? = nil
    ) -> CarrierSighting {
        CarrierSighting(
            carrier: "wagon",
            number: .counted(CarrierCount(zone: zone, className: name, firstDay: days.0, lastDay: days.1)), days: every)
    }

    @Test func `the number comes from the looks, with its range, and they are named`() async throws {
        let study = try await Self.study([Self.counted("tank-car", every: 10)])
        let scale = try #require(study.scenarios[0].scales.first)
        let counted = try #require(scale.counted)
        // One look of nine shows two cars; what its range leaves over goes through the draws.
        #expect(counted.looks.map(\.look) == ["look 6"] && counted.middle == 2 && scale.count == 2)
        let middle = scale.amount.spread.p50
        #expect(middle == 120 && scale.amount.spread.deviation > 0)
        let expected = zip(counted.probabilities.indices, counted.probabilities).map { Double($0) * $1 * 60 }.reduce(
            0, +)
        #expect(abs(scale.amount.spread.mean - expected) < 4)
        #expect(scale.amount.remarks.contains { $0.contains("look 6") })
        #expect(scale.verdict.contains { $0.hasPrefix("The number rests on one look at Yard") })
        // Ten days of heating take 60 t: of the draws as many are above as have two cars or more.
        let more = counted.probabilities.dropFirst(2).reduce(0, +)
        #expect(abs((scale.exceedsUpkeep ?? 0) - more) < 0.02)
        // What looks show hangs on no scenario: half the load is half the amount, draw by draw.
        let difference = try #require(study.differences.first { $0.id == "scale.wagon.amount.more" })
        #expect(difference.spread.p50 == -60 && difference.base == "all" && difference.draws == 4000)
        #expect(study.differences.allSatisfy { $0.scenario == "half" })
    }

    @Test func `where no look could tell it is said, and there is no amount`() async throws {
        let day = Self.day(8)
        for sighting in [
            Self.counted("tank-car", (day + 5, day + 20)), Self.counted("submarine"),
            Self.counted("tank-car", zone: "quay"),
        ] {
            let study = try await Self.study([sighting])
            #expect(study.scenarios.allSatisfy { $0.scales.isEmpty && $0.outcomes.isEmpty })
            let said = try #require(study.sentences.first)
            #expect(said.hasPrefix("How many wagons came is not known") && study.sentences.count == 1)
        }
        // Looks that could tell and saw none are another thing.
        let none = try await Self.study([Self.counted("tank-car", (Self.day(0), Self.day(3)))])
        #expect(none.scenarios[0].scales.first?.count == 0)
        #expect(none.sentences.first?.hasPrefix("No wagon was seen") == true)
        #expect(none.sentences.contains { $0.hasPrefix("All 4 looks at Yard that could tell counted no tank-car") })
    }

    @Test func `cars that several looks show are not added up`() async throws {
        // Every look shows one or two ships that nobody followed from look to look; their counts together are far more.
        let study = try await Self.study(
            [Self.counted("ship", (Self.day(0), Self.day(3)))],
            of: try await DrawnPlace(scenes: 4).catalogue())
        let counted = try #require(study.scenarios[0].scales.first?.counted)
        let most = counted.looks.map(\.count.detected).max() ?? 0
        let sum = counted.looks.map(\.count.detected).reduce(0, +)
        let middle = try #require(counted.middle)
        #expect(counted.looks.count == 4 && most <= middle && middle < sum, "\(most) \(middle) \(sum)")
    }

    @Test func `a second sighting has ids of its own, and what hangs on no number keeps its id`() async throws {
        let sightings = [
            CarrierSighting(carrier: "wagon", number: .stated(4), days: 10),
            CarrierSighting(carrier: "wagon", number: .stated(7)),
        ]
        let study = try await Self.study(sightings)
        for (finding, load) in zip(study.scenarios, [60.0, 30, 60]) {
            func value(_ id: String) -> Double? { finding.outcomes.first { $0.id == id }?.spread.p50 }
            #expect(value("scale.wagon.amount") == 4 * load)
            #expect(value("scale.wagon.amount.sighting-2") == 7 * load)
            #expect(value("scale.wagon.heat.covers") == 4 * load / 6)
            #expect(value("scale.wagon.heat.covers.sighting-2") == 7 * load / 6)
            #expect(
                value("scale.heat.takes") == 6 && finding.outcomes.count { $0.id.hasPrefix("scale.heat.takes") } == 1)
            let ids = finding.outcomes.map(\.id)
            #expect(Set(ids).count == ids.count)
        }
        // What all scenarios say of both sightings stands once and names none of them.
        let cases = study.sentences.filter { $0.contains("In how many days it came is not stated") }
        #expect(!cases.isEmpty && Set(study.sentences).count == study.sentences.count)
        #expect(!study.sentences.contains { $0.hasPrefix("all, all") || $0.contains("same and same") })
        // Scales that differ by the scenario's name alone are shown once.
        #expect(study.distinct(\.scales).map(\.0.scenario) == ["all", "half"])
        #expect(study.ids.count == Set(study.ids).count)
        #expect(study.scenarios.allSatisfy { $0.scales.allSatisfy { $0.outcomes.allSatisfy(\.sample.isEmpty) } })
    }
}
