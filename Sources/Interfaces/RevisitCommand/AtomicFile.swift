import Foundation

/// Writes a file whole or not at all.
enum AtomicFile {
    /// Writes beside the file and exchanges the two in one step.
    static func write(_ data: Data, to path: String) throws {
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

    var description: String {
        "\(path) could not be written (\(reason)); check that its folder exists and may be written to, and that the "
            + "disk is not full. A file that was there before is untouched."
    }
}
