public import Evidence

/// The decisions of a case's analysts: `decisions.jsonl`, one JSON object a line, to which lines are only ever added.
public struct DecisionFile: Sendable {
    private let lines: RecordLines<ReviewDecision>

    /// Names the file of a case; nothing is read or made yet.
    public init(_ folder: CaseFolder) {
        lines = RecordLines(path: folder.path + "/decisions.jsonl", noun: "decision", writer: "revisit review")
    }

    /// Where it lies.
    public var path: String { lines.path }

    /// What stands in the file.
    public struct Contents: Sendable {
        /// The decisions in the order in which they were made.
        public var decisions: [ReviewDecision]
        /// What is not as it should be, but does no harm.
        public var warnings: [Mistake]
    }

    /// Reads all decisions; none where there is no file.
    ///
    /// - Returns: The decisions and what is doubtful.
    /// - Throws: ``CaseFilesError`` with every broken line.
    public func read() throws(CaseFilesError) -> Contents {
        let contents = try lines.read()
        return Contents(decisions: contents.records, warnings: contents.warnings)
    }

    /// Adds decisions at the end, all or none, and waits until they lie on the disk.
    ///
    /// - Parameter decisions: What was decided.
    /// - Throws: ``CaseFilesError`` where the file holds broken lines, another program is writing, or it cannot be written;
    ///   then nothing is changed.
    public func append(_ decisions: [ReviewDecision]) throws(CaseFilesError) { try lines.append(decisions) }
}
