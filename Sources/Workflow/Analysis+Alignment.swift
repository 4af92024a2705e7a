import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import SceneAlignment
import Sites

/// Scenes of one place, laid on one of them.
extension Analysis {
    /// Compares each scene with the reference of its place.
    ///
    /// The best scene of all is a reference; a scene that shows none of its ground is compared with the best of those that do, or becomes a
    /// reference itself.
    ///
    /// - Returns: One alignment for each scene that was compared, references among them where others lie on them.
    func align(_ scenes: [Scene], _ summary: inout AnalysisSummary) async throws -> [Alignment] {
        let assessor = LookAssessor(configuration: configuration.looks)
        let zones = subject.site.zones
        let ranked = ReferenceChoice.ranked(
            scenes,
            covered: { scene in
                zones.isEmpty ? 0 : Double(zones.count { assessor.mayShow($0, scene) }) / Double(zones.count)
            }, wanted: subject.reference)
        if let wanted = subject.reference, let first = ranked.first, !ReferenceChoice.isNamed(first, wanted) {
            report(
                .notice(
                    "case.yaml names '\(wanted)' as reference, but no scene has that title, id or path; \(first.title) is taken."
                ))
        }
        var references: [Scene] = []
        var found: [Alignment] = []
        var laid: [(scene: Scene, reference: Scene)] = []
        for scene in ranked {
            // A reference that was not found where not every place could be looked through is still the reference.
            if let known = try await catalogue.alignments(scene: scene.id).first?.record,
                !scenes.contains(where: { $0.id == known.reference }),
                let reference = try await catalogue.scene(known.reference), subject.asks(about: reference)
            {
                found.append(known)
                continue
            }
            guard let reference = references.first(where: { Self.meet($0, scene) }) else {
                references.append(scene)
                continue
            }
            laid.append((scene, reference))
        }
        found += try await sideBySide(laid, &summary) { pair, summary in
            try await align(pair.scene, to: pair.reference, &summary)
        }
        let used = Set(found.map(\.reference))
        let own = SceneAligner(configuration: configuration.alignment)
        for reference in references where used.contains(reference.id) {
            found.append(try await own.alignment(of: reference, to: reference, reader: reader))
        }
        return found
    }

    private func align(
        _ scene: Scene, to reference: Scene, _ summary: inout AnalysisSummary
    ) async throws -> Alignment {
        let run = StageRun(
            stage: "align", stageVersion: SceneAligner.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.alignment),
            inputs: [try Self.digest(of: scene), try Self.digest(of: reference)])
        if try await isKnown(run), let known = try await catalogue.alignments(scene: scene.id).first?.record {
            finish(run, subject: scene.title, detail: Self.told(known), known: true, &summary)
            return known
        }
        report(.started(stage: run.stage, subject: scene.title))
        do {
            let alignment = try await SceneAligner(configuration: configuration.alignment)
                .alignment(of: scene, to: reference, reader: reader)
            try await catalogue.commit(RunBatch(run: run, alignments: [alignment]))
            if alignment.verdict == .refused {
                let reason = alignment.reasons.joined(separator: "; ")
                report(
                    .notice(
                        "\(scene.title) cannot be laid on \(reference.title): \(reason). It stays where its provider put it, "
                            + "and is not compared."))
            }
            finish(run, subject: scene.title, detail: Self.told(alignment), known: false, &summary)
            return alignment
        } catch let error where !Self.endsEverything(error) {
            refuse(run.stage, Refusal(subject: scene.title, reason: "\(error)"), &summary)
            return Alignment(
                scene: scene.id, reference: reference.id, verdict: .refused, frame: .grid, correction: nil, margin: nil,
                circularError90: nil, points: [], pixel: 0, significance: nil, reasons: ["\(error)"])
        }
    }

    private static func told(_ alignment: Alignment) -> String {
        guard let margin = alignment.margin else { return alignment.verdict.rawValue }
        return "\(alignment.verdict.rawValue), margin \((margin * 100).rounded() / 100) m"
    }

    /// Least share of the smaller scene that two of one place have in common. Scenes of neighbouring places overlap by a
    /// sliver, on which nothing can be laid.
    private static let leastShare = 0.1

    /// Whether two scenes show the same place; where outlines are not known they are taken to.
    private static func meet(_ a: Scene, _ b: Scene) -> Bool {
        guard let first = a.outline, let second = b.outline else {
            return (a.outline == nil) == (b.outline == nil)
        }
        return first.parts.contains { one in
            second.parts.contains { other in
                guard let a = one.outer.bounds, let b = other.outer.bounds else { return false }
                let width =
                    min(a.maximum.longitude, b.maximum.longitude) - max(a.minimum.longitude, b.minimum.longitude)
                let height = min(a.maximum.latitude, b.maximum.latitude) - max(a.minimum.latitude, b.minimum.latitude)
                guard width > 0, height > 0 else { return false }
                let areas = [a, b].map {
                    ($0.maximum.longitude - $0.minimum.longitude) * ($0.maximum.latitude - $0.minimum.latitude)
                }
                return width * height >= leastShare * min(areas[0], areas[1])
            }
        }
    }

    /// A scene whose outline lies where it was laid.
    func moved(_ scene: Scene) -> Scene {
        guard let alignment = alignments[scene.id] else { return scene }
        var moved = scene
        moved.outline = scene.outline?.mapped(alignment.moved)
        return moved
    }

    /// How far in metres places of a scene may lie off the site, with nine chances in ten; nil where nobody can say.
    ///
    /// What was laid on a reference lies off by its margin and by what the reference is off itself, where that stands on level
    /// ground of one height and the site was not drawn on it; what was not laid, by its own.
    func placementError(of scene: Scene) -> Double? {
        guard let alignment = alignments[scene.id], let margin = alignment.margin else { return scene.placementError }
        let reference = alignment.verdict == .reference ? scene : references[alignment.reference]
        guard let reference, !ReferenceChoice.isNamed(reference, subject.reference), let own = reference.placementError
        else { return margin }
        return (margin * margin + own * own).squareRoot()
    }

    /// What looks at a scene must say of where it lies; nil where there is nothing to say.
    func alignmentDoubt(of scene: Scene) -> String? {
        guard let alignment = alignments[scene.id] else {
            guard let error = scene.placementError, error > (scene.groundSamplingDistance ?? 0) else { return nil }
            return "it was placed on level ground, so places may lie \((error * 10).rounded() / 10) m off"
        }
        switch alignment.verdict {
        case .reference, .good: return nil
        case .usable:
            let margin = alignment.margin.map { "\(($0 * 100).rounded() / 100) m" } ?? "an unknown margin"
            return "it lies on the site's reference within \(margin) only"
        case .refused:
            return "it could not be laid on the site's reference, so its positions are the provider's: "
                + alignment.reasons.joined(separator: "; ")
        }
    }

    /// What a piece of work on a scene depends on: the scene, and where it was laid.
    func digest(ofPlaced scene: Scene) throws -> String {
        let own = try Self.digest(of: scene)
        // A scene that stays where its provider put it is as if it had never been compared.
        guard let alignment = alignments[scene.id], alignment.verdict != .reference,
            let correction = alignment.correction
        else { return own }
        return Digest.identifier([
            own, try CanonicalJSON.text(correction), alignment.margin.map { "\($0)" } ?? "",
        ])
    }
}
