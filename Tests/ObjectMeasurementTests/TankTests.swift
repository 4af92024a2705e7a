import Evidence
import Foundation
import Geodesy
import Rasters
import SceneSimulation
import Sites
import Testing

@testable import ObjectMeasurement

/// Measured against what was drawn; the drawing finds shade and lean by following rays, and knows nothing of circles.
@Suite("Tanks measured in drawings")
struct TankTests {
    private func patch(_ plate: TankPlate, _ raster: Raster<Float>) -> GroundPatch {
        GroundPatch(
            origin: GeoPoint(longitude: 0, latitude: 0), size: plate.size, bandCount: raster.bandCount,
            values: raster.pixels, validity: Array(repeating: 1, count: plate.size.count),
            toGround: plate.toGround)
    }

    private func light(_ truth: TankPlate.Truth) -> LightAndView {
        LightAndView(
            sunAzimuth: truth.sunAzimuth, sunElevation: truth.sunElevation, incidence: truth.incidence,
            viewAzimuth: truth.viewAzimuth)
    }

    @Test(
        "Diameter, height and fill are found from a place and size that are a little off",
        arguments: [3, 8] as [UInt64])
    func floating(seed: UInt64) async throws {
        let plate = TankPlate(seed: seed, pixel: 0.7, diameter: 15.2, hasSnow: false)
        let fill = try #require(plate.truth.fill)
        let result = TankMeasurer().measure(
            TankSubject(centre: SIMD2(1.5, -1), diameter: 15.9, placementError: 2),
            in: patch(plate, await plate.raster()), light: .success(light(plate.truth)))
        let diameter = try #require(result.diameter.number)
        let height = try #require(result.height.number)
        #expect(abs(diameter - 15.2) < 0.03 * 15.2)
        #expect(abs(height - plate.truth.shell) < 0.08 * plate.truth.shell)
        #expect(abs(try #require(result.fill.number) - fill) < 0.08)
        #expect(try #require(result.floatingProbability) > 0.9)
        let centre = try #require(result.centre)
        #expect(centre.length < 0.5)
    }

    @Test("A fixed roof has no fill: it does not apply, and is no 'unchanged'")
    func fixed() async throws {
        let plate = try #require(
            (1...40).lazy.map { TankPlate(seed: $0, pixel: 0.7, diameter: 14, hasSnow: false) }
                .first { $0.truth.fill == nil && $0.truth.sunElevation > 35 })
        let patch = patch(plate, await plate.raster())
        for roof in [TankRoof.unknown, .fixed] {
            let result = TankMeasurer().measure(
                TankSubject(diameter: 14.3, roof: roof, placementError: 1), in: patch,
                light: .success(light(plate.truth)))
            guard case .notApplicable = result.fill else {
                Issue.record("\(result.fill)")
                return
            }
            #expect(result.contents == result.fill)
            #expect(abs(try #require(result.diameter.number) - 14) < 0.5)
        }
    }

    @Test("Without light or view only the diameter is told; without pixels, nothing; each with its reason")
    func undetermined() async throws {
        let plate = TankPlate(seed: 8, pixel: 0.7, diameter: 12.3, hasSnow: false)
        let whole = patch(plate, await plate.raster())
        let subject = TankSubject(diameter: 12.5, placementError: 1)
        let dark = TankMeasurer().measure(
            subject, in: whole, light: .failure(.init(reason: "where the sun stood is not known")))
        #expect(dark.height == .undetermined(because: "where the sun stood is not known"))
        #expect(dark.fill == dark.height)
        let blind = GroundPatch(
            origin: whole.origin, size: whole.size, bandCount: whole.bandCount, values: whole.values,
            validity: Array(repeating: 0, count: whole.size.count), toGround: whole.toGround)
        let nothing = TankMeasurer().measure(subject, in: blind, light: .success(light(plate.truth)))
        #expect(nothing.diameter == .undetermined(because: "the scene does not show the whole tank"))
        let coarse = TankMeasurer(configuration: .init(coarsestPixel: 0.5)).measure(
            subject, in: whole, light: .success(light(plate.truth)))
        #expect(coarse.diameter == .undetermined(because: "pixels of 0.7 m are too coarse, 0.5 m are needed"))
    }

    @Test("Where no tank stands, none is measured")
    func empty() async {
        let plate = TankPlate(seed: 8, pixel: 0.7, diameter: 12.3, hasSnow: false)
        let whole = patch(plate, await plate.raster())
        let away = TankSubject(
            centre: SIMD2(plate.corner.east + 14, plate.corner.north - 14), diameter: 12.3, placementError: 1)
        let result = TankMeasurer().measure(away, in: whole, light: .success(light(plate.truth)))
        #expect(result.centre == nil)
        guard case .undetermined = result.diameter else {
            Issue.record("\(result)")
            return
        }
    }
}
