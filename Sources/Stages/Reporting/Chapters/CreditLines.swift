/// To whom pictures are owed, in the lines that a drawing of some width has for it.
struct CreditLines {
    /// The lines, in the language of the page.
    let lines: [String]

    private static let step = 15.0
    /// Room of a letter on the mean at the size of credits.
    private static let letter = 5.4

    /// Breaks credits into lines, none of them shortened.
    ///
    /// - Parameters:
    ///   - credits: Sentences.
    ///   - width: Width of the drawing.
    ///   - page: Knows the language.
    init(_ credits: [String], width: Double, on page: MarkupWriter) {
        lines = credits.flatMap { WrappedText.lines(page.said($0), width: Int(width / Self.letter), most: 12) }
    }

    /// Room that they take.
    var height: Double { Double(lines.count) * Self.step }

    /// Writes them from the left edge, the first line's upper edge at a height.
    func draw(_ page: inout MarkupWriter, at y: Double) {
        for (number, line) in lines.enumerated() {
            page.label(line, 0, y + 11 + Double(number) * Self.step, kind: "owed")
        }
    }
}
