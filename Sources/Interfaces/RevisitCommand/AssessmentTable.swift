import CaseFilesYAML
import Evidence
import Findings
import Foundation
import Inquiry
import Sites
import SourceCriticism

/// An assessment for people and for machines.
struct AssessmentTable {
    let assessed: AssessedCase
    var assessment: Assessment { assessed.assessment }

    init(_ assessed: AssessedCase) { self.assessed = assessed }

    // MARK: The answer

    /// The judgement first, then hypotheses, evidence, what it hangs on and what to collect; or the judgement alone.
    func answer(isShort: Bool) -> String {
        var lines = assessed.judgement.sentences
        guard !isShort else { return lines.joined(separator: "\n") }
        lines = [assessed.subject.question, ""] + lines
        let asked = assessed.inquiry.indicators.count
        func count(_ outcome: IndicatorOutcome) -> Int { assessment.evidence.count { $0.reading.outcome == outcome } }
        lines += [
            "",
            "\(asked) indicator\(asked == 1 ? "" : "s")\(assessment.asOf.map { " as of \(Self.day($0))" } ?? ""): \(count(.seen)) seen, "
                + "\(count(.notSeen)) not seen in looks that could show them, \(assessment.notJudged.count) that could not be judged.",
            "",
        ]
        lines += TextTable.lines(
            [["hypothesis", "before", "after", "10 % to 90 %", "words"]] + assessment.hypotheses.map(row))
        lines += ["", assessment.method]
        if !assessment.evidence.isEmpty {
            lines += [""] + TextTable.lines([evidenceHead] + assessment.evidence.map(row))
        }
        lines += hinges()
        if let first = assessment.collection.first, first.expectedDrop ?? first.entropyDrop > 0 {
            let bits =
                first.expectedDrop.map { "\(Self.decimals($0)) bits" }
                ?? "\(Self.decimals(first.entropyDrop)) bits if a clear season settles it"
            lines += [
                "",
                "Most is to be expected from \(first.indicator), \(first.text) (\(bits)): "
                    + "revisit assess collect \(assessed.folder.path)",
            ]
        }
        for question in assessment.questions {
            lines += ["", question.text]
            lines += TextTable.lines(
                question.answers.map {
                    [$0.answer, "\(Self.decimals($0.prior)) → \(Self.decimals($0.posterior))"]
                }, indent: 2)
        }
        if let analysts = assessment.analysts { lines += [""] + table(analysts) }
        let contradictions = assessed.review.contradictions
        if !contradictions.isEmpty {
            lines += ["", "What sources say that cannot all be true (revisit source check \(assessed.folder.path))"]
            lines += contradictions.prefix(5).map { "  \($0.sentence)" }
        }
        lines += assessment.warnings.isEmpty ? [] : [""] + assessment.warnings.map { "! \($0)" }
        return lines.joined(separator: "\n")
    }

    private func row(_ hypothesis: HypothesisResult) -> [String] {
        let indent = String(repeating: "  ", count: hypothesis.depth)
        return [
            Self.shortened("\(indent)\(hypothesis.id)  \(hypothesis.text)", 54), Self.decimals(hypothesis.prior),
            Self.decimals(hypothesis.posterior),
            "\(Self.decimals(hypothesis.percentiles.p10)) to \(Self.decimals(hypothesis.percentiles.p90))",
            assessed.judgement.words[hypothesis.id]?.text ?? "",
        ]
    }

    private var evidenceHead: [String] {
        let (one, other) = (assessment.leading, assessment.runnerUp ?? "")
        return ["evidence", "\(one) : \(other)", "weight", "bits", "what it rests on"]
    }

    private func row(_ evidence: EvidenceResult) -> [String] {
        [
            "\(evidence.reading.indicator)  \(evidence.reading.outcome.rawValue)", Self.ratio(evidence),
            Self.rounded(evidence.weight), Self.decimals(evidence.diagnosticity.mutualInformation),
            "\(evidence.text): \(evidence.reading.sentence)",
        ]
    }

    private static func ratio(_ evidence: EvidenceResult) -> String {
        guard let ratio = evidence.ratio else { return "excludes \(evidence.excludes.joined(separator: " and "))" }
        return ratio >= 1 ? "\(rounded(ratio)) : 1" : "1 : \(rounded(1 / max(ratio, 1e-12)))"
    }

