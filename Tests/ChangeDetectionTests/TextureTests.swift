@testable import ChangeDetection
import Evidence
import Rasters
import Statistics
import Testing

@Suite("Fine structure that light shuffles")
struct TextureTests {
    private let size = RasterSize(width: 110, height: 90)
    private let place = RasterWindow(column: 30, row: 24, width: 46, height: 30)

    /// A grating: bright and dark pixels in an order of its own for each seed.
    private func grated(_ ground: DrawnGround, seed: UInt64) -> DrawnGround {
        var picture = ground
        var stream = RandomStream(seed: seed)
        for row in place.row..<place.endRow {
            for column in place.column..<place.endColumn {
                let level: Float = Bool.random(using: &stream) ? 0.55 : 0.08
                for band in 0..<picture.bandCount { picture.raster[band, row, column] = level + 0.01 * Float(band) }
            }
        }
        return picture
    }

    private func changes(
        _ before: DrawnGround, _ after: DrawnGround, reach: Double = 1.5
    ) async throws -> [SurfaceChange] {
        try await SurfaceChangeFinder(configuration: .init(textureReach: reach)).comparison(
            of: try LookPair(before: before.look("a"), after: after.look("b")), ground: PixelGround(pixelSize: 0.5),
            margin: 1
        ).changes
    }

    @Test("The same grating with light and shadow in another order is no change, and one that is laid or covered is")
    func gratings() async throws {
        let ground = DrawnGround(width: size.width, height: size.height)
        let (first, second) = (grated(ground, seed: 7), grated(ground.again(), seed: 8))
        #expect(try await changes(first, second).isEmpty)
        // What is left out by it would be told otherwise.
        #expect(try await !changes(first, second, reach: 0).isEmpty)
        for (before, after) in [(ground, second), (first, ground.again())] {
            let found = try await changes(before, after)
            let area = found.reduce(0) { $0 + $1.area }
            #expect(area > 0.6 * Double(place.size.count) * 0.25, "\(area) m²")
        }
    }

    @Test("What is taken off is twice the lesser variance, pixel by pixel, over usable pixels only")
    func bruteForce() throws {
        let size = RasterSize(width: 19, height: 16)
        var stream = RandomStream(seed: 3)
        let looks = (0..<2).map { _ in (0..<(2 * size.count)).map { _ in Float.random(in: -3...3, using: &stream) } }
        let usable = (0..<size.count).map { _ in UInt8.random(in: 0...5, using: &stream) > 0 ? UInt8(1) : 0 }
        let texture = LocalTexture(metres: 1, pixelSize: 0.5)
        #expect(texture.reach == 2)
        let found = try #require(
            texture.explained(before: looks[0], after: looks[1], usable: usable, size: size))
        for row in 0..<size.height {
            for column in 0..<size.width {
                let near = (0..<size.count).filter {
                    abs($0 / size.width - row) <= 2 && abs($0 % size.width - column) <= 2 && usable[$0] == 1
                }
                let spreads = looks.map { values in
                    (0..<2).reduce(0.0) { sum, layer in
                        let own = near.map { Double(values[layer * size.count + $0]) }
                        let mean = own.reduce(0, +) / Double(own.count)
                        return sum + own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
                    }
                }
                let wanted = 2 * min(spreads[0], spreads[1])
                if abs(Double(found[row * size.width + column]) - wanted) > 1e-4 {
                    Issue.record("row \(row), column \(column)")
                }
            }
        }
    }

    @Test("Where a pixel is larger than such structures nothing is taken off")
    func coarse() {
        #expect(LocalTexture(metres: 1.5, pixelSize: 10).reach == 0)
        #expect(LocalTexture(metres: 0, pixelSize: 0.5).reach == 0)
        #expect(
            LocalTexture(metres: 1.5, pixelSize: 30).explained(
                before: [1, 2], after: [3, 4], usable: [1, 1], size: RasterSize(width: 2, height: 1)) == nil)
    }
}
