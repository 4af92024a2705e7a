import Rasters
import Statistics

/// Combinations of the bands of two looks whose differences have variance one on ground that did not change.
public struct AlterationTransform: Hashable, Codable, Sendable {
    /// Names of the bands compared.
    public var bands: [String]
    /// Means of the earlier look's bands over unchanged ground.
    public var beforeMean: [Double]
    /// Means of the later look's bands over unchanged ground.
    public var afterMean: [Double]
    /// Weights of the earlier look's bands, `[combination][band]`.
    public var beforeWeights: [[Double]]
    /// Weights of the later look's bands, `[combination][band]`.
    public var afterWeights: [[Double]]
    /// Canonical correlations, from the least to the greatest.
    public var correlations: [Double]
    /// Share of the later look's variance that a linear map of the earlier look explains, before pixels were weighed, 0…1:
    /// how alike the two looks are as a whole. Snow against grass gives less than 0.1, the same season more than 0.8.
    public var explainedShare: Double
    /// Mean probability that a pixel did not change, 0…1.
    public var unchangedShare: Double
    /// Pixels on which it was estimated.
    public var pixelCount: Int
    /// Rounds that were made.
    public var rounds: Int

    /// Degrees of freedom of the statistic.
    public var degrees: Int { correlations.count }

    /// One difference as a single scalar product over both looks' bands.
    struct Kernel: Sendable {
        var weights: [Float]
        var constant: Float
    }

    /// All differences as scalar products.
    var kernels: [Kernel] {
        zip(beforeWeights, afterWeights).map { first, second in
            let constant =
                zip(second, afterMean).reduce(0) { $0 + $1.0 * $1.1 }
                - zip(first, beforeMean).reduce(0) { $0 + $1.0 * $1.1 }
            return Kernel(weights: first.map(Float.init) + second.map { Float(-$0) }, constant: Float(constant))
        }
    }

    /// The combinations of one look's bands for a block of pixels.
    ///
    /// - Parameters:
    ///   - values: `[band][row][column]`.
    ///   - count: Pixels of one band.
    ///   - isBefore: Which look they are of.
    /// - Returns: `[combination][row][column]`.
    func variates(_ values: [Float], count: Int, isBefore: Bool) -> [Float] {
        let weights = isBefore ? beforeWeights : afterWeights
        let means = isBefore ? beforeMean : afterMean
        var result = [Float](repeating: 0, count: degrees * count)
        for (index, own) in weights.enumerated() {
            let constant = Float(-zip(own, means).reduce(0) { $0 + $1.0 * $1.1 })
            for pixel in 0..<count { result[index * count + pixel] = constant }
            for band in own.indices {
                let weight = Float(own[band])
                if weight == 0 { continue }
                for pixel in 0..<count { result[index * count + pixel] += weight * values[band * count + pixel] }
            }
        }
        return result
    }
}

/// Weighted means and covariance of both looks' bands.
struct Moments {
    let means: [Double]
    let covariance: SymmetricMatrix
    let bandCount: Int

    init(_ sums: (weight: Double, sums: [Double], products: [Double]), origin: [Double], bandCount: Int) {
        let width = 2 * bandCount
        let shifted = sums.sums.map { $0 / sums.weight }
        var covariance = SymmetricMatrix(order: width)
        for a in 0..<width {
            for b in a..<width {
                covariance[a, b] = sums.products[a * width + b] / sums.weight - shifted[a] * shifted[b]
            }
        }
        means = zip(shifted, origin).map { $0 + $1 }
        self.covariance = covariance
        self.bandCount = bandCount
    }

    /// Variances of all bands, those of the earlier look first.
    var variances: [Double] { (0..<(2 * bandCount)).map { covariance[$0, $0] } }

    /// Canonical combinations, scaled so that the difference of each pair has variance one.
    ///
    /// - Parameters:
    ///   - used: Indices of the bands that take part.
    ///   - damping: What is added to each band's variance, both looks' bands.
    /// - Returns: Nil where a covariance is not positive definite.
    ///
    /// Source: Hotelling (1936), Biometrika 28, 321–377 (both generalised eigenproblems have the same eigenvalues ρ²; the second
    /// set of vectors follows from the first); a difference of two variates has the variance 2(1 − ρ) (Nielsen 2007).
    func canonical(
        bands used: [Int], damping: [Double]
    ) -> (before: [[Double]], after: [[Double]], correlations: [Double], explained: Double)? {
        let order = used.count
        var first = SymmetricMatrix(order: order)
        var second = SymmetricMatrix(order: order)
        var cross = [[Double]](repeating: Array(repeating: 0, count: order), count: order)
        for (a, bandA) in used.enumerated() {
            for (b, bandB) in used.enumerated() {
                if b >= a {
                    first[a, b] = covariance[bandA, bandB] + (a == b ? damping[bandA] : 0)
                    second[a, b] =
                        covariance[bandCount + bandA, bandCount + bandB]
                        + (a == b ? damping[bandCount + bandA] : 0)
                }
                cross[a][b] = covariance[bandA, bandCount + bandB]
            }
        }
        // S12 S22⁻¹ S21, row by row.
        var reduced = SymmetricMatrix(order: order)
        for a in 0..<order {
            guard let solved = second.solution(of: cross[a]) else { return nil }
            for b in a..<order { reduced[a, b] = zip(cross[b], solved).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        guard let pairs = reduced.eigenpairs(metric: first) else { return nil }
        var explained = 0.0
        for b in 0..<order {
            let column = (0..<order).map { cross[$0][b] }
            guard let solved = first.solution(of: column) else { return nil }
            explained += zip(column, solved).reduce(0) { $0 + $1.0 * $1.1 } / second[b, b]
        }
        var before: [[Double]] = []
        var after: [[Double]] = []
        var correlations: [Double] = []
        for pair in pairs {
            let correlation = max(0, pair.value).squareRoot()
            let mixed = (0..<order).map { b in (0..<order).reduce(0) { $0 + cross[$1][b] * pair.vector[$1] } }
            guard var partner = second.solution(of: mixed) else { return nil }
            let norm = zip(partner, mixed).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot()
            if norm > 1e-12 { partner = partner.map { $0 / norm } }
            let spread = (2 * max(1 - correlation, 1e-9)).squareRoot()
            var wholeFirst = [Double](repeating: 0, count: bandCount)
            var wholeSecond = wholeFirst
            for (index, band) in used.enumerated() {
                wholeFirst[band] = pair.vector[index] / spread
                wholeSecond[band] = partner[index] / spread
            }
            before.append(wholeFirst)
            after.append(wholeSecond)
            correlations.append(correlation)
        }
        return (before, after, correlations, min(1, max(0, explained / Double(order))))
    }
}
