import Foundation
import Rasters
import Statistics

/// Draws a piece of ground with what stands on it, as a sensor sees it.
///
/// The frame is flat: metres east and north of an origin, heights in metres. Each pixel is the mean of a grid of places in
/// it. For each place the highest surface along the line of sight is found, its light (sun, unless something stands
/// in the way, and sky), and what the air adds. Every step depends on places alone, so the same input gives the same
/// picture in whatever tiles it is drawn.
struct SceneDrawing: Sendable {
    /// Columns and rows.
    var size: RasterSize
    /// Metres of a pixel.
    var pixel: Float
    /// East and north of the upper left corner.
    var corner: SIMD2<Float>
    /// What covers the ground where no area does.
    var cover: GroundCover
    /// Parts with other covers; later ones lie on earlier ones.
    var areas: [GroundArea] = []
    var tracks: [DrawnTrack] = []
    var solids: [PlacedSolid] = []
    var light: Light
    var view = View()
    var snow: SnowCover?
    /// Places in a pixel along each axis.
    var samples = 3
    var seed: UInt64

    /// Pixels around a tile that its blur needs.
    private static let margin = 1

    /// Six bands of reflectance above the atmosphere, without noise, drawn in tiles of so many pixels, which makes no
    /// difference to the picture.
    func raster(tile: Int = 192) async -> Raster<Float> { await picture(tile: tile).reflectance }

    /// The same with what can be seen of each solid.
    func picture(tile: Int = 192) async -> DrawnPicture {
        let bands = DrawnBand.allCases.count
        var raster = Raster<Float>(bandCount: bands, size: size, repeating: 0)
        var sights = [Sight](repeating: Sight(), count: solids.count)
        let windows = stride(from: 0, to: size.height, by: tile).flatMap { row in
            stride(from: 0, to: size.width, by: tile).map { column in
                RasterWindow(
                    column: column, row: row, width: min(tile, size.width - column),
                    height: min(tile, size.height - row))
            }
        }
        await withTaskGroup(of: (RasterWindow, Portion).self) { group in
            var next = 0
            func add() {
                guard next < windows.count else { return }
                let window = windows[next]
                next += 1
                group.addTask { (window, portion(window)) }
            }
            for _ in 0..<max(2, ProcessInfo.processInfo.activeProcessorCount) { add() }
            while let (window, portion) = await group.next() {
                for (index, sight) in portion.sights { sights[index].add(sight) }
                for band in 0..<bands {
                    for row in 0..<window.height {
                        let to = (band * size.height + window.row + row) * size.width + window.column
                        for column in 0..<window.width {
                            raster.pixels[to + column] = portion.pixels[row * window.width + column][band]
                        }
                    }
                }
                add()
            }
        }
        return DrawnPicture(reflectance: raster, sights: sights)
    }

    /// What is drawn of a window.
    struct Portion: Sendable {
        /// Pixels, row by row.
        var pixels: [Spectrum]
        /// What is seen in it of the solids that reach into it, by their order.
        var sights: [Int: Sight]
    }

    /// Draws a window.
    func portion(_ window: RasterWindow) -> Portion {
        var patch = Patch(drawing: self, window: window, margin: Self.margin)
        patch.layGround()
        patch.layTracks()
        patch.raise()
        patch.castShadows()
        return Portion(
            pixels: blurred(patch.lit(), width: window.width, height: window.height),
            sights: patch.sights(margin: Self.margin))
    }

    /// Blurs as optics and detectors do beside the pixel's own mean: weights a, 1 − 2a, a along both axes with
    /// a = 0.15, which leaves 0.4 of the contrast at half the sampling frequency, 0.26 with the mean over the pixel.
    private func blurred(_ pixels: [Spectrum], width: Int, height: Int) -> [Spectrum] {
        let stride = width + 2 * Self.margin
        var result: [Spectrum] = []
        result.reserveCapacity(width * height)
        let side: Float = 0.15
        let middle: Float = 0.7
        var lines = [Spectrum](repeating: .zero, count: stride)
        for row in 0..<height {
            for column in 0..<stride {
                let above = pixels[row * stride + column]
                let here = pixels[(row + 1) * stride + column]
                let below = pixels[(row + 2) * stride + column]
                lines[column] = here * middle + (above + below) * side
            }
            for column in 0..<width {
                result.append(lines[column + 1] * middle + (lines[column] + lines[column + 2]) * side)
            }
        }
        return result
    }
}
