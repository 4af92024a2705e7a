import Evidence
import Foundation

/// A file that is not whole yet, and beside it by what the server will know it again.
struct PartialFile {
    let path: String
    /// Where it comes from, without what stands behind `?`.
    let source: String

    private var markPath: String { path + ".tag" }

    /// What is there of the file, if it can be gone on with: its source is the same, and either the server told a mark by which it
    /// knows whether the file is the same still, or a hash will show it.
    func beginning(canBeChecked: Bool) -> (size: Int, mark: String?)? {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int, size > 0,
            let text = try? String(contentsOfFile: markPath, encoding: .utf8)
        else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 2, lines[0] == source else { return nil }
        let mark = lines[1].isEmpty ? nil : lines[1]
        return mark != nil || canBeChecked ? (size, mark) : nil
    }

    /// Opens it for writing.
    ///
    /// - Parameters:
    ///   - continues: Whether to go on behind what is there; else it is begun anew.
    ///   - mark: By what the server will know the file again.
    /// - Returns: What writes to its end.
    /// - Throws: `CatalogueServiceError` where nothing can be written.
    func open(continues: Bool, mark: String?) throws(CatalogueServiceError) -> Writer {
        if !continues {
            let plain = mark.flatMap { $0.contains(where: \.isNewline) ? nil : $0 } ?? ""
            do {
                try Data("\(source)\n\(plain)\n".utf8).write(to: URL(filePath: markPath), options: .atomic)
            } catch {
                throw failure(error)
            }
            guard FileManager.default.createFile(atPath: path, contents: nil) else { throw failure(nil) }
        }
        guard let handle = FileHandle(forWritingAtPath: path) else { throw failure(nil) }
        do {
            try handle.seekToEnd()
        } catch {
            throw failure(error)
        }
        return Writer(handle: handle, file: self)
    }

    /// Writes to the end of the file.
    struct Writer {
        let handle: FileHandle
        let file: PartialFile

        func write(_ bytes: [UInt8]) throws(CatalogueServiceError) {
            do {
                try handle.write(contentsOf: Data(bytes))
            } catch {
                throw file.failure(error)
            }
        }

        func close() {
            try? handle.synchronize()
            try? handle.close()
        }
    }

    /// SHA-256 and size of what is there.
    func digest() throws(CatalogueServiceError) -> (sha256: String, size: Int) {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw failure(nil) }
        defer { try? handle.close() }
        var digest = RunningDigest()
        do {
            let size = try digest.take(handle)
            return (digest.sha256, size)
        } catch {
            throw failure(error)
        }
    }

    /// Gives the whole file its name; nothing that is there is overwritten.
    func name(_ final: String) throws(CatalogueServiceError) {
        do {
            try FileManager.default.moveItem(atPath: path, toPath: final)
        } catch {
            throw failure(error)
        }
        try? FileManager.default.removeItem(atPath: markPath)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: markPath)
    }

    private func failure(_ error: (any Error)?) -> CatalogueServiceError {
        let reason = error.map { ($0 as NSError).localizedFailureReason ?? $0.localizedDescription }
        return CatalogueServiceError(
            source, "could not be written to \(path)\(reason.map { " (\($0))" } ?? "")",
            "see that the disk is not full and that you may write there; what came so far stays, and the same command goes on with it"
        )
    }
}
