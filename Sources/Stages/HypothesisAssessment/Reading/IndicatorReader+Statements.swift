import Evidence
import Findings
import Foundation
import Inquiry

/// What people say of an indicator.
extension IndicatorReader {
    func reading(of indicator: Indicator, saidBy said: [IndicatorStatement]) -> IndicatorReading {
        let telling = said.filter { $0.outcome != .notJudged }
        // Who cannot tell supports nothing.
        let sources = (telling.isEmpty ? said : telling).flatMap(\.sources).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let known = said.compactMap { Self.date($0.knownFrom) }.max()
        func sentence(_ outcome: String) -> String {
            let notes = said.compactMap(\.note).map(Self.withoutStop)
            let by = sources.isEmpty ? "by the analyst's own reading" : "according to \(WordList.joined(sources))"
            return "\(outcome) \(by)\(known.map { ", known from \(CivilDate(of: $0).text)" } ?? "")"
                + (notes.isEmpty ? "." : ": \(notes.joined(separator: "; ")).")
        }
        guard let first = telling.first else {
            return IndicatorReading(
                indicator: indicator.id, outcome: .notJudged, sentence: sentence("could not be judged"), shown: 0,
                detection: 0, sources: sources, knownFrom: known)
        }
        let detection = indicator.detection ?? 1
        let basis = indicator.detection == nil ? "the statement is taken to rest on a full search" : "as the case says"
        if telling.allSatisfy({ $0.outcome == first.outcome }) {
            let isSeen = first.outcome == .seen
            return IndicatorReading(
                indicator: indicator.id, outcome: first.outcome, sentence: sentence(first.outcome.rawValue),
                shown: isSeen ? 1 : 0, detection: detection, detectionBasis: basis, sources: sources,
                reliability: trust(in: telling), knownFrom: known)
        }
        // Sources that contradict each other: each side multiplies the odds by what its reliability makes of its word. Those of one
        // side are asked for together, so that copies of one origin count once.
        var logOdds = 0.0
        for outcome in [IndicatorOutcome.seen, .notSeen] {
            let trust = min(0.99, trust(in: telling.filter { $0.outcome == outcome }).mode)
            logOdds += (outcome == .seen ? 1 : -1) * log((1 + trust) / (1 - trust))
        }
        let shown = 1 / (1 + exp(-logOdds))
        return IndicatorReading(
            indicator: indicator.id, outcome: shown >= 0.5 ? .seen : .notSeen,
            sentence: sentence("in dispute, more seen than not with \(Self.decimals(shown))"), shown: shown,
            detection: detection, detectionBasis: basis, sources: sources, knownFrom: known,
            remarks: ["Those who speak of it contradict each other; none of them was left out."])
    }

    /// How far those who say the same can be relied on together; fully, where one of them is the analyst's own reading.
    private func trust(in statements: [IndicatorStatement]) -> ElicitedProbability {
        guard statements.allSatisfy({ !$0.sources.isEmpty }) else { return ElicitedProbability(1) }
        return reliability(
            statements.flatMap(\.sources).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } })
    }
}
