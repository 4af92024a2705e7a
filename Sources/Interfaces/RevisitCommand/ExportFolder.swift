import DrawnScenesGDAL
import Foundation

/// A new folder that is there whole or not at all, so that labels of an earlier export never stay among the new ones.
struct ExportFolder {
    private let path: String
    private let whole: WholeFolder

    /// Prepares a folder beside the one wanted; whoever does not come to ``finish()`` discards it.
    ///
    /// - Throws: ``WriteError`` where that already holds anything.
    init(_ path: String) throws {
        self.path = path
        whole = WholeFolder(at: URL(filePath: path).standardizedFileURL)
        try refuseIfUsed()
        do { try whole.begin() } catch { throw WriteError(path: path, reason: "the folder cannot be made") }
    }

    private func refuseIfUsed() throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: whole.place.path) else { return }
        guard let there = try? manager.contentsOfDirectory(atPath: whole.place.path), there.isEmpty else {
            throw WriteError(
                path: path,
                reason: "it is there already; give a new or empty folder, so that nothing older stays among the new",
                isRefusal: true)
        }
    }

    func write(_ text: String, _ name: String) throws { try write(Data(text.utf8), name) }

    func write(_ data: Data, _ name: String) throws {
        let url = whole.part.appending(path: name)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch { throw WriteError(path: url.path, reason: "its folder cannot be made") }
        do { try AtomicFile.write(data, to: url.path) } catch let error as WriteError {
            // Nobody knows the name under which the folder is filled.
            throw WriteError(path: "\(path)/\(name)", reason: error.reason)
        }
    }

    /// Where a file lies until the folder is whole, for those who write it themselves.
    func place(of name: String) -> String { whole.part.appending(path: name).path }

    /// Gives the folder its name.
    ///
    /// - Throws: ``WriteError``, also where something came to its place in the meantime, which is then left alone.
    func finish() throws {
        try refuseIfUsed()
        do { try whole.finish() } catch {
            throw WriteError(path: path, reason: "the folder cannot be given its name")
        }
    }

    /// Removes what was not finished.
    func discard() { whole.discard() }
}
