import Documents
import Evidence
import Findings
import Foundation
import Inquiry
import Sites

/// What came by rail.
extension ChapterBuilder {
    /// Rows of the table of trains, the latest ones; the records have all.
    private static let mostTrains = 24

    /// What stood on the tracks, look by look, and the latest of it as a picture.
    mutating func trains() -> [Block] {
        // Most scenes of another part of the site show no track.
        let byScene = Dictionary(grouping: material.consists.filter { $0.extent != nil }, by: \.scene)
        guard !byScene.isEmpty else { return [missing("missing.trains")] }
        let read = inOrder(byScene.keys.compactMap { sceneByID[$0] })
        func trains(_ scene: Scene) -> [Consist] {
            (byScene[scene.id] ?? []).filter { !$0.vehicles.isEmpty }.sorted {
                ($0.trackName, $0.id) < ($1.trackName, $1.id)
            }
        }
        let occupied = read.filter { !trains($0).isEmpty }
        let bare = read.filter { trains($0).isEmpty }
        let untold = bare.filter { scene in
            (byScene[scene.id] ?? []).allSatisfy { if case .count = $0.count { false } else { true } }
        }
        // Leads to elsewhere run out of every scene; whether the place is empty is told by its own tracks.
        let zones = Set(zones(of: .rail).map(\.id))
        let own = Set(material.case.site.tracks.filter { $0.zone.map(zones.contains) ?? false }.map(\.id))
        let empty = bare.filter { scene in
            let watched = (byScene[scene.id] ?? []).filter { own.isEmpty || own.contains($0.track) }
            return !watched.isEmpty && watched.allSatisfy(Self.isSurelyEmpty)
        }
        let partial = bare.count - untold.count - empty.count
        let times = read.compactMap { $0.time?.middle }
        let cited = (occupied.isEmpty ? read : occupied).suffix(3).map { RecordReference(.scene, $0.id) }
        var blocks = [
            heading("trains.title"),
            paragraph([
                claim(
                    "trains.lead",
                    [
                        "scenes": read.count, "one": read.count == 1, "first": times.min().map(phrases.day) ?? "",
                        "last": times.max().map(phrases.day) ?? "", "occupied": occupied.count,
                        "empty": empty.count, "partial": partial > 0 ? "\(partial)" : "", "untold": untold.count,
                        "blind": !untold.isEmpty, "several": read.count > 1, "dated": !times.isEmpty,
                    ], cited)
            ]),
        ]
        let rows = occupied.flatMap { scene in trains(scene).map { (scene, $0) } }
        guard let latest = occupied.last else { return blocks }
        if rows.count > Self.mostTrains {
            blocks.append(
                paragraph([
                    claim("trains.more", ["shown": Self.mostTrains, "count": rows.count], cited)
                ]))
        }
        blocks.append(
            .table(
                DocumentTable(
                    caption: phrases.say("trains.table"),
                    columns: [
                        column("date"), column("track"), column("consist"), column("vehicles", isNumeric: true),
                        column("stations", isNumeric: true),
                    ], rows: rows.suffix(Self.mostTrains).map { row(of: $0.1, in: $0.0) })))
        return blocks + trainFigures(of: trains(latest), in: latest)
    }

    /// Whether a track was seen whole and nothing stands on it.
    private static func isSurelyEmpty(_ consist: Consist) -> Bool {
        guard case .count(_, _, let high, _, _) = consist.count else { return false }
        return high == 0 && consist.hidden.isEmpty && consist.visibleShare > 0.98
    }

    private mutating func row(of consist: Consist, in scene: Scene) -> DocumentTable.Row {
        let reference = [RecordReference(.consist, consist.id)]
        var count = (consist.unseen.isEmpty ? "" : "≥ ") + "\(consist.vehicles.count)"
        if case .count(_, let low, let high, _, _) = consist.count, low != high { count += " (\(low) – \(high))" }
        let stations = consist.trains.compactMap { train in
            train.first.flatMap { first in train.last.map { (first.start, $0.end) } }
        }.map { "\(metres($0.0)) – \(metres($0.1))" }
        return DocumentTable.Row([
            cell(phrases.day(scene.time), [RecordReference(.scene, scene.id)]), cell(consist.trackName),
            cell(consist.trains.map(words).joined(separator: "; "), reference), cell(count, reference),
            cell(stations.joined(separator: "; ")),
        ])
    }

    private func metres(_ station: Double) -> String { Quantity.digits(station.rounded(), significant: 15) }

    /// Vehicles in their order: "5 × tank-car, covered-car".
    private func words(_ train: ArraySlice<Consist.Vehicle>) -> String {
        var runs: [(name: String, count: Int)] = []
        for vehicle in train {
            if runs.last?.name == vehicle.className {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((vehicle.className, 1))
            }
        }
        return runs.map { run in
            let name = phrases.own(phrases.word("class", run.name))
            return run.count == 1 ? name : "\(run.count) × \(name)"
        }.joined(separator: ", ")
    }

    mutating func railIndicators() -> [Block] {
        guard let assessment = material.assessment else { return [missing("missing.assessment")] }
        let named = settings[.rail].indicators
        let zones = Set(zones(of: .rail).map(\.id))
        let rules = Set(
            (material.case.inquiry?.indicators ?? []).filter { indicator in
                indicator.rule.map { !zones.isDisjoint(with: $0.zones) } ?? false
            }.map(\.id))
        let evidence = assessment.evidence.filter {
            named.isEmpty ? rules.contains($0.reading.indicator) : named.contains($0.reading.indicator)
        }
        guard !evidence.isEmpty else { return [missing("missing.rail-indicators")] }
        return [evidenceTable(evidence, caption: phrases.say("rail.evidence"))]
    }
}
