import Foundation

/// Something whose outline divides an image into regions of one brightness each.
protocol RegionModel {
    /// Number of regions.
    var regionCount: Int { get }
    /// Pairs of regions of which the first, in the shade, is never brighter than the second.
    var shades: [(dark: Int, light: Int)] { get }
    /// How far each parameter is moved to see what it does.
    var steps: [Double] { get }
    /// The parameters brought into what is possible.
    func clamped(_ parameters: [Double]) -> [Double]
    /// What is known of a parameter beforehand: mean and deviation; nil for nothing.
    func prior(_ index: Int) -> (mean: Double, deviation: Double)?
    /// Which parameters may change.
    var isFree: [Bool] { get }
    /// Prepares the shares of the regions for some parameters.
    func shares(_ parameters: [Double], of sample: PixelSample, into shares: inout [Double])
}

/// Finds the parameters of a ``RegionModel`` under which an image is nearest to one brightness for each region.
///
/// The brightness of each region and band is found along with them by linear least squares (variable projection), so
/// nothing needs to be known of materials, light and sensor. Pixels that fit no region, such as those of stairs, pipes
/// and neighbours, lose their weight step by step.
///
/// Source: Golub & Pereyra (2003), Inverse Problems 19(2), R1–R26, with Kaufman's (1975) simplified Jacobian; robust
/// weights after Geman & McClure (1987), Bulletin of the ISI 52, 5–21; damping after Marquardt (1963).
struct RegionFit {
    let model: any RegionModel
    let sample: PixelSample

    /// What came out.
    struct Outcome {
        /// The parameters.
        var parameters: [Double]
        /// Robust cost by pixel and band, in the sample's units squared; lower is better.
        var cost: Double
        /// Standard errors of the parameters; infinite where the image tells nothing.
        var errors: [Double]
        /// Brightness `[region][band]`.
        var levels: [[Double]]
    }

    /// Brightness of the regions and what they leave, for given shares.
    struct Projection {
        var levels: [Double]
        var residuals: [Double]
        var normal: Cholesky
    }

    /// Scale of the robust cost as a multiple of the noise.
    static let tolerance = 3.0

    func projection(_ shares: [Double], weights: [Double]) -> Projection {
        let regions = model.regionCount
        let bands = sample.bandCount
        var normal = [Double](repeating: 0, count: regions * regions)
        var right = [Double](repeating: 0, count: regions * bands)
        var total = 0.0
        var means = [Double](repeating: 0, count: bands)
        for index in 0..<sample.count {
            let weight = weights[index]
            guard weight > 0 else { continue }
            total += weight
            for band in 0..<bands { means[band] += weight * sample.values[index * bands + band] }
            let start = index * regions
            for a in 0..<regions {
                let share = shares[start + a]
                guard share != 0 else { continue }
                let weighted = share * weight
                for b in a..<regions where shares[start + b] != 0 {
                    normal[a * regions + b] += weighted * shares[start + b]
                }
                for band in 0..<bands { right[a * bands + band] += weighted * sample.values[index * bands + band] }
            }
        }
        // A region that shows nowhere gets the mean of all, which then matters to nobody.
        let ridge = max(1e-9, total * 1e-6) + 0.05
        for a in 0..<regions {
            for b in 0..<a { normal[a * regions + b] = normal[b * regions + a] }
            normal[a * regions + a] += ridge
            for band in 0..<bands { right[a * bands + band] += ridge * means[band] / max(1e-9, total) }
        }
        let factor = Cholesky(normal, size: regions)
        var levels = factor.solve(right, columns: bands)
        // Shade that would be brighter than light is put to one brightness with it.
        for (dark, light) in model.shades {
            let isWrong =
                (0..<bands).reduce(0) { $0 + levels[dark * bands + $1] - levels[light * bands + $1] } > 0
            guard isWrong else { continue }
            let weightDark = normal[dark * regions + dark]
            let weightLight = normal[light * regions + light]
            for band in 0..<bands {
                let mean =
                    (levels[dark * bands + band] * weightDark + levels[light * bands + band] * weightLight)
                    / (weightDark + weightLight)
                levels[dark * bands + band] = mean
                levels[light * bands + band] = mean
            }
        }
        var residuals = sample.values
        for index in 0..<sample.count {
            let start = index * regions
            for a in 0..<regions {
                let share = shares[start + a]
                guard share != 0 else { continue }
                for band in 0..<bands { residuals[index * bands + band] -= share * levels[a * bands + band] }
            }
        }
        return Projection(levels: levels, residuals: residuals, normal: factor)
    }

