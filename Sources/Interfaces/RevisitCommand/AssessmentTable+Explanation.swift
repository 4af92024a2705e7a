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
            lines += assessment.notJudged.map { "  \(Self.padded($0.indicator, 10))\($0.sentence)" }
        }
        lines += [""] + matrix() + [""] + sensitivity() + [""] + course()
        if let advocate = assessment.advocate {
            lines +=
                ["", "The other side: the strongest case for \(advocate.hypothesis)"]
                + advocate.sentences.map { "  " + $0 }
        }
        if !assessed.inquiry.assumptions.isEmpty {
            lines += ["", "Key assumptions"]
            for assumption in assessed.inquiry.assumptions {
                lines.append("  \(Self.padded(assumption.standing.rawValue, 14))\(assumption.text)")
                if let wrong = assumption.ifWrong { lines.append("                if wrong: \(wrong)") }
            }
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
        if !reading.looks.isEmpty { lines.append("  looks: \(reading.looks.prefix(6).joined(separator: ", "))") }
        lines.append(
            "  P(reading | holds) \(Self.decimals(reading.whenTrue)), P(reading | does not hold) \(Self.decimals(reading.whenFalse)); "
                + "weight \(Self.rounded(evidence.weight))\(evidence.weightReason.map { ", as \($0)" } ?? "")")
        for (leaf, hypothesis) in assessment.leaves.enumerated() {
            let range = evidence.elicited[leaf]
            lines.append(
                "    \(Self.padded(hypothesis.id, 8))told \(Self.decimals(range.low)) / \(Self.decimals(range.mode)) / "
                    + "\(Self.decimals(range.high))   P(reading | \(hypothesis.id)) \(Self.decimals(evidence.likelihoods[leaf]))"
            )
        }
        let tells = evidence.diagnosticity
        lines.append(
            "  tells \(Self.decimals(tells.mutualInformation)) bits; row variance \(Self.decimals(tells.rowVariance)); largest log ratio "
                + (tells.largestLogRatio.map(Self.decimals) ?? "infinite"))
        if let from = evidence.elicitedFrom { lines.append("  likelihoods from \(from)") }
        lines += reading.remarks.map { "  ! \($0)" }
        return lines
    }

    private func matrix() -> [String] {
        let matrix = assessment.matrix
        var lines = ["Competing hypotheses (what is inconsistent with what)"]
        lines.append(
            "  " + Self.padded("", 12) + matrix.leaves.map { Self.padded($0, 7) }.joined() + "credibility  relevance")
        for row in matrix.rows {
            lines.append(
                "  " + Self.padded(row.indicator, 12) + row.cells.map { Self.padded($0.rawValue, 7) }.joined()
                    + Self.padded(row.credibility.rawValue, 13) + row.relevance.rawValue)
        }
        lines.append(
            "  " + Self.padded("I and II", 12) + matrix.inconsistency.map { Self.padded(Self.rounded($0), 7) }.joined())
        lines.append(
            "  " + Self.padded("weighted", 12)
                + matrix.weightedInconsistency.map { Self.padded(Self.rounded($0), 7) }.joined())
        return lines + matrix.disagreements.map { "  \($0)" } + ["  \(CompetingHypotheses.caveat)"]
    }

    private func sensitivity() -> [String] {
        let sensitivity = assessment.sensitivity
        let leaves = assessment.leaves.map(\.id)
        let place = leaves.firstIndex(of: assessment.leading) ?? 0
        var lines = ["What the answer hangs on", "  \(assessment.leading) without one piece of evidence"]
        lines += sensitivity.leaveOneOut.map {
            "    " + Self.padded($0.indicator, 10) + Self.decimals($0.posteriors[place])
                + ($0.leading == assessment.leading ? "" : "   \($0.leading) leads")
        }
        lines.append("  \(assessment.leading) with an indicator's likelihoods anywhere in their ranges")
        lines += sensitivity.tornado.map {
            "    " + Self.padded($0.indicator, 10) + "\(Self.decimals($0.low)) to \(Self.decimals($0.high))"
        }
        lines.append("  priors from which a hypothesis leads")
        lines += sensitivity.priorSweeps.map {
            "    " + Self.padded($0.hypothesis, 10)
                + ($0.leadsFrom.map { Self.decimals($0) } ?? ($0.points.first?.posterior == 1 ? "any" : "none"))
        }
        if !sensitivity.flips.isEmpty {
            lines.append("  likelihoods that put another hypothesis first, the nearest first")
        }
        lines += sensitivity.flips.prefix(8).map {
            "    " + Self.padded("\($0.indicator) | \($0.hypothesis)", 16)
                + "\(Self.decimals($0.from)) → \(Self.decimals($0.to)): \($0.leading)\($0.isWithinRange ? ", within its range" : "")"
        }
        if !sensitivity.reliability.isEmpty {
            lines.append("  \(assessment.leading) if what was read is worth less: reliability times 0, 0.1, … 1")
            lines.append(
                "    " + sensitivity.reliability.map { Self.decimals($0.posteriors[place]) }.joined(separator: "  "))
        }
        for sweep in sensitivity.sources {
            lines.append(
                "    \(Self.padded(sweep.source, 10))without it \(Self.decimals(sweep.without[place])), fully relied on "
                    + Self.decimals(sweep.relied[place]))
        }
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
