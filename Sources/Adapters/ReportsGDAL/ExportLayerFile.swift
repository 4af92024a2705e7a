public import CaseExporting
import Foundation
import GDAL
import Geodesy

/// Writes what is exported of a case as layers that a GIS opens.
public enum ExportLayerFile {
    /// Writes a GeoPackage with a layer for each, in WGS 84 with longitude first, whole or not at all.
    ///
    /// The same layers give the same bytes: instants that the format asks for are 1970.
    ///
    /// - Parameters:
    ///   - layers: The layers, in their order; records without a place are written without a shape.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: `GDALError`; a file that was there is then untouched.
    public static func write(_ layers: [ExportLayer], to path: String) throws {
        try WholeFile.write(to: path, part: path + ".part.gpkg") { part in
            try GDALLibrary.withConfiguration(["OGR_CURRENT_DATE": "1970-01-01T00:00:00.000Z"]) {
                let file = try VectorDataset(creating: part, driver: "GPKG")
                let reference = try SpatialReference(epsg: 4326)
                for layer in layers {
                    try file.createLayer(
                        layer.name, kind: layer.shape == .line ? .lineString : .multiPolygon,
                        fields: layer.fields.map { FieldDefinition(name: $0.name, kind: kind(of: $0)) },
                        reference: reference, options: ["IDENTIFIER": layer.title, "GEOMETRY_NAME": "geom"])
                    try file.append(try layer.rows.map { try feature($0, of: layer) }, to: layer.name)
                }
                try file.close()
            }
        }
    }

    private static func kind(of field: ExportLayer.Field) -> FieldDefinition.Kind {
        switch field.kind {
        case .text: .text
        case .number: .real
        case .integer: .integer64
        case .time: .dateTime
        }
    }

    private static func feature(_ row: ExportLayer.Row, of layer: ExportLayer) throws -> Feature {
        var fields: [String: FieldValue] = [:]
        for (field, value) in zip(layer.fields, row.values) {
            switch value {
            case .missing: fields[field.name] = .null
            case .number(let number): fields[field.name] = .real(number)
            case .integer(let number): fields[field.name] = .integer(Int64(number))
            // SQLite ends a text at its first zero byte.
            case .text(let text): fields[field.name] = .text(text.replacing("\0", with: ""))
            case .time(let text): fields[field.name] = .time(text)
            }
        }
        return Feature(geometry: try shape(row, of: layer), fields: fields)
    }

    private static func shape(_ row: ExportLayer.Row, of layer: ExportLayer) throws -> Geometry? {
        func places(_ points: [GeoPoint]) -> String {
            points.map { "\($0.longitude) \($0.latitude)" }.joined(separator: ",")
        }
        func isWhole(_ points: [GeoPoint]) -> Bool {
            points.allSatisfy { $0.longitude.isFinite && $0.latitude.isFinite }
        }
        switch layer.shape {
        case .line:
            guard row.line.count > 1, isWhole(row.line) else { return nil }
            return try Geometry(wkt: "LINESTRING (\(places(row.line)))")
        case .area:
            let parts = row.area.parts.map { $0.rings.map(\.corners).filter { $0.count > 2 } }
                .filter { !$0.isEmpty && $0.allSatisfy(isWhole) }
            guard !parts.isEmpty else { return nil }
            let polygons = parts.map { rings in
                "(" + rings.map { "(\(places($0 + $0.prefix(1))))" }.joined(separator: ",") + ")"
            }
            return try Geometry(wkt: "MULTIPOLYGON (\(polygons.joined(separator: ",")))")
        }
    }
}
