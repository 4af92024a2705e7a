import Foundation
import Geodesy
import Rasters

/// What pixels say for and against a fit.
extension TankScene {
    /// Share of the end of the shadow on the ground that shows as one: in the scene, not on a neighbour, not behind
    /// the tank itself, and darker than the ground beyond it.
    func shownEnd(of fit: TankMeasurer.Fit) -> Double {
        let values = fit.outcome.parameters
        let centre = SIMD2(values[0], values[1])
        let radius = values[2]
        let end = centre + light.apart * values[3]
        let base = centre - light.lean * values[3]
        let towards = atan2(light.shadow.y, light.shadow.x)
        let gap = max(1.5 * patch.pixel, 0.5)
        let foot = LineSegment(from: base, to: centre)
        let spread = spread
        var shown = 0
        let count = 31
        for index in 0..<count {
            // Two thirds of a right angle to each side: beyond, the outline is as good as straight.
            let angle = towards + (Double(index) / Double(count - 1) - 0.5) * 2 * .pi / 3
            let direction = SIMD2(cos(angle), sin(angle))
            let place = end + direction * radius
            guard !isForeign(place), foot.distance(to: place) > radius + gap,
                let inside = patch.value(at: place - direction * gap),
                let outside = patch.value(at: place + direction * gap)
            else { continue }
            if outside - inside > 0.08 * spread { shown += 1 }
        }
        return Double(shown) / Double(count)
    }

    /// Why the rim that was found may be none; nil where it shows.
    func doubtOfRim(_ fit: TankMeasurer.Fit, explained: Double) -> String? {
        let values = fit.outcome.parameters
        guard explained >= (isLightKnown ? Self.neededExplanation : 0), shownRim(of: fit) >= 0.5 else {
            return "no rim shows where the tank should stand"
        }
        let away = SIMD2(values[0], values[1]) - place
        guard away.length < reach + 0.99 else {
            return "no rim shows within \(decimals(reach)) m of where the tank should stand"
        }
        return nil
    }

    /// Share of the differences in brightness near the tank that a fit must explain to be one. On drawings 19 of 20 tanks
    /// explain more, and 9 of 10 places beside them less.
    static let neededExplanation = 0.5

    /// Share of the differences in brightness within a quarter of the radius around the rim, and inside it, that a
    /// fit explains.
    func explained(by fit: TankMeasurer.Fit) -> Double {
        let values = fit.outcome.parameters
        let centre = SIMD2(values[0], values[1])
        let sample = sample(limit: 6000)
        var shares = [Double](repeating: 0, count: sample.count * fit.model.regionCount)
        fit.model.shares(values, of: sample, into: &shares)
        let near = (0..<sample.count).filter { index in
            sample.weights[index] > 0
                && (SIMD2(sample.east[index], sample.north[index]) - centre).length < 1.25 * values[2]
        }
        guard near.count > 20 else { return 0 }
        var weights = [Double](repeating: 0, count: sample.count)
        for index in near { weights[index] = 1 }
        let residuals = RegionFit(model: fit.model, sample: sample).projection(shares, weights: weights).residuals
        var left = 0.0
        var all = 0.0
        for band in 0..<sample.bandCount {
            let values = near.map { sample.values[$0 * sample.bandCount + band] }
            let mean = values.reduce(0, +) / Double(values.count)
            for value in values { all += (value - mean) * (value - mean) }
            for index in near {
                left += residuals[index * sample.bandCount + band] * residuals[index * sample.bandCount + band]
            }
        }
        return all > 0 ? max(0, 1 - left / all) : 0
    }

    /// Share of the rim across which brightness changes.
    func shownRim(of fit: TankMeasurer.Fit) -> Double {
        let values = fit.outcome.parameters
        let centre = SIMD2(values[0], values[1])
        let spread = spread
        let count = 72
        var shown = 0
        var known = 0
        for index in 0..<count {
            let angle = 2 * Double.pi * Double(index) / Double(count)
            let direction = SIMD2(cos(angle), sin(angle))
            let levels = [-1.6, 0, 1.6].compactMap {
                patch.value(at: centre + direction * (values[2] + $0 * patch.pixel))
            }
            guard levels.count == 3, let low = levels.min(), let high = levels.max() else { continue }
            known += 1
            if high - low > 0.12 * spread { shown += 1 }
        }
        return known > 0 ? Double(shown) / Double(known) : 0
    }

