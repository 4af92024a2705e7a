import Rasters
import Testing

private func pattern(_ column: Int, _ row: Int) -> Float {
    Float((column * 37 + row * 101) % 97)
}

@Suite struct TileGridTests {
    @Test(arguments: [
        (1351, 1126, 512, 112, 16, 0), (100, 90, 64, 8, 8, 24), (1, 1, 256, 32, 16, 7), (640, 640, 256, 64, 32, 200),
    ])
    func coresCoverTheRasterOnce(width: Int, height: Int, tile: Int, margin: Int, lattice: Int, offset: Int) {
        let size = RasterSize(width: width, height: height)
        let grid = TileGrid(size: size, tile: tile, margin: margin, lattice: lattice, offset: offset)
        var covered = [Int](repeating: 0, count: size.count)
        for index in 0..<grid.count {
            let core = grid.core(at: index)
            #expect(core.column % lattice == 0 && core.row % lattice == 0)
            #expect(grid.window(at: index).size == grid.tileSize)
            let inside = core.intersection(size.window)
            for row in inside.row..<inside.endRow {
                for column in inside.column..<inside.endColumn { covered[row * width + column] += 1 }
            }
        }
        #expect(covered.allSatisfy { $0 == 1 })
    }

    @Test func fittedTilesAreNoLargerThanNeeded() {
        let size = RasterSize(width: 700, height: 300)
        let grid = TileGrid(size: size, largestTile: 1024, margin: 128, lattice: 16)
        #expect(grid.count == 1)
        #expect(grid.core == RasterSize(width: 704, height: 304))
    }
}

@Suite struct ResamplingTests {
    /// The same filter by brute force over every source pixel, in double precision.
    private func expected(_ target: (Int, Int), size: RasterSize, scale: Double, valid: (Int, Int) -> Bool) -> Double? {
        let radius = max(1, scale)
        let centre = ((Double(target.0) + 0.5) * scale, (Double(target.1) + 0.5) * scale)
        var sum = 0.0
        var weight = 0.0
        var all = 0.0
        for row in -8..<(size.height + 8) {
            for column in -8..<(size.width + 8) {
                let share =
                    max(0, 1 - abs(Double(column) + 0.5 - centre.0) / radius)
                    * max(0, 1 - abs(Double(row) + 0.5 - centre.1) / radius)
                guard share > 0 else { continue }
                all += share
                let inside = column >= 0 && row >= 0 && column < size.width && row < size.height
                guard inside, valid(column, row) else { continue }
                sum += share * Double(pattern(column, row))
                weight += share
            }
        }
        return weight >= 0.5 * all ? sum / weight : nil
    }

    @Test(arguments: [0.5, 0.83, 1.0, 1.37, 2.0, 3.3])
    func agreesWithBruteForceAndDoesNotDependOnTheWindow(scale: Double) {
        let size = RasterSize(width: 40, height: 30)
        func valid(_ column: Int, _ row: Int) -> Bool { !(column > 20 && row < 7) && (column + row) % 11 != 0 }
        let axis = ResamplingAxis(scale: scale)
        func read(_ target: RasterWindow) -> (values: [Float], validity: [UInt8]) {
            let columns = axis.sourceRange(for: target.column..<target.endColumn)
            let rows = axis.sourceRange(for: target.row..<target.endRow)
            let window = RasterWindow(
                column: columns.lowerBound, row: rows.lowerBound, width: columns.count, height: rows.count)
            var values = [Float](repeating: 0, count: window.size.count)
            var validity = [UInt8](repeating: 0, count: window.size.count)
            for row in rows {
                for column in columns where size.window.contains(column: column, row: row) && valid(column, row) {
                    let index = (row - window.row) * window.width + column - window.column
                    values[index] = pattern(column, row)
                    validity[index] = 1
                }
            }
            return resample(
                values, validity: validity, sourceWindow: window, to: target, horizontal: axis, vertical: axis)
        }
        let whole = RasterWindow(
            column: 0, row: 0, width: Int(Double(size.width) / scale), height: Int(Double(size.height) / scale))
        let (values, validity) = read(whole)
        for row in 0..<whole.height {
            for column in 0..<whole.width {
                let index = row * whole.width + column
                let truth = expected((column, row), size: size, scale: scale, valid: valid)
                // Shares of exactly one half may fall to either side in single precision.
                if let truth, validity[index] == 1 { #expect(abs(Double(values[index]) - truth) < 2e-3) }
                if truth == nil { #expect(validity[index] == 0 || scale == 2 || scale == 0.5) }
            }
        }
        let part = RasterWindow(column: 3, row: 2, width: 5, height: 4)
        let (partValues, partValidity) = read(part)
        for row in 0..<part.height {
            for column in 0..<part.width {
                let index = (row + 2) * whole.width + column + 3
                #expect(partValues[row * part.width + column] == values[index])
                #expect(partValidity[row * part.width + column] == validity[index])
            }
        }
    }

    @Test func windowBeyondTheGridIsMissing() async throws {
        var raster = Raster<Float>(bandCount: 2, size: RasterSize(width: 3, height: 2), repeating: 5)
        raster[1, 0, 0] = .nan
        raster[0, 1, 2] = -.infinity
        let block = try await RasterInMemory(raster).read(RasterWindow(column: -1, row: -1, width: 5, height: 4))
        #expect(block.validCount == 4)
        #expect(block.validity[6] == 0, "a pixel that is NaN in one band is missing in all")
        #expect(block.validity[13] == 0, "an infinite pixel is missing")
        #expect(block.values[7] == 5 && block.values[20 + 7] == 5)
        #expect(block.values[0] == 0)
    }

    @Test func wrongCountOfPixelsIsRefused() {
        #expect(throws: RasterError.pixelCount(found: 5, bands: 2, size: RasterSize(width: 2, height: 2))) {
            try Raster<Float>(bandCount: 2, size: RasterSize(width: 2, height: 2), pixels: [1, 2, 3, 4, 5])
        }
    }
}
