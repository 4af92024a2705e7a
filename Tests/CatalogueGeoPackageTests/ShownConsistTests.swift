import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import GRDB
import Rasters
import Testing

/// What GIS programs see of trains after a review.
@Suite("Reviewed trains in the catalogue's file")
struct ShownConsistTests {
    private static let trains = ModelReference(name: "tracks", sha256: "cd")

    private static func consist(_ id: String, sentence: String, detected: Int) -> Consist {
        Consist(
            id: id, scene: "s", track: id, trackName: id, isTrackSure: true, length: 100,
            extent: .init(start: 0, end: 100), visibleShare: 1, hidden: [], vehicles: [],
            count: .count(detected: detected, low: detected, high: detected, level: 0.8, method: "posterior"),
            classCounts: [:], sentence: sentence, notes: [], model: trains)
    }

    @Test("the table shows what analysts left, the record keeps what was read")
    func shown() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "shown-\(UUID().uuidString).gpkg").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = [
            Self.consist("a", sentence: "2 tank cars.", detected: 2),
            Self.consist("b", sentence: "1 open car.", detected: 1),
        ]
        let catalogue = try GeoPackageCatalogue(path: path)
        let run = StageRun(
            stage: "detect", stageVersion: 1, softwareVersion: "0", subject: "s", configuration: "{}", inputs: [],
            model: Self.trains)
        try await catalogue.commit(
            RunBatch(
                run: run,
                scenes: [Scene(id: "s", title: "s", size: RasterSize(width: 1, height: 1), bands: [], files: [])],
                consists: read, shownConsists: [Self.consist("a", sentence: "1 tank car.", detected: 1)]))
        #expect(try await catalogue.consists(scene: "s").map(\.record) == read)
        try catalogue.close()
        let rows = try await DatabaseQueue(path: path).read { database in
            try Row.fetchAll(database, sql: "SELECT sentence, vehicles FROM consist ORDER BY id").map {
                "\($0["vehicles"] as Int): \($0["sentence"] as String)"
            }
        }
        #expect(rows == ["1: 1 tank car.", "1: 1 open car."])
    }
}
