import Foundation
import Testing

extension EndToEnd {
    @Suite("Trains on tracks")
    struct TrackTests {
        private func drawn() async throws -> Scratch {
            let scratch = try Scratch()
            try await Program.python("tracks_case.py", scratch.path)
            return scratch
        }

        private func features(_ data: Data) throws -> [[String: Any]] {
            let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            return try #require(root["features"] as? [[String: Any]]).compactMap { $0["properties"] as? [String: Any] }
        }

        @Test("Tracks in pixels are read along, with order and stations; strips are written")
        func detect() async throws {
            let scratch = try await drawn()
            let output = scratch.path + "/found.geojson"
            let ended = try await Program.revisit(
                "detect", scratch.path + "/yard.png", "--gsd", "0.3", "--tracks", scratch.path + "/lines.geojson",
                "--model", scratch.path + "/tracks/card.json", "--strips", scratch.path + "/strips", "--quiet", "-o",
                output)
            #expect(ended.code == 0, "\(ended.errors)")
            let found = try features(scratch.read("found.geojson"))
            let truth = try #require(
                try JSONSerialization.jsonObject(with: scratch.read("truth.json")) as? [[Double]])
            #expect(found.count == truth.count)
            for (index, properties) in found.enumerated() {
                #expect(properties["track"] as? String == "first")
                #expect(properties["order"] as? Int == index + 1)
                #expect(abs((properties["track_start_m"] as? Double ?? 0) - truth[index][0]) < 0.4)
                #expect(abs((properties["track_end_m"] as? Double ?? 0) - truth[index][1]) < 0.4)
            }
            let text = String(decoding: try scratch.read("found.geojson"), as: UTF8.self)
            #expect(text.contains("\"consist\":\"5 tank cars in 2 parts"))
            #expect(text.contains("\"track\":\"second\",\"sure\":false"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/strips").count == 2)
        }

        @Test("A run reads the site's tracks where pixels are fine enough, and the report shows the consist")
        func run() async throws {
            let scratch = try await drawn()
            let folder = scratch.path + "/case"
            let first = try RunSummary(try await Program.revisit("run", folder, "--json"))
            #expect(first.detections == 5 && first.refusals.isEmpty)
            let second = try RunSummary(try await Program.revisit("run", folder, "--json"))
            #expect(second.done == 0 && second.detections == 5)
            let ended = try await Program.revisit("report", "write", folder, "--quiet")
            #expect(ended.code == 0, "\(ended.errors)")
            let report = String(decoding: try scratch.read("case/report/report.html"), as: UTF8.self)
            #expect(report.contains("Trains on tracks"))
            #expect(report.contains("4 tank cars, 52 m of train"))
            #expect(report.contains("data:image/jpeg"))
            #expect(report.contains("pixels measure 9.9 m") || report.contains("9.9 m"))
            let places = report.components(separatedBy: "id=\"consist-").count - 1
            #expect(places == 2)

            // What an analyst takes out is gone from the page and from the count, and comes back when it is taken back.
            let listed = try await Program.revisit("review", "list", folder, "--json").events()
            let id = try #require(listed.compactMap { $0["id"] as? String }.first)
            func told(_ verb: String) async throws -> String {
                let decided = try await Program.revisit("review", verb, folder, id, "--who", "Ann", "--why", "looked")
                #expect(decided.code == 0, "\(decided.errors)")
                let run = try RunSummary(try await Program.revisit("run", folder, "--json"))
                #expect(run.refusals.isEmpty && run.done > 0)
                let again = try RunSummary(try await Program.revisit("run", folder, "--json"))
                #expect(again.done == 0)
                _ = try await Program.revisit("report", "write", folder, "--no-crops", "--quiet")
                return String(decoding: try scratch.read("case/report/report.html"), as: UTF8.self)
            }
            let rejected = try await told("reject")
            #expect(rejected.contains("1 rejected, where the network read 5"))
            #expect(rejected.contains("4 tank cars") && !rejected.contains("5 tank cars"))
            let back = try await told("withdraw")
            #expect(back.contains("5 tank cars") && !back.contains("where the network read"))
        }

