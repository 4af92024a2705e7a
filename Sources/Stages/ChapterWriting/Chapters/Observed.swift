import Documents
import Evidence
import Findings
import Foundation
import Sites

/// What the looks show.
extension ChapterBuilder {
    mutating func looks() -> [Block] {
        guard !material.scenes.isEmpty else { return [missing("missing.scenes")] }
        let times = material.scenes.compactMap { $0.time?.middle }
        let drawn = material.scenes.count(where: \.isSimulated)
        var sentences = [
            claim(
                "looks.lead",
                [
                    "scenes": material.scenes.count, "one": material.scenes.count == 1,
                    "first": times.min().map(phrases.day) ?? "", "last": times.max().map(phrases.day) ?? "",
                    "looks": material.looks.count, "usable": material.looks.count { $0.usability == .usable },
                    "partial": material.looks.count { $0.usability == .partial },
                    "blind": material.looks.count { $0.usability == .notUsable }, "drawn": drawn,
                    "simulated": drawn > 0,
                ], material.scenes.map { RecordReference(.scene, $0.id) }.sorted())
        ]
        let gaps = material.zoneLooks.compactMap { zone in zone.gaps.map { (zone.zone, $0) } }
        if let widest = gaps.max(by: { $0.1.longest < $1.1.longest }) {
            sentences.append(
                claim(
                    "looks.gap",
                    [
                        "zone": zoneByID[widest.0]?.name ?? widest.0, "days": digits(widest.1.longest),
                        "after": phrases.day(widest.1.longestAfter), "until": phrases.day(widest.1.longestUntil),
                    ], [RecordReference(.zone, widest.0)]))
        }
        return [
            paragraph(sentences),
            .figure(
                DocumentFigure(
                    .looks, caption: phrases.say("figure.looks"),
                    citations: list.cite([RecordReference(.case, material.case.id)]))),
        ]
    }

    /// What looks tell of zones that no other chapter tells of, and where the others stand.
    mutating func observedFindings() -> [Block] {
        let told = Set(material.findings.compactMap(\.zone))
        let elsewhere = [ChapterPart.transportLooks, .railFindings].filter { !leftOut.contains($0) }.map { part in
            (part.chapter, zones(of: part.chapter).filter { told.contains($0.id) })
        }
        let gone = Set(elsewhere.flatMap { $0.1.map(\.id) })
        let own = material.case.site.zones.filter { told.contains($0.id) && !gone.contains($0.id) }
        guard !gone.isEmpty || !own.isEmpty else { return [heading("findings.title"), missing("missing.findings")] }
        let leading = elsewhere.filter { !$0.1.isEmpty }.map { kind, zones in
            claim(
                "findings.elsewhere", ["zones": phrases.list(zones.map(\.name)), "chapter": kind.number],
                zones.map { RecordReference(.zone, $0.id) })
        }
        return [heading("findings.title")] + (leading.isEmpty ? [] : [paragraph(leading)])
            + (own.isEmpty ? [] : findings(at: own, level: 2, isShort: true, missing: "missing.findings"))
    }

    /// What looks at zones tell together, zone by zone; what is left to the records is counted.
    ///
    /// - Parameters:
    ///   - zones: The zones.
    ///   - level: Level of each zone's heading.
    ///   - isShort: Whether each quantity is told once only.
    ///   - key: What is said where nothing is told.
    /// - Returns: A heading and points for each zone of which something is told.
    mutating func findings(at zones: [Zone], level: Int = 1, isShort: Bool = false, missing key: String) -> [Block] {
        var blocks: [Block] = []
        for zone in zones {
            let own = material.findings.filter { $0.zone == zone.id }
            let told = FindingChoice(own).told(isShort: isShort)
            guard !told.isEmpty else { continue }
            blocks.append(.heading(level: level, text: phrases.own(zone.name)))
            blocks.append(.list(told.map { Paragraph([sentence(of: $0)]) }))
            let left = own.count - told.count
            guard left > 0 else { continue }
            blocks.append(
                paragraph([
                    claim(
                        "findings.more", ["count": left, "one": left == 1, "zone": zone.name],
                        [RecordReference(.zone, zone.id)])
                ]))
        }
        return blocks.isEmpty ? [missing(key)] : blocks
    }

    /// A finding in a sentence: as it was written, in the language's words; where it has none, told in short by a phrase for its kind.
    mutating func sentence(of finding: Finding) -> Sentence {
        let references = [RecordReference(.finding, finding.id)] + looks(Array(finding.looks.suffix(3)))
        if let own = phrases.rewording?.text(finding.sentence) { return claim(own, references) }
        if phrases.tag != "en", let (key, values) = told(finding), phrases.has(key) {
            return claim(key, values, references)
        }
        return english(finding.sentence, references)
    }

