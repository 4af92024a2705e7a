import ActivityAnalysis
import ChangeDetection
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Sites
import Statistics

/// The objects of one place through its scenes: what each scene shows there, and what it could have shown.
struct ObjectHistory: Sendable {
    /// One scene with what is known of it.
    struct Look: Sendable {
        var scene: Scene
        /// Whether positions can be compared with those of other scenes; a scene that could not be aligned concludes nothing.
        var isComparable: Bool
        /// Metres within which it lies on its reference.
        var margin: Double
        var looks: [Evidence.Look]
        var detections: [Detection]
        var consists: [Consist]
        /// Share of the scene in which objects of a class were sought, 0…1; a class that is not here was sought nowhere.
        var soughtShares: [String: Double]
    }

    let site: Site
    let models: [InstalledModel]

    /// Classes of what is built: they seldom leave, and seldom move.
    static let built = ["tank-fixed-roof", "tank-floating-roof"]
    /// Probability that something built is gone at the next look.
    static let departureOfBuilt = 0.005
    /// The circle that holds nine of ten errors of a place, in standard deviations of one direction: the square root of 2 ln 10.
    static let deviationsOfMargin = 2.146
    /// Metres between a box's middle and a track's line up to which it stands on that track.
    static let reachOfTrack = 2.4

    /// How objects are followed, with the recall that the networks' cards tell.
    var configuration: ObjectFollower.Configuration {
        var configuration = ObjectFollower.Configuration(
            departures: Dictionary(uniqueKeysWithValues: Self.built.map { ($0, Self.departureOfBuilt) }))
        for card in models.map(\.card) {
            for name in card.classes.map(\.name) {
                let places = card.measuredAccuracy.choice(for: .init(className: name)).places
                let found = places.reduce(0) { $0 + $1.counts.foundObjects }
                let missed = places.reduce(0) { $0 + $1.counts.falseNegatives }
                if found + missed > 0 { configuration.recall[name] = found / (found + missed) }
            }
        }
        return configuration
    }

    /// Follows what lies in the site's zones; what stands on a fixed structure of the site file takes no part.
    ///
    /// - Parameter looks: Scenes of one place in the order of their times.
    /// - Returns: One chain for each object, whose steps and events name scenes.
    func chains(through looks: [Look]) -> [ObjectChain] {
        let structures = FixedStructures(site.structures)
        let lines = site.tracks.map { (id: $0.id, line: GroundLine($0.line)) }
        let seen = looks.map { look in
            let inside = look.detections.filter { detection in
                guard let centre = detection.groundBox?.centre else { return false }
                return site.zones.contains { $0.area.contains(centre) } && !structures.hold(detection)
            }
            return ObjectLook(
                id: look.scene.id, detections: look.isComparable ? inside : [],
                placementError: look.margin / Self.deviationsOfMargin
            ) { box, name in visibleShare(of: box, className: name, in: look, lines: lines) }
        }
        return ObjectFollower(configuration: configuration).chains(through: seen)
    }

    /// Share of a box in which a scene could have shown a class: that of its zone's look, and of its track's reading where it
    /// stands on one.
    private func visibleShare(
        of box: GroundBox, className: String, in look: Look, lines: [(id: String, line: GroundLine)]
    ) -> Double {
        guard look.isComparable, let sought = look.soughtShares[className], sought > 0 else { return 0 }
        let shares = look.looks.compactMap { own -> Double? in
            guard own.usability != .notUsable,
                site.zones.contains(where: { $0.id == own.zone && $0.area.contains(box.centre) })
            else { return nil }
            return own.visibleShare
        }
        guard let share = shares.max() else { return 0 }
        let track = lines.compactMap { id, line in line.nearest(to: box.centre).map { (id: id, distance: $0.distance) }
        }
        .min { ($0.distance, $0.id) < ($1.distance, $1.id) }
        var ofTrack = 1.0
        if let track, track.distance <= Self.reachOfTrack, models.contains(where: \.card.readsTracks) {
            let consist = look.consists.first { $0.track == track.id }
            switch consist?.count {
            case .count: ofTrack = consist?.visibleShare ?? 0
            case .measured, .told, .notApplicable, .undetermined, nil: ofTrack = 0
            }
        }
        return min(1, share * sought * ofTrack)
    }
}
