import Documents

/// Text that stands in a drawing in a few lines, broken between words.
enum WrappedText {
    /// Lines of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - width: Letters in a line; a longer word is broken.
    ///   - most: Lines at most; what has no room is left out and "…" stands for it.
    /// - Returns: One line or more.
    static func lines(_ text: String, width: Int, most: Int = 2) -> [String] {
        let width = max(2, width)
        var lines: [String] = []
        var line = ""
        // A text from outside may be long; more than the lines hold is not looked at.
        let seen = text.prefix(width * (max(1, most) + 1) * 2)
        for word in seen.split(separator: " ") {
            var rest = word
            if !line.isEmpty, line.count + 1 + rest.count > width {
                lines.append(line)
                line = ""
            }
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line += (line.isEmpty ? "" : " ") + rest
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        guard lines.count > most else { return lines }
        lines = Array(lines.prefix(most))
        lines[most - 1] = lines[most - 1].prefix(width - 1) + "…"
        return lines
    }
}

extension MarkupWriter {
    /// Writes the name of a row, in two lines where it is long, around the row's middle.
    mutating func rowName(_ name: String, _ x: Double, middle y: Double, width: Int) {
        let lines = WrappedText.lines(said(name), width: width)
        for (number, line) in lines.enumerated() {
            let shift = (Double(number) - Double(lines.count - 1) / 2) * 12
            element(
                "text",
                [
                    "class": "name", "x": Wording.coordinate(x), "y": Wording.coordinate(y + 4 + shift),
                    "text-anchor": "end",
                ], text: line)
        }
    }
}
