import CaseFilesYAML
import DetectionEvaluation
import Evidence
import Foundation
import Geodesy
import Testing

/// A folder with label files, removed at its end.
private final class Bench {
    let path = FileManager.default.temporaryDirectory.appending(path: "labels-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws -> String {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func labels(_ name: String, _ text: String) throws -> LabelSet { try LabelReader.read(try write(name, text)) }

    /// What is said of a file that cannot be read.
    func complaint(_ name: String, _ text: String) throws -> String {
        do {
            _ = try labels(name, text)
            return ""
        } catch { return "\(error)" }
    }
}

/// The box of a label in pixels.
private func box(_ label: Label?) throws -> OrientedBox {
    guard case .pixels(let box, _) = try #require(label).place else { throw CancellationError() }
    return box
}

@Suite("Labels")
struct LabelTests {
    @Test("of COCO: upright boxes, the least rectangle of a polygon, crowds, areas")
    func coco() throws {
        let set = try Bench().labels(
            "a.json",
            """
            {"images": [{"id": 7, "file_name": "x/one.png", "width": 90, "height": 60}, {"id": 8, "file_name": "two.png"}],
             "categories": [{"id": 3, "name": "tank"}, {"id": 4, "name": "ship"}],
             "annotations": [
              {"id": 1, "image_id": 7, "category_id": 3, "bbox": [10, 20, 30, 8], "area": 200, "iscrowd": 0},
              {"id": 2, "image_id": 7, "category_id": 4, "bbox": [0, 0, 40, 40], "area": 800, "iscrowd": 0,
               "segmentation": [[20, 0, 40, 20, 20, 40, 0, 20]]},
              {"id": 3, "image_id": 8, "category_id": 4, "bbox": [0, 0, 40, 40], "iscrowd": 1,
               "segmentation": {"size": [60, 90], "counts": [0, 5]}}]}
            """)
        #expect(set.format == "COCO" && set.images.map(\.name) == ["x/one.png", "two.png"])
        let first = set.images[0].labels
        #expect(try box(first[0]) == OrientedBox(left: 10, top: 20, right: 40, bottom: 28))
        #expect(first[0].area == 200 && !first[0].isOriented)
        let turned = try box(first[1])
        #expect(abs(turned.area - 800) < 1e-9 && abs(abs(turned.angle) - .pi / 4) < 1e-9 && first[1].isOriented)
        #expect(set.images[1].labels[0].weight == .region)
    }

    @Test("of DOTA: corners, difficult ones, the scale of the image")
    func dota() throws {
        let set = try Bench().labels(
            "P0001.txt",
            "imagesource:GoogleEarth\ngsd:0.31\n10.0 10.0 50 10 50 20 10 20 large-vehicle 0\r\n1 1 9 1 9 5 1 5 ship 1\n"
        )
        #expect(set.format == "DOTA" && set.images[0].name == "P0001")
        #expect(set.images[0].groundSamplingDistance == 0.31)
        #expect(try box(set.images[0].labels[0]).length == 40)
        #expect(set.images[0].labels.map(\.weight) == [.counted, .ignored])
    }

    @Test("of YOLO: upright and turned boxes as shares of the image, classes by classes.txt")
    func yolo() throws {
        let bench = try Bench()
        _ = try bench.write("classes.txt", "car\ntruck\n")
        let set = try bench.labels("a.txt", "1 0.5 0.5 0.2 0.1\n0 0.1 0.1 0.3 0.1 0.3 0.2 0.1 0.2\n")
        #expect(set.images[0].labels.map(\.className) == ["truck", "car"])
        guard case .shares(let corners) = set.images[0].labels[0].place else { throw CancellationError() }
        #expect(abs(corners[0].column - 0.4) < 1e-12 && abs(corners[2].row - 0.55) < 1e-12)
        #expect(set.images[0].labels.map(\.isOriented) == [false, true])
        #expect(try bench.complaint("b.txt", "2 0.5 0.5 0.2 0.1\n").contains("b.txt:1"))
        #expect(try Bench().complaint("b.txt", "0 0.5 0.5 0.2 0.1\n").contains("classes.txt"))
        #expect(try bench.complaint("c.txt", "0 12 13 5 5\n").contains("no shares"))
    }

