import Foundation
import Geodesy
import Rasters

/// A tank with the pixels around it, ready to be fitted.
struct TankScene {
    let tank: TankSubject
    let patch: GroundPatch
    let light: LightAndView
    /// Height up to which shadows are looked for.
    let tallest: Double
    /// Middle of where the rim's image is looked for, and metres around it.
    let place: SIMD2<Double>
    let reach: Double
    let isLightKnown: Bool
    private let neighbours: [TankSubject]

    init(
        tank: TankSubject, patch: GroundPatch, light: LightAndView, neighbours: [TankSubject], tallest: Double,
        isLightKnown: Bool
    ) {
        self.tank = tank
        self.patch = patch
        self.light = light
        self.neighbours = neighbours
        self.tallest = tallest
        let usual = tank.height ?? min(12, tallest * 0.7)
        place = tank.centre + light.lean * usual
        self.isLightKnown = isLightKnown
        // Without the view nobody knows how far the rim leans away from where the tank stands.
        reach = tank.placementError + (isLightKnown ? 0 : 4) + light.lean.length * (tank.height == nil ? 5 : 1)
    }

    private var radius: Double { tank.diameter / 2 }

    private var radii: ClosedRange<Double> {
        let low = max(2 * patch.pixel, radius * (1 - tank.diameterError) - patch.pixel)
        return low...max(low, radius * (1 + tank.diameterError) + patch.pixel)
    }

    /// Whether nearly all of the tank lies in pixels that are there.
    var isShown: Bool {
        var shown = 0
        for index in 0..<64 {
            let angle = 2 * Double.pi * Double(index % 32) / 32
            let far = radius * (index < 32 ? 1 : 0.5)
            if isThere(place + SIMD2(cos(angle), sin(angle)) * far) { shown += 1 }
        }
        return shown >= 62
    }

    /// Whether the patch has a pixel at a place.
    func isThere(_ place: SIMD2<Double>) -> Bool {
        let point = patch.toGround.pixel(MapPoint(x: place.x, y: place.y))
        guard point.column >= 0, point.row >= 0, point.column < Double(patch.size.width),
            point.row < Double(patch.size.height)
        else { return false }
        return patch.validity[Int(point.row) * patch.size.width + Int(point.column)] == 1
    }

    /// Whether a neighbour, or its shadow, may lie at a place of the image.
    func isForeign(_ place: SIMD2<Double>) -> Bool {
        neighbours.contains { other in
            let height = other.height ?? min(12, tallest)
            let room = other.diameter / 2 + 0.6 + 0.02 * other.diameter
            let p = place - other.centre
            return LineSegment(to: light.lean * height).distance(to: p) < room
                || LineSegment(to: light.shadow * height).distance(to: p) < room
        }
    }

    /// The pixels that take part.
    func sample(limit: Int) -> PixelSample {
        let room = radius * 1.25 + min(reach, radius) * 0.6 + 2
        let way = light.apart * min(tallest, 80 / max(0.1, light.apart.length))
        let lighting = LineSegment(from: place, to: place + way)
        var sample = PixelSample(patch, limit: limit) { p in
            lighting.distance(to: p) < room || (p - tank.centre).length < room
        }
        for index in 0..<sample.count
        where isForeign(SIMD2(sample.east[index], sample.north[index])) { sample.weights[index] = 0 }
        return sample
    }

