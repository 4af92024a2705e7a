import Foundation
import Testing

extension EndToEnd {
    @Suite("Masks of drawn scenes")
    struct MaskTests {
        private static let caseText = """
            id: drawn
            title: Drawn yard
            question: What was laid?
            site: {name: Yard, file: site.geojson}
            models: []

            """
        /// Asphalt is laid on parts of the yard before the second scene, in which clouds hide some of them; the third is clear.
        private static let world = """
            origin: [134.2, 41.6]
            ground:
              cover: vegetation
              areas:
                - {cover: concrete, polygon: [[-50, -50], [50, -50], [50, 20], [-50, 20]]}
                - {cover: soil, polygon: [[-60, 25], [60, 25], [60, 60], [-60, 60]]}
                - {cover: asphalt, polygon: [[-45, -45], [-25, -45], [-25, -25], [-45, -25]], from: 2024-08-01}
                - {cover: asphalt, polygon: [[-10, -20], [10, -20], [10, 0], [-10, 0]], from: 2024-08-01}
                - {cover: asphalt, polygon: [[25, -45], [45, -45], [45, -25], [25, -25]], from: 2024-08-01}
                - {cover: asphalt, polygon: [[-45, -5], [-25, -5], [-25, 15], [-45, 15]], from: 2024-08-01}
                - {cover: asphalt, polygon: [[25, -5], [45, -5], [45, 15], [25, 15]], from: 2024-08-01}
              roads:
                - {line: [[-70, 22], [70, 22]], width: 5}
            works:
              - {kind: shed, name: hall, position: [-20, 45], heading: 90, length: 30, width: 12}
              - {kind: building, name: office, position: [45, 45], length: 14, width: 10}
            sensor: {extent: {centre: [0, 0], width: 140, height: 140}, gsd: 1, bands: rgbn}
            scenes:
              - {time: 2024-07-10T02:00:00Z}
              - {time: 2024-08-20T02:00:00Z, clouds: 0.15}
              - {time: 2024-08-21T02:00:00Z}

            """

        private func drawn(_ scratch: Scratch) async throws -> (before: String, after: String) {
            let folder = scratch.path + "/case"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try scratch.write(Self.caseText, to: "case/case.yaml")
            try scratch.write(#"{"type": "FeatureCollection", "features": []}"#, to: "case/site.geojson")
            try scratch.write(Self.world, to: "case/world.yaml")
            let ended = try await Program.revisit("simulate", "scenes", folder, "--quiet", "--seed", "2")
            #expect(ended.code == 0, "\(ended.errors)")
            return (
                folder + "/imagery/SIM_20240710T020000Z_rgbn", folder + "/imagery/SIM_20240820T020000Z_rgbn"
            )
        }

        /// Square metres of cloud, of changes, and of changes under cloud.
        private func areas(_ output: String, _ scene: String) async throws -> (cloud: Int, changed: Int, both: Int) {
            let told = try await Program.python(
                "changes_in_cloud.py", output + "/changes.geojson", scene + "/clouds.tif"
            ).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            try #require(told.count == 3)
            return (told[0], told[1], told[2])
        }

        private func masks(_ output: String) throws -> [[String: Any]] {
            let data = try Data(contentsOf: URL(filePath: output + "/comparison.json"))
            let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let share = try #require(root["notComparedShare"] as? Double)
            #expect(share >= 0 && share <= 1)
            return try #require(root["masks"] as? [[String: Any]])
        }

        @Test("No change is told under a cloud, by the mask that was delivered or by one that is estimated")
        func change() async throws {
            let scratch = try Scratch()
            let (before, after) = try await drawn(scratch)
            func compared(_ name: String, with later: String, _ words: String...) async throws -> String {
                let output = scratch.path + "/" + name
                let ended = try await Running(
                    Program.path, ["change", before, later, "-o", output, "--margin", "1", "--pictures", "0"] + words
                ).end()
                #expect(ended.code == 0, "\(ended.errors)\(ended.output)")
                return output
            }
            // On the next day nothing hides what changed under the cloud.
            let clear = before.replacing("20240710", with: "20240821")
            let open = try await areas(compared("clear", with: clear), after)
            #expect(open.cloud > 1500 && open.both > 250 && open.changed > 1200, "\(open)")
            #expect(try masks(scratch.path + "/clear").allSatisfy { $0["hiddenShare"] as? Double == 0 })
            _ = try await compared("without", with: clear, "--no-masks")
            #expect(try masks(scratch.path + "/without").isEmpty)

            let delivered = try await areas(compared("delivered", with: after), after)
            #expect(delivered.both == 0 && delivered.changed > 400, "\(delivered)")
            let told = try masks(scratch.path + "/delivered")
            let sources = told.compactMap { $0["source"] as? String }
            #expect(sources.count == 2 && sources.first == "estimated from the pixels")
            #expect(
                sources.last?.hasPrefix("imagery/SIM_20240820T020000Z_rgbn/clouds.tif (sha256 ") == true, "\(sources)")
            #expect(told.first?["hiddenShare"] as? Double == 0)
            #expect((told.last?["hiddenShare"] as? Double ?? 0) > 0.1)

            // The same without the mask that was drawn with the scene.
            let facts = try String(contentsOfFile: after + "/scene.yaml", encoding: .utf8)
            try facts.replacing(#/cloud_mask:.*\n/#, with: "").write(
                toFile: after + "/scene.yaml", atomically: true, encoding: .utf8)
            let estimated = try await areas(compared("estimated", with: after), after)
            #expect(estimated.both * 50 < estimated.cloud && estimated.changed > 400, "\(estimated)")
            #expect(
                try masks(scratch.path + "/estimated").allSatisfy {
                    $0["source"] as? String == "estimated from the pixels"
                })
        }

