import Foundation
import Inquiry
import Yams

extension InquiryReader {
    static let indicatorKeys = [
        "id", "text", "group", "rule", "statements", "likelihood", "months", "gsd", "sensors", "stay_days",
        "revisit_days", "cost", "detection", "relevance", "rationale", "elicited_from",
    ]

    /// Reads what would be seen.
    ///
    /// - Parameters:
    ///   - node: The list.
    ///   - countsEach: Whether indicators of one group are weighed each by itself.
    /// - Returns: Those that could be read.
    mutating func indicators(_ node: Node, countsEach: Bool) -> [Indicator] {
        guard
            let nodes = list(
                node, "'indicators'", atMost: Self.mostIndicators,
                expected: "expected a list, each entry such as '- {id: I01, text: …, likelihood: {H1: 0.5, H2: 0.1}}'")
        else { return [] }
        var lines: [String: Int] = [:]
        var duplicates = DuplicateEvidence(countsEach: countsEach)
        var found: [Indicator] = []
        for node in nodes {
            guard let fields = YAMLFields(node, known: Self.indicatorKeys, of: "an indicator", log: &log),
                let id = identifier(fields, of: "an indicator")
            else { continue }
            if let line = lines.updateValue(fields["id"]?.mark?.line ?? 0, forKey: id) {
                log.error(
                    at: fields["id"]?.mark, "the indicator \(quoted(id)) is given twice, first in line \(line)",
                    "expected ids that are unique among indicators")
                continue
            }
            let indicator = indicator(id, fields)
            duplicates.add(indicator, fields, &log)
            found.append(indicator)
        }
        return found
    }

    private mutating func indicator(_ id: String, _ fields: YAMLFields) -> Indicator {
        var indicator = Indicator(
            id: id, text: fields.requiredText("text", of: "the indicator \(quoted(id))", log: &log) ?? "",
            likelihoods: [])
        indicator.group = fields.text("group", log: &log)
        if let node = fields["rule"] { indicator.rule = rule(node) }
        func position(_ key: String) -> TextPosition? {
            fields[key]?.mark.map { TextPosition(line: $0.line, column: $0.column) }
        }
        places[id] = IndicatorPlace(
            file: log.source.file, position: position("rule") ?? position("id"), likelihood: position("likelihood"))
        if let node = fields["statements"] { indicator.statements = statements(node) }
        if let node = fields["likelihood"] {
            let told = likelihoods(node, of: id)
            indicator.likelihoods = told.found
            if told.isComplete { checkLikelihoods(of: indicator, at: node.mark) }
        } else {
            log.error(
                at: fields.mark, "the indicator \(quoted(id)) has no 'likelihood'",
                "add how likely each hypothesis makes it, such as 'likelihood: {H1: [0.3, 0.55, 0.75], H2: 0.12}'")
        }
        indicator.need = need(fields)
        if let node = fields["detection"] { indicator.detection = probability(node, "'detection'") }
        indicator.relevance = word(fields, "relevance") ?? .medium
        indicator.rationale = fields.text("rationale", log: &log)
        indicator.elicitedFrom = fields.text("elicited_from", log: &log)
        return indicator
    }

    private mutating func need(_ fields: YAMLFields) -> CollectionNeed {
        var need = CollectionNeed()
        if let node = fields["months"] {
            let nodes = node.sequence.map(Array.init) ?? [node]
            for item in nodes.prefix(13) {
                guard let month = whole(item, "a month", in: 1...12) else { continue }
                if need.months.contains(month) {
                    log.error(at: item.mark, "the month \(month) is named twice", "expected it once")
                } else {
                    need.months.append(month)
                }
            }
        }
        need.groundSamplingDistance = fields.number("gsd", in: 0.01...100_000, unit: "metres", log: &log)
        need.sensors = names(fields, "sensors").map(\.text)
        need.stayDays = fields.number("stay_days", in: 0.01...36_500, unit: "days", log: &log)
        need.revisitDays = fields.number("revisit_days", in: 0.01...36_500, unit: "days", log: &log)
        need.cost = fields.number("cost", in: 0...1e12, unit: "a cost", log: &log)
        return need
    }

    /// Notes leaves without a likelihood, and likelihoods that say nothing.
    private mutating func checkLikelihoods(of indicator: Indicator, at mark: Mark?) {
        guard knowsHypotheses, !tree.leaves.isEmpty else { return }
        let id = quoted(indicator.id)
        let all = indicator.probabilities(in: tree)
        let missing = zip(tree.leafIDs, all).filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else {
            log.error(
                at: mark,
                "the indicator \(id) has no likelihood under \(alternatives(missing.prefix(5).map(quoted)))"
                    + (missing.count > 5 ? " and \(missing.count - 5) more" : ""),
                "add one for each hypothesis, or for the hypothesis that it is a part of")
            return
        }
        for entry in tree.entries where entry.leaves.count > 1 {
            // A parent's number is for parts without one of their own; where none is, it does nothing.
            guard indicator.likelihoods.contains(where: { $0.hypothesis == entry.id }) else { continue }
            let isUsed = entry.leaves.contains { leaf in
                tree.lineage(ofLeaf: leaf).first { id in indicator.likelihoods.contains { $0.hypothesis == id } }
                    == entry.id
            }
            if !isUsed {
                log.warning(
                    at: mark,
                    "the likelihood of \(id) under \(quoted(entry.id)) is not used: all its parts have their own",
                    "remove one of both")
            }
        }
        let known = all.compactMap { $0 }
        if known.allSatisfy({ $0.high == 0 }) {
            log.error(
                at: mark,
                "the indicator \(id) is impossible under every hypothesis, so that seeing it would leave none",
                "expected a probability above 0 under at least one; is a hypothesis missing?")
        } else if let first = known.first, known.allSatisfy({ $0 == first }) {
            log.warning(
                at: mark,
                "the indicator \(id) is "
                    + (first.low == 1 ? "certain under every hypothesis" : "as likely under every hypothesis")
                    + " and tells none apart", "expected different likelihoods, or leave it out")
        }
    }
}
