import Foundation
import Testing

extension EndToEnd {
    @Suite("Drawn scenes")
    struct DrawnSceneTests {
        /// Guards against a network or a reading of its output that is broken; how good it is on real
        /// scenes stands on its card.
        @Test("The shipped network finds the ships of the drawn harbour")
        func recall() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let images = (1...3).map { "\(folder)/imagery/harbour_2024-01-0\($0).tif" }
            let table = scratch.path + "/found.csv"
            let ended = try await Running(
                Program.path, ["detect"] + images + ["--model", "ships-sentinel2", "--quiet", "-o", table]
            ).end()
            #expect(ended.code == 0, "\(ended.errors)")
            let counts = try await Program.python("match_truth.py", table, folder + "/imagery")
                .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            try #require(counts.count == 3)
            let (drawn, found, wrong) = (counts[0], counts[1], counts[2])
            #expect(drawn > 10)
            #expect(found * 10 >= drawn * 8, "\(found) of \(drawn) ships were found")
            #expect(wrong * 10 <= drawn * 3, "\(wrong) detections are no ship, with \(drawn) ships")
        }
    }

    @Suite("Scenes to teach on")
    struct SampleTests {
        @Test("Ingest reads the view of a scene back as an angle on the ground")
        func view() async throws {
            let scratch = try Scratch()
            let ended = try await Program.revisit(
                "simulate", "samples", scratch.path, "--kind", "yard", "--count", "2", "--size", "32")
            #expect(ended.code == 0, "\(ended.errors)")
            let truth = try #require(
                try JSONSerialization.jsonObject(with: scratch.read("truth.geojson")) as? [String: Any])
            let scenes = try #require(truth["scenes"] as? [[String: Any]])
            #expect(scenes.compactMap { $0["scene"] as? String } == ["yard_1_00000", "yard_1_00001"])
            for scene in scenes {
                let name = try #require(scene["scene"] as? String)
                let told = try #require((scene["conditions"] as? [String: Any])?["incidence_angle"] as? Double)
                let item = try await Program.revisit("scene", "show", "\(scratch.path)/\(name).tif", "--stac")
                let root = try #require(
                    try JSONSerialization.jsonObject(with: Data(item.output.utf8)) as? [String: Any])
                let properties = try #require(root["properties"] as? [String: Any])
                #expect(abs((properties["view:incidence_angle"] as? Double ?? -1) - told) < 1e-6)
                #expect(properties["view:off_nadir"] == nil)
            }
        }

        @Test("Where a scene cannot be written, those before it keep their truth, and lines of an older drawing go")
        func broken() async throws {
            let scratch = try Scratch()
            try scratch.write("old", to: "port_1_00000.tracks.geojson")
            // A folder that holds something cannot give way to a file.
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/port_1_00001.tif", withIntermediateDirectories: true)
            try scratch.write("kept", to: "port_1_00001.tif/file")
            let ended = try await Program.revisit(
                "simulate", "samples", scratch.path, "--kind", "port", "--count", "3", "--size", "32", "--gsd", "1")
            #expect(ended.code == 1, "\(ended.errors)")
            let truth = try #require(
                try JSONSerialization.jsonObject(with: scratch.read("truth.geojson")) as? [String: Any])
            let scenes = try #require(truth["scenes"] as? [[String: Any]])
            #expect(scenes.compactMap { $0["scene"] as? String } == ["port_1_00000"])
            #expect(!scratch.exists("port_1_00000.tracks.geojson"))
        }

        @Test("Where drawing is stopped, the truth tells of the scenes that lie there and of no others")
        func stopped() async throws {
            let scratch = try Scratch()
            try scratch.write("old", to: "truth.geojson")
            let running = try Running(
                Program.path,
                ["simulate", "samples", scratch.path, "--kind", "tank-farm", "--count", "5000", "--size", "48"])
            while running.isRunning, !scratch.exists("tank-farm_1_00002.tif") {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(!scratch.exists("truth.geojson"), "the truth of another drawing is left")
            running.send(SIGINT)
            let ended = await running.end()
            #expect(ended.code == 3, "\(ended.errors)")
            let truth = try #require(
                try JSONSerialization.jsonObject(with: scratch.read("truth.geojson")) as? [String: Any])
            let told = try #require(truth["scenes"] as? [[String: Any]]).compactMap { $0["scene"] as? String }
            let drawn = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
                .filter { $0.hasSuffix(".tif") }.map { String($0.dropLast(4)) }.sorted()
            #expect(told == drawn && drawn.count >= 3 && drawn.count < 5000)
        }
    }

    @Suite("Addresses")
    struct AddressTests {
        /// A server on the loopback that answers ranges, stopped at its end.
        private final class Server: Sendable {
            let port: String
            private let running: Running

            init(folder: String) async throws {
                let python = Program.repository.appending(path: ".tools/python-test/bin/python3").path
                let script = URL(filePath: #filePath).deletingLastPathComponent()
                    .appending(path: "Fixtures/range_server.py").path
                running = try Running(python, [script, folder])
                while running.isRunning, !running.outputSoFar.contains("\n") {
                    try await Task.sleep(for: .milliseconds(20))
                }
                port = running.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines)
                guard Int(port) != nil else { throw Program.Unexpected(text: "no server: \(running.errorsSoFar)") }
            }

            deinit { running.send(SIGKILL) }
        }

        @Test("A COG at an address is the same scene as its file, and only it is asked for")
        func address() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let store = scratch.path + "/store"
            try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: folder + "/imagery/harbour_2024-01-01.tif", toPath: store + "/scene.tif")
            let server = try await Server(folder: store)
            let address = "http://127.0.0.1:\(server.port)/scene.tif"

            let near = try await Program.revisit("scene", "show", store + "/scene.tif", "--json")
            let far = try await Program.revisit("scene", "show", address, "--json")
            #expect(far.code == 0, "\(far.errors)")
            let first = try #require(try near.events().last?["id"] as? String)
            #expect(try far.events().last?["id"] as? String == first)

            let facts =
                ["--reflectance-scale", "0.0001", "--quiet", "--model", "ships-sentinel2", "--bands"]
                + ["blue,green,red,nir,swir16"]
            for (name, path) in [("near.geojson", store + "/scene.tif"), ("far.geojson", address)] {
                let ended = try await Running(
                    Program.path, ["detect", path, "-o", scratch.path + "/" + name] + facts
                ).end()
                #expect(ended.code == 0, "\(ended.errors)")
            }
            let places = try ["near.geojson", "far.geojson"].map { name in
                try (JSONSerialization.jsonObject(with: scratch.read(name)) as? [String: Any])?["features"] as? NSArray
            }
            #expect(try #require(places[0]).count > 0 && places[0]?.count == places[1]?.count)

            let asked = Set(
                String(decoding: try Data(contentsOf: URL(filePath: store + "/asked")), as: UTF8.self)
                    .split(separator: "\n").compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) })
            #expect(asked == ["scene.tif"], "nothing beside it is looked for: \(asked)")
        }

        @Test("An address where nothing lies is told in one sentence")
        func nothingThere() async throws {
            let scratch = try Scratch()
            let server = try await Server(folder: scratch.path)
            let ended = try await Program.revisit("scene", "show", "http://127.0.0.1:\(server.port)/none.tif")
            #expect(ended.code != 0 && ended.errorLines.count == 1, "\(ended.errors)")
            #expect(ended.errors.contains("none.tif"))
        }
    }
}
