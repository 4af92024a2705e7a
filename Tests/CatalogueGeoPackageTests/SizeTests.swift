import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Geodesy
import Rasters
import Testing

/// Large batches and many look-ups. Limits are wide: they catch a lost index, not a slow machine.
@Suite("Large catalogue", .serialized)
struct SizeTests {
    private func timed<Value>(_ what: String, _ body: () async throws -> Value) async throws -> (Value, Duration) {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try await body()
        let duration = clock.now - start
        print("\(what): \(duration)")
        return (value, duration)
    }

    #if DEBUG
    private static let count = 10_000
    #else
    private static let count = 100_000
    #endif

    @Test("many detections go in, come back and are replaced in seconds")
    func manyDetections() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            let network = ModelReference(name: "ships", sha256: String(repeating: "ab", count: 32))
            func batch(version: Int) -> RunBatch {
                let detections = (0..<Self.count).map { index in
                    let centre = GeoPoint(longitude: Double(index % 1000) / 100, latitude: Double(index / 1000) / 10)
                    let corners = [(0.0003, 0.0001), (0.0003, -0.0001), (-0.0003, -0.0001), (-0.0003, 0.0001)].map {
                        GeoPoint(longitude: centre.longitude + $0.0, latitude: centre.latitude + $0.1)
                    }
                    return Detection(
                        id: Digest.identifier(["\(index)"]), scene: "a", className: "ship",
                        score: 0.1 + Double(index) / 1e6,
                        pixelBox: OrientedBox(left: 0, top: 0, right: 10, bottom: 3),
                        groundBox: GroundBox(centre: centre, corners: corners), model: network)
                }
                return RunBatch(
                    run: StageRun(
                        stage: "detect", stageVersion: version, softwareVersion: "0", subject: "a",
                        configuration: "{}", inputs: [], model: network),
                    scenes: [Scene(id: "a", title: "a", size: RasterSize(width: 1, height: 1), bands: [], files: [])],
                    detections: detections)
            }
            let first = batch(version: 1)
            _ = try await timed("commit of \(Self.count) detections") {
                try await catalogue.commit(first)
            }
            let (found, _) = try await timed("reading them") { try await catalogue.detections(scene: "a") }
            #expect(found.map(\.record) == first.detections.sorted { $0.id < $1.id })
            let second = batch(version: 2)
            _ = try await timed("replacing them") { try await catalogue.commit(second) }
            #expect(try await catalogue.problems() == [])
            _ = try await timed("closing") { try catalogue.close() }
        }
    }

    @Test("a second run over eight scenes only looks up")
    func lookUps() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            func run(_ stage: Int, _ subject: Int) -> StageRun {
                StageRun(
                    stage: "stage \(stage)", stageVersion: 1, softwareVersion: "0", subject: "scene \(subject)",
                    configuration: "{}", inputs: ["scene \(subject)"])
            }
            for subject in 0..<100 {
                for stage in 0..<5 { try await catalogue.commit(RunBatch(run: run(stage, subject))) }
            }
            try catalogue.close()
            _ = try await timed("opening, 40 look-ups, closing") {
                let again = try GeoPackageCatalogue(path: folder.catalogue)
                for subject in 0..<8 {
                    for stage in 0..<5 { #expect(try await again.run(run(stage, subject).id) != nil) }
                }
                try again.close()
            }
        }
    }
}
