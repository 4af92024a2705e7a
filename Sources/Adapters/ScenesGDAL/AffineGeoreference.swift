import Evidence
import GDAL
import Geodesy
import SceneIngest
import Synchronization

/// Places pixels by an affine transform and a coordinate system.
final class AffineGeoreference: Georeference {
    private let transform: GridTransform
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
    ///   - system: The coordinate system.
    ///   - path: The file that errors name.
    /// - Throws: ``IngestError/notPlaced(path:reason:)`` where PROJ knows no way to WGS 84, or the
    ///   transform is degenerate.
    init(transform: GridTransform, system: CoordinateSystem, path: String) throws(IngestError) {
        guard transform.isInvertible else {
            throw .notPlaced(
                path: path,
                reason: "its geotransform maps all pixels onto a line; write the right one into the file, for "
                    + "instance with gdal_edit.py -a_ullr.")
        }
        self.transform = transform
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
            return GeoPoint(longitude: place.x, latitude: place.y)
        }
    }

    func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
        let coordinates = points.map { Coordinate(x: $0.longitude, y: $0.latitude) }
        return ways.withLock { $0.fromGround.transform(coordinates) }.map { place in
            place.map { transform.pixel(MapPoint(x: $0.x, y: $0.y)) }
        }
    }
}
