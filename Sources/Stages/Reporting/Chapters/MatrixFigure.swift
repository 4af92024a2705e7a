import Findings
import Foundation

/// The matrix of competing hypotheses as a drawing: how each piece of evidence fits each hypothesis, in letters and hatching.
struct MatrixFigure {
    let matrix: CompetingHypotheses
    /// What indicators say, by id.
    let indicators: [String: String]
    /// What hypotheses say, by id.
    let hypotheses: [String: String]

    /// Rows and columns that are drawn at most; the matrix has its most telling evidence first.
    static let mostRows = 40
    static let mostColumns = 14

    private static let width = 860.0
    private static let names = 390.0
    private static let row = 22.0
    private static let head = 44.0

    private var rows: ArraySlice<CompetingHypotheses.Row> { matrix.rows.prefix(Self.mostRows) }
    private var columns: ArraySlice<String> { matrix.leaves.prefix(Self.mostColumns) }
    private var column: Double { min(78, (Self.width - Self.names - 14) / Double(max(1, columns.count))) }

    func draw(_ page: inout MarkupWriter) {
        let words = rows.map { row in
            Self.lines(row.indicator + (indicators[row.indicator].map { " " + page.said($0) } ?? ""))
        }
        let heights = words.map { Self.row + Double($0.count - 1) * 12 }
        let foot = Self.head + heights.reduce(0, +)
        let key = foot + Self.row + 24
        let height = key + 24 + Double(columns.count) * 16 + (remark.isEmpty ? 0 : 18)
        page.drawing(
            "chart grid", width: Self.width, height: height, title: "Matrix of competing hypotheses", text: text
        ) {
            page in
            page.label("Evidence, the most telling first", 0, Self.head - 8, kind: "name")
            for (number, leaf) in columns.enumerated() {
                let x = Self.names + (Double(number) + 0.5) * column
                page.label(
                    Wording.fitted(leaf, size: 12, width: column - 4), x, Self.head - 8, anchor: "middle", kind: "name")
            }
            var y = Self.head
            for (row, (words, height)) in zip(rows, zip(words, heights)) {
                draw(&page, row, words, at: y, height: height)
                y += height
            }
            sums(&page, at: foot)
            legend(&page, at: key)
            for (number, leaf) in columns.enumerated() {
                let words = hypotheses[leaf].map { "\(leaf): \($0)" } ?? leaf
                page.label(
                    Wording.fitted(words, size: 11, width: Self.width), 0, key + 36 + Double(number) * 16)
            }
            if !remark.isEmpty { page.label(remark, 0, height - 4) }
        }
    }

    private func draw(
        _ page: inout MarkupWriter, _ row: CompetingHypotheses.Row, _ lines: [String], at y: Double, height: Double
    ) {
        let words = row.indicator + (indicators[row.indicator].map { " " + $0 } ?? "")
        page.element("g") { page in
            page.element("title", text: Wording.shortened(words, to: 500))
            for (number, line) in lines.enumerated() {
                page.label(line, 0, y + 15 + Double(number) * 12, kind: "words")
            }
            for number in columns.indices {
                let x = Self.names + Double(number) * column
                guard row.cells.indices.contains(number) else {
                    page.label("–", x + column / 2, y + height / 2 + 4, anchor: "middle")
                    continue
                }
                Self.cell(&page, row.cells[number], x: x + 1, y: y + 1, width: column - 2, height: height - 2)
            }
        }
    }

    /// The words of a row, in two lines where they are long.
    private static func lines(_ words: String) -> [String] {
        // Half as wide as they are tall are Latin letters on the mean; those of CJK are square.
        let widths = words.unicodeScalars.lazy.map { $0.value >= 0x1100 ? 11.5 : 5.7 }
        let letter = widths.reduce(0, +) / Double(max(1, words.count))
        return WrappedText.lines(words, width: Int((names - 12) / max(5.7, letter)))
    }

