import Foundation
import Geodesy
import Rasters
import Testing

@Suite("Pixels of one grid on another")
struct WarpedSourceTests {
    private struct Turned: PixelMapping {
        func positions(of points: [PixelPoint]) -> [PixelPoint?] {
            points.map {
                PixelPoint(column: 20 + 0.9 * $0.column - 0.3 * $0.row, row: 4 + 0.3 * $0.column + 0.9 * $0.row)
            }
        }
    }

    /// A parabola, which cubic convolution gives back exactly.
    private func level(_ x: Double, _ y: Double) -> Double { 3 + 0.2 * x - 0.1 * y + 0.01 * x * x + 0.004 * x * y }

    private func source() throws -> RasterInMemory {
        var pixels: [Float] = []
        for row in 0..<120 {
            for column in 0..<120 { pixels.append(Float(level(Double(column) + 0.5, Double(row) + 0.5))) }
        }
        pixels[60 * 120 + 60] = .nan
        return RasterInMemory(try Raster(bandCount: 1, size: RasterSize(width: 120, height: 120), pixels: pixels))
    }

    /// Goes on at the source's other end from column 40 on, as over the edge of a map.
    private struct Torn: PixelMapping {
        func positions(of points: [PixelPoint]) -> [PixelPoint?] {
            points.map { PixelPoint(column: $0.column + ($0.column < 40 ? 0 : 3000), row: $0.row) }
        }
    }

    @Test("Where a mapping tears, nothing is made up between its sides")
    func torn() async throws {
        let wide = RasterInMemory(
            Raster(bandCount: 1, size: RasterSize(width: 3200, height: 40), repeating: 5))
        let block = try await WarpedSource(wide, on: RasterSize(width: 100, height: 32), by: Torn()).read(
            RasterWindow(column: 0, row: 0, width: 100, height: 32))
        // Positions are known every 32 pixels: between the nodes at 32 and 64 it tears.
        let middle = 16 * 100
        #expect(block.validity[middle + 20] == 1 && block.validity[middle + 80] == 1)
        #expect((33..<63).allSatisfy { block.validity[middle + $0] == 0 })
    }

    @Test("Values are those of the surface, whatever window they are read with; what is missing is missing")
    func values() async throws {
        let warped = WarpedSource(try source(), on: RasterSize(width: 100, height: 100), by: Turned())
        let whole = try await warped.read(RasterWindow(column: -4, row: -4, width: 108, height: 108))
        let part = try await warped.read(RasterWindow(column: 37, row: 29, width: 21, height: 30))
        var worst = 0.0
        var compared = 0
        var differing = 0
        for row in 0..<100 {
            for column in 0..<100 {
                let index = (row + 4) * 108 + column + 4
                if (37..<58).contains(column), (29..<59).contains(row) {
                    let other = (row - 29) * 21 + column - 37
                    if whole.values[index] != part.values[other] || whole.validity[index] != part.validity[other] {
                        differing += 1
                    }
                }
                guard whole.validity[index] == 1 else { continue }
                let place = Turned().positions(of: [PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)])
                guard let place = place[0], abs(place.column - 60.5) > 3 || abs(place.row - 60.5) > 3,
                    place.column > 2, place.row > 2, place.column < 118, place.row < 118
                else { continue }
                compared += 1
                worst = max(worst, abs(Double(whole.values[index]) - level(place.column, place.row)))
            }
        }
        #expect(compared > 4000)
        #expect(worst < 2e-3)
        #expect(differing == 0)
        // The hole, and what lies beside the source.
        #expect(whole.validity[0] == 0)
        let hole = Turned()
        var missing = 0
        var kept = 0
        for row in 0..<100 {
            for column in 0..<100 {
                guard
                    let place = hole.positions(of: [PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)])[
                        0]
                else { continue }
                guard abs(place.column - 60.5) < 0.99, abs(place.row - 60.5) < 0.99 else { continue }
                if whole.validity[(row + 4) * 108 + column + 4] == 0 { missing += 1 } else { kept += 1 }
            }
        }
        #expect(missing > 0 && kept == 0)
    }
}
