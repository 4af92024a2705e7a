import CGDAL

/// The library as a whole: drivers, version, configuration.
///
/// Every entry point of this module calls ``start()`` first, so nobody has to.
///
/// Decisions that hold for the whole process:
/// * Nothing is printed; see ``Diagnostic``.
/// * Where a GeoTIFF names an EPSG code, the registry's definition counts and not the parameters
///   written beside the code (`GTIFF_SRS_SOURCE=EPSG`). Some writers, ENVI-born Sentinel-2 tools
///   among them, write code 3857 together with datum 1 and ellipsoid 1, which do not exist, and a
///   sphere; GDAL 3.6 then warns "datum not found" and doubts the code.
/// * No network, unless a dataset is opened with a `/vsicurl/` name; see `NetworkAccess`.
/// * VRT files cannot run Python (`GDAL_VRT_ENABLE_PYTHON=NO`).
public enum GDALLibrary {
    /// Keeps threads from hoarding freed memory (`mallopt` with `M_ARENA_MAX`).
    ///
    /// Pixels pass through buffers of megabytes on several threads; without this the memory that one thread freed
    /// stays beside what others need, some 60 MB. Call it before threads begin; a program that embeds the library may
    /// rather keep its own settings.
    public static func shareFreedMemory() { mallopt(M_ARENA_MAX, 2) }

    /// Runs once; a `static let` is initialised under a lock.
    private static let started: Void = {
        CPLSetErrorHandler(collectDiagnostic)
        NetworkAccess.denyByDefault()
        setDefault("GTIFF_SRS_SOURCE", "EPSG")
        CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO")
        GDALAllRegister()
        NetworkAccess.removeDrivers()
        OSRSetPROJEnableNetwork(0)
    }()

    /// Registers the drivers (`GDALAllRegister`) and sets the process-wide decisions. Later calls do nothing.
    public static func start() {
        _ = started
    }

    /// Sets an option unless the environment or the caller did.
    private static func setDefault(_ key: String, _ value: String) {
        if CPLGetConfigOption(key, nil) == nil { CPLSetConfigOption(key, value) }
    }

    /// GDAL's version as `major.minor.patch` (`GDALVersionInfo`).
    public static var version: String {
        String(cString: GDALVersionInfo("RELEASE_NAME"))
    }

    /// GDAL's version as one number, such as 3060200 (`GDALVersionInfo`).
    public static var versionNumber: Int {
        Int(String(cString: GDALVersionInfo("VERSION_NUM"))) ?? 0
    }
}
