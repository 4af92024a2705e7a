import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Geodesy
import Rasters
import Testing

/// Opening again, reading only, and files of released versions.
@Suite("Catalogue files opened again")
struct OpeningTests {
    private static let run = StageRun(
        stage: "ingest", stageVersion: 1, softwareVersion: "0", subject: "a", configuration: "{}", inputs: [])
    private static let scene = Scene(
        id: "a", title: "a", size: RasterSize(width: 1, height: 1), bands: [], files: [])

    @Test("what was written is there when the file is opened again")
    func openedAgain() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "Häfen #1 100% ?.gpkg").path
            let first = try GeoPackageCatalogue(path: path)
            try await first.commit(RunBatch(run: Self.run, scenes: [Self.scene]))
            try first.close()
            #expect(try folder.contents.count == 1)
            let second = try GeoPackageCatalogue(path: path)
            #expect(try await second.run(Self.run.id) == Self.run)
            #expect(try await second.problems() == [])
            try second.close()
            #expect(try folder.contents.count == 1)
            let third = try GeoPackageCatalogue(readingFrom: path)
            #expect(try await third.scenes() == [Self.scene])
            try third.close()
            #expect(try folder.contents.count == 1)
        }
    }

    @Test("opened for reading, it reads, writes nothing, and changes no byte")
    func readingOnly() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run, scenes: [Self.scene]))
            // While another one writes.
            let beside = try GeoPackageCatalogue(readingFrom: folder.catalogue)
            #expect(try await beside.scenes() == [Self.scene])
            try beside.close()
            try catalogue.close()

            let before = try bytes(folder.catalogue)
            let reading = try GeoPackageCatalogue(readingFrom: folder.catalogue)
            #expect(try await reading.scenes() == [Self.scene])
            await #expect(throws: CatalogueError.self) { try await reading.remove(subject: "a") }
            await #expect(throws: CatalogueError.self) { try await reading.commit(RunBatch(run: Self.run)) }
            try reading.close()
            #expect(try bytes(folder.catalogue) == before)
            #expect(try folder.contents == ["revisit.gpkg"])
        }
    }

    @Test("a folder that cannot be written is read")
    func readOnlyFolder() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run, scenes: [Self.scene]))
            try catalogue.close()
            let manager = FileManager.default
            try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.catalogue)
            try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
            defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
            let reading = try GeoPackageCatalogue(readingFrom: folder.catalogue)
            #expect(try await reading.scenes() == [Self.scene])
            try reading.close()
            #expect(try folder.contents == ["revisit.gpkg"])
            // Permissions do not stop the root user.
            guard !manager.isWritableFile(atPath: folder.path) else { return }
            let error = #expect(throws: CatalogueError.self) {
                try GeoPackageCatalogue(path: folder.catalogue)
            }
            if case .notWritable = error {} else { Issue.record("\(String(describing: error))") }
        }
    }

    @Test("a file that is not there cannot be read")
    func missing() async throws {
        try await withFolder { folder in
            #expect(throws: CatalogueError.storage(path: folder.catalogue, reason: "there is no such file")) {
                try GeoPackageCatalogue(readingFrom: folder.catalogue)
            }
            let contents = try folder.contents
            #expect(contents.isEmpty)
        }
    }

    /// Files that released versions wrote, by `CatalogueKillTarget FILE 2`, and then made small by
    /// `sqlite3 FILE "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM"`.
    @Test("files of released versions open, and hold what they held", arguments: ["M0001.gpkg", "M0004.gpkg"])
    func releasedVersions(name: String) async throws {
        try await withFolder { folder in
            try FileManager.default.copyItem(atPath: fixture(name).path, toPath: folder.catalogue)
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            #expect(try await catalogue.problems() == [])
            #expect(try await catalogue.runs().map(\.stageVersion) == [1, 2])
            #expect(try await catalogue.scenes().map(\.title) == ["1", "2"])
            for (scene, count) in [("scene 1", 37), ("scene 2", 74)] {
                let detections = try await catalogue.detections(scene: scene).map(\.record)
                #expect(detections.count == count)
                #expect(detections.allSatisfy { abs(($0.groundBox?.length ?? 0) - 100) < 0.1 })
                let observations = try await catalogue.observations(scene: scene).map(\.record)
                #expect(observations.map(\.detections.count) == [20, 20, 20])
                #expect(try await catalogue.looks(scene: scene).map(\.record.zone) == ["0", "1", "2"])
            }
            try await catalogue.commit(RunBatch(run: Self.run, scenes: [Self.scene]))
            #expect(try await catalogue.scenes().count == 3)
            try catalogue.close()
        }
    }
}
