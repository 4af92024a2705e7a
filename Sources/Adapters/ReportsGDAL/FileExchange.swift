public import Foundation
import GDAL

/// Files of one folder that come to their places together: all are written into a folder of their own, and only then each is exchanged
/// with the one before it.
///
/// A failure, also at the last of them, leaves what was there. Whoever does not come to ``finish(removing:)`` discards it.
public struct FileExchange: Sendable {
    /// Where the files go.
    public let folder: URL
    private let part: URL
    private var names: [String] = []

    /// Prepares the exchange.
    ///
    /// - Parameter folder: An existing folder.
    /// - Throws: ``FileExchangeError`` where it does not exist or nothing can be written into it.
    public init(in folder: String) throws(FileExchangeError) {
        self.folder = URL(filePath: folder).standardizedFileURL
        part = self.folder.appending(path: ".revisit-\(UUID().uuidString)")
        guard FileManager.default.fileExists(atPath: folder) else {
            throw FileExchangeError(path: folder, reason: "its folder does not exist")
        }
        do {
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: false)
        } catch {
            throw FileExchangeError(path: folder, reason: "nothing can be written into its folder")
        }
    }

    /// Writes a file that takes its place at the end.
    ///
    /// - Parameters:
    ///   - data: What it holds.
    ///   - name: Its path from the folder, each one given once.
    /// - Throws: ``FileExchangeError``.
    public mutating func write(_ data: Data, _ name: String) throws(FileExchangeError) {
        let place = part.appending(path: name)
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: place)
        } catch { throw FileExchangeError(path: folder.appending(path: name).path, error) }
        names.append(name)
    }

    /// Gives all files their places.
    ///
    /// - Parameter stale: Files from the folder that have no place any more; one that cannot be removed stays.
    /// - Throws: ``FileExchangeError``; what was there before is there again.
    public func finish(removing stale: [String] = []) throws(FileExchangeError) {
        var done: [(name: String, hadOld: Bool)] = []
        do {
            for name in names { done.append((name, try take(name))) }
        } catch {
            for (name, hadOld) in done.reversed() { takeBack(name, hadOld: hadOld) }
            discard()
            throw error
        }
        for name in stale where !names.contains(name) {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
        discard()
    }

    /// Removes what was not finished.
    public func discard() { try? FileManager.default.removeItem(at: part) }

    /// Gives one file its place; whether another was there, which then has the new one's name in the part.
    private func take(_ name: String) throws(FileExchangeError) -> Bool {
        let place = folder.appending(path: name)
        let new = part.appending(path: name)
        let isThere = FileManager.default.fileExists(atPath: place.path)
        if let flaw = FilePlace.flaw(of: place.path) { throw FileExchangeError(path: place.path, reason: flaw) }
        do {
            if isThere {
                if FileMoving.exchange(new.path, place.path) { return true }
                // Not every disk can exchange in one step; there the old one is copied, so that none is missing at any time.
                let old = part.appending(path: name + ".old")
                try FileManager.default.copyItem(at: place, to: old)
                try FileMoving.move(new.path, to: place.path)
                try FileMoving.move(old.path, to: new.path)
                return true
            }
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileMoving.move(new.path, to: place.path)
            return false
        } catch { throw FileExchangeError(path: place.path, error) }
    }

    private func takeBack(_ name: String, hadOld: Bool) {
        let place = folder.appending(path: name)
        if hadOld {
            try? FileMoving.move(part.appending(path: name).path, to: place.path)
        } else {
            try? FileManager.default.removeItem(at: place)
        }
    }
}

/// A file that could not take its place.
public struct FileExchangeError: Error, CustomStringConvertible {
    /// The file, or the folder in which nothing can be written.
    public let path: String
    /// Why.
    public let reason: String

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(path: String, _ error: any Error) {
        let reason =
            (error as? GDALError)?.message ?? (error as NSError).localizedFailureReason ?? error.localizedDescription
        self.init(path: path, reason: reason)
    }

    /// What is wrong and what to look at.
    public var description: String {
        "\(path) could not be written (\(reason)); check that its folder exists and may be written to, and that the "
            + "disk is not full. A report that was there before is untouched."
    }
}