    /// The best fit of each kind of roof that is asked for; empty where there are no pixels.
    func fits(floating kinds: [Bool]) -> [TankMeasurer.Fit] {
        let coarse = sample(limit: 2500)
        guard coarse.weights.reduce(0, +) > 60 else { return [] }
        let fine = sample(limit: 12_000)
        let search = RimSearch(patch: patch)
        let circles =
            search.circles(around: place, reach: reach, radii: radii, count: 6).map { ($0.centre, $0.radius) }
            + [(place, radius)]
        var starts: [(model: TankModel, parameters: [Double])] = []
        for isFloating in kinds {
            let model = model(isFloating: isFloating, pixel: coarse.pixel, height: nil)
            starts += improvedStarts(RegionFit(model: model, sample: coarse), model, circles).map { (model, $0) }
        }
        // One scale for both kinds, so that their costs can be compared.
        var noise = Double.infinity
        for start in starts {
            var shares = [Double](repeating: 0, count: fine.count * start.model.regionCount)
            noise = min(
                noise, RegionFit(model: start.model, sample: fine).noise(start.parameters, shares: &shares))
        }
        let scale = RegionFit.tolerance * max(0.02, noise)
        return kinds.compactMap { isFloating in
            let model = model(isFloating: isFloating, pixel: fine.pixel, height: nil)
            let found = starts.filter { $0.model.isFloating == isFloating }.map { start in
                fit(model, fine, from: start.parameters, scale: scale)
            }.sorted { $0.outcome.cost < $1.outcome.cost }
            return found.first { doubtOfShade($0) == nil } ?? found.first
        }
    }

    func fit(
        _ model: TankModel, _ sample: PixelSample, from start: [Double], scale: Double
    ) -> TankMeasurer.Fit {
        let outcome = RegionFit(model: model, sample: sample).improved(start, scale: scale, rounds: 10)
        return TankMeasurer.Fit(model: model, outcome: outcome, levels: outcome.levels.map(sample.measured))
    }

    func model(isFloating: Bool, pixel: Double, height: Double?) -> TankModel {
        TankModel(
            light: light, isFloating: isFloating, pixel: pixel, place: place, reach: reach + 1, radii: radii,
            heights: height.map { $0...$0 } ?? 2.5...max(3, tallest * 1.15))
    }

    /// The best of many starts, each improved on the coarse sample.
    private func improvedStarts(
        _ fit: RegionFit, _ model: TankModel, _ circles: [(SIMD2<Double>, Double)]
    ) -> [[Double]] {
        let heights =
            tank.height.map { [$0, $0 * 0.8, $0 * 1.2] } ?? [0.25, 0.42, 0.6, 0.8, 1].map { $0 * tallest }
        let depths = model.isFloating ? [0.08, 0.3, 0.55, 0.85] : [0]
        var shares = [Double](repeating: 0, count: fit.sample.count * fit.model.regionCount)
        let scale = 0.5
        var starts: [(parameters: [Double], depth: Double, cost: Double)] = []
        for (centre, radius) in circles {
            for height in heights {
                for depth in depths {
                    let parameters = fit.model.clamped([
                        centre.x, centre.y, radius, height, depth * height, 0.3, 0.6,
                    ])
                    starts.append((parameters, depth, fit.cost(parameters, scale: scale, shares: &shares)))
                }
            }
        }
        starts.sort { $0.cost < $1.cost }
        // The best in all, and where a roof may stand high or low, the best of each.
        var chosen: [[Double]] = []
        func add(_ parameters: [Double]) {
            let isNew = chosen.allSatisfy { other in
                hypot(other[0] - parameters[0], other[1] - parameters[1]) + abs(other[2] - parameters[2])
                    > 2 * fit.sample.pixel || abs(other[3] - parameters[3]) > 1 || abs(other[4] - parameters[4]) > 1
            }
            if isNew { chosen.append(parameters) }
        }
        for start in starts where chosen.count < 2 { add(start.parameters) }
        for depth in depths { if let start = starts.first(where: { $0.depth == depth }) { add(start.parameters) } }
        let improved = chosen.map { fit.improved($0, scale: scale, rounds: 8) }.sorted { $0.cost < $1.cost }
        // Several starts often lead to one place.
        var distinct: [RegionFit.Outcome] = []
        for outcome in improved where distinct.count < (model.isFloating ? 4 : 2) {
            let isNew = distinct.allSatisfy { other in
                zip(other.parameters, outcome.parameters).prefix(5).contains { abs($0 - $1) > fit.sample.pixel / 2 }
            }
            if isNew { distinct.append(outcome) }
        }
        return distinct.map(\.parameters)
    }
}
