import Evidence
import Foundation

/// A text file of one JSON object a line, to which lines are only ever added.
///
/// A last line that a crash cut off is passed over with a warning; the next writer keeps it beside the file, with `.torn` behind its
/// name, before it adds its own. Anything else that is wrong is an error with file and line, and nothing
/// is changed. Only one program adds lines at a time.
struct RecordLines<Record: Codable & Sendable>: Sendable {
    /// Where it lies.
    let path: String
    /// What one line is called: "decision".
    let noun: String
    /// What writes it: "revisit review".
    let writer: String

    /// Largest file that is read.
    private static var sizeLimit: Int { 1 << 28 }

    /// What stands in the file.
    struct Contents: Sendable {
        /// The records in the order in which they were written.
        var records: [Record]
        /// What is not as it should be, but does no harm.
        var warnings: [Mistake]
        /// Bytes of a last line that was cut off.
        var torn: Int
        /// Whether the last line lacks only its end.
        var isOpen: Bool
    }

    /// Reads all records; none where there is no file.
    ///
    /// - Returns: The records and what is doubtful.
    /// - Throws: ``CaseFilesError`` with every broken line.
    func read() throws(CaseFilesError) -> Contents {
        guard FileManager.default.fileExists(atPath: path) else {
            return Contents(records: [], warnings: [], torn: 0, isOpen: false)
        }
        switch SourceText.read(path, as: name, limit: Self.sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let source): return try parse(source)
        }
    }

    private var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    private func parse(_ source: SourceText) throws(CaseFilesError) -> Contents {
        var log = MistakeLog(source: source)
        var contents = Contents(records: [], warnings: [], torn: 0, isOpen: false)
        var offset = source.start
        let lines = source.bytes[source.start...].split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            defer { offset += line.count + 1 }
            // Bytes of value 0 are no white space: that is what a crash of the machine leaves of lines that were written.
            guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            let isLast = number == lines.count - 1
            do {
                contents.records.append(try JSONDecoder().decode(Record.self, from: Data(line)))
                if isLast { contents.isOpen = true }
            } catch {
                if isLast {
                    contents.torn = line.count
                    contents.warnings.append(
                        Mistake(
                            file: source.file, position: source.position(of: offset), severity: .warning,
                            problem: "the last line was cut off, so that one \(noun) is not known",
                            expected: "make it again; what is left of it is kept"))
                } else {
                    log.error(
                        at: offset, reason(error, String(decoding: line, as: UTF8.self)),
                        "expected one \(noun), as '\(writer)' writes it; mend or remove the line")
                }
            }
        }
        guard !log.hasErrors else { throw CaseFilesError(mistakes: log.sorted) }
        return contents
    }

    private func reason(_ error: any Error, _ line: String) -> String {
        var reader = JSONReader(SourceText(file: "", text: line))
        do {
            _ = try reader.document()
        } catch { return "the line is no JSON: \(error.problem)" }
        switch error {
        case DecodingError.keyNotFound(let key, _): return "the \(noun) has no '\(key.stringValue)'"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return place.isEmpty ? "the line is no \(noun)" : "'\(place)' of the \(noun) cannot be used"
        default: return "the line is no \(noun)"
        }
    }

    /// Adds records at the end, all or none, and waits until they lie on the disk.
    ///
    /// - Parameter records: What is added.
    /// - Throws: ``CaseFilesError`` where the file holds broken lines, another program is writing, or it cannot be written;
    ///   then nothing is changed.
    func append(_ records: [Record]) throws(CaseFilesError) {
        guard !records.isEmpty else { return }
        let files = FileManager.default
        let url = URL(filePath: path)
        if !files.fileExists(atPath: path) {
            // Fails where another program made it in between; then that one is used.
            try? Data().write(to: url, options: .withoutOverwriting)
        }
        guard let handle = try? FileHandle(forUpdating: url) else {
            throw CaseFilesError(
                .notWritable, "\(path) cannot be written; check who may write it, and that its folder exists.")
        }
        defer { try? handle.close() }
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw CaseFilesError(
                .notWritable, "Another program is adding to \(path); wait until it is done, then try again.")
        }
        let contents = try read()
        do {
            var text = ""
            if contents.isOpen { text += "\n" }
            for record in records { text += try CanonicalJSON.text(record) + "\n" }
            let end = try handle.seekToEnd()
            let start = end - UInt64(contents.torn)
            if contents.torn > 0 { try keepTorn(handle, from: start) }
            try handle.seek(toOffset: start)
            do {
                try handle.write(contentsOf: Data(text.utf8))
                try handle.synchronize()
            } catch {
                // What was written of it, on a full disk, is taken back.
                try? handle.truncate(atOffset: start)
                throw error
            }
        } catch {
            throw CaseFilesError(
                .notWritable, "\(path) could not be written (\(error.localizedDescription)); nothing was added.")
        }
    }

    /// Keeps what is left of a line beside the file before it is cut off.
    private func keepTorn(_ handle: FileHandle, from start: UInt64) throws {
        try handle.seek(toOffset: start)
        var rest = try handle.readToEnd() ?? Data()
        rest.append(0x0A)
        let place = URL(filePath: path + ".torn")
        var kept = (try? Data(contentsOf: place)) ?? Data()
        kept.append(rest)
        try kept.write(to: place, options: .atomic)
        try handle.truncate(atOffset: start)
    }
}
