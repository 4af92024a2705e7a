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
        extra.merge(scaleOptions(of: transformer)) { first, _ in first }
        for entry in keyValueStrings(extra) {
            options.pointee.papszWarpOptions = CSLAddString(options.pointee.papszWarpOptions, entry)
        }
        return options
    }
}

extension Dataset {
    /// How wide the kernel is where pixels become coarser (`XSCALE`, `YSCALE`).
    ///
    /// GDAL finds this anew for each piece it computes, so that a pixel would depend on the window it
    /// is read in. Here it is taken once, at the centre of the image, and rotation does not widen it.
    private func scaleOptions(of transformer: Transformer) -> [String: String] {
        var (x, y, z) = ([Double(width) / 2], [Double(height) / 2], [0.0])
        var reached: [Int32] = [0]
        func transform(inverse: Int32) -> Bool {
            let count = Int32(x.count)
            let result = collectingDiagnostics {
                transformer.function(transformer.argument, inverse, count, &x, &y, &z, &reached)
            }.result
            return result != 0 && reached.allSatisfy { $0 != 0 }
        }
        guard transform(inverse: 0) else { return [:] }
        (x, y) = ([x[0], x[0] + 1, x[0]], [y[0], y[0], y[0] + 1])
        (z, reached) = ([0, 0, 0], [0, 0, 0])
        guard transform(inverse: 1) else { return [:] }
        func length(_ first: Double, _ second: Double) -> Double { (first * first + second * second).squareRoot() }
        let columns = length(x[1] - x[0], x[2] - x[0])
        let rows = length(y[1] - y[0], y[2] - y[0])
        guard columns.isNormal, rows.isNormal else { return [:] }
        return ["XSCALE": "\(1 / columns)", "YSCALE": "\(1 / rows)"]
    }
}

/// Memory of GDAL's allocator with these values (+1).
private func allocated<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value>? {
    guard let memory = VSIMalloc(max(1, values.count * MemoryLayout<Value>.stride)) else { return nil }
    let pointer = memory.bindMemory(to: Value.self, capacity: values.count)
    pointer.initialize(from: values, count: values.count)
    return pointer
}
