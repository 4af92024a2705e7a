import Foundation
import Geodesy
import Rasters

/// What is counted of a zone and its surroundings while its tiles pass: sums on a grid of small cells.
struct SnowTally {
    /// One cell; sums run over pixels that tell of snow.
    struct Cell {
        /// Pixels of open ground that were judged, in the zone and around it.
        var ground: Float = 0
        /// Sum of their probabilities of snow.
        var white: Float = 0
        /// Those of them that lie in the zone.
        var ownGround: Float = 0
        /// Pixels of the zone, roofs included, that were judged.
        var judged: Float = 0
        /// Sum of their probabilities of snow.
        var snow: Float = 0
        /// Sum of the variances of single pixels.
        var variance: Float = 0
    }

    /// Metres of a cell's side.
    static let side = 2.0
    /// Metres around the zone that count as its surroundings.
    static let surroundings = 40.0
    /// Cells beyond which they are made larger.
    static let most = 1_000_000

    let window: RasterWindow
    let pixelsPerCell: Int
    let width: Int
    let height: Int
    var cells: [Cell]
    /// Pixels of the zone by class.
    var classes = [Int](repeating: 0, count: CoverClass.allCases.count)
    /// For each footprint the pixels seen of it, those that were judged and the sum of their probabilities of snow, in the sun
    /// and in shadow together.
    var roofs: [(seen: Int, judged: Int, snow: Double)]
    /// Of pixels that are snow in the sun: their number, sums of brightness, of its square, and of near infrared by green.
    var litSnow: (count: Double, brightness: Double, square: Double, ratio: Double) = (0, 0, 0, 0)
    /// Lengths of lines, metres, and the sum of their contrasts.
    var lines: (metres: Double, contrast: Double) = (0, 0)

    private let zone: PixelSpans
    private let outlines: [(spans: PixelSpans, window: RasterWindow)]
    private let reader: PixelReading

    init(_ zone: SnowZone, bands: ObservedBands, scene: RasterSize) {
        let ring = Int((Self.surroundings / bands.pixel).rounded(.up))
        window = zone.window.expanded(by: ring).intersection(scene.window)
        let area = Double(window.width) * Double(window.height) * bands.pixel * bands.pixel
        let side = max(Self.side, (area / Double(Self.most)).squareRoot())
        pixelsPerCell = max(1, Int((side / bands.pixel).rounded()))
        width = (max(0, window.width) + pixelsPerCell - 1) / pixelsPerCell
        height = (max(0, window.height) + pixelsPerCell - 1) / pixelsPerCell
        cells = Array(repeating: Cell(), count: width * height)
        self.zone = PixelSpans(zone.area.parts)
        outlines = zone.footprints.map { (PixelSpans([$0.outline]), SnowZone.window(of: $0.outline.outer.corners)) }
        roofs = Array(repeating: (0, 0, 0), count: zone.footprints.count)
        reader = PixelReading(bands)
    }

    /// For each pixel of a tile the footprint it lies in, from 1 on, or 0.
    func labels(in tile: RasterWindow) -> [Int32] {
        var labels = [Int32](repeating: 0, count: tile.size.count)
        for (number, outline) in outlines.enumerated() {
            let part = outline.window.intersection(tile)
            for row in part.row..<(part.row + part.height) {
                for span in outline.spans.columns(inRow: row, within: part.column..<part.endColumn) {
                    for column in span {
                        labels[(row - tile.row) * tile.width + column - tile.column] = Int32(number + 1)
                    }
                }
            }
        }
        return labels
    }

    /// For each pixel of a tile 1 where it lies in the zone.
    func membership(in tile: RasterWindow) -> [UInt8] {
        var inside = [UInt8](repeating: 0, count: tile.size.count)
        for row in tile.row..<tile.endRow {
            for span in zone.columns(inRow: row, within: tile.column..<tile.endColumn) {
                for column in span { inside[(row - tile.row) * tile.width + column - tile.column] = 1 }
            }
        }
        return inside
    }

    mutating func add(_ mask: CoverMask, _ block: RasterBlock) {
        let tile = mask.window
        let labels = labels(in: tile)
        let inside = membership(in: tile)
        for row in 0..<tile.height {
            let cellRow = (tile.row + row - window.row) / pixelsPerCell * width
            let blockRow = (tile.row + row - block.window.row) * block.window.width
            for column in 0..<tile.width {
                let index = row * tile.width + column
                let isOwn = inside[index] == 1
                let kind = Int(mask.classes[index])
                if isOwn { classes[kind] += 1 }
                let label = Int(labels[index])
                let share = mask.snow[index]
                if label > 0 {
                    roofs[label - 1].seen += 1
                    if !share.isNaN {
                        roofs[label - 1].judged += 1
                        roofs[label - 1].snow += Double(share)
                    }
                }
                guard !share.isNaN else { continue }
                let cell = cellRow + (tile.column + column - window.column) / pixelsPerCell
                if label == 0 {
                    cells[cell].ground += 1
                    cells[cell].white += share
                    if isOwn { cells[cell].ownGround += 1 }
                }
                guard isOwn else { continue }
                cells[cell].judged += 1
                cells[cell].snow += share
                cells[cell].variance += share * (1 - share)
                guard kind == Int(CoverClass.snow.rawValue), mask.confidence[index] > 0.9 else { continue }
                let pixel = reader.pixel(
                    block.values, index: blockRow + tile.column + column - block.window.column,
                    count: block.window.size.count)
                litSnow.count += 1
                litSnow.brightness += Double(pixel.visible)
                litSnow.square += Double(pixel.visible * pixel.visible)
                litSnow.ratio += Double(pixel.nir / max(0.01, pixel.green))
            }
        }
    }

    /// The middle of a cell on the scene's pixels.
    func middle(of cell: Int) -> PixelPoint {
        PixelPoint(
            column: Double(window.column) + (Double(cell % width) + 0.5) * Double(pixelsPerCell),
            row: Double(window.row) + (Double(cell / width) + 0.5) * Double(pixelsPerCell))
    }
}
