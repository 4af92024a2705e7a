extension AuditChain {
    /// Ends the walk: what is still open is told, and flaws stand in the order of their lines.
    ///
    /// - Parameter isOpen: Whether the last line has no line break at its end.
    public mutating func finish(isOpen: Bool) {
        if let lines = broken {
            if isOpen {
                if lines.count > 1 {
                    var earlier = lines
                    earlier.last -= 1
                    tell(earlier, .altered)
                }
                tell(
                    AuditFlaw(
                        line: lines.last, kind: .torn,
                        sentence:
                            "the last line was cut off: something stopped while it was written, or somebody cut it"))
            } else {
                tell(lines, .altered)
            }
            broken = nil
        } else if isOpen {
            tell(
                AuditFlaw(
                    line: lines, kind: .torn,
                    sentence: "the last entry is whole, but the line break after it is missing"))
        }
        for gap in gaps { tell(gap) }
        gaps = []
        flaws = flaws.enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(\.element)
    }

    /// How the log stands to an entry that was noted elsewhere, whose hash was looked for.
    ///
    /// - Parameter anchor: What was noted.
    /// - Returns: What is wrong; nil where the entry stands in the log with its number and hash.
    public func standing(of anchor: AuditHead) -> AuditFlaw? {
        if let found = number(of: anchor.hash) {
            return found == anchor.number
                ? nil
                : AuditFlaw(
                    line: nil, kind: .unanchored,
                    sentence: "the entry that was noted as \(anchor.number) stands in the log as \(found)")
        }
        guard let newest, newest.head.number >= anchor.number else {
            let end = newest.map { "ends at entry \($0.head.number)" } ?? "holds no entry"
            return AuditFlaw(
                line: nil, kind: .removed,
                sentence:
                    "entry \(anchor.number) was noted there, but the log \(end): the entries after that were removed")
        }
        return AuditFlaw(
            line: nil, kind: .unanchored,
            sentence:
                "entry \(anchor.number) was noted there with the hash \(anchor.hash), which no entry of the log has: "
                + "entries up to it were altered and hashed anew, or removed and written anew")
    }

    mutating func tell(_ flaw: AuditFlaw) {
        flawCount += 1
        if flaws.count < Self.flawLimit { flaws.append(flaw) }
    }

    mutating func tell(_ lines: BrokenLines, _ kind: AuditFlaw.Kind) {
        let what =
            kind == .inserted
            ? "\(lines.words) stand between two entries that follow on each other: \(lines.reason)"
            : "\(lines.words) should hold entry \(expected)\(lines.count > 1 ? " and those after it" : ""), but \(lines.reason)"
        tell(AuditFlaw(line: lines.first, lastLine: lines.last, kind: kind, sentence: what))
    }

    mutating func tell(_ gap: Gap) {
        let what = gap.first == gap.last ? "entry \(gap.first) is" : "entries \(gap.first) to \(gap.last) are"
        tell(AuditFlaw(line: gap.line, kind: .removed, sentence: "\(what) missing before this line"))
    }
}
