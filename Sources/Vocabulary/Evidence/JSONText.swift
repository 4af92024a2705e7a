import Foundation

/// A JSON value that is written the same way each time: keys sorted, numbers in the shortest form
/// that reads back as the same number, two spaces of indent.
///
/// Written by hand since Foundation's encoder formats numbers differently between platforms.
public indirect enum JSONText: Hashable, Sendable {
    /// Nothing.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A whole number beyond `Int.max`.
    case large(UInt64)
    /// A number; it has to be finite, see ``finite(_:)``.
    case number(Double)
    /// Text.
    case text(String)
    /// Values in order.
    case list([JSONText])
    /// Values by name.
    case object([String: JSONText])

    /// A number; null where it is not finite, which JSON cannot say.
    public static func finite(_ value: Double) -> JSONText { value.isFinite ? .number(value) : .null }

    /// The text, ending in a line break.
    public var serialised: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int) {
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .large(let value): text += String(value)
        case .number(let value): text += Self.digits(value)
        case .text(let value): Self.quote(value, to: &text)
        case .list(let values):
            if values.isEmpty {
                text += "[]"
            } else if values.allSatisfy(\.isScalar) {
                text += "["
                for (index, value) in values.enumerated() {
                    if index > 0 { text += ", " }
                    value.write(to: &text, indent: indent)
                }
                text += "]"
            } else {
                text += "[\n"
                for (index, value) in values.enumerated() {
                    text += inner
                    value.write(to: &text, indent: indent + 2)
                    text += index + 1 < values.count ? ",\n" : "\n"
                }
                text += outer + "]"
            }
        case .object(let pairs):
            if pairs.isEmpty {
                text += "{}"
                return
            }
            text += "{\n"
            for (index, key) in pairs.keys.sorted().enumerated() {
                text += inner
                Self.quote(key, to: &text)
                text += ": "
                pairs[key]?.write(to: &text, indent: indent + 2)
                text += index + 1 < pairs.count ? ",\n" : "\n"
            }
            text += outer + "}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    /// The shortest decimal that reads back as the same number; whole ones without a point.
    private static func digits(_ value: Double) -> String {
        if let whole = Int(exactly: value), abs(value) < 1e15 { return String(whole) }
        return value.description
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}":
                let hexadecimal = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
