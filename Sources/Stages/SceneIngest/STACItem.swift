public import Evidence
import Foundation
import Geodesy
import Rasters

/// Writes a scene as a STAC Item, so that any STAC client reads it.
///
/// Version 1.1.0 with common `bands`, and the extensions eo 2.0.0, projection 2.0.0, raster 2.0.0,
/// view 1.0.0, file 2.1.0 and processing 1.2.0; each is named only where one of its fields is there.
/// Fields of our own begin with `revisit:`, which the specification allows.
///
/// Source: https://github.com/radiantearth/stac-spec (v1.1.0, item-spec), and the extensions'
/// README under https://github.com/stac-extensions.
public enum STACItem {
    /// The item as JSON, the same bytes for the same scene.
    ///
    /// - Parameters:
    ///   - scene: The scene; paths of its files become the assets' `href` unchanged.
    ///   - software: Version of the program, for `processing:software`.
    /// - Returns: UTF-8 text with sorted keys that ends in a line break.
    public static func json(of scene: Scene, software: String) -> String {
        item(of: scene, software: software).serialised
    }

    /// The item as a value, to which more can be added before it is written.
    ///
    /// - Parameters:
    ///   - scene: The scene; paths of its files become the assets' `href` unchanged.
    ///   - software: Version of the program, for `processing:software`.
    /// - Returns: An object.
    public static func item(of scene: Scene, software: String) -> JSONText {
        var extensions: Set<String> = [file, processing]
        var properties = times(of: scene)
        properties["title"] = .text(scene.title)
        properties["processing:software"] = .object(["Revisit": .text(software)])
        if let level = scene.processingLevel { properties["processing:level"] = .text(level) }
        if let platform = scene.platform { properties["platform"] = .text(platform) }
        if let constellation = scene.constellation { properties["constellation"] = .text(constellation) }
        if !scene.instruments.isEmpty { properties["instruments"] = .list(scene.instruments.map { .text($0) }) }
        if let distance = scene.groundSamplingDistance { properties["gsd"] = .number(tidy(distance, 1e4)) }
        if let cover = scene.cloudCover {
            properties["eo:cloud_cover"] = .number(tidy(cover * 100, 1e6))
            extensions.insert(eo)
        }
        let view = viewFields(scene.geometry)
        if !view.isEmpty {
            properties.merge(view) { $1 }
            extensions.insert(self.view)
        }
        let projection = projectionFields(scene)
        if !projection.isEmpty {
            properties.merge(projection) { $1 }
            extensions.insert(self.projection)
        }
        if let credit = scene.credit {
            properties["providers"] = .list([.object(["name": .text(credit), "roles": .list([.text("licensor")])])])
        }
        properties["revisit:simulated"] = .bool(scene.isSimulated)
        if !scene.missing.isEmpty {
            properties["revisit:missing"] = .list(
                scene.missing.map { .object(["fact": .text($0.fact), "remedy": .text($0.remedy)]) })
        }
        if !scene.notes.isEmpty { properties["revisit:notes"] = .list(scene.notes.map { .text($0) }) }

        let (assets, uses) = assets(of: scene)
        extensions.formUnion(uses)
        var item: [String: JSONText] = [
            "type": .text("Feature"),
            "stac_version": .text("1.1.0"),
            "stac_extensions": .list(extensions.sorted().map { .text($0) }),
            "id": .text(scene.id),
            "properties": .object(properties),
            "links": .list([]),
            "assets": .object(assets),
            "geometry": .null,
        ]
        if let outline = scene.outline, !outline.parts.isEmpty {
            item["geometry"] = geometry(outline)
            item["bbox"] = .list(box(of: outline).map { .number($0) })
        }
        return .object(item)
    }

    private static let eo = "https://stac-extensions.github.io/eo/v2.0.0/schema.json"
    private static let projection = "https://stac-extensions.github.io/projection/v2.0.0/schema.json"
    private static let raster = "https://stac-extensions.github.io/raster/v2.0.0/schema.json"
    private static let view = "https://stac-extensions.github.io/view/v1.0.0/schema.json"
    private static let file = "https://stac-extensions.github.io/file/v2.1.0/schema.json"
    private static let processing = "https://stac-extensions.github.io/processing/v1.2.0/schema.json"

    // MARK: - Properties

