import Foundation
import Evidence

/// How a grid's pixels lie on the ground: one scale and one turn, which holds over a scene.
public struct PixelGround: Hashable, Codable, Sendable {
    /// Metres on the ground between neighbouring pixels.
    public var pixelSize: Double
    /// Direction in which rows decrease, "up" on the picture, in degrees clockwise from north.
    public var azimuthOfUp: Double

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - pixelSize: Metres between neighbouring pixels.
    ///   - azimuthOfUp: Direction of decreasing rows in degrees clockwise from north.
    public init(pixelSize: Double, azimuthOfUp: Double = 0) {
        precondition(pixelSize > 0 && pixelSize.isFinite, "A pixel has a positive size.")
        self.pixelSize = pixelSize
        self.azimuthOfUp = azimuthOfUp
    }

    /// Pixels by which the shadow of something one metre high falls beside it; nil where the sun is not known or does not
    /// stand above the horizon.
    func shadow(_ geometry: ViewingGeometry) -> Displacement? {
        guard let azimuth = geometry.sunAzimuth, let elevation = geometry.sunElevation, elevation > 1 else {
            return nil
        }
        return displacement(towards: azimuth + 180, metres: 1 / tan(elevation * .pi / 180))
    }

    /// Pixels by which the top of something one metre high leans from its foot: away from the sensor; nil where the view is
    /// not known.
    func lean(_ geometry: ViewingGeometry) -> Displacement? {
        guard let angle = geometry.incidence ?? geometry.offNadir, abs(angle) < 80 else { return nil }
        if abs(angle) < 0.1 { return Displacement(column: 0, row: 0) }
        guard let azimuth = geometry.viewAzimuth else { return nil }
        return displacement(towards: azimuth + 180, metres: tan(abs(angle) * .pi / 180))
    }

    private func displacement(towards azimuth: Double, metres: Double) -> Displacement {
        let angle = (azimuth - azimuthOfUp) * .pi / 180
        return Displacement(
            column: sin(angle) * metres / pixelSize, row: -cos(angle) * metres / pixelSize)
    }
}

/// A way on a pixel grid, in pixels.
struct Displacement: Hashable, Sendable {
    var column: Double
    var row: Double

    /// Pixels from its beginning to its end.
    var length: Double { hypot(column, row) }

    static func - (a: Displacement, b: Displacement) -> Displacement {
        Displacement(column: a.column - b.column, row: a.row - b.row)
    }
    static func * (a: Displacement, factor: Double) -> Displacement {
        Displacement(column: a.column * factor, row: a.row * factor)
    }
}
