import Foundation
import Statistics
import Testing

/// What scipy says, written by Fixtures/make_algebra.py.
private struct Truth: Decodable {
    struct Problem: Decodable {
        var a: [[Double]]
        var b: [[Double]]
        var plain: [Double]
        var values: [Double]
        var vectors: [[Double]]
    }
    struct Costs: Decodable {
        var costs: [Double]
        var columns: Int
        var pairs: [Int]
        var cost: Double
    }
    var problems: [Problem]
    var assignments: [Costs]
    var gammas: [[Double]]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "algebra", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Small matrices, assignments and gamma distributions, against scipy")
struct AlgebraTests {
    @Test("Eigenvalues are those of scipy.linalg.eigh")
    func eigenvalues() throws {
        for problem in try Truth.load().problems {
            let size = problem.plain.map(abs).max() ?? 1
            let found = SymmetricMatrix(rows: problem.a).eigenpairs.map(\.value)
            #expect(zip(found, problem.plain).allSatisfy { abs($0 - $1) <= 1e-12 * size })
        }
    }

    @Test("Generalised eigenvalues and vectors are those of scipy.linalg.eigh with a second matrix")
    func generalisedEigenvalues() throws {
        for problem in try Truth.load().problems {
            let found = try #require(
                SymmetricMatrix(rows: problem.a).eigenpairs(metric: SymmetricMatrix(rows: problem.b)))
            let size = problem.values.map(abs).max() ?? 1
            for (pair, (value, vector)) in zip(found, zip(problem.values, problem.vectors)) {
                #expect(abs(pair.value - value) <= 1e-8 * size)
                let largest = vector.map(abs).max() ?? 1
                // A vector may point either way.
                let way = zip(pair.vector, vector).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1.0 : 1
                #expect(zip(pair.vector, vector).allSatisfy { abs($0 - way * $1) <= 1e-6 * largest })
            }
        }
    }

    @Test("A metric in which one band repeats another is refused")
    func repeatedBand() {
        let a = SymmetricMatrix(rows: [[1, 0], [0, 1]])
        #expect(a.eigenpairs(metric: SymmetricMatrix(rows: [[4, 2], [2, 1]])) == nil)
    }

    @Test("Assignments cost what scipy.optimize.linear_sum_assignment says, and pair alike")
    func assignments() throws {
        for entry in try Truth.load().assignments {
            let found = try #require(leastCostAssignment(entry.costs, columnCount: entry.columns))
            #expect(abs(found.cost - entry.cost) < 1e-9 * max(1, abs(entry.cost)))
            #expect(found.columns == entry.pairs)
        }
    }

    @Test("Where forbidden pairs leave no assignment, there is none")
    func impossibleAssignment() {
        #expect(leastCostAssignment([1, .infinity, 2, .infinity], columnCount: 2) == nil)
        #expect(leastCostAssignment([1, .infinity, 2, 5], columnCount: 2)?.columns == [0, 1])
        #expect(leastCostAssignment([], columnCount: 3)?.columns == [])
    }

    @Test("Gamma quantiles and tails are those of scipy.stats.gamma")
    func gammas() throws {
        for entry in try Truth.load().gammas {
            let distribution = GammaDistribution(shape: entry[0], scale: entry[1])
            #expect(abs(distribution.exceeded(with: entry[2]) - entry[3]) <= 1e-9 * entry[3], "\(entry)")
            #expect(abs(distribution.survival(entry[3]) - entry[2]) <= 1e-9 * entry[2], "\(entry)")
        }
    }

    @Test("A gamma distribution is found again from its lower quartile and median")
    func gammaOfQuantiles() throws {
        for shape in [0.4, 1.5, 9, 300] {
            let source = GammaDistribution(shape: shape, scale: 0.7)
            let found = try #require(
                GammaDistribution(lowerQuartile: source.exceeded(with: 0.75), median: source.exceeded(with: 0.5)))
            #expect(abs(found.shape / shape - 1) < 1e-6)
        }
    }
}
