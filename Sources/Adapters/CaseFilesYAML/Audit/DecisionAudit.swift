public import Evidence
import Foundation

/// Holds `decisions.jsonl` against what the audit log says was added to it.
public struct DecisionAudit: Sendable {
    private var known: (count: Int, digest: String)?
    private var added: [(digest: String, entry: Int)] = []
    private var begins = false

    /// Begins with no entry.
    public init() {}

    /// Takes an entry of the log.
    ///
    /// - Parameter entry: The entry.
    public mutating func take(_ entry: AuditEntry) {
        if entry.number == 0 {
            begins = true
            if let lines = entry.details["decisions"]?.asParts, let count = lines["lines"]?.asNumber,
                let digest = lines["sha256"]?.asText
            {
                known = (max(0, count), digest)
            }
        }
        guard entry.what == AuditDeed.review.rawValue || entry.what == AuditDeed.override.rawValue else { return }
        for decision in entry.details["decisions"]?.asList ?? [] {
            if let digest = decision.asParts?["sha256"]?.asText { added.append((digest, entry.number)) }
        }
    }

    /// What does not agree between the log and the decisions of a case.
    ///
    /// - Parameter folder: The case.
    /// - Returns: Sentences with the lines of `decisions.jsonl`; empty where all agrees, or the log does not begin at its beginning.
    /// - Throws: ``CaseFilesError`` where the file cannot be read.
    public func flaws(in folder: CaseFolder) throws(CaseFilesError) -> [AuditFlaw] {
        guard begins else { return [] }
        let lines = try Self.lineDigests(of: DecisionFile(folder).path)
        let count = min(known?.count ?? 0, lines.count)
        var flaws: [AuditFlaw] = []
        func tell(_ kind: AuditFlaw.Kind, _ sentence: String) {
            flaws.append(AuditFlaw(line: nil, kind: kind, sentence: "decisions.jsonl: " + sentence))
        }
        if let known, Self.digest(of: lines.prefix(count)) != known.digest {
            tell(.altered, "the first \(known.count) lines are not those that stood there when the audit log began")
        }
        var left = Dictionary(added.map { ($0.digest, 1) }, uniquingKeysWith: +)
        for (index, digest) in lines.enumerated().dropFirst(count) {
            if let times = left[digest], times > 0 {
                left[digest] = times - 1
            } else {
                tell(.inserted, "line \(index + 1) is not noted in the audit log: it was altered, or put in by hand")
            }
        }
        for (digest, entry) in added.reversed() {
            guard let times = left[digest], times > 0 else { continue }
            left[digest] = times - 1
            tell(
                .removed, "a decision that entry \(entry) notes is no longer there as it was: it was altered or removed"
            )
        }
        return flaws
    }

    /// What the first entry of a log says of the decisions that are there already.
    ///
    /// - Parameter folder: The case.
    /// - Returns: How many there are, and a digest of them.
    /// - Throws: ``CaseFilesError`` where the file cannot be read.
    public static func known(in folder: CaseFolder) throws(CaseFilesError) -> AuditDetail {
        let lines = try lineDigests(of: DecisionFile(folder).path)
        return .parts(["lines": .number(lines.count), "sha256": .text(digest(of: lines))])
    }

    private static func digest(of lines: some Sequence<String>) -> String {
        var digest = RunningDigest()
        for line in lines { digest.take(Array((line + "\n").utf8)) }
        return digest.sha256
    }

    private static func lineDigests(of path: String) throws(CaseFilesError) -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            var found: [String] = []
            _ = try AuditLines(handle: handle, start: 0, end: try handle.seekToEnd()).read { line in
                switch line {
                case .whole(let bytes):
                    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
                    found.append(Digest.sha256(bytes))
                case .overlong(_, let start): found.append(Digest.sha256(start))
                }
            }
            return found
        } catch {
            throw CaseFilesError(.notWritable, "\(path) cannot be read; check who may read it.")
        }
    }
}
