import Foundation
import Inquiry

extension Criticism {
    /// Finds causes that lie after what they are to have caused.
    mutating func findLateCauses() {
        let events = Dictionary(book.events.map { ($0.id, $0) }) { first, _ in first }
        for fact in book.facts {
            guard let beginning = fact.beginning else { continue }
            for event in fact.because.compactMap({ events[$0] }) where event.date.firstDay > beginning.lastDay {
                let value = if case .date = fact.value { fact.property } else { "\(fact.property) \(fact.value.text)" }
                add(
                    .causeAfterEffect,
                    "\(fact.subject), \(value) since \(beginning.text), is said to be because of “\(event.title)” [\(event.id)] by "
                        + "\(names(of: fact.sources)) [\(fact.id)], but that begins \(event.date.text) by "
                        + "\(names(of: event.sources)), \(Self.gap(beginning, event.date)) later.",
                    toResolve: "Another cause, another date for one of the two, or an earlier event that is meant.",
                    facts: [fact], events: [event])
            }
        }
        for effect in book.events {
            for event in effect.because.compactMap({ events[$0] }) where event.date.firstDay > effect.date.lastDay {
                add(
                    .causeAfterEffect,
                    "“\(effect.title)” of \(effect.date.text) [\(effect.id)] is said to be because of “\(event.title)” "
                        + "[\(event.id)] by \(names(of: effect.sources)), but that begins \(event.date.text) by "
                        + "\(names(of: event.sources)), \(Self.gap(effect.date, event.date)) later.",
                    toResolve: "Another cause, another date for one of the two, or an earlier event that is meant.",
                    events: [effect, event])
            }
        }
    }

    /// "at least 11.8 years", "at least 20 days".
    private static func gap(_ first: CalendarSpan, _ second: CalendarSpan) -> String {
        let days = second.firstDay - first.lastDay
        guard days > 730 else { return "at least \(days) day\(days == 1 ? "" : "s")" }
        return "at least \(Quantity.digits(Double(days) / 365.25, significant: 3)) years"
    }

    /// Finds what was known before the first of its sources was published.
    mutating func findEarlyKnowledge() {
        let published = Dictionary(book.sources.map { ($0.id, $0.published) }) { first, _ in first }
        func first(_ sources: [String]) -> CalendarSpan? {
            let dates = sources.compactMap { published[$0] ?? nil }
            // One source without a date may be the earliest.
            return dates.count == sources.count ? dates.min { $0.firstDay < $1.firstDay } : nil
        }
        let resolution = "The source that knew it then, or another date since when it is known."
        for fact in book.facts {
            guard let known = fact.known, let date = first(fact.sources), known.lastDay < date.firstDay else {
                continue
            }
            add(
                .knownBeforePublished,
                "\(Self.topic(fact)), \(statement(fact)), is noted as known in \(known.text), but its first "
                    + "source was published in \(date.text).", toResolve: resolution, facts: [fact])
        }
        for event in book.events {
            guard let known = event.known, let date = first(event.sources), known.lastDay < date.firstDay else {
                continue
            }
            add(
                .knownBeforePublished,
                "“\(event.title)” [\(event.id)] is noted as known in \(known.text), but its first source was published in "
                    + "\(date.text).", toResolve: resolution, events: [event])
        }
    }

    /// Finds several sources that go back to fewer origins.
    mutating func findSharedOrigins() {
        func note(_ sources: [String], _ what: String, _ fact: Fact?) {
            let roots = roots(of: sources)
            guard sources.count > roots.count else { return }
            let number = roots.count == 1 ? "it counts once" : "it counts \(roots.count) times, not \(sources.count)"
            remark(
                .countsOnce,
                "\(what) is told by \(sources.count) sources, \(names(of: sources)), but these go back to "
                    + "\(names(of: roots)): \(number).", facts: fact.map { [$0] } ?? [], sources: sources + roots)
        }
        for fact in book.facts { note(fact.sources, "\(Self.topic(fact)) [\(fact.id)]", fact) }
        for event in book.events { note(event.sources, "“\(event.title)” [\(event.id)]", nil) }
    }

    /// Tells which facts somebody replaced, as far as both were known.
    mutating func findReplaced(in whole: SourceBook) {
        let all = Dictionary(whole.facts.map { ($0.id, $0) }) { first, _ in first }
        for fact in book.facts {
            for old in fact.replaces.compactMap({ all[$0] }) where old.id != fact.id {
                remark(
                    .changed,
                    "\(Self.topic(old)), \(statement(old)), was replaced by \(statement(fact)), known in "
                        + "\(fact.known?.text ?? "a time that nobody noted").", facts: [old, fact])
            }
        }
    }
}
