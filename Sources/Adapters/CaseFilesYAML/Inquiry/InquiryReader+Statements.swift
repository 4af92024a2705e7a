import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// Reads what people say of an indicator.
    mutating func statements(_ node: Node) -> [IndicatorStatement] {
        let nodes = list(
            node, "'statements'", atMost: Self.mostStatements,
            expected: "expected a list, each entry such as '- {outcome: seen, sources: [S3], date: 2024-06-01}'")
        var found: [IndicatorStatement] = []
        for item in nodes ?? [] {
            if let statement = statement(item) { found.append(statement) }
        }
        return found
    }

    /// Reads one statement: its keys, or its outcome alone.
    mutating func statement(_ node: Node) -> IndicatorStatement? {
        if let text = node.scalar?.string {
            return word(text, at: node.mark, "the outcome", as: IndicatorOutcome.self).map {
                IndicatorStatement(outcome: $0)
            }
        }
        let keys = ["outcome", "sources", "date", "note"]
        guard let fields = YAMLFields(node, known: keys, of: "a statement", log: &log) else { return nil }
        let sources = names(fields, "sources")
        for (source, mark) in sources { checkSource(source, at: mark) }
        let day = day(fields, "date")
        let note = fields.text("note", log: &log)
        guard fields["outcome"] != nil else {
            log.error(
                at: fields.mark, "the statement has no 'outcome'",
                "add 'outcome: …': \(alternatives(IndicatorOutcome.allCases.map(\.rawValue)))")
            return nil
        }
        guard let outcome: IndicatorOutcome = word(fields, "outcome") else { return nil }
        return IndicatorStatement(outcome: outcome, sources: sources.map(\.text), knownFrom: day, note: note)
    }

    private mutating func checkSource(_ source: String, at mark: Mark?) {
        if let sources {
            guard !sources.contains(source) else { return }
            log.error(
                at: mark, "there is no source \(quoted(source)) in sources.yaml",
                sources.isEmpty ? "describe it there" : proposal(for: source, among: sources))
        } else if undescribed.insert(source).inserted {
            log.warning(
                at: mark, "the source \(quoted(source)) is not described: the case has no sources.yaml",
                "add the file and say how reliable the source is; until then its reliability is unknown"
            )
        }
    }
}
