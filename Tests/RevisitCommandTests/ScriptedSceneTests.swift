import Foundation
import Testing

extension EndToEnd {
    @Suite("Scenes of a world script")
    struct ScriptedSceneTests {
        private static let caseText = """
            id: drawn
            title: Drawn siding
            question: What stands on the siding?
            site: {name: Siding, file: site.geojson}
            models: []

            """
        private static let world = """
            origin: [134.2, 41.6]
            ground: {cover: gravel}
            trains:
              - {track: t1, consist: [locomotive, 2 x tank-car], from_start: 5}
            works:
              - {kind: container, name: box, position: [5, -8], heading: 30, length: 12.19}
            sensor: {extent: {centre: [0, 0], width: 42, height: 30}}
            scenes:
              - {time: 2025-02-15T01:48:00Z}
              - {time: 2025-03-20T10:48:00+09:00, off_nadir: 15, view_azimuth: 200, bands: rgbn, placement_error: 3, haze: 0.3}

            """

        private func makeCase(_ scratch: Scratch, world: String = world) throws -> String {
            let folder = scratch.path + "/case"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // A degree is 83.3 km from west to east here, 111.1 km from south to north.
            let site = """
                {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"kind": "zone", "id": "z1", "role": "rail spur"}, "geometry":
                 {"type": "Polygon", "coordinates": [[[134.1997, 41.5999], [134.2003, 41.5999], [134.2003, 41.6001], [134.1997, 41.6001], [134.1997, 41.5999]]]}},
                {"type": "Feature", "properties": {"kind": "track", "id": "t1", "zone": "z1", "gauge_mm": 1435}, "geometry":
                 {"type": "LineString", "coordinates": [[134.1997, 41.6], [134.2003, 41.60002]]}}]}
                """
            try scratch.write(Self.caseText, to: "case/case.yaml")
            try scratch.write(site, to: "case/site.geojson")
            try scratch.write(world, to: "case/world.yaml")
            return folder
        }

        @Test("Any number of jobs writes the same bytes, and another seed others")
        func bytes() async throws {
            let scratch = try Scratch()
            let folder = try makeCase(scratch)
            for (output, jobs, seed) in [("a", "1", "5"), ("b", "3", "5"), ("c", "2", "6")] {
                let ended = try await Program.revisit(
                    "simulate", "scenes", folder, "--output", scratch.path + "/" + output, "--jobs", jobs, "--seed",
                    seed)
                #expect(ended.code == 0, "\(ended.errors)")
            }
            let files = try #require(FileManager.default.enumerator(atPath: scratch.path + "/a"))
            var names: [String] = []
            for case let name as String in files where name.contains("/") { names.append(name) }
            #expect(names.count == 8, "\(names)")
            for name in names {
                let same = try scratch.read("a/\(name)") == scratch.read("b/\(name)")
                #expect(same, "\(name)")
                if name.hasSuffix(".TIF") {
                    let isOther = try scratch.read("a/\(name)") != scratch.read("c/\(name)")
                    #expect(isOther, "\(name)")
                }
            }
        }

