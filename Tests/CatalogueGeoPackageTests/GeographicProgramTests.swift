import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Geodesy
import Rasters
import Testing

/// What other programs see in the file: GDAL's `ogrinfo` stands for all that read GeoPackages by it, QGIS first.
@Suite("Catalogue in GIS programs")
struct GeographicProgramTests {
    private static let ships = ModelReference(name: "ships", sha256: "ab")

    private static func run(_ stage: String, version: Int = 1) -> StageRun {
        StageRun(
            stage: stage, stageVersion: version, softwareVersion: "0.1", subject: "busan", configuration: "{}",
            inputs: [], model: ships, processedShare: 0.5, failures: ["tile 3: “IReadBlock failed”"])
    }

    private static func scene(_ id: String, time: String?, longitude: Double) -> Scene {
        let corners = [(0.0, 35.0), (0.5, 35), (0.5, 35.25), (0, 35.25)].map {
            GeoPoint(longitude: longitude + $0.0, latitude: $0.1)
        }
        return Scene(
            id: id, title: "부산 \(id)", time: time.flatMap { AcquisitionTime(iso8601: $0) }, platform: "sentinel-2a",
            instruments: ["msi"], size: RasterSize(width: 100, height: 50), bands: [], files: [], cloudCover: 0.25,
            outline: MultiPolygon([Polygon(outer: Ring(corners))]), isSimulated: true)
    }

    private static func detection(
        _ id: String, _ scene: String, longitude: Double?, latitude: Double = 35.1
    ) -> Detection {
        let box = longitude.map { longitude in
            let corners = [(0.01, 0.02), (0.01, -0.02), (-0.01, -0.02), (-0.01, 0.02)].map { east, north in
                var corner = GeoPoint(longitude: longitude + east, latitude: latitude + north)
                if corner.longitude > 180 { corner.longitude -= 360 }
                return corner
            }
            return GroundBox(centre: GeoPoint(longitude: longitude, latitude: latitude), corners: corners)
        }
        return Detection(
            id: id, scene: scene, className: "ship", score: 0.75,
            pixelBox: OrientedBox(left: 0, top: 0, right: 9, bottom: 3), groundBox: box, model: ships)
    }

    private static func batch(_ detections: [Detection], version: Int = 1) -> RunBatch {
        RunBatch(
            run: run("detect", version: version),
            scenes: [
                scene("s1", time: "2023-08-17T10:05:33.024Z", longitude: 129),
                scene("s2", time: "2023-08-18", longitude: 130),
                scene("s3", time: nil, longitude: 131),
            ],
            looks: [
                Look(
                    id: "l1", scene: "s1", zone: "Причал 1", coveredShare: 1, cloudShare: nil, visibleShare: 0.5,
                    groundSamplingDistance: 10, requiredGroundSamplingDistance: 10, usability: .partial,
                    reasons: ["Half is hidden."])
            ],
            detections: detections,
            observations: [
                Observation(
                    id: "o1", look: "l1", quantity: "ships",
                    result: .count(detected: 2, low: 1, high: 4, level: 0.8, method: "beta"),
                    detections: ["d1", "d2"], model: ships)
            ])
    }

    /// Layers with their texts, as `ogrinfo` lists them.
    private func layers(_ path: String) throws -> [String: String] {
        let outcome = try Self.inspect(["-ro", "-so", "-al", path])
        var layers: [String: String] = [:]
        for part in outcome.components(separatedBy: "\nLayer name: ").dropFirst() {
            layers[String(part.prefix { !$0.isNewline })] = part
        }
        return layers
    }

    private static func inspect(_ arguments: [String]) throws -> String {
        let outcome = try CatalogueGeoPackageTests.run("ogrinfo", arguments)
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(!outcome.output.localizedCaseInsensitiveContains("warning"), "\(outcome.output)")
        #expect(!outcome.output.contains("ERROR"), "\(outcome.output)")
        return outcome.output
    }

    @Test("ogrinfo reads all layers without a warning, with true counts and extents")
    func layers() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            let detections = [
                Self.detection("d1", "s1", longitude: 129.1), Self.detection("d2", "s1", longitude: 129.3),
                Self.detection("d3", "s2", longitude: nil),
                Self.detection("d4", "s2", longitude: 130.2, latitude: 34.9),
            ]
            try await catalogue.commit(Self.batch(detections))
            let seen = try #require(detections.first { $0.groundBox != nil })
            let object = ObjectChain(
                id: "object", className: "ship", lastBox: try #require(seen.groundBox),
                steps: [.init(look: seen.scene, sight: .seen(detection: seen.id), presence: 0.9)], events: [])
            try await catalogue.commit(RunBatch(run: Self.run("follow-objects"), objects: [object]))
            let place = GeoPoint(longitude: 129.2, latitude: 35.1)
            let corners = [(0.0, 0.0), (0.001, 0), (0.001, 0.001), (0, 0.001)].map {
                GeoPoint(longitude: place.longitude + $0.0, latitude: place.latitude + $0.1)
            }
            let change = SurfaceChange(
                id: "change", before: "s1", after: "s2", zone: "z", outline: MultiPolygon([]), kind: .built,
                strength: 3,
                area: 10, leastArea: 8, greatestArea: 12, confidence: 0.9,
                clues: ChangeClues(
                    strength: 3, pixels: 10, insideShare: 0.8, hasOwnShadow: true, darkShare: 0.1, movedShadowShare: 0,
                    explainedShare: 0.7), reasons: ["a shadow"])
            let comparison = GroundComparison(
                scene: "s2", before: "s1", refused: [], comparedShare: 0.9, margin: 0.1, pixelSize: 0.9, remarks: [],
                changes: [
                    PlacedChange(change: change, area: MultiPolygon([Polygon(outer: Ring(corners))]), objects: [])
                ])
            try await catalogue.commit(
                RunBatch(run: Self.run("compare-ground"), comparisons: [comparison], surfaceChanges: comparison.changes)
            )
            // Another program reads while the file is open, too.
            #expect(try layers(folder.catalogue)["detection"]?.contains("Feature Count: 4") == true)
            try catalogue.close()
            #expect(try folder.contents == ["revisit.gpkg"], "More than one file was left.")

