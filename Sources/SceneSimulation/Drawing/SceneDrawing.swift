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
        var pixels = [Float](repeating: 0, count: size.count * bands)
        var sights = [Sight](repeating: Sight(), count: solids.count)
        let index = DrawingIndex(self)
        await TiledWork.eachTile(of: size.window, side: tile, jobs: ProcessInfo.processInfo.activeProcessorCount) {
            window in
            let portion = portion(window, index)
            return (Self.planes(portion.pixels, bands: bands), portion.sights)
        } take: { window, drawn in
            for (solid, sight) in drawn.1 { sights[solid].add(sight) }
            pixels.place(drawn.0, of: window, in: size.window, bands: bands)
        }
        var raster = Raster<Float>(bandCount: bands, size: size, repeating: 0)
        raster.pixels = pixels
        return DrawnPicture(reflectance: raster, sights: sights)
    }

    /// Band after band of some pixels.
    private static func planes(_ pixels: [Spectrum], bands: Int) -> [Float] {
        var planes: [Float] = []
        planes.reserveCapacity(pixels.count * bands)
        for band in 0..<bands {
            for pixel in pixels { planes.append(pixel[band]) }
        }
        return planes
    }

    /// What is drawn of a window.
    struct Portion: Sendable {
        /// Pixels, row by row.
        var pixels: [Spectrum]
        /// The same where the ground is cleared of snow; nil where that was not asked for.
        var cleared: [Spectrum]?
        /// Share of each pixel that is open water; nil where that was not asked for.
        var water: [Float]?
        /// What is seen in it of the solids that reach into it, by their order.
        var sights: [Int: Sight]
    }

    /// Places along each axis that a pixel of a size in metres needs: some 0.11 m apart, but no more than 5, whose mean is
    /// that of a pixel of any size.
    static func samples(pixel: Float) -> Int { max(3, min(5, Int((pixel * 9).rounded(.up)))) }

    /// Draws a window.
    ///
    /// - Parameters:
    ///   - window: Columns and rows.
    ///   - index: What reaches where in this drawing.
    ///   - wantsCleared: Whether it is also drawn without snow on the ground.
    ///   - wantsWater: Whether it tells where open water is.
    /// - Returns: What is drawn.
    func portion(
        _ window: RasterWindow, _ index: DrawingIndex, wantsCleared: Bool = false, wantsWater: Bool = false
    ) -> Portion {
        var patch = Patch(drawing: self, index: index, window: window, margin: Self.margin)
        patch.layGround()
        patch.layTracks()
        patch.raise()
        patch.castShadows()
        return Portion(
            pixels: blurred(patch.lit(), width: window.width, height: window.height),
            cleared: wantsCleared
                ? blurred(patch.lit(isCleared: true), width: window.width, height: window.height) : nil,
            water: wantsWater ? patch.water() : nil, sights: patch.sights())
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
