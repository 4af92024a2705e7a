import Evidence
import Foundation

/// A file by its name and bytes, without the folder that it happens to lie in.
struct NamedFile: Codable {
    var name: String
    var sha256: String

    /// A file whose hash is known already.
    init(name: String, sha256: String) {
        self.name = URL(filePath: name).lastPathComponent
        self.sha256 = sha256
    }

    /// A file, or a folder whose labels are hashed with their names.
    init(_ path: String) {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        name = url.lastPathComponent
        guard AtomicFile.isFolder(url) else {
            sha256 = Self.hash(url)
            return
        }
        let inside = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
        let labels = inside.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".geojson") }.sorted()
        sha256 = Digest.sha256(labels.flatMap { Array(($0 + Self.hash(url.appending(path: $0))).utf8) })
    }

    private static func hash(_ url: URL) -> String {
        (try? Data(contentsOf: url, options: .mappedIfSafe)).map { Digest.sha256($0) } ?? ""
    }
}
