import Catalogue
import Foundation
import GRDB

/// What a file is before it is opened as a catalogue, and what SQLite's errors mean for it.
enum CatalogueFile {
    /// What lies at a path.
    enum State: Equatable {
        /// Nothing, or what is left of a program that was killed while it made the file.
        case new
        /// A catalogue of an earlier version.
        case outdated
        /// A catalogue of this version.
        case current
    }

    /// Looks at a file without changing it or leaving anything beside it.
    ///
    /// - Throws: ``CatalogueError`` where it is no catalogue of this or an earlier version.
    static func state(of path: String) throws -> State {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard kind(of: folder) == .typeDirectory else {
            throw CatalogueError.notWritable(path: path, reason: "the folder \(folder) is not there")
        }
        guard let kind = kind(of: path) else { return .new }
        if kind == .typeDirectory { throw CatalogueError.notACatalogue(path: path, reason: "it is a folder") }
        let file: FileHandle
        do {
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch {
            throw CatalogueError.storage(path: path, reason: "it cannot be read; check its permissions")
        }
        let start = try file.read(upToCount: 16) ?? Data()
        try file.close()
        if start.isEmpty { return .new }
        guard start == Data("SQLite format 3\0".utf8) else {
            throw CatalogueError.notACatalogue(path: path, reason: "it is not an SQLite file")
        }
        do {
            return try schemaState(of: path)
        } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
            throw CatalogueError.notACatalogue(path: path, reason: "the file is damaged or cut short")
        }
    }

    /// A connection that never writes, for a file that is a catalogue.
    ///
    /// In a folder that can be written the connection takes part in SQLite's locking, so that another program
    /// may write meanwhile. Elsewhere nobody can write, and the file is read without locks.
    static func readingQueue(path: String, configuration: Configuration) throws -> DatabaseQueue {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var configuration = configuration
        if FileManager.default.isWritableFile(atPath: folder), FileManager.default.isWritableFile(atPath: path) {
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
            return try DatabaseQueue(path: path, configuration: configuration)
        }
        return try untouchingQueue(path: path, configuration: configuration)
    }

    /// The catalogue's error for anything that went wrong; a cancellation stays one.
    static func explained(_ error: any Error, path: String) -> any Error {
        switch error {
        case is CatalogueError, is CancellationError: return error
        case let error as DatabaseError: return explained(error, path: path)
        case let error as UnreadableRecord:
            return CatalogueError.storage(
                path: path, reason: "it holds \(error.what), which was not written by revisit")
        case is RowDecodingError, is DecodingError:
            return CatalogueError.storage(
                path: path, reason: "it holds a record that was not written by revisit (\(error))")
        default: return CatalogueError.storage(path: path, reason: "\(error)")
        }
    }

    private static func explained(_ error: DatabaseError, path: String) -> CatalogueError {
        let reason = error.message ?? "SQLite says \(error.resultCode)"
        switch error.extendedResultCode {
        case .SQLITE_IOERR_SHMSIZE: return .full(path: path)
        default: break
        }
        switch error.resultCode {
        case .SQLITE_FULL: return .full(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return .notWritable(path: path, reason: reason)
        case .SQLITE_NOTADB: return .notACatalogue(path: path, reason: reason)
        case .SQLITE_CORRUPT:
            return .storage(
                path: path, reason: "the file is damaged (\(reason)); move it away and run again to rebuild it")
        default: return .storage(path: path, reason: reason)
        }
    }

    /// What lies at a path, links followed; nil for nothing.
    private static func kind(of path: String) -> FileAttributeType? {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
    }

    private static func schemaState(of path: String) throws -> State {
        let queue = try untouchingQueue(path: path, configuration: Configuration())
        defer { try? queue.close() }
        return try queue.read { database in
            let known = Schema.migrations.map(\.name)
            let applied = try Schema.migrator.appliedIdentifiers(database)
            let others = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name != 'grdb_migrations'")
            // The list of migrations is made before the first of them runs.
            if others == 0, applied.isEmpty { return .new }
            guard let first = known.first, applied.contains(first) else {
                throw CatalogueError.notACatalogue(path: path, reason: "another program made it")
            }
            let unknown = applied.subtracting(known).sorted()
            if !unknown.isEmpty { throw CatalogueError.newerVersion(path: path, unknown: unknown) }
            return applied.count == known.count ? .current : .outdated
        }
    }

    /// A connection that changes no byte and leaves no file behind: where no `-wal` lies beside the file, nobody
    /// is writing it as a catalogue, and it is read as it stands.
    private static func untouchingQueue(path: String, configuration: Configuration) throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = true
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        if let size = log?[.size] as? Int, size > 0 {
            return try DatabaseQueue(path: path, configuration: configuration)
        }
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%;"))
        let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    }
}
