import Foundation
import Testing

/// What a GeoJSON file holds of one detection.
private struct Found: Decodable {
    struct Properties: Decodable {
        var score: Double
        var column: Double
        var row: Double
        var length_px: Double
        var width_px: Double
    }

    var properties: Properties
}

private struct Collection: Decodable { var features: [Found] }

extension EndToEnd {
    @Suite("Real ports")
    struct PortTests {
        /// Digital numbers of these files are reflectance × 65535.
        private static let scale = "1.52590218966964e-05"

        private func detect(_ port: String, _ options: [String] = [], to file: String) async throws -> Data {
            let ended = try await Running(
                Program.path,
                [
                    "detect", try SharedData.path("ports/\(port)"), "--model", "ships-sentinel2", "--reflectance-scale",
                    Self.scale, "--quiet", "-o", file,
                ] + options
            ).end()
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.errors == "")
            return try Data(contentsOf: URL(filePath: file))
        }

        /// The way that the work is cut up must not show in what comes out, not even in the last digit.
        @Test(
            "The bytes do not depend on tile size, offset and threads",
            arguments: [
                (
                    "busan_2022-05-14",
                    [
                        ["--tile", "384", "--tile-offset", "40"], ["--tile", "640", "--jobs", "3"],
                        ["--tile", "333", "--tile-offset", "77", "--jobs", "1"],
                    ]
                ), ("klang_2023-04-08", [["--tile", "512", "--tile-offset", "200", "--jobs", "1"]]),
            ])
        func tiling(port: String, variations: [[String]]) async throws {
            let scratch = try Scratch()
            let first = try await detect(port, to: scratch.path + "/first.geojson")
            let count = try JSONDecoder().decode(Collection.self, from: first).features.count
            #expect(count > 3, "\(port) has ships")
            for options in variations {
                let other = try await detect(port, options, to: scratch.path + "/other.geojson")
                #expect(other == first, "\(port) \(options): \(Self.difference(first, other))")
            }
        }

        /// Says how far two results lie apart.
        private static func difference(_ a: Data, _ b: Data) -> String {
            guard let first = try? JSONDecoder().decode(Collection.self, from: a).features.map(\.properties),
                let second = try? JSONDecoder().decode(Collection.self, from: b).features.map(\.properties)
            else { return "no GeoJSON" }
            var worst = (score: 0.0, place: 0.0)
            for one in first {
                let near = second.min {
                    hypot($0.column - one.column, $0.row - one.row) < hypot($1.column - one.column, $1.row - one.row)
                }
                guard let near else { continue }
                worst.score = max(worst.score, abs(near.score - one.score))
                worst.place = max(worst.place, hypot(near.column - one.column, near.row - one.row))
            }
            return
                "\(first.count) and \(second.count) detections, up to \(worst.score) in score and \(worst.place) px apart"
        }

        @Test("A Web-Mercator pixel of Busan is 8.2 m on the ground")
        func groundSamplingDistance() async throws {
            let ended = try await Program.revisit(
                "scene", "show", try SharedData.path("ports/busan_2022-05-14"), "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            let distance = try #require(try ended.events().first?["gsd"] as? String)
            #expect(abs(try #require(Double(distance)) - 8.2) < 0.1)
        }

        @Test("Most ships of a port are found where the audited labels say")
        func labels() async throws {
            struct Labels: Decodable {
                struct Ship: Decodable {
                    var bbox: [Double]
                    var sure: Bool
                }

                var ships: [Ship]
            }
            let scratch = try Scratch()
            let data = try await detect("busan_2022-05-14", to: scratch.path + "/busan.geojson")
            let found = try JSONDecoder().decode(Collection.self, from: data).features.map(\.properties)
            let labels = try JSONDecoder().decode(
                Labels.self,
                from: Data(contentsOf: URL(filePath: try SharedData.path("ports/busan_2022-05-14/labels_audited.json")))
            )
            let sure = labels.ships.filter(\.sure)
            let hits = sure.count { ship in
                found.contains { one in
                    one.column > ship.bbox[0] - 1 && one.column < ship.bbox[0] + ship.bbox[2] + 1
                        && one.row > ship.bbox[1] - 1 && one.row < ship.bbox[1] + ship.bbox[3] + 1
                }
            }
            #expect(Double(hits) >= 0.7 * Double(sure.count), "\(hits) of \(sure.count)")
        }
    }
}
