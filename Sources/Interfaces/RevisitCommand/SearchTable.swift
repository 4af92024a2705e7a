import Evidence
import Findings
import Foundation
import Inquiry
import SceneSearch
import Sites

/// Tells what a catalogue holds, for people or as JSON.
struct SearchTable {
    let question: SearchQuestion
    let result: SearchResult
    let scenes: [FoundScene]
    let known: KnownScenes
    let subject: Case
    let address: String

    /// Gaps that are told one by one to people.
    private static let toldGaps = 8

    private var clock: PlaceClock? {
        subject.timeZone.flatMap { $0 == "UTC" ? nil : PlaceClock(identifier: $0) }
    }

    private var gaps: LookGaps {
        let found = scenes.filter { $0.known == nil && $0.fitness.verdict != .notFit }.map(\.item.time.middle)
        return LookGaps(looks: known.times, found: found, start: question.start, end: question.end)
    }

    // MARK: - People

    func print() {
        Swift.print(heading)
        for line in TextTable.lines([titles] + scenes.map(cells), longest: 40) { Swift.print(line) }
        for scene in scenes where !scene.item.remarks.isEmpty {
            Swift.print("\(scene.item.id): \(scene.item.remarks.joined(separator: "; ")).")
        }
        for sentence in result.omissions { Swift.print(sentence) }
        for sentence in result.shortfalls { Failure.say("Not all was seen: \(sentence)") }
        if !scenes.isEmpty { for line in licenses { Swift.print(line) } }
        for line in gapLines { Swift.print(line) }
    }

    private var heading: String {
        func count(_ verdict: SceneFitness.Verdict) -> Int { scenes.count { $0.fitness.verdict == verdict } }
        let span =
            switch (question.start.map { AcquisitionTime.text($0) }, question.end.map { AcquisitionTime.text($0) }) {
            case (let start?, let end?): "\(start) to \(end)"
            case (let start?, nil): "from \(start) on"
            case (nil, let end?): "before \(end)"
            case (nil, nil): "of any time"
            }
        guard !scenes.isEmpty else { return "No scene of \(subject.site.name) was found, \(span)." }
        return
            "\(scenes.count) scene\(scenes.count == 1 ? "" : "s") of \(subject.site.name), \(span): \(count(.fit)) fit, "
            + "\(count(.inPart)) in part, \(count(.notFit)) not; the case has \(scenes.count { $0.known != nil })."
    }

    private var titles: [String] {
        guard !scenes.isEmpty else { return [] }
        var titles = ["time (UTC)"]
        if clock != nil { titles.append("at the place") }
        titles += ["platform", "GSD", "cloud", "off-nadir", "sun", "site", "zones"]
        if needed > 0 { titles.append("indicators") }
        return titles + ["fit", "id", "why, and what is there"]
    }

    private func cells(_ scene: FoundScene) -> [String] {
        let item = scene.item
        let untold = "not told"
        func degrees(_ value: Double?) -> String { value.map { "\(Int($0.rounded()))°" } ?? untold }
        var remarks = scene.fitness.reasons
        if let title = scene.known { remarks.insert("the case has it as \(title)", at: 0) }
        var cells: [String] = [Self.minute(item.time.start) + (item.time.isInstant ? "" : " …")]
        if let clock { cells.append(clock.text(item.time.start) + " " + clock.offsetText(at: item.time.start)) }
        cells.append(item.platform ?? item.constellation ?? item.collection ?? untold)
        cells.append(item.groundSamplingDistance.map { Self.metres($0) } ?? untold)
        cells.append(item.cloudCover.map { "\(Int($0.rounded())) %" } ?? untold)
        cells.append(degrees(item.offNadir ?? item.incidence))
        cells.append(degrees(item.sun?.elevation) + (item.sun?.isComputed == true ? " computed" : ""))
        cells.append("\(Int((scene.fitness.siteShare * 100).rounded())) %")
        cells.append("\(scene.fitness.served.count) of \(scene.fitness.shown.count)")
        if needed > 0 { cells.append("\(scene.fitness.indicators.count) of \(needed)") }
        return cells + [scene.fitness.verdict.rawValue, item.id, remarks.joined(separator: "; ")]
    }

    /// Indicators that are read from scenes.
    private var needed: Int { subject.inquiry?.indicators.count { $0.rule != nil } ?? 0 }

