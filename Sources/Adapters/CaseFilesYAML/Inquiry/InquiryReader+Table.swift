import Findings
import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// Rows that stand for more than one way, at most.
    private static let mostWideRows = 256

    /// A row as written.
    private struct TableRow {
        /// For each of what the question hangs on, the states that the row stands for.
        var masks: [UInt64]
        var probabilities: [Double]
        var mark: Mark?
        var isUsed = false

        /// Whether it stands for one way only.
        var isSingle: Bool { masks.allSatisfy { $0.nonzeroBitCount == 1 } }

        func holds(_ way: [Int]) -> Bool {
            zip(masks, way).allSatisfy { mask, state in mask >> UInt64(state) & 1 == 1 }
        }

        /// Whether all that it stands for, the other row does too.
        func isWithin(_ other: TableRow) -> Bool { zip(masks, other.masks).allSatisfy { $0 & ~$1 == 0 } }
    }

    /// Reads a table and writes out a row for each way; of several rows that hold, the narrowest counts.
    mutating func table(_ node: Node, of draft: QuestionDraft, _ parents: [QuestionParent]) -> [LinkedQuestion.Row] {
        guard var rows = tableRows(node, of: draft, parents) else { return [] }
        var single: [[UInt64]: Int] = [:]
        var lines: [[UInt64]: Int] = [:]
        for (place, row) in rows.enumerated() {
            if let line = lines.updateValue(row.mark?.line ?? 0, forKey: row.masks) {
                log.error(at: row.mark, "this row stands for the same as that in line \(line)", "expected one of both")
                return []
            }
            if row.isSingle { single[row.masks] = place }
        }
        let wide = rows.indices.filter { !rows[$0].isSingle }
        guard wide.count <= Self.mostWideRows else {
            log.error(
                at: rows[wide[Self.mostWideRows]].mark,
                "the table has \(wide.count) rows that stand for several ways each",
                "expected at most \(Self.mostWideRows); write a row for each way")
            return []
        }
        var found: [LinkedQuestion.Row] = []
        var missing: [String] = []
        for way in ways(parents) {
            let names = zip(parents, way).map { $0.states[$1] }
            var best = single[way.map { 1 << UInt64($0) }]
            if best == nil {
                let holding = wide.filter { rows[$0].holds(way) }
                best = holding.first { row in holding.allSatisfy { rows[row].isWithin(rows[$0]) } }
                if best == nil, let last = holding.last {
                    let others = WordList.joined(holding.dropLast().map { String(rows[$0].mark?.line ?? 0) })
                    log.error(
                        at: rows[last].mark,
                        "for \(names.joined(separator: ", ")) this row holds as well as line \(others), "
                            + "and none of them is narrower", "add a row for it")
                    return []
                }
            }
            guard let best else {
                missing.append(names.isEmpty ? "the question itself" : names.joined(separator: ", "))
                continue
            }
            rows[best].isUsed = true
            found.append(LinkedQuestion.Row(given: names, probabilities: rows[best].probabilities))
        }
        if !missing.isEmpty {
            log.error(
                at: node.mark,
                "the table of \(quoted(draft.id)) has no row for \(missing.prefix(3).joined(separator: "; "))"
                    + (missing.count > 3 ? " and \(missing.count - 3) more" : ""),
                "add them; '\(Self.other)' in a row stands for whatever no other row names")
        }
        for row in rows where !row.isUsed {
            log.warning(at: row.mark, "this row never holds, since narrower rows stand for all of it", "remove it")
        }
        return found
    }

    /// All ways in which what a question hangs on can be, the last changing fastest.
    private func ways(_ parents: [QuestionParent]) -> [[Int]] {
        parents.reduce([[]]) { ways, parent in
            ways.flatMap { way in parent.states.indices.map { way + [$0] } }
        }
    }

    /// Rows as written; nil after a mistake in any of them, since the others would then be told to be missing.
    private mutating func tableRows(
        _ node: Node, of draft: QuestionDraft, _ parents: [QuestionParent]
    ) -> [TableRow]? {
        var isSound = true
        var rows: [TableRow] = []
        if case .mapping = node, parents.count == 1 {
            let expected = "expected rows such as '\(parents[0].states.first ?? "H1"): [0.9, 0.1]'"
            guard let pairs = pairs(node, "'table'", atMost: Self.mostWays, expected: expected) else { return nil }
            for (name, mark, value) in pairs {
                let masks = masks([(name, mark)], of: draft, parents, at: mark)
                let probabilities = distribution(value, "the row \(quoted(name))", over: draft.answers)
                guard let masks, let probabilities else {
                    isSound = false
                    continue
                }
                rows.append(TableRow(masks: masks, probabilities: probabilities, mark: mark))
            }
            return isSound ? rows : nil
        }
        let nodes = list(
            node, "'table'", atMost: Self.mostWays + 1,
            expected: "expected a list of rows such as '- {given: [H1], probabilities: [0.9, 0.1]}'")
        guard let nodes else { return nil }
        for item in nodes {
            guard let row = tableRow(item, of: draft, parents) else {
                isSound = false
                continue
            }
            rows.append(row)
        }
        return isSound ? rows : nil
    }

    private mutating func tableRow(_ node: Node, of draft: QuestionDraft, _ parents: [QuestionParent]) -> TableRow? {
        guard let fields = YAMLFields(node, known: ["given", "probabilities"], of: "a row", log: &log) else {
            return nil
        }
        let given = fields.texts("given", log: &log) ?? []
        let masks = masks(given, of: draft, parents, at: fields["given"]?.mark ?? fields.mark)
        guard let told = fields["probabilities"] else {
            log.error(at: fields.mark, "the row has no 'probabilities'", "add 'probabilities: …', one for each answer")
            return nil
        }
        let probabilities = distribution(told, "'probabilities'", over: draft.answers)
        guard let masks, let probabilities else { return nil }
        return TableRow(masks: masks, probabilities: probabilities, mark: fields.mark)
    }

    private mutating func masks(
        _ given: [(text: String, mark: Mark?)], of draft: QuestionDraft, _ parents: [QuestionParent], at mark: Mark?
    ) -> [UInt64]? {
        guard given.count == parents.count else {
            log.error(
                at: mark, "the row is given \(given.count) of the \(parents.count) that \(quoted(draft.id)) hangs on",
                parents.isEmpty
                    ? "leave 'given' out"
                    : "expected one of each of \(draft.parents.map(\.text).joined(separator: ", "))")
            return nil
        }
        var masks: [UInt64] = []
        for ((text, mark), (parent, told)) in zip(given, zip(parents, draft.parents)) {
            guard let mask = parent.mask(of: text) else {
                let known = parent.spans.map(\.name) + [Self.other]
                log.error(
                    at: mark,
                    told.text == LinkedQuestion.hypothesis
                        ? "there is no hypothesis \(quoted(text))"
                        : "\(quoted(text)) is no answer of \(quoted(told.text))",
                    proposal(for: text, among: known))
                return nil
            }
            masks.append(mask)
        }
        return masks
    }
}
