import Foundation

extension RegionFit {
    /// What came out, with errors from the curvature of the cost.
    func outcome(
        _ parameters: [Double], cost: Double, projection: Projection, weights: [Double], curvature: [Double],
        free: [Int]
    ) -> Outcome {
        let bands = sample.bandCount
        let left = squares(projection.residuals)
        var sum = 0.0
        var total = 0.0
        for index in 0..<sample.count {
            sum += weights[index] * left[index]
            total += weights[index]
        }
        let variance = sum / max(1, total)
        let inverse = Cholesky(curvature, size: free.count).inverse
        let factor = variance * correlation(projection.residuals, weights: weights)
        var errors = [Double](repeating: 0, count: parameters.count)
        for (order, parameter) in free.enumerated() {
            let variance = inverse[order * free.count + order] * factor
            errors[parameter] = variance.isFinite && variance >= 0 ? variance.squareRoot() : .infinity
        }
        return Outcome(
            parameters: parameters, cost: cost, errors: errors,
            levels: (0..<model.regionCount).map { region in
                (0..<bands).map { projection.levels[region * bands + $0] }
            })
    }

    /// By how much the error is larger than that of independent pixels and bands, as variance.
    ///
    /// Texture of ground and roofs reaches over several pixels, and bands show the same texture: the sum of the
    /// correlations along rows, taken for both directions, and one band's worth of information for all.
    private func correlation(_ residuals: [Double], weights: [Double]) -> Double {
        let bands = sample.bandCount
        var products = [Double](repeating: 0, count: 5)
        var counts = [Double](repeating: 0, count: 5)
        for index in 0..<sample.count where weights[index] > 0 {
            for lag in 0..<5 where index + lag < sample.count {
                let other = index + lag
                guard sample.cells[other].y == sample.cells[index].y,
                    sample.cells[other].x - sample.cells[index].x == Int32(lag), weights[other] > 0
                else { continue }
                let weight = (weights[index] * weights[other]).squareRoot()
                for band in 0..<bands {
                    products[lag] += weight * residuals[index * bands + band] * residuals[other * bands + band]
                }
                counts[lag] += weight
            }
        }
        guard products[0] > 0 else { return Double(bands) }
        let own = products[0] / counts[0]
        var sum = 1.0
        for lag in 1..<5 where counts[lag] > 0 { sum += 2 * max(0, products[lag] / counts[lag] / own) }
        return sum * sum * Double(bands)
    }
}
