import Foundation
package import Geodesy
package import Rasters
import Statistics

/// A drawing in which one thing of known size is to be measured, as a sensor of three bands sees it.
package protocol DrawnPlate: Sendable {
    /// The drawing.
    var picture: PlatePicture { get }
}

/// What a plate is drawn from.
package struct PlatePicture: Sendable {
    let drawing: SceneDrawing
    /// Metres of a pixel.
    let pixel: Double
    /// Deviation of the noise, in reflectance.
    let noise: Double

    /// A sun that is high enough to measure by, over a place between 25° and 55° north.
    static func sun(_ random: inout RandomStream) -> SunPosition {
        var sun: SunPosition
        repeat {
            sun = SunPosition(
                at: GeoPoint(longitude: 130, latitude: random.uniform(25...55)),
                time: Date(timeIntervalSince1970: 1_700_000_000 + random.uniform(0...31_536_000)))
        } while !(18...65).contains(sun.elevation)
        return sun
    }
}

extension DrawnPlate {
    /// Columns and rows.
    package var size: RasterSize { picture.drawing.size }
    /// Metres of a pixel.
    package var pixel: Double { picture.pixel }
    /// East and north of the upper left corner, in metres from the middle of what is to be measured.
    package var corner: (east: Double, north: Double) {
        (Double(picture.drawing.corner.x), Double(picture.drawing.corner.y))
    }
    /// From positions in it to metres east and north of that middle.
    package var toGround: GridTransform {
        GridTransform(
            originX: corner.east, columnX: pixel, rowX: 0, originY: corner.north, columnY: 0, rowY: -pixel)
    }

    /// Green, red and near infrared with noise.
    package func raster() async -> Raster<Float> {
        let all = await picture.drawing.raster()
        let grain = Noise(seed: picture.drawing.seed &+ 99)
        let noise = Float(picture.noise)
        var raster = Raster<Float>(bandCount: 3, size: size, repeating: 0)
        for (number, band) in [DrawnBand.green, .red, .nearInfrared].enumerated() {
            for (index, position) in all.range(ofBand: band.rawValue).enumerated() {
                let row = Int32(index / size.width)
                let column = Int32(index % size.width)
                raster.pixels[number * size.count + index] =
                    all.pixels[position] + noise * grain.normal(column, row &* 7 &+ Int32(band.rawValue) &* 5000)
            }
        }
        return raster
    }
}