        @Test("Another program finds each object in the pixels that the truth names, and a GeoTIFF as ordered")
        func places() async throws {
            let scratch = try Scratch()
            let folder = try makeCase(scratch)
            let ended = try await Program.revisit("simulate", "scenes", folder, "--scene", "1", "--quiet")
            #expect(ended.code == 0 && ended.output.isEmpty, "\(ended.errors)")
            let scene = folder + "/imagery/SIM_20250215T014800Z_pneo6"
            let told = try await Program.python("truth_in_pixels.py", scene)
            let facts = try #require(
                try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: any Sendable])
            // Looked at from above and placed rightly: corners on the ground are corners in the picture.
            #expect(facts["objects"] as? Int == 4)
            #expect((facts["largest_difference"] as? Double ?? 9) < 0.03, "\(facts)")
            #expect(facts["compression"] as? String == "DEFLATE" && facts["nodata"] as? Double == 0)
            #expect(facts["tiled"] as? Bool == true && facts["type"] as? String == "uint16")
            #expect(facts["tags"] as? [String: String] == ["AREA_OR_POINT": "Area", "REVISIT_SIMULATED": "yes"])
        }

        @Test("Ingest reads time, sun, view, bands and size back, and knows that the scene is simulated")
        func ingest() async throws {
            let scratch = try Scratch()
            let folder = try makeCase(scratch)
            #expect(try await Program.revisit("simulate", "scenes", folder, "--quiet").code == 0)
            let place = folder + "/imagery/SIM_20250320T014800Z_rgbn"
            let item = try await Program.revisit("scene", "show", place, "--stac")
            #expect(item.code == 0, "\(item.errors)")
            let root = try #require(
                try JSONSerialization.jsonObject(with: Data(item.output.utf8)) as? [String: Any])
            let properties = try #require(root["properties"] as? [String: Any])
            #expect(properties["datetime"] as? String == "2025-03-20T01:48:00Z")
            #expect(properties["revisit:simulated"] as? Bool == true)
            #expect(properties["view:off_nadir"] as? Double == 15)
            #expect(properties["view:azimuth"] as? Double == 200)
            // The sensor flies 620 km high: 15° there are 16.50° on the ground.
            #expect(abs((properties["view:incidence_angle"] as? Double ?? 0) - 16.5) < 0.02)
            // The equations of NOAA's solar calculator, written down in Python, give 150.450° and 44.291°.
            #expect(abs((properties["view:sun_azimuth"] as? Double ?? 0) - 150.45) < 0.02)
            #expect(abs((properties["view:sun_elevation"] as? Double ?? 0) - 44.291) < 0.02)
            let shown = try await Program.revisit("scene", "show", place, "--json").events()
            let scene = try #require(shown.last)
            #expect(scene["bands"] as? [String] == ["blue", "green", "red", "nir"])
            #expect(scene["gsd"] as? String == "0.3" && scene["simulated"] as? Bool == true)
            #expect((scene["missing"] as? [String])?.isEmpty == true, "\(scene)")
            // The image alone says so too.
            let alone = scratch.path + "/alone.tif"
            try FileManager.default.copyItem(atPath: place + "/IMG_SIM_20250320T014800Z_rgbn_R1C1.TIF", toPath: alone)
            #expect(
                try await Program.revisit("scene", "show", alone, "--json").events().last?["simulated"] as? Bool == true
            )
        }

        @Test("A run takes each scene once and no truth, and the report says that all is simulated")
        func report() async throws {
            let scratch = try Scratch()
            let folder = try makeCase(scratch)
            #expect(try await Program.revisit("simulate", "scenes", folder, "--quiet").code == 0)
            // Drawing again replaces what was drawn.
            #expect(try await Program.revisit("simulate", "scenes", folder, "--quiet").code == 0)
            let ended = try await Program.revisit("run", folder, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            let summary = try RunSummary(ended)
            #expect(summary.scenes == 2 && summary.refusals == [])
            let written = try await Program.revisit("report", "write", folder, "--quiet")
            #expect(written.code == 0, "\(written.errors)")
            let page = try scratch.text("case/report/report.html")
            #expect(page.contains("Simulated. ") && page.contains("Simulated: this scene was drawn by a program."))
        }

        @Test("What a cloud hides is no look, because the run reads the mask that was drawn with it")
        func clouds() async throws {
            let scratch = try Scratch()
            let folder = try makeCase(
                scratch,
                world: Self.world.replacing(
                    "{time: 2025-02-15T01:48:00Z}", with: "{time: 2025-02-15T01:48:00Z, clouds: 1}"))
            #expect(try await Program.revisit("simulate", "scenes", folder, "--scene", "1", "--quiet").code == 0)
            let scene = "case/imagery/SIM_20250215T014800Z_pneo6/"
            #expect(
                try scratch.text(scene + "scene.yaml").contains(
                    "cloud_mask: imagery/SIM_20250215T014800Z_pneo6/clouds.tif\n"))
            let ended = try await Program.revisit("run", folder, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(try RunSummary(ended).scenes == 1)
            let truth = try scratch.text(scene + "truth.geojson")
            #expect(truth.contains("\"hidden_by\": \"cloud\"") && !truth.contains("\"visible_share\": 1,"))
            #expect(try await Program.revisit("report", "write", folder, "--quiet").code == 0)
            #expect(try scratch.text("case/report/report.html").contains("cloud"))
        }

        @Test("A broken script is told with file and line before anything is drawn")
        func broken() async throws {
            let scratch = try Scratch()
            let folder = try makeCase(scratch, world: Self.world.replacing("track: t1", with: "track: t7"))
            let ended = try await Program.revisit("simulate", "scenes", folder)
            #expect(ended.code == 1)
            #expect(
                ended.errors.contains("world.yaml:4:13: error: the site has no track 't7'; did you mean 't1'?"),
                "\(ended.errors)")
            #expect(!scratch.exists("case/imagery"))
            let other = try Scratch()
            let second = try makeCase(other)
            try FileManager.default.createDirectory(
                atPath: second + "/imagery/SIM_20250215T014800Z_pneo6", withIntermediateDirectories: true)
            try other.write("mine", to: "case/imagery/SIM_20250215T014800Z_pneo6/mine.txt")
            let refused = try await Program.revisit("simulate", "scenes", second)
            #expect(refused.code == 1 && refused.errors.contains("something else than a drawn scene lies there"))
            #expect(other.exists("case/imagery/SIM_20250215T014800Z_pneo6/mine.txt"))
        }
    }
}
