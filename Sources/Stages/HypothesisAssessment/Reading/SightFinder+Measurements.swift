import Evidence
import Findings
import Foundation
import Inquiry

/// What was measured or told in words in a look.
extension SightFinder {
    /// Observations of one quantity by look.
    func observations(of quantity: String) -> [String: [Observation]] {
        Dictionary(grouping: record.observations.filter { $0.quantity == quantity }, by: \.look)
    }

    func measured(
        _ quantity: String, _ className: String?, _ bounds: IndicatorRule.Bounds, in looks: [LookRecord.TimedLook]
    ) -> [LookSight] {
        let known = observations(of: quantity)
        let counts = className.map { counted($0, 1, in: looks) }
        return looks.enumerated().map { number, entry in
            var best: (shown: Double, value: Double)?
            var reason: String?
            var told = 0
            var untold = 0
            for observation in known[entry.look.id] ?? [] {
                if let className, record.classes[observation.subject ?? ""] != className { continue }
                switch observation.result {
                case .measured(let value, let low, let high, let level, let unit, _):
                    guard unit == bounds.unit else {
                        reason = "\(quantity) is measured in \(unit), not in \(bounds.unit)"
                        untold += 1
                        continue
                    }
                    told += 1
                    let shown = Self.within(bounds, value: value, low: low, high: high, level: level)
                    if shown > best?.shown ?? -1 { best = (shown, value) }
                case .undetermined(let because):
                    reason = reason ?? because
                    untold += 1
                case .notApplicable(let because): reason = reason ?? because
                case .count, .told: continue
                }
            }
            if let best {
                // What could not be measured may be what is looked for; of a class what the network misses or did not read was not
                // measured either.
                let own = Double(told) / Double(told + untold)
                var found = sight(
                    entry, best.shown, "\(quantity) \(Self.text(best.value, bounds.unit))",
                    detection: counts == nil ? 1 : counts?[number].detection, share: own)
                if let counted = counts?[number], counted.shown != nil { found.share = own * counted.share }
                return found
            }
            // Where none of the class was counted nothing was there to be measured.
            if let counted = counts?[number], counted.shown == 0 { return counted }
            return blind(entry, reason ?? "\(quantity) was not measured in this look")
        }
    }

    static func within(
        _ bounds: IndicatorRule.Bounds, value: Double, low: Double, high: Double, level: Double
    ) -> Double {
        let above =
            bounds.above.map {
                IntervalProbability.above($0, value: value, low: low, high: high, level: level)
            } ?? 1
        let beyond =
            bounds.below.map {
                IntervalProbability.above($0, value: value, low: low, high: high, level: level)
            } ?? 0
        return max(0, above - beyond)
    }

    static func text(_ value: Double, _ unit: String) -> String {
        if unit == "1" { return "\(Int((min(max(value, -10), 10) * 100).rounded())) %" }
        guard abs(value) < 1e12 else { return "\(value) \(unit)" }
        return "\((value * 10).rounded() / 10) \(unit)"
    }

    /// Whether one of some words was told.
    ///
    /// Another word that was told with the probability p leaves the words that are asked for at most 1 − p: where one of them were
    /// right, the look would be (1 − p) / p as probable as it is, and not impossible. So it is worth 1 − (1 − p) / p of a look that
    /// tells surely, and nothing up to p = 1/2.
    func told(_ quantity: String, _ words: [String], in looks: [LookRecord.TimedLook]) -> [LookSight] {
        let known = observations(of: quantity)
        return looks.map { entry in
            var best: (shown: Double, word: String)?
            var others: [String] = []
            var reason: String?
            var asked = 0
            var worth = 0.0
            for observation in known[entry.look.id] ?? [] {
                switch observation.result {
                case .told(let word, let probability, _):
                    let probability = Self.proportion(probability)
                    asked += 1
                    if words.contains(word) {
                        worth += 1
                        if probability > best?.shown ?? -1 { best = (probability, word) }
                    } else {
                        worth += probability > 0.5 ? 2 - 1 / probability : 0
                        let told = "\(word) with \(IndicatorReader.decimals(probability))"
                        if !others.contains(told) { others.append(told) }
                    }
                case .undetermined(let because):
                    reason = reason ?? because
                    asked += 1
                case .notApplicable(let because): reason = reason ?? because
                case .count, .measured: continue
                }
            }
            if let best {
                return sight(
                    entry, best.shown, "\(quantity): \(best.word)", detection: 1, share: worth / Double(asked))
            }
            if !others.isEmpty {
                return sight(
                    entry, 0, "\(quantity): \(WordList.joined(others))", detection: 1, share: worth / Double(asked))
            }
            return blind(entry, reason ?? "\(quantity) was not told in this look")
        }
    }
}
