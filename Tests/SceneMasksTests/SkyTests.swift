import Evidence
import Foundation
import Geodesy
import Rasters
import Statistics
import Testing

@testable import SceneMasks

/// Cloud, shadow and water in small pictures whose ground and sky are laid by hand.
@Suite("Cloud and its shadow")
struct SkyTests {
    private static let roles: [BandRole?] = [.blue, .green, .red, .nir]

    /// A picture of four bands; `light` gives reflectance at a pixel.
    private func block(_ side: Int, _ light: (Int, Int) -> SIMD4<Float>) -> RasterBlock {
        let size = RasterSize(width: side, height: side)
        var random = RandomStream(seed: 9)
        var block = RasterBlock(missing: size.window, bandCount: 4)
        for row in 0..<side {
            for column in 0..<side {
                let index = row * side + column
                let spectrum = light(column, row) * Float(1 + 0.02 * (random.uniform() - 0.5))
                block.validity[index] = 1
                for band in 0..<4 { block.values[band * size.count + index] = spectrum[band] }
            }
        }
        return block
    }

    private func statistics(_ block: RasterBlock, pixel: Double, clouds: [Float]? = nil) -> SceneStatistics {
        SceneStatistics(
            of: block, scene: block.window.size,
            bands: ObservedBands(
                roles: Self.roles, isReflectance: true, pixel: pixel,
                geometry: ViewingGeometry(sunAzimuth: 150, sunElevation: 45, incidence: 0, viewAzimuth: 0)),
            clouds: clouds)
    }

    private static let plants = SIMD4<Float>(0.05, 0.08, 0.06, 0.32)
    private static let white = SIMD4<Float>(0.66, 0.66, 0.66, 0.66)

    /// From 1 inside to 0 outside of a radius, over the width of an edge.
    private static func disc(_ x: Double, _ y: Double, _ radius: Double, edge: Double) -> Float {
        Float(min(1, max(0, (radius - hypot(x, y)) / edge + 0.5)))
    }

    @Test("A small white thing without an edge is cloud; with the sharp edge of a roof it is not")
    func small() {
        let block = block(160) { column, row in
            // Two discs of 30 m, of which one thins out over 16 m and one ends at once.
            let soft = Self.disc(Double(column - 45) * 2, Double(row - 80) * 2, 15, edge: 16)
            let sharp = Self.disc(Double(column - 115) * 2, Double(row - 80) * 2, 15, edge: 0.1)
            let share = max(soft, sharp)
            // A sea under haze is blue as snow in shadow is, and no reason to be careful.
            let ground = row < 115 ? Self.plants : SIMD4<Float>(0.137, 0.116, 0.097, 0.08)
            return ground * (1 - share) + Self.white * share
        }
        let found = statistics(block, pixel: 2)
        #expect(found.isCloudy(column: 45.5, row: 80.5) == true)
        #expect(found.isCloudy(column: 115.5, row: 80.5) == false)
    }