    /// One cell: what speaks against a hypothesis is hatched, the more the closer; what does not, is not.
    static func cell(
        _ page: inout MarkupWriter, _ mark: Consistency, x: Double, y: Double, width: Double, height: Double
    ) {
        let kind =
            switch mark {
            case .veryConsistent, .consistent: "fits"
            case .neutral: "neither"
            case .inconsistent: "against"
            case .veryInconsistent: "against strong"
            case .notApplicable: "silent"
            }
        page.box("mark " + kind, x, y, width, height)
        switch mark {
        case .inconsistent: page.path("hatch", hatching(x, y, width, height, step: 6, isRising: true))
        case .veryInconsistent:
            page.path(
                "hatch",
                hatching(x, y, width, height, step: 5, isRising: true)
                    + hatching(x, y, width, height, step: 5, isRising: false))
        case .veryConsistent: page.box("mark inner", x + 2.5, y + 2.5, width - 5, height - 5)
        default: break
        }
        // The letters stand on white, so that hatching does not run through them.
        if mark == .inconsistent || mark == .veryInconsistent {
            page.box("ground", x + width / 2 - 10, y + 3, 20, height - 6)
        }
        page.label(mark.rawValue, x + width / 2, y + height / 2 + 4, anchor: "middle", kind: "letters")
    }

    /// Slanted lines inside of a box.
    static func hatching(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, step: Double, isRising: Bool
    ) -> String {
        guard width > 0, height > 0, step >= 1, width + height < 4000 else { return "" }
        var path = ""
        for offset in stride(from: step, to: width + height, by: step) {
            // The line on which right and down add up to the offset, cut at the edges.
            let (left, right) = (max(0, offset - height), min(width, offset))
            let (low, high) = (offset - left, offset - right)
            let (start, end) = isRising ? (low, high) : (height - low, height - high)
            path += Wording.path([(x + left, y + start), (x + right, y + end)])
        }
        return path
    }

    private func sums(_ page: inout MarkupWriter, at y: Double) {
        page.line("base", 0, y + 2, Self.names + column * Double(columns.count), y + 2)
        page.label("Weighted inconsistency; the least is the least contradicted", 0, y + 18, kind: "name")
        for number in columns.indices {
            let value =
                matrix.weightedInconsistency.indices.contains(number) ? matrix.weightedInconsistency[number] : .nan
            page.label(
                value.isFinite ? Wording.number(value, decimals: 2) : "–",
                Self.names + (Double(number) + 0.5) * column, y + 18, anchor: "middle", kind: "name")
        }
    }

    private func legend(_ page: inout MarkupWriter, at y: Double) {
        let meanings: [(Consistency, String)] = [
            (.veryConsistent, "very consistent"), (.consistent, "consistent"), (.neutral, "neither"),
            (.inconsistent, "inconsistent"), (.veryInconsistent, "very inconsistent"),
            (.notApplicable, "says nothing of it"),
        ]
        var x = 0.0
        for (mark, meaning) in meanings {
            Self.cell(&page, mark, x: x, y: y - 9, width: 34, height: 18)
            page.label(meaning, x + 39, y + 4)
            x += 39 + LabelPlacement.textWidth(page.said(meaning), size: 10.5) + 12
        }
    }

    private var remark: String {
        var parts: [String] = []
        if matrix.rows.count > Self.mostRows {
            parts.append("\(Wording.count(matrix.rows.count - Self.mostRows, "less telling row")) left out")
        }
        if matrix.leaves.count > Self.mostColumns {
            parts.append(
                "\(Wording.count(matrix.leaves.count - Self.mostColumns, "hypothesis", "hypotheses")) left out")
        }
        return parts.joined(separator: "; ")
    }

    private var text: String {
        let counts = columns.indices.map { number -> String in
            let marks = matrix.rows.compactMap { $0.cells.indices.contains(number) ? $0.cells[number] : nil }
            let against = marks.count { $0 == .inconsistent || $0 == .veryInconsistent }
            let fits = marks.count { $0 == .consistent || $0 == .veryConsistent }
            return "\(Wording.shortened(matrix.leaves[number], to: 40)): \(against) against, \(fits) for"
        }
        return "\(Wording.count(matrix.rows.count, "piece")) of evidence by \(matrix.leaves.count) hypotheses. "
            + counts.joined(separator: "; ") + "."
    }
}
