import Foundation
import Rasters

/// Thin lines in snow that are darker than the snow to both sides: tracks of wheels and feet.
///
/// In eight directions the brightness along 3 m is compared with that along lines 1.2 m to either side; the weaker of both
/// contrasts counts, so an edge of something wide gives none. What remains on the ridge of this measure is joined to lines, and
/// those of 10 m or more are kept. Pixels in shadow take no part, since shadows of cables and pipes are thin and dark too.
///
/// Source: line strength by two sides: Steger (1998), IEEE PAMI 20(2), 113–125, in its aims; the weaker side as in Fischler,
/// Tenenbaum & Wolf (1981), Computer Graphics and Image Processing 15, 201–223 (Duda road operator).
struct LineSearch {
    private let pixel: Double
    private let reader: PixelReading

    /// Metres of the shortest line that is kept.
    static let shortest = 10.0
    /// Contrast as a share of the snow's brightness from which a pixel may belong to a line.
    static let leastContrast: Float = 0.06
    private static let directions = 8

    init(bands: ObservedBands) {
        pixel = bands.pixel
        reader = PixelReading(bands)
    }

    /// Metres of lines in a mask's window that lie in the zone and on no roof, and the sum over metres of their contrast.
    func lines(
        in block: RasterBlock, mask: CoverMask, inside: [UInt8], roofs: [Int32], white: Float?
    ) -> (metres: Double, contrast: Double) {
        guard let white, inside.contains(1) else { return (0, 0) }
        let tile = mask.window
        let (width, height) = (tile.width, tile.height)
        let bright = brightness(block, tile)
        let (strength, direction) = ridges(bright, width: width, height: height, white: white)
        var flags = CellMap(width: width, height: height, step: SIMD2(1, 1))
        for row in 1..<max(2, height - 1) where height > 2 {
            for column in 1..<max(2, width - 1) where width > 2 {
                let index = row * width + column
                guard strength[index] >= Self.leastContrast, inside[index] == 1, roofs[index] == 0,
                    !CoverClass.isShade(mask.classes[index])
                else { continue }
                let (dx, dy) = Self.across(direction[index])
                let step = dy * width + dx
                let isRidge = strength[index] >= strength[index + step] && strength[index] > strength[index - step]
                if isRidge { flags.values[index] = 1 }
            }
        }
        return joined(flags, strength)
    }

    /// Brightness of each pixel of a tile; not-a-number where nothing was measured.
    private func brightness(_ block: RasterBlock, _ tile: RasterWindow) -> [Float] {
        var bright = [Float](repeating: .nan, count: tile.size.count)
        for row in 0..<tile.height {
            let from = (tile.row + row - block.window.row) * block.window.width + tile.column - block.window.column
            for column in 0..<tile.width where block.validity[from + column] == 1 {
                bright[row * tile.width + column] =
                    reader.pixel(block.values, index: from + column, count: block.window.size.count).visible
            }
        }
        return bright
    }

    /// Whole pixels across a direction, for the comparison with neighbours.
    private static func across(_ direction: UInt8) -> (Int, Int) {
        let angle = (Double(direction) / Double(directions) + 0.5) * .pi
        return (Int(cos(angle).rounded()), Int(sin(angle).rounded()))
    }

