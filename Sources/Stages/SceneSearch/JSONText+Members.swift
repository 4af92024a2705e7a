import Evidence

extension JSONText {
    /// A member of an object; nil for anything else, for one that is not there, and for null.
    subscript(name: String) -> JSONText? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    /// The text, where it is one.
    var asText: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number, where it is a finite one.
    var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .large(let value): Double(value)
        case .number(let value): value.isFinite ? value : nil
        default: nil
        }
    }

    /// The list, where it is one.
    var asList: [JSONText]? {
        if case .list(let list) = self { list } else { nil }
    }

    /// The members, where it is an object.
    var asObject: [String: JSONText]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// Texts of a list; what is no text is left out.
    var texts: [String] { asList?.compactMap(\.asText) ?? [] }

    /// The truth value, where it is one.
    var asTruth: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
}
