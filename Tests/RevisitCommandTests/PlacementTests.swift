import Foundation
import Testing

/// Rows of a CSV file by the names of its columns; fields here hold no commas.
private func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
}

/// A place that rasterio worked out.
private struct Place: Decodable {
    var longitude: Double
    var latitude: Double
    /// Metres of the shorter side of a pixel.
    var pixel: Double
    var column: Double
    var row: Double
}

extension EndToEnd {
    @Suite("Placement on the ground")
    struct PlacementTests {
        /// Files and networks, made once.
        private static let made = Task {
            let scratch = try Scratch()
            try await Program.python("placed_rasters.py", scratch.path)
            try await Program.python("networks.py", scratch.path)
            return scratch
        }

        /// Runs a network that finds one bright spot, and gives its rows.
        private func spots(_ image: String, model: String, _ options: [String] = []) async throws -> [[String: String]]
        {
            let files = try await Self.made.value
            let scratch = try Scratch()
            let ended = try await Running(
                Program.path,
                [
                    "detect", files.path + "/" + image, "--bands", "pan", "--model", files.path + "/" + model, "-q",
                    "-o",
                    scratch.path + "/x.csv",
                ] + options
            ).end()
            #expect(ended.code == 0 && ended.errors == "", "\(ended.errors)")
            return rows(try scratch.text("x.csv"))
        }

        @Test(
            "A spot comes out where it was drawn, however the raster lies",
            arguments: [
                "north_up", "south_up", "mirrored", "rotated", "sheared", "not_square", "rotated_not_square", "degrees",
                "web_mercator", "southern_utm", "polar", "lambert",
            ], ["bright.json", "bright-resampled.json"])
        func roundTrip(name: String, model: String) async throws {
            let files = try await Self.made.value
            let places = try JSONDecoder().decode([String: Place].self, from: files.read("places.json"))
            let place = try #require(places[name])
            let found = try await spots(name + ".tif", model: model)
            #expect(found.count == 1)
            func number(_ key: String) throws -> Double { try #require(found.first?[key].flatMap(Double.init)) }
            // A hundredth of a pixel is rounded away in the table.
            #expect(abs(try number("column") - place.column) < 0.1, "\(found)")
            #expect(abs(try number("row") - place.row) < 0.1, "\(found)")
            let east = (try number("longitude") - place.longitude) * 111_320 * cos(place.latitude * .pi / 180)
            let north = (try number("latitude") - place.latitude) * 111_000
            #expect(hypot(east, north) < 0.1 * place.pixel, "\(hypot(east, north) / place.pixel) px")
        }

        @Test("Eleven bits in a file of sixteen are not dark to a network that takes stretched pixels")
        func elevenBits() async throws {
            struct Golden: Decodable { var mean: Double }
            let files = try await Self.made.value
            let golden = try JSONDecoder().decode(Golden.self, from: files.read("eleven_bits.json"))
            // This network's score is the mean of the tile that it was given.
            let found = try await spots("eleven_bits.tif", model: "mean.json")
            let score = try #require(found.first?["score"].flatMap(Double.init))
            // The first tile holds 240 x 240 pixels of the image; its margin of 16 beyond the edge is empty.
            let mean = score / (240.0 / 256 * 240 / 256)
            #expect(abs(mean - golden.mean) < 0.005, "\(mean), numpy says \(golden.mean)")
            #expect(mean > 0.3 && mean < 0.7)
            // Stretched noise is half bright, so the centre of mass lies between the image's and the object's.
            let column = try #require(found.first?["column"].flatMap(Double.init))
            #expect((60...140).contains(column))
        }

        @Test("An image without georeference gives pixel polygons, with its size on the ground only where told")
        func withoutGeoreference() async throws {
            let files = try await Self.made.value
            let scratch = try Scratch()
            try await Program.python("strip_reference.py", files.path + "/north_up.tif", scratch.path + "/plain.tif")
            let arguments = [
                "detect", scratch.path + "/plain.tif", "--bands", "pan", "--model", files.path + "/bright.json", "-q",
                "-o",
                scratch.path + "/x.geojson",
            ]
            let ended = try await Running(Program.path, arguments).end()
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(try scratch.text("x.geojson").contains("\"frame\":\"pixel\""))
            let resampled = try await Running(
                Program.path,
                arguments.map { $0.hasSuffix("bright.json") ? files.path + "/bright-resampled.json" : $0 } + [
                    "--gsd", "10",
                ]
            ).end()
            #expect(resampled.code == 0, "\(resampled.errors)")
        }

        @Test("GeoJSON for shapely: valid polygons, right-hand rule; GeoPackage for OGR: no warning")
        func formats() async throws {
            let files = try await Self.made.value
            let scratch = try Scratch()
            let images = ["north_up", "south_up", "mirrored", "rotated_not_square", "polar"].map {
                files.path + "/\($0).tif"
            }
            for ending in ["geojson", "gpkg"] {
                let ended = try await Running(
                    Program.path,
                    ["detect"] + images + [
                        "--bands", "pan", "--model", files.path + "/bright.json", "-q", "-o",
                        scratch.path + "/x." + ending,
                    ]
                ).end()
                #expect(ended.code == 0 && ended.errors == "", "\(ended.errors)")
            }
            let checked = try await Program.python("check_geojson.py", scratch.path + "/x.geojson")
            #expect(checked == "5 valid polygons\n")
            let info = try await Running("/usr/bin/ogrinfo", ["-al", scratch.path + "/x.gpkg"]).end()
            #expect(info.code == 0)
            #expect(info.output.contains("Feature Count: 5"))
            for text in [info.output, info.errors] {
                #expect(!text.contains("Warning") && !text.contains("ERROR"), "\(text)")
            }
        }

        @Test("A real catalogue opens in OGR without a warning")
        func catalogue() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            #expect(try await Program.revisit("run", folder, "-q").code == 0)
            for options in [["-so", "-al"], ["-al", "-q"]] {
                let info = try await Running("/usr/bin/ogrinfo", options + [folder + "/revisit.gpkg"]).end()
                #expect(info.code == 0)
                for text in [info.output, info.errors] {
                    #expect(!text.contains("Warning") && !text.contains("ERROR"), "\(text.prefix(2000))")
                }
                for layer in ["scene", "look", "detection", "observation", "run"] {
                    #expect(info.output.contains(layer))
                }
            }
        }

        @Test("The STAC Item of a real scene passes the validator's core checks")
        func stac() async throws {
            let scratch = try Scratch()
            let files = try await Self.made.value
            for (index, path) in [try SharedData.path("ports/busan_2022-05-14"), files.path + "/rotated.tif"]
                .enumerated()
            {
                let ended = try await Program.revisit("scene", "show", path, "--stac", "--time", "2022-05-14")
                #expect(ended.code == 0 && ended.errors == "", "\(ended.errors)")
                try scratch.write(ended.output, to: "\(index).json")
                let checked = try await Program.python("check_stac.py", scratch.path + "/\(index).json")
                #expect(checked.hasPrefix("valid"), "\(checked)")
            }
        }
    }
}
