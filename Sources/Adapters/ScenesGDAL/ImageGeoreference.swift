import Evidence
import GDAL
import Geodesy
import SceneIngest
import Synchronization

/// Places pixels by ground control points or rational polynomials, with GDAL's transformer.
///
/// A terrain model may be made of other files, whose handles GDAL shares among all who opened them on one thread (see
/// ``DatasetPool``); so image, transformer and terrain model are opened, used and closed on a thread of their own.
///
/// Unchecked: the lock lets one caller at a time hand work to that thread, and only there the transformer is touched.
final class ImageGeoreference: Georeference, @unchecked Sendable {
    private let thread = DatasetThread()
    private let turn = Mutex(())
    private var way: Way?

    private struct Way: ~Copyable {
        let dataset: Dataset
        let transformation: PixelTransformation
    }

    /// Opens the image that the reference grid is of.
    ///
    /// - Throws: ``IngestError`` with what GDAL said.
    init(_ location: RasterLocation, placement: GDAL.Placement) throws(IngestError) {
        var failure: IngestError?
        thread.run {
            do throws(IngestError) {
                let dataset = try location.open()
                do throws(GDALError) {
                    let made = try PixelTransformation(
                        of: dataset, to: try SpatialReference.wgs84(), placement: placement)
                    way = Way(dataset: dataset, transformation: made)
                } catch {
                    failure = .notPlaced(path: location.path, reason: error.description)
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    deinit {
        thread.run { way = nil }
    }

    func ground(_ points: [PixelPoint]) -> [GeoPoint] {
        let found = transformed { $0.coordinates(columns: points.map(\.column), rows: points.map(\.row)) }
        return found.map { place in
            place.map { GeoPoint(longitude: $0.x, latitude: $0.y) } ?? GeoPoint(longitude: .nan, latitude: .nan)
        }
    }

    func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
        let coordinates = points.map { Coordinate(x: $0.longitude, y: $0.latitude) }
        return transformed { $0.pixels(of: coordinates) }.map { place in
            place.map { PixelPoint(column: $0.x, row: $0.y) }
        }
    }

    private func transformed(_ body: (borrowing PixelTransformation) -> [Coordinate?]) -> [Coordinate?] {
        turn.withLock { _ in
            var found: [Coordinate?] = []
            thread.run {
                switch way {
                case .some(let open): found = body(open.transformation)
                case nil: preconditionFailure("it is open until it goes")
                }
            }
            return found
        }
    }
}
