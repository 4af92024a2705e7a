import Rasters
import Statistics

/// Finds the linear combinations of the bands of two looks that agree best on ground that did not change, by iteratively
/// re-weighted multivariate alteration detection.
///
/// Combinations that agree come from canonical correlation analysis, so the result does not hang on gain and offset of any
/// band. Each round weighs a pixel by the probability that it did not change.
///
/// Source: Nielsen (2007), IEEE Trans. Image Processing 16(2), 463–478: differences of canonical variates, their chi-square sum, the
/// probability of no change as weight, and the rounds. Regularised in the simplest of the ways it names, by adding to the
/// diagonal; we add a share of the variances before the first round, so that the combinations stay where weights leave little
/// variance.
public struct MultivariateAlteration: Sendable {
    /// How the combinations are found.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Rounds at most.
        public var rounds: Int
        /// Change of all correlations below which the rounds end.
        public var tolerance: Double
        /// What every band is taken to differ by between two looks of the same ground, as a share of its variance: 0.01 means
        /// a tenth of its spread, about what direction of light and view and moisture bring.
        public var regularisation: Double
        /// Pixels on which the combinations are estimated at most.
        public var samplePixels: Int

        /// Makes a configuration.
        public init(
            rounds: Int = 60, tolerance: Double = 1e-4, regularisation: Double = 0.01, samplePixels: Int = 1 << 20
        ) {
            self.rounds = rounds
            self.tolerance = tolerance
            self.regularisation = regularisation
            self.samplePixels = samplePixels
        }
    }

    private let configuration: Configuration

    /// Makes a detector of alteration.
    public init(configuration: Configuration = .init()) {
        self.configuration = configuration
    }

    /// The combinations for two looks.
    ///
    /// - Parameter pair: The two looks on one grid.
    /// - Returns: The combinations, or a refusal in a sentence where too few pixels are usable or all are alike.
    /// - Throws: What the sources say where they cannot be read.
    public func transform(of pair: LookPair) async throws -> Outcome {
        await transform(of: try await PairedSample(of: pair, limit: configuration.samplePixels), bands: pair.bands)
    }

    /// Combinations, or why there are none.
    public enum Outcome: Hashable, Sendable {
        /// They were found.
        case found(AlterationTransform)
        /// They cannot be found, because …
        case refused(because: String)
    }

    func transform(of sample: PairedSample, bands: [String]) async -> Outcome {
        let bandCount = sample.bandCount
        guard sample.count >= 100 * bandCount else {
            return .refused(
                because: "only \(sample.count) pixels are usable in both looks, and \(100 * bandCount) are needed")
        }
        var weights = [Float](repeating: 1, count: sample.count)
        let origin = (0..<sample.width).map { Double(sample.values[$0]) }
        var result: AlterationTransform?
        var variances: [Double] = []
        var isUsed: [Int] = []
        var explained = 0.0
        let unchanged = GammaDistribution.chiSquare(degrees: Double(bandCount))
        for round in 1...max(1, configuration.rounds) {
            let moments = await sample.moments(weights, origin: origin)
            guard moments.weight >= Double(20 * bandCount) else {
                return .refused(
                    because:
                        "hardly a pixel looks the same in both; the looks differ as a whole, by season, snow or cloud"
                )
            }
            let statistics = Moments(moments, origin: origin, bandCount: bandCount)
            if round == 1 {
                variances = statistics.variances
                // A band that is the same everywhere in one of the looks tells nothing.
                isUsed = (0..<bandCount).filter { variances[$0] > 0 && variances[bandCount + $0] > 0 }
                guard !isUsed.isEmpty else {
                    return .refused(because: "at least one of the looks has the same value everywhere")
                }
            }
            guard
                let found = statistics.canonical(
                    bands: isUsed, damping: variances.map { $0 * configuration.regularisation })
            else { return .refused(because: "the bands' covariance is degenerate") }
            if round == 1 { explained = found.explained }
            let last = result?.correlations ?? []
            let transform = AlterationTransform(
                bands: bands, beforeMean: statistics.means.prefix(bandCount).map { $0 },
                afterMean: statistics.means.suffix(bandCount).map { $0 }, beforeWeights: found.before,
                afterWeights: found.after, correlations: found.correlations, explainedShare: explained,
                unchangedShare: moments.weight / Double(sample.count), pixelCount: sample.count, rounds: round)
            result = transform
            let distribution =
                isUsed.count == bandCount ? unchanged : .chiSquare(degrees: Double(isUsed.count))
            weights = await probabilities(sample, transform, distribution)
            let change = zip(last, transform.correlations).map { abs($0 - $1) }.max() ?? 1
            if !last.isEmpty, change < configuration.tolerance { break }
        }
        guard var result else { return .refused(because: "no round was made") }
        result.unchangedShare = weights.reduce(0.0) { $0 + Double($1) } / Double(sample.count)
        return .found(result)
    }

    /// The probability of each pixel that it did not change.
    func probabilities(
        _ sample: PairedSample, _ transform: AlterationTransform, _ distribution: GammaDistribution
    ) async -> [Float] {
        let table = SurvivalTable(distribution)
        let width = sample.width
        let kernels = transform.kernels
        let constants = kernels.map(\.constant)
        let weights = kernels.flatMap(\.weights)
        return await ordered(sample.pieces) { range in
            let values = sample.values.span
            let factors = weights.span
            return range.map { index in
                var sum: Float = 0
                for variate in constants.indices {
                    var value = constants[variate]
                    for band in 0..<width {
                        value += factors[variate * width + band] * values[index * width + band]
                    }
                    sum += value * value
                }
                return table[sum]
            }
        }.flatMap { $0 }
    }
}

/// Tail of a distribution by linear interpolation in a fine table, since millions are asked for.
private struct SurvivalTable: Sendable {
    private let values: [Float]
    private let step: Float

    init(_ distribution: GammaDistribution) {
        let last = distribution.exceeded(with: 1e-7)
        let step = last / 4096
        self.step = Float(step)
        values = (0...4096).map { Float(distribution.survival(Double($0) * step)) }
    }

    subscript(value: Float) -> Float {
        let position = value / step
        guard position < 4096 else { return 0 }
        let index = Int(position)
        return values[index] + (values[index + 1] - values[index]) * (position - Float(index))
    }
}
