import Documents
import Evidence
import Findings
import Foundation
import Sites

/// Pictures of the looks: the ground before it changed and after, whole scenes, zones before something came and with it.
extension ChapterBuilder {
    /// The scene in which the latest thing was first seen, and the last one before it; else the latest.
    mutating func sceneFigures() -> [Block] {
        guard !material.scenes.isEmpty else { return [] }
        return tellingScenes().map { scene in
            .figure(
                DocumentFigure(
                    .scene(scene.id),
                    caption: phrases.say(
                        "figure.scene",
                        [
                            "title": scene.title, "date": phrases.day(scene.time), "simulated": scene.isSimulated,
                            "found": material.detections.count { $0.scene == scene.id && $0.review.isCounted },
                        ]), citations: list.cite([RecordReference(.scene, scene.id)])))
        }
    }

    private func tellingScenes() -> [Scene] {
        guard let appearance = latestAppearance(), let seen = scene(of: appearance.seen) else {
            return inOrder(material.scenes.filter { $0.time != nil }).suffix(1)
        }
        return [appearance.before.flatMap(scene(of:)), seen].compactMap(\.self)
    }

    /// Scenes by time, those of unknown time first.
    func inOrder(_ scenes: [Scene]) -> [Scene] {
        scenes.sorted {
            let (first, second) = ($0.time?.middle ?? .distantPast, $1.time?.middle ?? .distantPast)
            return first == second ? $0.id < $1.id : first < second
        }
    }

    /// What appeared: the quantity that was counted, the last look that counted none, and the look that shows it.
    private struct Appearance {
        var quantity: String
        var before: FirstSince.Mark?
        var seen: FirstSince.Mark

        /// What is later counts more, and what is more in one look.
        var rank: (Date, Int) { (seen.time.middle, seen.count?.detected ?? 0) }
    }

    /// The latest appearance that the findings tell of; of those in one look that of the most things, then that which is told first.
    private func latestAppearance(at zone: String? = nil) -> Appearance? {
        var latest: Appearance?
        for finding in material.findings where zone == nil || finding.zone == zone {
            guard case .first(let first) = finding.content, first.kind == .firstSince, let seen = first.seen else {
                continue
            }
            let found = Appearance(quantity: first.quantity, before: first.between.last, seen: seen)
            if latest.map({ $0.rank < found.rank }) ?? true { latest = found }
        }
        return latest
    }

    private func scene(of mark: FirstSince.Mark) -> Scene? {
        lookByID[mark.look].flatMap { sceneByID[$0.scene] }
    }

    /// For each zone at which something appeared, the look before it and the one that shows it.
    mutating func appearances(at zones: [Zone]) -> [Block] {
        zones.compactMap { zone in
            guard let appearance = latestAppearance(at: zone.id), let seen = scene(of: appearance.seen) else {
                return nil
            }
            let before = appearance.before.flatMap { mark in scene(of: mark).map { (mark, $0) } }
            let scenes = [before?.1, seen].compactMap(\.self)
            return .figure(
                DocumentFigure(
                    .zone(zone.id, scenes: scenes.map(\.id)),
                    caption: phrases.say(
                        "figure.zone",
                        [
                            "zone": phrases.own(zone.name), "quantity": phrases.word("class", appearance.quantity),
                            "before": before.map { phrases.day($0.1.time) } ?? "",
                            "seen": phrases.day(seen.time), "simulated": scenes.contains(where: \.isSimulated),
                        ]),
                    citations: list.cite(
                        looks([before?.0.look, appearance.seen.look].compactMap(\.self)))))
        }
    }

    /// Occupied tracks of one scene, each unrolled, those with the most vehicles first and at most ``mostTrainFigures``.
    mutating func trainFigures(of consists: [Consist], in scene: Scene) -> [Block] {
        consists.sorted { ($1.vehicles.count, $0.id) < ($0.vehicles.count, $1.id) }.prefix(Self.mostTrainFigures).map {
            .figure(
                DocumentFigure(
                    .train($0.id),
                    caption: phrases.say(
                        "figure.train",
                        [
                            "track": $0.trackName, "date": phrases.day(scene.time), "simulated": scene.isSimulated,
                        ]),
                    citations: list.cite([RecordReference(.consist, $0.id)])))
        }
    }

    /// Tracks of the latest scene that are shown unrolled; the records show all.
    private static let mostTrainFigures = 2
}
