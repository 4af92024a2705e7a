import Evidence
import GDAL
import Rasters
import SceneIngest

/// One band of a source: where it is read, how its grid lies, and what its numbers become.
struct BandReading: Sendable {
    let location: RasterLocation
    let index: Int
    let size: RasterSize
    let horizontal: ResamplingAxis
    let vertical: ResamplingAxis
    /// What is read in place of all pixels; nil where all are read.
    let thinning: Thinning?
    let conversion: PixelConversion
    /// How its numbers are stored.
    let dataType: Band.DataType
    let hasMask: Bool
    /// Whether some stored number means missing.
    let hasMark: Bool

    /// Settles how a band is read for a request.
    ///
    /// - Throws: ``IngestError/reflectanceUnknown(band:scene:)`` where reflectance is wanted and nobody
    ///   told how to get it.
    init(_ band: Band, location: RasterLocation, request: PixelRequest, scene: String) throws(IngestError) {
        self.location = location
        index = band.index
        size = band.size
        dataType = band.dataType
        let grid = band.toReference
        horizontal = ResamplingAxis(
            scale: request.columnStep / grid.columnScale, shift: -grid.columnShift / grid.columnScale)
        vertical = ResamplingAxis(scale: request.rowStep / grid.rowScale, shift: -grid.rowShift / grid.rowScale)
        thinning = Thinning(of: band.size, horizontal: horizontal, vertical: vertical)
        hasMask = band.noData == .mask
        hasMark = band.noData != nil && band.noData != .mask
        switch request.values {
        case .stored:
            conversion = PixelConversion(noData: band.noData, scale: 1, offset: 0, isClamped: false)
        case .reflectance:
            guard band.unit == .reflectance, let scale = band.scale else {
                throw .reflectanceUnknown(band: band.name, scene: scene)
            }
            conversion = PixelConversion(
                noData: band.noData, scale: scale, offset: band.offset ?? 0, isClamped: false)
        case .stretched:
            let low = band.stretch?.low ?? 0
            let high = band.stretch?.high ?? 1
            let scale = 1 / max(high - low, .leastNormalMagnitude)
            conversion = PixelConversion(noData: band.noData, scale: scale, offset: -low * scale, isClamped: true)
        }
    }

    /// Whether the band's pixels are those of the source's grid.
    var isIdentity: Bool { horizontal.isIdentity && vertical.isIdentity }

    /// What resampling starts from: size and axes of the band, or of what is left of it.
    var start: (size: RasterSize, horizontal: ResamplingAxis, vertical: ResamplingAxis) {
        thinning.map { ($0.size, $0.horizontal, $0.vertical) } ?? (size, horizontal, vertical)
    }

    /// Whether the file stores nothing of a part of the band and what it then reads as is missing.
    ///
    /// - Parameters:
    ///   - window: Whole pixels inside of the band.
    ///   - dataset: The band's file.
    /// - Returns: False where that is not known.
    /// - Throws: `GDALError` where there is no such band.
    func isKnownEmpty(_ window: RasterWindow, in dataset: borrowing Dataset) throws(GDALError) -> Bool {
        guard hasMark else { return false }
        // Where a file stores nothing it reads as its own nodata, or as 0 where it has none. The
        // analyst may have told another mark, and then such zeros are pixels.
        let unstored = try dataset.band(index).noData?.doubleValue ?? 0
        guard conversion.isMissing(Float(unstored)) else { return false }
        return try dataset.isKnownEmpty(band: index, window: PixelWindow(window))
    }
}

/// Bands of a scene on one grid, read by window.
///
/// Each concurrent reader has its own open datasets, taken from a pool.
final class SceneSource: RasterSource {
    let size: RasterSize
    private let bands: [BandReading]
    private let pools: [RasterLocation: DatasetPool]

    /// Source pixels of one band that are resampled at a time; bounds memory where the grid wanted is
    /// much coarser than the files'.
    private static let pixelLimit = 1 << 24
    /// The same where a band is thinned, and so probably sparse: smaller parts are more often empty.
    private static let thinnedPixelLimit = 1 << 20

