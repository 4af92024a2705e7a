import Foundation
import ReportsGDAL

/// Writes a file whole or not at all.
enum AtomicFile {
    /// Makes sure that a file can be written before long work begins; an existing file is not touched.
    static func prove(_ path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        let trial = folder.appending(path: ".revisit-\(UUID().uuidString)")
        if let flaw = FilePlace.flaw(of: path, takesLinks: true) {
            throw WriteError(path: path, reason: flaw, isRefusal: true)
        }
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw WriteError(path: path, reason: "its folder does not exist")
        }
        guard FileManager.default.createFile(atPath: trial.path, contents: Data([0])) else {
            throw WriteError(path: path, reason: "nothing can be written into its folder")
        }
        try? FileManager.default.removeItem(at: trial)
    }

    /// Whether a folder lies at a place.
    static func isFolder(_ url: URL) -> Bool {
        (try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }

    /// Writes beside the file and exchanges the two in one step.
    static func write(_ data: Data, to path: String) throws {
        if let flaw = FilePlace.flaw(of: path, takesLinks: true) {
            throw WriteError(path: path, reason: flaw, isRefusal: true)
        }
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw WriteError(
                path: path, reason: (error as NSError).localizedFailureReason ?? error.localizedDescription)
        }
    }
}

/// A file that could not be written.
struct WriteError: Error, CustomStringConvertible {
    let path: String
    let reason: String
    /// Whether something stands in the way that no disk and no right to write would help against.
    var isRefusal = false

    var description: String {
        isRefusal
            ? "\(path) was not written: \(reason). What was there before is untouched."
            : "\(path) could not be written (\(reason)); check that its folder exists and may be written to, and that the "
                + "disk is not full. A file that was there before is untouched."
    }
}
