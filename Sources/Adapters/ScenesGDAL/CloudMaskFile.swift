public import ActivityAnalysis
import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
import SceneIngest

/// A cloud mask in a file: a raster in which numbers other than 0 are cloud, or polygons around clouds.
///
/// In a raster, nodata pixels and places outside are "not known". Of a probability mask give the thresholded
/// form. Polygons may lie in any coordinate system that the file names.
public enum CloudMaskFile {
    /// Opens a mask.
    ///
    /// - Parameters:
    ///   - path: The file, from the root of `scenes`.
    ///   - scenes: Where relative paths begin.
    /// - Returns: The mask, named by its path and the hash of its bytes.
    /// - Throws: `IngestError` where it cannot be read or lies nowhere on the ground.
    public static func open(_ path: String, in scenes: GDALScenes) async throws -> any CloudMask {
        let hash = try await scenes.fingerprint(of: path).sha256
        let source = "\(path) (sha256 \(hash.prefix(12)))"
        let location = scenes.location(path)
        if let polygons = try? VectorDataset(opening: location.absolutePath) {
            return CloudPolygons(areas: try areas(of: polygons, path: path), source: source)
        }
        return try RasterCloudMask(location: location, source: source)
    }

    private static func areas(of file: borrowing VectorDataset, path: String) throws -> MultiPolygon<GeoPoint> {
        var parts: [Polygon<GeoPoint>] = []
        for layer in file.layers {
            guard let own = try file.spatialReference(of: layer.name) else {
                throw IngestError.outOfRange(path: path, reason: "its layer \(layer.name) names no coordinate system.")
            }
            let change = try CoordinateTransformation(from: own, to: SpatialReference.wgs84())
            for feature in try file.features(in: layer.name) {
                for part in feature.geometry?.parts ?? [] {
                    guard case .polygon(let rings) = part else { continue }
                    let moved = rings.map { ring in
                        Ring(change.transform(ring).compactMap { $0.map { GeoPoint(longitude: $0.x, latitude: $0.y) } })
                    }
                    guard let outer = moved.first else { continue }
                    parts.append(Polygon(outer: outer, holes: Array(moved.dropFirst())))
                }
            }
        }
        return MultiPolygon(parts)
    }
}

/// A cloud mask in a raster.
struct RasterCloudMask: CloudMask {
    let source: String
    private let location: RasterLocation
    private let georeference: AffineGeoreference

    init(location: RasterLocation, source: String) throws {
        let dataset = try location.open()
        guard let transform = dataset.geoTransform, let reference = dataset.spatialReference else {
            throw IngestError.outOfRange(
                path: location.path, reason: "it has no georeference, so it cannot be laid over the scene.")
        }
        self.source = source
        self.location = location
        georeference = try AffineGeoreference(
            transform: Geodesy.GridTransform(
                originX: transform.originX, columnX: transform.columnX, rowX: transform.rowX,
                originY: transform.originY, columnY: transform.columnY, rowY: transform.rowY),
            system: CoordinateSystem(
                name: reference.name ?? "", epsg: reference.epsgCode, wkt: reference.wkt ?? "",
                isGeographic: reference.isGeographic))
    }

    func isCloudy(_ places: [GeoPoint]) throws -> [Bool?] {
        let dataset = try location.open()
        let pixels = georeference.pixels(places)
        let inside = RasterSize(width: dataset.width, height: dataset.height).window
        let known = pixels.compactMap { $0 }.filter {
            inside.contains(column: Int($0.column.rounded(.down)), row: Int($0.row.rounded(.down)))
        }
        guard let first = known.first else { return places.map { _ in nil } }
        var low = first
        var high = first
        for point in known {
            low = PixelPoint(column: min(low.column, point.column), row: min(low.row, point.row))
            high = PixelPoint(column: max(high.column, point.column), row: max(high.row, point.row))
        }
        let window = RasterWindow(
            column: Int(low.column.rounded(.down)), row: Int(low.row.rounded(.down)),
            width: Int(high.column.rounded(.down)) - Int(low.column.rounded(.down)) + 1,
            height: Int(high.row.rounded(.down)) - Int(low.row.rounded(.down)) + 1)
        // Sampled to at most 2048 cells a side, so that a large mask does not fill the memory.
        let size = PixelSize(width: min(window.width, 2048), height: min(window.height, 2048))
        let part = PixelWindow(column: window.column, row: window.row, width: window.width, height: window.height)
        let values: [Float] = try dataset.read(part, bands: [1], bufferSize: size)
        let validity = try dataset.readMask(band: 1, window: part, bufferSize: size)
        return pixels.map { pixel in
            guard let pixel else { return nil }
            let column = Int(pixel.column.rounded(.down))
            let row = Int(pixel.row.rounded(.down))
            guard window.contains(column: column, row: row) else { return nil }
            let cell =
                (row - window.row) * size.height / window.height * size.width
                + (column - window.column) * size.width / window.width
            return validity[cell] == 0 ? nil : values[cell] != 0
        }
    }
}
