/// An eigenvalue with its vector.
public struct Eigenpair: Hashable, Sendable {
    /// The value.
    public var value: Double
    /// The vector; its element of largest size is positive, so that its sign does not hang on the arithmetic.
    public var vector: [Double]
}

extension SymmetricMatrix {
    /// All eigenvalues with vectors of length one, from the least value to the greatest.
    ///
    /// Cyclic rotations in a fixed order, until what is left off the diagonal is below 1e-15 of the whole: for matrices of a
    /// few dozen rows as exact as any method and simple to follow.
    ///
    /// Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, algorithm 8.5.3 (cyclic Jacobi).
    public var eigenpairs: [Eigenpair] {
        var matrix = self
        var vectors = (0..<order).map { row in (0..<order).map { $0 == row ? 1.0 : 0 } }
        for _ in 0..<60 {
            var apart = 0.0
            var whole = 0.0
            for row in 0..<order {
                for column in 0..<order {
                    whole += matrix[row, column] * matrix[row, column]
                    if row != column { apart += matrix[row, column] * matrix[row, column] }
                }
            }
            guard apart > 1e-30 * whole else { break }
            for row in 0..<order {
                for column in (row + 1)..<max(order, row + 1) { matrix.rotate(row, column, &vectors) }
            }
        }
        return (0..<order).map { index in
            Eigenpair(value: matrix[index, index], vector: Self.oriented(vectors[index]))
        }.sorted { $0.value < $1.value }
    }

    /// The solutions of *A v = λ B v*, from the least value to the greatest, with *vᵀ B v* = 1.
    ///
    /// - Parameter metric: The matrix *B*, of the same order.
    /// - Returns: Nil where *B* is not positive definite.
    ///
    /// Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, section 8.7.2: by the Cholesky factor of *B*.
    public func eigenpairs(metric: SymmetricMatrix) -> [Eigenpair]? {
        precondition(metric.order == order, "Both matrices of a generalised problem have the same order.")
        guard let factor = metric.choleskyFactor else { return nil }
        // C = L⁻¹ A L⁻ᵀ, column by column.
        let half = (0..<order).map { column in
            Self.forward(factor, (0..<order).map { self[$0, column] }, order: order)
        }
        var reduced = SymmetricMatrix(order: order)
        for row in 0..<order {
            let solved = Self.forward(factor, half.map { $0[row] }, order: order)
            for column in row..<order { reduced[row, column] = solved[column] }
        }
        return reduced.eigenpairs.map {
            Eigenpair(value: $0.value, vector: Self.oriented(Self.backward(factor, $0.vector, order: order)))
        }
    }

    private static func oriented(_ vector: [Double]) -> [Double] {
        guard let largest = vector.max(by: { abs($0) < abs($1) }), largest < 0 else { return vector }
        return vector.map { -$0 }
    }

    /// Turns rows and columns `p` and `q` so that their common element becomes 0.
    private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout [[Double]]) {
        let common = self[p, q]
        guard common != 0 else { return }
        let ratio = (self[q, q] - self[p, p]) / (2 * common)
        let tangent = (ratio >= 0 ? 1 : -1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        let (first, second) = (self[p, p], self[q, q])
        for other in 0..<order where other != p && other != q {
            let (a, b) = (self[other, p], self[other, q])
            self[other, p] = cosine * a - sine * b
            self[other, q] = sine * a + cosine * b
        }
        self[p, p] = first - tangent * common
        self[q, q] = second + tangent * common
        self[p, q] = 0
        for index in 0..<order {
            let (a, b) = (vectors[p][index], vectors[q][index])
            vectors[p][index] = cosine * a - sine * b
            vectors[q][index] = sine * a + cosine * b
        }
    }
}
