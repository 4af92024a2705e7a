import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import Testing

private let file = NetworkFile(path: "none", sha256: "0")

private func boxes(_ outcome: ObjectDetector.Outcome) -> [[Double]] {
    outcome.detections.map {
        let bounds = $0.pixelBox.bounds
        return [bounds.left, bounds.top, bounds.right, bounds.bottom].map { ($0 * 100).rounded() / 100 }
    }.sorted { $0.lexicographicallyPrecedes($1) }
}

@Suite struct TilingTests {
    /// Rectangles of many sizes, some across the seams of any grid.
    static let rectangles: [RasterWindow] = [
        .init(column: 10, row: 12, width: 9, height: 4), .init(column: 60, row: 30, width: 8, height: 20),
        .init(column: 121, row: 62, width: 14, height: 6), .init(column: 30, row: 118, width: 5, height: 18),
        .init(column: 180, row: 180, width: 20, height: 5), .init(column: 0, row: 90, width: 7, height: 7),
        .init(column: 215, row: 140, width: 5, height: 20),
    ]

    @Test(arguments: [(64, 0), (64, 24), (96, 8), (128, 40), (512, 0), (72, 56)])
    func objectsDoNotDependOnTileSizeOrOffset(tile: Int, offset: Int) async throws {
        let drawn = DrawnScene(
            size: RasterSize(width: 220, height: 200), rectangles: Self.rectangles.map { ($0, 0.8) })
        let network = WrittenNetwork(inputShape: [1, 1, -1, -1], width: 2) { boundsOfBrightAreas($0, $1, $2) }
        let detector = ObjectDetector(
            card: .test(head: .yoloBoxes, classes: ["dim", "bright"], margin: 24, tile: 128), network: file,
            tiling: .init(tile: tile, offset: offset))
        let outcome = try await detector.detections(in: drawn.scene, reader: drawn, loader: network)
        let expected = Self.rectangles.map {
            [Double($0.column), Double($0.row), Double($0.endColumn), Double($0.endRow)]
        }.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(boxes(outcome) == expected)
        #expect(outcome.processedShare == 1 && outcome.failures.isEmpty)
    }

    @Test(arguments: [64, 80, 128])
    func aShipLongerThanTheOverlapIsOneShip(tile: Int) async throws {
        // 200 pixels long, across several tiles of 64 with overlaps of 16.
        let ship = RasterWindow(column: 20, row: 61, width: 200, height: 8)
        let drawn = DrawnScene(size: RasterSize(width: 256, height: 128), rectangles: [(ship, 0.8)])
        let network = WrittenNetwork(inputShape: [1, 1, -1, -1], width: 1) { boundsOfBrightAreas($0, $1, $2) }
        let detector = ObjectDetector(
            card: .test(head: .yoloBoxes, classes: ["dim", "bright"], margin: 16), network: file,
            tiling: .init(tile: tile))
        let outcome = try await detector.detections(in: drawn.scene, reader: drawn, loader: network)
        #expect(boxes(outcome) == [[20, 61, 220, 69]])
    }

    @Test func twoClassesThatOverlapAreBothKept() async throws {
        let drawn = DrawnScene(
            size: RasterSize(width: 64, height: 64),
            rectangles: [
                (.init(column: 10, row: 10, width: 30, height: 12), 0.8),
                (.init(column: 11, row: 11, width: 28, height: 10), 0.9),
            ])
        let network = WrittenNetwork(inputShape: [1, 1, 64, 64], width: 1) { boundsOfBrightAreas($0, $1, $2) }
        let detector = ObjectDetector(
            card: .test(head: .yoloBoxes, classes: ["dim", "bright"]), network: file)
        let outcome = try await detector.detections(in: drawn.scene, reader: drawn, loader: network)
        #expect(Set(outcome.detections.map(\.className)) == ["dim", "bright"])
        #expect(outcome.detections.count == 2)
    }

