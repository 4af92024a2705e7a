import Foundation
import Geodesy
import Rasters

/// Reads the map of a dense network: for each cell how likely the centre of an object lies in it,
/// and which box belongs to that centre.
///
/// Output `[1][K + 6][rows][columns]` at a stride: K class scores 0…1; offset of the centre from the
/// cell's centre in input pixels (column, row); length and width in input pixels; cosine and sine of
/// twice the angle from the column axis towards the row axis.
///
/// A cell is a centre where its score is the highest of its 3 × 3 neighbours. Only cells of the
/// tile's core are read, their neighbours may lie in the margin, so tiles neither lose nor double
/// an object at a seam. Of lines (``ModelCard/Head/trackLines``) every cell counts, since a line has no single middle,
/// and length and width mean nothing.
///
/// Source: Zhou, Wang & Krähenbühl (2019), "Objects as Points", arXiv:1904.07850, section 4.1 (peaks
/// of the centre map). The angle is doubled since a box turned by half a circle is the same box.
struct CentreOrientedHead {
    let card: ModelCard

    /// - Throws: ``ModelError/outputShape(model:found:expected:)``.
    func candidates(in output: NetworkOutput, of tile: TileContent) throws(ModelError) -> [Candidate] {
        let classes = card.classes.count
        let stride = card.stride
        let rows = tile.window.height / stride
        let columns = tile.window.width / stride
        guard output.shape == [1, classes + 6, rows, columns] else {
            throw .outputShape(
                model: card.name, found: output.shape, expected: "[1, \(classes + 6), \(rows), \(columns)]")
        }
        let isLine = card.head == .trackLines
        let plane = rows * columns
        let values = output.values
        let firstRow = (tile.core.row - tile.window.row) / stride
        let firstColumn = (tile.core.column - tile.window.column) / stride
        let endRow = firstRow + tile.core.height / stride
        let endColumn = firstColumn + tile.core.width / stride
        var candidates: [Candidate] = []
        for classIndex in 0..<classes {
            // Rounded scores are compared, so the float threshold is set half a step lower.
            let threshold = Float(card.classes[classIndex].threshold - 0.000_05)
            let base = classIndex * plane
            for row in firstRow..<endRow {
                for column in firstColumn..<endColumn {
                    let cell = row * columns + column
                    let score = values[base + cell]
                    guard score >= threshold,
                        isLine
                            || Self.isPeak(values, base: base, row: row, column: column, rows: rows, columns: columns)
                    else { continue }
                    func field(_ index: Int) -> Double { Double(values[(classes + index) * plane + cell]) }
                    let centre = PixelPoint(
                        column: Double(tile.window.column) + (Double(column) + 0.5) * Double(stride) + field(0),
                        row: Double(tile.window.row) + (Double(row) + 0.5) * Double(stride) + field(1))
                    // A line has no extent of its own: its cell stands for it.
                    let (length, width) = isLine ? (Double(stride), Double(stride)) : (field(2), field(3))
                    let box = OrientedBox(
                        centre: centre, length: length, width: width, angle: atan2(field(5), field(4)) / 2)
                    guard box.length.isFinite, box.width > 0, box.angle.isFinite, centre.column.isFinite,
                        centre.row.isFinite, isLine || box.length >= card.minimumLength
                    else { continue }
                    let support = tile.support(of: box, reach: Double(max(card.margin - stride, stride)))
                    guard support.isSeen else { continue }
                    candidates.append(
                        Candidate(
                            box: box, classIndex: classIndex, score: Double(score), isCutOff: support.isCutOff))
                }
            }
        }
        return candidates
    }

    /// Whether a cell is higher than the neighbours before it and not lower than those after it.
    private static func isPeak(
        _ values: [Float], base: Int, row: Int, column: Int, rows: Int, columns: Int
    ) -> Bool {
        let score = values[base + row * columns + column]
        for neighbourRow in max(0, row - 1)...min(rows - 1, row + 1) {
            for neighbourColumn in max(0, column - 1)...min(columns - 1, column + 1) {
                if neighbourRow == row, neighbourColumn == column { continue }
                let other = values[base + neighbourRow * columns + neighbourColumn]
                let isEarlier = (neighbourRow, neighbourColumn) < (row, column)
                if isEarlier ? other >= score : other > score { return false }
            }
        }
        return true
    }
}
