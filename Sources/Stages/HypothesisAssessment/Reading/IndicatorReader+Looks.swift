import Evidence
import Findings
import Foundation
import Inquiry
import Statistics

/// What looks show of an indicator.
extension IndicatorReader {
    func reading(
        of indicator: Indicator, by rule: IndicatorRule, in sights: [LookSight]
    ) -> IndicatorReading {
        let judged = sights.filter { $0.shown != nil }
        let blind = sights.count - judged.count
        func notJudged(_ reason: String) -> IndicatorReading {
            IndicatorReading(
                indicator: indicator.id, outcome: .notJudged, sentence: "could not be judged: \(reason).", shown: 0,
                detection: 0, usableLooks: judged.count, blindLooks: blind)
        }
        guard !judged.isEmpty else {
            let places = WordList.joined(rule.zones.map { record.zoneNames[$0] ?? $0 })
            guard let last = sights.last else {
                return notJudged("no look at \(places) was taken in its season with a sensor that it needs")
            }
            return notJudged(
                "\(blind == 1 ? "one look" : "\(blind) looks") at \(places), none of which could tell; the last: "
                    + Self.withoutStop(last.words))
        }
        switch rule.sense {
        case .shown(let least, let latest):
            let window = latest.map { Array(judged.suffix($0)) } ?? judged
            let shown = IntervalProbability.atLeast(least, of: window.map { $0.shown ?? 0 })
            let isSeen = shown >= 0.5
            let needed = latest ?? least
            if !isSeen, judged.count < needed {
                return notJudged(
                    "\(judged.count == 1 ? "one look" : "\(judged.count) looks") could tell of the \(needed) that it takes"
                )
            }
            return reading(
                indicator, isSeen ? .seen : .notSeen, shown, isAbsence: false, window, blind, countsLooks: latest != nil
            )
        case .notShown(let least):
            let shown = IntervalProbability.atLeast(1, of: judged.map { $0.shown ?? 0 })
            if shown < 0.5, judged.count < least {
                return notJudged(
                    "nothing in \(judged.count == 1 ? "one look" : "\(judged.count) looks"), fewer than the \(least) "
                        + "that it takes")
            }
            return reading(
                indicator, shown < 0.5 ? .seen : .notSeen, shown, isAbsence: true, judged, blind, countsLooks: false)
        }
    }

    private func reading(
        _ indicator: Indicator, _ outcome: IndicatorOutcome, _ shown: Double, isAbsence: Bool, _ window: [LookSight],
        _ blind: Int, countsLooks: Bool
    ) -> IndicatorReading {
        let showing = window.filter { ($0.shown ?? 0) >= 0.5 }
        let isShown = (outcome == .seen) != isAbsence
        let decisive = isShown ? (showing.isEmpty ? window : showing) : window
        let (detection, basis) = detection(of: indicator, in: window, countsLooks: countsLooks)
        var remarks: [String] = []
        if shown > 0.05, shown < 0.95 {
            remarks.append(
                "What was counted or measured leaves in doubt whether the condition held: \(Self.decimals(shown)).")
        }
        return IndicatorReading(
            indicator: indicator.id, outcome: outcome,
            sentence: sentence(isShown, decisive, of: window, isAbsence: isAbsence), shown: shown,
            detection: detection, detectionBasis: basis, isAbsence: isAbsence, looks: decisive.map(\.look),
            usableLooks: window.count, blindLooks: blind, knownFrom: decisive.last?.time.middle, remarks: remarks)
    }

    private func sentence(
        _ isShown: Bool, _ decisive: [LookSight], of window: [LookSight], isAbsence: Bool
    ) -> String {
        func day(_ sight: LookSight) -> String { CivilDate(of: sight.time.middle).text }
        func looks(_ count: Int) -> String { count == 1 ? "one look" : "\(count) looks" }
        guard let first = window.first, let last = window.last else { return "" }
        let span = window.count == 1 ? "on \(day(first))" : "from \(day(first)) to \(day(last))"
        guard isShown else { return "not shown in \(looks(window.count)) that could tell, \(span)." }
        let told = decisive.suffix(3).map { "\(Self.withoutStop($0.words)) on \(day($0))" }
        let before = decisive.count > 3 ? "\(decisive.count - 3) earlier, " : ""
        let share = window.count == 1 ? "the one look" : "\(decisive.count) of \(looks(window.count))"
        // "Not seen: shown in …" of what says that nothing is there would read as a contradiction.
        return
            "\(isAbsence ? "the contrary was " : "")shown in \(share) that could tell, \(span): \(before)\(told.joined(separator: "; "))."
    }
}