    @Test func nothingIsDetectedWherePixelsAreMissing() async throws {
        // The network fires everywhere; only the valid half may give detections.
        let network = WrittenNetwork(inputShape: [1, 1, -1, -1], width: 2) { _, height, width in
            var values = [Float](repeating: 0, count: 7 * height * width)
            for row in stride(from: 4, to: height, by: 8) {
                for column in stride(from: 4, to: width, by: 8) { values[row * width + column] = 0.9 }
            }
            for index in 0..<(height * width) {
                values[3 * height * width + index] = 14
                values[4 * height * width + index] = 3
                values[5 * height * width + index] = 1
            }
            return NetworkOutput(shape: [1, 7, height, width], values: values)
        }
        let drawn = DrawnScene(
            size: RasterSize(width: 160, height: 100), rectangles: [],
            missing: [.init(column: 80, row: 0, width: 80, height: 100)])
        let outcome = try await ObjectDetector(card: .test(head: .centreOriented), network: file).detections(
            in: drawn.scene, reader: drawn, loader: network)
        #expect(outcome.detections.count == 10 * 12)
        #expect(outcome.detections.allSatisfy { $0.pixelBox.centre.column < 80 })
        #expect(outcome.detections.contains { $0.isCutOff })
    }

    @Test func tilesThatFailAreListed() async throws {
        struct Broken: Error, CustomStringConvertible { let description = "block is damaged" }
        struct Reader: SceneReading {
            let drawn: DrawnScene
            struct Source: RasterSource {
                let inner: RasterInMemory
                var size: RasterSize { inner.size }
                var bandCount: Int { inner.bandCount }
                func read(_ window: RasterWindow) async throws -> RasterBlock {
                    if window.contains(column: 100, row: 10) { throw Broken() }
                    return try await inner.read(window)
                }
            }
            func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
                Source(inner: RasterInMemory(drawn.raster))
            }
            func georeference(of scene: Scene) throws -> (any Georeference)? { nil }
        }
        let drawn = DrawnScene(
            size: RasterSize(width: 128, height: 64),
            rectangles: [(.init(column: 10, row: 10, width: 9, height: 4), 0.8)])
        let network = WrittenNetwork(inputShape: [1, 1, -1, -1], width: 2) { boundsOfBrightAreas($0, $1, $2) }
        let outcome = try await ObjectDetector(
            card: .test(head: .yoloBoxes, classes: ["dim", "bright"], margin: 8), network: file, tiling: .init(tile: 48)
        ).detections(in: drawn.scene, reader: Reader(drawn: drawn), loader: network)
        #expect(outcome.detections.count == 1)
        #expect(outcome.processedShare > 0 && outcome.processedShare < 1)
        #expect(outcome.failures.count >= 1)
        #expect(outcome.failures.allSatisfy { $0.contains("block is damaged") && $0.contains("columns") })
    }

    @Test(arguments: [1, 2, 5])
    func threadsDoNotChangeTheResult(width: Int) async throws {
        let drawn = DrawnScene(
            size: RasterSize(width: 220, height: 200), rectangles: Self.rectangles.map { ($0, 0.8) })
        func detections(_ width: Int) async throws -> [Detection] {
            let network = WrittenNetwork(inputShape: [1, 1, -1, -1], width: width) { boundsOfBrightAreas($0, $1, $2) }
            return try await ObjectDetector(
                card: .test(head: .yoloBoxes, classes: ["dim", "bright"]), network: file
            ).detections(in: drawn.scene, reader: drawn, loader: network).detections
        }
        #expect(try await detections(width) == detections(1))
    }

    @Test func aSceneWithoutTheBandIsRefused() async throws {
        let drawn = DrawnScene(size: RasterSize(width: 64, height: 64), rectangles: [])
        var card = ModelCard.test(head: .yoloBoxes)
        card.bands = ["nir"]
        let network = WrittenNetwork(inputShape: [1, 1, -1, -1], width: 1) { boundsOfBrightAreas($0, $1, $2) }
        await #expect(
            throws: ModelError.missingBand(model: "test", band: "nir", scene: "drawn", available: ["pan"])
        ) {
            try await ObjectDetector(card: card, network: file).detections(
                in: drawn.scene, reader: drawn, loader: network)
        }
    }

    @Test func aNetworkOfAnotherShapeIsRefused() async throws {
        let drawn = DrawnScene(size: RasterSize(width: 64, height: 64), rectangles: [])
        let network = WrittenNetwork(inputShape: [1, 4, -1, -1], width: 1) { boundsOfBrightAreas($0, $1, $2) }
        await #expect(throws: ModelError.self) {
            try await ObjectDetector(card: .test(head: .yoloBoxes), network: file).detections(
                in: drawn.scene, reader: drawn, loader: network)
        }
    }
}
