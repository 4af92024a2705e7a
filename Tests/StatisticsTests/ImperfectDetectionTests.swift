import Foundation
import Testing

@testable import Statistics

/// What scipy says, written by Fixtures/make_detection.py.
private struct Truth: Decodable {
    struct Occupancy: Decodable {
        var table: [[Bool?]]
        var psi: Double
        var p: Double
        var log: Double
        var errors: [Double]
        var intervals: [[Double?]]
    }
    struct Known: Decodable {
        var detections: [[Double]]
        var seen: [[Bool]]
        var psi: Double
        var interval: [Double]
        var log: Double
    }
    struct Mixture: Decodable {
        var table: [[Int?]]
        var lambda: Double
        var p: Double
        var log: Double
        var errors: [Double]
    }
    struct Objects: Decodable {
        var counts: [Int?]
        var lambda: Double
        var p: Double
        var probabilities: [Double]
    }
    var occupancy: [Occupancy]
    var known: [Known]
    var mixtures: [Mixture]
    var objects: [Objects]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "detection", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Occupancy with imperfect detection")
struct OccupancyTests {
    @Test("Blue Ridge salamanders: ψ 0.5946, p 0.2587, −2 log L 161.7586")
    func salamanders() throws {
        // 39 sites, 5 looks each, 30 detections at 18 of them: how these lie does not matter.
        var table = [[Bool?]](repeating: Array(repeating: false, count: 5), count: 39)
        for number in 0..<30 { table[number % 18][number / 18] = true }
        let estimate = try #require(try OccupancyEstimate.constant(table).estimate)
        #expect(abs(estimate.occupancy.value - 0.5946) < 5e-5)
        #expect(abs((estimate.detection?.value ?? 0) - 0.2587) < 5e-5)
        #expect(abs(-2 * estimate.logLikelihood - 161.7586) < 5e-5)
        #expect(estimate.detectedCount == 18 && !estimate.isDetectionQuestionable && !estimate.isAtBoundary)
    }

    @Test("Random histories with missing looks have the estimates, errors and intervals of scipy's optimiser")
    func randomHistories() throws {
        for entry in try Truth.load().occupancy {
            let estimate = try #require(try OccupancyEstimate.constant(entry.table).estimate)
            let detection = try #require(estimate.detection)
            #expect(abs(estimate.occupancy.value - entry.psi) < 1e-5)
            #expect(abs(detection.value - entry.p) < 1e-5)
            #expect(abs(estimate.logLikelihood - entry.log) < 1e-8)
            #expect(abs((estimate.occupancyError ?? 0) / entry.errors[0] - 1) < 1e-3)
            #expect(abs((estimate.detectionError ?? 0) / entry.errors[1] - 1) < 1e-3)
            for (mine, theirs) in zip([estimate.occupancy, detection], entry.intervals) {
                #expect(abs(mine.lower - (theirs[0] ?? 0)) < 1e-5)
                #expect(abs(mine.upper - (theirs[1] ?? 1)) < 1e-5)
            }
        }
    }

    @Test("With known detection ψ and its interval are those of scipy, also at the bounds")
    func knownDetection() throws {
        for entry in try Truth.load().known {
            let histories = try zip(entry.seen, entry.detections).map { row, chances in
                try zip(row, chances).map { try OccupancyEstimate.Survey(isDetected: $0, detection: $1) }
            }
            let estimate = try #require(try OccupancyEstimate.known(histories).estimate)
            #expect(abs(estimate.occupancy.value - entry.psi) < 1e-6)
            #expect(abs(estimate.occupancy.lower - entry.interval[0]) < 1e-6)
            #expect(abs(estimate.occupancy.upper - entry.interval[1]) < 1e-6)
            #expect(abs(estimate.logLikelihood - entry.log) < 1e-8)
            #expect(estimate.detection == nil && !estimate.isDetectionQuestionable)
        }
    }

    @Test("A site that was never seen occupied is so with the share of worlds in which looks miss it")
    func occupiedThoughUnseen() {
        // Of 1000 sites 600 are occupied; looks of 0.5 and 0.2 leave 240 of them unseen, beside 400 empty ones.
        let chance = OccupancyEstimate.occupiedProbability(occupancy: 0.6, undetectedBy: [0.5, 0.2])
        #expect(abs(chance - 240.0 / 640) < 1e-12)
        #expect(OccupancyEstimate.occupiedProbability(occupancy: 0.6, undetectedBy: []) == 0.6)
        #expect(OccupancyEstimate.occupiedProbability(occupancy: 1, undetectedBy: [1]) == 0)
    }

    @Test("Seldom detections are called questionable, all sites occupied is told as a bound")
    func diagnostics() throws {
        var seldom = [[Bool?]](repeating: Array(repeating: false, count: 12), count: 60)
        for site in 0..<40 { seldom[site][site % 12] = true }
        let questionable = try #require(try OccupancyEstimate.constant(seldom).estimate)
        #expect(questionable.isDetectionQuestionable)
        let all = [[Bool?]](repeating: [true, false, nil, true], count: 8)
        let full = try #require(try OccupancyEstimate.constant(all).estimate)
        #expect(full.occupancy.value == 1 && full.isAtBoundary && full.occupancyError == nil)
        #expect(abs((full.detection?.value ?? 0) - 2.0 / 3) < 1e-6)
        #expect(full.occupancy.upper == 1 && full.occupancy.lower > 0.6)
    }