    /// Mean square of a pixel's residuals over its bands.
    func squares(_ residuals: [Double]) -> [Double] {
        let bands = sample.bandCount
        return (0..<sample.count).map { index in
            var sum = 0.0
            for band in 0..<bands { sum += residuals[index * bands + band] * residuals[index * bands + band] }
            return sum / Double(bands)
        }
    }

    /// The robust mean cost of parameters at a given scale, priors included; brightnesses by plain least squares.
    func cost(_ parameters: [Double], scale: Double, weights: [Double]? = nil, shares: inout [Double]) -> Double {
        model.shares(parameters, of: sample, into: &shares)
        let projection = projection(shares, weights: weights ?? sample.weights)
        return robust(squares(projection.residuals), scale: scale) + priorCost(parameters, scale: scale)
    }

    private func robust(_ squares: [Double], scale: Double) -> Double {
        var sum = 0.0
        var total = 0.0
        let limit = scale * scale
        for index in 0..<sample.count {
            let weight = sample.weights[index]
            sum += weight * squares[index] / (1 + squares[index] / limit)
            total += weight
        }
        return sum / max(1e-9, total)
    }

    private func priorCost(_ parameters: [Double], scale: Double) -> Double {
        var sum = 0.0
        for index in parameters.indices {
            guard let prior = model.prior(index) else { continue }
            let away = (parameters[index] - prior.mean) / prior.deviation
            sum += away * away
        }
        // As much as so many pixels of noise.
        return sum * scale * scale / (Self.tolerance * Self.tolerance) / Double(max(1, sample.count))
    }

    /// The spread of what is left, from the median, so that outliers do not tell it.
    func noise(_ parameters: [Double], shares: inout [Double]) -> Double {
        model.shares(parameters, of: sample, into: &shares)
        let left = zip(squares(projection(shares, weights: sample.weights).residuals), sample.weights)
            .filter { $0.1 > 0.5 }.map(\.0).sorted()
        guard !left.isEmpty else { return 1 }
        return max(0.01, (left[left.count / 2] / 0.455).squareRoot())
    }

