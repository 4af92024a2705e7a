import Foundation
import Geodesy
import Rasters

/// What is counted of a zone and its surroundings while its tiles pass: sums on a grid of small cells.
struct SnowTally {
    /// One cell; sums run over pixels that tell of snow.
    struct Cell: Sendable {
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

        @inline(__always)
        fileprivate mutating func add(_ share: Float, isGround: Bool, isOwn: Bool) {
            if isGround {
                ground += 1
                white += share
                if isOwn { ownGround += 1 }
            }
            guard isOwn else { return }
            judged += 1
            snow += share
            variance += share * (1 - share)
        }

        fileprivate static func += (all: inout Cell, part: Cell) {
            all.ground += part.ground
            all.white += part.white
            all.ownGround += part.ownGround
            all.judged += part.judged
            all.snow += part.snow
            all.variance += part.variance
        }
    }

    /// What one tile adds.
    struct Part: Sendable {
        /// Columns and rows of cells that the tile reaches into, and their sums, row by row.
        fileprivate var columns: Range<Int>
        fileprivate var rows: Range<Int>
        fileprivate var cells: [Cell]
        fileprivate var classes = [Int](repeating: 0, count: CoverClass.allCases.count)
        fileprivate var roofs: [Int: Roof] = [:]
        fileprivate var litSnow = LitSnow()
    }

    /// What is seen of a roof, in the sun and in shadow together.
    struct Roof: Sendable {
        /// Pixels seen.
        var seen = 0
        /// Pixels that were judged.
        var judged = 0
        /// Sum of their probabilities of snow.
        var snow = 0.0
    }

    /// Sums over pixels that are snow in the sun.
    struct LitSnow: Sendable {
        /// Pixels.
        var count = 0.0
        /// Sum of brightness.
        var brightness = 0.0
        /// Sum of its square.
        var square = 0.0
        /// Sum of near infrared by green.
        var ratio = 0.0

        fileprivate static func += (all: inout LitSnow, part: LitSnow) {
            all.count += part.count
            all.brightness += part.brightness
            all.square += part.square
            all.ratio += part.ratio
        }
    }

    /// Metres of a cell's side.
    static let side = 2.0
    /// Metres around the zone, along columns and rows, that count as its surroundings.
    static let surroundings = 40.0
    /// Cells beyond which they are made larger.
    static let most = 1_000_000

    let window: RasterWindow
    let pixelsPerCell: Int
    let width: Int
    let height: Int
    private(set) var cells: [Cell]
    /// Pixels of the zone by class.
    private(set) var classes = [Int](repeating: 0, count: CoverClass.allCases.count)
    /// What is seen of each footprint.
    private(set) var roofs: [Roof]
    private(set) var litSnow = LitSnow()

    private let zone: PixelSpans
    private let outlines: [(spans: PixelSpans, window: RasterWindow)]
    private let reader: PixelReading
    /// For each cell whether it lies in the zone or in its surroundings.
    private let isNear: [Bool]

    init(_ zone: SnowZone, bands: ObservedBands, scene: RasterSize) {
        let ring = Int((Self.surroundings / bands.pixel).rounded(.up))
        let window = zone.window.expanded(by: ring).intersection(scene.window)
        let area = Double(window.width) * Double(window.height) * bands.pixel * bands.pixel
        let side = max(Self.side, (area / Double(Self.most)).squareRoot())
        let pixelsPerCell = max(1, Int((side / bands.pixel).rounded()))
        let width = (max(0, window.width) + pixelsPerCell - 1) / pixelsPerCell
        let height = (max(0, window.height) + pixelsPerCell - 1) / pixelsPerCell
        let spans = PixelSpans(zone.area.parts)
        var own = CellMap(width: width, height: height, step: SIMD2(1, 1))
        // The zone may lie beyond the window, and its surroundings in it.
        for row in window.row - ring..<max(window.row - ring, window.endRow + ring) {
            for span in spans.columns(inRow: row, within: window.column - ring..<window.endColumn + ring) {
                let cellRow = min(height - 1, max(0, (row - window.row) / pixelsPerCell))
                let first = min(width - 1, max(0, (span.lowerBound - window.column) / pixelsPerCell))
                let last = min(width - 1, max(0, (span.upperBound - 1 - window.column) / pixelsPerCell))
                guard width > 0, height > 0 else { continue }
                for cell in first...last { own.values[cellRow * width + cell] = 1 }
            }
        }
        isNear = own.smoothed(by: max(1, ring / pixelsPerCell)).values.map { $0 > 0 }
        cells = Array(repeating: Cell(), count: width * height)
        self.window = window
        self.pixelsPerCell = pixelsPerCell
        self.width = width
        self.height = height
        self.zone = spans
        outlines = zone.footprints.map { (PixelSpans([$0.outline]), SnowZone.window(of: $0.outline.outer.corners)) }
        roofs = Array(repeating: Roof(), count: zone.footprints.count)
        reader = PixelReading(bands)
    }

