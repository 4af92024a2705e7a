import Foundation
import Geodesy

/// Layers as KML, with a folder for each kind.
///
/// Source: OGC 12-007r2, KML 2.3 (2015), of which only what KML 2.2 (OGC 07-147r2) has is used.
public enum KeyholeMarkup {
    /// The document.
    ///
    /// - Parameters:
    ///   - layers: What is shown; records without a place are listed without a shape.
    ///   - title: What people call it.
    ///   - remarks: Sentences on the whole, such as what was left out.
    /// - Returns: UTF-8 text; the same bytes for the same layers.
    public static func document(of layers: [ExportLayer], title: String, remarks: [String]) -> String {
        var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        text += #"<kml xmlns="http://www.opengis.net/kml/2.2">"# + "\n<Document>\n"
        text += "<name>\(escaped(title))</name>\n"
        if !remarks.isEmpty { text += "<description>\(escaped(remarks.joined(separator: " ")))</description>\n" }
        for (index, layer) in layers.enumerated() {
            let colour = colours[index % colours.count]
            text += "<Style id=\"\(layer.name)\"><LineStyle><color>ff\(colour)</color><width>2</width></LineStyle>"
            text += "<PolyStyle><color>40\(colour)</color></PolyStyle></Style>\n"
        }
        for layer in layers where !layer.rows.isEmpty {
            text += "<Folder>\n<name>\(escaped(layer.title))</name>\n"
            for row in layer.rows { text += placemark(row, of: layer) }
            text += "</Folder>\n"
        }
        return text + "</Document>\n</kml>\n"
    }

    /// Blue, green and red in this order, as KML writes them; to be told apart without red and green, too.
    private static let colours = [
        "b27200", "009fe6", "739e00", "e9b456", "005ed5", "a779cc", "42e4f0", "000000", "7f7f7f",
    ]

    private static func placemark(_ row: ExportLayer.Row, of layer: ExportLayer) -> String {
        var text = "<Placemark>\n<name>\(escaped(row.title))</name>\n"
        if let span = row.span {
            text +=
                span.start == span.end
                ? "<TimeStamp><when>\(span.start)</when></TimeStamp>\n"
                : "<TimeSpan><begin>\(span.start)</begin><end>\(span.end)</end></TimeSpan>\n"
        }
        text += "<styleUrl>#\(layer.name)</styleUrl>\n<ExtendedData>\n"
        for (field, value) in zip(layer.fields, row.values) {
            let written: String
            switch value {
            case .missing: continue
            case .text(let value), .time(let value): written = value
            case .number(let value): written = value.description
            case .integer(let value): written = String(value)
            }
            text += "<Data name=\"\(escaped(field.name))\"><value>\(escaped(written))</value></Data>\n"
        }
        return text + "</ExtendedData>\n" + shape(row, of: layer) + "</Placemark>\n"
    }

    private static func shape(_ row: ExportLayer.Row, of layer: ExportLayer) -> String {
        switch layer.shape {
        case .line:
            let line = row.line.filter(\.isDrawn)
            guard line.count > 1 else { return "" }
            return
                "<LineString><tessellate>1</tessellate><coordinates>\(coordinates(line))</coordinates></LineString>\n"
        case .area:
            let parts = row.area.parts.filter { part in
                part.outer.corners.count > 2 && part.rings.allSatisfy { $0.corners.allSatisfy(\.isDrawn) }
            }
            guard !parts.isEmpty else { return "" }
            let polygons = parts.map { part in
                var text = "<Polygon><tessellate>1</tessellate>"
                text += "<outerBoundaryIs>\(ring(part.outer))</outerBoundaryIs>"
                for hole in part.holes where hole.corners.count > 2 {
                    text += "<innerBoundaryIs>\(ring(hole))</innerBoundaryIs>"
                }
                return text + "</Polygon>"
            }.joined()
            return parts.count == 1 ? polygons + "\n" : "<MultiGeometry>\(polygons)</MultiGeometry>\n"
        }
    }

    private static func ring(_ ring: Ring<GeoPoint>) -> String {
        "<LinearRing><coordinates>\(coordinates(ring.corners + ring.corners.prefix(1)))</coordinates></LinearRing>"
    }

    private static func coordinates(_ points: [GeoPoint]) -> String {
        points.map { "\($0.longitude),\($0.latitude)" }.joined(separator: " ")
    }

    /// Text as XML writes it; characters that XML does not know are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension GeoPoint {
    /// Whether it can be drawn; longitudes across 180° go on to 360°.
    var isDrawn: Bool { longitude.isFinite && latitude.isFinite && abs(longitude) <= 540 && abs(latitude) <= 90 }
}
