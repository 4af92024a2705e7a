import Disclosure
import DrawnScenesGDAL
import Foundation

/// The folder of an export: there whole or not at all. It takes the place of an earlier export and of nothing else.
struct FindingsFolder {
    private let path: String
    private let whole: WholeFolder

    /// Prepares a folder beside the one wanted; whoever does not come to ``finish()`` discards it.
    ///
    /// - Throws: ``WriteError`` where that holds anything that no export wrote.
    init(_ path: String) throws {
        self.path = path
        whole = WholeFolder(at: URL(filePath: path).standardizedFileURL)
        try refuseIfForeign()
        do { try whole.begin() } catch {
            throw WriteError(path: path, reason: "the folder cannot be made")
        }
    }

    private static let ownFiles: Set<String> = [
        "findings.gpkg", "findings.kmz", "findings.json", "prov.json", "stac", "stac/catalog.json", "stac/scenes",
        "stac/scenes/collection.json",
    ]

    /// Whether an export writes a file or folder of this name.
    private static func isOwn(_ name: String) -> Bool {
        if ownFiles.contains(name) { return true }
        let parts = name.split(separator: "/")
        guard name.hasPrefix("stac/scenes/") else { return false }
        return parts.count == 3 || (parts.count == 4 && ["item.json", "detections.geojson"].contains(parts[3]))
    }

    private func refuseIfForeign() throws {
        let manager = FileManager.default
        let attributes = try? manager.attributesOfItem(atPath: whole.place.path)
        guard let attributes else { return }
        guard attributes[.type] as? FileAttributeType == .typeDirectory else {
            throw WriteError(path: path, reason: "a file or a link is there; give a folder", isRefusal: true)
        }
        guard let inside = manager.enumerator(atPath: whole.place.path) else {
            throw WriteError(path: path, reason: "what is in it cannot be read")
        }
        for case let name as String in inside where !Self.isOwn(name) {
            throw WriteError(
                path: path, reason: "it holds \(name), which no export wrote; give a new or empty folder",
                isRefusal: true)
        }
    }

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

/// What should be left out and was not.
struct LeakError: Error, CustomStringConvertible {
    let file: String
    let leak: String

    var description: String {
        "Nothing was written: \(file) would still hold \(leak), which the redaction leaves out. Please report this, and leave the "
            + "name out of the case's texts until it is mended."
    }
}
