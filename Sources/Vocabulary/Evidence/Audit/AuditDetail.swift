/// A piece of what an audit entry tells: text, whole numbers, lists and named parts. There are no fractions and no truth values, so that
/// there is one way to write each.
public enum AuditDetail: Hashable, Sendable {
    /// A text.
    case text(String)
    /// A whole number between -10¹⁵ and 10¹⁵.
    case number(Int)
    /// A list, in its order.
    case list([AuditDetail])
    /// Parts by their names, which consist of small letters a–z, digits and underscores.
    case parts([String: AuditDetail])

    /// Each text as a piece.
    public static func texts(_ texts: [String]) -> AuditDetail { .list(texts.map(AuditDetail.text)) }

    /// The text; nil for anything else.
    public var asText: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number; nil for anything else.
    public var asNumber: Int? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The list; nil for anything else.
    public var asList: [AuditDetail]? {
        if case .list(let list) = self { list } else { nil }
    }

    /// The parts; nil for anything else.
    public var asParts: [String: AuditDetail]? {
        if case .parts(let parts) = self { parts } else { nil }
    }

    /// The canonical JSON of it: no white space, parts sorted by their names' bytes, text escaped as little as RFC 8259 allows, with the
    /// short escapes where there are any.
    public var json: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to output: inout String) {
        switch self {
        case .text(let text): Self.write(text, to: &output)
        case .number(let number): output += String(number)
        case .list(let list):
            output += "["
            for (index, piece) in list.enumerated() {
                if index > 0 { output += "," }
                piece.write(to: &output)
            }
            output += "]"
        case .parts(let parts):
            output += "{"
            for (index, part) in parts.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { output += "," }
                Self.write(part.key, to: &output)
                output += ":"
                part.value.write(to: &output)
            }
            output += "}"
        }
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\u{08}": output += "\\b"
            case "\u{0C}": output += "\\f"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
