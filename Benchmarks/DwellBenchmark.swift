import Foundation
import Statistics

/// Draws stays of known dwell under irregular looks and tells how far estimates are off, on the mean over draws.
struct DwellBenchmark {
    let replicates: Int
    let seed: Int

    /// One kind of dwell under one kind of looks.
    struct Row: Encodable {
        var dwell: String
        var looks: String
        var detection: Double
        /// Stays a draw.
        var stays = 0
        /// Draws that gave an estimate.
        var determined = 0
        var truth: Double
        /// Mean deviations of the mean dwell, as shares of the truth.
        var naive = 0.0
        var family = 0.0
        var free = 0.0
        /// Standard deviation of the family's estimates, as a share of the truth.
        var spread = 0.0
        /// Share of the families' 95 % intervals that hold the truth.
        var held = 0.0
        /// How often each family was the best.
        var families: [String: Int] = [:]
    }

    private struct Dwell {
        var name: String
        var mean: Double
        var draw: (inout RandomStream) -> Double
    }

    private struct Looks {
        var name: String
        var gap: (inout RandomStream) -> Double
    }

    private static func exponential(_ random: inout RandomStream) -> Double { -log(1 - random.uniform()) }

    private let dwells = [
        Dwell(name: "exponential", mean: 5) { 5 * exponential(&$0) },
        Dwell(name: "lognormal, σ 0.8", mean: 4 * exp(0.32)) { 4 * exp(0.8 * $0.normal()) },
        Dwell(name: "Weibull, shape 2", mean: 6 * exp(logGamma(1.5))) { 6 * exponential(&$0).squareRoot() },
        Dwell(name: "gamma, shape 3", mean: 6) { 2 * (exponential(&$0) + exponential(&$0) + exponential(&$0)) },
    ]

    private let patterns = [
        Looks(name: "every 2 days") { _ in 2 },
        Looks(name: "at random, 3 days on the mean") { max(0.25, 3 * exponential(&$0)) },
        Looks(name: "1 or 7 days, as clouds let") { $0.uniform() < 0.6 ? 1 : 7 },
    ]

    func run() throws -> [Row] {
        var rows: [Row] = []
        for pattern in patterns {
            for detection in [1, 0.85] {
                for dwell in dwells {
                    rows.append(try row(dwell, pattern, detection, name: UInt64(rows.count)))
                }
            }
        }
        return rows
    }

    private func row(_ dwell: Dwell, _ pattern: Looks, _ detection: Double, name: UInt64) throws -> Row {
        var row = Row(dwell: dwell.name, looks: pattern.name, detection: detection, truth: dwell.mean)
        var squares = 0.0
        for number in 0..<replicates {
            var random = RandomStream.stream(seed: UInt64(seed), name: name &* 1_000_003 &+ UInt64(number))
            let sample = try self.sample(dwell, pattern, detection, &random)
            let estimator = try DwellEstimator([sample])
            row.stays += sample.stays.count
            guard let best = estimator.fits().estimate?.first, let free = estimator.nonparametric(resamples: 0).estimate
            else { continue }
            row.determined += 1
            row.naive += estimator.naiveMean / dwell.mean - 1
            let off = best.mean.value / dwell.mean - 1
            row.family += off
            squares += off * off
            row.free += free.mean.value / dwell.mean - 1
            row.families[best.family.rawValue, default: 0] += 1
            if best.mean.lower <= dwell.mean, dwell.mean <= best.mean.upper { row.held += 1 }
        }
        let count = Double(max(1, row.determined))
        row.stays /= max(1, replicates)
        row.naive /= count
        row.family /= count
        row.free /= count
        row.held /= count
        row.spread = max(0, squares / count - row.family * row.family).squareRoot()
        return row
    }

    /// Two years of looks; stays begin to come long before the first, one every two days on the mean.
    private func sample(
        _ dwell: Dwell, _ pattern: Looks, _ detection: Double, _ random: inout RandomStream
    ) throws -> DwellSample {
        var looks = [0.0]
        while let last = looks.last, last < 730 { looks.append(last + pattern.gap(&random)) }
        let end = looks.last ?? 0
        var stays: [SeenStay] = []
        var arrival = -200.0
        var first = 0
        while true {
            arrival += 2 * Self.exponential(&random)
            guard arrival < end else { break }
            let departure = arrival + dwell.draw(&random)
            while looks[first] < arrival { first += 1 }
            var seen: [Int] = []
            var look = first
            while look < looks.count, looks[look] < departure {
                if random.uniform() < detection { seen.append(look) }
                look += 1
            }
            if let begin = seen.first, let end = seen.last { stays.append(SeenStay(firstSeen: begin, lastSeen: end)) }
        }
        return try DwellSample(
            looks: looks, detection: Array(repeating: detection, count: looks.count), stays: stays)
    }
}
