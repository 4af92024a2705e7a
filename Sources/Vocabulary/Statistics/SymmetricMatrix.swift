/// A small dense symmetric matrix, row-major `[row][column]`: covariances of a few dozen bands at most.
public struct SymmetricMatrix: Hashable, Sendable {
    /// Rows, and columns.
    public let order: Int
    /// All elements, both halves of them.
    public private(set) var elements: [Double]

    /// Makes a matrix of zeros.
    ///
    /// - Parameter order: Rows and columns, not negative.
    public init(order: Int) {
        precondition(order >= 0, "A matrix cannot have a negative number of rows.")
        self.order = order
        elements = Array(repeating: 0, count: order * order)
    }

    /// Makes a matrix of its rows; what lies below the diagonal is taken from above it.
    ///
    /// - Parameter rows: As many numbers in each row as there are rows.
    public init(rows: [[Double]]) {
        precondition(rows.allSatisfy { $0.count == rows.count }, "A symmetric matrix is square.")
        self.init(order: rows.count)
        for row in 0..<order {
            for column in row..<order { self[row, column] = rows[row][column] }
        }
    }

    /// One element; setting it sets the one across the diagonal too.
    public subscript(row: Int, column: Int) -> Double {
        get { elements[row * order + column] }
        set {
            elements[row * order + column] = newValue
            elements[column * order + row] = newValue
        }
    }

    /// The lower triangle *L* with *L Lᵀ* equal to the matrix, row-major; nil where the matrix is not positive definite
    /// within the digits there are.
    ///
    /// Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, algorithm 4.2.1.
    public var choleskyFactor: [Double]? {
        var factor = [Double](repeating: 0, count: order * order)
        for row in 0..<order {
            for column in 0...row {
                var sum = self[row, column]
                for inner in 0..<column { sum -= factor[row * order + inner] * factor[column * order + inner] }
                if row == column {
                    // Below this share of its own variance a band is told wholly by the others.
                    guard sum > 1e-13 * abs(self[row, row]), sum.isFinite else { return nil }
                    factor[row * order + row] = sum.squareRoot()
                } else {
                    factor[row * order + column] = sum / factor[column * order + column]
                }
            }
        }
        return factor
    }

    /// The vector *x* with *A x = b*.
    ///
    /// - Parameter right: The vector *b*, one number for each row.
    /// - Returns: Nil where the matrix is not positive definite.
    public func solution(of right: [Double]) -> [Double]? {
        guard let factor = choleskyFactor else { return nil }
        return Self.backward(factor, Self.forward(factor, right, order: order), order: order)
    }

    /// Solves *L x = b* for a lower triangle.
    static func forward(_ factor: [Double], _ right: [Double], order: Int) -> [Double] {
        var solution = right
        for row in 0..<order {
            for inner in 0..<row { solution[row] -= factor[row * order + inner] * solution[inner] }
            solution[row] /= factor[row * order + row]
        }
        return solution
    }

    /// Solves *Lᵀ x = b* for a lower triangle *L*.
    static func backward(_ factor: [Double], _ right: [Double], order: Int) -> [Double] {
        var solution = right
        for row in stride(from: order - 1, through: 0, by: -1) {
            for inner in (row + 1)..<max(order, row + 1) {
                solution[row] -= factor[inner * order + row] * solution[inner]
            }
            solution[row] /= factor[row * order + row]
        }
        return solution
    }
}
