public import Evidence
import Foundation

extension AuditFile {
    /// What is to be noted; number, previous hash and time are given to it when it is written.
    public struct Draft: Sendable {
        /// Who did it.
        public var who: String
        /// What was done.
        public var what: String
        /// What it was done to, and what came of it.
        public var details: [String: AuditDetail]
        /// Version of the program.
        public var program: String

        /// Makes a draft.
        public init(who: String, what: String, details: [String: AuditDetail], program: String) {
            self.who = who
            self.what = what
            self.details = details
            self.program = program
        }
    }

    /// What adding an entry came to.
    public struct Added: Sendable {
        /// The entry's number and hash.
        public var head: AuditHead
        /// What was found to be wrong with the log before it; the entry says so too, where no earlier one did.
        public var doubts: [String]
        /// Whether a line that was cut off stands before it.
        public var followsTornLine: Bool
    }

    /// Logs larger than this are not walked along before an entry is added; only their last lines are looked at.
    public static let walkLimit: UInt64 = 1 << 25

    /// Adds an entry at the end and waits until it lies on the disk; other programs that add wait meanwhile.
    ///
    /// The log before it is verified, up to ``walkLimit`` as a whole. What is wrong with it is told in the entry, under
    /// `doubts`. A last line that a crash cut off stays where it is, and the entry says so under `after_torn_line`.
    ///
    /// - Parameters:
    ///   - draft: What is to be noted.
    ///   - anchors: What was noted of the log elsewhere; the log is held against it.
    ///   - onlyFirst: Whether nothing is to be added where the log holds a line already.
    ///   - time: When, in ISO 8601; now where it is left out.
    ///   - walkLimit: Bytes up to which the log is verified as a whole.
    /// - Returns: The entry's place and what was found; nil where `onlyFirst` left it out.
    /// - Throws: ``CaseFilesError`` where the log cannot be read or written; then nothing is changed.
    @discardableResult
    public func append(
        _ draft: Draft, anchors: [AuditHead] = [], onlyFirst: Bool = false,
        time: String? = nil, walkLimit: UInt64 = Self.walkLimit
    ) throws(CaseFilesError) -> Added? {
        let url = URL(filePath: path)
        if !exists {
            // Fails where another program made it in between; then that one is used.
            try? Data().write(to: url, options: .withoutOverwriting)
        }
        if exists { try requireFile() }
        guard let handle = try? FileHandle(forUpdating: url) else {
            throw CaseFilesError(
                .notWritable, "\(path) cannot be written; check who may write it, and that its folder exists.")
        }
        defer { try? handle.close() }
        try wait(for: handle, LOCK_EX)
        do {
            let end = try handle.seekToEnd()
            if onlyFirst, end > 0 { return nil }
            let state = try state(handle, end: end, anchors: anchors, walkLimit: walkLimit)
            var entry = AuditEntry(
                number: state.number, time: time ?? AcquisitionTime.text(Date()), who: draft.who, what: draft.what,
                details: draft.details,
                program: draft.program, previous: state.previous)
            if !state.newDoubts.isEmpty { entry.details["doubts"] = .texts(state.newDoubts) }
            if let torn = state.torn { entry.details["after_torn_line"] = .parts(torn) }
            let line = entry.line
            guard line.utf8.count <= AuditEntry.sizeLimit else {
                throw CaseFilesError(
                    .notWritable, "What is to be noted in \(path) is longer than an entry may be; nothing was added.")
            }
            try write((state.isOpen ? "\n" : "") + line + "\n", to: handle, at: end)
            // The name of a new file must outlive a crash too.
            if end == 0 {
                let folder = FileHandle(forReadingAtPath: url.deletingLastPathComponent().path)
                try? folder?.synchronize()
                try? folder?.close()
            }
            return Added(
                head: AuditHead(number: entry.number, hash: entry.hash), doubts: state.doubts,
                followsTornLine: state.torn != nil)
        } catch let error as CaseFilesError {
            throw error
        } catch {
            throw CaseFilesError(
                .notWritable, "\(path) could not be written (\(error.localizedDescription)); nothing was added.")
        }
    }

    private func write(_ text: String, to handle: FileHandle, at end: UInt64) throws {
        do {
            try handle.seek(toOffset: end)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            // What was written of it, on a full disk, is taken back.
            try? handle.truncate(atOffset: end)
            throw error
        }
    }

    /// What the next entry has to know of the log.
    private struct State {
        var number: Int
        var previous: String
        var doubts: [String]
        /// Those of the doubts that no entry told yet.
        var newDoubts: [String] { doubts.filter { !toldDoubts.contains($0) } }
        var toldDoubts: Set<String>
        var isOpen: Bool
        var torn: [String: AuditDetail]?
    }

    private func state(
        _ handle: FileHandle, end: UInt64, anchors: [AuditHead], walkLimit: UInt64
    ) throws -> State {
        let isWhole = end <= walkLimit
        // Far enough back to hold two whole lines.
        let start = isWhole ? 0 : end - min(end, UInt64(2 * AuditEntry.sizeLimit + 2))
        var chain = AuditChain(lookingFor: anchors.map(\.hash), joinsInTheMiddle: !isWhole)
        var last: (bytes: [UInt8], size: Int)?
        func take(_ line: (bytes: [UInt8], size: Int)) {
            if line.size > AuditEntry.sizeLimit {
                chain.takeOverlong(size: line.size, start: line.bytes)
            } else {
                chain.take(line.bytes)
            }
        }
        let isOpen = try AuditLines(handle: handle, start: start, end: end).read { line in
            if let last { take(last) }
            switch line {
            case .whole(let bytes): last = (bytes, bytes.count)
            case .overlong(let size, let bytes): last = (bytes, size)
            }
        }
        var torn: [String: AuditDetail]?
        if let last {
            if isOpen, case .broken = AuditLine(last.bytes) {
                torn = ["bytes": .number(last.size), "sha256": .text(Digest.sha256(last.bytes))]
            } else {
                take(last)
            }
        }
        let (number, previous) = (chain.nextNumber, chain.head?.hash ?? AuditEntry.nothing)
        chain.finish(isOpen: false)
        var doubts = chain.flaws.filter { $0.kind != .doubted }.map { flaw in
            (flaw.line.map { "line \($0): " } ?? "") + flaw.sentence
        }
        if isWhole {
            doubts += anchors.compactMap { chain.standing(of: $0) }.map(\.sentence)
        } else if let anchor = anchors.max(by: { $0.number < $1.number }), number <= anchor.number {
            doubts.append("entry \(anchor.number) was noted elsewhere, but the log ends before it")
        }
        if doubts.count > 10 { doubts = doubts.prefix(10) + ["and \(doubts.count - 10) more"] }
        return State(
            number: number, previous: previous, doubts: doubts, toldDoubts: chain.toldDoubts, isOpen: isOpen, torn: torn
        )
    }
}
