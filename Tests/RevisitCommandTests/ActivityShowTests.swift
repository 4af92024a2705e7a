import Foundation
import Testing

extension EndToEnd {
    @Suite("Looks and findings through time, by the program")
    struct ActivityShowTests {
        private struct Truth: Decodable {
            struct Look: Decodable {
                var time: String
                var visible: Double
            }

            struct Gaps: Decodable {
                var count: Int
                var shortest: Double
                var median: Double
                var longest: Double
            }

            var looks: [Look]
            var gaps: Gaps
        }

        @Test(
            "68 dates of a real series: looks, visible shares and gaps of three small zones are those that numpy finds")
        func series() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/series"
            let told = try await Program.python(
                "cloud_series.py", try SharedData.path("series_sentinel2_cloud"), folder)
            let truth = try JSONDecoder().decode([String: Truth].self, from: Data(told.utf8))
            let run = try await Program.revisit("run", folder, "--quiet")
            #expect(run.code == 0, "\(run.errors)")
            let shown = try await Program.revisit("activity", "show", folder, "--json")
            #expect(shown.code == 0, "\(shown.errors)")
            let zones = try shown.events().filter { $0["event"] as? String == "looks" }
            #expect(zones.count == 3)
            for zone in zones {
                let name = try #require(zone["zone"] as? String)
                let wanted = try #require(truth[name])
                let looks = try #require(zone["looks"] as? [[String: any Sendable]])
                #expect(looks.map { $0["time"] as? String ?? "" } == wanted.looks.map(\.time))
                for (look, right) in zip(looks, wanted.looks) {
                    let share = try #require(look["visible_share"] as? Double)
                    // The zone is sampled at 96 × 96 places, of which a pixel's edge may cut a row.
                    if abs(share - right.visible) > 0.01 {
                        Issue.record("\(name) \(right.time): \(share), not \(right.visible)")
                    }
                    let usability = right.visible >= 0.95 ? "usable" : right.visible >= 0.2 ? "partial" : "not usable"
                    if look["usability"] as? String != usability {
                        Issue.record("\(name) \(right.time): not \(usability)")
                    }
                }
                let gaps = try #require(zone["gaps"] as? [String: any Sendable])
                #expect(gaps["count"] as? Int == wanted.gaps.count)
                for (key, value) in [
                    ("shortest", wanted.gaps.shortest), ("median", wanted.gaps.median),
                    ("longest", wanted.gaps.longest),
                ] {
                    #expect(abs((gaps[key] as? Double ?? -1) - value) < 1e-9)
                }
            }
        }

        @Test("A zone that is not there, a case without a catalogue and a plan without dates are told in a sentence")
        func wrongUsage() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let bare = try await Program.revisit("activity", "show", folder)
            #expect(bare.code == 2 && bare.errors.contains("has no catalogue yet"))
            let zone = try await Program.revisit("activity", "show", folder, "--zone", "nowhere")
            #expect(zone.code == 2)
            for (options, words) in [
                ([], "Nothing is planned"), (["--every", "5"], "--every needs --from and --to"),
                (["--date", "yesterday"], "is no date"),
                (["--date", "2025-01-01", "--cloud", "1.5"], "shares from 0 to 1"),
                (["--date", "2025-01-01", "--dwell", "0"], "longer than 0 days"),
                (["--from", "2025-02-01", "--to", "2025-01-01", "--every", "1"], "ends before it begins"),
            ] {
                let ended = try await Running(Program.path, ["collection", "plan"] + options).end()
                #expect(ended.code == 2 && ended.errors.contains(words), "\(options): \(ended.errors)")
            }
        }
    }
}
