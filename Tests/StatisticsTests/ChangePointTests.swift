import Foundation
import Statistics
import Testing

/// What ruptures and enumeration say, written by Fixtures/make_change_points.py.
private struct Truth: Decodable {
    struct Squares: Decodable {
        var values: [Double]
        var penalty: Double
        var least: Int
        var breaks: [Int]
        var cost: Double
        var pelt: [Int]
        var kernel: [Int]
        var pelt_cost: Double
        var kernel_cost: Double
    }
    struct Poisson: Decodable {
        var counts: [Int]
        var exposures: [Double]
        var penalty: Double
        var least: Int
        var breaks: [Int]
        var cost: Double
    }
    struct Online: Decodable {
        struct Step: Decodable {
            var runs: [Double]
            var rate: Double
            var log: Double
        }
        var shape: Double
        var exposure: Double
        var tau: Double
        var counts: [Int]
        var exposures: [Double]
        var steps: [Step]
    }
    struct Single: Decodable {
        var counts: [Int]
        var exposures: [Double]
        var shape: Double
        var exposure: Double
        var probabilities: [Double]
        var factor: Double
    }
    var squares: [Squares]
    var poisson: [Poisson]
    var online: Online
    var single: Single

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "change_points", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

/// Counts of which -1 stands for a missing look.
private func observations(_ counts: [Int], _ exposures: [Double]) throws -> [CountObservation?] {
    try zip(counts, exposures).map { $0 < 0 ? nil : try CountObservation(count: $0, exposure: $1) }
}

@Suite("Change points")
struct ChangePointTests {
    @Test("Divisions by least squares are those of dynamic programming and of ruptures, Pelt and KernelCPD")
    func leastSquares() throws {
        var alike = 0
        for entry in try Truth.load().squares {
            let found = try ChangePointSegmentation.leastSquares(
                of: entry.values, penalty: entry.penalty, minimumLength: entry.least)
            #expect(found.breaks == entry.breaks)
            #expect(abs(found.cost - entry.cost) <= 1e-9 * max(1, entry.cost))
            // With a least length ruptures can miss the optimum; its own division then costs more.
            for (theirs, cost) in [(entry.pelt, entry.pelt_cost), (entry.kernel, entry.kernel_cost)] {
                if found.breaks == theirs { alike += 1 } else { #expect(entry.least > 1 && cost > entry.cost + 1e-6) }
            }
            #expect(found.segments.reduce(0) { $0 + $1.count } == entry.values.count)
            #expect(found.segments.allSatisfy { $0.count >= entry.least })
        }
        #expect(alike >= 24)
    }

    @Test("Divisions by Poisson's cost are those of dynamic programming, with unequal exposures and looks without any")
    func poisson() throws {
        for entry in try Truth.load().poisson {
            let series = try observations(entry.counts, entry.exposures)
            let found = try ChangePointSegmentation.poisson(
                of: series, penalty: entry.penalty, minimumLength: entry.least)
            #expect(abs(found.cost - entry.cost) <= 1e-9 * max(1, abs(entry.cost)))
            #expect(found.breaks.count == entry.breaks.count)
            // A change beside looks without exposure can lie on either side of them at the same cost.
            for (mine, theirs) in zip(found.breaks, entry.breaks) {
                #expect((min(mine, theirs)..<max(mine, theirs)).allSatisfy { entry.exposures[$0] == 0 })
            }
        }
    }

    @Test("A constant series has one segment, a step has two")
    func plain() throws {
        #expect(
            try ChangePointSegmentation.leastSquares(of: Array(repeating: 4.2, count: 50), penalty: 1).breaks == [50])
        let step = Array(repeating: 1e6, count: 30) + Array(repeating: 1e6 + 2, count: 20)
        #expect(try ChangePointSegmentation.leastSquares(of: step, penalty: 1).breaks == [30, 50])
        let none = try ChangePointSegmentation.poisson(
            of: observations(Array(repeating: 0, count: 9), Array(repeating: 1, count: 9)), penalty: 0.5)
        #expect(none.breaks == [9] && none.cost == 0.5)
        #expect(try ChangePointSegmentation.poisson(of: [nil, nil], penalty: 1).breaks == [2])
    }

