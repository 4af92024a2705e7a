import Evidence
import GDAL
import Geodesy
public import Reporting

/// Writes detections as a layer that a GIS opens.
public enum DetectionLayer {
    /// Writes a GeoPackage with the layer `detection`, in WGS 84, whole or not at all.
    ///
    /// - Parameters:
    ///   - rows: The detections; those without a place on the ground are written without a shape,
    ///     those across the antimeridian with western longitudes raised by 360 degrees.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: `GDALError`; a file that was there is then untouched.
    public static func write(_ rows: [DetectionRow], to path: String) throws {
        let numbers = Set([
            "score", "longitude", "latitude", "length_m", "width_m", "azimuth", "column", "row", "length_px",
            "width_px", "angle", "processed_share", "order", "track_start_m", "track_end_m",
        ])
        let fields = (rows.first?.names ?? DetectionRow.columns).map {
            FieldDefinition(name: $0, kind: numbers.contains($0) ? .real : .text)
        }
        try WholeFile.write(to: path, part: path + ".part.gpkg") { part in
            let file = try VectorDataset(creating: part, driver: "GPKG")
            try file.createLayer(
                "detection", kind: .polygon, fields: fields, reference: try SpatialReference(epsg: 4326))
            try file.append(rows.map(feature), to: "detection")
            try file.close()
        }
    }

    private static func feature(_ row: DetectionRow) throws -> Feature {
        var fields: [String: FieldValue] = [:]
        for (name, value) in zip(row.names, row.values) {
            switch value {
            case .missing: fields[name] = .null
            case .number(let number): fields[name] = .real(number)
            case .flag(let isSet): fields[name] = .text(isSet ? "true" : "false")
            case .text(let text): fields[name] = .text(text)
            }
        }
        let shape = try row.detection.groundBox?.drawnCorners.map { corners in
            try Geometry(polygon: [corners.map { Coordinate(x: $0.longitude, y: $0.latitude) }])
        }
        return Feature(geometry: shape, fields: fields)
    }
}
