import CGDAL

extension VectorDataset {
    /// Reads features of a layer in the order of the file (`OGR_L_GetNextFeature`).
    ///
    /// - Parameters:
    ///   - layer: The layer's name.
    ///   - bounds: Only features whose shape meets this box, in the CRS of the layer.
    ///   - filter: Only features for which this condition holds, in OGR's SQL: `role = 'berth'`. From the
    ///     program only: it is not made safe against a stranger's text.
    ///   - body: Receives each feature; an error it throws ends the reading.
    /// - Throws: ``GDALError`` for a missing layer, a condition that is not understood or a broken
    ///   file, and whatever `body` throws.
    public func forEachFeature(
        in layer: String, bounds: Envelope? = nil, where filter: String? = nil, _ body: (Feature) throws -> Void
    ) throws {
        let layer = try layerHandle(layer)
        try select(bounds, filter, in: layer)
        defer { storage.ask { _ in clearSelection(of: layer) } }
        while let feature = try nextFeature(of: layer) { try body(feature) }
    }

    /// Reads features of a layer into an array; see ``forEachFeature(in:bounds:where:_:)``.
    public func features(
        in layer: String, bounds: Envelope? = nil, where filter: String? = nil
    ) throws(GDALError) -> [Feature] {
        let layer = try layerHandle(layer)
        try select(bounds, filter, in: layer)
        defer { storage.ask { _ in clearSelection(of: layer) } }
        var result: [Feature] = []
        while let feature = try nextFeature(of: layer) { result.append(feature) }
        return result
    }

    private func select(_ bounds: Envelope?, _ filter: String?, in layer: OGRLayerH) throws(GDALError) {
        storage.ask { _ in
            OGR_L_ResetReading(layer)
            if let bounds {
                OGR_L_SetSpatialFilterRect(layer, bounds.minimumX, bounds.minimumY, bounds.maximumX, bounds.maximumY)
            }
        }
        guard let filter else { return }
        _ = try storage.call("OGR_L_SetAttributeFilter", failed: { $0 != OGRERR_NONE }) { _ in
            OGR_L_SetAttributeFilter(layer, filter)
        }
    }

    private func nextFeature(of layer: OGRLayerH) throws(GDALError) -> Feature? {
        // No feature may be the end or a failure; only what was reported tells.
        let handle = try storage.attempt("OGR_L_GetNextFeature", failed: { $0 == nil && $1 }) { _ in
            OGR_L_GetNextFeature(layer)
        }
        guard let handle else { return nil }
        defer { OGR_F_Destroy(handle) }
        return try Feature(copying: handle)
    }
}

private func clearSelection(of layer: OGRLayerH) {
    OGR_L_SetSpatialFilter(layer, nil)
    OGR_L_SetAttributeFilter(layer, nil)
    OGR_L_ResetReading(layer)
}
