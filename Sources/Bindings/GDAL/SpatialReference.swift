import CGDAL

/// A coordinate reference system (`OGRSpatialReferenceH`).
///
/// Coordinates are **always** in traditional GIS order, x east or longitude first, whatever the
/// authority says (`OAMS_TRADITIONAL_GIS_ORDER`).
///
/// Immutable, but GDAL keeps caches inside without a lock: not `Sendable`. Send ``wkt`` or
/// ``epsgCode`` to another task and make a new one there.
public final class SpatialReference {
    let handle: OGRSpatialReferenceH

    /// Takes `handle` (+1), which this object releases.
    init(owning handle: OGRSpatialReferenceH) {
        self.handle = handle
        OSRSetAxisMappingStrategy(handle, OAMS_TRADITIONAL_GIS_ORDER)
    }

    /// Copies `handle` (+0).
    convenience init(cloning handle: OGRSpatialReferenceH) {
        self.init(owning: OSRClone(handle))
    }

    deinit {
        OSRRelease(handle)
    }

    /// From a code of the EPSG registry (`OSRImportFromEPSG`).
    public convenience init(epsg code: Int) throws(GDALError) {
        let number = try cInt(code, "EPSG code", for: "OSRImportFromEPSG")
        self.init(owning: try newReference("OSRImportFromEPSG") { OSRImportFromEPSG($0, number) })
    }

    /// From WKT 1, WKT 2, PROJJSON, `EPSG:4326`, `urn:ogc:def:crs:…`, an OGC address, a PROJ string, or
    /// one of the names `WGS84`, `WGS72`, `NAD83`, `NAD27`, `CRS84` (`OSRSetFromUserInput`).
    ///
    /// Names of files and other addresses, which GDAL would open, are refused: a stranger's text can be passed.
    public convenience init(_ text: String) throws(GDALError) {
        let function = "OSRSetFromUserInput"
        guard isDefinition(text) else {
            throw GDALError(
                .invalidArgument, function: function,
                message: "\"\(text.prefix(80))\" is not a CRS; give a code like EPSG:32652, WKT, PROJJSON or +proj=…")
        }
        self.init(owning: try newReference(function) { OSRSetFromUserInput($0, text) })
    }

    /// WGS 84, longitude first.
    public static func wgs84() throws(GDALError) -> SpatialReference {
        try SpatialReference(epsg: 4326)
    }
}

/// A new reference, filled by `fill`; +1.
private func newReference(
    _ function: String, _ fill: (OGRSpatialReferenceH) -> OGRErr
) throws(GDALError) -> OGRSpatialReferenceH {
    GDALLibrary.start()
    guard let handle = OSRNewSpatialReference(nil) else {
        throw GDALError(.outOfMemory, function: "OSRNewSpatialReference", message: "no memory for a CRS")
    }
    let (error, diagnostics) = collectingDiagnostics { fill(handle) }
    guard error == OGRERR_NONE else {
        OSRRelease(handle)
        throw GDALError(function: function, diagnostics: diagnostics, otherwise: "not a CRS that PROJ knows")
    }
    return handle
}

/// Whether the text defines a CRS by itself, so that GDAL does not take it for the name of a file.
private func isDefinition(_ text: String) -> Bool {
    let upper = text.uppercased()
    if ["WGS84", "WGS72", "NAD83", "NAD27", "CRS84", "CRS:84"].contains(upper) { return true }
    if upper.hasPrefix("URN:OGC:DEF:CRS") || text.hasPrefix("{") { return true }
    let addresses = [
        "HTTP://WWW.OPENGIS.NET/DEF/CRS/", "HTTPS://WWW.OPENGIS.NET/DEF/CRS/", "HTTP://OPENGIS.NET/DEF/CRS/",
    ]
    if addresses.contains(where: { upper.hasPrefix($0) }) { return true }
    if upper.contains("+INIT=") { return false }
    if upper.hasPrefix("+PROJ=") || upper.hasPrefix("PROJ=") { return true }
    let keyword = upper.prefix { $0.isLetter || $0 == "_" }
    let rest = upper.dropFirst(keyword.count)
    if !keyword.isEmpty, rest.first == "[" || rest.first == "(" { return true }
    let authority = upper.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let code = upper.dropFirst(authority.count)
    return !authority.isEmpty && code.first == ":" && code.count > 1
        && code.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "+" || $0 == ":" }
}