        @Test("A mask that is named and is not there is told, and not taken for a clear sky")
        func missing() async throws {
            let scratch = try Scratch()
            let (before, after) = try await drawn(scratch)
            try FileManager.default.removeItem(atPath: after + "/clouds.tif")
            let ended = try await Program.revisit("change", before, after, "-o", scratch.path + "/out", "--margin", "1")
            #expect(ended.code == 1)
            #expect(
                ended.errors.contains("The cloud mask imagery/SIM_20240820T020000Z_rgbn/clouds.tif"), "\(ended.errors)")
        }

        @Test("A mask file holds classes and confidence where the scene lies, and says by whose word cloud is told")
        func maskFile() async throws {
            let scratch = try Scratch()
            let (_, after) = try await drawn(scratch)
            let file = scratch.path + "/mask.tif"
            let ended = try await Program.revisit("scene", "mask", after, "-o", file, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            let event = try #require(try ended.events().last)
            let shares = try #require(event["shares"] as? [String: Double])
            #expect(abs(shares.values.reduce(0, +) - 1) < 1e-9)
            #expect((event["cloud"] as? String)?.contains("clouds.tif (sha256 ") == true)
            let told = try await Program.python("mask_content.py", file, after)
            let facts = try #require(try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: Any])
            #expect(facts["bands"] as? Int == 2 && facts["type"] as? String == "uint8")
            #expect(facts["same_place"] as? Bool == true)
            #expect((facts["agreement"] as? Double ?? 0) > 0.95, "\(facts)")
            #expect((facts["greatest"] as? Int ?? 255) <= 100)
            // Any number of jobs writes the same pixels.
            let again = scratch.path + "/again.tif"
            #expect(try await Program.revisit("scene", "mask", after, "-o", again, "--jobs", "3", "--quiet").code == 0)
            #expect(try scratch.read("mask.tif") == scratch.read("again.tif"))
        }

        @Test("What is no scene, and a file of another kind, are told in a sentence")
        func wrong() async throws {
            let scratch = try Scratch()
            let nothing = try await Program.revisit(
                "scene", "mask", scratch.path + "/none.tif", "-o", scratch.path + "/m.tif")
            #expect(nothing.code == 1 && nothing.errors.contains("none.tif"), "\(nothing.errors)")
            let kind = try await Program.revisit("scene", "mask", "a.tif", "-o", scratch.path + "/m.png")
            #expect(kind.code == 2 && kind.errors.contains("--output must end in .tif"), "\(kind.errors)")
        }
    }
}
