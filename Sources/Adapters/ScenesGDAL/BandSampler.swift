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
            var values: [Float] = try dataset.read(bands: [band.index], bufferSize: buffer)
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
}
