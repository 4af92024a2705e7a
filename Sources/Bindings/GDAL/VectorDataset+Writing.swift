import CGDAL

extension VectorDataset {
    /// Adds a layer (`GDALDatasetCreateLayer`).
    ///
    /// - Parameters:
    ///   - name: The layer's name.
    ///   - kind: The kind of its shapes.
    ///   - fields: Its fields in order.
    ///   - reference: Its CRS; nil for none.
    ///   - options: The driver's layer creation options, such as `["RFC7946": "YES"]`.
    /// - Throws: ``GDALError``.
    public func createLayer(
        _ name: String, kind: GeometryKind = .any, fields: [FieldDefinition] = [], reference: SpatialReference? = nil,
        options: [String: String] = [:]
    ) throws(GDALError) {
        let layer = try storage.call("GDALDatasetCreateLayer", failed: { $0 == nil }) { dataset in
            withStringList(keyValueStrings(options)) {
                GDALDatasetCreateLayer(dataset, name, reference?.handle, kind.gdal, $0)
            }
        }
        for field in fields {
            let definition = OGR_Fld_Create(field.name, OGRFieldType(rawValue: field.kind.rawValue))
            defer { OGR_Fld_Destroy(definition) }
            _ = try storage.call("OGR_L_CreateField", failed: { $0 != OGRERR_NONE }) { _ in
                OGR_L_CreateField(layer, definition, 1)
            }
        }
    }

    /// Adds features to a layer, all or none where the format has transactions (`OGR_L_CreateFeature`).
    ///
    /// - Throws: ``GDALError``, ``GDALError/Code/notFound`` for a field that the layer does not have.
    public func append(_ features: [Feature], to layer: String) throws(GDALError) {
        let layer = try layerHandle(layer)
        let transacted = storage.ask { dataset in
            guard GDALDatasetTestCapability(dataset, "Transactions") != 0 else { return false }
            // A GeoPackage makes a new layer's table at the first feature, and would take it back with this batch.
            OGR_L_SyncToDisk(layer)
            return GDALDatasetStartTransaction(dataset, 0) == OGRERR_NONE
        }
        do throws(GDALError) {
            for feature in features { try append(feature, to: layer) }
        } catch {
            if transacted { storage.ask { _ = GDALDatasetRollbackTransaction($0) } }
            throw error
        }
        guard transacted else { return }
        _ = try storage.call("GDALDatasetCommitTransaction", failed: { $0 != OGRERR_NONE }) {
            GDALDatasetCommitTransaction($0)
        }
    }

    private func append(_ feature: Feature, to layer: OGRLayerH) throws(GDALError) {
        guard let handle = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else {
            throw GDALError(.outOfMemory, function: "OGR_F_Create", message: "no memory for a feature")
        }
        defer { OGR_F_Destroy(handle) }
        if let id = feature.id { OGR_F_SetFID(handle, id) }
        for (name, value) in feature.fields.sorted(by: { $0.key < $1.key }) {
            let index = OGR_F_GetFieldIndex(handle, name)
            guard index >= 0 else {
                throw GDALError(
                    .notFound, function: "OGR_F_GetFieldIndex", message: "the layer has no field named \(name)")
            }
            setField(of: handle, at: index, to: value)
        }
        _ = try storage.call("OGR_L_CreateFeature", failed: { $0 != OGRERR_NONE }) { _ in
            if let geometry = feature.geometry { _ = geometry.withHandle { OGR_F_SetGeometry(handle, $0) } }
            return OGR_L_CreateFeature(layer, handle)
        }
    }
}

private func setField(of feature: OGRFeatureH, at index: Int32, to value: FieldValue) {
    switch value {
    case .null: OGR_F_SetFieldNull(feature, index)
    case .integer(let number): OGR_F_SetFieldInteger64(feature, index, number)
    case .real(let number): OGR_F_SetFieldDouble(feature, index, number)
    case .text(let text), .time(let text): OGR_F_SetFieldString(feature, index, text)
    case .integers(let numbers): OGR_F_SetFieldInteger64List(feature, index, Int32(numbers.count), numbers)
    case .reals(let numbers): OGR_F_SetFieldDoubleList(feature, index, Int32(numbers.count), numbers)
    case .texts(let texts): withStringList(texts) { OGR_F_SetFieldStringList(feature, index, $0) }
    case .binary(let bytes):
        bytes.withUnsafeBytes { OGR_F_SetFieldBinary(feature, index, Int32($0.count), $0.baseAddress) }
    }
}
