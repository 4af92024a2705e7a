import Documents
import Findings
import Foundation
import Sites

/// How things come and go.
extension ChapterBuilder {
    mutating func flows() -> [Block] {
        guard let study = material.study, study.scenarios.contains(where: { $0.flow != nil }) else {
            return [missing("missing.flows")]
        }
        var blocks: [Block] = [heading("flows.title")]
        for (scenario, parts) in study.distinct({ $0.flow.map { [$0] } ?? [] }) {
            guard let flow = parts.first else { continue }
            let references = flow.outcomes.prefix(4).map { reference(to: $0) }
            let sentences = study.scenarios.first { $0.scenario == scenario.scenario }?.flowSentences ?? []
            var written = sentences.map { english($0, references) }
            if let maximum = flow.maximum {
                written.insert(
                    claim(
                        "flows.maximum",
                        ["scenario": phrases.opening(scenario.text)].merging(spread(maximum)) { first, _ in first },
                        [reference(to: maximum)]), at: 0)
            }
            if !written.isEmpty { blocks.append(paragraph(written)) }
            blocks.append(
                .figure(
                    DocumentFigure(
                        .flow(scenario.scenario), caption: phrases.say("figure.flow", ["scenario": scenario.text]),
                        citations: list.cite(references))))
        }
        return blocks
    }

    mutating func transportNeeds() -> [Block] {
        guard let study = material.study, study.scenarios.contains(where: { !$0.scales.isEmpty }) else {
            return [missing("missing.scale-test")]
        }
        var blocks: [Block] = [heading("scale-test.title")]
        for (_, scales) in study.distinct(\.scales) {
            for scale in scales {
                let references =
                    [reference(to: scale.amount)] + scale.lines.compactMap(\.covers).map { reference(to: $0) }
                blocks.append(paragraph(scale.verdict.map { english($0, references) }))
            }
        }
        return blocks
    }

    /// An outcome's place: of no scenario where it is the same in all of them.
    func reference(to outcome: Outcome) -> RecordReference {
        RecordReference(.outcome, outcome.id, scenario: sharedOutcomes.contains(outcome.id) ? nil : outcome.scenario)
    }

    /// What a phrase needs to tell an outcome.
    func spread(_ outcome: Outcome) -> [String: Any] {
        [
            "text": outcome.text, "unit": phrases.word("unit", outcome.unit), "sign": outcome.sign,
            "p10": digits(outcome.spread.p10),
            "p50": digits(outcome.spread.p50), "p90": digits(outcome.spread.p90),
        ]
    }
}
