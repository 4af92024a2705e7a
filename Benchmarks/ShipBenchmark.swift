import Foundation
import Geodesy
import ObjectMeasurement
import Rasters
import SceneSimulation

/// Measures drawn ships whose size is known, from boxes that are a little off.
struct ShipBenchmark {
    let pixel: Double
    let count: Int
    let seed: Int

    struct Ship: Encodable {
        var seed: Int
        var kind: String
        var length: Double
        var foundLength: Double?
        var lengthError: Double?
        var beam: Double
        var foundBeam: Double?
        var beamError: Double?
        var heading: Double
        var foundHeading: Double?
        var headingProbability: Double
        var isAlongside: Bool
        var hasWake: Bool
        var isUnderWay: Bool
        var azimuthError: Double
        var incidence: Double
        var sun: Double
        var seconds: Double
        var reason: String
    }

    func run() async -> [Ship] {
        var ships: [Ship] = []
        for number in seed..<(seed + count) { ships.append(await ship(number)) }
        return ships
    }

    private func ship(_ number: Int) async -> Ship {
        let plate = ShipPlate(seed: UInt64(number), pixel: pixel)
        let truth = plate.truth
        let patch = await plate.patch()
        let slips = [0.04, -0.05, 0.02, -0.08, 0.0]
        let subject = ShipSubject(
            centre: SIMD2(Double(number % 5) - 2, Double(number % 3) - 1),
            length: truth.length * (1 + slips[number % 5]), beam: truth.beam * (1 + slips[(number / 2) % 5]),
            azimuth: (truth.heading + Double(number % 7) - 3 + 360).truncatingRemainder(dividingBy: 180),
            quay: truth.isAlongside ? SIMD2(0, truth.quay) : nil)
        let light = LightAndView(
            sunAzimuth: truth.sunAzimuth, sunElevation: truth.sunElevation, incidence: truth.incidence,
            viewAzimuth: truth.viewAzimuth)
        let watch = Stopwatch()
        let result = ShipMeasurer().measure(subject, in: patch, light: light)
        var reason = ""
        for case .undetermined(let because) in [result.length, result.beam] { reason += because + ". " }
        var isUnderWay = false
        if case .underWay = result.motion { isUnderWay = true }
        let turned = abs(result.azimuth - truth.heading.truncatingRemainder(dividingBy: 180))
        return Ship(
            seed: number, kind: truth.kind, length: truth.length, foundLength: result.length.number,
            lengthError: result.length.error, beam: truth.beam, foundBeam: result.beam.number,
            beamError: result.beam.error, heading: truth.heading, foundHeading: result.bowAzimuth,
            headingProbability: result.bowProbability, isAlongside: truth.isAlongside, hasWake: truth.hasWake,
            isUnderWay: isUnderWay, azimuthError: min(turned, 180 - turned), incidence: truth.incidence,
            sun: truth.sunElevation, seconds: watch.elapsed.seconds, reason: reason)
    }
}
