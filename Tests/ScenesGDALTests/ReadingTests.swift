import Evidence
import Foundation
import GDAL
import Rasters
import SceneIngest
import ScenesGDAL
import Testing

@Suite("Reading pixels")
struct ReadingTests {
    /// A scene of three bands in two sizes, one of them with missing pixels and shifted by half a pixel.
    private func folder() throws -> Scratch {
        let scratch = try Scratch()
        var fine = TestImage()
        fine.width = 120
        fine.height = 90
        fine.noData = 0
        fine.value = { _, column, row in
            (column - 40) * (column - 40) + (row - 30) * (row - 30) < 100 ? 0 : Float(column * 3 + row * 5)
        }
        try fine.write(to: scratch.path + "/red.tif")
        fine.value = { _, column, row in Float((column * 17 + row * 29) % 997 + 1) }
        try fine.write(to: scratch.path + "/green.tif")
        var coarse = fine
        coarse.width = 60
        coarse.height = 45
        coarse.transform = [500_000, 20, 0, 3_900_000, 0, -20]
        try coarse.write(to: scratch.path + "/nir.tif")
        return scratch
    }

    @Test("Readers of a virtual raster do not disturb each other")
    func virtualRasterAtOnce() async throws {
        let scratch = try Scratch()
        var image = TestImage()
        image.options = ["COMPRESS": "DEFLATE", "TILED": "YES", "BLOCKXSIZE": "16", "BLOCKYSIZE": "16"]
        try image.write(to: scratch.path + "/part.tif")
        try scratch.write(
            BadInputTests.virtual("part.tif").replacing("relativeToVRT=\"0\"", with: "relativeToVRT=\"1\""),
            to: "whole.vrt")
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files, sampleSide: 32).addScene("whole.vrt")
        let source = try await files.source(
            of: scene, for: PixelRequest(bands: scene.bands.map(\.name), values: .stored))
        let wrong = try await withThrowingTaskGroup(of: Int.self) { tasks in
            for reader in 0..<8 {
                tasks.addTask {
                    var wrong = 0
                    for turn in 0..<60 {
                        let window = RasterWindow(
                            column: (reader * 7 + turn * 5) % 40, row: (reader * 11 + turn * 3) % 30, width: 24,
                            height: 18)
                        let block = try await source.read(window)
                        for row in 0..<18 {
                            for column in 0..<24 {
                                let wanted = Float(
                                    100 + ((column + window.column) * 7 + (row + window.row) * 13 + 31) % 800)
                                if block.values[row * 24 + column] != wanted { wrong += 1 }
                            }
                        }
                    }
                    return wrong
                }
            }
            return try await tasks.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test(
        "A pixel's value does not depend on the window, the step or its neighbours in the request",
        arguments: [(1.0, 1.0), (1.37, 1.37), (0.6, 0.75), (4, 4), (2.5, 7)])
    func windows(columnStep: Double, rowStep: Double) async throws {
        let scratch = try folder()
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files, sampleSide: 32).addScene(scratch.path)
        #expect(scene.bands.count == 3)
        let request = PixelRequest(
            bands: ["red", "green", "nir"], columnStep: columnStep, rowStep: rowStep, values: .stored)
        let source = try await files.source(of: scene, for: request)
        let whole = try await source.read(source.size.window)
        #expect(whole.validCount > 0 && whole.validCount < source.size.count)
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<25 {
            let window = RasterWindow(
                column: random(source.size.width + 10) - 8, row: random(source.size.height + 10) - 8,
                width: 1 + random(20), height: 1 + random(20))
            let block = try await source.read(window)
            for row in 0..<window.height {
                for column in 0..<window.width {
                    let here = row * window.width + column
                    guard source.size.window.contains(column: window.column + column, row: window.row + row) else {
                        #expect(block.validity[here] == 0)
                        continue
                    }
                    let there = (window.row + row) * source.size.width + window.column + column
                    #expect(block.validity[here] == whole.validity[there])
                    for band in 0..<3 {
                        let found = block.values[band * window.size.count + here]
                        #expect(found == whole.values[band * source.size.count + there])
                    }
                }
            }
        }
    }

