import CGDAL

/// A transformer of GDAL and the function that uses it.
struct Transformer {
    /// +1, taken over by the warped dataset that is made with it.
    let argument: UnsafeMutableRawPointer
    let function: GDALTransformerFunc
}

extension Dataset {
    /// Options for `GDALCreateWarpedVRT` (+1); arrays in them are freed by `GDALDestroyWarpOptions`.
    func warpOptions(
        resampling: Resampling, transformer: Transformer
    ) -> UnsafeMutablePointer<GDALWarpOptions> {
        guard let options = GDALCreateWarpOptions() else { preconditionFailure("GDALCreateWarpOptions: no memory") }
        let bands = bands
        let alpha = bands.last { $0.colorInterpretation == .alpha }?.number
        let colours = bands.filter { $0.number != alpha }
        options.pointee.hSrcDS = storage.handle
        options.pointee.eResampleAlg = resampling.warp
        options.pointee.nBandCount = Int32(colours.count)
        options.pointee.panSrcBands = allocated(colours.map { Int32($0.number) })
        options.pointee.panDstBands = allocated(colours.indices.map { Int32($0 + 1) })
        options.pointee.pTransformerArg = transformer.argument
        options.pointee.pfnTransformer = transformer.function

        let noData = colours.compactMap { $0.noData?.doubleValue }
        var extra = ["INIT_DEST": "0"]
        if noData.count == colours.count {
            options.pointee.padfSrcNoDataReal = allocated(noData)
            options.pointee.padfDstNoDataReal = allocated(noData)
            extra["INIT_DEST"] = "NO_DATA"
            // Each band's nodata hides that band only.
            extra["UNIFIED_SRC_NODATA"] = "NO"
        } else {
            options.pointee.nDstAlphaBand = Int32(colours.count + 1)
        }
        if let alpha { options.pointee.nSrcAlphaBand = Int32(alpha) }
        for entry in keyValueStrings(extra) {
            options.pointee.papszWarpOptions = CSLAddString(options.pointee.papszWarpOptions, entry)
        }
        return options
    }
}

/// Memory of GDAL's allocator with these values (+1).
private func allocated<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value>? {
    guard let memory = VSIMalloc(max(1, values.count * MemoryLayout<Value>.stride)) else { return nil }
    let pointer = memory.bindMemory(to: Value.self, capacity: values.count)
    pointer.initialize(from: values, count: values.count)
    return pointer
}