    /// Columns and rows of cells that a tile reaches into.
    private func reach(of tile: RasterWindow) -> (columns: Range<Int>, rows: Range<Int>) {
        let part = tile.intersection(window)
        guard !part.isEmpty else { return (0..<0, 0..<0) }
        let columns =
            (part.column - window.column) / pixelsPerCell..<(part.endColumn - 1 - window.column) / pixelsPerCell + 1
        let rows = (part.row - window.row) / pixelsPerCell..<(part.endRow - 1 - window.row) / pixelsPerCell + 1
        return (columns, rows)
    }

    /// Whether a tile holds anything of the zone or its surroundings.
    func needs(_ tile: RasterWindow) -> Bool {
        let (columns, rows) = reach(of: tile)
        return rows.contains { row in columns.contains { isNear[row * width + $0] } }
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

    /// What a tile adds; nil where it holds nothing of the zone or its surroundings.
    func part(_ mask: CoverMask, _ block: RasterBlock) -> Part? {
        let tile = mask.window.intersection(window)
        guard needs(tile) else { return nil }
        let (columns, rows) = reach(of: tile)
        var part = Part(
            columns: columns, rows: rows, cells: Array(repeating: Cell(), count: columns.count * rows.count))
        let labels = labels(in: tile)
        let inside = membership(in: tile)
        for row in tile.row..<tile.endRow {
            let cellRow = (row - window.row) / pixelsPerCell
            let maskRow = (row - mask.window.row) * mask.window.width - mask.window.column
            let blockRow = (row - block.window.row) * block.window.width - block.window.column
            let tileRow = (row - tile.row) * tile.width - tile.column
            for column in tile.column..<tile.endColumn {
                let cellColumn = (column - window.column) / pixelsPerCell
                guard isNear[cellRow * width + cellColumn] else { continue }
                let isOwn = inside[tileRow + column] == 1
                let kind = mask.classes[maskRow + column]
                if isOwn { part.classes[Int(kind)] += 1 }
                let label = Int(labels[tileRow + column])
                let share = mask.snow[maskRow + column]
                if label > 0 {
                    part.roofs[label - 1, default: Roof()].seen += 1
                    if !share.isNaN {
                        part.roofs[label - 1, default: Roof()].judged += 1
                        part.roofs[label - 1, default: Roof()].snow += Double(share)
                    }
                }
                guard !share.isNaN else { continue }
                let cell = (cellRow - rows.lowerBound) * columns.count + cellColumn - columns.lowerBound
                part.cells[cell].add(share, isGround: label == 0, isOwn: isOwn)
                guard isOwn, kind == CoverClass.snow.rawValue, mask.confidence[maskRow + column] > 0.9 else {
                    continue
                }
                let pixel = reader.pixel(block.values, index: blockRow + column, count: block.window.size.count)
                part.litSnow += LitSnow(
                    count: 1, brightness: Double(pixel.visible), square: Double(pixel.visible * pixel.visible),
                    ratio: Double(pixel.nir / max(0.01, pixel.green)))
            }
        }
        return part
    }

    mutating func add(_ part: Part) {
        for (offset, cell) in part.cells.enumerated() {
            let row = part.rows.lowerBound + offset / part.columns.count
            cells[row * width + part.columns.lowerBound + offset % part.columns.count] += cell
        }
        for index in classes.indices { classes[index] += part.classes[index] }
        for (index, roof) in part.roofs {
            roofs[index].seen += roof.seen
            roofs[index].judged += roof.judged
            roofs[index].snow += roof.snow
        }
        litSnow += part.litSnow
    }

    /// Pixels of the zone that were judged.
    var judgedPixels: Double { cells.reduce(0.0) { $0 + Double($1.judged) } }

    /// Of pixels on ridges of a tile those that lie in the zone and on no roof.
    func own(_ ridges: [LineSearch.Ridge], in tile: RasterWindow) -> [LineSearch.Ridge] {
        guard !ridges.isEmpty, needs(tile) else { return [] }
        let inside = membership(in: tile)
        let labels = labels(in: tile)
        return ridges.filter { ridge in
            let index = (ridge.row - tile.row) * tile.width + ridge.column - tile.column
            return inside[index] == 1 && labels[index] == 0
        }
    }
}
