import CGDAL

/// An open file of vector layers: GeoJSON, GeoPackage, Shapefile, KML and others (`GDALDatasetH`).
///
/// **Thread rule.** As for ``Dataset``: one dataset per task, never two threads at a time.
///
/// Coordinates are x east or longitude first. A dataset that was written must be ended with ``close()``.
public struct VectorDataset: ~Copyable {
    let storage: DatasetStorage

    /// Opens a file for reading (`GDALOpenEx` with `GDAL_OF_VECTOR`); see ``Dataset/init(opening:options:)``.
    public init(opening name: String, options: OpenOptions = OpenOptions()) throws(GDALError) {
        storage = try openDataset(name, flags: GDAL_OF_VECTOR | GDAL_OF_READONLY, options: options)
    }

    /// Opens a file for adding to it (`GDALOpenEx` with `GDAL_OF_VECTOR` and `GDAL_OF_UPDATE`).
    public init(updating name: String, options: OpenOptions = OpenOptions()) throws(GDALError) {
        storage = try openDataset(name, flags: GDAL_OF_VECTOR | GDAL_OF_UPDATE, options: options)
    }

    /// Creates a file without layers (`GDALCreate`).
    ///
    /// - Parameters:
    ///   - path: Where the file shall be; for most drivers it must not exist yet.
    ///   - name: The driver, such as `GPKG` or `GeoJSON`.
    ///   - options: The driver's creation options.
    /// - Throws: ``GDALError``.
    public init(creating path: String, driver name: String, options: [String: String] = [:]) throws(GDALError) {
        let driver = try GDALLibrary.driver(name, for: "GDALCreate")
        let (handle, warnings) = try calling("GDALCreate") {
            withStringList(keyValueStrings(options)) { GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, $0) }
        }
        storage = DatasetStorage(owning: handle, warnings: warnings)
    }

    /// Writes what is pending and closes the file (`GDALFlushCache`, `GDALClose`).
    public consuming func close() throws(GDALError) {
        try storage.close()
    }

    /// What GDAL warned of, each message once.
    public var warnings: [Diagnostic] { storage.warnings }

    /// The short name of the driver (`GDALGetDriverShortName`).
    public var driver: String {
        storage.ask { String(cString: GDALGetDriverShortName(GDALGetDatasetDriver($0))) }
    }

    /// Files this dataset is made of (`GDALGetFileList`).
    public var files: [String] {
        storage.ask { takeStrings(GDALGetFileList($0)) }
    }

    /// Its layers in order (`GDALDatasetGetLayer`).
    public var layers: [LayerDescription] {
        storage.ask { dataset in
            (0..<max(0, GDALDatasetGetLayerCount(dataset))).compactMap { index in
                GDALDatasetGetLayer(dataset, index).map(describe)
            }
        }
    }

    /// The CRS of a layer (`OGR_L_GetSpatialRef`); nil if unknown.
    public func spatialReference(of layer: String) throws(GDALError) -> SpatialReference? {
        let layer = try layerHandle(layer)
        return storage.ask { _ in OGR_L_GetSpatialRef(layer).map { SpatialReference(cloning: $0) } }
    }

    /// The handle of a layer, which must not leave the calling function.
    func layerHandle(_ name: String) throws(GDALError) -> OGRLayerH {
        guard let layer = storage.ask({ GDALDatasetGetLayerByName($0, name) }) else {
            let names = layers.map(\.name).joined(separator: ", ")
            throw GDALError(
                .notFound, function: "GDALDatasetGetLayerByName",
                message: "there is no layer named \(name); there are: \(names)")
        }
        return layer
    }
}

private func describe(_ layer: OGRLayerH) -> LayerDescription {
    let definition = OGR_L_GetLayerDefn(layer)
    let fields = (0..<max(0, OGR_FD_GetFieldCount(definition))).compactMap { index in
        OGR_FD_GetFieldDefn(definition, index).map { field in
            FieldDefinition(
                name: String(cString: OGR_Fld_GetNameRef(field)),
                kind: FieldDefinition.Kind(rawValue: OGR_Fld_GetType(field).rawValue) ?? .text)
        }
    }
    let count = OGR_L_GetFeatureCount(layer, 0)
    return LayerDescription(
        name: String(cString: OGR_L_GetName(layer)), kind: GeometryKind(OGR_L_GetGeomType(layer)), fields: fields,
        featureCount: count < 0 ? nil : Int(count),
        referenceWKT: OGR_L_GetSpatialRef(layer).flatMap { SpatialReference(cloning: $0).wkt })
}
