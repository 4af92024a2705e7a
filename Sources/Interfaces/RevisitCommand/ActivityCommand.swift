import ActivityAnalysis
import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionOpenVINO
import Evidence
import Findings
import Foundation
import Geodesy
import Sites
import Workflow

struct ActivityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activity", abstract: "What looks tell together, through time.", subcommands: [Show.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show when something was seen, since when, how long, and what the looks do not exclude.")

        @Argument(help: "The case's folder; run 'revisit run' first.")
        var folder: String
        @Option(help: "Only this zone, by its id.")
        var zone: String?
        @Option(help: "Only what begins with this: ship, 'rail vehicles'.")
        var quantity: String?
        @Option(help: "Sum up by week, month or season.")
        var by: PeriodLength?
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let site = contents.case.site
            try folder.require(zone: zone, of: site)
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            let models = try await ModelLibrary().models(
                for: contents.case, from: folder.path, loader: try NetworkLoader(tilesAtOnce: 1))
            var activity = try await ActivityWork(of: contents.case, models: models).activity(
                from: catalogue, until: Date())
            activity.findings += try await catalogue.findings().map(\.record).filter { $0.content.kind == "arrival" }
            let printing = ActivityPrinting(
                site: site, by: by.map(\.length),
                clock: contents.case.timeZone.flatMap { PlaceClock(identifier: $0) },
                isWanted: { (zone == nil || $0 == zone) && ($1.isEmpty || $1.hasPrefix(quantity ?? "")) })
            if shared.json {
                try printing.lines(of: activity)
            } else {
                printing.table(of: activity)
            }
        }
    }
}

/// How long the periods of a summary are.
enum PeriodLength: String, ExpressibleByArgument, CaseIterable {
    case week, month, season

    var length: ActivityPeriods.Length {
        switch self {
        case .week: .week
        case .month: .month
        case .season: .season
        }
    }
}

/// Prints activity, for people or as JSON.
private struct ActivityPrinting {
    let site: Site
    let by: ActivityPeriods.Length?
    let clock: PlaceClock?
    let isWanted: (_ zone: String, _ quantity: String) -> Bool

    private var latitude: Double { site.middle?.latitude ?? 0 }

    /// "31 usable, 9 in part, 28 not; gaps of …" of one zone.
    private func text(_ looks: ZoneLooks) -> String {
        func count(_ usability: Look.Usability) -> Int { looks.looks.count { $0.usability == usability } }
        var text =
            "\(looks.looks.count) looks: \(count(.usable)) usable, \(count(.partial)) in part, \(count(.notUsable)) not"
        if let gaps = looks.gaps {
            text +=
                "; \(String(format: "%.1f", gaps.shortest)) to \(String(format: "%.1f", gaps.longest)) days between those that "
                + "could see, median \(String(format: "%.1f", gaps.median))"
        }
        return text
    }

    private static func object(_ looks: ZoneLooks) -> [String: any Sendable] {
        var object: [String: any Sendable] = [
            "event": "looks", "zone": looks.zone, "remarks": looks.remarks,
            "looks": looks.looks.map { entry -> [String: any Sendable] in
                [
                    "look": entry.look, "time": entry.time.iso8601, "visible_share": entry.visibleShare,
                    "usability": entry.usability.rawValue,
                ]
            },
        ]
        if let gaps = looks.gaps {
            object["gaps"] =
                [
                    "count": gaps.count, "shortest": gaps.shortest, "median": gaps.median, "longest": gaps.longest,
                    "longest_after": AcquisitionTime.text(gaps.longestAfter),
                    "longest_until": AcquisitionTime.text(gaps.longestUntil),
                ] as [String: any Sendable]
        }
        return object
    }

    /// One object a line: series with their points, periods, findings.
    func lines(of activity: ActivityAnalyst.Activity) throws {
        for looks in activity.looks where isWanted(looks.zone, "") { Output.line(Self.object(looks)) }
        for series in activity.series where isWanted(series.zone, series.quantity) {
            Output.line([
                "event": "series", "zone": series.zone, "quantity": series.quantity, "remarks": series.remarks,
                "points": series.points.map(Self.object),
            ])
            guard let by else { continue }
            for period in ActivityPeriods(by, latitude: latitude, clock: clock).periods(of: series) {
                Output.line(object(period, of: series))
            }
        }
        for finding in wanted(activity.findings) {
            // The data are those of the catalogue's record; sentence and looks stand beside them.
            let data = Data(try CanonicalJSON.text(finding.content).utf8)
            let content = try JSONSerialization.jsonObject(with: data)
            let line = try JSONSerialization.data(
                withJSONObject: [
                    "event": "finding", "id": finding.id, "kind": finding.content.kind,
                    "zone": finding.zone ?? NSNull(),
                    "sentence": finding.sentence, "time_zone": clock?.identifier ?? "UTC", "looks": finding.looks,
                    "content": content,
                ] as [String: Any], options: [.sortedKeys, .withoutEscapingSlashes])
            print(String(decoding: line, as: UTF8.self))
        }
    }