    @Test("of GeoJSON: boxes in pixels, corners in pixels, outlines on the ground, visible shares, tracks")
    func geoJSON() throws {
        let set = try Bench().labels(
            "truth.geojson",
            """
            {"type": "FeatureCollection", "scenes": [{"scene": "a", "gsd_m": 0.3, "conditions": {"season": "winter"}}],
             "features": [
             {"type": "Feature", "geometry": null, "properties": {"scene": "a", "class": "tank-car", "visible_share": 0.4,
              "track": 4, "train": "T1", "pixel_box": {"column": 30, "row": 20, "length": 40, "width": 10, "angle": 90}}},
             {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1],[0,0]]]},
              "properties": {"scene": "a", "class": "ship", "visible_share": 0.9, "share_in_scene": 0.2,
              "pixel_box": [10, 10, 50, 10, 50, 20, 10, 20]}},
             {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[9,50],[9.1,50],[9.1,50.1],[9,50]]]},
              "properties": {"scene": "b", "class": "ship", "score": 0.7}}]}
            """)
        #expect(set.images.map(\.name) == ["a", "b"])
        #expect(set.images[0].groundSamplingDistance == 0.3 && set.images[0].conditions == ["season": "winter"])
        let labels = set.images[0].labels
        #expect(abs(abs(try box(labels[0]).angle) - .pi / 2) < 1e-12)
        #expect(labels[0].visibleShare == 0.4 && labels[0].groups == ["track": "4", "train": "T1"])
        #expect(try box(labels[1]).length == 40 && labels[1].visibleShare == 0.2)
        guard case .ground(let corners) = set.images[1].labels[0].place else { throw CancellationError() }
        #expect(corners.count == 4 && set.images[1].labels[0].score == 0.7 && set.hasScores)
    }

