/// One entry of a case's audit log: who did what, when, and the hash of the entry before it.
///
/// Its line is a JSON object whose last part is `hash`: the SHA-256 (FIPS 180-4) of the same line without that part. So whoever holds
/// the file can work it out again without knowing anything of JSON.
public struct AuditEntry: Hashable, Sendable {
    /// Its number, from 0 without gaps.
    public var number: Int
    /// When it was written, in ISO 8601, UTC.
    public var time: String
    /// Who did it.
    public var who: String
    /// What was done, such as "run" or "review".
    public var what: String
    /// What it was done to, and what came of it.
    public var details: [String: AuditDetail]
    /// Version of the program that wrote it.
    public var program: String
    /// The hash of the entry before it; of the first one 64 zeros.
    public var previous: String

    /// What stands for the hash before the first entry.
    public static let nothing = String(repeating: "0", count: 64)
    /// Most bytes of a line.
    public static let sizeLimit = 1 << 22

    /// Makes an entry.
    public init(
        number: Int, time: String, who: String, what: String, details: [String: AuditDetail], program: String,
        previous: String
    ) {
        self.number = number
        self.time = time
        self.who = who
        self.what = what
        self.details = details
        self.program = program
        self.previous = previous
    }

    /// What its hash is worked out from: the line without its hash.
    private var body: String {
        let own: [(String, AuditDetail)] = [
            ("number", .number(number)), ("time", .text(time)), ("who", .text(who)), ("what", .text(what)),
            ("details", .parts(details)), ("program", .text(program)), ("previous", .text(previous)),
        ]
        return "{" + own.map { "\"\($0)\":\($1.json)" }.joined(separator: ",") + "}"
    }

    /// SHA-256 of the entry, as 64 hexadecimal digits.
    public var hash: String { Digest.sha256(body.utf8) }

    /// The entry's line, without a line break.
    public var line: String {
        let body = body
        return body.dropLast() + ",\"hash\":\"\(Digest.sha256(body.utf8))\"}"
    }
}

/// An entry's number and hash: what is noted elsewhere, to hold a log against it later.
public struct AuditHead: Hashable, Codable, Sendable {
    /// The entry's number.
    public var number: Int
    /// Its hash, 64 hexadecimal digits.
    public var hash: String

    /// Names an entry.
    public init(number: Int, hash: String) {
        self.number = number
        self.hash = hash
    }
}