    private func wanted(_ findings: [Finding]) -> [Finding] {
        findings.filter { isWanted($0.zone ?? "", $0.quantity) }
    }

    private static func object(_ point: ActivitySeries.Point) -> [String: any Sendable] {
        var object: [String: any Sendable] = [
            "look": point.look, "time": point.time.iso8601, "visible_share": point.visibleShare,
        ]
        if let detection = point.detection { object["detection_probability"] = detection }
        switch point.sight {
        case .counted(let count):
            object["detected"] = count.detected
            object["low"] = count.low
            object["high"] = count.high
            object["level"] = count.level
        case .notLooked(let reason): object["not_looked_because"] = reason
        }
        return object
    }

    private func object(_ period: ActivityPeriod, of series: ActivitySeries) -> [String: any Sendable] {
        var object: [String: any Sendable] = [
            "event": "period", "zone": series.zone, "quantity": series.quantity, "period": period.name,
            "time_zone": clock?.identifier ?? "UTC",
            "start": AcquisitionTime.text(period.start), "end": AcquisitionTime.text(period.end), "looks": period.looks,
            "not_looked": period.blind, "with_presence": period.withPresence,
        ]
        if let share = period.presence { object["presence"] = [share.lowerBound, share.upperBound] }
        if let mean = period.mean { object["mean"] = mean }
        if let highest = period.highest { object["highest"] = highest.detected }
        return object
    }

    /// For people: a line for each series, then the sentences.
    func table(of activity: ActivityAnalyst.Activity) {
        let names = Dictionary(site.zones.map { ($0.id, $0.name) }) { first, _ in first }
        for looks in activity.looks where isWanted(looks.zone, "") {
            print("\(names[looks.zone] ?? looks.zone): \(text(looks))")
            for remark in looks.remarks { print("  (\(remark))") }
        }
        if !activity.looks.isEmpty { print("") }
        for series in activity.series where isWanted(series.zone, series.quantity) {
            print("\(names[series.zone] ?? series.zone): \(series.quantity)")
            if let by {
                for period in ActivityPeriods(by, latitude: latitude, clock: clock).periods(of: series) {
                    print("  \(Self.text(period))")
                }
            } else {
                for point in series.points { print("  \(Self.text(point))") }
            }
        }
        let findings = wanted(activity.findings)
        if !findings.isEmpty { print("") }
        for finding in findings { print("* \(finding.sentence)") }
        if !findings.isEmpty || (by != nil && !activity.series.isEmpty) {
            let days = by.map { "Days in sentences and each \($0.rawValue)" } ?? "Days in sentences"
            print("\n\(days) are those of \(clock?.identifier ?? "UTC, as the case names no time_zone").")
        }
        if activity.series.isEmpty { print("Nothing was counted in any look.") }
    }

    private static func text(_ point: ActivitySeries.Point) -> String {
        switch point.sight {
        case .counted(let count):
            let range = count.low == count.high ? "" : " (\(count.low) to \(count.high))"
            let share = point.visibleShare < 0.995 ? ", \(Int((point.visibleShare * 100).rounded())) % visible" : ""
            return "\(point.time.iso8601)  \(count.detected)\(range)\(share)"
        case .notLooked(let reason): return "\(point.time.iso8601)  -  \(reason)"
        }
    }

    private static func text(_ period: ActivityPeriod) -> String {
        guard period.looks > 0, let mean = period.mean, let highest = period.highest else {
            return "\(period.name)  no clear look" + (period.blind > 0 ? ", \(period.blind) could not tell" : "")
        }
        return "\(period.name)  \(period.withPresence) of \(period.looks) looks, mean "
            + "\(String(format: "%.1f", mean)), highest \(highest.detected)"
            + (period.blind > 0 ? "; \(period.blind) could not tell" : "")
    }
}

extension Finding {
    /// What was counted, or the class of what was followed.
    fileprivate var quantity: String {
        switch content {
        case .first(let found): found.quantity
        case .presence(let found): found.quantity
        case .visits(let visits): visits.first?.className ?? ""
        case .unusual(let look): look.quantity
        case .change(let change): change.quantity
        case .stayLength(let found): found.quantity
        case .shareWithPresence(let found): found.quantity
        case .repeatedCount(let found): found.quantity
        case .arrival: "rail vehicles"
        }
    }
}