    @Test("of the plain sets: outlines, tanks by image, ships with what is passed over")
    func plain() throws {
        let bench = try Bench()
        let yard = try bench.labels(
            "y.json",
            #"{"image": "y.png", "gsd": 0.25, "classes": ["rail_vehicle"], "polygons": [[[0, 0], [40, 0], [40, 9], [0, 9]]]}"#
        )
        #expect(yard.images[0].groundSamplingDistance == 0.25 && yard.isOriented)
        let tanks = try bench.labels(
            "t.json", #"{"images": [{"file": "a.jpg", "tanks": [[1, 2, 11, 14]]}, {"file": "b.jpg", "tanks": []}]}"#)
        #expect(tanks.images.map(\.labels.count) == [1, 0] && tanks.classes == ["tank"] && !tanks.isOriented)
        let ships = try bench.labels(
            "busan/labels_audited.json",
            #"{"ships": [{"bbox": [1, 2, 10, 5], "sure": true}, {"bbox": [9, 9, 3, 3], "sure": false}], "ignore": [{"bbox": [0, 0, 5, 5]}]}"#
        )
        #expect(ships.images[0].labels.map(\.weight) == [.counted, .ignored, .region])
        #expect(ships.images[0].name == "busan")
    }

    @Test("of a folder of scenes are those of its files truth.geojson, whatever else lies beside them")
    func folders() throws {
        let bench = try Bench()
        let feature =
            #"{"type": "Feature", "geometry": null, "properties": {"class": "ship", "pixel_box": [0, 0, 9, 0, 9, 3, 0, 3]}}"#
        for name in ["a", "b"] {
            _ = try bench.write(
                "scenes/\(name)/truth.geojson",
                "{\"type\": \"FeatureCollection\", \"scene\": \"\(name)\", \"features\": [\(feature)]}")
        }
        _ = try bench.write(
            "scenes/a/tracks.geojson", #"{"type": "FeatureCollection", "features": [{"type": "Feature"}]}"#)
        let set = try LabelReader.read(bench.path + "/scenes")
        #expect(set.images.map(\.name) == ["a", "b"] && set.images.allSatisfy { $0.labels.count == 1 })
    }

    @Test("that cannot be read are refused with file, line and what is understood")
    func refusals() throws {
        let bench = try Bench()
        #expect(try bench.complaint("a.json", "{\"hello\": 1}").contains("COCO JSON"))
        #expect(try bench.complaint("a.json", "{\"images\": [\n{]}").hasPrefix("a.json:2"))
        let broken = """
            {"images": [{"id": 1}], "categories": [{"id": 1, "name": "a"}], "annotations": [
            {"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]},
            {"image_id": 1, "category_id": 9, "bbox": [1, 2, 3, 4]},
            {"image_id": 1, "category_id": 1, "bbox": [1, 2, 0, 4]}]}
            """
        let said = try bench.complaint("a.json", broken)
        #expect(said.contains("a.json:3:") && said.contains("a.json:4:") && !said.contains("a.json:2:"))
        #expect(try bench.complaint("d.txt", "1 2 3 x\n").contains("d.txt:1"))
        func coco(_ more: String, gsd: String = "0.3", category: String = "1") -> String {
            """
            {"images": [{"id": 1, "gsd": \(gsd)}], "categories": [{"id": 1e30, "name": "a"}, {"id": 1, "name": "b"}],
             "annotations": [{"image_id": 1, "category_id": \(category), "bbox": [1, 2, 3, 4]\(more)}]}
            """
        }
        #expect(try bench.complaint("a.json", coco("")) == "")
        #expect(try bench.complaint("a.json", coco(", \"score\": 1e20")).contains("'score' is no score"))
        #expect(try bench.complaint("a.json", coco("", category: "7")).contains("1e+30"))
        #expect(try bench.complaint("a.json", coco("", gsd: "0")).contains("metres of a pixel"))
        #expect(try bench.complaint("g.txt", "gsd:nan\n").contains("g.txt:1"))
        #expect(try bench.complaint("g.txt", "gsd:null\n1 1 9 1 9 5 1 5 ship 1\n") == "")
        #expect(
            try bench.complaint("a.geojson", #"{"type": "FeatureCollection", "features": [], "features": []}"#)
                .contains("given twice"))
        #expect(throws: CaseFilesError.self) { try LabelReader.read(bench.path + "/none.json") }
        try FileManager.default.createDirectory(atPath: bench.path + "/empty", withIntermediateDirectories: true)
        #expect(throws: CaseFilesError.self) { try LabelReader.read(bench.path + "/empty") }
    }

    @Test("of YOLO as exports lay them out: labels in a folder, names of classes above it")
    func exported() throws {
        let bench = try Bench()
        _ = try bench.write("set/classes.txt", "car\n")
        let file = try bench.write("set/labels/a.txt", "0 0.5 0.5 0.2 0.1\n")
        for path in [bench.path + "/set", bench.path + "/set/labels", file] {
            let set = try LabelReader.read(path)
            #expect(set.images.map(\.name) == ["a"] && set.classes == ["car"])
        }
    }

    @Test("of GeoJSON are all in pixels where one of them lies beyond all degrees")
    func oneFrame() throws {
        func feature(_ x: Int, _ y: Int, _ more: String = "") -> String {
            """
            {"type": "Feature", "properties": {"class": "ship"\(more)}, "geometry": {"type": "Polygon",
             "coordinates": [[[\(x), \(y)], [\(x + 9), \(y)], [\(x + 9), \(y + 3)], [\(x), \(y)]]]}}
            """
        }
        func read(_ features: String, head: String = "") throws -> [String] {
            try Bench().labels("a.geojson", "{\"type\": \"FeatureCollection\", \(head)\"features\": [\(features)]}")
                .images[0].labels.map { label in
                    switch label.place {
                    case .pixels: "pixels"
                    case .ground: "ground"
                    case .shares: "shares"
                    }
                }
        }
        #expect(try read(feature(10, 20)) == ["ground"])
        #expect(try read(feature(10, 20) + "," + feature(600, 400)) == ["pixels", "pixels"])
        #expect(try read(feature(10, 20) + "," + feature(600, 400, ", \"frame\": \"pixel\"")) == ["ground", "pixels"])
        #expect(try read(feature(10, 20), head: "\"frame\": \"pixel\", ") == ["pixels"])
        let metres = "\"crs\": {\"properties\": {\"name\": \"EPSG:32652\"}}, "
        #expect(throws: CaseFilesError.self) { try read(feature(500_000, 20), head: metres) }
    }
}

@Suite("Places in which objects are counted")
struct PlaceFileTests {
    private func places(_ geometry: String, _ properties: String = "") throws -> PlaceFile {
        let bench = try Bench()
        return try PlaceFile.read(
            bench.write(
                "p.geojson",
                """
                {"type": "FeatureCollection", "features": [
                 {"type": "Feature", "properties": {"name": "a"\(properties)}, "geometry": \(geometry)}]}
                """))
    }

    @Test("have holes, in which nothing is counted")
    func holes() throws {
        let yard = """
            {"type": "Polygon", "coordinates": [[[0, 0], [400, 0], [400, 400], [0, 400], [0, 0]],
             [[100, 100], [300, 100], [300, 300], [100, 300], [100, 100]]]}
            """
        let place = try #require(try places(yard).places(reach: 1, georeference: nil).first)
        guard case .area(let area) = place.shape else { throw CancellationError() }
        #expect(area.contains(PixelPoint(column: 50, row: 200)) && !area.contains(PixelPoint(column: 200, row: 200)))
    }

    @Test("in degrees do not fit an image that lies nowhere, and a file without any is none")
    func misfits() throws {
        let line = #"{"type": "LineString", "coordinates": [[130.4, 42.3], [130.5, 42.3]]}"#
        #expect(throws: PlaceFile.Misfit.self) { try places(line).places(reach: 1, georeference: nil) }
        #expect(try places(line, ", \"frame\": \"pixel\"").places(reach: 1, georeference: nil).count == 1)
        #expect(throws: CaseFilesError.self) { try places(#"{"type": "Point", "coordinates": [1, 2]}"#) }
    }

    /// A ten-thousandth of a degree for each pixel.
    private struct Grid: Georeference {
        func ground(_ points: [PixelPoint]) -> [GeoPoint] {
            points.map { GeoPoint(longitude: 130 + $0.column * 1e-4, latitude: 42 - $0.row * 1e-4) }
        }

        func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
            points.map { PixelPoint(column: ($0.longitude - 130) * 1e4, row: (42 - $0.latitude) * 1e4) }
        }
    }

    @Test("that say they are in pixels leave the others in longitude and latitude")
    func frames() throws {
        let bench = try Bench()
        func line(_ name: String, _ frame: String, _ x: Double, _ y: Double) -> String {
            "{\"type\": \"Feature\", \"properties\": {\"name\": \"\(name)\"\(frame)}, \"geometry\": "
                + "{\"type\": \"LineString\", \"coordinates\": [[\(x), \(y)], [\(x + 0.01), \(y)]]}}"
        }
        let file = try PlaceFile.read(
            bench.write(
                "p.geojson",
                "{\"type\": \"FeatureCollection\", \"features\": [\(line("drawn", ", \"frame\": \"pixel\"", 20, 30)), "
                    + "\(line("mapped", "", 130.002, 41.99))]}"))
        let places = try file.places(reach: 1, georeference: Grid())
        #expect(places.map(\.name) == ["drawn", "mapped"])
        let starts = places.compactMap { place -> PixelPoint? in
            guard case .line(let line, _) = place.shape else { return nil }
            return line.first
        }
        #expect(starts.count == 2 && starts[0] == PixelPoint(column: 20, row: 30))
        #expect(abs(starts[1].column - 20) < 1e-6 && abs(starts[1].row - 100) < 1e-6)
    }

    @Test("with a position of one number are told, and not drawn without it")
    func shortPosition() throws {
        #expect {
            try places(#"{"type": "LineString", "coordinates": [[1, 2], [3], [4, 5]]}"#, ", \"frame\": \"pixel\"")
        } throws: { error in
            "\(error)".contains("a position has one number")
        }
    }
}
