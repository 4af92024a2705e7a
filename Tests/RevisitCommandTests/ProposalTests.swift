import Foundation
import Testing

extension EndToEnd {
    @Suite("Tracks that are made out in an image")
    struct ProposalTests {
        private func drawn() async throws -> Scratch {
            let scratch = try Scratch()
            try await Program.python("proposals_case.py", scratch.path)
            return scratch
        }

        private func root(_ data: Data) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }

        private func features(_ data: Data) throws -> [[String: Any]] {
            try #require(try root(data)["features"] as? [[String: Any]])
                .compactMap { $0["properties"] as? [String: Any] }
        }

        private func lines(_ data: Data) throws -> [(properties: [String: Any], points: [[Double]])] {
            try #require(try root(data)["features"] as? [[String: Any]]).map { feature in
                let geometry = try #require(feature["geometry"] as? [String: Any])
                return (
                    try #require(feature["properties"] as? [String: Any]),
                    try #require(geometry["coordinates"] as? [[Double]])
                )
            }
        }

        private func detect(_ scratch: Scratch, _ images: [String], _ more: String...) async throws -> Program.Ended {
            try await Running(
                Program.path,
                ["detect"] + images + ["--gsd", "0.3", "--quiet", "-o", "found.geojson"] + more,
                in: scratch.path
            ).end()
        }

        private static let proposing = [
            "--propose-tracks", "--proposing-model", "lines/card.json", "--tracks-output", "tracks.geojson",
        ]

        private func propose(
            _ scratch: Scratch, _ images: [String], model: String = "tracks/card.json", _ more: String...
        ) async throws -> Program.Ended {
            try await Running(
                Program.path,
                ["detect"] + images + ["--gsd", "0.3", "--quiet", "-o", "found.geojson", "--model", model]
                    + Self.proposing + more, in: scratch.path
            ).end()
        }

        @Test("Trains are read along tracks that are made out, whatever the tiles, and the file of these reads again")
        func detect() async throws {
            let scratch = try await drawn()
            let ended = try await propose(scratch, ["rails.png", "other.png"])
            #expect(ended.code == 0, "\(ended.errors)")
            let truth = try #require(
                try JSONSerialization.jsonObject(with: scratch.read("truth.json")) as? [[Double]])
            let found = try features(scratch.read("found.geojson"))
            #expect(found.count == 2 * truth.count)
            for (properties, ends) in zip(found, truth) {
                #expect(abs((properties["column"] as? Double ?? 0) - (ends[0] + ends[1]) / 2) < 1.5)
                #expect(abs((properties["row"] as? Double ?? 0) - 122) < 1.5)
            }
            let tracks = try lines(scratch.read("tracks.geojson"))
            #expect(tracks.map { $0.properties["scene"] as? String } == ["rails", "other"])
            for (track, row) in zip(tracks, [122.0, 262.0]) {
                #expect(track.properties["frame"] as? String == "pixel")
                #expect(track.properties["sure"] as? Bool == true)
                #expect(track.points.allSatisfy { abs($0[1] - row) < 0.5 })
                #expect((track.points.map { $0[0] }.min() ?? 99) < 8 && (track.points.map { $0[0] }.max() ?? 0) > 392)
            }

            // The lines of the other image have nothing to do with this one.
            let table = try scratch.text("tracks.geojson")
            let again = try await detect(
                scratch, ["rails.png"], "--tracks", "tracks.geojson", "--model", "tracks/card.json")
            #expect(again.code == 0)
            #expect(again.errors.contains("1 line of tracks.geojson in pixels of other is left out on rails"))
            let second = try features(scratch.read("found.geojson"))
            #expect(second.map { $0["id"] as? String } == found.prefix(truth.count).map { $0["id"] as? String })

            let small = try await propose(scratch, ["rails.png", "other.png"], "--tile", "128")
            #expect(small.code == 0, "\(small.errors)")
            #expect(try scratch.text("tracks.geojson") == table)
        }

        @Test("A file whose lines are all in pixels of another image is refused")
        func otherImage() async throws {
            let scratch = try await drawn()
            #expect(try await propose(scratch, ["other.png"]).code == 0)
            let ended = try await detect(
                scratch, ["rails.png"], "--tracks", "tracks.geojson", "--model", "tracks/card.json")
            #expect(ended.code == 1)
            #expect(
                ended.errors.contains("holds no track of rails: its lines are in pixels of other"), "\(ended.errors)")
        }

        @Test("Tracks that were made out are written where reading along them fails")
        func kept() async throws {
            let scratch = try await drawn()
            let ended = try await propose(scratch, ["rails.png"], model: "infrared/card.json")
            #expect(ended.code == 1 && ended.errors.contains("nir08"), "\(ended.errors)")
            #expect(try lines(scratch.read("tracks.geojson")).count == 1)
            #expect(!scratch.exists("found.geojson"))
            try FileManager.default.removeItem(atPath: scratch.path + "/tracks.geojson")
            let both = try await propose(scratch, ["rails.png", "other.png"], model: "infrared/card.json")
            #expect(both.code == 1, "\(both.errors)")
            #expect(try lines(scratch.read("tracks.geojson")).count == 2)
        }

        @Test("Tracks of a case are proposed from another folder, on the ground, and of a scene that has a place")
        func site() async throws {
            let scratch = try await drawn()
            let elsewhere = scratch.path + "/tracks"
            let run = try await Program.revisit("run", "../proposals", "--quiet", in: elsewhere)
            #expect(run.code == 0, "\(run.errors)")
            let ended = try await Program.revisit(
                "site", "propose-tracks", "../proposals", "--model", "\(scratch.path)/lines/card.json", in: elsewhere)
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.output.contains("1 proposed in ../proposals/tracks-proposed.geojson from placed"))
            let proposed = try lines(scratch.read("proposals/tracks-proposed.geojson"))
            #expect(proposed.map { $0.properties["id"] as? String } == ["track-1"])
            // Row 122 of the picture, whose upper edge lies at 4 680 000 m north in UTM zone 52, by PROJ.
            for point in try #require(proposed.first).points {
                #expect((128.9998...129.0018).contains(point[0]))
                #expect(abs(point[1] - 42.271879) < 0.000005)
            }
            let loose = try await Program.revisit(
                "site", "propose-tracks", "../proposals", "--scene", "loose", "--model",
                "\(scratch.path)/lines/card.json", in: elsewhere)
            #expect(loose.code == 2 && loose.errors.contains("loose has no place on the ground"), "\(loose.errors)")
        }

        @Test("A case that names a network for lines is refused once, with what to do instead")
        func noObjects() async throws {
            let scratch = try await drawn()
            let file = "proposals/case.yaml"
            let text = try scratch.text(file).replacing("models: []", with: "models: [../lines/card.json]")
            try scratch.write(text, to: file)
            let folder = scratch.path + "/proposals"
            for command in [["run"], ["case", "check"]] {
                let ended = try await Running(Program.path, command + [folder]).end()
                #expect(ended.code != 0)
                let told = ended.errors + ended.output
                #expect(told.contains("revisit site propose-tracks"), "\(told)")
                #expect(told.components(separatedBy: "finds lines of tracks").count == 2)
            }
        }
    }
}
