import CGDAL

extension Dataset {
    /// Opens a raster for reading (`GDALOpenEx`).
    ///
    /// - Parameters:
    ///   - name: A path, or a name that GDAL understands: `/vsizip/a.zip/b.tif`, a driver prefix
    ///     such as `SENTINEL2_L2A:…`, or `/vsicurl/https://…` for a file on a server. The network
    ///     is used in the last case only; see ``GDALLibrary``.
    ///   - options: Which drivers may try, and what they may look at.
    /// - Throws: ``GDALError`` with ``GDALError/Code/openFailed`` for a file that is missing, a
    ///   folder, not a known format or broken at its head. A file broken further behind fails when read.
    public init(opening name: String, options: OpenOptions = OpenOptions()) throws(GDALError) {
        self.init(storage: try openDataset(name, flags: GDAL_OF_RASTER | GDAL_OF_READONLY, options: options))
    }

    /// Opens an existing raster for changing it (`GDALOpenEx` with `GDAL_OF_UPDATE`).
    public init(updating name: String, options: OpenOptions = OpenOptions()) throws(GDALError) {
        self.init(storage: try openDataset(name, flags: GDAL_OF_RASTER | GDAL_OF_UPDATE, options: options))
    }
}

/// Calls `GDALOpenEx` and refuses what lies outside of the folder the caller allows.
func openDataset(_ name: String, flags: Int32, options: OpenOptions) throws(GDALError) -> DatasetStorage {
    GDALLibrary.start()
    let network = NetworkAccess(opening: name)
    let siblings: [String]?
    switch options.siblings {
    case .search: siblings = nil
    // An empty list would mean "look yourself" to parts of GDAL; the file itself must do.
    case .none: siblings = [name.split(separator: "/").last.map { String($0) } ?? name]
    case .only(let names): siblings = names
    }
    func open() -> GDALDatasetH? {
        withStringList(options.drivers) { drivers in
            withStringList(keyValueStrings(options.driverOptions)) { driverOptions in
                withStringList(siblings ?? []) { siblings in
                    GDALOpenEx(
                        name, UInt32(flags | GDAL_OF_VERBOSE_ERROR), constant(drivers), constant(driverOptions),
                        constant(siblings))
                }
            }
        }
    }
    let (handle, warnings) = try calling("GDALOpenEx") { network.map { $0.during(open) } ?? open() }
    let storage = DatasetStorage(owning: handle, warnings: warnings, network: network)
    try refuseFiles(of: storage, outside: options.root)
    return storage
}

/// Throws if the dataset consists of files that are not in the folder `root`.
func refuseFiles(of storage: DatasetStorage, outside root: String?) throws(GDALError) {
    guard let root else { return }
    let folder = pathComponents(root)
    let files = storage.ask { takeStrings(GDALGetFileList($0)) }
    for file in files {
        let path = pathComponents(file)
        guard file.hasPrefix("/"), path.count > folder.count, path.starts(with: folder) else {
            throw GDALError(
                .openFailed, function: "GDALGetFileList",
                message: "the dataset refers to \(file), which is outside of \(root)")
        }
    }
}

/// The components of a path with `.` and `..` resolved by their names alone.
private func pathComponents(_ path: String) -> [Substring] {
    var result: [Substring] = []
    for component in path.split(separator: "/", omittingEmptySubsequences: true) where component != "." {
        if component == ".." { _ = result.popLast() } else { result.append(component) }
    }
    return result
}