    /// Opens each file once, so that a broken one is told at once.
    init(size: RasterSize, bands: [BandReading]) throws(IngestError) {
        self.size = size
        self.bands = bands
        var pools: [RasterLocation: DatasetPool] = [:]
        for band in bands where pools[band.location] == nil {
            pools[band.location] = try DatasetPool(band.location)
        }
        self.pools = pools
    }

    var bandCount: Int { bands.count }

    func read(_ window: RasterWindow) async throws -> RasterBlock {
        try Task.checkCancellation()
        guard !window.intersection(size.window).isEmpty, bandCount > 0 else {
            return RasterBlock(missing: window, bandCount: bandCount)
        }
        if let block = try readAtOnce(window) { return block }
        var block = RasterBlock(missing: window, bandCount: bandCount)
        block.validity = Array(repeating: 1, count: window.size.count)
        var position = 0
        while position < bands.count {
            let band = bands[position]
            // Neighbouring bands of one file and grid are read by one call.
            var end = position + 1
            while end < bands.count, bands[end].location == band.location, bands[end].isIdentity, band.isIdentity,
                bands[end].size == band.size
            {
                end += 1
            }
            if band.isIdentity {
                try readDirectly(position..<end, into: &block)
            } else {
                try readResampled(position, into: &block)
            }
            position = end
        }
        if bandCount > 1 { clearMissing(&block) }
        return block
    }

    func isKnownEmpty(_ window: RasterWindow) async throws -> Bool {
        if window.intersection(size.window).isEmpty { return true }
        // A pixel counts where all bands have it, so one empty band is enough.
        for band in bands {
            let columns = band.horizontal.sourceRange(for: window.column..<window.endColumn)
            let rows = band.vertical.sourceRange(for: window.row..<window.endRow)
            let inside = RasterWindow(
                column: columns.lowerBound, row: rows.lowerBound, width: columns.count, height: rows.count
            ).intersection(band.size.window)
            if inside.isEmpty { return true }
            guard band.hasMark else { continue }
            if try pool(band).with({ dataset throws(GDALError) in try band.isKnownEmpty(inside, in: dataset) }) {
                return true
            }
        }
        return false
    }

    /// Sets numbers to 0 where another band is missing.
    private func clearMissing(_ block: inout RasterBlock) {
        let count = block.validity.count
        guard block.validCount < count else { return }
        for band in 0..<bandCount {
            for index in 0..<count where block.validity[index] == 0 { block.values[band * count + index] = 0 }
        }
    }

    // MARK: - Same grid

    /// Reads all bands by one call into memory that is not cleared before; nil where they do not lie in
    /// one file on the source's own grid, or where the window reaches beyond it.
    private func readAtOnce(_ window: RasterWindow) throws(IngestError) -> RasterBlock? {
        let band = bands[0]
        guard window.intersection(band.size.window) == window,
            bands.allSatisfy({
                $0.location == band.location && $0.isIdentity && $0.size == band.size && !$0.hasMask
            })
        else { return nil }
        var block = RasterBlock(missing: RasterWindow(column: 0, row: 0, width: 0, height: 0), bandCount: bandCount)
        block.window = window
        block.validity = Array(repeating: 1, count: window.size.count)
        switch bands.allSatisfy({ $0.dataType == band.dataType }) ? band.dataType : .float32 {
        case .uint8: try readWhole(UInt8.self, into: &block)
        case .uint16: try readWhole(UInt16.self, into: &block)
        default:
            block.values = try pool(band).with { dataset throws(GDALError) in
                try dataset.read(PixelWindow(window), bands: bands.map(\.index))
            }
            for position in bands.indices {
                bands[position].conversion.convert(&block.values, band: position, validity: &block.validity)
            }
        }
        if bandCount > 1 { clearMissing(&block) }
        return block
    }

