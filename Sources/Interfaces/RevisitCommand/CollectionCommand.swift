import ActivityAnalysis
import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Workflow

struct CollectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collection", abstract: "What further looks would be worth.", subcommands: [Plan.self])

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How likely planned looks see a visit, and how many clear ones a claim needs.",
            discussion: """
                Dates come from --date, from a file with one a line, or evenly from --from to --to by --every. Cloud is a
                share of looks, one for all months or twelve from January on, separated by commas.
                """)

        @Option(help: "A planned look, in ISO 8601; may be given several times.")
        var date: [String] = []
        @Option(help: "File with one date a line.")
        var dates: String?
        @Option(help: "First day of the period, in which visits may begin.")
        var from: String?
        @Option(help: "Last day of the period.")
        var to: String?
        @Option(help: "Days between looks, where no dates are given.")
        var every: Double?
        @Option(
            help: """
                Lengths of a visit in days, separated by commas; by default those that the case gives for --class, else \
                0.5,2,7.
                """)
        var dwell: String?
        @Option(name: .customLong("case"), help: "A case's folder, for its lengths of visits and its confidence.")
        var caseFolder: String?
        @Option(name: .customLong("class"), help: "Class of what is looked for, for the case's lengths.")
        var className: String = "other"
        @Option(help: "Share of looks that cloud spoils: one number, or twelve from January on.")
        var cloud: String = "0"
        @Option(help: "Probability that what is there is detected in a clear look.")
        var detection: Double = 0.9
        @Option(help: "Visits a month that are to be excluded: tells how many clear looks that needs.")
        var rate: Double?
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let settings = try settings()
            let known = settings.dwells[className] ?? settings.otherDwells
            let dwells = try dwell.map { try numbers($0, "--dwell") } ?? known
            var shares = try numbers(cloud, "--cloud")
            if shares.count == 1 { shares = Array(repeating: shares[0], count: 12) }
            let plan: CollectionPlan
            let worth: CollectionPlan.Worth?
            var needed: [(dwell: Double, looks: Int)] = []
            do {
                plan = try CollectionPlan(cloudShares: shares, detection: detection)
                let span = try period()
                let planned = try planned(span)
                worth =
                    planned.isEmpty
                    ? nil : try plan.worth(of: planned, dwells: dwells, period: span, level: settings.level)
                if let rate {
                    needed = try dwells.map {
                        ($0, try plan.clearLooks(toExclude: rate, dwell: $0, level: settings.level))
                    }
                }
            } catch let flaw as CollectionPlan.Flaw {
                throw ValidationError(flaw.description)
            }
            guard worth != nil || rate != nil else {
                throw ValidationError(
                    "Nothing is planned: give --date, --dates or --every with --from and --to, or --rate for the looks that "
                        + "a claim needs.")
            }
            say(worth, needed, level: settings.level)
        }

        /// What the case sets of lengths and confidence; defaults without a case.
        private func settings() throws -> FirstSinceFinder.Configuration {
            guard let caseFolder else { return .init() }
            return ActivityAnalyst.Configuration(of: try CaseFolder(caseFolder).read()).firstSince
        }

        private func say(_ worth: CollectionPlan.Worth?, _ needed: [(dwell: Double, looks: Int)], level: Double) {
            let confidence = "\((level * 1000).rounded() / 10) %".replacingOccurrences(of: ".0 %", with: " %")
            if shared.json {
                var line: [String: any Sendable] = ["event": "plan", "detection": detection, "confidence": level]
                if let worth {
                    line["looks"] = worth.looks
                    line["clear_looks"] = worth.clearLooks
                    line["visits"] = worth.capture.map { item -> [String: any Sendable] in
                        var object: [String: any Sendable] = [
                            "dwell_days": item.days, "probability_seen": item.probability,
                        ]
                        if let rate = item.excludedRate { object["excluded_rate_per_month"] = rate }
                        return object
                    }
                }
                if let rate {
                    line["rate_per_month"] = rate
                    line["clear_looks_needed"] = needed.map { ["dwell_days": $0.dwell, "looks": Double($0.looks)] }
                }
                Output.line(line)
                return
            }
            if let worth {
                print(
                    "\(worth.looks) looks, \(String(format: "%.1f", worth.clearLooks)) of them clear on the mean; detection "
                        + "\(detection) in a clear look.")
                for item in worth.capture {
                    let excluded =
                        item.excludedRate.map {
                            String(format: "would exclude above %.2g a month (", $0) + confidence + ")"
                        }
                        ?? "would exclude no rate"
                    print(
                        "A visit of \(item.days) days is seen with probability \(String(format: "%.2f", item.probability)); "
                            + "nothing seen \(excluded).")
                }
            }
            if let rate {
                for item in needed {
                    print(
                        "To exclude \(rate) visits a month of \(item.dwell) days with \(confidence): \(item.looks) clear looks, far apart, "
                            + "that see nothing.")
                }
            }
        }

        private func numbers(_ text: String, _ option: String) throws -> [Double] {
            try text.split(separator: ",").map { part in
                guard let number = Double(part.trimmingCharacters(in: .whitespaces)), number.isFinite else {
                    throw ValidationError("\(option) takes numbers separated by commas; '\(part)' is none.")
                }
                return number
            }
        }

        private func instant(_ text: String, _ source: String) throws -> Date {
            guard let time = AcquisitionTime(iso8601: text) else {
                throw ValidationError(
                    "\(source): '\(text)' is no date; write 2025-02-15, or 2025-02-15T01:48:00Z with its time zone.")
            }
            return time.middle
        }

        private func period() throws -> ClosedRange<Date>? {
            guard let from, let to else {
                if every != nil { throw ValidationError("--every needs --from and --to.") }
                return nil
            }
            let (first, last) = (try instant(from, "--from"), try instant(to, "--to"))
            guard first < last else { throw ValidationError("The period from \(from) to \(to) ends before it begins.") }
            return first...last
        }

        private func planned(_ span: ClosedRange<Date>?) throws -> [Date] {
            var found = try date.map { try instant($0, "--date") }
            if let dates {
                let text = try String(contentsOfFile: dates, encoding: .utf8)
                for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                    let own = line.trimmingCharacters(in: .whitespaces)
                    if !own.isEmpty, !own.hasPrefix("#") { found.append(try instant(own, "\(dates):\(index + 1)")) }
                }
            }
            if let every, let span {
                guard every > 0, span.upperBound.timeIntervalSince(span.lowerBound) / 86_400 / every < 1e6 else {
                    throw ValidationError(
                        "--every must be above 0 and leave fewer than a million looks, found \(every).")
                }
                var next = span.lowerBound
                while next <= span.upperBound {
                    found.append(next)
                    next += every * 86_400
                }
            }
            return found
        }
    }
}
