/// A walk along an audit log, line by line, that finds what was altered, removed, put in or moved.
///
/// It needs the same memory for any number of lines: it remembers the last ``window`` entries, ``gapLimit`` gaps and
/// ``flawLimit`` flaws. The chain alone cannot tell that its last entries were removed, or that all of them were written anew;
/// for that it is held against what was noted elsewhere, see ``standing(of:)``.
public struct AuditChain: Sendable {
    /// Entries that are remembered, to tell copies and moves.
    public static let window = 256
    /// Gaps that are remembered, since their entries may come later.
    public static let gapLimit = 1000
    /// Flaws that are kept; more are counted.
    public static let flawLimit = 1000

    /// Lines so far.
    public private(set) var lines = 0
    /// Lines that hold an entry as it was hashed.
    public private(set) var soundLines = 0
    /// What is wrong; complete after ``finish(isOpen:)``.
    public internal(set) var flaws: [AuditFlaw] = []
    /// How many flaws there are, those that are not kept too.
    public internal(set) var flawCount = 0
    /// What does no harm but should be known.
    public private(set) var remarks: [String] = []
    /// What was done, by its names; at most 64 of them.
    public private(set) var deeds: Set<String> = []

    /// What entries said of the log before them; at most 1000 of them.
    public private(set) var toldDoubts: Set<String> = []

    /// The newest entry that stands in its order.
    var newest: Seen?
    var expected = 0
    var broken: BrokenLines?
    var gaps: [Gap] = []
    var recent: [Seen] = []
    private var wanted: [String: Int?]
    var twin: (flaw: Int, seen: Seen)?
    /// Whether the walk began in the middle, so that the first line is taken as it is.
    private var joins: Bool

    struct Seen: Sendable {
        var head: AuditHead
        var line: Int
    }

    struct BrokenLines: Sendable {
        var first: Int
        var last: Int
        var reason: String
        /// Bytes and hash of the last of them.
        var size: Int
        var digest: String
        var count: Int { last - first + 1 }
        var words: String { first == last ? "line \(first)" : "lines \(first) to \(last)" }
    }

    struct Gap: Sendable {
        var first: Int
        var last: Int
        /// The hash that the entry after the gap names.
        var lastHash: String?
        /// The line after the gap.
        var line: Int
    }

    /// Begins a walk.
    ///
    /// - Parameters:
    ///   - hashes: Hashes to look out for, see ``standing(of:)`` and ``number(of:)``.
    ///   - joinsInTheMiddle: Whether the first line may be any entry.
    public init(lookingFor hashes: [String] = [], joinsInTheMiddle: Bool = false) {
        wanted = Dictionary(hashes.map { ($0, Int?.none) }) { first, _ in first }
        joins = joinsInTheMiddle
    }

    /// The newest entry that stands in its order; nil where there is none.
    public var head: AuditHead? { newest?.head }

    /// The number that the next entry gets: that after the newest one, broken lines behind it counted as entries.
    public var nextNumber: Int { expected + (broken?.count ?? 0) }

    /// Takes the next line, without its line break.
    ///
    /// - Parameter bytes: The line.
    /// - Returns: What stands in it.
    @discardableResult
    public mutating func take(_ bytes: [UInt8]) -> AuditLine {
        let line = AuditLine(bytes)
        switch line {
        case .sound(let entry, let hash): take(entry, hash)
        case .broken(let reason): takeBroken(reason, size: bytes.count, digest: Digest.sha256(bytes))
        }
        return line
    }

    /// Takes a line that is longer than any entry can be.
    ///
    /// - Parameters:
    ///   - size: How many bytes it has.
    ///   - start: Its first ``AuditEntry/sizeLimit`` bytes.
    public mutating func takeOverlong(size: Int, start: [UInt8]) {
        takeBroken("it is longer than any entry can be", size: size, digest: Digest.sha256(start))
    }

    private mutating func takeBroken(_ reason: String, size: Int, digest: String) {
        lines += 1
        broken = BrokenLines(
            first: broken?.first ?? lines, last: lines, reason: broken?.reason ?? reason, size: size, digest: digest)
    }

