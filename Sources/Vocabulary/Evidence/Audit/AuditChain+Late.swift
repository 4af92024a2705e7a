extension AuditChain {
    /// Places an entry whose number was passed already.
    mutating func placeLate(_ entry: AuditEntry, _ seen: Seen) {
        if let index = gaps.firstIndex(where: { ($0.first...$0.last).contains(entry.number) }) {
            fill(index, with: entry, seen)
        } else if let same = recent.last(where: { $0.head == seen.head }) {
            tell(
                AuditFlaw(
                    line: seen.line, kind: .inserted,
                    sentence: "it is a copy of line \(same.line), entry \(entry.number)"))
        } else if let other = recent.last(where: { $0.head.number == entry.number }) {
            tell(
                AuditFlaw(
                    line: seen.line, kind: .inserted,
                    sentence: "it holds an entry \(entry.number) as line \(other.line) does; one of the two was put in")
            )
            if other.head == newest?.head, flaws.count == flawCount { twin = (flaws.count - 1, seen) }
        } else {
            tell(
                AuditFlaw(
                    line: seen.line, kind: .inserted,
                    sentence: "it holds an entry \(entry.number), which does not belong behind entry \(expected - 1)"))
        }
    }

    private mutating func fill(_ index: Int, with entry: AuditEntry, _ seen: Seen) {
        let gap = gaps.remove(at: index)
        let newestNumber = newest.map { String($0.head.number) } ?? "none"
        tell(
            AuditFlaw(
                line: seen.line, kind: .reordered, sentence: "entry \(entry.number) stands behind entry \(newestNumber)"
            ))
        if entry.number == gap.last, let hash = gap.lastHash, hash != seen.head.hash {
            tell(
                AuditFlaw(
                    line: seen.line, kind: .altered,
                    sentence: "entry \(entry.number + 1) names another hash for entry \(entry.number)"))
        }
        if gap.first < entry.number {
            gaps.append(Gap(first: gap.first, last: entry.number - 1, lastHash: entry.previous, line: gap.line))
        }
        if entry.number < gap.last {
            gaps.append(Gap(first: entry.number + 1, last: gap.last, lastHash: gap.lastHash, line: gap.line))
        }
    }
}