    @Test("Where nothing is determined the reason is told")
    func undetermined() throws {
        #expect(
            try OccupancyEstimate.constant([[false, nil], [false, false]]).reason?.hasPrefix("Nothing was detected")
                == true)
        #expect(
            try OccupancyEstimate.constant([[true], [false]]).reason?.hasPrefix("No site was looked at twice") == true)
        #expect(throws: StatisticsError.self) { try OccupancyEstimate.constant([]) }
        #expect(throws: StatisticsError.self) { try OccupancyEstimate.constant([[nil]]) }
        #expect(throws: StatisticsError.self) { try OccupancyEstimate.Survey(isDetected: true, detection: 0) }
        #expect(throws: StatisticsError.self) { try OccupancyEstimate.Survey(isDetected: false, detection: .nan) }
        let blind = try OccupancyEstimate.Survey(isDetected: false, detection: 0)
        #expect(try OccupancyEstimate.known([[blind]]).reason != nil)
    }
}

@Suite("N-mixture counts")
struct NMixtureTests {
    @Test("Random counts with missing looks have the estimates and errors of scipy's optimiser")
    func randomCounts() throws {
        for entry in try Truth.load().mixtures {
            let estimate = try #require(try NMixtureEstimate.estimate(entry.table).estimate)
            #expect(abs(estimate.logLikelihood - entry.log) < 1e-7)
            #expect(abs(estimate.abundance.value / entry.lambda - 1) < 1e-4)
            #expect(abs(estimate.detection.value / entry.p - 1) < 1e-4)
            #expect(abs((estimate.abundanceError ?? 0) / entry.errors[0] - 1) < 5e-3)
            #expect(abs((estimate.detectionError ?? 0) / entry.errors[1] - 1) < 5e-3)
            #expect(estimate.abundance.lower < entry.lambda && estimate.abundance.upper > entry.lambda)
            #expect(estimate.detection.lower < entry.p && estimate.detection.upper > entry.p)
        }
    }

    @Test("Numbers of objects given counts are those of plain enumeration")
    func objects() throws {
        for entry in try Truth.load().objects {
            let found = NMixtureEstimate.objects(counts: entry.counts, abundance: entry.lambda, detection: entry.p)
            for (number, probability) in entry.probabilities.enumerated() {
                let mine = number < found.probabilities.count ? found.probabilities[number] : 0
                #expect(abs(mine - probability) < 1e-9)
            }
        }
    }

    @Test("The likelihood is that of plain enumeration, few objects well counted and thousands of them hardly")
    func likelihood() {
        let sites = [[0, 0, 0], [1, 0], [2, 5, 3], [0], [4], [12, 9]]
        let likelihood = NMixtureLikelihood(sites)
        for (abundance, detection) in [(0.3, 0.9), (4, 0.5), (40, 0.1), (400, 0.01), (3000, 0.001), (5, 1)] {
            var plain = 0.0
            for site in sites {
                var sum = 0.0
                for number in (site.max() ?? 0)...(20 * Int(abundance) + 200) {
                    let count = Double(number)
                    var term = count * log(abundance) - abundance - lgamma(count + 1)
                    for seen in site.map(Double.init) {
                        term += lgamma(count + 1) - lgamma(seen + 1) - lgamma(count - seen + 1) + seen * log(detection)
                        // 0 log 0 is 0.
                        if count > seen { term += (count - seen) * log1p(-detection) }
                    }
                    sum += exp(term)
                }
                plain += log(sum)
            }
            let found = likelihood.logLikelihood(abundance: abundance, detection: detection)
            if plain == -.infinity {
                #expect(found == -.infinity)
            } else {
                #expect(abs(found - plain) < 1e-7 * max(1, abs(plain)), "\(abundance) \(detection)")
            }
        }
    }

    @Test("Counts that do not vary together have no estimate, and the reason is told")
    func infinite() throws {
        let apart: [[Int?]] = [[3, 1], [1, 3], [2, 2], [0, 4], [4, 0]]
        #expect(try NMixtureEstimate.estimate(apart).reason?.contains("do not vary together") == true)
        #expect(try NMixtureEstimate.estimate([[0, 0], [0, nil]]).reason?.hasPrefix("Nothing was counted") == true)
        #expect(try NMixtureEstimate.estimate([[2], [nil, 5]]).reason?.hasPrefix("No site was counted twice") == true)
        #expect(throws: StatisticsError.self) { try NMixtureEstimate.estimate([]) }
        #expect(throws: StatisticsError.self) { try NMixtureEstimate.estimate([[2, -1]]) }
    }

    @Test("Objects that all looks count alike are told as counted for sure")
    func sure() throws {
        let alike: [[Int?]] = [[3, 3], [1, 1], [2, 2], [5, 5], [0, 0], [4, 4]]
        let estimate = try #require(try NMixtureEstimate.estimate(alike).estimate)
        #expect(estimate.detection.value == 1 && estimate.detectionError == nil)
        #expect(abs(estimate.abundance.value - 2.5) < 1e-4)
    }
}
