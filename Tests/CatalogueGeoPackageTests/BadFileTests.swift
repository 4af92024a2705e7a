import Catalogue
@testable import CatalogueGeoPackage
import Evidence
import Foundation
import GRDB
import Rasters
import Testing

/// Files that are no catalogue, or cannot be used: one sentence, and the file as it was.
@Suite("Catalogue files that cannot be used")
struct BadFileTests {
    private static let scene = Scene(
        id: "a", title: "a", size: RasterSize(width: 1, height: 1), bands: [], files: [])
    private static func run(_ subject: String) -> StageRun {
        StageRun(
            stage: "ingest", stageVersion: 1, softwareVersion: "0", subject: subject, configuration: "{}", inputs: [])
    }

    /// Expects opening to fail, for writing and for reading, with the file and its folder as they were.
    private func expectRefused(_ folder: URL, _ isExpected: (CatalogueError) -> Bool) throws {
        let before = try? bytes(folder.catalogue)
        let contents = try folder.contents
        for open in [
            { _ = try GeoPackageCatalogue(path: folder.catalogue) },
            { _ = try GeoPackageCatalogue(readingFrom: folder.catalogue) },
        ] {
            let error = #expect(throws: CatalogueError.self) { try open() }
            #expect(error.map(isExpected) == true, "\(String(describing: error))")
            #expect(error?.description.contains(folder.catalogue) == true)
        }
        #expect((try? bytes(folder.catalogue)) == before)
        #expect(try folder.contents == contents)
    }

    private func isNotACatalogue(_ error: CatalogueError) -> Bool {
        if case .notACatalogue = error { true } else { false }
    }

    @Test("text is not a catalogue")
    func text() async throws {
        try await withFolder { folder in
            try Data("not a database, but long enough to be taken for one".utf8)
                .write(to: URL(fileURLWithPath: folder.catalogue))
            try expectRefused(folder, isNotACatalogue)
        }
    }

    @Test("a folder is not a catalogue")
    func folderInItsPlace() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder.catalogue, withIntermediateDirectories: false)
            try expectRefused(folder, isNotACatalogue)
        }
    }

    @Test("a GeoPackage of another program is not a catalogue", arguments: ["DELETE", "WAL"])
    func foreignGeoPackage(journal: String) async throws {
        try await withFolder { folder in
            let queue = try DatabaseQueue(path: folder.catalogue)
            try await queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = \(journal)")
                try database.execute(sql: "PRAGMA application_id = 1196444487; CREATE TABLE gpkg_contents (a); ")
            }
            try queue.close()
            try expectRefused(folder, isNotACatalogue)
        }
    }

    @Test("a file cut short is not a catalogue")
    func cutShort() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            try catalogue.close()
            for length in [20, 3000, 8192] {
                try bytes(folder.catalogue).prefix(length).write(to: URL(fileURLWithPath: folder.catalogue))
                try expectRefused(folder, isNotACatalogue)
            }
        }
    }

    @Test("a catalogue of a newer version is left alone")
    func newerVersion() async throws {
        try await withFolder { folder in
            try GeoPackageCatalogue(path: folder.catalogue).close()
            let queue = try DatabaseQueue(path: folder.catalogue)
            try await queue.writeWithoutTransaction { database in
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('M0099_AddTides'), ('M0098_AddMoon')")
            }
            try queue.close()
            try expectRefused(folder) {
                $0 == .newerVersion(path: folder.catalogue, unknown: ["M0098_AddMoon", "M0099_AddTides"])
            }
        }
    }

    @Test("an empty file, and what is left of a killed beginning, become a catalogue")
    func beginnings() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder.catalogue))
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            try catalogue.close()
        }
        try await withFolder { folder in
            let queue = try DatabaseQueue(path: folder.catalogue)
            try await queue.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try queue.close()
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            try catalogue.close()
        }
    }

    @Test(
        "a folder that is not there, or cannot be written, is said to be so", arguments: ["/no/such/folder", "/proc"])
    func unwritableFolder(folder: String) throws {
        let error = #expect(throws: CatalogueError.self) {
            try GeoPackageCatalogue(path: folder + "/revisit.gpkg")
        }
        guard case .notWritable(let path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == folder + "/revisit.gpkg")
    }

    @Test("a file that is held by another writer is busy, and free again afterwards")
    func busy() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue, busyTimeout: 0.1)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: folder.catalogue, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            await #expect(throws: CatalogueError.busy(path: folder.catalogue)) {
                try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            }
            #expect(try await catalogue.scenes() == [])
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            #expect(try await catalogue.scenes() == [Self.scene])
            try other.close()
            try catalogue.close()
        }
    }

    @Test("a full disk leaves what was there, and work goes on when there is room")
    func full() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            let pages = try await catalogue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
            let writer = try #require(catalogue.writer)
            try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 2)") }
            let scenes = (0..<300).map { index in
                var scene = Self.scene
                scene.id = "\(index)"
                return scene
            }
            let batch = RunBatch(run: Self.run("many"), scenes: scenes)
            await #expect(throws: CatalogueError.full(path: folder.catalogue)) { try await catalogue.commit(batch) }
            #expect(try await catalogue.scenes() == [Self.scene])
            #expect(try await catalogue.runs() == [Self.run("a")])
            #expect(try await catalogue.problems() == [])
            try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
            try await catalogue.commit(batch)
            #expect(try await catalogue.scenes().count == 301)
            try catalogue.close()
        }
    }

    @Test("a record that another program spoiled is named, and nothing stops")
    func spoiledRecord() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try await catalogue.commit(RunBatch(run: Self.run("a"), scenes: [Self.scene]))
            let writer = try #require(catalogue.writer)
            try await writer.write {
                try $0.execute(sql: "UPDATE scene SET record = '{}'; UPDATE run SET inputs = 'x'")
            }
            await #expect(throws: CatalogueError.self) { try await catalogue.scenes() }
            await #expect(throws: CatalogueError.self) { try await catalogue.runs() }
            try catalogue.close()
        }
    }

    @Test("what is asked of a closed catalogue is refused with a sentence")
    func closed() async throws {
        try await withFolder { folder in
            let catalogue = try GeoPackageCatalogue(path: folder.catalogue)
            try catalogue.close()
            await #expect(throws: CatalogueError.self) { try await catalogue.scenes() }
            await #expect(throws: CatalogueError.self) { try await catalogue.remove(subject: "a") }
        }
    }
}
