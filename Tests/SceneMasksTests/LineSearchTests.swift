import Foundation
import Geodesy
import Rasters
import Statistics
import Testing

@testable import SceneMasks

@Suite("Tracks in the snow")
struct LineSearchTests {
    private static let side = 140
    private static let pixel = 0.5

    /// Snow of a little unevenness with what is darkened in it: share of brightness left at places in metres.
    private func lines(_ dark: (Double, Double) -> Float?) -> (metres: Double, contrast: Double) {
        var random = RandomStream(seed: 4)
        let size = RasterSize(width: Self.side, height: Self.side)
        var block = RasterBlock(missing: size.window, bandCount: 4)
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let index = row * Self.side + column
                block.validity[index] = 1
                let tone = Float(0.8 * (1 + 0.015 * (random.uniform() - 0.5)))
                let left = dark((Double(column) + 0.5) * Self.pixel, (Double(row) + 0.5) * Self.pixel) ?? 1
                for band in 0..<4 { block.values[band * size.count + index] = tone * left * (band == 3 ? 0.9 : 1) }
            }
        }
        let bands = ObservedBands(roles: [.blue, .green, .red, .nir], isReflectance: true, pixel: Self.pixel)
        var mask = CoverMask(window: size.window)
        for index in mask.classes.indices { mask.classes[index] = CoverClass.snow.rawValue }
        let found = TrackLines(
            LineSearch(bands: bands).ridges(in: block, window: size.window, mask: mask, white: 0.8), pixel: Self.pixel)
        return (found.metres, found.contrast)
    }

    @Test("A path of 50 m is found with its length, whatever its direction", arguments: [0.0, 22, 45, 71, 90, 130])
    func path(degrees: Double) {
        let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let found = lines { x, y in
            let along = (x - 35) * c + (y - 35) * s
            let across = (y - 35) * c - (x - 35) * s
            return abs(along) < 25 && abs(across) < 0.4 ? 0.75 : nil
        }
        #expect(abs(found.metres - 50) < 8)
        #expect(found.contrast > 0.1)
    }

    @Test("Plain snow, an edge, spots and a road are no tracks")
    func nothing() {
        #expect(lines { _, _ in nil }.metres == 0)
        #expect(lines { x, _ in x > 35 ? 0.4 : nil }.metres == 0)
        #expect(lines { x, y in hypot(x - 30, y - 30) < 1 || hypot(x - 50, y - 20) < 1.5 ? 0.3 : nil }.metres == 0)
        #expect(lines { x, _ in abs(x - 35) < 4 ? 0.2 : nil }.metres == 0)
    }
}
