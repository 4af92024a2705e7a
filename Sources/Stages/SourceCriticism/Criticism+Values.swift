import Foundation
import Inquiry

extension Criticism {
    /// How two values stand to each other.
    enum Comparison {
        case agree
        /// With what stands between them, such as the conversion.
        case disagree(String)
        /// One amount in two units whose relation nothing has.
        case impossible(String)
        case notComparable(String)
    }

    /// Holds all facts of one subject and property against each other that hold at one time.
    mutating func compareValues() {
        struct Topic: Hashable { let subject, property: String }
        var order: [Topic] = []
        var groups: [Topic: [Fact]] = [:]
        for fact in book.facts {
            let topic = Topic(subject: Self.plain(fact.subject), property: Self.plain(fact.property))
            if groups[topic] == nil { order.append(topic) }
            groups[topic, default: []].append(fact)
        }
        var pairs = 0
        for topic in order {
            let facts = groups[topic] ?? []
            for (index, first) in facts.enumerated() {
                for second in facts.dropFirst(index + 1) {
                    pairs += 1
                    guard pairs <= SourceCritic.pairLimit else {
                        remark(
                            .notCompared,
                            "Only the first \(SourceCritic.pairLimit) pairs of facts were compared; split the case.")
                        return
                    }
                    compare(first, second)
                }
            }
        }
    }

    /// Words without the differences that do not count.
    static func plain(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace || $0 == "-" || $0 == "_" }.joined(separator: " ")
    }

    /// "“capacity” of refinery".
    static func topic(_ fact: Fact) -> String { "“\(fact.property)” of \(fact.subject)" }

    private mutating func compare(_ first: Fact, _ second: Fact) {
        guard let days = Self.commonDays(first, second) else { return }
        if let one = first.product, let other = second.product, one != other { return }
        let topic = Self.topic(first)
        switch comparison(first, second) {
        case .agree:
            // Dates that overlap may be of different days.
            let isSame = first.value == second.value || !Self.isDate(first)
            guard isSame, Set(first.sources) != Set(second.sources) else { return }
            let shared = roots(of: first.sources)
            guard shared == roots(of: second.sources) else { return }
            remark(
                .toldTwice,
                "\(topic) is told twice, as \(statement(first)) and as \(statement(second)), but both go back to "
                    + "\(names(of: shared)): it counts once.", facts: [first, second])
        case .notComparable(let reason):
            remark(
                .notCompared, "\(topic) is \(statement(first)) and \(statement(second)): \(reason).",
                facts: [first, second])
        case .impossible(let reason):
            add(
                .impossibleNumber, "\(topic) is \(statement(first)) and \(statement(second)): \(reason).",
                toResolve: "The original of the number; one of the two, or its unit, is wrong.", facts: [first, second])
        case .disagree(let between):
            if let (earlier, later) = Self.change(first, second) {
                remark(
                    .changed,
                    "\(topic) was \(statement(earlier)), known in \(earlier.known?.text ?? "-"), and is "
                        + "\(statement(later)), known in \(later.known?.text ?? "-"): the source changed.",
                    facts: [earlier, later])
                return
            }
            let isShared = roots(of: first.sources) == roots(of: second.sources)
            add(
                .valuesDisagree,
                "Sources disagree on \(topic): \(statement(first)) against \(statement(second))"
                    + (between.isEmpty ? "" : "; \(between)") + (days.isEmpty ? "" : "; both are to hold \(days)")
                    + (isShared ? "; both go back to the same origin, so one of them copied wrongly" : "") + ".",
                toResolve: Self.resolution(first, second), facts: [first, second])
        }
    }

    private static func isDate(_ fact: Fact) -> Bool { if case .date = fact.value { true } else { false } }

    /// The days on which both hold surely, in words; nil where there are none; empty for always.
    static func commonDays(_ first: Fact, _ second: Fact) -> String? {
        guard let one = first.sureDays, let other = second.sureDays else { return nil }
        let (begin, end) = (max(one.lowerBound, other.lowerBound), min(one.upperBound, other.upperBound))
        guard begin <= end else { return nil }
        if begin == end {
            // One may end on the day on which the other begins: a passage from one state to the next is no contradiction.
            func passes(_ earlier: Fact, _ later: Fact) -> Bool {
                guard earlier.until?.firstDay == begin, later.from?.lastDay == begin else { return false }
                return (later.until?.lastDay ?? Int.max) > begin || (earlier.from?.firstDay ?? Int.min) < begin
            }
            guard !passes(first, second), !passes(second, first) else { return nil }
            return "on \(CalendarSpan.text(ofDay: begin))"
        }
        switch (begin == Int.min, end == Int.max) {
        case (true, true): return ""
        case (true, false): return "until \(CalendarSpan.text(ofDay: end))"
        case (false, true): return "from \(CalendarSpan.text(ofDay: begin)) on"
        case (false, false): return "from \(CalendarSpan.text(ofDay: begin)) to \(CalendarSpan.text(ofDay: end))"
        }
    }

    /// The earlier and the later, where all who stand behind the earlier said otherwise later.
    private static func change(_ first: Fact, _ second: Fact) -> (Fact, Fact)? {
        guard let one = first.known, let other = second.known, !one.overlaps(other) else { return nil }
        let (earlier, later) = one.lastDay < other.firstDay ? (first, second) : (second, first)
        return Set(earlier.sources).isSubset(of: later.sources) ? (earlier, later) : nil
    }

    private static func resolution(_ first: Fact, _ second: Fact) -> String {
        switch (first.value, second.value) {
        case (.date(let one), .date(let other)):
            let (begin, end) = (min(one.firstDay, other.firstDay), max(one.lastDay, other.lastDay))
            return "A source of another origin that dates it, or looks between \(CalendarSpan.text(ofDay: begin)) and "
                + "\(CalendarSpan.text(ofDay: end)) that show whether it had happened."
        case (.quantity, .quantity):
            return "A source of another origin; or finding out whether both mean the same: design or flow, product, "
                + "365 or 330 days."
        default:
            return "A source of another origin for the days on which both are to hold, or dates that set the two apart."
        }
    }

    private func comparison(_ first: Fact, _ second: Fact) -> Comparison {
        switch (first.value, second.value) {
        case (.text(let one), .text(let other)):
            return Self.plain(one) == Self.plain(other) ? .agree : .disagree("")
        case (.date(let one), .date(let other)): return one.overlaps(other) ? .agree : .disagree("")
        case (.quantity(let one), .quantity(let other)): return compare(one, of: first, with: other, of: second)
        default: return .notComparable("one is a number, date or text where the other is not")
        }
    }
}
