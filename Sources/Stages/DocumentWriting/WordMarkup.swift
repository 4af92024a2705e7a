/// Writes the XML of a word processor's file so that nothing from data can become markup.
///
/// Names of elements and attributes are literals of the program; all values and texts are escaped.
struct WordMarkup {
    /// What has been written.
    private(set) var markup = ""

    /// Attributes in the order in which they are written; those without a value are left out.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    /// A whole part: the line that XML begins with, then one element.
    ///
    /// - Parameters:
    ///   - name: The element.
    ///   - attributes: Its attributes.
    ///   - content: Writes what is in it.
    /// - Returns: The part's text.
    static func part(
        _ name: StaticString, _ attributes: Attributes, content: (inout WordMarkup) -> Void
    ) -> String {
        var writer = WordMarkup()
        writer.markup = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        writer.element(name, attributes, content: content)
        return writer.markup + "\n"
    }

    /// Writes an element and what is in it.
    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], content: (inout WordMarkup) -> Void
    ) {
        open(name, attributes)
        markup += ">"
        content(&self)
        markup += "</\(name)>"
    }

    /// Writes an element that holds nothing.
    mutating func leaf(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        markup += "/>"
    }

    /// Writes an element whose only attribute is its value, the commonest kind of all.
    mutating func value(_ name: StaticString, _ value: String) { leaf(name, ["w:val": value]) }

    /// Writes an element that holds only text, whose spaces count.
    mutating func text(_ name: StaticString, _ text: String) {
        element(name, ["xml:space": "preserve"]) { $0.markup += Self.escaped(text) }
    }

    /// Writes an element that holds only text.
    mutating func plain(_ name: StaticString, _ text: String) { element(name) { $0.markup += Self.escaped(text) } }

    /// Writes markup that a writer of this kind made.
    mutating func append(_ other: WordMarkup) { markup += other.markup }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        markup += "<\(name)"
        for (key, value) in attributes {
            guard let value else { continue }
            markup += " \(key)=\"\(Self.escaped(value))\""
        }
    }

    /// Text as it may stand in an element or a quoted attribute; what breaks lines becomes a space.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result += "&amp;"
            case 0x3C: result += "&lt;"
            case 0x3E: result += "&gt;"
            case 0x22: result += "&quot;"
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: result += " "
            case let value where HiddenScalars.contains(value): result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Names of the formats' vocabularies (ECMA-376, transitional).
enum WordNames {
    static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
    static let types = "http://schemas.openxmlformats.org/package/2006/content-types"
    static let placing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    static let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    static let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
}
