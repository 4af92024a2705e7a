import Documents

/// Text from data as it may stand in Markdown: it reads as it is, and nothing of it becomes markup.
///
/// Follows CommonMark 0.31.2 and what GitHub adds to it (tables, struck-out text, addresses that become links by themselves).
enum MarkdownText {
    /// Text for one line.
    ///
    /// What breaks lines becomes a space, runs of spaces become one. Controls, and marks that turn the direction of writing round,
    /// become the replacement character.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - begins: Whether it stands at the beginning of a line, where more signs have a meaning.
    /// - Returns: Markdown.
    static func escaped(_ text: String, begins: Bool) -> String {
        let scalars = Array(plain(text).unicodeScalars)
        var result = String.UnicodeScalarView()
        var digits = begins ? 0 : nil as Int?
        for (place, scalar) in scalars.enumerated() {
            let before = place > 0 ? scalars[place - 1] : nil
            let after = place + 1 < scalars.count ? scalars[place + 1] : nil
            switch scalar {
            case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&", "#", "$", "^": result.append("\\")
            case "_":
                // Within a word it is only itself, and file names stay readable.
                if !(isWord(before) && isWord(after)) { result.append("\\") }
            case ":": if after == "/" { result.append("\\") }
            case "@": result.append("\\")
            case ".": if isAddress(scalars, place) || digits.map({ $0 > 0 }) ?? false { result.append("\\") }
            case "-", "+", "=": if digits == 0 { result.append("\\") }
            case ")": if digits.map({ $0 > 0 }) ?? false { result.append("\\") }
            default: break
            }
            digits = ("0"..."9").contains(scalar) ? digits.map { $0 + 1 } : nil
            result.append(scalar)
        }
        return String(result)
    }

    /// Text between backquotes, as it stands in a file.
    static func code(_ text: String) -> String {
        let text = plain(text)
        guard text.contains(where: { $0 != " " }) else { return text }
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        // One space at either end is taken away again by who reads.
        let needsRoom = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
        return needsRoom ? "\(fence) \(text) \(fence)" : fence + text + fence
    }

    /// Text with more weight ("**") or slanted ("*").
    ///
    /// Marks must touch letters, else they are not read as marks; what else stands at the ends is left outside.
    static func weighted(_ text: String, mark: String, begins: Bool) -> String {
        let scalars = Array(plain(text).unicodeScalars)
        guard let first = scalars.firstIndex(where: isWord), let last = scalars.lastIndex(where: isWord) else {
            return escaped(text, begins: begins)
        }
        func part(_ range: Range<Int>, begins: Bool) -> String {
            escaped(String(String.UnicodeScalarView(scalars[range])), begins: begins)
        }
        return part(0..<first, begins: begins) + mark + part(first..<(last + 1), begins: false) + mark
            + part((last + 1)..<scalars.count, begins: false)
    }

    /// Text on one line without what nobody should read.
    static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: if result.last != " " { result.append(" ") }
            case let value where HiddenScalars.contains(value): result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether a dot stands in "www.", from which addresses become links by themselves.
    private static func isAddress(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        place >= 3 && scalars[(place - 3)..<place].allSatisfy { $0 == "w" || $0 == "W" }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }
}

/// Scalars that XML does not allow, that control terminals, or that turn the direction of writing round and so could make a name
/// read as another.
enum HiddenScalars {
    static func contains(_ value: UInt32) -> Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
