import Evidence
import Foundation
import Geodesy
import Rasters
import Statistics
import Testing

@testable import SceneMasks

/// Snow in zones of pictures laid by hand.
@Suite("Zones under snow")
struct ZoneTests {
    private static let side = 400
    private static let bands = ObservedBands(
        roles: [.blue, .green, .red, .nir], isReflectance: true, pixel: 0.5, sunElevation: 30,
        towardsSun: SIMD2(0, -1))

    private static let snow = SIMD4<Float>(0.86, 0.85, 0.84, 0.76)
    private static let bare = SIMD4<Float>(0.1, 0.12, 0.15, 0.2)

    private func source(_ light: (Int, Int) -> SIMD4<Float>) throws -> RasterInMemory {
        let size = RasterSize(width: Self.side, height: Self.side)
        var random = RandomStream(seed: 6)
        var raster = Raster<Float>(bandCount: 4, size: size, repeating: 0)
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let spectrum = light(column, row) * Float(1 + 0.02 * (random.uniform() - 0.5))
                for band in 0..<4 { raster[band, row, column] = spectrum[band] }
            }
        }
        return RasterInMemory(raster)
    }

    private func measured(
        _ source: RasterInMemory, _ zones: [SnowZone], jobs: Int = 2
    ) async throws
        -> [SnowMeasurement]
    {
        let block = try await source.read(source.size.window)
        let classifier = CoverClassifier(
            bands: Self.bands, statistics: SceneStatistics(of: block, scene: source.size, bands: Self.bands))
        return try await SnowMeasurer().measure(zones, in: source, by: classifier, jobs: jobs)
    }

    private func zone(_ id: String, _ corners: [(Double, Double)]) -> SnowZone {
        SnowZone(
            id: id,
            area: MultiPolygon([Polygon(outer: Ring(corners.map { PixelPoint(column: $0.0, row: $0.1) }))]))
    }

    @Test("What lies in the bounds of a zone that runs aslant, and far from it, are not its surroundings")
    func aslant() async throws {
        // A strip along the diagonal; the corner beside it, more than 40 m off, is bare.
        let source = try source { column, row in column - row > 200 ? Self.bare : Self.snow }
        let strip = zone("s", [(0, 0), (20, 0), (400, 380), (400, 400), (380, 400), (0, 20)])
        let found = try #require(try await measured(source, [strip]).first)
        #expect(try #require(found.covered.value) > 0.97)
        #expect(try #require(found.surroundings) > 0.97)
    }

    @Test("Zones that are measured together tell what each of them tells alone")
    func together() async throws {
        let source = try source { column, row in
            (column / 40 + row / 40) % 3 == 0 ? Self.bare : Self.snow
        }
        let zones = [
            zone("a", [(10, 10), (200, 30), (180, 210), (20, 190)]),
            zone("b", [(150, 120), (390, 140), (380, 390), (160, 380)]),
            zone("beyond", [(900, 900), (950, 900), (950, 950)]),
        ]
        let all = try await measured(source, zones)
        #expect(all.count == 3)
        for (zone, together) in zip(zones, all) {
            let alone = try #require(try await measured(source, [zone], jobs: 1).first)
            #expect(together.observations(of: "l", zone: "z") == alone.observations(of: "l", zone: "z"))
        }
        guard case .undetermined(let reason) = all[2].covered else {
            Issue.record("\(all[2].covered)")
            return
        }
        #expect(reason.contains("does not show the zone"))
    }

    @Test("A wagon's roof is bare, white in part or white; without snow around nothing is asked of it")
    func roofs() async throws {
        // Three roofs of 24 by 6 pixels in a row, at 60, 160 and 260; of the middle one every other pair of rows is white.
        func spectrum(_ column: Int, _ row: Int, on ground: SIMD4<Float>) -> SIMD4<Float> {
            guard (200..<206).contains(row), (60..<84).contains(column % 100), column < 300 else { return ground }
            switch column / 100 {
            case 0: return Self.bare
            case 1: return row < 203 ? Self.snow : Self.bare
            default: return Self.snow
            }
        }
        var yard = zone("y", [(5, 5), (395, 5), (395, 395), (5, 395)])
        for (index, name) in ["bare", "half", "white"].enumerated() {
            let left = Double(60 + 100 * index)
            let corners = [(left, 200.0), (left + 24, 200), (left + 24, 206), (left, 206)]
            yard.footprints.append(
                .init(
                    id: name, kind: .vehicle,
                    outline: Polygon(outer: Ring(corners.map { PixelPoint(column: $0.0, row: $0.1) }))))
        }
        let found = try #require(
            try await measured(try source { spectrum($0, $1, on: Self.snow) }, [yard]).first)
        let states = found.roofs.map { SnowMeasurement.roof($0.result)?.state }
        #expect(found.roofs.map(\.id) == ["bare", "half", "white"])
        #expect(states == [.bare, .thin, .white])
        for roof in found.roofs {
            let probability = try #require(SnowMeasurement.roof(roof.result)).probability
            #expect((0.5...0.95).contains(probability))
        }
        let summer = try #require(
            try await measured(try source { spectrum($0, $1, on: Self.bare) }, [yard]).first)
        #expect(summer.roofs.allSatisfy { SnowMeasurement.roof($0.result) == nil })
        // Of a tank whose roof is white in part nothing is told: a part may have been cleared.
        yard.footprints[1].kind = .tank
        let tank = try #require(
            try await measured(try source { spectrum($0, $1, on: Self.snow) }, [yard]).first)
        #expect(SnowMeasurement.roof(tank.roofs[1].result) == nil)
    }

    @Test("Tracks of two wheels across a yard of snow are told with the length of both")
    func wheels() async throws {
        // Two ruts of 0.5 m, 2 m apart, over 180 m; then a second pair that crosses them.
        let source = try source { column, row in
            let isRut = [200, 204].contains(column) || [150, 154].contains(row)
            let isThere = (20..<380).contains(row) && (20..<380).contains(column)
            return isRut && isThere ? Self.snow * 0.7 : Self.snow
        }
        let yard = zone("y", [(5, 5), (395, 5), (395, 395), (5, 395)])
        let found = try #require(try await measured(source, [yard]).first)
        let metres = try #require(found.tracks.value)
        #expect(abs(metres - 4 * 180) < 0.15 * 4 * 180, "\(metres)")
        let plain = try #require(try await measured(self.source { _, _ in Self.snow }, [yard]).first)
        #expect(plain.tracks.value == 0, "\(plain.tracks)")
    }

    @Test("Ridges do not depend on how a scene is cut")
    func cuts() async throws {
        let source = try source { column, row in
            abs(column - row) <= 1 || abs(column + row - 300) <= 1 ? Self.snow * 0.7 : Self.snow
        }
        let block = try await source.read(source.size.window)
        let classifier = CoverClassifier(
            bands: Self.bands, statistics: SceneStatistics(of: block, scene: source.size, bands: Self.bands))
        let search = LineSearch(bands: Self.bands)
        let all = try await source.read(source.size.window.expanded(by: search.margin))
        let whole = search.ridges(
            in: all, window: source.size.window, mask: classifier.mask(of: all), white: 0.85)
        var parts: [LineSearch.Ridge] = []
        for window in [
            RasterWindow(column: 0, row: 0, width: 170, height: 400),
            RasterWindow(column: 170, row: 0, width: 230, height: 400),
        ] {
            let part = try await source.read(window.expanded(by: search.margin))
            parts += search.ridges(in: part, window: window, mask: classifier.mask(of: part), white: 0.85)
        }
        let key = { (ridge: LineSearch.Ridge) in ridge.row * Self.side + ridge.column }
        #expect(whole.count > 500)
        let different = Set(parts.map(key)).symmetricDifference(whole.map(key)).count
        #expect(different == 0)
    }
}
