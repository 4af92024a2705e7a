import Evidence
import GDAL
import Geodesy
import SceneIngest
import Synchronization

/// Places pixels by ground control points or rational polynomials, with GDAL's transformer.
final class ImageGeoreference: Georeference {
    private let transformation: Mutex<Way>

    private struct Way: ~Copyable {
        let dataset: Dataset
        let transformation: PixelTransformation
    }

    /// Opens the image that the reference grid is of.
    ///
    /// - Throws: ``IngestError`` with what GDAL said.
    init(_ location: RasterLocation, placement: GDAL.Placement) throws(IngestError) {
        let dataset = try location.open()
        do {
            let made = try PixelTransformation(of: dataset, to: try SpatialReference.wgs84(), placement: placement)
            transformation = Mutex(Way(dataset: dataset, transformation: made))
        } catch {
            throw .notPlaced(path: location.path, reason: error.description)
        }
    }

    func ground(_ points: [PixelPoint]) -> [GeoPoint] {
        let found = transformation.withLock {
            $0.transformation.coordinates(columns: points.map(\.column), rows: points.map(\.row))
        }
        return found.map { place in
            place.map { GeoPoint(longitude: $0.x, latitude: $0.y) } ?? GeoPoint(longitude: .nan, latitude: .nan)
        }
    }

    func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
        let coordinates = points.map { Coordinate(x: $0.longitude, y: $0.latitude) }
        return transformation.withLock { $0.transformation.pixels(of: coordinates) }.map { place in
            place.map { PixelPoint(column: $0.x, row: $0.y) }
        }
    }
}