    private func hinges() -> [String] {
        let sensitivity = assessment.sensitivity
        var lines: [String] = []
        let leading = assessment.leaves.first { $0.id == assessment.leading }?.posterior ?? 0
        if let first = sensitivity.leaveOneOut.first,
            let place = assessment.leaves.firstIndex(where: { $0.id == assessment.leading })
        {
            lines += [
                "",
                "Without \(first.indicator) the probability of \(assessment.leading) is \(Self.decimals(first.posteriors[place])) in place of "
                    + "\(Self.decimals(leading))"
                    + (first.leading == assessment.leading ? "." : ", and \(first.leading) leads."),
            ]
        }
        if let flip = sensitivity.flips.first {
            lines.append(
                "\(flip.leading) leads if \(flip.indicator) has a likelihood of \(Self.decimals(flip.to)) under \(flip.hypothesis) in place "
                    + "of \(Self.decimals(flip.from)), which lies \(flip.isWithinRange ? "within" : "outside of") the range that was told."
            )
        }
        return lines
    }

    private func table(_ analysts: AnalystComparison) -> [String] {
        let leaves = assessment.leaves.map(\.id)
        func row(_ name: String, _ values: [Double]) -> [String] { [name] + values.map(Self.decimals) }
        var rows = [[""] + leaves]
        rows += analysts.answers.map { row($0.name ?? "the case", $0.posteriors) }
        if let pooled = analysts.pooled { rows.append(row("together", pooled)) }
        var lines = ["Analysts"] + TextTable.lines(rows, indent: 2)
        lines.append("  \(analysts.pooling)")
        lines += analysts.differences.prefix(5).map {
            "  \($0.name): \($0.sentence); that alone moves \(assessment.leading) by \(String(format: "%+.3f", $0.effect))"
        }
        return lines
    }

    // MARK: What to collect

    func collection(limit: Int?) -> String {
        let worth = assessment.collection.prefix(limit ?? assessment.collection.count)
        guard !worth.isEmpty else { return "Every indicator could be judged; nothing is left to be collected." }
        var lines = [
            "What nobody could judge yet, by the bits that are to be expected of it "
                + "(entropy now: \(Self.decimals(entropy)) bits)",
            "",
        ]
        let rows = TextTable.lines(
            [["indicator", "bits", "with looks and cloud", "other leads", "seen"]]
                + worth.map { entry in
                    [
                        Self.shortened("\(entry.indicator)  \(entry.text)", 62), Self.decimals(entry.entropyDrop),
                        entry.expectedDrop.map(Self.decimals) ?? "unknown", Self.decimals(entry.changesLeading),
                        Self.decimals(entry.seen),
                    ]
                })
        lines += rows.prefix(1)
        for (row, entry) in zip(rows.dropFirst(), worth) { lines += [row, "    \(entry.sentence)"] }
        let unknown = worth.count { $0.expectedDrop == nil }
        if unknown > 0 {
            lines += [
                "",
                "Of \(unknown == 1 ? "one indicator" : "\(unknown) indicators") nobody said how often looks can be had; "
                    + "\(unknown == 1 ? "it stands" : "they stand") where a clear season of looks would put "
                    + "\(unknown == 1 ? "it" : "them").",
            ]
        }
        return lines.joined(separator: "\n")
    }

    private var entropy: Double {
        assessment.leaves.reduce(0) { $1.posterior > 0 ? $0 - $1.posterior * log2($1.posterior) : $0 }
    }

    // MARK: Numbers

    /// A probability with three decimals; never 0 or 1 for what is neither.
    static func decimals(_ value: Double) -> String {
        if value > 0, value < 0.0005 { return "<0.001" }
        if value < 1, value > 0.9995 { return ">0.999" }
        return String(format: "%.3f", value)
    }

    static func rounded(_ value: Double) -> String {
        // What is excluded has a ratio that no line could hold.
        if value > 1_000_000 { return ">1000000" }
        return value >= 100 ? String(format: "%.0f", value) : String(format: "%.1f", value)
    }

    static func day(_ date: Date) -> String { CivilDate(of: date).text }

    /// A text of at most so many characters: what is longer ends in an ellipsis.
    private static func shortened(_ text: String, _ width: Int) -> String {
        text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
    }
}
