import Foundation
import Rasters

/// Thin lines in snow that are darker than the snow to both sides: tracks of wheels and feet.
///
/// In eight directions the brightness along 3 m is compared with that along lines 1.2 m to either side; the weaker of both
/// contrasts counts, so an edge of something wide gives none. What remains on the ridge of this measure is joined to lines, and
/// those of 10 m or more are kept (``TrackLines``). Within 2.5 m of shade, and of what is no snow and wider than a metre, nothing is
/// sought: racks, pipes and walls have thin dark edges and shadows too.
///
/// Source: line strength by two sides: Steger (1998), IEEE PAMI 20(2), 113–125, in its aims; the weaker side as in Fischler,
/// Tenenbaum & Wolf (1981), Computer Graphics and Image Processing 15, 201–223 (Duda road operator).
struct LineSearch {
    /// A pixel on a thin dark line.
    struct Ridge: Sendable {
        /// Column of the scene.
        var column: Int
        /// Row of the scene.
        var row: Int
        /// How much darker than its sides it is, by the brightness of snow.
        var contrast: Float
    }

    private let reader: PixelReading
    /// Pixels of half the line along which brightness is taken.
    private let half: Int
    /// Pixels to the lines beside it.
    private let side: Double
    private let reach: Int
    /// Pixels to each side of what is wider than a track.
    private let body: Int
    /// Pixels that lines keep off from such things and from shade.
    private let berth: Int

    /// Contrast as a share of the snow's brightness from which a pixel may belong to a line.
    static let leastContrast: Float = 0.06
    private static let directions = 8

    init(bands: ObservedBands) {
        reader = PixelReading(bands)
        half = max(2, Int((1.5 / bands.pixel).rounded()))
        side = 1.2 / bands.pixel
        reach = half + Int(side.rounded(.up)) + 1
        body = max(1, Int((0.5 / bands.pixel).rounded()))
        berth = Int((2.5 / bands.pixel).rounded(.up))
    }

    /// Pixels that must be read around a window, so that what is found does not depend on how a scene is cut.
    var margin: Int { max(reach + 1, body + berth) }

    /// Pixels of a mask's window that lie on thin dark lines in snow, row by row.
    ///
    /// - Parameters:
    ///   - block: The pixels, with ``margin`` around the window; nearer to the block's edge nothing is found.
    ///   - window: Where ridges are sought.
    ///   - mask: What all of the block shows.
    ///   - white: Brightness of snow in the sun.
    /// - Returns: Each pixel once.
    func ridges(in block: RasterBlock, window: RasterWindow, mask: CoverMask, white: Float) -> [Ridge] {
        let (width, height) = (block.window.width, block.window.height)
        let bright = brightness(block)
        let (strength, direction) = strengths(bright, width: width, height: height, white: white)
        let taken = obstructed(mask, width: width, height: height)
        let (left, top) = (window.column - block.window.column, window.row - block.window.row)
        var found: [Ridge] = []
        for row in max(1, top)..<max(1, top, min(height - 1, top + window.height)) {
            for column in max(1, left)..<max(1, left, min(width - 1, left + window.width)) {
                let index = row * width + column
                guard strength[index] >= Self.leastContrast, !taken[index] else { continue }
                let (dx, dy) = Self.across(direction[index])
                let step = dy * width + dx
                guard strength[index] >= strength[index + step], strength[index] > strength[index - step] else {
                    continue
                }
                found.append(
                    Ridge(
                        column: block.window.column + column, row: block.window.row + row, contrast: strength[index]))
            }
        }
        return found
    }

    /// Which pixels of a block lie on or beside something that is no snow and wider than a track, or in shade: racks, walls and
    /// roofs have thin dark edges too.
    private func obstructed(_ mask: CoverMask, width: Int, height: Int) -> [Bool] {
        var dark = CellMap(width: width, height: height, step: SIMD2(1, 1))
        var shade = dark
        for (index, value) in mask.classes.enumerated() {
            let isShade = CoverClass.isShade(value)
            shade.values[index] = isShade ? 1 : 0
            dark.values[index] = isShade || value != CoverClass.snow.rawValue ? 1 : 0
        }
        let wide = dark.opened(by: body)
        for index in wide.values.indices where wide.values[index] > 0.5 { shade.values[index] = 1 }
        return shade.smoothed(by: berth).values.map { $0 > 1e-6 }
    }

    /// Brightness of each pixel of a block; not-a-number where nothing was measured.
    private func brightness(_ block: RasterBlock) -> [Float] {
        let count = block.window.size.count
        return (0..<count).map { index in
            block.validity[index] == 1 ? reader.pixel(block.values, index: index, count: count).visible : .nan
        }
    }

    /// Whole pixels across a direction, for the comparison with neighbours.
    private static func across(_ direction: UInt8) -> (Int, Int) {
        let angle = (Double(direction) / Double(directions) + 0.5) * .pi
        return (Int(cos(angle).rounded()), Int(sin(angle).rounded()))
    }

    /// For each pixel the greatest contrast over all directions, by the snow's brightness, and its direction.
    private func strengths(
        _ bright: [Float], width: Int, height: Int, white: Float
    ) -> (strength: [Float], direction: [UInt8]) {
        var strength = [Float](repeating: 0, count: bright.count)
        var best = [UInt8](repeating: 0, count: bright.count)
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
                    // Both sides must be snow, and measured.
                    guard left > 0.7 * white * count, right > 0.7 * white * count else { continue }
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
}
