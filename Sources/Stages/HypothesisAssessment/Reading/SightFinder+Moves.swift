import Evidence
import Findings
import Foundation
import Inquiry

/// Levels that moved.
extension SightFinder {
    /// Whether a level had moved by so much up to each look, with all measurements up to the limit.
    ///
    /// A look's probability is a posterior over all levels of the zones together, so it is not the greatest of many differences, and
    /// that of one look cannot be higher than that of a move at all. Before anything was measured it is as probable as not that none of
    /// them jumps; the posterior is then held against what that leaves for a move of this size, so that `shown` is 1/2 where
    /// measurements say nothing.
    func moved(_ quantity: String, _ by: Double, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        let known = observations(of: quantity)
        var levels = Levels()
        let measured = looks.map { entry -> Measured in
            var found = Measured()
            // What was taken later was not known yet.
            if let limit, entry.time.middle > limit { return found }
            for observation in (known[entry.look.id] ?? []).sorted(by: { $0.id < $1.id }) {
                switch observation.result {
                case .measured(let value, let low, let high, let level, let unit, _):
                    let deviation = (high - low) / (2 * IntervalProbability.halfWidths(of: level))
                    guard value.isFinite, deviation.isFinite else {
                        found.reason = found.reason ?? "\(quantity) is no number in this look"
                        found.untold += 1
                        continue
                    }
                    found.isMeasured = true
                    let key = [entry.look.zone, observation.subject ?? "", unit]
                    let place = levels.add(.init(value: value, deviation: max(0, deviation)), to: key)
                    if place > 0 { found.told.append((key, place)) } else { found.untold += 1 }
                case .undetermined(let because):
                    found.reason = found.reason ?? because
                    found.untold += 1
                case .notApplicable(let because): found.reason = found.reason ?? because
                case .count, .told: continue
                }
            }
            return found
        }
        let posterior = levels.posterior(of: by)
        var reached: [String: [[String]: Int]] = [:]
        return zip(looks, measured).map { entry, found in
            for (key, place) in found.told { reached[entry.look.zone, default: [:]][key] = place }
            let moves = (reached[entry.look.zone] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }
            guard !found.told.isEmpty, let posterior, let clearest = posterior.clearest(of: moves) else {
                return blind(
                    entry,
                    found.isMeasured
                        ? "no earlier look measured \(quantity) there"
                        : found.reason ?? "\(quantity) was not measured in this look")
            }
            let (from, to) = levels.extremes(of: clearest.key, upTo: clearest.value)
            let subject = clearest.key[1].isEmpty ? quantity : "\(quantity) of \(clearest.key[1])"
            return sight(
                entry, posterior.shown(moves),
                "\(subject) \(Self.text(from, clearest.key[2])) before, \(Self.text(to, clearest.key[2])) then",
                detection: 1, share: Double(found.told.count) / Double(found.told.count + found.untold))
        }
    }

    /// What one look measured: levels with an earlier measurement, by their number in its series, and how many others.
    private struct Measured {
        var told: [([String], Int)] = []
        var untold = 0
        var isMeasured = false
        var reason: String?
    }
}

/// Series of levels, by zone, subject and unit.
private struct Levels {
    private var series: [[String]: [LevelHistory.Value]] = [:]

    /// Adds a measurement and tells its number in its series.
    mutating func add(_ value: LevelHistory.Value, to key: [String]) -> Int {
        series[key, default: []].append(value)
        return (series[key]?.count ?? 1) - 1
    }

    /// The two measurements up to one that differ most, in the order of time.
    func extremes(of key: [String], upTo place: Int) -> (Double, Double) {
        let values = (series[key] ?? []).prefix(place + 1).map(\.value)
        guard let low = values.min(), let high = values.max(), let lowest = values.firstIndex(of: low),
            let highest = values.firstIndex(of: high)
        else { return (0, 0) }
        return lowest < highest ? (low, high) : (high, low)
    }

    /// What all series together tell of a move; nil where there is none of two measurements.
    func posterior(of difference: Double) -> Posterior? {
        let repeated = series.filter { $0.value.count > 1 }
        let steps = repeated.values.reduce(0) { $0 + $1.count - 1 }
        guard steps > 0, difference.isFinite else { return nil }
        // As probable as not that no level jumps at all, however many there are and however often they are measured.
        let jump = -expm1(log(0.5) / Double(steps))
        let histories = repeated.compactMap { key, values -> ([String], LevelHistory)? in
            LevelHistory(values, difference: difference, jump: jump, range: Self.range(of: values, key, difference))
                .map { (key, $0) }
        }
        guard !histories.isEmpty else { return nil }
        return Posterior(histories: Dictionary(histories) { first, _ in first })
    }

    /// Where a level can be: of shares between none and all; of others where it was measured, with room for four such moves.
    private static func range(
        of values: [LevelHistory.Value], _ key: [String], _ difference: Double
    ) -> ClosedRange<Double> {
        var low = values.map(\.value).min() ?? 0
        var high = values.map(\.value).max() ?? 0
        if key.last == "1" { return min(0, low)...max(1, high) }
        let spare = max(0, 4 * difference - (high - low)) / 2
        low -= spare
        high += spare
        return low < high ? low...high : low...low
    }
}

/// What measurements tell of a move of any of several levels.
private struct Posterior {
    let histories: [[String]: LevelHistory]

    /// The level that has moved most probably, of some with the number of the measurement up to which each counts.
    func clearest(of moves: [(key: [String], value: Int)]) -> (key: [String], value: Int)? {
        moves.filter { histories[$0.key] != nil }.min { kept($0) < kept($1) }
    }

    /// Probability that one of them moved, as evidence: odds against what was to be expected of all levels.
    func shown(_ moves: [(key: [String], value: Int)]) -> Double {
        // In the order of keys: sums of logarithms are to have the same last digit each time.
        let all = histories.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        let before = all.reduce(0) { $0 + log(max($1.keptBefore, 1e-300)) }
        let kept = exp(all.reduce(0) { $0 + log(max($1.kept.last ?? 1, 1e-300)) })
        let moved = -expm1(before)
        guard moved > 1e-9 else { return 0 }
        let here = -expm1(moves.reduce(0) { $0 + log(max(self.kept($1), 1e-300)) })
        let odds = (1 - kept) / moved + kept / exp(before)
        return odds > 0 ? min(1, max(0, here / moved / odds)) : 0
    }

    private func kept(_ move: (key: [String], value: Int)) -> Double {
        guard let kept = histories[move.key]?.kept, kept.indices.contains(move.value) else { return 1 }
        return kept[move.value]
    }
}
