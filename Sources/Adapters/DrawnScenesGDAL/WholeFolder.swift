public import Foundation
import GDAL

/// A folder that comes to its place whole or not at all: it is filled beside it and moved there at the end.
///
/// A folder that was there stays until the new one is whole. Where the disk can exchange two folders in one step, none is
/// missing at any time; else, if the program is killed between two moves, the next one puts the old folder back.
public struct WholeFolder: Sendable {
    /// Where the folder shall be.
    public let place: URL
    /// Where it is filled: a name of this process, so that two do not fill the same.
    public let part: URL
    private let old: URL
    private let parent: URL

    /// Names a folder; nothing is touched.
    public init(at place: URL) {
        self.place = place
        parent = place.deletingLastPathComponent()
        let name = place.lastPathComponent
        part = parent.appending(path: ".\(name).\(ProcessInfo.processInfo.processIdentifier).part")
        old = parent.appending(path: ".\(name).old")
    }

    /// Puts right what an earlier process left that ended in the middle of its work, and makes the empty part.
    ///
    /// - Throws: What the machine says where the folder cannot be made.
    public func begin() throws {
        let files = FileManager.default
        if files.fileExists(atPath: old.path) {
            if files.fileExists(atPath: place.path) {
                try files.removeItem(at: old)
            } else {
                try files.moveItem(at: old, to: place)
            }
        }
        for name in (try? files.contentsOfDirectory(atPath: parent.path)) ?? [] where isStale(name) {
            try? files.removeItem(at: parent.appending(path: name))
        }
        try? files.removeItem(at: part)
        try files.createDirectory(at: part, withIntermediateDirectories: true)
    }

    /// Whether a name beside the place is that of a part whose process is gone.
    private func isStale(_ name: String) -> Bool {
        let (head, tail) = (".\(place.lastPathComponent).", "part")
        guard name.hasPrefix(head), name.hasSuffix(tail) else { return false }
        let middle = name.dropFirst(head.count).dropLast(tail.count)
        // Earlier versions gave no process.
        if middle.isEmpty { return true }
        guard middle.hasSuffix("."), let process = Int32(middle.dropLast()), process > 0 else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }

    /// Moves the part to its place; a folder that was there is removed afterwards.
    ///
    /// - Throws: What the machine says; a folder that was there is then untouched.
    public func finish() throws {
        let files = FileManager.default
        guard files.fileExists(atPath: place.path) else { return try files.moveItem(at: part, to: place) }
        // What was there has the part's name afterwards.
        if FileMoving.exchange(part.path, place.path) { return discard() }
        try files.moveItem(at: place, to: old)
        do {
            try files.moveItem(at: part, to: place)
        } catch {
            try files.moveItem(at: old, to: place)
            throw error
        }
        try? files.removeItem(at: old)
    }

    /// Removes the part.
    public func discard() { try? FileManager.default.removeItem(at: part) }
}
