public import ActivityAnalysis
import DetectionReview
public import Evidence
import Foundation
import Geodesy
import ObjectDetection
public import Sites

extension Analysis {
    /// Consists with what analysts decided about their vehicles, for counts, reports and whoever else shows them.
    ///
    /// Objects that an analyst drew, or gave a class of the network that read the tracks, come to the track nearest to their
    /// middle; their stations are those of their ends, projected on its line.
    ///
    /// - Parameters:
    ///   - consists: Consists of one scene or of several, as the networks read them.
    ///   - detections: All detections of these scenes as they are now.
    ///   - site: The site with the tracks.
    ///   - models: The networks of the case.
    ///   - level: Probability that an interval is to hold the true number, for tracks that have none yet.
    /// - Returns: The consists in the same order; those about which nothing was decided, and those of a network that
    ///   is not there, stay as they are.
    public static func reviewedConsists(
        _ consists: [Consist], detections: [Detection], site: Site, models: [InstalledModel],
        level: Double = Configuration().counts.level
    ) -> [Consist] {
        let known = Dictionary(detections.map { ($0.id, $0) }) { first, _ in first }
        let tracks = SiteTracks(site.tracks)
        var result = consists
        for model in models where model.card.readsTracks {
            let own = consists.indices.filter { consists[$0].model.name == model.card.name }
            guard !own.isEmpty else { continue }
            var added: [Place: [Detection]] = [:]
            for detection in detections where isAdded(detection, to: model, among: models) {
                guard let centre = detection.groundBox?.centre else { continue }
                if let track = tracks.track(at: centre) {
                    added[Place(scene: detection.scene, track: track), default: []].append(detection)
                }
            }
            let review = ConsistReview(card: model.card, level: level)
            for index in own {
                let consist = consists[index]
                let line = tracks.line(of: consist.track)
                let more = (added[Place(scene: consist.scene, track: consist.track)] ?? []).map { detection in
                    ConsistReview.Added(
                        detection: detection, stretch: stretch(of: detection, on: line, length: consist.length))
                }
                result[index] = review.reviewed(consist, by: known, adding: more)
            }
        }
        return result
    }

    private struct Place: Hashable {
        var scene: String
        var track: String
    }

    /// Whether a detection is a vehicle of a network's classes that this network did not report itself.
    private static func isAdded(
        _ detection: Detection, to model: InstalledModel, among models: [InstalledModel]
    ) -> Bool {
        detection.model.name != model.card.name
            && (detection.review == .drawn || detection.review == .retyped)
            && model.card.classes.contains { $0.name == detection.className }
            && counts(detection, for: model, among: models)
    }

    /// Where a detection's ends lie along a track of a length in metres.
    private static func stretch(of detection: Detection, on line: GroundLine?, length: Double) -> Consist.Stretch {
        guard let line, let box = detection.groundBox, line.length > 0 else { return .init(start: 0, end: 0) }
        let half = box.length / 2
        let (east, north) = (sin(box.azimuth * .pi / 180) * half, cos(box.azimuth * .pi / 180) * half)
        let ends = [1.0, -1].compactMap { sign in
            line.nearest(
                to: Ellipsoid.wgs84.point(from: box.centre, east: sign * east, north: sign * north)
            ).map { ($0.station / line.length * length * 100).rounded() / 100 }
        }.sorted()
        return .init(start: ends.first ?? 0, end: ends.last ?? 0)
    }
}
