import Foundation
import Statistics
import Testing

/// What scipy and plain integration say, written by Fixtures/make_fixtures.py.
private struct Truth: Decodable {
    struct Count: Decodable {
        var detected: Int
        var tp: Double
        var fp: Double
        var fn: Double
        var mean: Double
        var head: [Double]
    }
    var gammas: [[Double]]
    var chooses: [[Double]]
    var counts: [Count]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "statistics", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Test func logGammaAgreesWithScipy() throws {
    for pair in try Truth.load().gammas {
        #expect(abs(logGamma(pair[0]) - pair[1]) <= 1e-12 * max(1, abs(pair[1])), "x = \(pair[0])")
    }
    for triple in try Truth.load().chooses {
        #expect(abs(logChoose(Int(triple[0]), Int(triple[1])) - triple[2]) < 1e-9)
    }
}

@Test func trueCountAgreesWithPlainIntegration() throws {
    for entry in try Truth.load().counts {
        let distribution = trueCount(
            detected: entry.detected,
            accuracy: DetectorAccuracy(
                truePositives: entry.tp, falsePositives: entry.fp, falseNegatives: entry.fn))
        for (count, probability) in entry.head.enumerated() {
            #expect(abs(distribution.probabilities[count] - probability) < 2e-6, "\(entry.detected): \(count)")
        }
        #expect(abs(distribution.mean - entry.mean) < 1e-3 * max(1, entry.mean))
        #expect(abs(distribution.probabilities.reduce(0, +) - 1) < 1e-12)
    }
}

@Test func intervalHoldsTheTruthAsOftenAsItSays() {
    // Objects, finds and false finds are thrown independently of the formula under test.
    var random = RandomStream(seed: 7)
    let precision = 0.86
    let recall = 0.84
    let accuracy = DetectorAccuracy(truePositives: 172, falsePositives: 28, falseNegatives: 33)
    var held = 0
    let trials = 4000
    for _ in 0..<trials {
        let objects = Int(random.uniform() * 21)
        let found = (0..<objects).count { _ in random.uniform() < recall }
        // False finds in proportion to real ones, as a fixed precision means.
        let wrong = (0..<max(1, found)).count { _ in random.uniform() < (1 - precision) / precision }
        let interval = trueCount(detected: found + wrong, accuracy: accuracy).shortestInterval(level: 0.8)
        if interval.contains(objects) { held += 1 }
    }
    let share = Double(held) / Double(trials)
    #expect(share > 0.78 && share < 0.93, "an interval of 80 % held the truth in \(share)")
}

@Test func shortestIntervalIsTheShortest() {
    let distribution = CountDistribution(weights: [0.05, 0.1, 0.4, 0.3, 0.1, 0.05])
    #expect(distribution.shortestInterval(level: 0.7) == 2...3)
    #expect(distribution.shortestInterval(level: 0.8) == 1...3)
    #expect(distribution.quantile(0.5) == 2)
    #expect(CountDistribution(weights: [1]).shortestInterval(level: 0.8) == 0...0)
}

@Test func uncertainDetectionsMixTheirCounts() {
    let accuracy = DetectorAccuracy(truePositives: 70, falsePositives: 12, falseNegatives: 9, found: 40)
    let read = CountDistribution(weights: [0, 0.2, 0, 0.5, 0.3])
    let mixed = trueCount(detected: read, accuracy: accuracy)
    for count in 0..<12 {
        let expected = [(1, 0.2), (3, 0.5), (4, 0.3)].reduce(0) {
            $0 + $1.1 * trueCount(detected: $1.0, accuracy: accuracy).probabilities[count]
        }
        #expect(abs(mixed.probabilities[count] - expected) < 1e-9)
    }
}

@Test func onePlaceUnderTwoConditionsIsOnePlace() {
    func counts(_ right: Double, _ wrong: Double, _ missed: Double) -> DetectorAccuracy {
        DetectorAccuracy(truePositives: right, falsePositives: wrong, falseNegatives: missed)
    }
    let apart = PooledAccuracy(of: [
        (name: "a", counts: counts(37, 3, 9)), (name: "b", counts: counts(39, 2, 7)),
        (name: nil, counts: counts(5, 0, 0)),
    ])
    let together = PooledAccuracy(of: [
        (name: "a", counts: counts(37, 3, 9)), (name: "a", counts: counts(39, 2, 7)),
        (name: nil, counts: counts(5, 0, 0)),
    ])
    #expect(apart.places == 3 && together.places == 2)
    #expect(apart.counts == together.counts && apart.counts == counts(81, 5, 16))
    // Shares stay what they are; what they are worth elsewhere is less than all cases.
    #expect(abs((together.effective.precision ?? 0) - 81.0 / 86) < 1e-12)
    #expect(abs((together.effective.recall ?? 0) - 81.0 / 97) < 1e-12)
    // Two readings of one place that differ from another tell of two places and not of three.
    let twice = PooledAccuracy(of: [
        (name: "a", counts: counts(90, 2, 0)), (name: "a", counts: counts(88, 2, 0)),
        (name: "b", counts: counts(20, 40, 0)),
    ])
    #expect(twice.effective.truePositives + twice.effective.falsePositives < 10)
}

@Test func streamsDoNotDependOnOrder() {
    var first = RandomStream.stream(seed: 3, name: 9)
    var other = RandomStream.stream(seed: 3, name: 8)
    _ = other.next()
    var again = RandomStream.stream(seed: 3, name: 9)
    #expect((0..<5).map { _ in first.next() } == (0..<5).map { _ in again.next() })
    var numbers = RandomStream(seed: 1)
    let sample = (0..<20_000).map { _ in numbers.normal() }
    let mean = sample.reduce(0, +) / 20_000
    let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.04)
}

