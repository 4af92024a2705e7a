import Foundation
import Geodesy
import Rasters
import SceneSimulation
import Testing

@testable import ObjectMeasurement

/// Measured against what was drawn, from boxes that are a little off.
@Suite("Ships measured in drawings")
struct ShipTests {
    private func measured(
        _ plate: ShipPlate, keeping columns: ClosedRange<Int>? = nil
    ) async -> ShipMeasurement {
        let raster = await plate.raster()
        var validity = [UInt8](repeating: 1, count: plate.size.count)
        if let columns {
            for index in validity.indices where !columns.contains(index % plate.size.width) { validity[index] = 0 }
        }
        let patch = GroundPatch(
            origin: GeoPoint(longitude: 0, latitude: 0), size: plate.size, bandCount: raster.bandCount,
            values: raster.pixels, validity: validity,
            toGround: plate.toGround)
        let truth = plate.truth
        return ShipMeasurer().measure(
            ShipSubject(
                centre: SIMD2(1.2, -0.7), length: truth.length * 1.04, beam: truth.beam * 0.96,
                azimuth: (truth.heading + 2).truncatingRemainder(dividingBy: 180),
                quay: truth.isAlongside ? SIMD2(0, truth.quay) : nil), in: patch,
            light: LightAndView(
                sunAzimuth: truth.sunAzimuth, sunElevation: truth.sunElevation, incidence: truth.incidence,
                viewAzimuth: truth.viewAzimuth))
    }

    private func plates(alongside: Bool, wake: Bool = false, count: Int) -> [ShipPlate] {
        var plates: [ShipPlate] = []
        for seed in 1...200 where plates.count < count {
            let plate = ShipPlate(seed: UInt64(seed), pixel: 1, lengths: 60...70)
            if plate.truth.isAlongside == alongside, plate.truth.hasWake == wake { plates.append(plate) }
        }
        return plates
    }

    @Test("Of three ships alongside, the median length is right to 3 %, and most bows that are told are right")
    func alongside() async {
        var errors: [Double] = []
        var bows: [Bool] = []
        for plate in plates(alongside: true, count: 3) {
            let result = await measured(plate)
            if let length = result.length.number { errors.append(abs(length / plate.truth.length - 1)) }
            #expect(result.motion == .notTold(because: "it lies along a quay"))
            if let bow = result.bowAzimuth {
                let away = abs((bow - plate.truth.heading + 540).truncatingRemainder(dividingBy: 360) - 180)
                bows.append(away < 20)
            }
        }
        #expect(errors.count >= 2)
        #expect(errors.sorted()[errors.count / 2] < 0.03)
        #expect(bows.count { $0 } * 2 > bows.count)
    }

    @Test("Wakes tell that ships are under way, in two of three cases at the least")
    func wake() async {
        var told = 0
        for plate in plates(alongside: false, wake: true, count: 3) {
            if case .underWay = await measured(plate).motion { told += 1 }
        }
        #expect(told >= 2)
    }

    @Test("A ship that the scene's edge cuts off has no length, but a least one")
    func cutOff() async throws {
        let plate = try #require(plates(alongside: true, count: 1).first)
        let result = await measured(plate, keeping: 0...(plate.size.width / 2 + 15))
        guard case .undetermined(let because) = result.length else {
            Issue.record("\(result.length)")
            return
        }
        #expect(because.hasPrefix("the edge of the scene cuts it off; at least"))
        #expect(result.bowAzimuth == nil)
    }
}
