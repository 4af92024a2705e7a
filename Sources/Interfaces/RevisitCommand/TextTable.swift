/// Rows of text in columns that are as wide as what stands in them.
enum TextTable {
    /// Lines of rows.
    ///
    /// - Parameters:
    ///   - rows: Cells from the left; rows need not be of the same length.
    ///   - indent: Spaces before each line.
    ///   - gap: Spaces between columns.
    ///   - longest: Characters from which on a cell stretches no column; what follows it in its row then stands farther right.
    /// - Returns: A line for each row, without spaces at its end.
    static func lines(_ rows: [[String]], indent: Int = 0, gap: Int = 2, longest: Int = 64) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.compactMap { $0.count > column ? $0[column].count : nil }.filter { $0 <= longest }.max() ?? 0
        }
        return rows.map { row in
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.enumerated() {
                line += cell
                guard column < row.count - 1 else { break }
                line += String(repeating: " ", count: max(0, widths[column] - cell.count) + gap)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
