import ArgumentParser
import CaseFilesYAML
import Evidence
import Findings
import Foundation
import HypothesisAssessment
import Inquiry

struct AssessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Weigh what was seen and said for and against a case's hypotheses.",
        discussion: """
            Indicators are read from the catalogue and from what sources say; those that no look could judge count for nothing. Without a \
            catalogue only statements are read. What the words mean: Documentation/judgement-words.md; keys of case.yaml: \
            Documentation/case-files.md; how evidence is weighed: Documentation/assessment.md.
            """,
        subcommands: [Show.self, Explain.self, Collect.self, Record.self, Settle.self, Score.self],
        defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell how likely each hypothesis is, what that hangs on and what to collect next.")

        @OptionGroup var question: AssessmentOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let assessed = try await AssessedCase(question)
            let table = AssessmentTable(assessed)
            if shared.json {
                try table.printObject()
            } else {
                print(table.answer(isShort: shared.quiet))
            }
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how the answer comes about: readings, likelihoods, matrix, sensitivity, course.")

        @OptionGroup var question: AssessmentOptions
        @Option(help: "Only this indicator, by its id, with every number that goes into it.")
        var indicator: String?
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let assessed = try await AssessedCase(question)
            let table = AssessmentTable(assessed)
            if let indicator {
                guard assessed.inquiry.indicators.contains(where: { $0.id == indicator }) else {
                    let known = assessed.inquiry.indicators.map(\.id).joined(separator: ", ")
                    throw ValidationError("\(question.folder) has no indicator '\(indicator)'; it has \(known).")
                }
                if shared.json {
                    try table.printObject(of: indicator)
                } else {
                    print(table.explanation(of: indicator))
                }
            } else if shared.json {
                try table.printObject()
            } else {
                print(table.explanation())
            }
        }
    }

    struct Collect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rank what nobody could judge yet by what it is expected to tell, with cloud and revisit.")

        @OptionGroup var question: AssessmentOptions
        @Option(help: "How many to show.")
        var limit: Int?
        @OptionGroup var shared: SharedOptions

        mutating func validate() throws {
            if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more, found \(limit).") }
        }

        func run() async throws {
            let table = AssessmentTable(try await AssessedCase(question))
            if shared.json {
                try table.printCollection(limit: limit)
            } else {
                print(table.collection(limit: limit))
            }
        }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Add today's probabilities to the case's log of forecasts, to be scored when it is known what is so.")

        @OptionGroup var question: AssessmentOptions
        @Option(help: "Who says so; by default the user's name on this machine.")
        var by: String?
        @Option(help: "What is to be remembered of it.")
        var note: String?
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let assessed = try await AssessedCase(question)
            let forecast = Forecast(
                date: AcquisitionTime.text(Date()), by: by ?? NSUserName(), asOf: question.asOf,
                probabilities: assessed.assessment.leaves.map {
                    .init(hypothesis: $0.id, probability: $0.posterior)
                }, note: note)
            let file = ForecastFile(assessed.folder)
            let isNoted = try await AuditTrail(assessed.folder).add(.forecast(forecast), by: forecast.by)
            if shared.json {
                Output.line(["event": "forecast", "path": file.path, "date": forecast.date, "by": forecast.by])
            } else if !shared.quiet {
                print("Added to \(file.path).")
            }
            if !isNoted { throw ExitCode(Failure.inPart) }
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write down which hypothesis turned out to be so, and since when that is known.")

        @Argument(help: "The case's folder.")
        var folder: String
        @Argument(help: "The hypothesis that is so, by its id.")
        var hypothesis: String
        @Option(help: "Since when it is known: a day or an instant; by default now.")
        var on: String?
        @Option(help: "Who says so; by default the user's name on this machine.")
        var by: String?
        @Option(help: "A source that shows it, by its id; may be given several times.")
        var source: [String] = []
        @Option(help: "How it is known.")
        var note: String?
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let inquiry = try AssessedCase.inquiry(of: try folder.contents(), in: folder)
            let leaves = HypothesisTree(inquiry.hypotheses).leafIDs
            guard leaves.contains(hypothesis) else {
                throw ValidationError(
                    "\(folder.path) has no hypothesis '\(hypothesis)' without parts; it has \(leaves.joined(separator: ", "))."
                )
            }
            let date = on ?? AcquisitionTime.text(Date())
            guard AcquisitionTime(iso8601: date) != nil else {
                throw ValidationError("--on must be a day or an instant such as 2026-05-01, found '\(date)'.")
            }
            let who = by ?? NSUserName()
            let isNoted = try await AuditTrail(folder).add(
                .outcome(
                    ForecastOutcome(date: date, by: who, hypothesis: hypothesis, sources: source, note: note)), by: who)
            if shared.json {
                Output.line(["event": "outcome", "hypothesis": hypothesis, "date": date])
            } else if !shared.quiet {
                print("\(hypothesis) is written down as what is so, known since \(date).")
            }
            if !isNoted { throw ExitCode(Failure.inPart) }
        }
    }

    struct Score: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Score the log of forecasts by what turned out to be so: Brier, logarithm, and by likelihood word.")

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let read = try ForecastFile(folder).read()
            for warning in read.warnings { Failure.say("\(warning)") }
            guard let outcome = read.outcomes.last else {
                throw ValidationError(
                    "Nobody wrote down yet what is so; when it is known: revisit assess settle \(folder.path) HYPOTHESIS"
                )
            }
            let inquiry = try AssessedCase.inquiry(of: try folder.contents(), in: folder)
            let words = AssessedCase.words(of: inquiry)
            guard let score = ForecastScorer(word: words).score(read.forecasts, outcome: outcome) else {
                throw ValidationError(
                    "None of \(read.forecasts.count) forecasts that name \(outcome.hypothesis) was made before \(outcome.date), when it was "
                        + "known that it is so; forecasts are added with: revisit assess record \(folder.path)")
            }
            if score.unscored > 0 {
                Failure.say(
                    "\(score.unscored) of \(read.forecasts.count) forecasts score nothing: they do not name \(outcome.hypothesis), or their "
                        + "probabilities do not sum to 1.")
            }
            if shared.json {
                Output.line(ScoreTable(score).object)
            } else {
                print(ScoreTable(score).text(outcome))
            }
        }
    }
}

/// What is asked, and as of when.
struct AssessmentOptions: ParsableArguments {
    @Argument(help: "The case's folder.")
    var folder: String
    @Option(help: "Only what was known by then: a day (its end) or an instant with its offset.")
    var asOf: String?

    /// The last instant that counts.
    var limit: Date? {
        get throws {
            guard let asOf else { return nil }
            guard let time = AcquisitionTime(iso8601: asOf) else {
                throw ValidationError(
                    "--as-of must be a day or an instant such as 2025-02-15 or 2025-02-15T01:48:00Z, found '\(asOf)'.")
            }
            // Of a day all of it counts.
            return time.isInstant ? time.start : time.end.addingTimeInterval(-0.001)
        }
    }
}