    /// `datetime`, or null with start and end where the instant is not known.
    ///
    /// STAC demands one or the other. A scene of which no time is known at all gets the whole span of
    /// satellite imagery (from 1957-10-04), and `revisit:missing` names the time.
    private static func times(of scene: Scene) -> [String: JSONText] {
        guard let time = scene.time else {
            return [
                "datetime": .null, "start_datetime": .text("1957-10-04T00:00:00Z"),
                "end_datetime": .text("9999-12-31T23:59:59Z"),
            ]
        }
        if time.isInstant { return ["datetime": .text(AcquisitionTime.text(time.start))] }
        return [
            "datetime": .null, "start_datetime": .text(AcquisitionTime.text(time.start)),
            // STAC's end belongs to the span, ours does not.
            "end_datetime": .text(AcquisitionTime.text(max(time.start, time.end.addingTimeInterval(-0.001)))),
        ]
    }

    private static func viewFields(_ geometry: ViewingGeometry) -> [String: JSONText] {
        var fields: [String: JSONText] = [:]
        fields["view:sun_azimuth"] = geometry.sunAzimuth.map { .finite($0) }
        fields["view:sun_elevation"] = geometry.sunElevation.map { .finite($0) }
        fields["view:off_nadir"] = geometry.offNadir.map { .finite($0) }
        fields["view:incidence_angle"] = geometry.incidence.map { .finite($0) }
        fields["view:azimuth"] = geometry.viewAzimuth.map { .finite($0) }
        return fields
    }

    private static func projectionFields(_ scene: Scene) -> [String: JSONText] {
        guard let system = scene.coordinateSystem else { return [:] }
        var fields: [String: JSONText] = [:]
        if let epsg = system.epsg {
            fields["proj:code"] = .text("EPSG:\(epsg)")
        } else {
            fields["proj:code"] = .null
            fields["proj:wkt2"] = .text(system.wkt)
        }
        if let transform = scene.transform {
            fields["proj:shape"] = .list([.integer(scene.size.height), .integer(scene.size.width)])
            fields["proj:transform"] = matrix(transform)
        }
        return fields
    }

    /// The six numbers in the order of the rows of a matrix, as the projection extension wants them.
    private static func matrix(_ transform: Geodesy.GridTransform) -> JSONText {
        .list(
            [
                transform.columnX, transform.rowX, transform.originX, transform.columnY, transform.rowY,
                transform.originY,
            ].map { .number($0) })
    }

    // MARK: - Assets

    private static func assets(of scene: Scene) -> (assets: [String: JSONText], extensions: Set<String>) {
        var assets: [String: JSONText] = [:]
        var extensions: Set<String> = []
        for (number, file) in scene.files.enumerated() {
            let bands = scene.bands.filter { $0.file == number }
            var asset: [String: JSONText] = [
                "href": .text(file.path),
                // A multihash: 0x12 for SHA-256, 0x20 for its 32 bytes.
                "file:checksum": .text("1220" + file.sha256),
            ]
            if let size = file.size { asset["file:size"] = .integer(size) }
            let type = mediaType(of: file.path)
            asset["type"] = type.map { .text($0) }
            // Bands are named at the file that programs open, which in a product may be its XML; the pixels are data all the same.
            let isData = !bands.isEmpty || type?.hasPrefix("image/") == true
            asset["roles"] = .list([.text(isData ? "data" : "metadata")])
            if !bands.isEmpty {
                asset["bands"] = .list(bands.map { .object(fields(of: $0)) })
                extensions.formUnion([raster])
                if bands.contains(where: { $0.commonName != nil || $0.centreWavelength != nil }) {
                    extensions.insert(eo)
                }
                if let first = bands.first, first.toReference != .identity, let whole = scene.transform,
                    scene.coordinateSystem != nil
                {
                    asset["proj:shape"] = .list([.integer(first.size.height), .integer(first.size.width)])
                    asset["proj:transform"] = matrix(own(first.toReference, of: whole))
                }
            }
            assets[key(of: file.path, number: number, taken: assets)] = .object(asset)
        }
        return (assets, extensions)
    }