    /// Licence and providers of each collection.
    private var licenses: [String] {
        var ids: [String?] = []
        for item in scenes.map(\.item) where !ids.contains(item.collection) { ids.append(item.collection) }
        return ids.map { id in
            let credit = FetchedFacts.credit(
                of: scenes.first { $0.item.collection == id }?.item, in: id.flatMap { result.collections[$0] })
            return "\(id ?? "No collection"): \(credit ?? "licence and provider are not told")."
        }
    }

    private var gapLines: [String] {
        let gaps = gaps
        var lines: [String] = []
        if !known.wasRun {
            lines.append("The case was not run yet: of its own scenes only those are known that a search fetched.")
        }
        if known.drawn > 0 {
            lines.append(
                "\(known.drawn) drawn scene\(known.drawn == 1 ? "" : "s") of the case count as no look at the place.")
        }
        guard let longest = gaps.longest, let left = gaps.longestLeft else { return lines }
        lines.append(
            "Longest time without a look: \(Self.days(longest)); with the scenes that are fit at least in part \(Self.days(left))."
        )
        let worst = gaps.gaps.sorted { ($1.days, $0.start) < ($0.days, $1.start) }.prefix(Self.toldGaps)
            .sorted { $0.start < $1.start }
        let rows = worst.map { gap in
            [
                Self.minute(gap.start), Self.minute(gap.end), Self.days(gap.days),
                gap.filling.count == 1 ? "1 scene" : "\(gap.filling.count) scenes", Self.days(gap.daysLeft),
            ]
        }
        if !rows.isEmpty {
            lines += TextTable.lines(
                [["without a look from", "to", "for", "would be filled by", "longest left"]] + rows, indent: 2)
        }
        return lines
    }

    private static func minute(_ time: Date) -> String {
        String(AcquisitionTime.text(time).prefix(16)).replacingOccurrences(of: "T", with: " ")
    }

    private static func days(_ days: Double) -> String { digits(days, 10) + " days" }

    private static func metres(_ value: Double) -> String { digits(value, 100) + " m" }

    /// A number without digits that nobody needs.
    private static func digits(_ value: Double, _ parts: Double) -> String {
        let rounded = (value * parts).rounded() / parts
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    // MARK: - Machines

    func lines() {
        for scene in scenes { Output.line(object(scene)) }
        for gap in gaps.gaps {
            Output.line([
                "event": "gap", "start": AcquisitionTime.text(gap.start), "end": AcquisitionTime.text(gap.end),
                "days": Self.rounded(gap.days), "scenes": gap.filling.count, "days_left": Self.rounded(gap.daysLeft),
            ])
        }
        Output.line([
            "event": "search", "address": CatalogueAddress.shown(address), "scenes": scenes.count,
            "examined": result.examined, "omissions": result.omissions, "shortfalls": result.shortfalls,
            "known_looks": known.times.count, "drawn_scenes": known.drawn, "was_run": known.wasRun,
        ])
    }

    private func object(_ scene: FoundScene) -> [String: any Sendable] {
        let item = scene.item
        let fitness = scene.fitness
        let collection = item.collection.flatMap { result.collections[$0] }
        var object: [String: any Sendable] = [
            "event": "scene", "id": item.id, "time": item.time.iso8601, "verdict": fitness.verdict.rawValue,
            "reasons": fitness.reasons, "remarks": item.remarks, "site_share": Self.rounded(fitness.siteShare),
            "zones_shown": fitness.shown, "zones_served": fitness.served, "indicators": fitness.indicators,
            "assets": item.assets.map(\.key),
        ]
        let told: [(String, (any Sendable)?)] = [
            ("collection", item.collection), ("platform", item.platform), ("gsd_m", item.groundSamplingDistance),
            ("cloud_percent", item.cloudCover), ("off_nadir_degrees", item.offNadir),
            ("incidence_degrees", item.incidence), ("sun_elevation_degrees", item.sun?.elevation),
            ("sun_is_computed", item.sun?.isComputed),
            ("case_has", scene.known), ("credit", FetchedFacts.credit(of: item, in: collection)),
            ("time_at_place", clock.map { $0.text(item.time.start) + " " + $0.offsetText(at: item.time.start) }),
        ]
        for (name, value) in told {
            if let value { object[name] = value } else { object[name] = NSNull() }
        }
        return object
    }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
