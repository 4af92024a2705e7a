import Foundation
import Statistics
import Testing

/// What scipy says of censored times, written by Fixtures/make_survival.py.
private struct Truth: Decodable {
    struct Case: Decodable {
        var times: [Double]
        var ends: [Bool]
        var at, survival: [Double]
        var low, high: [Double?]
        var shape, scale, log: Double
        var errors: [Double]

        var sample: [CensoredTime] { zip(times, ends).map { CensoredTime($0, isEnd: $1) } }
    }
    var cases: [Case]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "survival", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Times, some of them censored")
struct SurvivalTests {
    @Test func `shares and their intervals are those of scipy`() throws {
        for truth in try Truth.load().cases {
            let found = try KaplanMeierEstimate(truth.sample)
            #expect(found.steps.map(\.time) == truth.at)
            for (place, step) in found.steps.enumerated() {
                #expect(abs(step.survival - truth.survival[place]) < 1e-12)
                guard let low = truth.low[place], let high = truth.high[place] else { continue }
                #expect(abs(step.low - low) < 1e-9 && abs(step.high - high) < 1e-9, "\(step)")
            }
        }
    }

    @Test func `the likeliest Weibull distribution is that of scipy`() throws {
        for truth in try Truth.load().cases {
            let found = try WeibullEstimate(truth.sample)
            #expect(abs(found.shape - truth.shape) < 1e-6 * truth.shape)
            #expect(abs(found.scale - truth.scale) < 1e-6 * truth.scale)
            #expect(abs(found.logLikelihood - truth.log) < 1e-8)
            #expect(abs(found.logShapeError - truth.errors[0]) < 1e-4)
            #expect(abs(found.logScaleError - truth.errors[1]) < 1e-4)
        }
    }

    @Test func `remission under 6-mercaptopurine has a median of 23 weeks`() throws {
        // Kaplan-Meier median and its interval as R's survival package prints them for the log-log interval: 23, 13 to none.
        let found = try KaplanMeierEstimate(try Truth.load().cases[1].sample)
        #expect(found.median == 23)
        #expect(found.medianInterval.low == 13)
        #expect(found.medianInterval.high == nil)
    }

    @Test func `times that are none are told`() {
        #expect(throws: StatisticsError.self) { try KaplanMeierEstimate([]) }
        #expect(throws: StatisticsError.self) { try KaplanMeierEstimate([CensoredTime(0, isEnd: true)]) }
        #expect(throws: StatisticsError.self) { try KaplanMeierEstimate([CensoredTime(.nan, isEnd: true)]) }
        #expect(throws: StatisticsError.self) { try KaplanMeierEstimate([CensoredTime(1, isEnd: true)], level: 1) }
        #expect(throws: StatisticsError.self) {
            try WeibullEstimate([
                CensoredTime(3, isEnd: true), CensoredTime(3, isEnd: true), CensoredTime(4, isEnd: false),
            ])
        }
        #expect(throws: StatisticsError.self) { try WeibullEstimate([CensoredTime(3, isEnd: false)]) }
    }
}

@Suite("Sobol indices")
struct SobolTests {
    @Test func `Ishigami's function has its published indices`() {
        // Ishigami & Homma (1990) with a = 7, b = 0.1; indices as in Saltelli et al. (2008), Global Sensitivity Analysis, example 4.
        let found = SobolIndices.estimate(inputs: 3, samples: 40_000, seed: 2) { u in
            let x = u.map { (2 * $0 - 1) * Double.pi }
            return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0])
        }
        for (found, wanted) in zip(found.first + found.total, [0.3139, 0.4424, 0, 0.5576, 0.4424, 0.2437]) {
            #expect(abs(found - wanted) < 0.02, "\(found) against \(wanted)")
        }
        #expect(abs(found.variance - 13.8446) < 0.2)
    }

    @Test func `Sobol's g function has the indices of its formula`() {
        // V_i = 1 / (3 (1 + a_i)²), and the variance is Π (1 + V_i) − 1 (Saltelli & Sobol' 1995).
        let a = [0.0, 1, 4.5, 9, 99, 99]
        let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
        let whole = parts.reduce(1) { $0 * (1 + $1) } - 1
        let found = SobolIndices.estimate(inputs: 6, samples: 40_000, seed: 3) { u in
            zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
        }
        for input in a.indices {
            #expect(abs(found.first[input] - parts[input] / whole) < 0.02)
            let total = parts[input] * parts.enumerated().reduce(1) { $1.offset == input ? $0 : $0 * (1 + $1.element) }
            #expect(abs(found.total[input] - total / whole) < 0.02)
        }
    }

    @Test func `a constant has no shares`() {
        let found = SobolIndices.estimate(inputs: 2, samples: 100, seed: 1) { _ in 0.1 }
        #expect(found.first == [0, 0] && found.total == [0, 0] && found.variance == 0)
        #expect(SobolIndices.estimate(inputs: 0, samples: 0, seed: 1) { _ in 1 }.first.isEmpty)
    }
}
