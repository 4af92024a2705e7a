import ChangeDetection
import Evidence
import Geodesy
import Rasters
import Statistics

/// Small pictures of three or four bands with what is put into them.
struct DrawnGround {
    let size: RasterSize
    let bandCount: Int
    var raster: Raster<Float>

    /// Rough ground with structure of several pixels, the same for the same seed.
    init(width: Int, height: Int, bandCount: Int = 4, seed: UInt64 = 1) {
        size = RasterSize(width: width, height: height)
        self.bandCount = bandCount
        raster = Raster(bandCount: bandCount, size: size, repeating: 0)
        var stream = RandomStream(seed: seed)
        // Blocks of five pixels, each of its own shade, with a little noise of each band.
        let across = width / 5 + 2
        let shades = (0..<(across * (height / 5 + 2))).map { _ in Float.random(in: 0...1, using: &stream) }
        let tints = (0..<(across * (height / 5 + 2) * bandCount)).map { _ in
            Float.random(in: -0.02...0.02, using: &stream)
        }
        for band in 0..<bandCount {
            for row in 0..<height {
                for column in 0..<width {
                    let block = row / 5 * across + column / 5
                    raster[band, row, column] =
                        0.15 + 0.05 * Float(band) + 0.12 * shades[block] + tints[block * bandCount + band]
                        + Float.random(in: -0.002...0.002, using: &stream)
                }
            }
        }
    }

    /// Paints a rectangle with a colour for each band.
    mutating func paint(_ window: RasterWindow, _ colour: [Float]) {
        for row in max(0, window.row)..<min(size.height, window.endRow) {
            for column in max(0, window.column)..<min(size.width, window.endColumn) {
                for band in 0..<bandCount { raster[band, row, column] = colour[band] }
            }
        }
    }

    /// Multiplies a rectangle's brightness.
    mutating func shade(_ window: RasterWindow, by factor: Float) {
        for row in max(0, window.row)..<min(size.height, window.endRow) {
            for column in max(0, window.column)..<min(size.width, window.endColumn) {
                for band in 0..<bandCount { raster[band, row, column] *= factor }
            }
        }
    }

    /// The same ground under another light, with noise of its own.
    func again(gain: Float = 1, offset: Float = 0, noise: Float = 0.003, seed: UInt64 = 2) -> DrawnGround {
        var other = self
        var stream = RandomStream(seed: seed)
        for index in other.raster.pixels.indices {
            other.raster.pixels[index] =
                gain * raster.pixels[index] + offset + Float.random(in: -noise...noise, using: &stream)
        }
        return other
    }

    /// The same picture moved by whole pixels, with its edge repeated.
    func moved(columns: Int, rows: Int) -> DrawnGround {
        var other = self
        for band in 0..<bandCount {
            for row in 0..<size.height {
                for column in 0..<size.width {
                    other.raster[band, row, column] =
                        raster[
                            band, min(max(row - rows, 0), size.height - 1),
                            min(max(column - columns, 0), size.width - 1)]
                }
            }
        }
        return other
    }

    /// A look that shows it.
    func look(
        _ id: String, mask: (any RasterSource)? = nil, geometry: ViewingGeometry = ViewingGeometry()
    ) -> ComparedLook {
        ComparedLook(
            id: id, pixels: RasterInMemory(raster),
            bands: Array(["blue", "green", "red", "nir", "swir16", "swir22"].prefix(bandCount)), mask: mask,
            geometry: geometry, isReflectance: true)
    }
}
