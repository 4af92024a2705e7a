import Evidence
import Foundation
import Geodesy
import Rasters

/// What a rational polynomial camera tells by itself: from where it looked, and what a wrong height does.
///
/// A pixel's ray meets higher ground nearer to the satellite. So the places of one pixel at two heights lie in the direction
/// of the satellite, and their distance for each metre of height is the tangent of the incidence angle.
struct LineOfSightReading {
    let files: any SceneFiles

    /// Heights between which the ray is measured.
    private static let span = 100.0

    /// Sets the angles of view that no metadata tells, and the error of a height.
    ///
    /// - Parameters:
    ///   - scene: A scene; it stays as it is where no polynomials place it.
    ///   - georeference: How it lies.
    ///   - error: Metres by which the ground may be higher or lower than was taken; nil where no height was taken.
    /// - Throws: What the reader of files says.
    func complete(_ scene: inout Scene, by georeference: any Georeference, error: Double?) throws {
        guard case .rationalPolynomialsAtHeight(let height) = scene.placement else { return }
        let (width, rows) = (Double(scene.size.width), Double(scene.size.height))
        let pixels = [(0.5, 0.5), (0, 0), (1, 0), (1, 1), (0, 1)].map {
            PixelPoint(column: $0.0 * width, row: $0.1 * rows)
        }
        let low = try georeference.ground(pixels)
        guard let way = try Self.way(from: low, to: places(of: scene, pixels, height: height + Self.span)) else {
            return
        }
        if scene.geometry.incidence == nil, scene.geometry.offNadir == nil {
            let run = (way.east * way.east + way.north * way.north).squareRoot()
            scene.geometry.incidence = atan(run / Self.span) * 180 / .pi
            let azimuth = atan2(way.east, way.north) * 180 / .pi
            if run > 1 {
                scene.geometry.viewAzimuth = scene.geometry.viewAzimuth ?? (azimuth < 0 ? azimuth + 360 : azimuth)
            }
            scene.notes.append(
                "The direction of view was computed from the rational polynomials, no metadata tells it.")
        }
        guard let error else { return }
        guard error > 0 else {
            scene.placementError = 0
            return
        }
        // Rays of a corner may be more aslant than that of the middle.
        var worst = 0.0
        for other in [height - error, height + error] {
            for (here, there) in zip(low, try places(of: scene, pixels, height: other)) {
                let off = Ellipsoid.wgs84.distance(here, there)
                if off.isFinite { worst = max(worst, off) }
            }
        }
        scene.placementError = (worst * 100).rounded() / 100
        scene.notes.append(
            "Placed on level ground \(height) m above the ellipsoid; \(error) m more or less of height move a place by up to "
                + "\((worst * 10).rounded() / 10) m.")
    }

    private func places(of scene: Scene, _ pixels: [PixelPoint], height: Double) throws -> [GeoPoint] {
        var other = scene
        other.placement = .rationalPolynomialsAtHeight(height)
        return try files.georeference(of: other)?.ground(pixels) ?? []
    }

    private static func way(from low: [GeoPoint], to high: [GeoPoint]) -> (east: Double, north: Double)? {
        guard let first = low.first, let second = high.first else { return nil }
        let way = Ellipsoid.wgs84.offset(from: first, to: second)
        return way.east.isFinite && way.north.isFinite ? way : nil
    }
}