            let layers = try layers(folder.catalogue)
            #expect(
                Set(layers.keys)
                    == [
                        "scene", "detection", "look", "observation", "observation_detection", "consist", "alignment",
                        "audit_head",
                        "object", "comparison", "surface_change", "finding", "finding_look", "run",
                    ])
            func expect(_ layer: String, _ texts: String...) {
                for text in texts {
                    #expect(layers[layer]?.contains(text) == true, "\(layer): \(text) is not in \(layers[layer] ?? "")")
                }
            }
            expect(
                "scene", "Geometry: Multi Polygon", "Feature Count: 3",
                "Extent: (129.000000, 35.000000) - (131.500000, 35.250000)", "ID[\"EPSG\",4326]", "FID Column = fid",
                "Geometry Column = geom", "time: DateTime", "simulated: Integer(Boolean)", "cloud_cover: Real")
            expect(
                "detection", "Geometry: Polygon", "Feature Count: 4",
                "Extent: (129.090000, 34.880000) - (130.210000, 35.120000)", "class: String", "score: Real",
                "length_m: Real", "cut_off: Integer(Boolean)", "review: String", "time: DateTime")
            expect("look", "Geometry: None", "Feature Count: 1", "zone: String", "visible_share: Real")
            expect("observation", "Feature Count: 1", "detected: Integer64", "undetermined_because: String")
            expect("observation_detection", "Feature Count: 2", "observation_fid: Integer64")
            expect(
                "object", "Geometry: Polygon", "Feature Count: 1", "class: String", "sightings: Integer64",
                "first_time: DateTime", "ID[\"EPSG\",4326]", "Extent: (")
            expect(
                "surface_change", "Geometry: Multi Polygon", "Feature Count: 1", "kind: String", "probability: Real",
                "time_before: DateTime", "ID[\"EPSG\",4326]", "Extent: (129.200000, 35.100000)")
            expect("comparison", "Geometry: None", "Feature Count: 1", "compared_share: Real", "refused: String")
            expect("run", "Feature Count: 3", "share: Real", "failures: String")

            let scenes = try Self.inspect(["-ro", "-al", "-q", folder.catalogue, "scene"])
            for text in [
                "time (DateTime) = 2023/08/17 10:05:33.024+00", "time_end (DateTime) = 2023/08/19 00:00:00+00",
                "title (String) = 부산 s1", "MULTIPOLYGON (((129 35,129.5 35.0,129.5 35.25,129.0 35.25,129 35)))",
            ] {
                #expect(scenes.contains(text), "\(text) is not in \(scenes)")
            }
        }
    }

    @Test("extents shrink when detections go, and vanish with the last")
    func extents() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(
                Self.batch([Self.detection("d1", "s1", longitude: 129.1), Self.detection("d2", "s1", longitude: 160)]))
            try await catalogue.commit(Self.batch([Self.detection("d1", "s1", longitude: 129.1)], version: 2))
            #expect(
                try layers(folder.catalogue)["detection"]?
                    .contains("Extent: (129.090000, 35.080000) - (129.110000, 35.120000)") == true)
            for subject in ["s1", "s2", "s3", "busan"] { try await catalogue.remove(subject: subject) }
            let layers = try layers(folder.catalogue)
            #expect(layers["detection"]?.contains("Feature Count: 0") == true)
            #expect(layers["detection"]?.contains("Extent") == false)
            #expect(layers["scene"]?.contains("Extent") == false)
            try catalogue.close()
        }
    }

    @Test("a ship on the antimeridian is drawn small")
    func antimeridian() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(Self.batch([Self.detection("d1", "s1", longitude: 180)]))
            try catalogue.close()
            #expect(
                try layers(folder.catalogue)["detection"]?
                    .contains("Extent: (179.990000, 35.080000) - (180.010000, 35.120000)") == true)
        }
    }

    @Test("the spatial index finds what lies in a window")
    func spatialIndex() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            let detections = (0..<500).map { Self.detection("d\($0)", "s1", longitude: -100 + Double($0) / 10) }
            try await catalogue.commit(Self.batch(detections))
            try catalogue.close()
            let window = ["-spat", "-91.005", "35.1", "-90.8", "35.11"]
            let found = try Self.inspect(["-ro", "-so"] + window + [folder.catalogue, "detection"])
            #expect(found.contains("Feature Count: 3"), "\(found)")
            let sql = "SELECT count(*) AS n FROM rtree_detection_geom"
            #expect(try Self.inspect(["-ro", "-q", folder.catalogue, "-sql", sql]).contains("= 500"))
        }
    }

    @Test("another program may edit the file, by the standard triggers")
    func editing() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(Self.batch([Self.detection("d1", "s1", longitude: 129.1)]))
            try catalogue.close()
            _ = try Self.inspect([folder.catalogue, "-sql", "UPDATE detection SET review = 'accepted' WHERE id = 'd1'"])
            let again = try GeoPackageCatalogue(path: folder.catalogue)
            #expect(try await again.detections(scene: "s1").map(\.record.review) == [.accepted])
            #expect(try await again.problems() == [])
            try again.close()
        }
    }
}
