import Foundation
import Statistics
import Testing

/// What scipy and plain integration say, written by Fixtures/make_fixtures.py.
private struct Truth: Decodable {
    struct Reviewed: Decodable {
        var unreviewed: Int
        var confirmed: Int
        var drawn: Int
        var precision: [Double]
        var recall: [Double]
        var mean: Double
        var head: [Double]
    }
    var betas: [[Double]]
    var jeffreys: [[Double]]
    var reviewed: [Reviewed]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "reviewed", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Shares and reviewed counts")
struct ReviewedCountTests {
    @Test("beta distributions agree with scipy")
    func betasAgree() throws {
        for entry in try Truth.load().betas {
            let beta = BetaDistribution(alpha: entry[0], beta: entry[1])
            #expect(abs(beta.quantile(entry[2]) - entry[3]) < 1e-10, "Beta(\(entry[0]), \(entry[1])) at \(entry[2])")
            #expect(
                abs(beta.cumulative(entry[4]) - entry[5]) < 1e-10, "Beta(\(entry[0]), \(entry[1])) up to \(entry[4])")
        }
    }

    @Test("Jeffreys' intervals agree with scipy, and reach the end where all cases are alike")
    func intervalsAgree() throws {
        for entry in try Truth.load().jeffreys {
            let interval = jeffreysInterval(successes: entry[0], cases: entry[1], level: entry[2])
            #expect(abs(interval.lowerBound - entry[3]) < 1e-10 && abs(interval.upperBound - entry[4]) < 1e-10)
        }
        #expect(jeffreysInterval(successes: 0, cases: 0, level: 0.8) == 0...1)
    }

    @Test("reviewed counts agree with plain integration over the recall")
    func countsAgree() throws {
        for entry in try Truth.load().reviewed {
            let counts = trueCount(
                unreviewed: entry.unreviewed, confirmed: entry.confirmed, drawn: entry.drawn,
                precision: BetaDistribution(alpha: entry.precision[0], beta: entry.precision[1]),
                recall: BetaDistribution(alpha: entry.recall[0], beta: entry.recall[1]))
            #expect(abs(counts.mean - entry.mean) < 0.02)
            for (count, expected) in entry.head.enumerated() where count < counts.probabilities.count {
                #expect(abs(counts.probabilities[count] - expected) < 1e-4)
            }
            #expect(counts.probabilities.prefix(entry.confirmed + entry.drawn).allSatisfy { $0 == 0 })
        }
    }

    @Test("without a review they are the counts of before")
    func unreviewedAsBefore() {
        let accuracy = DetectorAccuracy(truePositives: 90, falsePositives: 20, falseNegatives: 25)
        let before = trueCount(detected: 6, accuracy: accuracy)
        let now = trueCount(
            unreviewed: 6, confirmed: 0, drawn: 0, precision: BetaDistribution(alpha: 90.5, beta: 20.5),
            recall: BetaDistribution(alpha: 90.5, beta: 25.5))
        for (a, b) in zip(before.probabilities, now.probabilities) { #expect(abs(a - b) < 1e-12) }
    }

    @Test("places that differ as chance lets them have a design effect of 1")
    func designEffects() {
        #expect(designEffect(of: [(right: 8, all: 10), (right: 8, all: 10), (right: 8, all: 10)]) == 1)
        // Pearson's chi-square of 2 and 8 of 10: (3² + 3²) / (10 · ½ · ½) = 7.2, one degree of freedom.
        #expect(abs(designEffect(of: [(right: 2, all: 10), (right: 8, all: 10)]) - 7.2) < 1e-12)
        #expect(designEffect(of: [(right: 5, all: 5)]) == 1)
    }
}
