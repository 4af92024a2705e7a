import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// Reads questions that hang on the hypotheses and on each other, and puts each behind those that it hangs on.
    mutating func questions(_ node: Node) -> [LinkedQuestion] {
        let nodes = list(
            node, "'questions'", atMost: Self.mostQuestions,
            expected: "expected a list, each entry such as '- {id: prepared, text: …, answers: [yes, no], …}'")
        var drafts: [QuestionDraft] = []
        for item in nodes ?? [] {
            guard let draft = draft(item) else { continue }
            if let earlier = drafts.first(where: { $0.id == draft.id }) {
                log.error(
                    at: draft.fields["id"]?.mark,
                    "the question \(quoted(draft.id)) is given twice, first in line \(earlier.line)",
                    "expected ids that are unique among questions and hypotheses")
            } else {
                drafts.append(draft)
            }
        }
        let ids = drafts.map(\.id)
        for place in drafts.indices {
            for (name, mark) in drafts[place].parents where name != LinkedQuestion.hypothesis && !ids.contains(name) {
                drafts[place].isSound = false
                log.error(
                    at: mark, "there is no question \(quoted(name))",
                    proposal(for: name, among: ids.filter { $0 != drafts[place].id } + [LinkedQuestion.hypothesis]))
            }
        }
        return inOrder(drafts).map { question($0, drafts) }
    }

    private mutating func draft(_ node: Node) -> QuestionDraft? {
        let keys = ["id", "text", "answers", "depends_on", "table", "elicited_from"]
        guard let fields = YAMLFields(node, known: keys, of: "a question", log: &log),
            let id = identifier(fields, of: "a question")
        else { return nil }
        if tree.entries.contains(where: { $0.id == id }) {
            log.error(
                at: fields["id"]?.mark, "\(quoted(id)) is a hypothesis already",
                "expected ids that are unique among questions and hypotheses")
            return nil
        }
        var draft = QuestionDraft(id: id, fields: fields)
        draft.text = fields.requiredText("text", of: "the question \(quoted(id))", log: &log) ?? ""
        let answers = names(fields, "answers")
        draft.answers = answers.map(\.text)
        if let (_, mark) = answers.first(where: { $0.text == Self.other }) {
            draft.isSound = false
            log.error(
                at: mark, "an answer is 'other', which in tables stands for whatever no row names",
                "expected another word, such as 'something else'")
        }
        if answers.count < 2 || answers.count > Self.mostAnswers {
            draft.isSound = false
            log.error(
                at: fields["answers"]?.mark ?? fields.mark, "the question \(quoted(id)) has \(answers.count) answers",
                "expected from 2 to \(Self.mostAnswers), such as 'answers: [yes, no]'")
        }
        draft.parents = names(fields, "depends_on")
        if draft.parents.count > Self.mostParents {
            draft.isSound = false
            log.error(
                at: draft.parents[Self.mostParents].mark,
                "the question \(quoted(id)) hangs on \(draft.parents.count) others",
                "expected at most \(Self.mostParents); put a question between that joins some of them")
        }
        return draft
    }

    /// Questions so that each stands behind those that it hangs on, else as in the file; those on a circle are left
    /// out.
    private mutating func inOrder(_ drafts: [QuestionDraft]) -> [QuestionDraft] {
        let ids = Set(drafts.map(\.id))
        var placed: Set<String> = []
        var ordered: [QuestionDraft] = []
        while true {
            let next = drafts.first { draft in
                !placed.contains(draft.id)
                    && draft.parents.allSatisfy { !ids.contains($0.text) || placed.contains($0.text) }
            }
            guard let next else { break }
            placed.insert(next.id)
            ordered.append(next)
        }
        var told = placed
        for draft in drafts where !told.contains(draft.id) {
            // Whoever waits, waits for somebody who waits too: the way along them must come back to itself.
            var way: [QuestionDraft] = []
            var here = draft
            while !told.contains(here.id), !way.contains(where: { $0.id == here.id }) {
                way.append(here)
                let waited = here.parents.first { ids.contains($0.text) && !placed.contains($0.text) }
                guard let next = drafts.first(where: { $0.id == waited?.text }) else { break }
                here = next
            }
            told.formUnion(way.map(\.id))
            guard let begin = way.firstIndex(where: { $0.id == here.id }) else { continue }
            let circle = way[begin...]
            let shown = (circle.map(\.id) + [here.id]).joined(separator: " → ")
            let link = circle.first?.parents.first { ids.contains($0.text) && !placed.contains($0.text) }
            log.error(
                at: link?.mark ?? here.fields.mark, "the question \(quoted(here.id)) hangs on itself: \(shown)",
                "expected questions that hang on others only; leave one of these links out")
        }
        return ordered
    }

    private mutating func question(_ draft: QuestionDraft, _ all: [QuestionDraft]) -> LinkedQuestion {
        var rows: [LinkedQuestion.Row] = []
        if draft.isSound, let parents = parents(of: draft, all) {
            if let node = draft.fields["table"] {
                rows = table(node, of: draft, parents)
            } else {
                log.error(
                    at: draft.fields.mark, "the question \(quoted(draft.id)) has no 'table'",
                    "add one, with a row such as '- {given: [H1], probabilities: [0.9, 0.1]}' for each way in which "
                        + "what it hangs on can be")
            }
        }
        return LinkedQuestion(
            id: draft.id, text: draft.text, answers: draft.answers, dependsOn: draft.parents.map(\.text), rows: rows,
            elicitedFrom: draft.fields.text("elicited_from", log: &log))
    }

    /// What a question hangs on; nil where it is not known well enough to check a table.
    private mutating func parents(of draft: QuestionDraft, _ all: [QuestionDraft]) -> [QuestionParent]? {
        var parents: [QuestionParent] = []
        var ways = 1
        for (name, _) in draft.parents {
            if name == LinkedQuestion.hypothesis {
                guard knowsHypotheses else { return nil }
                let spans = tree.entries.map { (name: $0.id, states: $0.leaves) }
                parents.append(QuestionParent(states: tree.leafIDs, spans: spans))
            } else {
                guard let other = all.first(where: { $0.id == name }), other.isSound else { return nil }
                let spans = other.answers.indices.map { (name: other.answers[$0], states: $0..<($0 + 1)) }
                parents.append(QuestionParent(states: other.answers, spans: spans))
            }
            // At most eight factors of at most 64 each stay below 2⁴⁸.
            ways *= parents.last?.states.count ?? 1
        }
        guard ways <= Self.mostWays else {
            log.error(
                at: draft.fields["depends_on"]?.mark,
                "what the question \(quoted(draft.id)) hangs on can be in \(ways) ways",
                "expected at most \(Self.mostWays); put a question between that joins some of it")
            return nil
        }
        return parents
    }
}

/// A question before its table is read.
struct QuestionDraft {
    let id: String
    let fields: YAMLFields
    var text = ""
    var answers: [String] = []
    var parents: [(text: String, mark: Mark?)] = []
    /// Whether its answers and what it hangs on are known.
    var isSound = true

    /// The line that names it.
    var line: Int { fields["id"]?.mark?.line ?? 0 }

    init(id: String, fields: YAMLFields) {
        self.id = id
        self.fields = fields
    }
}

/// Something that a question hangs on.
struct QuestionParent {
    /// The ways in which it can be, at most 64.
    let states: [String]
    /// Names that stand for one of them or for several.
    let spans: [(name: String, states: Range<Int>)]

    /// The states that a name stands for, a bit for each; nil where it stands for none.
    func mask(of name: String) -> UInt64? {
        if name == InquiryReader.other { return Self.mask(0..<states.count) }
        return spans.first { $0.name == name }.map { Self.mask($0.states) }
    }

    private static func mask(_ states: Range<Int>) -> UInt64 {
        states.reduce(0) { $0 | (1 << UInt64($1)) }
    }
}