        @Test(
            "A bad tracks file is told with file, line, feature and reason",
            arguments: [
                ("{", "bad.geojson:1:"), ("{}", "the file has no 'type'"),
                (#"{"type":"FeatureCollection","features":[]}"#, "no feature is a track"),
                (
                    #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":"#
                        + #"{"type":"Point","coordinates":[1,2]}}]}"#, "feature 1 is 'Point'"
                ),
                (
                    #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"sure":"no"},"geometry":"#
                        + #"{"type":"LineString","coordinates":[[1,2],[3,4]]}}]}"#, "'sure' of feature 1 is 'no'"
                ),
                (
                    #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":"#
                        + #"{"type":"LineString","coordinates":[[1,2],[1,2]]}}]}"#, "has 1 different points"
                ),
            ])
        func badTracks(text: String, words: String) async throws {
            let scratch = try await drawn()
            let path = scratch.path + "/bad.geojson"
            try Data(text.utf8).write(to: URL(filePath: path))
            let ended = try await Program.revisit(
                "detect", scratch.path + "/yard.png", "--gsd", "0.3", "--tracks", path, "--model",
                scratch.path + "/tracks/card.json", "--quiet", "-o", scratch.path + "/found.csv")
            #expect(ended.code == 1)
            #expect(ended.errors.contains(words) && ended.errors.contains("bad.geojson"), "\(ended.errors)")
        }

        @Test("Tracks in pixels do not fit an image that lies on the ground, and a network for tracks needs tracks")
        func misfits() async throws {
            let scratch = try await drawn()
            let pixels = try await Program.revisit(
                "detect", scratch.path + "/case/imagery/fine.tif", "--tracks", scratch.path + "/lines.geojson",
                "--model", scratch.path + "/tracks/card.json", "--quiet", "-o", scratch.path + "/found.csv")
            #expect(pixels.code == 1)
            #expect(pixels.errors.contains("no longitude and latitude"), "\(pixels.errors)")
            let without = try await Program.revisit(
                "detect", scratch.path + "/yard.png", "--gsd", "0.3", "--model", scratch.path + "/tracks/card.json",
                "--quiet", "-o", scratch.path + "/found.csv")
            #expect(without.code == 1)
            #expect(without.errors.contains("give the tracks"), "\(without.errors)")
        }

        @Test(
            "What would be passed over in silence is refused: thresholds for tracks, degrees on an image that lies nowhere"
        )
        func silence() async throws {
            let scratch = try await drawn()
            func detect(_ more: String...) async throws -> Program.Ended {
                try await Running(
                    Program.path,
                    [
                        "detect", scratch.path + "/yard.png", "--gsd", "0.3", "--model",
                        scratch.path + "/tracks/card.json", "--quiet", "-o", scratch.path + "/found.csv",
                    ] + more
                ).end()
            }
            let threshold = try await detect("--tracks", scratch.path + "/lines.geojson", "--threshold", "0.4")
            #expect(threshold.code == 2 && threshold.errors.contains("--threshold"), "\(threshold.errors)")
            let path = scratch.path + "/degrees.geojson"
            let line =
                #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":"#
                + #"{"type":"LineString","coordinates":[[130.41,42.3],[130.42,42.31]]}}]}"#
            try Data(line.utf8).write(to: URL(filePath: path))
            let degrees = try await detect("--tracks", path)
            #expect(degrees.code == 1 && degrees.errors.contains("degrees.geojson:1:"), "\(degrees.errors)")
            #expect(degrees.errors.contains("has no place on the ground"), "\(degrees.errors)")
            let device = try await detect("--tracks", "/dev/zero")
            #expect(device.code == 1 && device.errors.contains("this is no file"), "\(device.errors)")
        }
    }
}