/// Worked out by numpy: share 318/400 = 0.795, chi-square 36.2632 on 7 degrees of freedom, φ = 5.1805, 50 cases a place,
/// ρ = 4.1805/54.1805 = 0.077158; the variance's factor is 0.089110, its inverse less one 10.2221.
@Test func casesOfPlacesThatDifferAreWorthLittle() {
    let alike = effectiveCases(of: Array(repeating: (right: 45, all: 50), count: 8))
    #expect(abs(alike - 400) < 1)
    let rights: [Double] = [47, 36, 44, 30, 41, 48, 39, 33]
    let different = effectiveCases(of: rights.map { (right: $0, all: 50) })
    #expect(abs(different - 10.2221) < 0.01)
    #expect(effectiveCases(of: []) == 0 && effectiveCases(of: [(right: 0, all: 0)]) == 0)
    #expect(effectiveCases(of: [(right: 900, all: 1000)]) < 10)
}

@Test("The number at a place of the order is that of the sorted list, also among equal ones")
func orderStatistics() {
    var stream = RandomStream(seed: 11)
    for count in [1, 2, 3, 10, 101, 1000] {
        for spread in [1, 3, 1_000_000] {
            let values = (0..<count).map { _ in Double(Int.random(in: 0...spread, using: &stream)) }
            let sorted = values.sorted()
            for place in Set([0, count / 3, count / 2, count - 1]) {
                #expect(OrderStatistic.value(at: place, of: values) == sorted[place])
            }
            #expect(OrderStatistic.value(at: count / 2, of: sorted) == sorted[count / 2])
        }
    }
}

@Suite("Percentiles")
struct PercentileTests {
    @Test("A percentile is what numpy says of it")
    func numpy() throws {
        // numpy.percentile([8, 1, 32, 2, 4, 16], [0, 2, 50, 98, 100]), and numpy.percentile([5], 30).
        let told: [(Double, Float)] = [(0, 1), (0.02, 1.1), (0.5, 6), (0.98, 30.4), (1, 32)]
        for (share, value) in told {
            let found = try #require(Percentile.value(share, of: [8, 1, 32, 2, 4, 16]))
            #expect(abs(found - value) < 1e-5)
        }
        #expect(Percentile.value(0.3, of: [5]) == 5)
        #expect(Percentile.value(0.5, of: []) == nil)
    }
}
