import CaseFilesYAML
import Evidence
import Findings
import Foundation
import Inquiry
import Sites
import SourceCriticism

/// How an answer comes about.
extension AssessmentTable {
    /// Everything behind the answer.
    func explanation() -> String {
        var lines = ["Readings"]
        for evidence in assessment.evidence { lines += details(of: evidence) }
        if !assessment.notJudged.isEmpty {
            lines += ["", "Not judged: these count for nothing, neither for nor against"]
            lines += TextTable.lines(assessment.notJudged.map { [$0.indicator, $0.sentence] }, indent: 2)
        }
        lines += [""] + matrix() + [""] + sensitivity() + [""] + course()
        if let advocate = assessment.advocate {
            lines +=
                ["", "The other side: the strongest case for \(advocate.hypothesis)"]
                + advocate.sentences.map { "  " + $0 }
        }
        if !assessed.inquiry.assumptions.isEmpty {
            lines += ["", "Key assumptions"]
            lines += TextTable.lines(
                assessed.inquiry.assumptions.flatMap { assumption in
                    [[assumption.standing.rawValue, assumption.text]]
                        + (assumption.ifWrong.map { [["", "if wrong: \($0)"]] } ?? [])
                }, indent: 2)
        }
        return lines.joined(separator: "\n")
    }

    /// One indicator with every number that goes into it.
    func explanation(of indicator: String) -> String {
        if let evidence = assessment.evidence.first(where: { $0.reading.indicator == indicator }) {
            return details(of: evidence).joined(separator: "\n")
        }
        return assessment.notJudged.first { $0.indicator == indicator }.map { "\(indicator): \($0.sentence)" } ?? ""
    }

    private func details(of evidence: EvidenceResult) -> [String] {
        let reading = evidence.reading
        var lines = [
            "", "\(reading.indicator)  \(evidence.text)", "  \(reading.outcome.rawValue): \(reading.sentence)",
        ]
        if !reading.detectionBasis.isEmpty {
            lines.append(
                "  our looks would have shown it with \(Self.decimals(reading.detection)): \(reading.detectionBasis)")
        }
        if !reading.sources.isEmpty {
            lines.append(
                "  sources \(WordList.joined(reading.sources)), relied on with \(Self.decimals(reading.reliability.mode)) "
                    + "(\(Self.decimals(reading.reliability.low)) to \(Self.decimals(reading.reliability.high)))")
        }
        lines += looks(reading.looks)
        lines.append(
            "  P(reading | holds) \(Self.decimals(reading.whenTrue)), P(reading | does not hold) \(Self.decimals(reading.whenFalse)); "
                + "weight \(Self.rounded(evidence.weight))\(evidence.weightReason.map { ", as \($0)" } ?? "")")
        lines += TextTable.lines(
            assessment.leaves.enumerated().map { leaf, hypothesis in
                let range = evidence.elicited[leaf]
                return [
                    hypothesis.id,
                    "told \(Self.decimals(range.low)) / \(Self.decimals(range.mode)) / \(Self.decimals(range.high))",
                    "P(reading | \(hypothesis.id)) \(Self.decimals(evidence.likelihoods[leaf]))",
                ]
            }, indent: 4)
        let tells = evidence.diagnosticity
        lines.append(
            "  tells \(Self.decimals(tells.mutualInformation)) bits; row variance \(Self.decimals(tells.rowVariance)); largest log ratio "
                + (tells.largestLogRatio.map(Self.decimals) ?? "infinite"))
        if let from = evidence.elicitedFrom { lines.append("  likelihoods from \(from)") }
        lines += reading.remarks.map { "  ! \($0)" }
        return lines
    }

    /// The looks that decide, each by when and what it shows; the catalogue's own names for them say nothing to a person.
    private func looks(_ ids: [String]) -> [String] {
        guard !ids.isEmpty else { return [] }
        let shown = ids.prefix(6).map { id in
            assessed.looks[id].map { [$0.time.iso8601, $0.scene, $0.zone] } ?? [
                "a look that the catalogue no longer holds"
            ]
        }
        let more = ids.count > shown.count ? ["    and \(ids.count - shown.count) more"] : []
        return ["  rests on \(ids.count == 1 ? "one look" : "\(ids.count) looks")"] + TextTable.lines(shown, indent: 4)
            + more
    }

    private func matrix() -> [String] {
        let matrix = assessment.matrix
        var rows = [[""] + matrix.leaves + ["credibility", "relevance"]]
        rows += matrix.rows.map { row in
            [row.indicator] + row.cells.map(\.rawValue) + [row.credibility.rawValue, row.relevance.rawValue]
        }
        rows.append(["I and II"] + matrix.inconsistency.map(Self.rounded))
        rows.append(["weighted"] + matrix.weightedInconsistency.map(Self.rounded))
        let lines = ["Competing hypotheses (what is inconsistent with what)"] + TextTable.lines(rows, indent: 2)
        return lines + matrix.disagreements.map { "  \($0)" } + ["  \(CompetingHypotheses.caveat)"]
    }

    private func sensitivity() -> [String] {
        let sensitivity = assessment.sensitivity
        let leaves = assessment.leaves.map(\.id)
        let place = leaves.firstIndex(of: assessment.leading) ?? 0
        var lines = ["What the answer hangs on", "  \(assessment.leading) without one piece of evidence"]
        lines += TextTable.lines(
            sensitivity.leaveOneOut.map {
                [$0.indicator, Self.decimals($0.posteriors[place])]
                    + ($0.leading == assessment.leading ? [] : ["\($0.leading) leads"])
            }, indent: 4)
        lines.append("  \(assessment.leading) with an indicator's likelihoods anywhere in their ranges")
        lines += TextTable.lines(
            sensitivity.tornado.map { [$0.indicator, "\(Self.decimals($0.low)) to \(Self.decimals($0.high))"] },
            indent: 4)
        lines.append("  priors from which a hypothesis leads")
        lines += TextTable.lines(
            sensitivity.priorSweeps.map {
                [
                    $0.hypothesis,
                    $0.leadsFrom.map { Self.decimals($0) } ?? ($0.points.first?.posterior == 1 ? "any" : "none"),
                ]
            }, indent: 4)
        if !sensitivity.flips.isEmpty {
            lines.append("  likelihoods that put another hypothesis first, the nearest first")
        }
        lines += TextTable.lines(
            sensitivity.flips.prefix(8).map {
                [
                    "\($0.indicator) | \($0.hypothesis)",
                    "\(Self.decimals($0.from)) → \(Self.decimals($0.to)): \($0.leading)\($0.isWithinRange ? ", within its range" : "")",
                ]
            }, indent: 4)
        if !sensitivity.reliability.isEmpty {
            lines.append("  \(assessment.leading) if what was read is worth less: reliability times 0, 0.1, … 1")
            lines.append(
                "    " + sensitivity.reliability.map { Self.decimals($0.posteriors[place]) }.joined(separator: "  "))
        }
        lines += TextTable.lines(
            sensitivity.sources.map {
                [
                    $0.source,
                    "without it \(Self.decimals($0.without[place])), fully relied on \(Self.decimals($0.relied[place]))",
                ]
            }, indent: 4)
        return lines
    }

    private func course() -> [String] {
        var lines = ["Course"]
        for step in assessment.course {
            let shares = zip(assessment.leaves, step.posteriors).map { "\($0.id) \(Self.decimals($1))" }
            lines.append("  \(step.time.map(Self.day) ?? "from the beginning"): \(shares.joined(separator: ", "))")
            lines += step.moves.map { "    \($0.indicator) \($0.to.rawValue): \($0.sentence)" }
        }
        return lines
    }
}
