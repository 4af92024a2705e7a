import ActivityAnalysis
import Evidence
import Findings
import Foundation
import Statistics

/// Draws counts of which the rate changes once or never, and tells how soon and how truly changes are found.
struct RateChangeBenchmark {
    let replicates: Int
    let seed: Int
    /// Probability from which a change of rate is told as a finding; nil for the one that the analysis uses.
    let threshold: Double?

    /// One rate, and how it changes.
    struct Row: Encodable {
        /// Objects there on the mean at the lower rate.
        var rate: Double
        /// The higher rate over the lower one; 1 where it does not change.
        var ratio: Double
        var finding = Method()
        var online = Method()
        /// Looks between the change and where it is placed, in the series of which all looks are known and a change is told.
        var medianError: Double?
        var farError: Double?
        /// Share of all series with a change whose 95 % window holds it, told or not.
        var held: Double?
        /// The same for the 90 % window of those that are told as a finding.
        var toldHeld: Double?
        /// Looks that the 95 % window holds, on the mean.
        var width: Double?
    }

    /// What a way of telling does, look by look.
    struct Method: Encodable {
        /// Looks at which a change was told that was not told at the look before, while there was none, per 1000 looks.
        var falsePerThousand = 0.0
        /// Share of series that told a change at least once while there was none.
        var falseSeries = 0.0
        /// Share of series that tell a change at their last look.
        var atEnd = 0.0
        /// Share of changes that are told at some look after them.
        var detected: Double?
        /// Looks from the first at the new rate, which counts as 1, to the one at which it was told, of those that were told.
        var medianDelay: Double?
        var farDelay: Double?
    }

    /// Looks of a series, and those among which the first at the new rate is drawn.
    private static let looks = 80
    private static let changes = 30...50

    func run() throws -> [Row] {
        var rows: [Row] = []
        for rate in [0.5, 2, 8] {
            for ratio in [1, 1.5, 2, 4] {
                rows.append(try row(Row(rate: rate, ratio: ratio), name: UInt64(rows.count)))
            }
        }
        return rows
    }

    private func row(_ start: Row, name: UInt64) throws -> Row {
        var row = start
        var random = RandomStream.stream(seed: UInt64(seed), name: name)
        var (finding, online) = (Tally(), Tally())
        var (errors, widths): ([Double], [Double]) = ([], [])
        var (held, told, toldHeld) = (0, 0, 0)
        var settings = BaselineComparison.Configuration()
        if let threshold { settings.leastProbability = threshold }
        let comparison = BaselineComparison(latitude: 40, configuration: settings)
        for _ in 0..<replicates {
            let change = row.ratio > 1 ? Int.random(in: Self.changes, using: &random) : nil
            let rises = random.uniform() < 0.5
            let rates = rises ? (row.rate, row.rate * row.ratio) : (row.rate * row.ratio, row.rate)
            let counts = try (0..<Self.looks).map { look in
                // Visible share times recall.
                let exposure = random.uniform(0.3...1)
                return try CountObservation(
                    count: random.poisson((look < change ?? Self.looks ? rates.0 : rates.1) * exposure),
                    exposure: exposure)
            }
            let series = Self.series(of: counts)
            var alarms: [Bool] = []
            var last: RateChange?
            for length in 1...Self.looks {
                var known = series
                known.points.removeLast(Self.looks - length)
                last = comparison.change(in: known)
                alarms.append(last != nil)
            }
            finding.take(alarms, change: change)
            online.take(try Self.online(counts), change: change)
            guard let change else { continue }
            let single = try SingleChange(observations: counts, prior: Self.prior(of: counts))
            // Steps tell the last look at the first rate.
            let window = single.interval(level: 0.95)
            held += window.contains(change - 1) ? 1 : 0
            widths.append(Double(window.count))
            if let last, let before = Int(last.before.look), let earliest = Int(last.earliest.look),
                let latest = Int(last.latest.look)
            {
                told += 1
                toldHeld += earliest <= change - 1 && change - 1 <= latest ? 1 : 0
                errors.append(Double(abs(before - (change - 1))))
            }
        }
        row.finding = finding.method
        row.online = online.method
        if row.ratio > 1 {
            row.held = Double(held) / Double(replicates)
            row.toldHeld = told > 0 ? Double(toldHeld) / Double(told) : nil
            row.width = widths.reduce(0, +) / Double(widths.count)
            row.medianError = Self.quantile(errors, 0.5)
            row.farError = Self.quantile(errors, 0.9)
        }
        return row
    }