    /// Reads all bands of a block as they are stored and converts them.
    private func readWhole<Stored: GDALPixel & FixedWidthInteger>(
        _ type: Stored.Type, into block: inout RasterBlock
    ) throws(IngestError) {
        let window = PixelWindow(block.window)
        let stored: [Stored] = try pool(bands[0]).with { dataset throws(GDALError) in
            try dataset.read(window, bands: bands.map(\.index))
        }
        block.values = Array(repeating: 0, count: stored.count)
        for position in bands.indices {
            bands[position].conversion.convert(stored, to: &block.values, band: position, validity: &block.validity)
        }
    }

    private func readDirectly(_ range: Range<Int>, into block: inout RasterBlock) throws(IngestError) {
        let window = block.window
        let band = bands[range.lowerBound]
        let inside = window.intersection(band.size.window)
        let count = window.size.count
        guard !inside.isEmpty else {
            block.validity = Array(repeating: 0, count: count)
            return
        }
        let isWhole = inside == window
        let numbers = range.map { bands[$0].index }
        try pool(band).with { dataset throws(GDALError) in
            if isWhole {
                var span = block.values.mutableSpan
                var part = span._mutatingExtracting(range.lowerBound * count..<range.upperBound * count)
                try dataset.read(PixelWindow(inside), bands: numbers, into: &part)
            } else {
                let pixels: [Float] = try dataset.read(PixelWindow(inside), bands: numbers)
                Self.place(pixels, of: inside, into: &block.values, at: range.lowerBound, window: window)
            }
            for position in range where bands[position].hasMask {
                let mask = try dataset.readMask(band: bands[position].index, window: PixelWindow(inside))
                Self.apply(mask, of: inside, to: &block.validity, window: window)
            }
        }
        if !isWhole { Self.cut(&block.validity, window: window, to: inside) }
        for position in range {
            bands[position].conversion.convert(&block.values, band: position, validity: &block.validity)
        }
    }

    /// Copies rows of a part into its place in a block.
    private static func place(
        _ pixels: [Float], of inside: RasterWindow, into values: inout [Float], at band: Int, window: RasterWindow
    ) {
        let count = window.size.count
        for (offset, base) in stride(from: 0, to: pixels.count, by: inside.size.count).enumerated() {
            for row in 0..<inside.height {
                let from = base + row * inside.width
                let to =
                    (band + offset) * count + (inside.row - window.row + row) * window.width
                    + inside.column - window.column
                values.replaceSubrange(to..<(to + inside.width), with: pixels[from..<(from + inside.width)])
            }
        }
    }

    private static func apply(
        _ mask: [UInt8], of inside: RasterWindow, to validity: inout [UInt8], window: RasterWindow
    ) {
        for row in 0..<inside.height {
            let to = (inside.row - window.row + row) * window.width + inside.column - window.column
            for column in 0..<inside.width where mask[row * inside.width + column] < 128 {
                validity[to + column] = 0
            }
        }
    }

    /// Marks what lies outside of the raster as missing.
    private static func cut(_ validity: inout [UInt8], window: RasterWindow, to inside: RasterWindow) {
        let left = inside.column - window.column
        let right = inside.endColumn - window.column
        for row in 0..<window.height {
            let first = row * window.width
            if row < inside.row - window.row || row >= inside.endRow - window.row {
                for index in first..<(first + window.width) { validity[index] = 0 }
            } else {
                for index in first..<(first + left) { validity[index] = 0 }
                for index in (first + right)..<(first + window.width) { validity[index] = 0 }
            }
        }
    }

    // MARK: - Another grid

    private func readResampled(_ position: Int, into block: inout RasterBlock) throws(IngestError) {
        let band = bands[position]
        for part in parts(of: block.window, for: band) {
            let (values, validity) = try resampled(band, to: part)
            let window = block.window
            for row in 0..<part.height {
                let to = (part.row - window.row + row) * window.width + part.column - window.column
                let from = row * part.width
                let base = position * window.size.count + to
                block.values.replaceSubrange(base..<(base + part.width), with: values[from..<(from + part.width)])
                for column in 0..<part.width { block.validity[to + column] &= validity[from + column] }
            }
        }
    }

