public import Evidence
import Foundation

/// The decisions of a case's analysts: `decisions.jsonl`, one JSON object a line, to which lines are only ever added.
///
/// A last line that a crash cut off is passed over with a warning; the next writer keeps it in
/// `decisions.jsonl.torn` before it adds its own. Anything else that is wrong is an error with file and line, and nothing
/// is changed. Only one program adds lines at a time.
public struct DecisionFile: Sendable {
    /// Largest file that is read.
    static let sizeLimit = 1 << 28

    /// Where it lies.
    public let path: String

    /// Names the file of a case; nothing is read or made yet.
    public init(_ folder: CaseFolder) {
        path = folder.path + "/decisions.jsonl"
    }

    /// What stands in the file.
    public struct Contents: Sendable {
        /// The decisions in the order in which they were made.
        public var decisions: [ReviewDecision]
        /// What is not as it should be, but does no harm.
        public var warnings: [Mistake]
        /// Bytes of a last line that was cut off.
        var torn: Int
        /// Whether the last line lacks only its end.
        var isOpen: Bool
    }

    /// Reads all decisions; none where there is no file.
    ///
    /// - Returns: The decisions and what is doubtful.
    /// - Throws: ``CaseFilesError`` with every broken line.
    public func read() throws(CaseFilesError) -> Contents {
        guard FileManager.default.fileExists(atPath: path) else {
            return Contents(decisions: [], warnings: [], torn: 0, isOpen: false)
        }
        switch SourceText.read(path, as: "decisions.jsonl", limit: Self.sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let source): return try Self.parse(source)
        }
    }

    private static func parse(_ source: SourceText) throws(CaseFilesError) -> Contents {
        var log = MistakeLog(source: source)
        var contents = Contents(decisions: [], warnings: [], torn: 0, isOpen: false)
        var offset = source.start
        let lines = source.bytes[source.start...].split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            defer { offset += line.count + 1 }
            // Bytes of value 0 are no white space: that is what a crash of the machine leaves of lines that were written.
            guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            let isLast = number == lines.count - 1
            do {
                contents.decisions.append(try JSONDecoder().decode(ReviewDecision.self, from: Data(line)))
                if isLast { contents.isOpen = true }
            } catch {
                if isLast {
                    contents.torn = line.count
                    contents.warnings.append(
                        Mistake(
                            file: source.file, position: source.position(of: offset), severity: .warning,
                            problem: "the last line was cut off, so that one decision is not known",
                            expected: "make it again; what is left of it is kept"))
                } else {
                    log.error(
                        at: offset, reason(error, String(decoding: line, as: UTF8.self)),
                        "expected one decision, as 'revisit review' writes it; mend or remove the line")
                }
            }
        }
        guard !log.hasErrors else { throw CaseFilesError(mistakes: log.sorted) }
        return contents
    }

    private static func reason(_ error: any Error, _ line: String) -> String {
        var reader = JSONReader(SourceText(file: "", text: line))
        do {
            _ = try reader.document()
        } catch { return "the line is no JSON: \(error.problem)" }
        switch error {
        case DecodingError.keyNotFound(let key, _): return "the decision has no '\(key.stringValue)'"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return place.isEmpty ? "the line is no decision" : "'\(place)' of the decision cannot be used"
        default: return "the line is no decision"
        }
    }

    /// Adds decisions at the end, all or none, and waits until they lie on the disk.
    ///
    /// - Parameter decisions: What was decided.
    /// - Throws: ``CaseFilesError`` where the file holds broken lines, another program is writing, or it cannot be written;
    ///   then nothing is changed.
    public func append(_ decisions: [ReviewDecision]) throws(CaseFilesError) {
        guard !decisions.isEmpty else { return }
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
                .notWritable, "Another program is adding to \(path); wait until it is done, then decide again.")
        }
        let contents = try read()
        do {
            var text = ""
            if contents.isOpen { text += "\n" }
            for decision in decisions { text += try CanonicalJSON.text(decision) + "\n" }
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
                .notWritable, "\(path) could not be written (\(error.localizedDescription)); nothing was decided.")
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
