import Evidence
import GDAL
import Geodesy
import Rasters
import SceneIngest
import Synchronization

/// Places pixels by an affine transform and a coordinate system.
final class AffineGeoreference: Georeference {
    private let transform: GridTransform
    /// Longitude in the middle of a raster in degrees, which may count from 0 to 360 or across 180; nil for others.
    private let middleLongitude: Double?
    private let ways: Mutex<Ways>

    /// Both ways between the coordinate system and WGS 84.
    private struct Ways: ~Copyable {
        let toGround: CoordinateTransformation
        let fromGround: CoordinateTransformation
    }

    /// Prepares both ways.
    ///
    /// - Parameters:
    ///   - transform: From pixels to the coordinate system.
    ///   - size: Columns and rows of the raster.
    ///   - system: The coordinate system.
    ///   - path: The file that errors name.
    /// - Throws: ``IngestError/notPlaced(path:reason:)`` where PROJ knows no way to WGS 84, or the
    ///   transform is degenerate.
    init(
        transform: GridTransform, size: RasterSize, system: CoordinateSystem, path: String
    ) throws(IngestError) {
        guard transform.isInvertible else {
            throw .notPlaced(
                path: path,
                reason: "its geotransform maps all pixels onto a line; write the right one into the file, for "
                    + "instance with gdal_edit.py -a_ullr.")
        }
        self.transform = transform
        let middle = PixelPoint(column: Double(size.width) / 2, row: Double(size.height) / 2)
        middleLongitude = system.isGeographic ? transform.map(middle).x : nil
        do {
            let own = try SpatialReference(system.wkt)
            let ground = try SpatialReference.wgs84()
            ways = Mutex(
                Ways(
                    toGround: try CoordinateTransformation(from: own, to: ground),
                    fromGround: try CoordinateTransformation(from: ground, to: own)))
        } catch {
            throw .notPlaced(path: path, reason: "of its coordinate system, PROJ says \"\(error.message)\".")
        }
    }

    func ground(_ points: [PixelPoint]) -> [GeoPoint] {
        let coordinates = points.map { point in
            let place = transform.map(point)
            return Coordinate(x: place.x, y: place.y)
        }
        return ways.withLock { $0.toGround.transform(coordinates) }.map { place in
            guard let place else { return GeoPoint(longitude: .nan, latitude: .nan) }
            // A raster in degrees may go on beyond 180; further off x is no longitude, and the check of places says so.
            let isBeyond = middleLongitude != nil && abs(place.x) > 180 && abs(place.x) <= 540
            return GeoPoint(longitude: isBeyond ? Self.near(0, place.x) : place.x, latitude: place.y)
        }
    }

    /// A longitude, some whole turns further, within half a turn of another.
    private static func near(_ middle: Double, _ longitude: Double) -> Double {
        longitude - 360 * ((longitude - middle) / 360).rounded()
    }

    func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
        let coordinates = points.map { Coordinate(x: $0.longitude, y: $0.latitude) }
        return ways.withLock { $0.fromGround.transform(coordinates) }.map { place in
            place.map { place in
                let x = middleLongitude.map { Self.near($0, place.x) } ?? place.x
                return transform.pixel(MapPoint(x: x, y: place.y))
            }
        }
    }
}
