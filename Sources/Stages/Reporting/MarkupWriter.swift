import Documents

/// Writes HTML and SVG so that nothing from data can become markup.
///
/// Names of elements and attributes are literals of the program; all values and texts are escaped.
/// The output is also well-formed XML, apart from the document's first line, style sheet and script.
struct MarkupWriter {
    /// What has been written.
    private(set) var markup = ""
    /// How texts are said that the program composes in English; nil while English is written.
    var rewording: Rewording?
    /// How often each name was given to a region.
    private var regions: [String: Int] = [:]

    /// Attributes in the order in which they are written; those without a value are left out.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    /// Attributes that people read.
    private static let areTexts: Set<String> = ["aria-label", "alt", "title"]
    /// Elements after which a line ends, so that two reports can be compared line by line.
    private static let endsLine: Set<String> = [
        "p", "div", "section", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dd", "table", "caption", "thead",
        "tbody", "tr", "svg", "g", "figure", "figcaption", "details", "summary", "head", "body", "html", "title",
        "style", "script", "header", "main", "footer", "nav", "article",
    ]

    /// Writes an element and what is in it.
    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], content: (inout MarkupWriter) -> Void
    ) {
        let name = name.description
        open(name, attributes)
        markup += ">"
        content(&self)
        markup += "</"
        markup += name
        markup += Self.endsLine.contains(name) ? ">\n" : ">"
    }

    /// Writes an element that holds only text.
    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes an element that holds nothing.
    mutating func leaf(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name.description, attributes)
        markup += " />"
    }

    /// Writes a region of the page that scrolls where it is wider than the screen, also by keyboard.
    ///
    /// Programs that read aloud list regions by their names; one that was given before gets a number.
    mutating func region(named name: String, content: (inout MarkupWriter) -> Void) {
        let times = regions[name, default: 0] + 1
        regions[name] = times
        element(
            "div",
            [
                "class": "frame", "tabindex": "0", "role": "region",
                "aria-label": times == 1 ? name : "\(name) (\(times))",
            ], content: content)
    }

    /// Writes text.
    mutating func text(_ text: String) {
        markup += Self.escaped(rewording?.text(text) ?? text)
    }

    /// Writes the line that every HTML document begins with.
    mutating func documentType() {
        markup += "<!DOCTYPE html>\n"
    }

    /// Writes a style sheet of the program.
    mutating func style(_ sheet: StaticString) {
        markup += "<style>" + sheet.description + "</style>\n"
    }

    /// Writes a script of the program.
    mutating func script(_ script: StaticString) {
        markup += "<script>" + script.description + "</script>\n"
    }

    /// Writes markup of the program, or what cannot be any.
    mutating func raw(_ markup: String) {
        self.markup += markup
    }

    /// Names of all places that have been written.
    var places: Set<String> {
        var found: Set<String> = []
        let mark = Array(" id=\"".utf8)
        let quote = UInt8(ascii: "\"")
        // Values are escaped, so that no text of data can look like an attribute inside of a tag.
        var matched = 0
        var name: [UInt8]?
        for byte in markup.utf8 {
            if var own = name.take() {
                if byte == quote {
                    found.insert(String(decoding: own, as: UTF8.self))
                } else {
                    own.append(byte)
                    name = own
                }
            } else if byte == mark[matched] {
                matched += 1
                if matched == mark.count {
                    matched = 0
                    name = []
                }
            } else {
                matched = byte == mark[0] ? 1 : 0
            }
        }
        return found
    }

    private mutating func open(_ name: String, _ attributes: Attributes) {
        markup += "<"
        markup += name
        for (key, value) in attributes {
            guard let value else { continue }
            markup += " "
            markup += key.description
            markup += "=\""
            let isText = rewording != nil && Self.areTexts.contains(key.description)
            markup += Self.escaped(isText ? rewording?.text(value) ?? value : value)
            markup += "\""
        }
    }

    /// Text as it may stand in an element or in a quoted attribute.
    ///
    /// What XML does not allow, and the marks that turn the direction of writing round and so could make a
    /// name read as another, become the replacement character.
    static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
                && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
        }
        if isPlain { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result.append(contentsOf: "&amp;".unicodeScalars)
            case 0x3C: result.append(contentsOf: "&lt;".unicodeScalars)
            case 0x3E: result.append(contentsOf: "&gt;".unicodeScalars)
            case 0x22: result.append(contentsOf: "&quot;".unicodeScalars)
            case 0x27: result.append(contentsOf: "&#39;".unicodeScalars)
            case 0x09, 0x0A: result.append(scalar)
            case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: result.append("\u{FFFD}")
            case let value where value & 0xFFFE == 0xFFFE: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

extension MarkupWriter {
    /// A text in the language of what is written, as far as it has words for it.
    func said(_ text: String) -> String { rewording?.text(text) ?? text }

    /// Writes something in another language than English.
    ///
    /// - Parameters:
    ///   - rewording: How the language says what is composed in English; nil for English.
    ///   - content: Writes it.
    /// - Returns: What the content returns.
    mutating func reworded<Result>(by rewording: Rewording?, _ content: (inout MarkupWriter) -> Result) -> Result {
        let before = self.rewording
        self.rewording = rewording
        defer { self.rewording = before }
        return content(&self)
    }
}
