public import Evidence
import Foundation
import Statistics

/// Finds how the numbers of a later look follow from those of an earlier one, from pixels that did not change.
///
/// Pixels are taken for unchanged by their probability in ``MultivariateAlteration``; through them goes the line of least
/// squares across it, in which both looks have errors, with pixels far from it weighed down. Its error is found by leaving out
/// one strip of the picture after the other, since neighbouring pixels are not independent.
///
/// Source: Canty & Nielsen (2008), Remote Sensing of Environment 112(3), 1025–1036: no-change pixels by IR-MAD, orthogonal
/// regression. Weights by Tukey's biweight with 4.685 robust deviations (Beaton & Tukey 1974); the jackknife over
/// groups by Shao & Tu (1995), The Jackknife and Bootstrap.
public struct RadiometryEstimator: Sendable {
    /// When a relation may be used.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Probability from which on a pixel counts as unchanged.
        public var leastProbability: Double
        /// Pixels needed.
        public var leastPixels: Int
        /// Correlation below which a band's invariant pixels are no line.
        public var leastCorrelation: Double
        /// Share of variance that must be explained before pixels are chosen; below it the seasons differ.
        public var leastExplainedShare: Double
        /// Strips that are left out in turn.
        public var strips: Int
        /// Probability of the intervals.
        public var level: Double

