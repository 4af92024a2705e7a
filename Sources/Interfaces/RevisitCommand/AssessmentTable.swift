import CaseFilesYAML
import Evidence
import Findings
import Foundation
import Inquiry
import Sites
import SourceCriticism

/// An assessment for people and for machines.
struct AssessmentTable {
    private let assessed: AssessedCase
    private var assessment: Assessment { assessed.assessment }

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
            "", "hypothesis                                              before   after  10 % to 90 %    words",
        ]
        lines += assessment.hypotheses.map(row)
        lines += ["", assessment.method]
        if !assessment.evidence.isEmpty { lines += ["", evidenceHead] + assessment.evidence.map(row) }
        lines += hinges()
        if let first = assessment.collection.first, first.expectedDrop > 0 {
            lines += [
                "",
                "Most is to be expected from \(first.indicator), \(first.text) (\(Self.decimals(first.expectedDrop)) bits): "
                    + "revisit assess collect \(assessed.folder.path)",
            ]
        }
        for question in assessment.questions {
            lines += ["", question.text]
            lines += question.answers.map {
                "  " + Self.padded($0.answer, 24) + "\(Self.decimals($0.prior)) → \(Self.decimals($0.posterior))"
            }
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

    private func row(_ hypothesis: HypothesisResult) -> String {
        let indent = String(repeating: "  ", count: hypothesis.depth)
        let range = "\(Self.decimals(hypothesis.percentiles.p10)) to \(Self.decimals(hypothesis.percentiles.p90))"
        return Self.fitted("\(indent)\(hypothesis.id)  \(hypothesis.text)", 56)
            + Self.padded(Self.decimals(hypothesis.prior), 9) + Self.padded(Self.decimals(hypothesis.posterior), 7)
            + Self.padded(range, 16) + (assessed.judgement.words[hypothesis.id]?.text ?? "")
    }

    private var evidenceHead: String {
        let (one, other) = (assessment.leading, assessment.runnerUp ?? "")
        return "evidence                \(one) : \(other)       weight   bits    what it rests on"
    }

    private func row(_ evidence: EvidenceResult) -> String {
        let ratio =
            evidence.ratio >= 1
            ? "\(Self.rounded(evidence.ratio)) : 1" : "1 : \(Self.rounded(1 / max(evidence.ratio, 1e-12)))"
        return Self.padded("\(evidence.reading.indicator)  \(evidence.reading.outcome.rawValue)", 24)
            + Self.padded(ratio, 16) + Self.padded(Self.rounded(evidence.weight), 9)
            + Self.padded(Self.decimals(evidence.diagnosticity.mutualInformation), 8)
            + "\(evidence.text): \(evidence.reading.sentence)"
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

    // MARK: How it comes about

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
            "    " + Self.padded($0.hypothesis, 10) + ($0.leadsFrom.map { Self.decimals($0) } ?? "none")
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

    private func table(_ analysts: AnalystComparison) -> [String] {
        let leaves = assessment.leaves.map(\.id)
        func row(_ name: String, _ values: [Double]) -> String {
            "  " + Self.padded(name, 24) + values.map { Self.padded(Self.decimals($0), 8) }.joined()
        }
        var lines = ["Analysts", "  " + Self.padded("", 24) + leaves.map { Self.padded($0, 8) }.joined()]
        lines += analysts.answers.map { row($0.name ?? "the case", $0.posteriors) }
        lines.append(row("together", analysts.pooled))
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
            "indicator                                                       bits    with cloud   other leads   seen",
        ]
        for entry in worth {
            lines.append(
                Self.fitted("\(entry.indicator)  \(entry.text)", 64) + Self.padded(Self.decimals(entry.entropyDrop), 8)
                    + Self.padded(Self.decimals(entry.expectedDrop), 13)
                    + Self.padded(Self.decimals(entry.changesLeading), 14)
                    + Self.decimals(entry.seen))
            lines.append("    \(entry.sentence)")
        }
        return lines.joined(separator: "\n")
    }

    private var entropy: Double {
        assessment.leaves.reduce(0) { $1.posterior > 0 ? $0 - $1.posterior * log2($1.posterior) : $0 }
    }

    // MARK: For machines

    /// The whole as one object.
    func printObject() throws {
        var object = try Self.object(assessment)
        object["event"] = "assessment"
        object["case"] = assessed.subject.id
        object["question"] = assessed.subject.question
        object["words"] = assessed.judgement.words.mapValues(\.text)
        object["scale"] = assessed.judgement.scale.rawValue
        object["confidence"] = try Self.object(assessed.judgement.confidence)
        object["sentences"] = assessed.judgement.sentences
        object["contradictions"] = try Self.list(assessed.review.contradictions)
        object["assumptions"] = try Self.list(assessed.inquiry.assumptions)
        try Self.write(object)
    }

    func printObject(of indicator: String) throws {
        if let evidence = assessment.evidence.first(where: { $0.reading.indicator == indicator }) {
            try Self.write(try Self.object(evidence).merging(["event": "evidence"]) { _, new in new })
        } else if let reading = assessment.notJudged.first(where: { $0.indicator == indicator }) {
            try Self.write(try Self.object(reading).merging(["event": "not_judged"]) { _, new in new })
        }
    }

    func printCollection(limit: Int?) throws {
        for entry in assessment.collection.prefix(limit ?? assessment.collection.count) {
            try Self.write(try Self.object(entry).merging(["event": "collection"]) { _, new in new })
        }
    }

    private static func encoded(_ value: some Encodable) throws -> Any {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(AcquisitionTime.text(date))
        }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try JSONSerialization.jsonObject(with: try encoder.encode(value))
    }

    private static func object(_ value: some Encodable) throws -> [String: Any] {
        try encoded(value) as? [String: Any] ?? [:]
    }

    private static func list(_ values: [some Encodable]) throws -> [Any] { try encoded(values) as? [Any] ?? [] }

    private static func write(_ object: [String: Any]) throws {
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        print(String(decoding: data, as: UTF8.self))
    }

    // MARK: Numbers

    /// A probability with three decimals; never 0 or 1 for what is neither.
    static func decimals(_ value: Double) -> String {
        if value > 0, value < 0.0005 { return "<0.001" }
        if value < 1, value > 0.9995 { return ">0.999" }
        return String(format: "%.3f", value)
    }

    private static func rounded(_ value: Double) -> String {
        value >= 100 ? String(format: "%.0f", value) : String(format: "%.1f", value)
    }

    private static func day(_ date: Date) -> String { CivilDate(of: date).text }

    /// A text of just this width: what is longer ends in an ellipsis.
    private static func fitted(_ text: String, _ width: Int) -> String {
        text.count < width - 1 ? padded(text, width) : text.prefix(width - 3) + "…  "
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text + "  " : text + String(repeating: " ", count: width - text.count)
    }
}
