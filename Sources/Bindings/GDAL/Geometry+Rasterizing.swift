import CGDAL

extension Geometry {
    /// Draws geometries into pixels (`GDALRasterizeGeometries`).
    ///
    /// - Parameters:
    ///   - geometries: What is drawn; later ones cover earlier ones.
    ///   - values: The value for each geometry, clamped to the range of the pixels.
    ///   - pixels: `[row][column]`; pixels that no geometry covers stay as they are.
    ///   - size: Columns and rows of `pixels`.
    ///   - transform: From pixels to the coordinates of the geometries; nil if these are in pixels.
    ///   - allTouched: Draws every pixel that a geometry touches, instead of those whose centre it covers.
    /// - Throws: ``GDALError``, ``GDALError/Code/notGeoreferenced`` for a transform that cannot be inverted.
    public static func rasterize<Pixel: GDALPixel>(
        _ geometries: [Geometry], values: [Double], into pixels: inout [Pixel], size: PixelSize,
        transform: GeoTransform? = nil, allTouched: Bool = false
    ) throws(GDALError) {
        let function = "GDALRasterizeGeometries"
        precondition(geometries.count == values.count, "one value for each geometry")
        precondition(size.width * size.height == pixels.count, "\(size) has \(size.width * size.height) pixels")
        var placement = transform ?? .identity
        guard placement.determinant != 0, placement.determinant.isFinite else {
            throw GDALError(.notGeoreferenced, function: function, message: "the transform cannot be inverted")
        }
        let raster = try Dataset.inMemory(width: size.width, height: size.height, bands: 0, type: Pixel.gdalType)
        let count = try cInt(geometries.count, "number of geometries", for: function)
        guard count > 0 else { return }
        try pixels.withUnsafeMutableBufferPointer { buffer throws(GDALError) in
            try raster.addBand(over: buffer)
            try withHandles(of: geometries[...]) { handles throws(GDALError) in
                try raster.storage.call(function) { dataset in
                    withStringList(allTouched ? ["ALL_TOUCHED=TRUE"] : []) { options in
                        GDALRasterizeGeometries(
                            dataset, 1, [1], count, handles, toPixels, &placement, values, options, nil, nil)
                    }
                }
            }
            try raster.storage.close()
        }
    }

    /// Lends handles of all geometries for the time of one call.
    private static func withHandles(
        of geometries: ArraySlice<Geometry>, _ body: ([OGRGeometryH?]) throws(GDALError) -> Void
    ) throws(GDALError) {
        var handles: [OGRGeometryH?] = []
        for geometry in geometries { handles.append(geometry.withHandle { OGR_G_Clone($0) }) }
        defer { for handle in handles { OGR_G_DestroyGeometry(handle) } }
        try body(handles)
    }

    /// Which pixels geometries cover, as a mask of 0 and 255, see ``rasterize(_:values:into:size:transform:allTouched:)``.
    public static func mask(
        covering geometries: [Geometry], size: PixelSize, transform: GeoTransform? = nil, allTouched: Bool = false
    ) throws(GDALError) -> [UInt8] {
        var mask = [UInt8](repeating: 0, count: size.width * size.height)
        let values = [Double](repeating: 255, count: geometries.count)
        try rasterize(
            geometries, values: values, into: &mask, size: size, transform: transform, allTouched: allTouched)
        return mask
    }
}

/// A `GDALTransformerFunc` whose data is a ``GeoTransform``: coordinates to pixels, in place.
private func toPixels(
    _ data: UnsafeMutableRawPointer?, _ inverse: Int32, _ count: Int32, _ x: UnsafeMutablePointer<Double>?,
    _ y: UnsafeMutablePointer<Double>?, _ z: UnsafeMutablePointer<Double>?, _ success: UnsafeMutablePointer<Int32>?
) -> Int32 {
    guard let transform = data?.load(as: GeoTransform.self), let x, let y, let success else { return 0 }
    for index in 0..<Int(count) {
        let pixel = transform.pixel(of: Coordinate(x: x[index], y: y[index]))
        (x[index], y[index]) = (pixel?.column ?? .infinity, pixel?.row ?? .infinity)
        success[index] = pixel == nil ? 0 : 1
    }
    return 1
}