    /// Improves parameters until they stay.
    ///
    /// - Parameters:
    ///   - start: Where to begin.
    ///   - scale: Residual beyond which a pixel counts as foreign, in the sample's units.
    ///   - rounds: Steps at the most.
    /// - Returns: The best found.
    func improved(_ start: [Double], scale: Double, rounds: Int) -> Outcome {
        let regions = model.regionCount
        let bands = sample.bandCount
        let free = model.isFree.indices.filter { model.isFree[$0] }
        var shares = [Double](repeating: 0, count: sample.count * regions)
        var moved = shares
        var parameters = model.clamped(start)
        model.shares(parameters, of: sample, into: &shares)
        var weights = sample.weights
        var current = projection(shares, weights: weights)
        var left = squares(current.residuals)
        var best = robust(left, scale: scale) + priorCost(parameters, scale: scale)
        var damping = 0.01
        var curvature = [Double](repeating: 0, count: free.count * free.count)
        let noise = scale / Self.tolerance
        var isFinal = false
        for round in 0...rounds {
            for index in 0..<sample.count {
                let ratio = 1 + left[index] / (scale * scale)
                weights[index] = sample.weights[index] / (ratio * ratio)
            }
            current = projection(shares, weights: weights)
            var slopes: [[Double]] = []
            for parameter in free {
                let step = model.steps[parameter]
                var shifted = parameters
                shifted[parameter] += step
                let clamped = model.clamped(shifted)
                if clamped[parameter] != shifted[parameter] { shifted[parameter] -= 2 * step }
                model.shares(shifted, of: sample, into: &moved)
                slopes.append(
                    slope(
                        from: shares, to: moved, by: shifted[parameter] - parameters[parameter], current,
                        weights: weights))
            }
            var gradient = [Double](repeating: 0, count: free.count)
            curvature = Array(repeating: 0, count: free.count * free.count)
            for a in free.indices {
                for index in 0..<sample.count where weights[index] > 0 {
                    for band in 0..<bands {
                        gradient[a] +=
                            weights[index] * slopes[a][index * bands + band]
                            * current.residuals[index * bands + band]
                    }
                }
                for b in a..<free.count {
                    var sum = 0.0
                    for index in 0..<sample.count where weights[index] > 0 {
                        for band in 0..<bands {
                            sum += weights[index] * slopes[a][index * bands + band] * slopes[b][index * bands + band]
                        }
                    }
                    curvature[a * free.count + b] = sum
                    curvature[b * free.count + a] = sum
                }
                if let prior = model.prior(free[a]) {
                    let strength = noise * noise * Double(bands) / (prior.deviation * prior.deviation)
                    curvature[a * free.count + a] += strength
                    gradient[a] += strength * (prior.mean - parameters[free[a]])
                }
            }
            if round == rounds || isFinal { break }
            var isBetter = false
            for _ in 0..<5 {
                var damped = curvature
                for a in free.indices {
                    damped[a * free.count + a] = damped[a * free.count + a] * (1 + damping) + 1e-12
                }
                let change = Cholesky(damped, size: free.count).solve(gradient, columns: 1)
                var next = parameters
                for a in free.indices { next[free[a]] += change[a] }
                next = model.clamped(next)
                model.shares(next, of: sample, into: &moved)
                let projection = projection(moved, weights: weights)
                let squares = squares(projection.residuals)
                let cost = robust(squares, scale: scale) + priorCost(next, scale: scale)
                if cost < best {
                    isFinal = best - cost < 1e-5 * best
                    best = cost
                    parameters = next
                    swap(&shares, &moved)
                    current = projection
                    left = squares
                    damping = max(1e-4, damping / 4)
                    isBetter = true
                    break
                }
                damping *= 6
            }
            if !isBetter { isFinal = true }
        }
        return outcome(
            parameters, cost: best, projection: current, weights: weights, curvature: curvature, free: free)
    }

    /// How each value changes with a parameter, less what other brightnesses would take up.
    private func slope(
        from shares: [Double], to moved: [Double], by step: Double, _ current: Projection, weights: [Double]
    ) -> [Double] {
        let regions = model.regionCount
        let bands = sample.bandCount
        var slope = [Double](repeating: 0, count: sample.count * bands)
        var right = [Double](repeating: 0, count: regions * bands)
        for index in 0..<sample.count {
            let start = index * regions
            for a in 0..<regions {
                let change = moved[start + a] - shares[start + a]
                guard change != 0 else { continue }
                for band in 0..<bands {
                    slope[index * bands + band] += change / step * current.levels[a * bands + band]
                }
            }
            guard weights[index] > 0 else { continue }
            for a in 0..<regions where shares[start + a] != 0 {
                for band in 0..<bands {
                    right[a * bands + band] += weights[index] * shares[start + a] * slope[index * bands + band]
                }
            }
        }
        let taken = current.normal.solve(right, columns: bands)
        for index in 0..<sample.count {
            let start = index * regions
            for a in 0..<regions where shares[start + a] != 0 {
                for band in 0..<bands { slope[index * bands + band] -= shares[start + a] * taken[a * bands + band] }
            }
        }
        return slope
    }
}