    /// How much better a floating roof explains what lies well inside the rim: 0 for not at all, 1 for wholly.
    func gain(of floating: TankMeasurer.Fit, over fixed: TankMeasurer.Fit) -> Double {
        let values = floating.outcome.parameters
        let centre = SIMD2(values[0], values[1])
        let sample = sample(limit: 6000)
        func cost(_ fit: TankMeasurer.Fit) -> Double {
            var shares = [Double](repeating: 0, count: sample.count * fit.model.regionCount)
            fit.model.shares(fit.outcome.parameters, of: sample, into: &shares)
            let residuals = RegionFit(model: fit.model, sample: sample)
                .projection(shares, weights: sample.weights).residuals
            var sum = 0.0
            for index in 0..<sample.count where sample.weights[index] > 0 {
                let p = SIMD2(sample.east[index], sample.north[index]) - centre
                guard p.length < values[2] - sample.pixel else { continue }
                var square = 0.0
                for band in 0..<sample.bandCount {
                    let residual = residuals[index * sample.bandCount + band]
                    square += residual * residual
                }
                square /= Double(sample.bandCount)
                sum += square / (1 + 4 * square)
            }
            return sum
        }
        return 1 - min(1, cost(floating) / max(1e-12, cost(fixed)))
    }

    /// The fit once more with a height that is known.
    func refitted(_ fit: TankMeasurer.Fit, height: Double) -> TankMeasurer.Fit {
        let sample = sample(limit: 12_000)
        let model = model(isFloating: fit.model.isFloating, pixel: sample.pixel, height: height)
        var start = fit.outcome.parameters
        start[4] *= height / max(0.1, start[3])
        start[3] = height
        var shares = [Double](repeating: 0, count: sample.count * model.regionCount)
        let noise = RegionFit(model: model, sample: sample).noise(start, shares: &shares)
        return self.fit(model, sample, from: start, scale: RegionFit.tolerance * max(0.02, noise))
    }

    /// Why what is taken for shade on the roof may be none; nil where it is as much darker as shade on the ground.
    ///
    /// Shade keeps the same share of a surface's own light everywhere, and the air adds the same to all: between no
    /// such addition and one of nine tenths of the darkest, the drop that is to be expected is known within bounds.
    func doubtOfShade(_ fit: TankMeasurer.Fit) -> String? {
        guard fit.model.isFloating else { return nil }
        let values = fit.outcome.parameters
        let length = light.apart.length
        let (ground, shade) = (fit.levels[0], fit.levels[1])
        let (roof, dark) = (fit.levels[4], fit.levels[5])
        guard ground > shade else { return "the ground shows no shade to compare with" }
        // A bowl that is deep for the sun may lie in the shade whole, and then what looks sunlit is not.
        let mayBeDark = values[3] * length > 0.85 * 2 * values[2]
        if mayBeDark, values[4] * length < 0.5 * values[2] || roof - shade < 0.2 * (ground - shade) {
            return "its roof may lie in the shadow of the shell whole"
        }
        guard values[4] * length > 1.5 * patch.pixel else { return nil }
        func drop(_ air: Double) -> Double { (roof - air) * (ground - shade) / max(1e-12, ground - air) }
        let expected = [drop(0), drop(0.9 * max(0, min(shade, dark, roof)))]
        guard let least = expected.min(), let most = expected.max() else { return nil }
        if roof - dark < 0.35 * least || roof - dark > 2.5 * most {
            return "what looks like shade on its roof is not as dark as shade on the ground"
        }
        return nil
    }

    /// Whether roof and ground are alike and both as bright as snow in the first band, which must be a visible one.
    func isUnderSnow(_ fit: TankMeasurer.Fit) -> Bool {
        let values = fit.outcome.parameters
        let centre = SIMD2(values[0], values[1])
        let base = centre - light.lean * values[3]
        let sunny = light.apart * values[4]
        let foot = LineSegment(from: base, to: centre)
        let shade = LineSegment(from: base, to: base + light.shadow * values[3])
        var roof: [Double] = []
        var ground: [Double] = []
        for row in 0..<patch.size.height {
            for column in 0..<patch.size.width where patch.validity[row * patch.size.width + column] == 1 {
                let map = patch.toGround.map(PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5))
                let p = SIMD2(map.x, map.y)
                let value = Double(patch.values[row * patch.size.width + column])
                let away = (p - centre).length
                if away < 0.85 * values[2] {
                    if (p - centre - sunny).length < 0.85 * values[2] { roof.append(value) }
                } else if away > values[2] + 1, away < values[2] * 1.5 + 2,
                    foot.distance(to: p) > values[2] + 1,
                    shade.distance(to: p) > values[2] + 1
                {
                    ground.append(value)
                }
            }
        }
        guard roof.count > 20, ground.count > 20 else { return false }
        // Nearly all of the roof, and most of the ground.
        let low = roof.sorted()[roof.count / 5]
        let usual = ground.sorted()[ground.count / 2]
        return low > 0.5 && usual > 0.5
    }

    /// Difference between the brighter and the darker parts of the surroundings, mean of the bands.
    private var spread: Double {
        var levels: [Double] = []
        for row in -12...12 {
            for column in -12...12 {
                let away = SIMD2(Double(column), Double(row)) * (tank.diameter * 1.3 / 24)
                if let level = patch.value(at: place + away) { levels.append(level) }
            }
        }
        guard levels.count > 20 else { return .infinity }
        levels.sort()
        return levels[levels.count * 9 / 10] - levels[levels.count / 10]
    }
}
