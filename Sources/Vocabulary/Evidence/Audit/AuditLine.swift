/// What a line of an audit log holds.
public enum AuditLine: Hashable, Sendable {
    /// An entry that is as it was hashed, with its hash.
    case sound(AuditEntry, hash: String)
    /// Anything else, with the reason.
    case broken(String)

    /// Reads a line without its line break; any bytes may stand there.
    public init(_ bytes: [UInt8]) {
        // `,"hash":"` before 64 digits, `"}` after them.
        let opening = Array(",\"hash\":\"".utf8)
        let tail = bytes.suffix(opening.count + 66)
        let digits = tail.dropFirst(opening.count).prefix(64)
        guard bytes.count <= AuditEntry.sizeLimit, tail.count == opening.count + 66, tail.starts(with: opening),
            tail.suffix(2).elementsEqual("\"}".utf8), AuditLineReader.isHash(digits)
        else {
            self = .broken("the line does not end in a hash as Revisit writes it")
            return
        }
        let body = bytes.dropLast(tail.count) + [0x7D]
        let hash = String(decoding: digits, as: UTF8.self)
        guard Digest.sha256(body) == hash else {
            self = .broken("its text does not have the hash that stands at its end")
            return
        }
        var reader = AuditLineReader(Array(body))
        do {
            self = .sound(try reader.entry(), hash: hash)
        } catch {
            self = .broken("it has its hash, but is no entry as Revisit writes them: \(error.reason)")
        }
    }
}

/// Why a line is no entry.
struct AuditLineFlaw: Error {
    let reason: String
}

/// Reads the one way in which an entry can be written, and nothing else: so that an entry has one text.
struct AuditLineReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether bytes are 64 small hexadecimal digits.
    static func isHash(_ digits: some Collection<UInt8>) -> Bool {
        digits.count == 64 && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    mutating func entry() throws(AuditLineFlaw) -> AuditEntry {
        try expect("{\"number\":")
        let number = try number()
        guard number >= 0 else { throw flaw("a number below 0") }
        try expect(",\"time\":")
        let time = try text()
        try expect(",\"who\":")
        let who = try text()
        try expect(",\"what\":")
        let what = try text()
        try expect(",\"details\":")
        guard case .parts(let details) = try piece(depth: 0) else { throw flaw("details that are no object") }
        try expect(",\"program\":")
        let program = try text()
        try expect(",\"previous\":")
        let previous = try text()
        guard Self.isHash(Array(previous.utf8)) else { throw flaw("no hash under 'previous'") }
        try expect("}")
        guard index == bytes.count else { throw flaw("more text") }
        return AuditEntry(
            number: number, time: time, who: who, what: what, details: details, program: program, previous: previous)
    }

    private func flaw(_ what: String) -> AuditLineFlaw { AuditLineFlaw(reason: "\(what) at byte \(index + 1)") }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func expect(_ text: String) throws(AuditLineFlaw) {
        for byte in text.utf8 {
            guard next == byte else { throw flaw("something other than \(text)") }
            index += 1
        }
    }

    private mutating func number() throws(AuditLineFlaw) -> Int {
        let start = index
        if next == 0x2D { index += 1 }
        while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        // The same number written anew excludes leading zeros, an empty text and -0.
        guard text.utf8.count <= 16, let number = Int(text), String(number) == text else {
            throw flaw("no whole number")
        }
        return number
    }

    private mutating func text() throws(AuditLineFlaw) -> String {
        try expect("\"")
        var content: [UInt8] = []
        while true {
            guard let byte = next, byte >= 0x20 else { throw flaw("a text without its end") }
            index += 1
            if byte == 0x22 { break }
            content.append(byte == 0x5C ? try escaped() : byte)
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw flaw("bytes that are no UTF-8") }
        return text
    }

    private mutating func escaped() throws(AuditLineFlaw) -> UInt8 {
        guard let sign = next else { throw flaw("a text without its end") }
        index += 1
        switch sign {
        case 0x22, 0x5C: return sign
        case 0x62: return 0x08
        case 0x66: return 0x0C
        case 0x6E: return 0x0A
        case 0x72: return 0x0D
        case 0x74: return 0x09
        case 0x75:
            let digits = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
            let lone: [UInt8] = [0x08, 0x09, 0x0A, 0x0C, 0x0D]
            guard digits.utf8.count == 4, digits == digits.lowercased(), let value = UInt8(digits, radix: 16),
                value < 0x20, !lone.contains(value), digits.utf8.first == 0x30
            else { throw flaw("an escape that is not needed") }
            index += 4
            return value
        default: throw flaw("an unknown escape")
        }
    }

    private mutating func piece(depth: Int) throws(AuditLineFlaw) -> AuditDetail {
        guard depth <= 16 else { throw flaw("parts within parts, too deep,") }
        switch next {
        case 0x22: return .text(try text())
        case 0x5B:
            index += 1
            var list: [AuditDetail] = []
            while next != 0x5D {
                if !list.isEmpty { try expect(",") }
                list.append(try piece(depth: depth + 1))
            }
            index += 1
            return .list(list)
        case 0x7B:
            index += 1
            var parts: [String: AuditDetail] = [:]
            var last = ""
            while next != 0x7D {
                if !parts.isEmpty { try expect(",") }
                let name = try text()
                // Also excludes a name that comes twice.
                guard Self.isName(name), last < name else { throw flaw("names out of their order") }
                try expect(":")
                parts[name] = try piece(depth: depth + 1)
                last = name
            }
            index += 1
            return .parts(parts)
        default: return .number(try number())
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