        /// Makes a configuration.
        public init(
            leastProbability: Double = 0.9, leastPixels: Int = 500, leastCorrelation: Double = 0.8,
            leastExplainedShare: Double = 0.25, strips: Int = 20, level: Double = 0.9
        ) {
            self.leastProbability = leastProbability
            self.leastPixels = leastPixels
            self.leastCorrelation = leastCorrelation
            self.leastExplainedShare = leastExplainedShare
            self.strips = strips
            self.level = level
        }
    }

    private let configuration: Configuration
    private let alteration: MultivariateAlteration.Configuration

    /// Makes an estimator.
    public init(configuration: Configuration = .init(), alteration: MultivariateAlteration.Configuration = .init()) {
        self.configuration = configuration
        self.alteration = alteration
    }

    /// The relation of two looks.
    ///
    /// - Parameter pair: The two looks on one grid.
    /// - Returns: The lines of all bands; with a refusal where they must not be used. Where nothing could be estimated there
    ///   are no lines.
    /// - Throws: What the sources say where they cannot be read.
    public func relation(of pair: LookPair) async throws -> RelativeRadiometry {
        let sample = try await PairedSample(of: pair, limit: alteration.samplePixels)
        let detector = MultivariateAlteration(configuration: alteration)
        switch await detector.transform(of: sample, bands: pair.bands) {
        case .refused(let reason): return refused("No relation could be found: \(reason).")
        case .found(let transform): return await relation(of: sample, transform)
        }
    }

    func refused(_ reason: String) -> RelativeRadiometry {
        RelativeRadiometry(bands: [], invariantPixels: 0, method: Self.method, refusal: reason)
    }

    static let method =
        "orthogonal regression through pixels without change by IR-MAD, error by strips left out in turn"

    func relation(of sample: PairedSample, _ transform: AlterationTransform) async -> RelativeRadiometry {
        let weights = await MultivariateAlteration(configuration: alteration).probabilities(
            sample, transform, .chiSquare(degrees: Double(transform.degrees)))
        let chosen = (0..<sample.count).filter { Double(weights[$0]) >= configuration.leastProbability }
        guard chosen.count >= configuration.leastPixels else {
            return refused(
                "Too few invariant pixels: \(chosen.count), and \(configuration.leastPixels) are needed.")
        }
        let bandCount = sample.bandCount
        let bands = await ordered(Array(0..<bandCount)) { band in
            let x = chosen.map { Double(sample.values[$0 * 2 * bandCount + band]) }
            let y = chosen.map { Double(sample.values[$0 * 2 * bandCount + bandCount + band]) }
            return Self.line(x, y, name: transform.bands[band], configuration)
        }
        var refusal: String?
        let poor = bands.filter { $0.correlation < configuration.leastCorrelation || !$0.gain.isFinite }
        if transform.explainedShare < configuration.leastExplainedShare {
            refusal =
                "The looks differ as a whole: the earlier one explains "
                + "\(Int((100 * transform.explainedShare).rounded())) % of the later one's variance. Seasons, snow or haze differ."
        } else if !poor.isEmpty {
            refusal = "Invariant pixels lie on no line in \(poor.map(\.band).joined(separator: ", "))."
        }
        return RelativeRadiometry(
            bands: bands, invariantPixels: chosen.count, method: Self.method, refusal: refusal)
    }

    /// The line through invariant pixels of one band, in reading order.
    static func line(
        _ x: [Double], _ y: [Double], name: String, _ configuration: Configuration
    ) -> RelativeRadiometry.BandRelation {
        var weights = [Double](repeating: 1, count: x.count)
        var fit = LineFit(x, y, weights)
        for _ in 0..<20 {
            let last = fit.gain
            let across = (1 + fit.gain * fit.gain).squareRoot()
            var distances: [Double] = []
            for index in x.indices { distances.append(abs(y[index] - fit.gain * x[index] - fit.offset) / across) }
            let spread = 1.4826 * OrderStatistic.value(at: distances.count / 2, of: distances)
            guard spread > 0, spread.isFinite else { break }
            for index in x.indices {
                let share = distances[index] / (4.685 * spread)
                weights[index] = share < 1 ? (1 - share * share) * (1 - share * share) : 0
            }
            fit = LineFit(x, y, weights)
            if abs(fit.gain - last) < 1e-9 * abs(last) { break }
        }
        // Groups of neighbours: strips in reading order.
        let strips = max(2, min(configuration.strips, x.count / 10))
        var gains: [Double] = []
        var offsets: [Double] = []
        for strip in 0..<strips {
            let out = (strip * x.count / strips)..<((strip + 1) * x.count / strips)
            var rest = weights
            for index in out { rest[index] = 0 }
            let partial = LineFit(x, y, rest)
            gains.append(partial.gain)
            offsets.append(partial.offset)
        }
        func deviation(_ values: [Double]) -> Double {
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares * Double(strips - 1) / Double(strips)).squareRoot()
        }
        // Strips are few, so the interval is that of Student's distribution.
        let factor = studentQuantile((1 + configuration.level) / 2, degrees: Double(strips - 1))
        return RelativeRadiometry.BandRelation(
            band: name, gain: fit.gain, gainError: factor * deviation(gains), offset: fit.offset,
            offsetError: factor * deviation(offsets), level: configuration.level, residual: fit.residual,
            correlation: fit.correlation)
    }

    /// A quantile of Student's distribution above one half, by the beta distribution.
    ///
    /// Source: Abramowitz & Stegun (1964), eq. 26.7.1 with 26.5.27.
    private static func studentQuantile(_ probability: Double, degrees: Double) -> Double {
        let x = BetaDistribution(alpha: degrees / 2, beta: 0.5).quantile(2 * (1 - probability))
        return (degrees * (1 - x) / x).squareRoot()
    }
}

/// The weighted line of least squares across it.
private struct LineFit {
    var gain: Double
    var offset: Double
    var residual: Double
    var correlation: Double

    init(_ x: [Double], _ y: [Double], _ weights: [Double]) {
        var (sum, sumX, sumY) = (0.0, 0.0, 0.0)
        for index in x.indices {
            sum += weights[index]
            sumX += weights[index] * x[index]
            sumY += weights[index] * y[index]
        }
        let (meanX, meanY) = (sumX / sum, sumY / sum)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for index in x.indices {
            let (a, b) = (x[index] - meanX, y[index] - meanY)
            xx += weights[index] * a * a
            yy += weights[index] * b * b
            xy += weights[index] * a * b
        }
        let difference = yy - xx
        gain = (difference + (difference * difference + 4 * xy * xy).squareRoot()) / (2 * xy)
        offset = meanY - gain * meanX
        correlation = xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
        residual = (max(0, yy - 2 * gain * xy + gain * gain * xx) / sum).squareRoot()
    }
}