    @Test("Run lengths, rates and probabilities of counts are those of enumerating all places of changes")
    func online() throws {
        let truth = try Truth.load().online
        let prior = try GammaPoissonRate(shape: truth.shape, exposure: truth.exposure)
        var detector = try OnlineChangePoints(prior: prior, expectedRunLength: truth.tau, negligible: 0)
        for (observation, expected) in zip(try observations(truth.counts, truth.exposures), truth.steps) {
            let step = detector.observe(observation)
            for (length, probability) in detector.runLengths {
                #expect(abs(probability - expected.runs[length - 1]) < 1e-9)
            }
            #expect(abs(step.rate - expected.rate) < 1e-9)
            #expect(abs(step.logProbability - expected.log) < 1e-9)
            #expect(expected.runs[step.mostProbableRunLength - 1] >= (expected.runs.max() ?? 0) - 1e-9)
            #expect(abs(detector.probability(runAtMost: 2) - expected.runs.prefix(2).reduce(0, +)) < 1e-9)
            if expected.runs.count > 1 { #expect(abs(step.changeProbability - expected.runs[0]) < 1e-9) }
        }
        #expect(detector.dropped == 0)
    }

    @Test("Dropping run lengths moves no probability by 1e-9 on the coal mines, and the change of about 1891 is told")
    func dropping() throws {
        let prior = try GammaPoissonRate(shape: 1, exposure: 1)
        var all = try OnlineChangePoints(prior: prior, expectedRunLength: 100, negligible: 0)
        var few = try OnlineChangePoints(prior: prior, expectedRunLength: 100)
        let steps = zip(all.steps(of: try coalMineObservations()), few.steps(of: try coalMineObservations()))
        #expect(
            steps.allSatisfy {
                abs($0.changeProbability - $1.changeProbability) < 1e-9 && abs($0.rate - $1.rate) < 1e-9
            })
        #expect(few.dropped < 1e-8)
        #expect(few.runLengths.count < all.runLengths.count)
        // In 1900 the run is most probably one that began in the years after 1886.
        var until = try OnlineChangePoints(prior: prior, expectedRunLength: 100)
        let last = try #require(until.steps(of: Array(try coalMineObservations().prefix(50))).last)
        #expect((4...14).contains(last.mostProbableRunLength))
    }

    @Test("Looks far apart have as many hazards between them as missing looks in between")
    func elapsed() throws {
        let prior = try GammaPoissonRate(shape: 2, exposure: 1)
        var waiting = try OnlineChangePoints(prior: prior, expectedRunLength: 9, negligible: 0)
        var leaping = waiting
        let first = try CountObservation(count: 4)
        let last = try CountObservation(count: 0)
        _ = waiting.steps(of: [first, nil, nil])
        _ = leaping.observe(first)
        let rates = (waiting.observe(last).rate, leaping.observe(last, elapsed: 3).rate)
        #expect(abs(rates.0 - rates.1) < 1e-12)
    }

    @Test("One change in the coal mines: 1891 with 0.245, 1886 to 1896, from 3.05 to 0.90 a year")
    func coalMines() throws {
        let change = try SingleChange(
            observations: try coalMineObservations(), prior: GammaPoissonRate(shape: 1, exposure: 1))
        #expect(1851 + change.mostProbable == 1891)
        #expect(abs(change.probabilities[change.mostProbable] - 0.245) < 5e-4)
        let years = change.interval(level: 0.95)
        #expect(1851 + years.lowerBound == 1886 && 1851 + years.upperBound == 1896)
        #expect(abs(change.before.mean - 3.05) < 5e-3 && abs(change.after.mean - 0.90) < 5e-3)
        #expect(change.changeProbability() > 0.999)
    }

    @Test("One change with unequal exposures is what sums over a grid of both rates say")
    func singleWithExposures() throws {
        let truth = try Truth.load().single
        let change = try SingleChange(
            observations: observations(truth.counts, truth.exposures),
            prior: GammaPoissonRate(shape: truth.shape, exposure: truth.exposure))
        for (mine, theirs) in zip(change.probabilities, truth.probabilities) { #expect(abs(mine - theirs) < 1e-5) }
        #expect(abs(change.logBayesFactor - truth.factor) < 1e-5)
        #expect(abs(change.probabilities.reduce(0, +) - 1) < 1e-12)
    }

    @Test("A change beside a missing look is as probable on either side of it")
    func singleWithMissing() throws {
        let counts = try observations([5, 6, -1, 0, 0], [1, 1, 0, 1, 1])
        let change = try SingleChange(observations: counts, prior: GammaPoissonRate(shape: 1, exposure: 1))
        #expect(abs(change.probabilities[1] - change.probabilities[2]) < 1e-12)
        #expect(change.mostProbable == 1)
    }

    @Test("What has no answer is refused in a sentence")
    func refused() throws {
        #expect(throws: StatisticsError.self) { try ChangePointSegmentation.leastSquares(of: [], penalty: 1) }
        #expect(throws: StatisticsError.self) { try ChangePointSegmentation.leastSquares(of: [1, .nan], penalty: 1) }
        #expect(throws: StatisticsError.self) { try ChangePointSegmentation.leastSquares(of: [1, 2], penalty: -1) }
        #expect(throws: StatisticsError.self) {
            try ChangePointSegmentation.leastSquares(of: [1, 2], penalty: 1, minimumLength: 3)
        }
        let prior = try GammaPoissonRate(shape: 1, exposure: 1)
        #expect(throws: StatisticsError.self) { try SingleChange(observations: [nil], prior: prior) }
        #expect(throws: StatisticsError.self) { try OnlineChangePoints(prior: prior, expectedRunLength: 1) }
        #expect(throws: StatisticsError.self) { try OnlineChangePoints(prior: prior, expectedRunLength: .nan) }
    }
}
