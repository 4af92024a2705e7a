import Foundation
import Testing

extension EndToEnd {
    /// Facts of the worked example, held against values that were computed elsewhere: the assessment and the schedule with
    /// numpy (100 000 and 200 000 draws), the survivor function and the scale test by hand.
    @Suite("Sungri without imagery, by the program")
    struct SungriFactsTests {
        private static let cases = Program.repository.appending(path: "Cases")

        /// The texts of the case, without scenes and catalogue, so that it is the same whatever was run in the tree.
        private func texts(_ scratch: Scratch) throws -> String {
            let folder = scratch.path + "/sungri"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let source = Self.cases.appending(path: "rason")
            for name in [
                "case.yaml", "indicators.yaml", "sources.yaml", "scenarios.yaml", "site.geojson", "judgements",
            ] {
                try FileManager.default.copyItem(
                    atPath: source.appending(path: name).path, toPath: folder + "/" + name)
            }
            return folder
        }

        private func answer(_ folder: String) async throws -> [String: any Sendable] {
            let ended = try await Program.revisit("assess", folder, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            return try #require(try ended.events().first)
        }

        @Test("By the abstract alone, the depot leads with 0.692, and restart has 0.108, 0.068 to 0.163")
        func abstractAlone() async throws {
            let answer = try await answer(Self.cases.appending(path: "rason-abstract").path)
            let told = try #require(answer["hypotheses"] as? [[String: any Sendable]])
            for (hypothesis, expected) in zip(told, [0.108, 0.097, 0.692, 0.010, 0.093]) {
                #expect(abs((hypothesis["posterior"] as? Double ?? 0) - expected) < 0.0006)
            }
            let range = try #require(told.first?["percentiles"] as? [String: any Sendable])
            for (name, expected) in [("p10", 0.068), ("p50", 0.107), ("p90", 0.163)] {
                #expect(abs((range[name] as? Double ?? 0) - expected) < 0.001)
            }
            let other = try #require(answer["analysts"] as? [String: any Sendable])
            let answers = try #require(other["answers"] as? [[String: any Sendable]])
            let withoutWorks = try #require(answers.last?["posteriors"] as? [Double])
            for (found, expected) in zip(withoutWorks, [0.053, 0.107, 0.722, 0.008, 0.109]) {
                #expect(abs(found - expected) < 0.0006)
            }
        }

        @Test("The abstract's own assessment stands beside the case's, and both cases agree on it")
        func besides() async throws {
            let scratch = try Scratch()
            let other = try #require(try await answer(try texts(scratch))["analysts"] as? [String: any Sendable])
            let answers = try #require(other["answers"] as? [[String: any Sendable]])
            let beside = try #require(answers.last?["posteriors"] as? [Double])
            let alone = try await answer(Self.cases.appending(path: "rason-abstract").path)
            let told = try #require(alone["hypotheses"] as? [[String: any Sendable]]).compactMap {
                $0["posterior"] as? Double
            }
            #expect(beside.count == 5 && told.count == 5)
            for (one, another) in zip(beside, told) { #expect(abs(one - another) < 1e-9) }
            let together = try #require(other["pooled"] as? [Double])
            let own = try #require(answers.first?["posteriors"] as? [Double])
            for (one, another) in zip(together, own) { #expect(abs(one - another) < 1e-5) }
        }

        @Test("A stop since 1994 put down to sanctions of 2006 is found, and so are the other known slips")
        func contradictions() async throws {
            let scratch = try Scratch()
            let ended = try await Program.revisit("source", "check", try texts(scratch))
            #expect(ended.code == 0, "\(ended.errors)")
            for expected in [
                "stopped since 1994, is said to be because of “UN sanctions on the DPRK", "at least 11.8 years later",
                "1994-06 by ajunews (B2) [stopped-1994] against 2009 by rfa-2015", "at least 17.9 bbl/t",
                "1429 L/t is 8.988 bbl/t", "its 3 parts are 111 % together", "29.4 km by nocut", "350 MW by librewiki",
            ] {
                #expect(ended.output.contains(expected), "\(expected)")
            }
        }

        @Test("Schedule, other restarts and scale test come out as they were computed elsewhere")
        func scenarios() async throws {
            let scratch = try Scratch()
            let folder = try texts(scratch)
            let ended = try await Program.revisit("scenario", "run", folder, "--json", "--samples", "40000")
            #expect(ended.code == 0, "\(ended.errors)")
            let events = try ended.events()
            func spread(_ scenario: String, _ id: String) throws -> [String: any Sendable] {
                let event = try #require(events.first { $0["scenario"] as? String == scenario })
                let outcomes = try #require(event["outcomes"] as? [[String: any Sendable]])
                return try #require(outcomes.first { $0["id"] as? String == id }?["spread"] as? [String: any Sendable])
            }
            // Percentiles 10, 50 and 90 in months.
            let schedule: [(String, String, [Double])] = [
                ("none", "schedule.first-oil", [23.7, 33.0, 43.8]), ("none", "schedule.half", [26.7, 36.9, 48.7]),
                ("partial", "schedule.first-oil", [19.6, 27.3, 36.3]),
                ("partial", "schedule.half", [22.0, 30.5, 40.4]),
                ("comprehensive", "schedule.first-oil", [13.6, 18.9, 25.2]),
                ("comprehensive", "schedule.half", [15.5, 21.5, 28.6]),
                ("apart", "schedule.first-oil", [27.2, 33.6, 40.9]),
            ]
            for (scenario, id, expected) in schedule {
                let percentiles = try #require(try spread(scenario, id)["percentiles"] as? [Double])
                try #require(percentiles.count == 99)
                for (place, months) in zip([9, 49, 89], expected) {
                    #expect(abs(percentiles[place] - months) < 0.3, "\(scenario) \(id): \(percentiles[place])")
                }
            }
            let outside = try #require(events.first { $0["event"] as? String == "outside_view" })
            #expect(outside["median"] as? Double == 21.8)
            let weibull = try #require(outside["weibull"] as? [String: any Sendable])
            #expect(abs((weibull["shape"] as? Double ?? 0) - 0.728) < 0.001)
            // Five cars: 200, 300 or 330 t, of which the middle.
            for (id, expected, within) in [
                ("scale.tank-car.boiler.covers", 156.0, 1.0), ("scale.tank-car.warm-tank.covers", 207, 1),
                ("scale.tank-car.furnace-cold.covers", 1.6, 0.05), ("scale.tank-car.furnace.covers", 2.9, 0.05),
                ("scale.tank-car.supply.a-day", 101, 0.5),
                ("sanctions.crude-2397.2027-12-22.barrels.ratio", 3.66, 0.005),
                ("sanctions.crude-2397.2027-12-22.tonnes.ratio", 3.81, 0.005),
                ("sanctions.crude-2397.2028-12-22.tonnes.ratio", 4.76, 0.005),
            ] {
                let percentiles = try #require(try spread("none", id)["percentiles"] as? [Double])
                try #require(percentiles.count == 99)
                #expect(abs(percentiles[49] - expected) < within, "\(id): \(percentiles[49])")
            }
        }
    }
}