    private mutating func take(_ entry: AuditEntry, _ hash: String) {
        lines += 1
        soundLines += 1
        if joins {
            joins = false
            // What stands before the first whole line of the middle is the end of another line.
            broken = nil
            expected = entry.number
            newest = Seen(head: AuditHead(number: entry.number - 1, hash: entry.previous), line: 0)
        }
        let seen = Seen(head: AuditHead(number: entry.number, hash: hash), line: lines)
        if let found = wanted[hash], found == nil { wanted[hash] = .some(entry.number) }
        if deeds.count < 64 { deeds.insert(entry.what) }
        place(entry, seen)
        tellDoubts(of: entry)
        recent.append(seen)
        if recent.count > 2 * Self.window { recent.removeFirst(Self.window) }
    }

    private mutating func place(_ entry: AuditEntry, _ seen: Seen) {
        let before = newest?.head.hash ?? AuditEntry.nothing
        if entry.number == expected {
            if let lines = broken, explains(entry, lines), entry.previous == before {
                // A crash, told by the entry that came next.
            } else if let lines = broken {
                tell(lines, entry.previous == before ? .inserted : .altered)
            } else if entry.previous != before {
                tellBadLink(entry, seen)
            }
            broken = nil
            advance(to: seen)
        } else if entry.number > expected {
            leap(to: entry, seen)
        } else {
            if let lines = broken { tell(lines, .altered) }
            broken = nil
            placeLate(entry, seen)
        }
    }

    private mutating func advance(to seen: Seen) {
        newest = seen
        expected = seen.head.number + 1
        twin = nil
    }

    private mutating func leap(to entry: AuditEntry, _ seen: Seen) {
        let missing = entry.number - expected
        if let lines = broken {
            tell(lines, .altered)
            if missing > lines.count {
                tell(
                    AuditFlaw(
                        line: seen.line, kind: .removed,
                        sentence:
                            "between entries \(expected - 1) and \(entry.number) \(missing - lines.count) entries are "
                            + "missing beside those that were altered"))
            }
        } else {
            let gap = Gap(first: expected, last: entry.number - 1, lastHash: entry.previous, line: seen.line)
            if gaps.count < Self.gapLimit { gaps.append(gap) } else { tell(gap) }
        }
        broken = nil
        advance(to: seen)
    }

    private mutating func tellBadLink(_ entry: AuditEntry, _ seen: Seen) {
        guard let newest, newest.line > 0 else {
            tell(
                AuditFlaw(line: seen.line, kind: .altered, sentence: "the first entry names an entry before it"))
            return
        }
        if let twin, twin.seen.head.hash == entry.previous, flaws.indices.contains(twin.flaw) {
            flaws[twin.flaw] = AuditFlaw(
                line: newest.line, kind: .inserted,
                sentence:
                    "it holds an entry \(newest.head.number) to which no other leads; line \(twin.seen.line) holds the "
                    + "one from which the log goes on")
            return
        }
        tell(
            AuditFlaw(
                line: newest.line, lastLine: seen.line, kind: .altered,
                sentence:
                    "entry \(entry.number) does not go on from entry \(newest.head.number) as it stands here: one of "
                    + "the two was altered and hashed anew, or put in the place of another"))
    }

    private mutating func tellDoubts(of entry: AuditEntry) {
        for doubt in entry.details["doubts"]?.asList ?? [] {
            let text = doubt.asText ?? doubt.json
            if toldDoubts.count < Self.flawLimit { toldDoubts.insert(text) }
            tell(
                AuditFlaw(
                    line: lines, kind: .doubted,
                    sentence: "entry \(entry.number) says what was found when it was written: \(text)"))
        }
    }

    /// Whether an entry says of the one broken line before it that it was cut off, and that line is still as it was then.
    private mutating func explains(_ entry: AuditEntry, _ lines: BrokenLines) -> Bool {
        guard let torn = entry.details["after_torn_line"]?.asParts, lines.count == 1,
            torn["bytes"]?.asNumber == lines.size, torn["sha256"]?.asText == lines.digest
        else { return false }
        if remarks.count < Self.flawLimit {
            remarks.append(
                "line \(lines.first) was cut off while it was written, as entry \(entry.number) told at once; it is no entry"
            )
        }
        return true
    }

    // MARK: What was looked for

    /// The number of the entry that has a hash which was looked for; nil where there is none.
    public func number(of hash: String) -> Int? { wanted[hash] ?? nil }
}
