import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// Reads the competing answers and what each can be.
    mutating func hypotheses(_ node: Node) -> [Hypothesis] {
        var reading = HypothesisLevels()
        let found = level(node, of: nil, depth: 0, &reading)
        if reading.leaves > Self.mostLeaves {
            log.error(
                at: reading.firstTooMany ?? node.mark,
                "the case has \(reading.leaves) hypotheses without parts, of which this is the first too many",
                "expected at most \(Self.mostLeaves); join those that nothing tells apart")
            return []
        }
        tree = HypothesisTree(found)
        knowsHypotheses = reading.isComplete
        return found
    }

    private mutating func level(
        _ node: Node, of parent: String?, depth: Int, _ reading: inout HypothesisLevels
    ) -> [Hypothesis] {
        let what = parent.map { "'parts' of \(quoted($0))" } ?? "'hypotheses'"
        let expected =
            "expected two or more, each such as '- {id: H1, text: a restart is being prepared, prior: 0.1}'"
        guard depth < Self.deepestParts else {
            reading.isComplete = false
            log.error(
                at: node.mark, "hypotheses are nested more than \(Self.deepestParts) deep", "expected fewer levels")
            return []
        }
        guard let nodes = list(node, what, atMost: Self.mostLeaves, expected: expected) else {
            reading.isComplete = false
            return []
        }
        if nodes.count < 2 {
            log.error(at: node.mark, "\(what) has \(nodes.isEmpty ? "no entry" : "one entry only")", expected)
        }
        var found: [Hypothesis] = []
        var priors: [Double?] = []
        for item in nodes {
            guard let (hypothesis, prior) = hypothesis(item, depth: depth, &reading) else {
                reading.isComplete = false
                priors.append(nil)
                continue
            }
            found.append(hypothesis)
            priors.append(prior)
        }
        let known = priors.compactMap { $0 }
        if known.count == priors.count, known.count > 1 {
            _ = sumIsOne(
                known, parent.map { "the priors of the parts of \(quoted($0))" } ?? "the priors of the hypotheses",
                at: node.mark)
        }
        return found
    }

    private mutating func hypothesis(
        _ node: Node, depth: Int, _ reading: inout HypothesisLevels
    ) -> (Hypothesis, prior: Double?)? {
        let keys = ["id", "text", "prior", "parts"]
        guard let fields = YAMLFields(node, known: keys, of: "a hypothesis", log: &log),
            let id = identifier(fields, of: "a hypothesis")
        else { return nil }
        if let line = reading.lines.updateValue(fields["id"]?.mark?.line ?? 0, forKey: id) {
            log.error(
                at: fields["id"]?.mark, "the hypothesis \(quoted(id)) is given twice, first in line \(line)",
                "expected ids that are unique in the case")
            return nil
        }
        let text = fields.requiredText("text", of: "the hypothesis \(quoted(id))", log: &log) ?? ""
        var prior: Double?
        if let node = fields["prior"] {
            prior = probability(node, "'prior' of \(quoted(id))")
            if prior == 0 {
                log.warning(
                    at: node.mark, "the prior of \(quoted(id)) is 0, which no evidence can raise",
                    "expected a small number, such as 0.01, or leave the hypothesis out")
            }
        } else {
            log.error(
                at: fields.mark, "the hypothesis \(quoted(id)) has no 'prior'",
                "add 'prior: …', how likely it is before the evidence"
                    + (depth == 0 ? "" : ", of the hypothesis that it is a part of"))
        }
        var parts: [Hypothesis] = []
        if let node = fields["parts"] { parts = level(node, of: id, depth: depth + 1, &reading) }
        if parts.isEmpty {
            reading.leaves += 1
            if reading.leaves == Self.mostLeaves + 1 { reading.firstTooMany = fields.mark }
        }
        return (Hypothesis(id: id, text: text, prior: prior ?? 0, parts: parts), prior)
    }
}

/// What is carried through the levels of hypotheses.
private struct HypothesisLevels {
    /// Lines of ids.
    var lines: [String: Int] = [:]
    var leaves = 0
    var firstTooMany: Mark?
    /// Whether every entry could be read.
    var isComplete = true
}
