import Foundation
import Geodesy
import ObjectMeasurement
import Rasters
import SceneSimulation
import Sites

/// Measures drawn tanks whose size is known, and tells how far off the results are.
struct TankBenchmark {
    let pixel: Double
    let count: Int
    let seed: Int

    struct Tank: Encodable {
        var seed: Int
        var diameter: Double
        var foundDiameter: Double?
        var diameterError: Double?
        var shell: Double
        var foundShell: Double?
        var shellError: Double?
        var fill: Double?
        var foundFill: Double?
        var fillError: Double?
        var floating: Double?
        var incidence: Double
        var sun: Double
        var snow: Double
        var cover: String
        var neighbours: Int
        var seconds: Double
        var reason: String
        var explained: Double?
        /// The same for a place beside it, where none stands.
        var explainedBeside: Double?
        var foundBeside: Double?
    }

    func run() async -> [Tank] {
        var tanks: [Tank] = []
        for number in seed..<(seed + count) {
            tanks.append(await tank(number))
        }
        return tanks
    }

    private func tank(_ number: Int) async -> Tank {
        let plate = TankPlate(seed: UInt64(number), pixel: pixel)
        let truth = plate.truth
        let patch = await plate.patch()
        // Known as from a site file that is a little off.
        let slips = [0.03, -0.05, 0.06, -0.02, 0.0]
        let subject = TankSubject(
            centre: SIMD2(Double(number % 5) - 2, Double(number % 3) - 1),
            diameter: truth.diameter * (1 + slips[number % 5]), placementError: 3)
        let light = LightAndView(
            sunAzimuth: truth.sunAzimuth, sunElevation: truth.sunElevation, incidence: truth.incidence,
            viewAzimuth: truth.viewAzimuth)
        let watch = Stopwatch()
        let result = TankMeasurer().measure(
            subject, in: patch, light: .success(light),
            neighbours: truth.neighbours.map {
                TankSubject(centre: SIMD2($0.east, $0.north), diameter: $0.diameter)
            }, isReflectance: true)
        let away = truth.diameter / 2 + 9
        let beside = TankMeasurer().measure(
            TankSubject(
                centre: SIMD2(
                    away * sin(truth.sunAzimuth * .pi / 180), away * cos(truth.sunAzimuth * .pi / 180)), diameter: 11,
                placementError: 2), in: patch, light: .success(light), isReflectance: true)
        var reason = ""
        for estimate in [result.diameter, result.height, result.fill] {
            switch estimate {
            case .undetermined(let because), .notApplicable(let because): reason += because + ". "
            case .value: break
            }
        }
        return Tank(
            seed: number, diameter: truth.diameter, foundDiameter: result.diameter.number,
            diameterError: result.diameter.error, shell: truth.shell, foundShell: result.height.number,
            shellError: result.height.error, fill: truth.fill, foundFill: result.fill.number,
            fillError: result.fill.error, floating: result.floatingProbability, incidence: truth.incidence,
            sun: truth.sunElevation, snow: truth.snow, cover: truth.cover, neighbours: truth.neighbours.count,
            seconds: watch.elapsed.seconds, reason: reason, explained: result.explained,
            explainedBeside: beside.explained, foundBeside: beside.diameter.number)
    }
}
