import Yams

extension ScenarioReader {
    /// Whether no text holds characters that a terminal would obey instead of showing; each text that does is noted.
    ///
    /// Messages and results repeat texts of the case, so nothing is read of a section in which one could move the cursor, forge a line or
    /// turn the direction of writing.
    ///
    /// - Parameter node: The section.
    /// - Returns: Whether it may be read.
    mutating func hasOnlyPlainText(_ node: Node) -> Bool {
        var isPlain = true
        var left = [node]
        while let node = left.popLast() {
            switch node {
            case .mapping(let mapping): for (key, value) in mapping { left += [key, value] }
            case .sequence(let sequence): left += Array(sequence)
            case .alias: break
            case .scalar(let scalar):
                let text = scalar.string.trimmingSuffix { $0 == "\n" }
                guard let character = text.unicodeScalars.first(where: { $0.isObeyed }) else { continue }
                isPlain = false
                let code = String(character.value, radix: 16, uppercase: true)
                let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
                log.error(
                    at: node.mark, "a text holds the control character \(name)",
                    character == "\n"
                        ? "write it in one line, or fold it with '>' in place of '|'"
                        : "remove it, or put a blank there")
            }
        }
        return isPlain
    }
}

extension Unicode.Scalar {
    /// Whether a terminal or a page obeys it: control characters, breaks of lines, and what turns the direction of writing (UAX 9), but for the
    /// marks that stand between words of such languages and turn nothing else.
    var isObeyed: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl && ![0x061C, 0x200E, 0x200F].contains(value)
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isLeftOut: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, isLeftOut(last) { text.removeLast() }
        return text
    }
}
