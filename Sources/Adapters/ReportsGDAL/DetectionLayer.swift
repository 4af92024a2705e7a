import Evidence
import Foundation
import GDAL
import Geodesy
public import Reporting

/// Writes detections as a layer that a GIS opens.
public enum DetectionLayer {
    /// Writes a GeoPackage with the layer `detection`, in WGS 84, whole or not at all.
    ///
    /// - Parameters:
    ///   - rows: The detections; those without a place on the ground are written without a shape.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: `GDALError` or an error of the file system; a file that was there is then untouched.
    public static func write(_ rows: [DetectionRow], to path: String) throws {
        let part = path + ".part.gpkg"
        defer { try? FileManager.default.removeItem(atPath: part) }
        try? FileManager.default.removeItem(atPath: part)
        let file = try VectorDataset(creating: part, driver: "GPKG")
        let numbers = Set([
            "score", "longitude", "latitude", "length_m", "width_m", "azimuth", "column", "row", "length_px",
            "width_px", "angle", "processed_share",
        ])
        let fields = DetectionRow.columns.map {
            FieldDefinition(name: $0, kind: numbers.contains($0) ? .real : .text)
        }
        try file.createLayer("detection", kind: .polygon, fields: fields, reference: try SpatialReference(epsg: 4326))
        try file.append(rows.map(feature), to: "detection")
        try file.close()
        // Foundation's own exchange of two files loses the older one on Linux.
        try Data(contentsOf: URL(filePath: part)).write(to: URL(filePath: path), options: .atomic)
    }

    private static func feature(_ row: DetectionRow) throws -> Feature {
        var fields: [String: FieldValue] = [:]
        for (name, value) in zip(DetectionRow.columns, row.values) {
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
