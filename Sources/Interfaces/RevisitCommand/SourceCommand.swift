import ArgumentParser
import CaseFilesYAML
import Foundation
import Inquiry
import SourceCriticism

struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source", abstract: "What a case's sources say, and where they contradict each other.",
        discussion: """
            Sources, facts and events are written in the case's sources.yaml; its keys: Documentation/sources.md.
            """,
        subcommands: [List.self, Check.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List sources with their grades and origins, and facts and events with their dates.")

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "Only what was known by the end of this day, month or year: 2024-06-30.")
        var asOf: String?
        @Option(help: "Only facts that held on this day, surely or perhaps.")
        var on: String?
        @Option(help: "Show numbers in this unit too, where they convert, with the table that did it: t/y.")
        var unit: String?
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let book = try CaseFolder(folder).contents().sources
            let known = try Self.span(asOf, "--as-of")
            var shown = book.known(on: known.map(\.lastInstant))
            if let day = try Self.span(on, "--on") {
                shown.facts = shown.facts.filter { fact in
                    (day.firstDay...day.lastDay).contains { fact.holding(onDay: $0) != .not }
                }
            }
            if let unit {
                do throws(SourceFlaw) {
                    _ = try shown.units.symbol(of: unit)
                } catch { throw ValidationError("--unit: \(error).") }
            }
            let table = SourceTable(book: shown, of: book, unit: unit, asOf: known)
            if shared.json { try table.lines() } else { table.text(isShort: shared.quiet) }
        }

        static func span(_ text: String?, _ option: String) throws -> CalendarSpan? {
            guard let text else { return nil }
            do throws(SourceFlaw) {
                return try CalendarSpan(text)
            } catch { throw ValidationError("\(option): \(error).") }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell what sources say that cannot all be true; resolves nothing.",
            discussion: """
                A contradiction is a finding and no failure: the exit code is 0, unless --strict is given. Mistakes in the file are told by \
                'revisit case check'.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "Only what was known by the end of this day, month or year: 2024-06-30.")
        var asOf: String?
        @Flag(help: "End with exit code 1 where there is a contradiction.")
        var strict = false
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let book = try CaseFolder(folder).contents().sources
            let known = try List.span(asOf, "--as-of")
            let review = SourceCritic().review(book, asKnownOn: known.map(\.lastInstant))
            if shared.json {
                for found in review.contradictions { try Output.line("contradiction", found) }
                for found in review.remarks { try Output.line("remark", found) }
            } else {
                Self.print(review, of: book, isShort: shared.quiet)
            }
            if strict, !review.contradictions.isEmpty { throw ExitCode(Failure.failed) }
        }

        private static func print(_ review: SourceReview, of book: SourceBook, isShort: Bool) {
            for found in review.contradictions {
                Swift.print("* \(found.kind.title): \(found.sentence)\n  Would resolve it: \(found.resolution)")
            }
            if !review.contradictions.isEmpty, !review.remarks.isEmpty { Swift.print("") }
            for found in review.remarks { Swift.print("- \(found.kind.title): \(found.sentence)") }
            guard !isShort else { return }
            if book.isEmpty {
                Swift.print("The case has no sources.yaml; see Documentation/sources.md for what belongs there.")
                return
            }
            if !review.contradictions.isEmpty || !review.remarks.isEmpty { Swift.print("") }
            let count = review.contradictions.count
            let (facts, events, sources) = (book.facts.count, book.events.count, book.sources.count)
            Swift.print(
                "\(count == 0 ? "No" : "\(count)") contradiction\(count == 1 ? "" : "s") in \(facts) fact\(facts == 1 ? "" : "s") and "
                    + "\(events) event\(events == 1 ? "" : "s") of \(sources) source\(sources == 1 ? "" : "s"). Nothing was resolved."
            )
        }
    }
}

extension CalendarSpan {
    /// The last second of the span: what was known by then counts.
    var lastInstant: Date { end.addingTimeInterval(-1) }
}

extension Output {
    /// Writes a value as one line of JSON that says what it is.
    static func line(_ event: String, _ value: some Encodable) throws {
        let encoder = JSONEncoder()
        guard var object = try JSONSerialization.jsonObject(with: encoder.encode(value)) as? [String: Any] else {
            return
        }
        object["event"] = event
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        print(String(decoding: data, as: UTF8.self))
    }
}
