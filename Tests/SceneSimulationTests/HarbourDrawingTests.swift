import Geodesy
import Rasters
import SceneSimulation
import Testing

@Suite("Drawn harbour")
struct HarbourDrawingTests {
    private static let small = RasterSize(width: 200, height: 120)

    @Test("The same seed gives the same pixels, another seed gives others")
    func seeds() {
        let first = HarbourDrawing(size: Self.small, seed: 7)
        #expect(first.raster().pixels == HarbourDrawing(size: Self.small, seed: 7).raster().pixels)
        #expect(first.ships() == HarbourDrawing(size: Self.small, seed: 7).ships())
        #expect(first.ships() != HarbourDrawing(size: Self.small, seed: 8).ships())
    }

    @Test("Ships do not overlap, lie on water, and are as long as the network can see")
    func ships() {
        for seed in 0..<40 {
            let drawing = HarbourDrawing(seed: UInt64(seed))
            let ships = drawing.ships()
            #expect((4...11).contains(ships.count), "seed \(seed)")
            #expect(ships.contains(where: \.isAtBerth) && ships.contains { !$0.isAtBerth })
            for (index, ship) in ships.enumerated() {
                #expect(ship.box.length >= 15)
                for corner in ship.box.corners {
                    #expect(corner.column >= 0 && corner.column <= drawing.quayColumn, "seed \(seed)")
                    #expect(corner.row >= 0 && corner.row <= Double(drawing.size.height), "seed \(seed)")
                }
                for other in ships[(index + 1)...] {
                    #expect(ship.box.intersectionArea(other.box) == 0, "seed \(seed)")
                }
            }
        }
    }

    @Test("Pixels are reflectances, and a ship is brighter than the water")
    func values() throws {
        let drawing = HarbourDrawing(size: Self.small, seed: 3)
        let raster = drawing.raster()
        #expect(raster.pixels.allSatisfy { $0 > 0 && $0 < 1 })
        let empty = drawing.raster(with: [])
        let ship = try #require(drawing.ships().first { !$0.isAtBerth })
        let column = Int(ship.box.centre.column)
        let row = Int(ship.box.centre.row)
        for band in 0..<HarbourDrawing.bands.count {
            #expect(raster[band, row, column] > 1.5 * empty[band, row, column])
        }
        // Far from all ships the two drawings are the same: noise and texture hang on the seed alone.
        #expect(raster[0, 0, 199] == empty[0, 0, 199])
    }
}
