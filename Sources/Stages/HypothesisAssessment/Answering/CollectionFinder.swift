import Findings
import Foundation
import Inquiry
import Statistics

/// What indicators that nobody could judge yet would be worth, with the looks and the cloud that are to be expected.
struct CollectionFinder {
    let model: EvidenceModel
    let posteriors: [Double]
    let settings: AssessmentSettings

    /// Worth of each, the one from which most is to be expected first; one of which nobody said how often looks can be had stands where it
    /// would with a clear season of them.
    ///
    /// For each indicator the posterior after "seen" and after "not seen" is worked out with the same weighing of dependent evidence
    /// as the answer, and the fall of entropy is their mean, weighed by how likely each is. A stronger
    /// indicator of the same group can make that 0.
    ///
    /// - Parameter open: Indicators that could not be judged.
    /// - Returns: One for each.
    /// - Throws: ``AssessmentError`` for likelihoods that are none.
    func worth(of open: [Indicator]) throws(AssessmentError) -> [CollectionWorth] {
        var found: [CollectionWorth] = []
        for indicator in open { found.append(try worth(of: indicator)) }
        return found.enumerated().sorted {
            let (first, second) = (
                $0.element.expectedDrop ?? $0.element.entropyDrop, $1.element.expectedDrop ?? $1.element.entropyDrop
            )
            return first != second ? first > second : $0.offset < $1.offset
        }.map(\.element)
    }

    private func worth(of indicator: Indicator) throws(AssessmentError) -> CollectionWorth {
        let shares = try EvidenceModel.elicited(indicator, in: model.tree).map(\.mode)
        let isAbsence =
            switch indicator.rule?.sense {
            case .notShown: true
            default: false
            }
        let whole = drop(indicator, shares, detection: indicator.detection ?? 1, isAbsence: isAbsence)
        let chance = chance(of: indicator.need)
        let real = chance.detection.map {
            drop(indicator, shares, detection: (indicator.detection ?? 1) * $0, isAbsence: isAbsence)
        }
        return CollectionWorth(
            indicator: indicator.id, text: indicator.text, entropyDrop: whole.bits, changesLeading: whole.changes,
            seen: whole.seen, clear: chance.clear, looks: chance.looks, expectedDrop: real?.bits,
            cost: indicator.need.cost,
            sentence: sentence(indicator, chance)
                + (whole.bits <= 0 ? silence(of: indicator) : ""))
    }

    /// Why an indicator is not expected to settle anything.
    private func silence(of indicator: Indicator) -> String {
        let isOfGroup = indicator.group != nil && model.items.contains { $0.indicator.group == indicator.group }
        guard DiagnosticityMeasures.entropy(posteriors) > 0 else {
            return " What is known leaves one hypothesis alone, so that nothing more can be settled."
        }
        return isOfGroup
            ? " Evidence of the same group tells more already, so that it is not expected to settle anything."
            : " It is as likely under each hypothesis that is left, so that it settles nothing."
    }

    /// Expected fall of entropy, probability that another leaf leads then, and probability that the indicator is seen.
    private func drop(
        _ indicator: Indicator, _ shares: [Double], detection: Double, isAbsence: Bool
    ) -> (bits: Double, changes: Double, seen: Double) {
        func reading(_ isShown: Bool) -> IndicatorReading {
            IndicatorReading(
                indicator: indicator.id, outcome: isShown != isAbsence ? .seen : .notSeen, sentence: "",
                shown: isShown ? 1 : 0, detection: detection, isAbsence: isAbsence)
        }
        let leading = Ranking.best(posteriors)
        var left = 0.0
        var changes = 0.0
        var seen = 0.0
        for isShown in [true, false] {
            let reading = reading(isShown)
            // A look shows what is there with the detection's probability; a reading itself tells only ratios.
            let probability = zip(posteriors, shares).reduce(0) { sum, pair in
                let met = (isAbsence ? 1 - pair.1 : pair.1) * detection
                return sum + pair.0 * (isShown ? met : 1 - met)
            }
            if reading.outcome == .seen { seen = probability }
            guard probability > 0, let after = posterior(with: indicator, reading) else { continue }
            left += probability * DiagnosticityMeasures.entropy(after)
            if Ranking.best(after) != leading { changes += probability }
        }
        let bits = DiagnosticityMeasures.entropy(posteriors) - left
        // What is left of rounding is nothing.
        return (abs(bits) < 1e-12 ? 0 : bits, changes, seen)
    }

    private func posterior(with indicator: Indicator, _ reading: IndicatorReading) -> [Double]? {
        var larger = model
        do throws(AssessmentError) {
            larger.items.append(
                EvidenceModel.Item(
                    indicator: indicator, reading: reading,
                    elicited: try EvidenceModel.elicited(indicator, in: model.tree)))
        } catch { return nil }
        larger.weigh()
        return EvidenceModel.posterior(larger.priors, larger.logSums())
    }

    /// What can be had of a clear season.
    private struct Chance {
        /// Probability that what is there is met by a clear look; nil where nobody said how often looks can be had.
        var detection: Double?
        /// Probability that a look in the season is clear; nil where no cloud shares are known.
        var clear: Double?
        /// Looks in a season.
        var looks: Double?
    }

    private func chance(of need: CollectionNeed) -> Chance {
        let months = need.months.isEmpty ? Array(1...12) : need.months.filter { (1...12).contains($0) }
        var clear: Double?
        if settings.cloudShares.count == 12, !months.isEmpty {
            clear = 1 - months.reduce(0) { $0 + settings.cloudShares[$1 - 1] } / Double(months.count)
        }
        guard let revisit = need.revisitDays, revisit > 0, !months.isEmpty else {
            return Chance(detection: nil, clear: clear, looks: nil)
        }
        let days = 30.4375 * Double(months.count)
        let looks = max(0, days / revisit)
        let share = min(1, max(0, clear ?? 1))
        guard let stay = need.stayDays else {
            let part = min(1, looks * share / Double(max(1, settings.seasonLooks)))
            return Chance(detection: part, clear: clear, looks: looks)
        }
        let count = min(10_000, max(1, Int(min(looks, 10_000).rounded())))
        let watched = (0..<count).map {
            WatchedInstant(day: days * (Double($0) + 0.5) / Double(count), detection: share)
        }
        return Chance(
            detection: VisitCapture(looks: watched).probability(dwell: max(0, stay), from: 0, to: days), clear: clear,
            looks: looks)
    }

    private func sentence(_ indicator: Indicator, _ chance: Chance) -> String {
        let names =
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
            + ["November", "December"]
        var parts: [String] = []
        let months = indicator.need.months.filter { (1...12).contains($0) }
        if !months.isEmpty { parts.append("in \(WordList.joined(months.map { names[$0 - 1] }))") }
        if let distance = indicator.need.groundSamplingDistance {
            parts.append("at \(SightFinder.text(distance, "m")) or finer")
        }
        if !indicator.need.sensors.isEmpty { parts.append("by \(WordList.joined(indicator.need.sensors))") }
        if let revisit = indicator.need.revisitDays {
            parts.append("every \(SightFinder.text(revisit, "days"))")
        }
        let look = parts.isEmpty ? "No season or sensor is named." : "Look " + parts.joined(separator: ", ") + "."
        let clear = chance.clear.map { " \(Int(($0 * 100).rounded())) % of looks are expected to be clear." }
        if chance.looks == nil {
            return look + (clear ?? "")
                + " Nobody said how often looks can be had ('revisit_days'), so that what can really be had is unknown."
        }
        return look + (clear ?? " Nobody said how much cloud there is ('cloud'); every look is taken to be clear.")
    }
}
