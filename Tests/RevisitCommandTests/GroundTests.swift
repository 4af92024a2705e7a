import Foundation
import Testing

extension EndToEnd {
    @Suite("Changes of the ground in a run")
    struct GroundTests {
        /// A part of the drawn refinery in June, in snow, and in the next May, when a shed has been built.
        private static let scenes = """
            sensor: {gsd: 0.5, bands: rgbn, extent: {centre: [150, 90], width: 320, height: 240}}
            scenes:
              - {time: 2024-06-15T01:44:00Z, off_nadir: 3, view_azimuth: 280, snow: 0}
              - {time: 2025-02-15T01:48:00Z, off_nadir: 4, view_azimuth: 285, placement_error: 1}
              - {time: 2025-05-20T01:53:00Z, off_nadir: 5, view_azimuth: 200, placement_error: 2, snow: 0}

            """

        /// A case with these scenes drawn.
        private func makeCase(_ scratch: Scratch) async throws -> String {
            let source = Program.repository.appending(path: "Cases/drawn-refinery")
            let folder = URL(filePath: scratch.path).appending(path: "case")
            let manager = FileManager.default
            try manager.createDirectory(at: folder, withIntermediateDirectories: true)
            for name in ["site.geojson", "weather"] {
                try manager.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
            }
            let script = try String(contentsOf: source.appending(path: "world.yaml"), encoding: .utf8)
            let world = try #require(script.components(separatedBy: "\nsensor:").first)
            try scratch.write(world + "\n" + Self.scenes, to: "case/world.yaml")
            try scratch.write(
                """
                id: ground
                title: Drawn ground
                question: What was built?
                site: {name: Drawn refinery, file: site.geojson}
                models: []

                """, to: "case/case.yaml")
            let drawn = try await Program.revisit("simulate", "scenes", folder.path, "--quiet")
            #expect(drawn.code == 0, "\(drawn.errors)")
            return folder.path
        }

        private struct Told: Decodable {
            struct Comparison: Decodable {
                var scene: String
                var before: String?
                var refused: String
                var changes: Int
                var compared: Double
            }
            struct Change: Decodable {
                var scene: String
                var before: String
                var zone: String?
                var kind: String
                var probability: Double
                var area: Double
                var share_of_built: Double
            }
            var comparisons: [Comparison]
            var changes: [Change]
        }

        @Test(
            "What was built since the last scene that compares is told with its place; snow compares with nothing and says so"
        )
        func built() async throws {
            let scratch = try Scratch()
            let folder = try await makeCase(scratch)
            let ended = try await Program.revisit("run", folder)
            #expect(ended.code == 0, "\(ended.errors)")
            let text = try await Program.python(
                "ground_changes.py", folder + "/revisit.gpkg", "134.2", "41.6", "150", "100", "36", "14")
            let told = try JSONDecoder().decode(Told.self, from: Data(text.utf8))
            #expect(told.comparisons.map(\.scene) == ["2025-05-20"])
            let spring = try #require(told.comparisons.first)
            #expect(spring.before == "2024-06-15" && spring.compared > 0.8, "\(spring)")
            let shed = try #require(told.changes.first)
            #expect(shed.share_of_built > 0.8 && shed.kind == "built" && shed.probability > 0.4, "\(shed)")
            #expect(told.changes.allSatisfy { $0.zone != nil })
            let again = try await Program.revisit("run", folder, "--json")
            #expect(try RunSummary(again).done == 0)

            #expect(try await Program.revisit("report", "write", folder, "--quiet").code == 0)
            let page = try scratch.text("case/report/report.html")
            #expect(page.contains("Changes of the ground"))
            #expect(page.contains("before to the left, after to the right, one stretch"))
            #expect(page.contains("Simulated. "))
        }
    }
}
