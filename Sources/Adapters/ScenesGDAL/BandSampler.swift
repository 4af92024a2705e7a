import Evidence
import GDAL
import Rasters
import SceneIngest

/// Thins out a band evenly, for percentiles and outlines.
enum BandSampler {
    /// The pixel in the middle of each cell of a coarse grid.
    ///
    /// Uses the file's overviews where it has them. Memory is bounded by the sample, not by the band.
    static func sample(of band: Band, at location: RasterLocation, longestSide: Int) throws(IngestError) -> BandSample {
        let dataset = try location.open()
        let longest = max(band.size.width, band.size.height)
        let share = min(1, Double(longestSide) / Double(longest))
        let size = RasterSize(
            width: max(1, Int((Double(band.size.width) * share).rounded())),
            height: max(1, Int((Double(band.size.height) * share).rounded())))
        let buffer = PixelSize(width: size.width, height: size.height)
        do {
            var values = try sample(of: band, in: dataset, size: size)
            var validity = [UInt8](repeating: 1, count: size.count)
            if band.noData == .mask {
                let mask = try dataset.readMask(band: band.index, bufferSize: buffer)
                for index in mask.indices where mask[index] < 128 { validity[index] = 0 }
            }
            let conversion = PixelConversion(noData: band.noData, scale: 1, offset: 0, isClamped: false)
            conversion.convert(&values, band: 0, validity: &validity)
            return BandSample(size: size, values: values, validity: validity)
        } catch {
            throw location.ingestError(error)
        }
    }

    /// Side, in cells of the sample, of the parts in which a large raster is read.
    private static let partSide = 64

    /// The stored numbers of a sample. Parts of a large raster for which the file stores nothing are not
    /// read: GDAL would make each block of them in memory, hours of work for a sparse file.
    private static func sample(
        of band: Band, in dataset: borrowing Dataset, size: RasterSize
    ) throws(GDALError) -> [Float] {
        guard band.noData != .mask, band.size.count > 1 << 28 else {
            return try dataset.read(bands: [band.index], bufferSize: PixelSize(width: size.width, height: size.height))
        }
        let columnStep = Double(band.size.width) / Double(size.width)
        let rowStep = Double(band.size.height) / Double(size.height)
        // What the file gives where it stores nothing: its own nodata or 0, found once by asking it.
        var missing: Float?
        var values = [Float](repeating: 0, count: size.count)
        for row in stride(from: 0, to: size.height, by: partSide) {
            for column in stride(from: 0, to: size.width, by: partSide) {
                let width = min(partSide, size.width - column)
                let height = min(partSide, size.height - row)
                let window = PixelWindow(
                    column: Double(column) * columnStep, row: Double(row) * rowStep,
                    width: min(Double(width) * columnStep, Double(band.size.width) - Double(column) * columnStep),
                    height: min(Double(height) * rowStep, Double(band.size.height) - Double(row) * rowStep))
                var part: [Float]
                if let missing, try dataset.isKnownEmpty(band: band.index, window: window) {
                    part = Array(repeating: missing, count: width * height)
                } else {
                    part = try dataset.read(
                        window, bands: [band.index], bufferSize: PixelSize(width: width, height: height))
                    if missing == nil, try dataset.isKnownEmpty(band: band.index, window: window) { missing = part[0] }
                }
                for line in 0..<height {
                    let to = (row + line) * size.width + column
                    values.replaceSubrange(to..<(to + width), with: part[(line * width)..<((line + 1) * width)])
                }
            }
        }
        return values
    }
}
