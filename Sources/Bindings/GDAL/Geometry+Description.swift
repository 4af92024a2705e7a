import CGDAL

/// What kind of shape a geometry or a layer has, without regard to heights (`OGRwkbGeometryType`).
public enum GeometryKind: UInt32, Sendable, Hashable {
    /// Of a layer: any kind. Of a geometry: curves and other kinds that are rarely met.
    case any = 0
    /// One place.
    case point = 1
    /// A line through points.
    case lineString = 2
    /// An area with holes.
    case polygon = 3
    /// Several places.
    case multiPoint = 4
    /// Several lines.
    case multiLineString = 5
    /// Several areas.
    case multiPolygon = 6
    /// Several of anything.
    case collection = 7
    /// Of a layer: features without a shape.
    case none = 100

    init(_ type: OGRwkbGeometryType) {
        self = GeometryKind(rawValue: OGR_GT_Flatten(type).rawValue) ?? .any
    }

    var gdal: OGRwkbGeometryType { OGRwkbGeometryType(rawValue: rawValue) }
}

/// A box in the coordinates of some CRS.
public struct Envelope: Sendable, Hashable {
    /// West.
    public var minimumX: Double
    /// South.
    public var minimumY: Double
    /// East.
    public var maximumX: Double
    /// North.
    public var maximumY: Double

    /// A box.
    public init(minimumX: Double, minimumY: Double, maximumX: Double, maximumY: Double) {
        self.minimumX = minimumX
        self.minimumY = minimumY
        self.maximumX = maximumX
        self.maximumY = maximumY
    }
}

/// A piece of a geometry, see ``Geometry/parts``.
public enum GeometryPart: Sendable, Hashable {
    /// One place.
    case point(Coordinate)
    /// A line through these places.
    case line([Coordinate])
    /// The outer ring and then the holes, each closed: the last place is the first again.
    case polygon([[Coordinate]])
}

extension Geometry {
    /// The kind of shape (`OGR_G_GetGeometryType`).
    public var kind: GeometryKind { withHandle { GeometryKind(OGR_G_GetGeometryType($0)) } }

    /// Whether it has no place at all (`OGR_G_IsEmpty`).
    public var isEmpty: Bool { withHandle { OGR_G_IsEmpty($0) != 0 } }

    /// The smallest box around it (`OGR_G_GetEnvelope`); nil if it is empty.
    public var envelope: Envelope? {
        withHandle { handle in
            guard OGR_G_IsEmpty(handle) == 0 else { return nil }
            var box = OGREnvelope()
            OGR_G_GetEnvelope(handle, &box)
            return Envelope(minimumX: box.MinX, minimumY: box.MinY, maximumX: box.MaxX, maximumY: box.MaxY)
        }
    }

    /// Well-known text (`OGR_G_ExportToIsoWkt`).
    public var wkt: String {
        withHandle { handle in
            var text: UnsafeMutablePointer<CChar>?
            OGR_G_ExportToIsoWkt(handle, &text)
            return takeString(text) ?? ""
        }
    }

    /// A GeoJSON geometry object (`OGR_G_ExportToJsonEx`); coordinates must be longitude and latitude.
    ///
    /// - Parameter decimals: Digits behind the point.
    /// - Returns: JSON on one line.
    public func geoJSON(decimals: Int = 7) -> String {
        withHandle { handle in
            withStringList(["COORDINATE_PRECISION=\(decimals)"]) { takeString(OGR_G_ExportToJsonEx(handle, $0)) ?? "" }
        }
    }

    /// Its points, lines and polygons, with collections taken apart and curves made of short lines.
    public var parts: [GeometryPart] {
        withHandle { handle in
            guard OGR_G_HasCurveGeometry(handle, 0) != 0 else { return geometryParts(of: handle) }
            guard let linear = OGR_G_GetLinearGeometry(handle, 0, nil) else { return [] }
            defer { OGR_G_DestroyGeometry(linear) }
            return geometryParts(of: linear)
        }
    }
}

private func geometryParts(of handle: OGRGeometryH) -> [GeometryPart] {
    switch GeometryKind(OGR_G_GetGeometryType(handle)) {
    case .point: OGR_G_IsEmpty(handle) != 0 ? [] : coordinates(of: handle).map { .point($0) }
    case .lineString: [.line(coordinates(of: handle))]
    case .polygon: [.polygon(pieces(of: handle).map(coordinates))]
    default: pieces(of: handle).flatMap(geometryParts)
    }
}

private func pieces(of handle: OGRGeometryH) -> [OGRGeometryH] {
    (0..<max(0, OGR_G_GetGeometryCount(handle))).compactMap { OGR_G_GetGeometryRef(handle, $0) }
}

private func coordinates(of handle: OGRGeometryH) -> [Coordinate] {
    (0..<max(0, OGR_G_GetPointCount(handle))).map { index in
        var point = Coordinate(x: 0, y: 0)
        OGR_G_GetPoint(handle, index, &point.x, &point.y, &point.z)
        return point
    }
}
