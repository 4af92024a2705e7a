import Foundation
import GDAL
public import Geodesy
public import Rasters

/// Writes drawn scenes as files that any program reads.
public enum SceneFile {
    /// Writes reflectances as a GeoTIFF of 16-bit numbers, 0 for missing, whole or not at all.
    ///
    /// - Parameters:
    ///   - raster: Reflectance 0…1.
    ///   - bands: Names of the bands.
    ///   - transform: From pixels to the coordinate system.
    ///   - epsg: Number of the coordinate system.
    ///   - reflectanceScale: Reflectance of one step of the stored numbers.
    ///   - metadata: Further facts for the file.
    ///   - path: The file.
    /// - Throws: `GDALError`.
    public static func write(
        _ raster: Raster<Float>, bands: [String], transform: Geodesy.GridTransform, epsg: Int,
        reflectanceScale: Double,
        metadata: [String: String], to path: String
    ) throws {
        let part = path + ".part.tif"
        defer { try? FileManager.default.removeItem(atPath: part) }
        let dataset = try Dataset.create(
            part, width: raster.size.width, height: raster.size.height, bands: raster.bandCount, type: .uint16,
            options: ["COMPRESS": "DEFLATE", "TILED": "YES", "INTERLEAVE": "BAND"])
        let stored = raster.pixels.map { UInt16(max(1, min(65_535, (Double($0) / reflectanceScale).rounded()))) }
        try dataset.write(stored)
        try dataset.setGeoTransform(
            GeoTransform(
                originX: transform.originX, columnX: transform.columnX, rowX: transform.rowX,
                originY: transform.originY,
                columnY: transform.columnY, rowY: transform.rowY))
        try dataset.setSpatialReference(SpatialReference(epsg: epsg))
        try dataset.setMetadata(metadata)
        for (index, name) in bands.enumerated() { try dataset.setTitle(name, band: index + 1) }
        try dataset.close()
        try FileManager.default.moveItem(atPath: part, toPath: path)
    }

    /// Positions on the ground of pixels of a raster in a coordinate system.
    public static func ground(
        _ points: [PixelPoint], transform: Geodesy.GridTransform, epsg: Int
    ) throws -> [GeoPoint] {
        let change = try CoordinateTransformation(
            from: SpatialReference(epsg: epsg), to: SpatialReference(epsg: 4326))
        let places = points.map(transform.map)
        let moved = change.transform(places.map { Coordinate(x: $0.x, y: $0.y) })
        return moved.map { GeoPoint(longitude: $0?.x ?? .nan, latitude: $0?.y ?? .nan) }
    }
}