    /// Cuts a window until what each part needs of the source is small enough.
    private func parts(of window: RasterWindow, for band: BandReading) -> [RasterWindow] {
        let start = band.start
        let columns = start.horizontal.sourceRange(for: window.column..<window.endColumn).count
        let rows = start.vertical.sourceRange(for: window.row..<window.endRow).count
        let limit = band.thinning == nil ? Self.pixelLimit : Self.thinnedPixelLimit
        if columns * rows <= limit || window.size.count <= 1 { return [window] }
        var first = window
        var second = window
        if window.height >= window.width {
            first.height = window.height / 2
            second.row += first.height
            second.height -= first.height
        } else {
            first.width = window.width / 2
            second.column += first.width
            second.width -= first.width
        }
        return parts(of: first, for: band) + parts(of: second, for: band)
    }

    private func resampled(
        _ band: BandReading, to target: RasterWindow
    ) throws(IngestError) -> (values: [Float], validity: [UInt8]) {
        let start = band.start
        let columns = start.horizontal.sourceRange(for: target.column..<target.endColumn)
        let rows = start.vertical.sourceRange(for: target.row..<target.endRow)
        let needed = RasterWindow(
            column: columns.lowerBound, row: rows.lowerBound, width: columns.count, height: rows.count)
        let inside = needed.intersection(start.size.window)
        let found = try inside.isEmpty ? nil : pixels(of: band, inside: inside, of: needed)
        guard var (values, validity) = found else {
            return (
                [Float](repeating: 0, count: target.size.count), [UInt8](repeating: 0, count: target.size.count)
            )
        }
        if inside != needed { Self.cut(&validity, window: needed, to: inside) }
        band.conversion.convert(&values, band: 0, validity: &validity)
        return resample(
            values, validity: validity, sourceWindow: needed, to: target, horizontal: start.horizontal,
            vertical: start.vertical)
    }

    /// Reads what resampling starts from.
    ///
    /// - Parameters:
    ///   - band: The band.
    ///   - inside: The part of `needed` that lies inside of the raster.
    ///   - needed: The window of the result; what lies outside of the raster is left as it is.
    /// - Returns: Stored numbers, and their validity by the band's mask; nil where the file is known to store
    ///   nothing of the part.
    /// - Throws: ``IngestError`` that names the file.
    private func pixels(
        of band: BandReading, inside: RasterWindow, of needed: RasterWindow
    ) throws(IngestError) -> (values: [Float], validity: [UInt8])? {
        try pool(band).with { dataset throws(GDALError) in
            let source = band.thinning.map { $0.source(of: inside) } ?? inside
            if try band.isKnownEmpty(source, in: dataset) { return nil }
            var values = [Float](repeating: 0, count: needed.size.count)
            var validity = [UInt8](repeating: 1, count: needed.size.count)
            if let thinning = band.thinning {
                let (pixels, marks) = try thinning.read(inside, of: band, in: dataset)
                Self.place(pixels, of: inside, into: &values, at: 0, window: needed)
                Self.apply(marks.map { $0 == 1 ? 255 : 0 }, of: inside, to: &validity, window: needed)
                return (values, validity)
            }
            if inside == needed {
                try dataset.read(PixelWindow(inside), bands: [band.index], into: &values)
            } else {
                let pixels: [Float] = try dataset.read(PixelWindow(inside), bands: [band.index])
                Self.place(pixels, of: inside, into: &values, at: 0, window: needed)
            }
            if band.hasMask {
                let mask = try dataset.readMask(band: band.index, window: PixelWindow(inside))
                Self.apply(mask, of: inside, to: &validity, window: needed)
            }
            return (values, validity)
        }
    }

    private func pool(_ band: BandReading) -> DatasetPool {
        guard let pool = pools[band.location] else { preconditionFailure("each band has a pool since init") }
        return pool
    }
}

extension PixelWindow {
    /// Our window as GDAL's.
    init(_ window: RasterWindow) {
        self.init(column: window.column, row: window.row, width: window.width, height: window.height)
    }
}