    @Test("A large step reads in parts and gives the mean of what it covers")
    func largeStep() async throws {
        let scratch = try Scratch()
        var image = TestImage()
        image.width = 300
        image.height = 300
        image.value = { _, column, _ in Float(column) }
        try image.write(to: scratch.path + "/ramp.tif")
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files, sampleSide: 32).addScene("ramp.tif")
        let source = try await files.source(
            of: scene, for: PixelRequest(bands: ["B1"], columnStep: 30, rowStep: 30, values: .stored))
        #expect(source.size == RasterSize(width: 10, height: 10))
        let block = try await source.read(source.size.window)
        // Away from the edges a tent filter leaves a ramp as it is, at the middle of each pixel.
        for column in 2..<8 {
            #expect(abs(block.values[5 * 10 + column] - Float(column * 30 + 15) + 0.5) < 0.01)
        }
    }

    @Test("Several tasks at once get the same pixels as one")
    func concurrency() async throws {
        let scratch = try folder()
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files, sampleSide: 32).addScene(scratch.path)
        let source = try await files.source(
            of: scene, for: PixelRequest(bands: ["red", "nir"], values: .stored))
        let window = RasterWindow(column: 10, row: 10, width: 64, height: 64)
        let expected = try await source.read(window).values
        try await withThrowingTaskGroup(of: [Float].self) { group in
            for _ in 0..<16 { group.addTask { try await source.read(window).values } }
            for try await values in group { #expect(values == expected) }
        }
    }

    @Test(
        "All bands of one file come alike, however numbers are stored: at once inside, band by band across the edge",
        arguments: [DataType.uint8, .uint16, .int16, .float32], [nil, 7, -9999, 300.5] as [Double?])
    func storage(type: DataType, noData: Double?) async throws {
        // GDAL does not let a band of bytes have a mark that is no byte.
        if type == .uint8, noData.map({ $0 != 7 }) ?? false { return }
        let scratch = try Scratch()
        var image = TestImage()
        image.bands = 3
        image.type = type
        image.noData = noData
        let stored: @Sendable (Int, Int, Int) -> Float = { band, column, row in
            Float((column + 3 * row + 50 * band) % 200 + 1)
        }
        image.value = stored
        try image.write(to: scratch.path + "/image.tif")
        let files = GDALScenes(root: scratch.path)
        var scene = try await SceneIngester(files: files).addScene("image.tif")
        for index in scene.bands.indices { scene.bands[index].stretch = Band.Stretch(low: 50, high: 100, method: "") }
        let names = scene.bands.map(\.name)
        let wanted: [(PixelRequest.Values, @Sendable (Float) -> Float)] = [
            (.stored, { $0 }), (.stretched, { $0 < 50 ? 0 : $0 > 100 ? 1 : ($0 - 50) / 50 }),
        ]
        for (values, expected) in wanted {
            let source = try await files.source(of: scene, for: PixelRequest(bands: names, values: values))
            for window in [
                RasterWindow(column: 3, row: 5, width: 40, height: 30),
                RasterWindow(column: 30, row: -4, width: 50, height: 20),
            ] {
                let block = try await source.read(window)
                for place in 0..<window.size.count {
                    let column = window.column + place % window.width
                    let row = window.row + place / window.width
                    let numbers = (1...3).map { stored($0, column, row) }
                    let isThere =
                        source.size.window.contains(column: column, row: row)
                        && !numbers.contains { Double($0) == noData }
                    guard block.validity[place] == (isThere ? 1 : 0) else {
                        Issue.record("column \(column), row \(row): validity \(block.validity[place])")
                        return
                    }
                    for band in 0..<3 {
                        let found = block.values[band * window.size.count + place]
                        let due = isThere ? expected(numbers[band]) : 0
                        guard abs(found - due) < 1e-5 else {
                            Issue.record("band \(band), column \(column), row \(row): \(found), not \(due)")
                            return
                        }
                    }
                }
            }
        }
    }

    @Test("Missing is nodata, not-a-number, infinite, or a mask; numbers beside them are kept")
    func missing() async throws {
        let scratch = try Scratch()
        var image = TestImage()
        image.type = .float32
        let special: [Int: Float] = [3: .nan, 5: -9999, 6: .infinity, 7: -.infinity, 8: .greatestFiniteMagnitude]
        image.value = { _, column, _ in special[column] ?? Float(column) / 10 }
        image.noData = -9999
        try image.write(to: scratch.path + "/holes.tif")
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files).addScene("holes.tif")
        let source = try await files.source(of: scene, for: PixelRequest(bands: ["B1"], values: .stored))
        let block = try await source.read(RasterWindow(column: 0, row: 0, width: 10, height: 1))
        #expect(block.validity == [1, 1, 1, 0, 1, 0, 0, 0, 1, 1])
        #expect([3, 5, 6, 7].allSatisfy { block.values[$0] == 0 } && abs(block.values[4] - 0.4) < 1e-6)
        #expect(block.values[8] == .greatestFiniteMagnitude)
        let clamped = try await files.source(of: scene, for: PixelRequest(bands: ["B1"], values: .stretched))
        #expect(try await clamped.read(block.window).validity == block.validity)

        var picture = TestImage()
        picture.bands = 4
        picture.type = .uint8
        picture.options = ["PHOTOMETRIC": "RGB", "ALPHA": "YES"]
        picture.value = { band, column, _ in band == 4 ? (column < 4 ? 0 : 255) : Float(50 * band) }
        try picture.write(to: scratch.path + "/alpha.tif")
        let rgb = try await SceneIngester(files: files).addScene("alpha.tif")
        #expect(rgb.bands.map(\.commonName) == ["red", "green", "blue"])
        #expect(rgb.bands.map(\.noData) == [.mask, .mask, .mask])
        let shown = try await files.source(of: rgb, for: PixelRequest(bands: ["red", "blue"], values: .stored))
        let row = try await shown.read(RasterWindow(column: 0, row: 0, width: 8, height: 1))
        #expect(row.validity == [0, 0, 0, 0, 1, 1, 1, 1])
        #expect(row.values[4] == 50 && row.values[8 + 4] == 150 && row.values[0] == 0)
    }

    @Test("Pixels and percentiles agree with rasterio and numpy", .enabled(if: SharedData.isThere))
    func truth() async throws {
        let truth = try Truth.load().busanB04
        let files = GDALScenes(root: SharedData.folder)
        let scene = try await SceneIngester(files: files).addScene("ports/busan_2022-05-14/B04.tif")
        let source = try await files.source(of: scene, for: PixelRequest(bands: ["B1"], values: .stored))
        #expect(try await source.read(truth.window).values == truth.values)
        let stretch = try #require(scene.bands[0].stretch)
        #expect(abs(stretch.low - truth.percentile2) < 1 && abs(stretch.high - truth.percentile98) < 1)
    }

    @Test("Data of 11 bits in a file of 16 is not dark, and its bits are said as measured")
    func elevenBits() async throws {
        let scratch = try Scratch()
        var image = TestImage()
        image.value = { _, column, row in Float(180 + (column * 31 + row * 17) % 1800) }
        try image.write(to: scratch.path + "/pan.tif")
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files).addScene("pan.tif")
        #expect(scene.bands[0].bitDepth == 11)
        #expect(scene.notes.contains { $0.contains("measured") })
        let source = try await files.source(of: scene, for: PixelRequest(bands: ["B1"], values: .stretched))
        let block = try await source.read(source.size.window)
        let mean = block.values.reduce(0, +) / Float(block.values.count)
        #expect(mean > 0.4 && mean < 0.6)
        #expect(block.values.allSatisfy { $0 >= 0 && $0 <= 1 })
    }

    @Test("Empty parts of a sparse file are told without reading, and a huge one costs little", .timeLimit(.minutes(1)))
    func sparse() async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/huge.tif"
        let dataset = try Dataset.create(
            path, width: 200_000, height: 200_000, bands: 1, type: .uint8,
            options: [
                "SPARSE_OK": "TRUE", "TILED": "YES", "BLOCKXSIZE": "2048", "BLOCKYSIZE": "2048", "BIGTIFF": "YES",
            ])
        try dataset.setNoData(.real(0), band: 1)
        try dataset.write(
            [UInt8](repeating: 9, count: 512 * 512),
            window: PixelWindow(column: 4096, row: 4096, width: 512, height: 512))
        try dataset.close()
        let files = GDALScenes(root: scratch.path)
        let band = Band(
            name: "B1", file: 0, index: 1, size: RasterSize(width: 200_000, height: 200_000), dataType: .uint8,
            noData: .value(0))
        let scene = Scene(
            id: "x", title: "huge", size: band.size, bands: [band],
            files: [Scene.File(path: "huge.tif", sha256: "", size: nil)])
        let source = try await files.source(of: scene, for: PixelRequest(bands: ["B1"], values: .stored))
        let empty = try await source.isKnownEmpty(RasterWindow(column: 100_000, row: 0, width: 5000, height: 5000))
        let full = try await source.isKnownEmpty(RasterWindow(column: 4000, row: 4000, width: 200, height: 200))
        #expect(empty && !full)
        #expect(try await source.read(RasterWindow(column: 4100, row: 4100, width: 2, height: 1)).values == [9, 9])

        // A picture of all of it does not read 40 thousand million pixels.
        let step = 200_000.0 / 1400
        let shown = try await files.source(
            of: scene, for: PixelRequest(bands: ["B1"], columnStep: step, rowStep: step, values: .stored))
        let picture = try await shown.read(shown.size.window)
        #expect(picture.window.size == RasterSize(width: 1400, height: 1400))
        // 4096…4608 is 28.7…32.3 of the picture: pixels 29 to 31 are covered whole, their neighbours in part.
        for row in 29...31 {
            for column in 29...31 {
                #expect(picture.validity[row * 1400 + column] == 1)
                #expect(abs(picture.values[row * 1400 + column] - 9) < 1e-4)
            }
        }
        #expect((9...25).contains(picture.validCount))
        #expect(picture.validity[29 * 1400 + 34] == 0 && picture.validity[27 * 1400 + 30] == 0)
    }

    @Test(
        "A large file is thinned out for a picture: right to the pixel, whatever the window, with overviews too",
        arguments: [false, true])
    func thinned(hasOverviews: Bool) async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/large.tif"
        let size = RasterSize(width: 20_001, height: 14_003)
        let dataset = try Dataset.create(
            path, width: size.width, height: size.height, bands: 1, type: .uint8,
            options: ["SPARSE_OK": "TRUE", "TILED": "YES", "COMPRESS": "DEFLATE"])
        try dataset.setNoData(.real(0), band: 1)
        // One step of the stored number for 32 columns, from 1 at column 4000 to 128 at column 8095.
        var line: [UInt8] = []
        for column in 0..<4096 { line.append(UInt8(1 + column / 32)) }
        var patch: [UInt8] = []
        for _ in 0..<1024 { patch += line }
        try dataset.write(patch, window: PixelWindow(column: 4000, row: 2000, width: 4096, height: 1024))
        if hasOverviews { try dataset.buildOverviews([2, 4]) }
        try dataset.close()
        let files = GDALScenes(root: scratch.path)
        let band = Band(name: "B1", file: 0, index: 1, size: size, dataType: .uint8, noData: .value(0))
        let scene = Scene(
            id: "x", title: "large", size: size, bands: [band],
            files: [Scene.File(path: "large.tif", sha256: "", size: nil)])
        let source = try await files.source(
            of: scene, for: PixelRequest(bands: ["B1"], columnStep: 40, rowStep: 40, values: .stored))
        let whole = try await source.read(RasterWindow(column: 90, row: 40, width: 130, height: 50))
        for column in 102..<200 {
            // The middle of the pixel wanted, in columns of the patch.
            let middle = (Double(column) + 0.5) * 40 - 4000
            let expected = 1 + (middle - 0.5 - 15.5) / 32
            let found = Double(whole.values[20 * 130 + column - 90])
            #expect(abs(found - expected) < 0.2, "column \(column): \(found), not \(expected)")
        }
        #expect(whole.validity[20 * 130 + 5] == 0 && whole.validity[45 * 130 + 50] == 0)
        for (column, row, width, height) in [(100, 50, 7, 9), (131, 47, 64, 30), (199, 74, 5, 3), (90, 40, 1, 1)] {
            let part = try await source.read(RasterWindow(column: column, row: row, width: width, height: height))
            for y in 0..<height {
                for x in 0..<width {
                    let there = (row - 40 + y) * 130 + column - 90 + x
                    #expect(part.values[y * width + x] == whole.values[there])
                    #expect(part.validity[y * width + x] == whole.validity[there])
                }
            }
        }
    }

    @Test("What a sparse file does not store is empty only where it reads as missing")
    func sparseWithAnotherMark() async throws {
        let scratch = try Scratch()
        var image = TestImage()
        image.value = nil
        image.options = ["SPARSE_OK": "TRUE"]
        try image.write(to: scratch.path + "/zeros.tif")
        image.noData = 65_535
        try image.write(to: scratch.path + "/marked.tif")
        let files = GDALScenes(root: scratch.path)
        for (name, mark, expected) in [
            ("zeros", 0.0, true), ("zeros", 65_535, false), ("marked", 65_535, true), ("marked", 7, false),
        ] {
            let band = Band(
                name: "B1", file: 0, index: 1, size: RasterSize(width: 64, height: 48), dataType: .uint16,
                noData: .value(mark))
            let scene = Scene(
                id: "x", title: name, size: band.size, bands: [band],
                files: [Scene.File(path: name + ".tif", sha256: "", size: nil)])
            let source = try await files.source(of: scene, for: PixelRequest(bands: ["B1"], values: .stored))
            let isEmpty = try await source.isKnownEmpty(source.size.window)
            #expect(isEmpty == expected, "\(name) with \(mark)")
            // What is told without reading is what reading finds.
            let block = try await source.read(source.size.window)
            #expect(block.validity.allSatisfy { $0 == (expected ? 0 : 1) }, "\(name) with \(mark)")
        }
    }
}
