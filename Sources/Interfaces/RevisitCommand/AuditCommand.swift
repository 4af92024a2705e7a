import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Show and verify the log of what was done to a case.",
        discussion: """
            Runs, decisions, overrides, forecasts and exports are noted in audit.jsonl in the case, each entry with the hash \
            of the one before it.
            """,
        subcommands: [Show.self, Verify.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what was done to a case, entry by entry.")

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            try AuditCommand.requireLog(in: folder)
            let chain = try AuditFile(folder).walk { number, line in
                switch line {
                case .sound(let entry, _) where shared.json: print(entry.line)
                case .sound(let entry, _):
                    print(
                        "\(entry.number)  \(entry.time)  \(entry.who)  \(entry.what)  \(AuditWords.summary(of: entry))")
                case .broken(let reason): Failure.say("audit.jsonl:\(number): no entry: \(reason)")
                }
            }
            if chain.flawCount > 0 {
                Failure.say("The log is not whole; see: revisit audit verify \(folder.path)")
                throw ExitCode(Failure.inPart)
            }
        }
    }

    /// Refuses a case to which nothing was noted yet.
    static func requireLog(in folder: CaseFolder) throws {
        guard AuditFile(folder).exists else {
            throw ValidationError(
                "\(folder.path) has no audit log yet; the first command that changes something begins it.")
        }
    }
}

/// Audit entries in words.
enum AuditWords {
    /// The essential of an entry's details, on one line.
    static func summary(of entry: AuditEntry) -> String {
        let details = entry.details
        var parts: [String] = []
        if let text = details["outcome"]?.asText { parts.append(text) }
        if let text = details["format"]?.asText { parts.append(text) }
        if let text = details["title"]?.asText { parts.append(text) }
        if let decisions = details["decisions"]?.asList {
            parts.append(
                "\(decisions.count) decision\(decisions.count == 1 ? "" : "s"): "
                    + decisions.prefix(5).map {
                        "\($0.asParts?["what"]?.asText ?? "?") \($0.asParts?["detection"]?.asText?.prefix(8) ?? "?")"
                    }.joined(separator: ", ") + (decisions.count > 5 ? ", …" : ""))
        }
        if let stages = details["stages"]?.asList {
            let sums = ["done", "known", "failed"].map { name in
                (name, stages.reduce(0) { $0 + ($1.asParts?[name]?.asNumber ?? 0) })
            }
            parts.append(sums.map { "\($0.1) \($0.0)" }.joined(separator: ", "))
        }
        if let files = details["files"]?.asParts {
            let names = files["named"]?.asList?.prefix(3).compactMap { $0.asParts?["path"]?.asText } ?? []
            let count = files["count"]?.asNumber ?? names.count
            parts.append(
                names.joined(separator: ", ") + (count > names.count ? " and \(count - names.count) more" : ""))
        }
        // What strangers wrote must not steer a terminal.
        return parts.joined(separator: "; ").replacing(/[\p{Cc}]/, with: " ")
    }
}
