import Disclosure
import DrawnScenesGDAL
import Foundation

/// A new folder that is there whole or not at all, so that files of an earlier export never stay among the new ones.
struct ExportFolder {
    private let path: String
    private let whole: WholeFolder
    private let replaces: Replaced

    /// What may be in a folder that is replaced.
    enum Replaced {
        /// Nothing.
        case nothing
        /// What `revisit case export` writes.
        case findings
    }

    /// Prepares a folder beside the one wanted; whoever does not come to ``finish()`` discards it.
    ///
    /// - Parameters:
    ///   - path: The folder that is wanted.
    ///   - replaces: What may be there already.
    /// - Throws: ``WriteError`` where that already holds anything else.
    init(_ path: String, replaces: Replaced = .nothing) throws {
        self.path = path
        self.replaces = replaces
        whole = WholeFolder(at: URL(filePath: path).standardizedFileURL)
        try refuseIfForeign()
        do { try whole.begin() } catch { throw WriteError(path: path, reason: "the folder cannot be made") }
    }

    private func refuseIfForeign() throws {
        let manager = FileManager.default
        let attributes = try? manager.attributesOfItem(atPath: whole.place.path)
        guard let attributes else { return }
        // A link to an empty folder is one; what a link leads to is never replaced.
        let isFolder =
            replaces == .nothing
            ? AtomicFile.isFolder(whole.place) : attributes[.type] as? FileAttributeType == .typeDirectory
        guard isFolder else {
            throw WriteError(path: path, reason: "a file or a link is there; give a folder", isRefusal: true)
        }
        guard let inside = manager.enumerator(atPath: whole.place.path) else {
            throw WriteError(path: path, reason: "what is in it cannot be read")
        }
        for case let name as String in inside {
            switch replaces {
            case .nothing:
                throw WriteError(
                    path: path,
                    reason:
                        "it is there already; give a new or empty folder, so that nothing older stays among the new",
                    isRefusal: true)
            case .findings:
                guard !Self.isFinding(name) else { continue }
                throw WriteError(
                    path: path, reason: "it holds \(name), which no export wrote; give a new or empty folder",
                    isRefusal: true)
            }
        }
    }

    private static let findings: Set<String> = [
        "findings.gpkg", "findings.kmz", "findings.json", "prov.json", "stac", "stac/catalog.json", "stac/scenes",
        "stac/scenes/collection.json",
    ]

    /// Whether `revisit case export` writes a file or folder of this name.
    private static func isFinding(_ name: String) -> Bool {
        if findings.contains(name) { return true }
        let parts = name.split(separator: "/")
        guard name.hasPrefix("stac/scenes/") else { return false }
        return parts.count == 3 || (parts.count == 4 && ["item.json", "detections.geojson"].contains(parts[3]))
    }

    func write(_ text: String, _ name: String) throws { try write(Data(text.utf8), name) }

    func write(_ data: Data, _ name: String) throws {
        let url = whole.part.appending(path: name)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch { throw WriteError(path: path, reason: "a folder in it cannot be made") }
        do { try AtomicFile.write(data, to: url.path) } catch let error as WriteError {
            // Nobody knows the name under which the folder is filled.
            throw WriteError(path: "\(path)/\(name)", reason: error.reason)
        }
    }

    /// Where a file lies until the folder is whole, for those who write it themselves.
    func place(of name: String) -> String { whole.part.appending(path: name).path }

    /// Refuses to go on where a file holds what should be left out.
    func search(_ search: LeakSearch) throws {
        let names = FileManager.default.enumerator(atPath: whole.part.path)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() {
            let url = whole.part.appending(path: name)
            if let leak = search.leak(in: Array(name.utf8)) { throw LeakError(file: name, leak: leak) }
            guard !AtomicFile.isFolder(url) else { continue }
            if let leak = search.leak(in: Array(try Data(contentsOf: url))) { throw LeakError(file: name, leak: leak) }
        }
    }

    /// Gives the folder its name.
    ///
    /// - Throws: ``WriteError``, also where something came to its place in the meantime, which is then left alone.
    func finish() throws {
        try refuseIfForeign()
        do { try whole.finish() } catch {
            throw WriteError(path: path, reason: "the folder cannot be given its name")
        }
    }

    /// Removes what was not finished.
    func discard() { whole.discard() }
}
