/// How a dataset is opened (`GDALOpenEx`).
public struct OpenOptions: Sendable, Hashable {
    /// Which files beside the named one GDAL may look for: `.aux.xml`, `.ovr`, `.msk`, RPC and metadata files.
    public enum SiblingFiles: Sendable, Hashable {
        /// Lists the folder, as GDAL does by itself.
        case search
        /// Looks at the named file only. Fast in folders of many files, and nothing unexpected comes in.
        case none
        /// Takes these names, without folders, as the content of the folder.
        case only([String])
    }

    /// Short names of the drivers that may try; empty for all that are registered.
    public var drivers: [String]

    /// The driver's open options, such as `["NUM_THREADS": "1"]`.
    public var driverOptions: [String: String]

    /// Which files beside the named one may be looked at.
    public var siblings: SiblingFiles

    /// If set, every file the dataset is made of must lie in this folder, or opening fails.
    ///
    /// Guards against VRT files that name other places of the machine. An absolute path; symbolic
    /// links are not followed when comparing. Checks the list GDAL gives, see ``Dataset/files``.
    public var root: String?

    /// Options for opening; the defaults are GDAL's own.
    public init(
        drivers: [String] = [], driverOptions: [String: String] = [:], siblings: SiblingFiles = .search,
        root: String? = nil
    ) {
        self.drivers = drivers
        self.driverOptions = driverOptions
        self.siblings = siblings
        self.root = root
    }
}
