import Foundation
import GDAL
public import Geodesy
public import Rasters

/// Writes drawn scenes as files that any program reads.
public enum SceneFile {
    /// Writes reflectances as a GeoTIFF of 16-bit numbers, whole or not at all.
    ///
    /// Stored numbers are rounded and kept in 1…65 535, so that no reflectance is taken for missing; 0 stands
    /// for missing pixels, those that are not-a-number or infinite, and the file says so as its nodata value.
    ///
    /// - Parameters:
    ///   - raster: Reflectance 0…1.
    ///   - bands: Names of the bands.
    ///   - transform: From pixels to the coordinate system; nil for a scene that lies nowhere.
    ///   - epsg: Number of the coordinate system.
    ///   - reflectanceScale: Reflectance of one step of the stored numbers.
    ///   - metadata: Further facts for the file.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: `GDALError`; a file that was there is then untouched.
    public static func write(
        _ raster: Raster<Float>, bands: [String], transform: Geodesy.GridTransform?, epsg: Int?,
        reflectanceScale: Double, metadata: [String: String], to path: String
    ) throws {
        try WholeFile.write(to: path, part: path + ".part.tif") { part in
            let dataset = try Dataset.create(
                part, width: raster.size.width, height: raster.size.height, bands: raster.bandCount, type: .uint16,
                options: ["COMPRESS": "DEFLATE", "TILED": "YES", "INTERLEAVE": "BAND"])
            for band in 0..<raster.bandCount { try dataset.setNoData(.real(0), band: band + 1) }
            let stored = raster.pixels.map { pixel -> UInt16 in
                guard pixel.isFinite else { return 0 }
                return UInt16(max(1, min(65_535, (Double(pixel) / reflectanceScale).rounded())))
            }
            try dataset.write(stored)
            if let transform, let transform = GeoTransform(coefficients: transform.geoTransform) {
                try dataset.setGeoTransform(transform)
            }
            if let epsg { try dataset.setSpatialReference(SpatialReference(epsg: epsg)) }
            try dataset.setMetadata(metadata)
            for (index, name) in bands.enumerated() { try dataset.setTitle(name, band: index + 1) }
            try dataset.close()
        }
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
