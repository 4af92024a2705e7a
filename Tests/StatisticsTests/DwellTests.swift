import Foundation
import Statistics
import Testing

/// What scipy says, written by Fixtures/make_dwell.py.
private struct Truth: Decodable {
    struct Sample: Decodable {
        var looks: [Double]
        var detection: [Double]
        var stays: [[Int]]
    }
    struct Fit: Decodable {
        var family: DwellFamily
        var scale: Double
        var shape: Double
        var mean: Double
        var log: Double
        var interval: [Double]
    }
    struct Case: Decodable {
        var samples: [Sample]
        var fits: [Fit]
        var free: Double
        var free_mean: Double
    }
    var cases: [Case]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "dwell", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Dwell under irregular looks")
struct DwellTests {
    private func estimator(_ entry: Truth.Case) throws -> DwellEstimator {
        try DwellEstimator(
            entry.samples.map { sample in
                try DwellSample(
                    looks: sample.looks, detection: sample.detection,
                    stays: sample.stays.map { SeenStay(firstSeen: $0[0], lastSeen: $0[1]) })
            })
    }

    @Test(
        "Families have the parameters, likelihoods and intervals of scipy's optimiser, also with looks that miss and two places"
    )
    func families() throws {
        for entry in try Truth.load().cases {
            let fits = try #require(try estimator(entry).fits().estimate)
            #expect(fits.map(\.informationCriterion) == fits.map(\.informationCriterion).sorted())
            for told in entry.fits {
                let fit = try #require(fits.first { $0.family == told.family })
                #expect(abs(fit.logLikelihood - told.log) < 5e-3, "\(told.family): \(fit.logLikelihood), \(told.log)")
                #expect(abs(fit.mean.value / told.mean - 1) < 3e-3, "\(told.family): \(fit.mean.value), \(told.mean)")
                #expect(abs(fit.shape / told.shape - 1) < 1e-2, "\(told.family): \(fit.shape), \(told.shape)")
                #expect(abs(fit.mean.lower / told.interval[0] - 1) < 1e-2)
                #expect(abs(fit.mean.upper / told.interval[1] - 1) < 1e-2)
                #expect(abs(fit.survival(fit.quantile(0.3)) - 0.7) < 1e-9)
                #expect(abs(fit.quantile(0.5) - fit.median.value) < 1e-9 * fit.median.value)
            }
        }
    }

    @Test(
        "Without a family the likelihood is the one that plain steps lead to, and resampling gives the same interval again"
    )
    func withoutFamily() throws {
        for entry in try Truth.load().cases {
            let estimator = try estimator(entry)
            let found = try #require(estimator.nonparametric(resamples: 2, seed: 5).estimate)
            #expect(abs(found.logLikelihood - entry.free) < 0.2, "\(found.logLikelihood), \(entry.free)")
            #expect(abs(found.mean.value / entry.free_mean - 1) < 0.05, "\(found.mean.value), \(entry.free_mean)")
            #expect(abs(found.masses.reduce(0) { $0 + $1.share } - 1) < 1e-9)
            #expect(found.mean.lower < found.mean.upper && found.resolution <= (found.masses.first?.dwell ?? 0))
            let best = entry.fits.map(\.log).max() ?? 0
            #expect(found.logLikelihood > best - 1)
            guard entry.samples.count == 1 else { continue }
            #expect(estimator.nonparametric(resamples: 2, seed: 5).estimate == found)
        }
    }

    @Test("Long stays are seen too often: what is seen is longer than what there is, and the estimate is not")
    func lengthBias() throws {
        var random = RandomStream(seed: 9)
        // Two looks a day apart, then none for six days.
        let looks = (0..<160).map { Double($0 / 2) * 7 + Double($0 % 2) }
        var stays: [SeenStay] = []
        var arrival = -60.0
        var truths: [Double] = []
        while arrival < 555 {
            arrival -= 1.5 * log(1 - random.uniform())
            let dwell = -3 * log(1 - random.uniform())
            truths.append(dwell)
            let first = looks.firstIndex { $0 >= arrival }
            let last = looks.lastIndex { $0 < arrival + dwell }
            if let first, let last, first <= last { stays.append(SeenStay(firstSeen: first, lastSeen: last)) }
        }
        let estimator = try DwellEstimator([DwellSample(looks: looks, stays: stays)])
        let truth = truths.reduce(0, +) / Double(truths.count)
        #expect(estimator.naiveMean > 1.5 * truth)
        let fit = try #require(estimator.fits([.gamma]).estimate?.first)
        #expect(fit.mean.lower < truth && truth < fit.mean.upper)
        #expect(abs(fit.mean.value / truth - 1) < 0.2)
    }

    @Test("Stays that determine nothing are told with the reason")
    func undetermined() throws {
        let looks = (0..<20).map { Double($0) * 3 }
        func reason(_ stays: [(Int, Int)]) throws -> String? {
            try DwellEstimator([
                DwellSample(looks: looks, stays: stays.map { SeenStay(firstSeen: $0.0, lastSeen: $0.1) })
            ]).fits([.lognormal]).reason
        }
        #expect(try reason([(3, 19), (8, 19), (0, 19)])?.contains("still there at the last look") == true)
        #expect(try reason([(3, 3), (8, 8), (15, 15)])?.contains("seen at one look only") == true)
        let mostly = (1..<19).map { ($0, $0) } + [(4, 5)]
        #expect(try reason(mostly)?.contains("from below") == true)
        #expect(try reason([(0, 19), (0, 19), (0, 19), (0, 18)])?.contains("from above") == true)
    }

    @Test("Looks and stays that cannot be are refused in a sentence")
    func refused() throws {
        let stay = SeenStay(firstSeen: 0, lastSeen: 1)
        #expect(throws: StatisticsError.self) { try DwellSample(looks: [1], stays: [stay]) }
        #expect(throws: StatisticsError.outOfOrder(what: "look", index: 2)) {
            try DwellSample(looks: [1, 3, 3], stays: [stay])
        }
        #expect(throws: StatisticsError.self) { try DwellSample(looks: [1, .nan], stays: [stay]) }
        #expect(throws: StatisticsError.self) { try DwellSample(looks: [1, 2], detection: [1], stays: [stay]) }
        #expect(throws: StatisticsError.self) { try DwellSample(looks: [1, 2], detection: [1, 0], stays: [stay]) }
        #expect(throws: StatisticsError.self) {
            try DwellSample(looks: [1, 2], stays: [SeenStay(firstSeen: 0, lastSeen: 2)])
        }
        #expect(throws: StatisticsError.self) {
            try DwellSample(looks: [1, 2], stays: [SeenStay(firstSeen: 1, lastSeen: 0)])
        }
        #expect(throws: StatisticsError.self) {
            try DwellEstimator([DwellSample(looks: [-1e308, 0, 1e308], stays: [stay])])
        }
        #expect(throws: StatisticsError.self) {
            try DwellEstimator([DwellSample(looks: [0, 1e-9, 1e9], stays: [stay])])
        }
        #expect(throws: StatisticsError.empty(what: "stay that was seen")) {
            try DwellEstimator([DwellSample(looks: [1, 2], stays: [])])
        }
    }
}
