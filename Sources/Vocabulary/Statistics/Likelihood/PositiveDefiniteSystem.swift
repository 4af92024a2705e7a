/// Solves a symmetric positive definite system of linear equations.
///
/// - Parameters:
///   - matrix: Rows of a square matrix; only the lower half is read.
///   - right: As many numbers.
/// - Returns: Nil where the matrix is not positive definite.
/// - Complexity: O(*n*³).
///
/// Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, algorithm 4.2.1 (Cholesky).
func solvePositiveDefinite(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    var lower = matrix
    for row in 0..<count {
        for column in 0...row {
            var sum = lower[row][column]
            for inner in 0..<column { sum -= lower[row][inner] * lower[column][inner] }
            if row == column {
                guard sum > 0, sum.isFinite else { return nil }
                lower[row][row] = sum.squareRoot()
            } else {
                lower[row][column] = sum / lower[column][column]
            }
        }
    }
    var solution = right
    for row in 0..<count {
        for column in 0..<row { solution[row] -= lower[row][column] * solution[column] }
        solution[row] /= lower[row][row]
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
        for column in stride(from: row + 1, to: count, by: 1) { solution[row] -= lower[column][row] * solution[column] }
        solution[row] /= lower[row][row]
    }
    return solution
}
