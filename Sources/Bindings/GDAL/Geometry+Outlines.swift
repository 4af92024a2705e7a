import CGDAL

/// Which pixels belong together when a mask becomes polygons.
public enum Connectedness: Sendable, Hashable {
    /// Those that share an edge.
    case four
    /// Those that share an edge or a corner.
    case eight
}

extension Geometry {
    /// The outlines of what is not 0 in a mask (`GDALPolygonize`).
    ///
    /// - Parameters:
    ///   - mask: `[row][column]`, 0 is outside.
    ///   - size: Columns and rows of the mask.
    ///   - transform: From pixels of the mask to the coordinates of the result; nil leaves them in pixels.
    ///   - connectedness: Which pixels belong together.
    ///   - tolerance: By how much an outline may be simplified, in units of the result. 0 keeps every
    ///     corner of every pixel.
    /// - Returns: Valid polygons with holes, in no particular order; empty if the mask is 0 everywhere.
    /// - Throws: ``GDALError``.
    public static func outlines(
        of mask: [UInt8], size: PixelSize, transform: GeoTransform? = nil, connectedness: Connectedness = .four,
        tolerance: Double = 0
    ) throws(GDALError) -> [Geometry] {
        precondition(size.width * size.height == mask.count, "a mask of \(size) has \(size.width * size.height) pixels")
        // One value for "inside", else pixels of different values would become different polygons.
        var inside = mask.map { $0 == 0 ? UInt8(0) : 1 }
        let raster = try Dataset.inMemory(width: size.width, height: size.height, bands: 0, type: .uint8)
        if let transform { try raster.setGeoTransform(transform) }
        let layers = try VectorDataset(creating: "", driver: vectorMemoryDriver)
        try layers.createLayer("outlines", kind: .polygon)
        let layer = try layers.layerHandle("outlines")
        let options = connectedness == .eight ? ["8CONNECTED=8"] : []
        try inside.withUnsafeMutableBufferPointer { buffer throws(GDALError) in
            try raster.addBand(over: buffer)
            let band = try raster.bandHandle(1)
            try raster.storage.call("GDALPolygonize") { _ in
                withStringList(options) { GDALPolygonize(band, band, layer, -1, $0, nil, nil) }
            }
            try raster.storage.close()
        }
        var result: [Geometry] = []
        for feature in try layers.features(in: "outlines") {
            guard let geometry = feature.geometry else { continue }
            result.append(tolerance > 0 ? try geometry.simplified(by: tolerance) : geometry)
        }
        return result
    }

    /// Called `Memory` until GDAL 3.10, part of `MEM` since.
    private static var vectorMemoryDriver: String {
        GDALLibrary.start()
        return GDALGetDriverByName("Memory") != nil ? "Memory" : "MEM"
    }
}

extension Dataset {
    /// Adds a band to a dataset of the driver `MEM` whose pixels are the caller's memory, which
    /// must outlive the dataset (`GDALAddBand` with `DATAPOINTER`).
    func addBand<Pixel: GDALPixel>(over pixels: UnsafeMutableBufferPointer<Pixel>) throws(GDALError) {
        let address = UInt(bitPattern: pixels.baseAddress)
        try storage.call("GDALAddBand") { dataset in
            withStringList(["DATAPOINTER=0x\(String(address, radix: 16))"]) {
                GDALAddBand(dataset, Pixel.gdalType.gdal, $0)
            }
        }
    }
}
