public import Catalogue
import Foundation
import GRDB

/// A catalogue in one GeoPackage file, which QGIS and other GIS programs open as it is.
///
/// Layers `scene` and `detection` hold outlines and boxes in EPSG:4326; `look`, `observation`,
/// `observation_detection` and `run` are tables. Ids are compared byte by byte.
///
/// While the file is open, newest batches may lie in `…-wal` beside it; ``close()`` brings all into the one
/// file. A program that is killed at any instant leaves the batches that were committed, and no part of
/// another; the next one that opens the file goes on from there. A commit has reached the disk when it
/// returns.
///
/// One process writes at a time; others wait up to the busy timeout. Any number read meanwhile, each reading
/// the state between two batches.
///
/// What is exact: every record comes back equal. Minus zero comes back as zero, and text ends at a NUL
/// character, since SQLite keeps neither.
public final class GeoPackageCatalogue: Catalogue {
    /// The file.
    public let path: String
    /// Serves all reading.
    let reader: any DatabaseReader
    /// Serves all writing; nil where the file was opened for reading only.
    let writer: DatabasePool?

    /// Opens the catalogue for reading and writing; makes it where there is none yet.
    ///
    /// A file of an earlier version is brought to today's schema. A file that is no catalogue, or that a newer
    /// version wrote, is left as it is, byte for byte.
    ///
    /// - Parameters:
    ///   - path: The file; its folder must be there.
    ///   - busyTimeout: Seconds to wait for another program that holds the file.
    /// - Throws: `CatalogueError`.
    public init(path: String, busyTimeout: Double = 10) throws {
        let path = Self.absolute(path)
        self.path = path
        do {
            let state = try CatalogueFile.state(of: path)
            let pool = try DatabasePool(path: path, configuration: Self.configuration(busyTimeout: busyTimeout))
            try pool.writeWithoutTransaction { database in
                // The pool asks for NORMAL, with which a batch could be lost when the power goes.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // 64 MB, so that the indexes of a large batch are not written to disk again and again.
                try database.execute(sql: "PRAGMA cache_size = -64000")
            }
            if state != .current {
                do {
                    try Schema.migrator.migrate(pool)
                } catch {
                    // Another run may have made the schema between the look at the file and now.
                    guard try CatalogueFile.state(of: path) == .current else { throw error }
                }
            }
            // GDAL looks for the GeoPackage's mark in the file itself, and not in `-wal`.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
            writer = pool
            reader = pool
        } catch {
            throw CatalogueFile.explained(error, path: path)
        }
    }

    /// Opens the catalogue for reading; nothing is written, and the folder may be one that cannot be written.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - busyTimeout: Seconds to wait for another program that holds the file.
    /// - Throws: `CatalogueError`; so does every later ``commit(_:)`` and ``remove(subject:)``.
    public init(readingFrom path: String, busyTimeout: Double = 10) throws {
        let path = Self.absolute(path)
        self.path = path
        do {
            guard FileManager.default.fileExists(atPath: path) else {
                throw CatalogueError.storage(path: path, reason: "there is no such file")
            }
            guard try CatalogueFile.state(of: path) == .current else {
                throw CatalogueError.storage(
                    path: path, reason: "an earlier version wrote it or it is empty; open it for writing once")
            }
            let configuration = Self.configuration(busyTimeout: busyTimeout)
            reader = try CatalogueFile.readingQueue(path: path, configuration: configuration)
            writer = nil
        } catch {
            throw CatalogueFile.explained(error, path: path)
        }
    }

    /// Brings all batches into the one file and lets go of it; nothing else can be done afterwards.
    ///
    /// Not closing loses nothing: whoever opens the file next does the rest.
    ///
    /// - Throws: `CatalogueError`; then the batches are kept in the file and its `-wal`.
    public func close() throws {
        do {
            if let writer {
                // SQLite takes `-wal` away with the last connection, and only where that one can write.
                writer.invalidateReadOnlyConnections()
                try writer.writeWithoutTransaction { database in
                    // A reader in another program may hinder this; then it, or the next one, does it.
                    do { _ = try database.checkpoint(.truncate) } catch DatabaseError.SQLITE_BUSY {}
                }
            }
            try reader.close()
        } catch {
            throw CatalogueFile.explained(error, path: path)
        }
    }

    /// What is wrong inside the file, in the words of SQLite; empty where all is well.
    ///
    /// Reads the whole file.
    public func problems() async throws -> [String] {
        try await read { database in
            let report = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            let dangling = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
            return (report == ["ok"] ? [] : report) + dangling.map { "dangling reference: \($0)" }
        }
    }

    /// Reads one state of the file.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await reader.read(body)
        } catch {
            throw CatalogueFile.explained(error, path: path)
        }
    }

    /// Writes in one transaction, or not at all.
    func write(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        guard let writer else {
            throw CatalogueError.notWritable(path: path, reason: "it was opened for reading only")
        }
        do {
            try await writer.write(body)
        } catch {
            throw CatalogueFile.explained(error, path: path)
        }
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

    private static func configuration(busyTimeout: Double) -> Configuration {
        var configuration = Configuration()
        configuration.label = "catalogue"
        configuration.busyMode = .timeout(busyTimeout)
        configuration.prepareDatabase { SpatialFunctions.register(in: $0) }
        return configuration
    }
}
