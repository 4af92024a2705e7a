import CGDAL

/// A shape of points, lines or polygons in the coordinates of some CRS, as well-known binary.
///
/// A value: GDAL's `OGRGeometryH` exists only inside of each operation. The CRS is told elsewhere,
/// by the layer or the caller. Lengths and areas are in units of the CRS on a plane; on the
/// ground they are right only in a suitable projection.
public struct Geometry: Sendable, Hashable {
    /// ISO well-known binary, little-endian, parsed once and therefore known to be well-formed.
    public let wkb: [UInt8]

    /// From ISO, extended or OGC well-known binary (`OGR_G_CreateFromWkb`).
    public init(wkb: [UInt8]) throws(GDALError) {
        let function = "OGR_G_CreateFromWkb"
        GDALLibrary.start()
        let size = try cInt(wkb.count, "number of bytes", for: function)
        self = try Geometry.made(by: function) { handle in
            wkb.withUnsafeBytes { OGR_G_CreateFromWkb($0.baseAddress, nil, &handle, size) }
        }
    }

    /// From well-known text such as `POINT (129 35)` (`OGR_G_CreateFromWkt`).
    public init(wkt: String) throws(GDALError) {
        GDALLibrary.start()
        self = try Geometry.made(by: "OGR_G_CreateFromWkt") { handle in
            // The function moves the pointer forward while it reads.
            let text: UnsafeMutablePointer<CChar>? = CPLStrdup(wkt)
            defer { VSIFree(text) }
            var rest = text
            return OGR_G_CreateFromWkt(&rest, nil, &handle)
        }
    }

    /// From a GeoJSON geometry object (`OGR_G_CreateGeometryFromJson`).
    public init(geoJSON: String) throws(GDALError) {
        GDALLibrary.start()
        self = try Geometry.made(by: "OGR_G_CreateGeometryFromJson") { handle in
            handle = OGR_G_CreateGeometryFromJson(geoJSON)
            return handle == nil ? OGRERR_CORRUPT_DATA : OGRERR_NONE
        }
    }

    /// A point.
    public init(point: Coordinate) throws(GDALError) {
        try self.init(wkt: "POINT (\(point.x) \(point.y))")
    }

    /// A polygon of rings, the outer one first, heights left out. Rings are closed if they are not.
    public init(polygon rings: [[Coordinate]]) throws(GDALError) {
        self = try Geometry.made(by: "OGR_G_CreateGeometry") { handle in
            guard let polygon = OGR_G_CreateGeometry(wkbPolygon) else { return OGRERR_NOT_ENOUGH_MEMORY }
            for ring in rings {
                let line = OGR_G_CreateGeometry(wkbLinearRing)
                for point in ring { OGR_G_AddPoint_2D(line, point.x, point.y) }
                OGR_G_AddGeometryDirectly(polygon, line)
            }
            OGR_G_CloseRings(polygon)
            handle = polygon
            return OGRERR_NONE
        }
    }

    /// Copies `handle` (+0).
    init(copying handle: OGRGeometryH) throws(GDALError) {
        let size = OGR_G_WkbSizeEx(handle)
        var bytes = [UInt8](repeating: 0, count: size)
        let (error, diagnostics) = collectingDiagnostics { OGR_G_ExportToIsoWkb(handle, wkbNDR, &bytes) }
        guard error == OGRERR_NONE else { throw GDALError(function: "OGR_G_ExportToIsoWkb", diagnostics: diagnostics) }
        wkb = bytes
    }

    /// The geometry that a C function gives (+1), copied and freed.
    static func made(
        by function: String, _ body: (inout OGRGeometryH?) -> OGRErr
    ) throws(GDALError) -> Geometry {
        var handle: OGRGeometryH?
        let (error, diagnostics) = collectingDiagnostics { body(&handle) }
        defer { OGR_G_DestroyGeometry(handle) }
        guard error == OGRERR_NONE, let handle else {
            throw GDALError(function: function, diagnostics: diagnostics, otherwise: "not a geometry")
        }
        return try Geometry(copying: handle)
    }

    /// Lends a handle for the time of one call.
    func withHandle<Result>(_ body: (OGRGeometryH) -> Result) -> Result {
        GDALLibrary.start()
        var handle: OGRGeometryH?
        _ = wkb.withUnsafeBytes { OGR_G_CreateFromWkb($0.baseAddress, nil, &handle, Int32($0.count)) }
        guard let handle else { preconditionFailure("well-known binary that was parsed before cannot be parsed now") }
        defer { OGR_G_DestroyGeometry(handle) }
        return body(handle)
    }
}
