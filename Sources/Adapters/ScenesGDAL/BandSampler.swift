import Evidence
import GDAL
import Rasters
import SceneIngest

/// Thins out bands evenly, for percentiles and outlines.
enum BandSampler {
    /// The pixel in the middle of each cell of a coarse grid, for bands of one size in one file.
    ///
    /// Uses the file's overviews where it has them. Memory is bounded by the samples, not by the bands. Bands are read
    /// together, strip by strip: a block that holds pixels of all bands is then read and decoded once, and not
    /// again for each band.
    static func samples(
        of bands: [Band], at location: RasterLocation, longestSide: Int
    ) throws(IngestError) -> [BandSample] {
        guard let first = bands.first else { return [] }
        let dataset = try location.open()
        let longest = max(first.size.width, first.size.height)
        let share = min(1, Double(longestSide) / Double(longest))
        let size = RasterSize(
            width: max(1, Int((Double(first.size.width) * share).rounded())),
            height: max(1, Int((Double(first.size.height) * share).rounded())))
        let grid = Grid(raster: first.size, sample: size)
        do {
            var values = Array(repeating: [Float](repeating: 0, count: size.count), count: bands.count)
            // The strips of a huge raster are cut once more, and parts for which the file stores nothing are not
            // read: GDAL would make each block of them in memory, hours of work for a sparse file.
            let isHuge = first.size.count > 1 << 28 && !bands.contains { $0.noData == .mask }
            // What the file gives where it stores nothing: its own nodata or 0, found once by asking it.
            var unstored = [Float?](repeating: nil, count: bands.count)
            for part in grid.parts(width: isHuge ? stripHeight : size.width, height: stripHeight) {
                let window = grid.source(of: part)
                var wanted: [Int] = []
                for (position, band) in bands.enumerated() {
                    if let value = unstored[position], try dataset.isKnownEmpty(band: band.index, window: window) {
                        for cells in grid.rows(of: part) {
                            values[position].replaceSubrange(cells, with: repeatElement(value, count: part.width))
                        }
                    } else {
                        wanted.append(position)
                    }
                }
                guard !wanted.isEmpty else { continue }
                let pixels: [Float] = try dataset.read(
                    window, bands: wanted.map { bands[$0].index },
                    bufferSize: PixelSize(width: part.width, height: part.height))
                var next = 0
                for position in wanted {
                    if isHuge, unstored[position] == nil,
                        try dataset.isKnownEmpty(band: bands[position].index, window: window)
                    {
                        unstored[position] = pixels[next]
                    }
                    for cells in grid.rows(of: part) {
                        values[position].replaceSubrange(cells, with: pixels[next..<(next + part.width)])
                        next += part.width
                    }
                }
            }
            var samples: [BandSample] = []
            for (band, values) in zip(bands, values) {
                samples.append(try sample(of: band, values: values, size: size, in: dataset))
            }
            return samples
        } catch {
            throw location.ingestError(error)
        }
    }

    /// Rows of the sample that are read at a time, and columns where the raster is huge.
    private static let stripHeight = 64

    /// How a sample's cells lie on a raster.
    private struct Grid {
        let raster: RasterSize
        let sample: RasterSize

        /// Windows of the sample, row by row, that cover it once.
        func parts(width: Int, height: Int) -> [RasterWindow] {
            stride(from: 0, to: sample.height, by: height).flatMap { row in
                stride(from: 0, to: sample.width, by: width).map { column in
                    RasterWindow(
                        column: column, row: row, width: min(width, sample.width - column),
                        height: min(height, sample.height - row))
                }
            }
        }

        /// The cells of each row of a window, as positions in the sample.
        func rows(of part: RasterWindow) -> [Range<Int>] {
            (part.row..<part.endRow).map { row in
                (row * sample.width + part.column)..<(row * sample.width + part.endColumn)
            }
        }

        /// The pixels of the raster below a window of the sample; its edges may lie inside of pixels.
        func source(of part: RasterWindow) -> PixelWindow {
            let columnStep = Double(raster.width) / Double(sample.width)
            let rowStep = Double(raster.height) / Double(sample.height)
            let column = Double(part.column) * columnStep
            let row = Double(part.row) * rowStep
            return PixelWindow(
                column: column, row: row, width: min(Double(part.width) * columnStep, Double(raster.width) - column),
                height: min(Double(part.height) * rowStep, Double(raster.height) - row))
        }
    }

    /// A band's sample, with the pixels marked that are there.
    private static func sample(
        of band: Band, values: [Float], size: RasterSize, in dataset: borrowing Dataset
    ) throws(GDALError) -> BandSample {
        var values = values
        var validity = [UInt8](repeating: 1, count: size.count)
        if band.noData == .mask {
            let mask = try dataset.readMask(
                band: band.index, bufferSize: PixelSize(width: size.width, height: size.height))
            for index in mask.indices where mask[index] < 128 { validity[index] = 0 }
        }
        let conversion = PixelConversion(noData: band.noData, scale: 1, offset: 0, isClamped: false)
        conversion.convert(&values, band: 0, validity: &validity)
        return BandSample(size: size, values: values, validity: validity)
    }
}
