import Foundation
import Statistics
import Testing

/// What scipy says, written by Fixtures/make_counts.py.
private struct Truth: Decodable {
    struct Rate: Decodable {
        var shape: Double
        var exposure: Double
        var level: Double
        var tailed: [Double]
        var density: [Double]
    }
    var rates: [Rate]
    var predicted: [[Double]]
    var integrated: [[Double]]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "counts", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Rates from counts with exposures")
struct GammaPoissonRateTests {
    @Test("Intervals are those of scipy, equal-tailed and shortest")
    func intervals() throws {
        for entry in try Truth.load().rates {
            let rate = try GammaPoissonRate(shape: entry.shape, exposure: entry.exposure)
            let tailed = rate.equalTailedInterval(level: entry.level)
            #expect(abs(tailed.lowerBound - entry.tailed[0]) <= 1e-9 * entry.tailed[1])
            #expect(abs(tailed.upperBound - entry.tailed[1]) <= 1e-9 * entry.tailed[1])
            // Where an interval is shortest its length changes little, so a search by length finds its ends to half as many digits.
            let shortest = rate.highestDensityInterval(level: entry.level)
            #expect(abs(shortest.lowerBound - entry.density[0]) <= 2e-6 * entry.density[1])
            #expect(abs(shortest.upperBound - entry.density[1]) <= 2e-6 * entry.density[1])
            let inside = rate.survival(shortest.lowerBound) - rate.survival(shortest.upperBound)
            #expect(abs(inside - entry.level) < 1e-10)
        }
    }

    @Test("Predictive counts and both tails are those of scipy")
    func predictive() throws {
        for entry in try Truth.load().predicted {
            let rate = try GammaPoissonRate(shape: entry[0], exposure: entry[1])
            let surprise = rate.surprise(of: try CountObservation(count: Int(entry[3]), exposure: entry[2]))
            #expect(abs(surprise.probability / entry[4] - 1) < 1e-9, "\(entry)")
            #expect(abs(surprise.orFewer - entry[5]) < 1e-10, "\(entry)")
            #expect(abs(surprise.orMore / entry[6] - 1) < 1e-9, "\(entry)")
            #expect(abs(surprise.midMore - (entry[6] - entry[4] / 2)) < 1e-10)
            #expect(surprise.twoSided <= 1)
        }
    }

    @Test("A predictive count is the Poisson count averaged over the rate")
    func averaged() throws {
        for entry in try Truth.load().integrated {
            let rate = try GammaPoissonRate(shape: entry[0], exposure: entry[1])
            #expect(abs(rate.predictive(exposure: entry[2]).probability(of: Int(entry[3])) - entry[4]) < 1e-10)
        }
    }

    @Test("Observations add up whatever their order, and looks without exposure teach nothing")
    func updating() throws {
        let looks = try [(3, 0.5), (0, 1.0), (7, 2.0), (0, 0.0)].map {
            try CountObservation(count: $0.0, exposure: $0.1)
        }
        let rate = try GammaPoissonRate(observations: looks, priorShape: 2, priorExposure: 1)
        #expect(rate.shape == 12 && rate.exposure == 4.5)
        let again = looks.reversed().reduce(try GammaPoissonRate(shape: 2, exposure: 1)) { $0.updated(with: $1) }
        #expect(again == rate)
        #expect(rate.mean == 12 / 4.5 && rate.mode == 11 / 4.5)
        let nothing = rate.surprise(of: try CountObservation(count: 0, exposure: 0))
        #expect(nothing.probability == 1 && nothing.orMore == 1 && nothing.orFewer == 1)
    }

    @Test("The interval holds the rate as often as it says when rates come from the prior")
    func calibrated() throws {
        var random = RandomStream(seed: 21)
        var held = 0
        let trials = 2000
        for _ in 0..<trials {
            // A rate from Ga(2, 1): the sum of two exponential draws.
            let truth = -log(1 - random.uniform()) - log(1 - random.uniform())
            var rate = try GammaPoissonRate(shape: 2, exposure: 1)
            for _ in 0..<4 {
                let exposure = random.uniform(0.2...1.5)
                var (count, passed) = (0, -log(1 - random.uniform()))
                while passed < truth * exposure {
                    count += 1
                    passed -= log(1 - random.uniform())
                }
                rate = rate.updated(with: try CountObservation(count: count, exposure: exposure))
            }
            if rate.equalTailedInterval(level: 0.9).contains(truth) { held += 1 }
        }
        // Two thousand draws of 0.9 stray by 0.0067.
        #expect(abs(Double(held) / Double(trials) - 0.9) < 0.025)
    }

    @Test("What cannot be a count or an exposure is refused in a sentence")
    func refused() throws {
        #expect(throws: StatisticsError.self) { try CountObservation(count: -1) }
        #expect(throws: StatisticsError.self) { try CountObservation(count: 1, exposure: -0.5) }
        #expect(throws: StatisticsError.self) { try CountObservation(count: 1, exposure: .nan) }
        #expect(throws: StatisticsError.self) { try CountObservation(count: 1, exposure: .infinity) }
        #expect(throws: StatisticsError.self) { try CountObservation(count: 1, exposure: 0) }
        #expect(throws: StatisticsError.self) { try GammaPoissonRate(observations: []) }
        #expect(throws: StatisticsError.self) { try GammaPoissonRate(shape: .nan, exposure: 1) }
        let sentence = StatisticsError.outside(what: "exposure", index: 4, value: -1, wanted: "0 or more").description
        #expect(sentence == "The exposure at position 4 is -1.0, but must be 0 or more.")
    }
}
