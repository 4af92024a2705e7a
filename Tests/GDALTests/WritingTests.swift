import Foundation
import GDAL
import Testing

@Suite("Writing")
struct WritingTests {
    @Test func aMovedFileReplacesWhatIsThere() throws {
        try withTemporaryFolder { folder in
            let (old, new) = (folder.appending(path: "old"), folder.appending(path: "new"))
            try Data("old".utf8).write(to: old)
            try Data("new".utf8).write(to: new)
            try FileMoving.move(new.path, to: old.path)
            #expect(try Data(contentsOf: old) == Data("new".utf8))
            #expect(!FileManager.default.fileExists(atPath: new.path))
            let error = #expect(throws: GDALError.self) { try FileMoving.move(new.path, to: old.path) }
            #expect(error?.code == .inputOutput && error?.message.contains("cannot be moved") == true)
            #expect(try Data(contentsOf: old) == Data("new".utf8))
        }
    }

    @Test func everythingComesBack() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.tif").path
            let transform = GeoTransform(
                originX: 500_000, columnX: 8, rowX: 3, originY: 3_885_000, columnY: 2, rowY: -9)
            let pixels = (0..<60).map { Float($0) }
            let statistics = BandStatistics(minimum: 1, maximum: 2, mean: 1.5, standardDeviation: 0.5)
            let made = try Dataset.create(path, width: 6, height: 5, bands: 2, type: .float32)
            try made.setGeoTransform(transform)
            try made.setSpatialReference(SpatialReference(epsg: 32652))
            try made.setNoData(.real(-1), band: 1)
            try made.setMetadata(["ACQUIRED": "2022-05-14"])
            try made.setMetadataItem("BAND", to: "x", band: 2)
            try made.setTitle("B04", band: 2)
            try made.setScale(0.5, offset: 3, band: 1)
            try made.setStatistics(statistics, band: 1)
            try made.write(Array(pixels[..<30]), bands: [2])
            try made.write(Array(pixels[30...]), bands: [1])
            try made.write([100, 101], window: PixelWindow(column: 4, row: 4, width: 2, height: 1), bands: [2])
            try made.close()

