import CGDAL

/// Turns places in an image into coordinates of a CRS and back (`GDALCreateGenImgProjTransformer2`).
///
/// By geotransform, ground control points or rational polynomials. May be used by one thread at a
/// time, and not longer than the dataset it was made of, which it keeps open.
public struct PixelTransformation: ~Copyable {
    private let argument: UnsafeMutableRawPointer
    private let storage: DatasetStorage

    /// Prepares a transformation.
    ///
    /// - Parameters:
    ///   - dataset: The image.
    ///   - target: CRS of the coordinates.
    ///   - placement: By what the image is placed.
    /// - Throws: ``GDALError``: ``GDALError/Code/elevationRequired``, ``GDALError/Code/notGeoreferenced``, and what
    ///   `GDALCreateGenImgProjTransformer2` reports.
    public init(
        of dataset: borrowing Dataset, to target: SpatialReference, placement: Placement = .automatic
    ) throws(GDALError) {
        let function = "GDALCreateGenImgProjTransformer2"
        guard let wkt = target.wkt else {
            throw GDALError(.invalidArgument, function: function, message: "the CRS cannot be written as WKT")
        }
        var options = try dataset.transformerOptions(placement)
        options["DST_SRS"] = wkt
        let storage = dataset.storage
        let made = try storage.call(function, failed: { $0 == nil }) { handle in
            withStringList(keyValueStrings(options)) { GDALCreateGenImgProjTransformer2(handle, nil, $0) }
        }
        guard let made else { throw GDALError(.other, function: function, message: "no transformer was made") }
        argument = made
        self.storage = storage
    }

    deinit {
        GDALDestroyGenImgProjTransformer(argument)
    }

    /// Coordinates of places in the image (`GDALGenImgProjTransform`); nil where there are none.
    public func coordinates(columns: [Double], rows: [Double]) -> [Coordinate?] {
        transformed(x: columns, y: rows, isInverse: false)
    }

    /// Places in the image of coordinates, as column and row in `x` and `y`; nil where there are none.
    public func pixels(of coordinates: [Coordinate]) -> [Coordinate?] {
        transformed(x: coordinates.map(\.x), y: coordinates.map(\.y), isInverse: true)
    }

    private func transformed(x: [Double], y: [Double], isInverse: Bool) -> [Coordinate?] {
        precondition(x.count == y.count && x.count <= Int(Int32.max), "one x and y for each point")
        var x = x
        var y = y
        var z = [Double](repeating: 0, count: x.count)
        var reached = [Int32](repeating: 0, count: x.count)
        storage.ask { _ in
            _ = GDALGenImgProjTransform(argument, isInverse ? 1 : 0, Int32(x.count), &x, &y, &z, &reached)
        }
        return x.indices.map { index in
            reached[index] != 0 && x[index].isFinite && y[index].isFinite ? Coordinate(x: x[index], y: y[index]) : nil
        }
    }
}