    @Test("The shadow of a cloud is found where the sun throws it, on grass and on water, and tells its height")
    func matched() throws {
        // Cells of 10 m. A sun of 45° throws the shadow of a cloud as far as it is high, away from its azimuth of 150°.
        let (side, cell, rise) = (200, 10.0, 600.0)
        let (dx, dy) = (-rise * sin(150 * Double.pi / 180), rise * cos(150 * Double.pi / 180))
        func opacity(_ x: Double, _ y: Double) -> Float { Self.disc(x - 1350, y - 1400, 220, edge: 60) }
        let sea = SIMD4<Float>(0.06, 0.05, 0.03, 0.02)
        let block = block(side) { column, row in
            let (x, y) = ((Double(column) + 0.5) * cell, (Double(row) + 0.5) * cell)
            // The shore runs through the middle of the shadow.
            var light = column < 105 ? Self.plants : sea
            light *= 1 - 0.55 * opacity(x - dx, y - dy)
            return light * (1 - opacity(x, y)) + Self.white * opacity(x, y)
        }
        let found = statistics(block, pixel: cell)
        #expect(abs(try #require(found.cloudHeight) - rise) < 60)
        var (right, wrong, drawn) = (0, 0, 0)
        for row in 0..<side {
            for column in 0..<side {
                let (x, y) = ((Double(column) + 0.5) * cell, (Double(row) + 0.5) * cell)
                let isShade = opacity(x - dx, y - dy) > 0.5 && opacity(x, y) < 0.5
                let isTold = found.cloudShadow.value(column: column, row: row) > 0.5
                if isShade { drawn += 1 }
                if isTold, isShade { right += 1 }
                if isTold, !isShade { wrong += 1 }
            }
        }
        #expect(
            Double(right) > 0.85 * Double(drawn) && Double(wrong) < 0.25 * Double(drawn), "\(right) \(wrong) \(drawn)")
    }

    @Test("The soft shadow of a cloud that the picture does not show is found, a dark yard is not")
    func alone() {
        let block = block(180) { column, row in
            let (x, y) = (Double(column) * 2, Double(row) * 2)
            let cloud = Self.disc(x - 60, y - 60, 45, edge: 20)
            let shade = Self.disc(x - 250, y - 90, 40, edge: 24)
            let isYard = (220..<290).contains(Int(x)) && (220..<290).contains(Int(y))
            let ground = (isYard ? SIMD4<Float>(0.035, 0.04, 0.045, 0.06) : Self.plants) * (1 - 0.6 * shade)
            return ground * (1 - cloud) + Self.white * cloud
        }
        let found = statistics(block, pixel: 2)
        #expect(found.cloudShadow.value(column: 125, row: 45) > 0.5)
        #expect(found.cloudShadow.value(column: 127, row: 127) < 0.5)
        #expect(found.isCloudy(column: 30.5, row: 30.5) == true)
    }

    @Test("A delivered mask is the cloud, whatever the pixels look like, and everything around it is masked")
    func delivered() throws {
        let block = block(120) { _, _ in Self.plants }
        let clouds = (0..<120 * 120).map { Float($0 % 120 < 40 ? 1 : 0) }
        let found = statistics(block, pixel: 2, clouds: clouds)
        #expect(abs(found.cloudShare - 1.0 / 3) < 1e-6 && found.isCloudDelivered)
        let bands = ObservedBands(roles: Self.roles, isReflectance: true, pixel: 2)
        let mask = CoverClassifier(bands: bands, statistics: found).mask(of: block)
        #expect(mask.coverClass(at: 60 * 120 + 20) == .cloud)
        #expect(mask.coverClass(at: 60 * 120 + 80) == .clearLand)
        let hidden = found.hidden(in: RasterWindow(column: 0, row: 60, width: 120, height: 1))
        // 10 m around are five pixels.
        #expect(hidden.enumerated().allSatisfy { $0.element == ($0.offset < 45 ? 1 : 0) }, "\(hidden)")
        // On a grid twice as coarse the same ground is hidden.
        let coarse = found.coarsened(by: 2).hidden(in: RasterWindow(column: 0, row: 30, width: 60, height: 1))
        #expect(coarse.reduce(0) { $0 + Int($1) } == 23 || coarse.reduce(0) { $0 + Int($1) } == 22)
        #expect(statistics(block, pixel: 2).isClear)
    }

    @Test("A strip of sea that the picture's edge cuts off is water; a shadow of that size inside is not")
    func strip() {
        let sea = SIMD4<Float>(0.06, 0.05, 0.035, 0.02)
        let block = block(120) { column, row in
            let isStrip = row >= 108
            let isShade = (50..<74).contains(column) && (40..<52).contains(row)
            return isStrip || isShade ? sea : Self.plants
        }
        let found = statistics(block, pixel: 1.5)
        let bands = ObservedBands(roles: Self.roles, isReflectance: true, pixel: 1.5)
        let mask = CoverClassifier(bands: bands, statistics: found).mask(of: block)
        #expect(mask.coverClass(at: 114 * 120 + 60) == .water)
        #expect(mask.coverClass(at: 46 * 120 + 60) == .shadow)
    }

    @Test("A map along a row has the values that it has at each pixel")
    func rows() {
        var random = RandomStream(seed: 2)
        let map = CellMap(
            width: 7, height: 5, step: SIMD2(3.3, 2.9), values: (0..<35).map { _ in Float(random.uniform()) })
        let columns = CellColumns(-2..<30, of: map)
        var worst: Float = 0
        for row in -2..<20 {
            let cells = CellRow(map, row: row)
            for column in -2..<30 {
                worst = max(
                    worst, abs(cells.value(at: column + 2, of: columns) - map.value(column: column, row: row)))
            }
        }
        #expect(worst < 1e-5)
    }
}