    /// For each pixel the greatest contrast over all directions, by the snow's brightness, and its direction.
    private func ridges(
        _ bright: [Float], width: Int, height: Int, white: Float
    ) -> (strength: [Float], direction: [UInt8]) {
        var strength = [Float](repeating: 0, count: bright.count)
        var best = [UInt8](repeating: 0, count: bright.count)
        let half = max(2, Int((1.5 / pixel).rounded()))
        let side = 1.2 / pixel
        let reach = half + Int(side.rounded(.up)) + 1
        guard width > 2 * reach, height > 2 * reach else { return (strength, best) }
        for direction in 0..<Self.directions {
            let angle = Double(direction) / Double(Self.directions) * .pi
            let (c, s) = (cos(angle), sin(angle))
            let along = (-half...half).map { step in
                Int((Double(step) * c).rounded()) + Int((Double(step) * s).rounded()) * width
            }
            let across = Int((-s * side).rounded()) + Int((c * side).rounded()) * width
            let count = Float(along.count)
            for row in reach..<height - reach {
                for column in reach..<width - reach {
                    let index = row * width + column
                    // Most pixels are plain snow: nothing there is darker than what lies beside it.
                    let here = bright[index]
                    guard here < bright[index + across] * 0.97, here < bright[index - across] * 0.97 else { continue }
                    var (middle, left, right) = (Float(0), Float(0), Float(0))
                    for step in along {
                        middle += bright[index + step]
                        left += bright[index + step + across]
                        right += bright[index + step - across]
                    }
                    // Both sides must be snow.
                    guard min(left, right) > 0.7 * white * count else { continue }
                    let contrast = (min(left, right) - middle) / (count * white)
                    if contrast > strength[index] {
                        strength[index] = contrast
                        best[index] = UInt8(direction)
                    }
                }
            }
        }
        return (strength, best)
    }

    /// Joins pixels with at most one between them, and measures those lines that are long enough.
    private func joined(_ flags: CellMap, _ strength: [Float]) -> (metres: Double, contrast: Double) {
        let (width, height) = (flags.width, flags.height)
        var seen = [Bool](repeating: false, count: flags.values.count)
        var (metres, contrast) = (0.0, 0.0)
        for start in flags.values.indices where flags.values[start] > 0.5 && !seen[start] {
            var cells = [start]
            seen[start] = true
            var next = 0
            var (left, right, top, bottom) = (width, 0, height, 0)
            var sum = 0.0
            while next < cells.count {
                let cell = cells[next]
                next += 1
                let (column, row) = (cell % width, cell / width)
                (left, right) = (min(left, column), max(right, column))
                (top, bottom) = (min(top, row), max(bottom, row))
                sum += Double(strength[cell])
                for y in max(0, row - 2)...min(height - 1, row + 2) {
                    for x in max(0, column - 2)...min(width - 1, column + 2) {
                        let other = y * width + x
                        if flags.values[other] > 0.5, !seen[other] {
                            seen[other] = true
                            cells.append(other)
                        }
                    }
                }
            }
            let (w, h) = (Double(right - left + 1), Double(bottom - top + 1))
            let length =
                hypot(runs(cells, by: width, isAlongRows: false), runs(cells, by: width, isAlongRows: true)) * pixel
            guard hypot(w, h) * pixel >= Self.shortest * 0.8, length >= Self.shortest,
                Double(cells.count) * pixel <= 2.5 * hypot(w, h) * pixel
            else { continue }
            metres += length
            contrast += length * sum / Double(cells.count)
        }
        return (metres, contrast)
    }

    /// How often columns, or rows, cross a line: ridges of two pixels beside each other count once, branches and loops each.
    ///
    /// Crossings of columns and of rows are the legs of which a straight line is the hypotenuse; a line that turns by a right angle
    /// is told up to three tenths too short.
    private func runs(_ cells: [Int], by width: Int, isAlongRows: Bool) -> Double {
        let ordered = cells.map { isAlongRows ? ($0 / width, $0 % width) : ($0 % width, $0 / width) }.sorted { $0 < $1 }
        var count = 0
        var last: (Int, Int)?
        for cell in ordered {
            let isSame = last.map { $0.0 == cell.0 && cell.1 - $0.1 <= 2 } ?? false
            if !isSame { count += 1 }
            last = cell
        }
        return Double(count)
    }
}

extension CoverClass {
    /// Whether the raw value of a class is one of shade.
    static func isShade(_ value: UInt8) -> Bool {
        value == shadowedSnow.rawValue || value == shadow.rawValue || value == cloudShadow.rawValue
    }
}
