import CGDAL

/// Which address a dataset may fetch from: none, or the one it was opened with.
///
/// A hostile file (a VRT, say) can name addresses inside, and GDAL would fetch them. So:
/// * drivers which only speak to servers or databases are not registered;
/// * `/vsicurl/` and its relatives for cloud stores accept one name, which by default nobody has
///   (`CPL_VSIL_CURL_ALLOWED_FILENAME`);
/// * whatever else still uses curl (`/vsicurl_streaming/`) is sent to a proxy that does not exist.
///
/// A dataset opened by the caller with a `/vsicurl/` name gets the opposite for this one name, on
/// its thread and for the duration of each call. Files such a dataset refers to stay denied.
struct NetworkAccess {
    private let options: [String: String]

    private static let noName = "none"
    private static let deadProxy = "http://127.0.0.1:1"
    private static let proxyKeys = ["GDAL_HTTP_PROXY", "GDAL_HTTPS_PROXY"]

    /// The proxies of the environment before they were overwritten. Set once by `GDALLibrary.start()`.
    private nonisolated(unsafe) static var proxies: [String: String] = [:]

    static func denyByDefault() {
        for key in proxyKeys {
            proxies[key] = CPLGetConfigOption(key, nil).map { String(cString: $0) }
            CPLSetConfigOption(key, deadProxy)
        }
        CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", noName)
    }

    /// Drivers that need a server or a database.
    private static let serverDrivers = [
        "HTTP", "WMS", "WCS", "WMTS", "OGCAPI", "PLMOSAIC", "PLSCENES", "EEDA", "EEDAI", "DAAS", "NGW", "STACTA",
        "STACIT", "PostGISRaster", "PostgreSQL", "MySQL", "MSSQLSpatial", "ODBC", "PGeo", "OGR_OGDI", "WFS", "OAPIF",
        "CSW", "Elasticsearch", "Carto", "AmigoCloud", "MongoDBv3", "CouchDB", "Cloudant", "GMLAS", "OCI",
        "GeoRaster", "HANA", "GPSBabel", "Rasterlite",
    ]

    static func removeDrivers() {
        for name in serverDrivers {
            guard let driver = GDALGetDriverByName(name) else { continue }
            GDALDeregisterDriver(driver)
            GDALDestroyDriver(driver)
        }
    }

    /// Access to `name` if it is a `/vsicurl/` name, else nil: nothing beyond the default.
    init?(opening name: String) {
        guard name.hasPrefix("/vsicurl/") else { return nil }
        let address = name.dropFirst("/vsicurl/".count)
        let scheme = address.hasPrefix("https:") ? "https_proxy" : "http_proxy"
        // An empty thread-local value hides the dead proxy and asks curl for a direct connection.
        let usual = Self.proxies["GDAL_HTTP_PROXY"] ?? Self.environment(scheme) ?? Self.environment("all_proxy") ?? ""
        options = [
            "CPL_VSIL_CURL_ALLOWED_FILENAME": name,
            "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
            "GDAL_HTTP_PROXY": usual,
            "GDAL_HTTPS_PROXY": Self.proxies["GDAL_HTTPS_PROXY"] ?? usual,
        ]
    }

    /// Runs `body` with this access.
    func during<Result>(_ body: () -> Result) -> Result {
        GDALLibrary.withConfiguration(options, body)
    }

    /// `CPLGetConfigOption` looks into the environment too, and is safe against changes by others.
    private static func environment(_ key: String) -> String? {
        let value = CPLGetConfigOption(key, nil) ?? CPLGetConfigOption(key.uppercased(), nil)
        return value.map { String(cString: $0) }
    }
}