    private static func fields(of band: Band) -> [String: JSONText] {
        var fields: [String: JSONText] = ["name": .text(band.name), "data_type": .text(band.dataType.rawValue)]
        fields["eo:common_name"] = band.commonName.map { .text($0) }
        fields["eo:center_wavelength"] = band.centreWavelength.map { .finite($0) }
        fields["eo:full_width_half_max"] = band.fullWidth.map { .finite($0) }
        switch band.noData {
        case .value(let value): fields["nodata"] = .finite(value)
        case .notANumber: fields["nodata"] = .text("nan")
        case .mask, nil: break
        }
        fields["raster:bits_per_sample"] = band.bitDepth.map { .integer($0) }
        fields["raster:spatial_resolution"] = band.groundSamplingDistance.map { .number(tidy($0, 1e4)) }
        fields["raster:scale"] = band.scale.map { .finite($0) }
        fields["raster:offset"] = band.offset.map { .finite($0) }
        if band.unit == .radiance { fields["unit"] = .text("W·m⁻²·sr⁻¹·µm⁻¹") }
        if band.unit == .reflectance { fields["unit"] = .text("1") }
        if let stretch = band.stretch {
            fields["revisit:stretch"] = .object([
                "low": .finite(stretch.low), "high": .finite(stretch.high), "method": .text(stretch.method),
            ])
        }
        return fields
    }

    /// The transform of a band's own grid.
    private static func own(_ alignment: GridAlignment, of whole: Geodesy.GridTransform) -> Geodesy.GridTransform {
        let corner = whole.map(PixelPoint(column: alignment.columnShift, row: alignment.rowShift))
        var own = whole.scaled(columnFactor: alignment.columnScale, rowFactor: alignment.rowScale)
        own.originX = corner.x
        own.originY = corner.y
        return own
    }

    private static func key(of path: String, number: Int, taken: [String: JSONText]) -> String {
        let stem = PathText.stem(path)
        if taken[stem] == nil { return stem }
        let name = PathText.name(path)
        return taken[name] == nil ? name : "\(name)-\(number)"
    }

    private static func mediaType(of path: String) -> String? {
        switch PathText.ending(path) {
        case "tif", "tiff": "image/tiff; application=geotiff"
        case "jp2": "image/jp2"
        case "ntf", "nitf": "application/vnd.nitf"
        case "xml", "dim": "application/xml"
        case "vrt": "application/x-gdal-vrt"
        default: nil
        }
    }

    // MARK: - Geometry

    /// GeoJSON with rings closed, and outer ones counter-clockwise (RFC 7946, section 3.1.6).
    private static func geometry(_ outline: MultiPolygon<GeoPoint>) -> JSONText {
        func ring(_ ring: Ring<GeoPoint>, isOuter: Bool) -> JSONText {
            var corners = ring.corners
            if (ring.signedArea > 0) != isOuter { corners.reverse() }
            if let first = corners.first { corners.append(first) }
            return .list(
                corners.map { .list([.number(tidy($0.longitude, 1e7)), .number(tidy($0.latitude, 1e7))]) })
        }
        func polygon(_ polygon: Polygon<GeoPoint>) -> JSONText {
            .list([ring(polygon.outer, isOuter: true)] + polygon.holes.map { ring($0, isOuter: false) })
        }
        if outline.parts.count == 1 {
            return .object(["type": .text("Polygon"), "coordinates": polygon(outline.parts[0])])
        }
        return .object(["type": .text("MultiPolygon"), "coordinates": .list(outline.parts.map(polygon))])
    }

    /// West, south, east, north; west is the larger number where the scene lies across 180°.
    private static func box(of outline: MultiPolygon<GeoPoint>) -> [Double] {
        let corners = outline.parts.flatMap(\.outer.corners)
        let south = corners.map(\.latitude).min() ?? 0
        let north = corners.map(\.latitude).max() ?? 0
        var west = corners.map(\.longitude).min() ?? 0
        var east = corners.map(\.longitude).max() ?? 0
        let touchesBothSides = corners.contains { $0.longitude == 180 } && corners.contains { $0.longitude == -180 }
        if touchesBothSides, east - west == 360 {
            west = corners.map(\.longitude).filter { $0 > 0 }.min() ?? west
            east = corners.map(\.longitude).filter { $0 < 0 }.max() ?? east
        }
        return [west, south, east, north].map { tidy($0, 1e7) }
    }

    /// A number without digits that nobody measured; 10⁷ parts of a degree are about a centimetre.
    private static func tidy(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}
