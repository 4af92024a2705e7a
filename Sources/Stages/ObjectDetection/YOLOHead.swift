import Geodesy
import Rasters

/// Reads what Ultralytics' exports give: boxes, upright or oriented, with a score for each class.
///
/// Three shapes are known, with K classes and N boxes:
/// * `[1][4 + K][N]` (also transposed): centre, width and height in input pixels, then scores;
/// * `[1][4 + K + 1][N]` (also transposed): the same with the angle in radians last, oriented boxes;
/// * `[1][N][6]` or `[1][N][7]`: corners (upright) or centre and size (oriented), score, class and,
///   for oriented boxes, the angle; already suppressed.
///
/// Angles turn from the column axis towards the row axis.
///
/// Source: Ultralytics documentation, "Export" and "Oriented Bounding Boxes (OBB)".
struct YOLOHead {
    let card: ModelCard
    let isOriented: Bool

    private enum Layout {
        /// Distance between numbers of one box and between boxes; count of boxes.
        case scores(field: Int, box: Int, count: Int)
        case suppressed(count: Int)
    }

    /// - Throws: ``ModelError/outputShape(model:found:expected:)``.
    func candidates(in output: NetworkOutput, of tile: TileContent) throws(ModelError) -> [Candidate] {
        let found: [Candidate]
        switch try layout(of: output.shape) {
        case .scores(let field, let box, let count):
            found = scored(output.values, field: field, box: box, count: count, tile: tile)
        case .suppressed(let count):
            found = suppressed(output.values, count: count, tile: tile)
        }
        let merged = CandidateMerger(overlap: card.mergeOverlap).suppressed(found)
        return merged.filter { tile.owns($0.box.centre) || $0.isCutBySeam }
    }

    private func layout(of shape: [Int]) throws(ModelError) -> Layout {
        let fields = 4 + card.classes.count + (isOriented ? 1 : 0)
        if shape.count == 3, shape[0] == 1 {
            // A list of suppressed boxes is never longer than some hundreds; raw boxes are thousands.
            let listed = isOriented ? 7 : 6
            if shape[2] == listed, shape[1] <= 1000, shape[1] != fields { return .suppressed(count: shape[1]) }
            if shape[1] == fields { return .scores(field: shape[2], box: 1, count: shape[2]) }
            if shape[2] == fields { return .scores(field: 1, box: fields, count: shape[1]) }
        }
        throw .outputShape(
            model: card.name, found: shape,
            expected: "[1, \(fields), N] for \(card.classes.count) classes")
    }

    private func scored(
        _ values: [Float], field: Int, box: Int, count: Int, tile: TileContent
    ) -> [Candidate] {
        var candidates: [Candidate] = []
        let classes = card.classes.count
        let thresholds = card.classes.map { Float($0.threshold - 0.000_05) }
        for index in 0..<count {
            let base = index * box
            for classIndex in 0..<classes where values[base + (4 + classIndex) * field] >= thresholds[classIndex] {
                let angle = isOriented ? Double(values[base + (4 + classes) * field]) : 0
                append(
                    to: &candidates, centreColumn: Double(values[base]), centreRow: Double(values[base + field]),
                    width: Double(values[base + 2 * field]), height: Double(values[base + 3 * field]), angle: angle,
                    score: Double(values[base + (4 + classIndex) * field]), classIndex: classIndex, tile: tile)
            }
        }
        return candidates
    }

    private func suppressed(_ values: [Float], count: Int, tile: TileContent) -> [Candidate] {
        var candidates: [Candidate] = []
        let fields = isOriented ? 7 : 6
        for index in 0..<count {
            let numbers = (0..<fields).map { Double(values[index * fields + $0]) }
            let classIndex = Int(numbers[5].rounded())
            guard numbers[5].isFinite, card.classes.indices.contains(classIndex),
                numbers[4] >= card.classes[classIndex].threshold - 0.000_05
            else { continue }
            let isCentred = isOriented
            append(
                to: &candidates,
                centreColumn: isCentred ? numbers[0] : (numbers[0] + numbers[2]) / 2,
                centreRow: isCentred ? numbers[1] : (numbers[1] + numbers[3]) / 2,
                width: isCentred ? numbers[2] : numbers[2] - numbers[0],
                height: isCentred ? numbers[3] : numbers[3] - numbers[1],
                angle: isOriented ? numbers[6] : 0, score: numbers[4], classIndex: classIndex, tile: tile)
        }
        return candidates
    }

    private func append(
        to candidates: inout [Candidate], centreColumn: Double, centreRow: Double, width: Double, height: Double,
        angle: Double, score: Double, classIndex: Int, tile: TileContent
    ) {
        guard centreColumn.isFinite, centreRow.isFinite, width.isFinite, height.isFinite, angle.isFinite,
            width > 0, height > 0
        else { return }
        let box = OrientedBox(
            centre: PixelPoint(
                column: Double(tile.window.column) + centreColumn, row: Double(tile.window.row) + centreRow),
            length: width, width: height, angle: angle)
        guard box.length >= card.minimumLength else { return }
        let support = tile.support(of: box, reach: max(box.length, Double(card.margin)))
        guard support.isSeen else { return }
        let cutBySeam = tile.isCutBySeam(box)
        candidates.append(
            Candidate(
                box: box, classIndex: classIndex, score: score, isCutBySeam: cutBySeam,
                isCutOff: support.isCutOff && !cutBySeam))
    }
}