            let read = try Dataset(opening: path)
            #expect(read.geoTransform == transform)
            #expect(read.spatialReference?.epsgCode == 32652)
            #expect(try read.band(1).noData == .real(-1))
            #expect(read.metadata()["ACQUIRED"] == "2022-05-14")
            #expect(try read.band(2).metadata["BAND"] == "x")
            #expect(try read.band(2).title == "B04")
            #expect(try read.band(1).scale == 0.5)
            #expect(try read.band(1).metadata["STATISTICS_MEAN"] == "1.5")
            #expect(try read.read(as: Float.self) == pixels[30...] + pixels[..<28] + [100, 101])
        }
    }

    @Test func wholeNumbersOf64BitKeepTheirNoData() throws {
        let dataset = try Dataset.inMemory(width: 1, height: 1, bands: 1, type: .int64)
        try dataset.setNoData(.signed(-9_007_199_254_740_993), band: 1)
        #expect(try dataset.band(1).noData == .signed(-9_007_199_254_740_993))
        let unsigned = try Dataset.inMemory(width: 1, height: 1, bands: 1, type: .uint64)
        try unsigned.setNoData(.unsigned(.max), band: 1)
        #expect(try unsigned.band(1).noData == .unsigned(.max))
        try unsigned.setNoData(nil, band: 1)
        #expect(try unsigned.band(1).noData == nil)
    }

    @Test func cloudOptimisedCopy() throws {
        try withTemporaryFolder { folder in
            let source = try Dataset(opening: Fixtures.path("tiled.tif"))
            let path = folder.appending(path: "cog.tif").path
            var shares: [Double] = []
            try source.createCopy(at: path, driver: "COG", options: ["COMPRESS": "DEFLATE"]) { share in
                shares.append(share)
                return true
            }
            #expect(shares.last == 1)
            let copy = try Dataset(opening: path)
            #expect(copy.metadata(domain: "IMAGE_STRUCTURE")["LAYOUT"] == "COG")
            #expect(try copy.read(as: UInt16.self) == source.read(as: UInt16.self))
        }
    }

    @Test func progressCanStop() throws {
        try withTemporaryFolder { folder in
            let source = try Dataset(opening: Fixtures.path("tiled.tif"))
            let path = folder.appending(path: "stopped.tif").path
            let error = gdalError { try source.createCopy(at: path, driver: "GTiff") { _ in false } }
            #expect(error?.code == .interrupted)
        }
    }

    @Test func fullDiskIsToldByClose() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "full.tif").path
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
            let dataset = try Dataset.create(path, width: 200, height: 200, bands: 1, type: .uint16)
            try dataset.write([UInt16](repeating: 7, count: 40_000))
            let error = gdalError(closing: dataset)
            #expect(error?.description.contains("No space left on device") == true)
            #expect(["GDALFlushCache", "GDALClose"].contains(error?.function))
        }
    }

    @Test func unwritableFolder() {
        let error = gdalError {
            _ = try Dataset.create("/proc/nowhere/a.tif", width: 1, height: 1, bands: 1, type: .uint8)
        }
        #expect(error?.function == "GDALCreate")
        #expect(error?.message.contains("/proc/nowhere/a.tif") == true)
    }

    @Test func readOnlyDatasetsCannotBeWritten() throws {
        let dataset = try Dataset(opening: Fixtures.path("one_pixel.tif"))
        #expect(gdalError { try dataset.write([UInt8(1)]) }?.function == "GDALDatasetRasterIO")
    }

    @Test func overviewsAndStatistics() throws {
        let dataset = try Dataset.inMemory(width: 64, height: 32, bands: 1, type: .uint8)
        try dataset.write((0..<2048).map { UInt8($0 / 8) })
        try dataset.buildOverviews([2, 4])
        #expect(try dataset.band(1).overviews == [PixelSize(width: 32, height: 16), PixelSize(width: 16, height: 8)])
        let statistics = try dataset.computeStatistics(band: 1)
        #expect(statistics.minimum == 0 && statistics.maximum == 255 && statistics.mean == 127.5)
        try dataset.fill(band: 1, with: 3)
        #expect(try dataset.read(as: UInt8.self).allSatisfy { $0 == 3 })
    }

    @Test func groundControlPointsComeBack() throws {
        let dataset = try Dataset.inMemory(width: 4, height: 4, bands: 1, type: .uint8)
        let points = [
            GroundControlPoint(id: "a", info: "corner", column: 0, row: 0, coordinate: Coordinate(x: 1, y: 2, z: 3)),
            GroundControlPoint(column: 4, row: 4, coordinate: Coordinate(x: 5, y: 6)),
        ]
        try dataset.setGroundControlPoints(points, in: SpatialReference(epsg: 4326))
        #expect(dataset.groundControlPoints == points)
        #expect(dataset.groundControlPointReference?.epsgCode == 4326)
    }

    /// The file would have 40 GB.
    @Test func hugeSparseRasterIsReadByWindow() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "sparse.tif").path
            let made = try Dataset.create(
                path, width: 200_000, height: 200_000, bands: 1, type: .uint8,
                options: ["SPARSE_OK": "TRUE", "TILED": "YES", "BLOCKXSIZE": "512", "BLOCKYSIZE": "512"])
            let window = PixelWindow(column: 150_001, row: 99_999, width: 1000, height: 700)
            try made.write([UInt8](repeating: 9, count: 700_000), window: window)
            try made.close()
            // Other tests run beside this one, and sanitizers keep freed memory for a while.
            let before = residentBytes()
            let dataset = try Dataset(opening: path)
            let pixels: [UInt8] = try dataset.read(
                PixelWindow(column: 150_000, row: 99_998, width: 1002, height: 702))
            #expect(pixels.reduce(0) { $0 + Int($1) } == 9 * 700_000)
            #expect(pixels[0] == 0 && pixels[1003] == 9)
            #expect(residentBytes() - before < 200_000_000)
        }
    }
}

/// The error of closing a dataset; apart, since a closure cannot consume what it captures.
private func gdalError(closing dataset: consuming Dataset) -> GDALError? {
    do throws(GDALError) {
        try dataset.close()
        return nil
    } catch {
        return error
    }
}

/// Memory of the process that is in use now (`VmRSS`), in bytes.
private func residentBytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) * 1024
}
