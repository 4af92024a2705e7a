import CGDAL

/// A raster grid on the ground: size, place and CRS.
public struct TargetGrid {
    /// Size in pixels.
    public var size: PixelSize
    /// From pixels to the CRS; may be rotated or south-up.
    public var transform: GeoTransform
    /// The CRS.
    public var reference: SpatialReference

    /// A grid.
    public init(size: PixelSize, transform: GeoTransform, reference: SpatialReference) {
        self.size = size
        self.transform = transform
        self.reference = reference
    }
}

/// By what an image is placed when it is warped.
public enum Placement: Sendable, Hashable {
    /// ``Dataset/geoTransform``, else ground control points. Images that have only RPCs are
    /// refused, because their place depends on a height that somebody has to name.
    case automatic
    /// A polynomial through ground control points, of order 1 to 3; 0 lets GDAL choose by their number.
    case groundControlPoints(order: Int)
    /// A thin-plate spline through every ground control point.
    case thinPlateSpline
    /// The rational polynomial camera, on ground of this height.
    case rationalPolynomials(Elevation)

    /// Height of the ground for a rational polynomial camera.
    public enum Elevation: Sendable, Hashable {
        /// Metres above the WGS 84 ellipsoid, everywhere.
        case constant(Double)
        /// A raster of heights in metres, above the ellipsoid or with a vertical CRS of its own.
        /// Where it has no value, `missing` is taken, or the pixel stays empty if that is nil.
        case model(path: String, missing: Double?)
    }
}

extension Dataset {
    /// This raster in another grid, computed when it is read (`GDALCreateWarpedVRT`).
    ///
    /// Reading a window costs what the window needs; nothing is materialised. To make an image
    /// much coarser, warp to about its own resolution and read that smaller.
    ///
    /// Where the image does not reach, pixels have its nodata value if it has one; if not, an alpha
    /// band is added behind the others. In both cases ``readMask(band:window:bufferSize:resampling:)`` tells.
    ///
    /// - Parameters:
    ///   - grid: The grid of the result.
    ///   - placement: By what the image is placed.
    ///   - resampling: How pixels are made.
    ///   - errorThreshold: By how many pixels of the grid the exact transformation may be missed; 0 is exact and slow.
    /// - Returns: A dataset that keeps this one open.
    /// - Throws: ``GDALError``: ``GDALError/Code/elevationRequired``, ``GDALError/Code/notGeoreferenced``, and what
    ///   `GDALCreateGenImgProjTransformer2` reports.
    public func warped(
        to grid: TargetGrid, placement: Placement = .automatic, resampling: Resampling = .nearest,
        errorThreshold: Double = 0.125
    ) throws(GDALError) -> Dataset {
        let function = "GDALCreateWarpedVRT"
        let columns = try cInt(grid.size.width, "width", for: function)
        let rows = try cInt(grid.size.height, "height", for: function)
        var coefficients = grid.transform.coefficients
        let transformer = try makeTransformer(placement, to: grid, errorThreshold: errorThreshold)
        let options = warpOptions(resampling: resampling, transformer: transformer)
        defer { GDALDestroyWarpOptions(options) }
        let handle: GDALDatasetH?
        do throws(GDALError) {
            handle = try storage.call(function, failed: { $0 == nil }) {
                GDALCreateWarpedVRT($0, columns, rows, &coefficients, options)
            }
        } catch {
            GDALDestroyTransformer(transformer.argument)
            throw error
        }
        guard let handle else { throw GDALError(.other, function: function, message: "no dataset was made") }
        let view = Dataset(storage: DatasetStorage(owning: handle, warnings: [], sources: [storage]))
        try view.setSpatialReference(grid.reference)
        return view
    }

    /// The transformer that `GDALCreateWarpedVRT` takes over (+1).
    private func makeTransformer(
        _ placement: Placement, to grid: TargetGrid, errorThreshold: Double
    ) throws(GDALError) -> Transformer {
        let function = "GDALCreateGenImgProjTransformer2"
        guard let target = grid.reference.wkt else {
            throw GDALError(
                .invalidArgument, function: function, message: "the CRS of the grid cannot be written as WKT")
        }
        var options = try transformerOptions(placement)
        options["DST_SRS"] = target
        let exact = try storage.call(function, failed: { $0 == nil }) { dataset in
            withStringList(keyValueStrings(options)) { GDALCreateGenImgProjTransformer2(dataset, nil, $0) }
        }
        guard let exact else { throw GDALError(.other, function: function, message: "no transformer was made") }
        var coefficients = grid.transform.coefficients
        GDALSetGenImgProjTransformerDstGeoTransform(exact, &coefficients)
        guard errorThreshold > 0,
            let approximate = GDALCreateApproxTransformer(GDALGenImgProjTransform, exact, errorThreshold)
        else { return Transformer(argument: exact, function: GDALGenImgProjTransform) }
        GDALApproxTransformerOwnsSubtransformer(approximate, 1)
        return Transformer(argument: approximate, function: GDALApproxTransform)
    }

    /// The options which make GDAL place the image as asked and in no other way.
    func transformerOptions(_ placement: Placement) throws(GDALError) -> [String: String] {
        switch placement {
        case .automatic:
            if geoTransform != nil { return ["METHOD": "GEOTRANSFORM"] }
            if !groundControlPoints.isEmpty { return ["METHOD": "GCP_POLYNOMIAL"] }
            guard metadata(domain: "RPC").isEmpty else {
                throw GDALError(
                    .elevationRequired, function: "GDALCreateGenImgProjTransformer2",
                    message: "\(name) is placed by RPCs only; give a height or an elevation model")
            }
            throw GDALError(
                .notGeoreferenced, function: "GDALCreateGenImgProjTransformer2",
                message: "\(name) has no geotransform, no ground control points and no RPCs")
        case .groundControlPoints(let order):
            return order == 0
                ? ["METHOD": "GCP_POLYNOMIAL"] : ["METHOD": "GCP_POLYNOMIAL", "MAX_GCP_ORDER": "\(order)"]
        case .thinPlateSpline:
            return ["METHOD": "GCP_TPS"]
        case .rationalPolynomials(.constant(let height)):
            return ["METHOD": "RPC", "RPC_HEIGHT": "\(height)"]
        case .rationalPolynomials(.model(let path, let missing)):
            var options = ["METHOD": "RPC", "RPC_DEM": path, "RPC_DEMINTERPOLATION": "bilinear"]
            options["RPC_DEM_MISSING_VALUE"] = missing.map { "\($0)" }
            return options
        }
    }
}