    /// What a phrase needs to tell a finding; nil for kinds that are told as they were written.
    private func told(_ finding: Finding) -> (String, [String: Any])? {
        switch finding.content {
        case .first(let first):
            var values: [String: Any] = [
                "quantity": phrases.word("class", first.quantity), "between": first.between.count, "blind": first.blind,
                "none": first.between.isEmpty,
            ]
            values["seen"] = first.seen.map { phrases.day($0.time) }
            values["previous"] = first.previous.map { phrases.day($0.time) }
            if let gaps = first.gaps { values["longest"] = digits(gaps.longest) }
            return ("finding." + first.kind.rawValue.replacingOccurrences(of: " ", with: "-"), values)
        case .presence(let presence):
            var values: [String: Any] = [
                "quantity": phrases.word("class", presence.quantity), "count": presence.seen.count,
            ]
            values["first"] = presence.seen.first.map { phrases.day($0.time) }
            values["last"] = presence.seen.last.map { phrases.day($0.time) }
            values["before"] = presence.emptyBefore.map { phrases.day($0.time) }
            values["after"] = presence.emptyAfter.map { phrases.day($0.time) }
            if let gaps = presence.gaps { values["longest"] = digits(gaps.longest) }
            return ("finding.presence", values)
        case .arrival(let arrival):
            let window = arrival.window
            let clock = window.clock
            func text(_ date: Date) -> String { clock?.text(date) ?? AcquisitionTime.text(date) }
            return (
                "finding.arrival",
                [
                    "subject": window.subject, "from": text(window.shortest.start), "to": text(window.shortest.end),
                    "level": phrases.percent(window.level), "median": text(window.median),
                    "weather": arrival.weatherTitle,
                ]
            )
        default: return nil
        }
    }

    /// Changes of the ground that a chapter tells, the surest ones; the records hold all.
    private static let mostChanges = 10
    /// Of these, those that are shown before and after.
    private static let mostPairs = 4

    mutating func groundChanges() -> [Block] {
        let told = material.comparisons.flatMap { comparison in comparison.told.map { (comparison, $0) } }
        guard !material.comparisons.isEmpty else { return [missing("missing.comparisons")] }
        guard !told.isEmpty else {
            return [
                paragraph([
                    claim(
                        "ground.none", ["count": material.comparisons.count],
                        material.comparisons.map { RecordReference(.scene, $0.scene) })
                ])
            ]
        }
        let surest = told.map(\.1).sorted {
            ($1.probability, $1.change.area, $0.change.id) < ($0.probability, $0.change.area, $1.change.id)
        }.prefix(Self.mostChanges)
        var blocks: [Block] = [
            heading("ground.title"),
            paragraph([
                claim(
                    "ground.lead",
                    [
                        "count": told.count, "one": told.count == 1, "shown": surest.count,
                        "all": surest.count == told.count,
                    ],
                    [RecordReference(.case, material.case.id)])
            ]),
        ]
        blocks.append(
            .list(
                surest.map { placed in
                    let change = placed.change
                    return Paragraph([
                        claim(
                            "ground.change",
                            [
                                "kind": phrases.word("change", change.kind.rawValue),
                                "zone": change.zone.map { zoneByID[$0]?.name ?? $0 } ?? phrases.say("ground.outside"),
                                "area": digits(change.area), "after": phrases.day(sceneByID[change.before]?.time),
                                "by": phrases.day(sceneByID[change.after]?.time),
                                "probability": phrases.percent(placed.probability),
                            ], [RecordReference(.change, change.id)])
                    ])
                }))
        for placed in surest.prefix(Self.mostPairs) {
            blocks.append(
                .figure(
                    DocumentFigure(
                        .pair(placed.change.id),
                        caption: phrases.say(
                            "figure.pair",
                            [
                                "before": phrases.day(sceneByID[placed.change.before]?.time),
                                "after": phrases.day(sceneByID[placed.change.after]?.time),
                            ]), citations: list.cite([RecordReference(.change, placed.change.id)]))))
        }
        return blocks
    }

    mutating func arrivals() -> [Block] {
        let arrivals = material.findings.filter { if case .arrival = $0.content { true } else { false } }
        guard !arrivals.isEmpty else { return [missing("missing.arrivals")] }
        var blocks: [Block] = [heading("arrivals.title")]
        for finding in arrivals {
            guard case .arrival(let arrival) = finding.content else { continue }
            blocks.append(
                paragraph(
                    [sentence(of: finding)]
                        + arrival.window.conflicts.map { english($0, [RecordReference(.finding, finding.id)]) }))
            blocks.append(
                .figure(
                    DocumentFigure(
                        .arrival(finding.id),
                        caption: phrases.say(
                            "figure.arrival", ["weather": arrival.weatherTitle, "subject": arrival.window.subject]),
                        citations: list.cite([RecordReference(.finding, finding.id)]))))
        }
        return blocks
    }
}
