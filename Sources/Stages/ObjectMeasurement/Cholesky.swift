import Foundation

/// A symmetric matrix that is positive definite, or made so, ready to solve equations.
struct Cholesky {
    let size: Int
    private let lower: [Double]

    /// Factors a row-major matrix; a pivot that is not positive is taken for a very small one.
    ///
    /// Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., algorithm 4.2.1.
    init(_ matrix: [Double], size: Int) {
        self.size = size
        var lower = matrix
        for column in 0..<size {
            var pivot = lower[column * size + column]
            for k in 0..<column { pivot -= lower[column * size + k] * lower[column * size + k] }
            let root = max(pivot, 1e-12).squareRoot()
            lower[column * size + column] = root
            for row in (column + 1)..<max(size, column + 1) {
                var sum = lower[row * size + column]
                for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
                lower[row * size + column] = sum / root
            }
        }
        self.lower = lower
    }

    /// Solves for right-hand sides, row-major `[size][columns]`.
    func solve(_ right: [Double], columns: Int) -> [Double] {
        var result = right
        for column in 0..<columns {
            for row in 0..<size {
                var sum = result[row * columns + column]
                for k in 0..<row { sum -= lower[row * size + k] * result[k * columns + column] }
                result[row * columns + column] = sum / lower[row * size + row]
            }
            for row in stride(from: size - 1, through: 0, by: -1) {
                var sum = result[row * columns + column]
                for k in (row + 1)..<max(size, row + 1) { sum -= lower[k * size + row] * result[k * columns + column] }
                result[row * columns + column] = sum / lower[row * size + row]
            }
        }
        return result
    }

    /// The inverse, row-major.
    var inverse: [Double] {
        var unit = [Double](repeating: 0, count: size * size)
        for index in 0..<size { unit[index * size + index] = 1 }
        return solve(unit, columns: size)
    }
}
