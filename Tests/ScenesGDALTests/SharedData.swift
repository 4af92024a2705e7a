import Foundation

/// Real imagery and metadata beside the project; see `data/README.md` there.
enum SharedData {
    /// The folder `shared/data` beside the repository.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data").path

    /// Whether it is there.
    static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }
}
