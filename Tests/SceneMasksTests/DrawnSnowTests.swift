import Evidence
import Foundation
import Geodesy
import Rasters
import Sites
import Testing

@testable import SceneMasks
@testable import SceneSimulation

/// Masks and shares of drawn scenes, against what the drawing itself knows: how white each pixel is follows from three drawings
/// without noise, as seen, all bare and all white.
@Suite("Snow in drawn scenes")
struct DrawnSnowTests {
    private static let middle = GeoPoint(longitude: 134.2, latitude: 41.6)
    private static let pixel = 0.5

    private static func place(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: middle, east: east, north: north)
    }

    private static func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [GeoPoint] {
        [place(west, south), place(east, south), place(east, north), place(west, north)]
    }

    private struct Drawn {
        var block: RasterBlock
        var bands: ObservedBands
        var scene: ScriptedScene

        var classifier: CoverClassifier {
            CoverClassifier(
                bands: bands,
                statistics: SceneStatistics(of: block, scene: block.window.size, bands: bands))
        }
    }

    private struct Setting {
        var share: Double
        var noise = 1.0
        var isCleared = false
        var clouds = 0.0
        var side = 70.0
        var pixel = DrawnSnowTests.pixel
    }

    private static func drawn(_ setting: Setting) async throws -> Drawn {
        var script = WorldScript()
        script.ground.cover = .concrete
        script.snow.shares = [SnowScript.Share(time: .distantPast, share: setting.share)]
        if setting.isCleared {
            script.snow.clearings = [
                SnowScript.Clearing(
                    part: GroundPart(corners: rectangle(-25, -20, 5, 10)),
                    stay: Stay(start: Date(timeIntervalSince1970: 0)))
            ]
        }
        var order = SceneOrder(time: Date(timeIntervalSince1970: 1_739_583_600))  // 15 February 2025, 01:40 UTC
        order.extent = SceneOrder.Extent(centre: middle, width: setting.side, height: setting.side)
        order.groundSamplingDistance = setting.pixel
        order.bands = .fourBands
        order.noise = setting.noise
        order.clouds = setting.clouds
        let scene = ScriptedScene(order, of: try ScriptedWorld(script: script, site: Site(name: "S"), seed: 5))
        var block = RasterBlock(missing: scene.size.window, bandCount: 4)
        let count = scene.size.count
        _ = try await scene.draw(jobs: 2) { window, strip in
            let part = window.size.count
            for band in 0..<4 {
                for index in 0..<part {
                    let target = window.row * scene.size.width + index
                    block.values[band * count + target] = Float(strip[band * part + index]) / 3000
                    block.validity[target] = 1
                }
            }
        }
        let bands = ObservedBands(
            roles: [.blue, .green, .red, .nir], isReflectance: true, pixel: setting.pixel,
            geometry: ViewingGeometry(
                sunAzimuth: scene.sun.azimuth, sunElevation: scene.sun.elevation, incidence: 0, viewAzimuth: 0))
        return Drawn(block: block, bands: bands, scene: scene)
    }

    /// Mean over pixels of how far their light lies on the way from all bare to all white.
    private static func truth(_ setting: Setting) async throws -> [Double] {
        var still = setting
        still.noise = 0
        let seen = try await drawn(still).block
        still.isCleared = false
        still.share = 0
        let bare = try await drawn(still).block
        still.share = 1
        let white = try await drawn(still).block
        let count = seen.window.size.count
        return (0..<count).map { index in
            var (way, room) = (0.0, 0.0)
            for band in 0..<4 {
                let at = band * count + index
                let step = Double(white.values[at] - bare.values[at])
                way += Double(seen.values[at] - bare.values[at]) * step
                room += step * step
            }
            return room > 0.001 ? min(1, max(0, way / room)) : 0
        }
    }

    private static func zone(_ size: RasterSize) -> SnowZone {
        let (w, h) = (Double(size.width), Double(size.height))
        return SnowZone(
            id: "z",
            area: MultiPolygon([
                Polygon(
                    outer: Ring([
                        PixelPoint(column: 0, row: 0), PixelPoint(column: w, row: 0), PixelPoint(column: w, row: h),
                        PixelPoint(column: 0, row: h),
                    ]))
            ]))
    }

    private static func measured(_ drawn: Drawn, jobs: Int = 2) async throws -> SnowMeasurement {
        let source = RasterInMemory(
            try Raster(bandCount: 4, size: drawn.block.window.size, pixels: drawn.block.values))
        let measured = try await SnowMeasurer().measure(
            [zone(drawn.block.window.size)], in: source, by: drawn.classifier, jobs: jobs)
        return try #require(measured.first)
    }

    @Test(
        "The share of snow is that which was drawn, within five points and its interval", arguments: [0.4, 0.75, 0.95])
    func shares(share: Double) async throws {
        let setting = Setting(share: share)
        let truth = try await Self.truth(setting)
        let mean = truth.reduce(0, +) / Double(truth.count)
        let result = try await Self.measured(Self.drawn(setting))
        guard
            case .measured(let value, let low, let high, let level, _, _) = result.covered.result(
                unit: "1", within: 0...1)
        else {
            Issue.record("\(result.covered)")
            return
        }
        #expect(abs(value - mean) < 0.05)
        #expect(low <= value && value <= high && level == 0.8)
        #expect(low - 0.02 <= mean && mean <= high + 0.02)
        #expect(result.notJudged.value == 0)
    }

    @Test("A yard that was cleared is measured, and natural gaps are not")
    func cleared() async throws {
        let yard = 30.0 * 30 / (70 * 70)
        let result = try await Self.measured(Self.drawn(Setting(share: 0.9, isCleared: true)))
        let cleared = try #require(result.cleared.value)
        // Natural gaps that touch the yard are counted with it: they are bare ground as it is.
        #expect(cleared > yard - 0.03 && cleared < yard + 0.1)
        #expect(try #require(result.surroundings) > 0.8)
        let whole = try await Self.measured(Self.drawn(Setting(share: 0.9)))
        #expect(try #require(whole.cleared.value) < 0.03)
    }

    @Test("Bare ground has no snow, nothing that was cleared and no age")
    func bare() async throws {
        let result = try await Self.measured(Self.drawn(Setting(share: 0)))
        #expect(try #require(result.covered.value) < 0.03)
        guard case .notApplicable = result.cleared, case .notApplicable = result.age else {
            Issue.record("\(result.cleared) \(result.age)")
            return
        }
    }

    @Test("Masks do not depend on how a scene is cut, nor shares on the number of tiles at once")
    func tiles() async throws {
        let drawn = try await Self.drawn(Setting(share: 0.7, isCleared: true))
        let classifier = drawn.classifier
        let whole = classifier.mask(of: drawn.block)
        let part = RasterWindow(column: 31, row: 17, width: 53, height: 61)
        let source = RasterInMemory(try Raster(bandCount: 4, size: drawn.block.window.size, pixels: drawn.block.values))
        let cut = classifier.mask(of: try await source.read(part.expanded(by: classifier.margin)), window: part)
        var different = 0
        for row in 0..<part.height {
            for column in 0..<part.width {
                let inWhole = (row + part.row) * drawn.block.window.width + column + part.column
                if cut.classes[row * part.width + column] != whole.classes[inWhole] { different += 1 }
            }
        }
        #expect(different == 0)
        let one = try await Self.measured(drawn, jobs: 1)
        let four = try await Self.measured(drawn, jobs: 4)
        #expect(one.observations(of: "l", zone: "z") == four.observations(of: "l", zone: "z"))
    }

    @Test("Cloud is told where it was drawn")
    func clouds() async throws {
        let drawn = try await Self.drawn(Setting(share: 0, clouds: 0.4, side: 420, pixel: 3))
        let mask = drawn.classifier.mask(of: drawn.block)
        let size = drawn.block.window.size
        var right = 0
        for row in 0..<size.height {
            for column in 0..<size.width {
                let x = drawn.scene.drawing.corner.x + (Float(column) + 0.5) * 3
                let y = drawn.scene.drawing.corner.y - (Float(row) + 0.5) * 3
                let isCloud = mask.coverClass(at: row * size.width + column) == .cloud
                if isCloud == drawn.scene.sky.isCloudy(x, y) { right += 1 }
            }
        }
        #expect(Double(right) / Double(size.count) > 0.85)
    }

    @Test("Digital numbers without a scale tell light and dark only, and say so")
    func digitalNumbers() async throws {
        var drawn = try await Self.drawn(Setting(share: 0.7))
        drawn.bands = ObservedBands(roles: [.blue, .green, .red, .nir], isReflectance: false, pixel: Self.pixel)
        let mask = drawn.classifier.mask(of: drawn.block)
        #expect(Set(mask.classes).isSubset(of: [CoverClass.clearLand.rawValue, CoverClass.bright.rawValue]))
        guard case .undetermined(let reason) = try await Self.measured(drawn).covered else {
            Issue.record("A share of snow was told from digital numbers.")
            return
        }
        #expect(reason.contains("without a reflectance scale"))
    }
}