    /// Looks at which the run is probably young: changes are expected every 100 looks, and one of the last 10 is told from 0.8 on.
    ///
    /// The rate is known beforehand only as the mean of the first 8 looks, which no alarm can fall into.
    private static func online(_ counts: [CountObservation]) throws -> [Bool] {
        let (recent, learning) = (10, 8)
        var detector = try OnlineChangePoints(prior: prior(of: Array(counts[..<learning])), expectedRunLength: 100)
        return counts.enumerated().map { index, count in
            _ = detector.observe(count)
            // A run as long as the series is no change.
            return index >= learning && detector.probability(runAtMost: min(recent, index)) >= 0.8
        }
    }

    /// As wide as half a look at the mean rate of all, as the analysis takes it; with an object counted, where none was.
    private static func prior(of counts: [CountObservation]) throws -> GammaPoissonRate {
        let count = max(0.5, counts.reduce(0) { $0 + Double($1.count) })
        return try GammaPoissonRate(shape: 0.5, exposure: 0.5 * counts.reduce(0) { $0 + $1.exposure } / count)
    }

    private static func series(of counts: [CountObservation]) -> ActivitySeries {
        ActivitySeries(
            zone: "drawn", quantity: "ship",
            points: counts.enumerated().map { index, item in
                ActivitySeries.Point(
                    look: "\(index)",
                    time: AcquisitionTime(
                        instant: Date(timeIntervalSince1970: 1_600_000_000 + Double(index) * 259_200)),
                    visibleShare: item.exposure,
                    sight: .counted(.init(detected: item.count, low: item.count, high: item.count, level: 0.8)),
                    detection: item.exposure)
            })
    }

    private static func quantile(_ values: [Double], _ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        return values.sorted()[Int((share * Double(values.count - 1)).rounded())]
    }

    /// Adds up what one way of telling did.
    private struct Tally {
        private var series = 0
        private var quiet = 0
        private var onsets = 0
        private var disturbed = 0
        private var atEnd = 0
        private var changes = 0
        private var delays: [Double] = []

        mutating func take(_ alarms: [Bool], change: Int?) {
            let end = change ?? alarms.count
            let early = (0..<end).count { alarms[$0] && ($0 == 0 || !alarms[$0 - 1]) }
            series += 1
            quiet += end
            onsets += early
            disturbed += early > 0 ? 1 : 0
            atEnd += alarms.last == true ? 1 : 0
            guard let change else { return }
            changes += 1
            // An alarm that stood already says nothing of this change; it has to be told anew.
            if let told = alarms.indices.dropFirst(change).first(where: { alarms[$0] && !alarms[$0 - 1] }) {
                delays.append(Double(told - change + 1))
            }
        }

        var method: Method {
            var method = Method()
            method.falsePerThousand = 1000 * Double(onsets) / Double(quiet)
            method.falseSeries = Double(disturbed) / Double(series)
            method.atEnd = Double(atEnd) / Double(series)
            if changes > 0 { method.detected = Double(delays.count) / Double(changes) }
            method.medianDelay = quantile(delays, 0.5)
            method.farDelay = quantile(delays, 0.9)
            return method
        }
    }
}

extension RandomStream {
    /// A number of events at a mean, by products of uniform numbers (Knuth, The Art of Computer Programming 2, section 3.4.1).
    fileprivate mutating func poisson(_ mean: Double) -> Int {
        let least = exp(-mean)
        var product = uniform()
        var count = 0
        while product > least {
            count += 1
            product *= uniform()
        }
        return count
    }
}
