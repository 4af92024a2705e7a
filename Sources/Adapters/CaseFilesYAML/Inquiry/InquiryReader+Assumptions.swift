import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// Reads what is taken for granted.
    mutating func assumptions(_ node: Node) -> [KeyAssumption] {
        let nodes = list(
            node, "'assumptions'", atMost: Self.mostAssumptions,
            expected: "expected a list, each entry such as '- {text: …, because: …, standing: caveated}'")
        let standings = KeyAssumption.Standing.allCases.map(\.rawValue)
        var found: [KeyAssumption] = []
        for item in nodes ?? [] {
            let keys = ["text", "because", "standing", "would_change", "if_wrong"]
            guard let fields = YAMLFields(item, known: keys, of: "an assumption", log: &log) else { continue }
            let text = fields.requiredText("text", of: "the assumption", log: &log)
            if fields["standing"] == nil {
                log.error(
                    at: fields.mark, "the assumption has no 'standing'",
                    "add 'standing: …', how well it stands: \(alternatives(standings))")
            }
            let standing: KeyAssumption.Standing? = word(fields, "standing")
            let because = fields.text("because", log: &log)
            let wouldChange = fields.text("would_change", log: &log)
            let ifWrong = fields.text("if_wrong", log: &log)
            guard let text, let standing else { continue }
            found.append(
                KeyAssumption(
                    text: text, because: because, standing: standing, wouldChange: wouldChange, ifWrong: ifWrong))
        }
        return found
    }

    /// Reads answers to the structured questions on deception.
    mutating func deceptionAnswers(_ node: Node) -> [DeceptionAnswer] {
        let known = DeceptionQuestion.all.map(\.key)
        let pairs = pairs(
            node, "'deception'", atMost: 2 * known.count,
            expected: "expected questions with answers, such as 'mom-motive: {points_to: no, note: …}'")
        var found: [DeceptionAnswer] = []
        for (key, mark, value) in pairs ?? [] {
            guard known.contains(key) else {
                log.error(
                    at: mark, "there is no question \(quoted(key)) on deception", proposal(for: key, among: known))
                continue
            }
            if let text = value.scalar?.string {
                if let finding = word(text, at: value.mark, quoted(key), as: DeceptionAnswer.Finding.self) {
                    found.append(DeceptionAnswer(question: key, pointsTo: finding))
                }
                continue
            }
            guard let fields = YAMLFields(value, known: ["points_to", "note"], of: quoted(key), log: &log) else {
                continue
            }
            let note = fields.text("note", log: &log)
            guard fields["points_to"] != nil else {
                log.error(
                    at: fields.mark, "\(quoted(key)) has no 'points_to'",
                    "add 'points_to: …', whether it points to deception: yes, no or unknown")
                continue
            }
            guard let finding: DeceptionAnswer.Finding = word(fields, "points_to") else { continue }
            found.append(DeceptionAnswer(question: key, pointsTo: finding, note: note))
        }
        return found
    }
}
