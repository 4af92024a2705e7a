import GDAL
public import Geodesy
public import Rasters

/// Writes the cloud mask of a drawn scene as a GeoTIFF.
public enum CloudMaskRaster {
    /// Writes a mask.
    ///
    /// - Parameters:
    ///   - cells: 1 for cloud, 0 for none, row by row.
    ///   - size: Columns and rows.
    ///   - transform: From cells to the grid.
    ///   - epsg: Number of the grid in the registry of EPSG.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: `GDALError`.
    public static func write(
        _ cells: [UInt8], size: RasterSize, transform: Geodesy.GridTransform, epsg: Int, to path: String
    ) throws {
        let dataset = try Dataset.create(
            path, width: size.width, height: size.height, bands: 1, type: .uint8, options: ["COMPRESS": "DEFLATE"])
        if let transform = GeoTransform(coefficients: transform.geoTransform) {
            try dataset.setGeoTransform(transform)
        }
        try dataset.setSpatialReference(SpatialReference(epsg: epsg))
        try dataset.setMetadata(["REVISIT_SIMULATED": "yes"])
        try dataset.write(cells)
        try dataset.close()
    }
}
