import CGDAL

/// A format that the GDAL at hand can open or write.
public struct Driver: Sendable, Hashable {
    /// The short name, as in ``OpenOptions/drivers``: `GTiff`, `GPKG`.
    public let name: String

    /// The name for people: `GeoTIFF`.
    public let title: String

    /// Whether it reads or writes pixels.
    public let isRaster: Bool

    /// Whether it reads or writes features.
    public let isVector: Bool

    /// Whether ``Dataset/create(_:width:height:bands:type:driver:options:)`` can be used.
    public let canCreate: Bool

    /// Whether ``Dataset/createCopy(at:driver:options:progress:)`` can be used.
    public let canCreateCopy: Bool

    /// File name endings without the dot.
    public let fileExtensions: [String]
}

extension GDALLibrary {
    /// Every driver that is registered, in GDAL's order of trial (`GDALGetDriver`).
    public static var drivers: [Driver] {
        start()
        return (0..<GDALGetDriverCount()).compactMap { index in
            guard let handle = GDALGetDriver(index) else { return nil }
            func metadata(_ key: String) -> String? {
                GDALGetMetadataItem(handle, key, nil).map { String(cString: $0) }
            }
            return Driver(
                name: String(cString: GDALGetDriverShortName(handle)),
                title: String(cString: GDALGetDriverLongName(handle)),
                isRaster: metadata("DCAP_RASTER") == "YES",
                isVector: metadata("DCAP_VECTOR") == "YES",
                canCreate: metadata("DCAP_CREATE") == "YES",
                canCreateCopy: metadata("DCAP_CREATECOPY") == "YES",
                fileExtensions: (metadata("DMD_EXTENSIONS") ?? "").split(separator: " ").map(String.init))
        }
    }

    /// The driver of this name, or an error that says it is missing.
    static func driver(_ name: String, for function: String) throws(GDALError) -> GDALDriverH {
        start()
        guard let driver = GDALGetDriverByName(name) else {
            throw GDALError(
                .notSupported, function: function, message: "GDAL \(version) has no driver named \(name)")
        }
        return driver
    }
}
