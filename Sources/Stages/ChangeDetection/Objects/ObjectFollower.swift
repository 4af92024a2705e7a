public import Evidence
import Foundation
import Geodesy

/// Follows objects through looks: which detections are one object, and what arrived, departed, stayed and moved.
///
/// Look by look, every object that may still be there is compared with every new detection. The cost of a pair is minus the
/// logarithm of a likelihood ratio: both are one object, against: the object went (or was missed) and the detection is a new one.
/// The numerator holds the probability that the object is still there and is found, and how well place, length, direction and class
/// agree within their errors; the denominator how many new objects there are on a square metre, and how usual such a length and
/// class are. All pairs are decided at once (`ObjectAssignment`). An object that is not found goes on being sought with the
/// probability that it is there, by Bayes' rule, so a look that missed it does not end it; where its place could not be
/// seen, nothing is concluded.
///
/// Source: the likelihood ratio is that of Blackman & Popoli (1999), Design and Analysis of Modern Tracking Systems;
/// existence by Musicki, Evans & Stankovic (1994), IEEE Trans. Automatic Control 39(6), 1237–1241 (integrated data association).
public struct ObjectFollower: Sendable {
    /// Raised when the same detections give other chains.
    public static let version = 2

    /// What is taken for known. Shares are elicited where no card tells them.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Share of visible objects that are found, by class; ``defaultRecall`` for others.
        public var recall: [String: Double]
        /// Recall of classes that nobody measured.
        public var defaultRecall: Double
        /// The highest probability of being right that a score is believed.
        public var surestScore: Double
        /// Probability that an object leaves between two looks, of classes that ``departures`` does not name.
        public var departure: Double
        /// Probability that an object leaves between two looks, by class: what is built seldom does.
        public var departures: [String: Double]
        /// Probability that an object that stays at the site is found elsewhere in the next look.
        public var relocation: Double
        /// Standard deviation of a detection's place within its look, as a share of the box's width.
        public var placeShare: Double
        /// Standard deviation of a detection's place within its look, in metres at least.
        public var placeLeast: Double
        /// Standard deviation of a length, as a share of it.
        public var lengthError: Double
        /// Standard deviation of a direction in degrees.
        public var directionError: Double
        /// Share of a box that must be seen for "not seen" to mean anything.
        public var leastVisibleShare: Double
        /// Probability below which it cannot be told which detection is meant.
        public var leastCertainty: Double

        /// Makes a configuration.
        public init(
            recall: [String: Double] = [:], defaultRecall: Double = 0.9, surestScore: Double = 0.98,
            departure: Double = 0.3,
            departures: [String: Double] = [:], relocation: Double = 0.02,
            placeShare: Double = 0.15, placeLeast: Double = 0.4, lengthError: Double = 0.08,
            directionError: Double = 6, leastVisibleShare: Double = 0.5, leastCertainty: Double = 0.8
        ) {
            self.recall = recall
            self.defaultRecall = defaultRecall
            self.surestScore = surestScore
            self.departure = departure
            self.departures = departures
            self.relocation = relocation
            self.placeShare = placeShare
            self.placeLeast = placeLeast
            self.lengthError = lengthError
            self.directionError = directionError
            self.leastVisibleShare = leastVisibleShare
            self.leastCertainty = leastCertainty
        }

        func departure(of className: String) -> Double {
            min(0.99, max(0.001, departures[className] ?? departure))
        }
        func recall(of className: String) -> Double { min(0.999, max(0.01, recall[className] ?? defaultRecall)) }
        /// Probability that a detection which continues no known object is an object.
        ///
        /// A score is taken for the probability that the detection is right, at most ``surestScore``. That holds among all
        /// detections; where the place was seen before without it, the false ones are all among the new, and of the right
        /// ones only the share that comes anew, so the odds are multiplied by that share.
        func existence(of detection: Detection, wasSeenEmpty: Bool) -> Double {
            let right = min(surestScore, max(0.05, detection.score.isFinite ? detection.score : 0))
            let share = wasSeenEmpty ? departure(of: detection.className) : 1
            return right * share / (right * share + 1 - right)
        }
    }

    let configuration: Configuration

    /// Makes a follower.
    public init(configuration: Configuration = .init()) {
        self.configuration = configuration
    }

    /// Follows the objects of some looks.
    ///
    /// - Parameter looks: In the order of their times. Detections that are not counted (rejected, superseded) take no part.
    /// - Returns: One chain for each object, in the order of first sight and, in one look, of the detections' ids.
    public func chains(through looks: [ObjectLook]) -> [ObjectChain] {
        let counted = looks.map { look in
            look.detections.filter { $0.review.isCounted && $0.groundBox != nil }.sorted { $0.id < $1.id }
        }
        guard let origin = counted.lazy.flatMap({ $0 }).first?.groundBox?.centre else { return [] }
        let sightings = counted.map { $0.compactMap { Sighting($0, about: origin) } }
        let scene = ObjectPopulation(sightings)
        var objects: [FollowedObject] = []
        for (index, look) in looks.enumerated() {
            step(look, index, sightings[index], looks, scene, &objects)
        }
        return objects.map { ChainWriter(configuration: configuration, looks: looks).chain(of: $0) }
    }

    private func step(
        _ look: ObjectLook, _ index: Int, _ sightings: [Sighting], _ looks: [ObjectLook], _ scene: ObjectPopulation,
        _ objects: inout [FollowedObject]
    ) {
        // What is hardly there any more is no longer sought.
        let active = objects.indices.filter { objects[$0].presence >= 0.02 }
        var pairs: [ObjectAssignment.Pair] = []
        var unseen: [Double] = []
        var views: [(recall: Double, stays: Double)] = []
        let likelihood = PairLikelihood(configuration: configuration, population: scene)
        for (position, number) in active.enumerated() {
            let object = objects[number]
            let visible = look.visibleShare(object.last.box, object.className)
            let recall =
                visible >= configuration.leastVisibleShare ? configuration.recall(of: object.className) * visible : 0
            let stays = object.presence * (1 - configuration.departure(of: object.className))
            views.append((recall, stays))
            unseen.append(-log(max(1e-9, 1 - stays * recall)))
            for (other, sighting) in sightings.enumerated() {
                guard
                    let cost = likelihood.cost(
                        of: object, sighting, stays: stays, recall: recall, placement: look.placementError)
                else { continue }
                pairs.append(.init(object: position, detection: other, cost: cost))
            }
        }
        let assignment = ObjectAssignment(pairs: pairs, unseen: unseen)
        var taken: Set<Int> = []
        for (position, number) in active.enumerated() {
            let (recall, stays) = views[position]
            if let detection = assignment.detections[position] {
                taken.insert(detection)
                // Odds of the best against the next best assignment.
                let certainty = 1 / (1 + exp(-assignment.advantages[position]))
                objects[number].see(
                    sightings[detection], look: index, placement: look.placementError,
                    isCertain: certainty >= configuration.leastCertainty)
            } else if recall > 0 {
                objects[number].presence = stays * (1 - recall) / (1 - stays * recall)
                objects[number].steps.append((index, nil, true, objects[number].presence))
            } else {
                objects[number].presence = stays
                objects[number].steps.append((index, nil, false, stays))
            }
        }
        for number in objects.indices where objects[number].steps.last?.look != index {
            // Long gone, but its place may have been seen all the same.
            let object = objects[number]
            let visible = look.visibleShare(object.last.box, object.className) >= configuration.leastVisibleShare
            objects[number].presence *= 1 - configuration.departure(of: objects[number].className)
            objects[number].steps.append((index, nil, visible, objects[number].presence))
        }
        for (other, sighting) in sightings.enumerated() where !taken.contains(other) {
            let wasSeenEmpty = looks[..<index].contains {
                $0.visibleShare(sighting.box, sighting.detection.className) >= configuration.leastVisibleShare
            }
            objects.append(
                FollowedObject(
                    sighting, look: index, placement: look.placementError,
                    presence: configuration.existence(of: sighting.detection, wasSeenEmpty: wasSeenEmpty)))
        }
    }
}

/// An object on its way through the looks.
struct FollowedObject: Sendable {
    private(set) var last: Sighting
    private(set) var lastLook: Int
    private(set) var sightings: [(look: Int, sighting: Sighting)]
    /// Standard deviation of the last look's placement.
    private(set) var placement: Double
    var presence: Double
    /// Look, detection, whether the place was seen, presence; of every look since the first sighting.
    var steps: [(look: Int, sight: ObjectChain.Sight?, wasLooked: Bool, presence: Double)]

    init(_ sighting: Sighting, look: Int, placement: Double, presence: Double) {
        last = sighting
        lastLook = look
        sightings = [(look, sighting)]
        self.placement = placement
        self.presence = presence
        steps = [(look, .seen(detection: sighting.detection.id), true, presence)]
    }

    /// The class of most sightings; of equally many the one seen first.
    var className: String {
        var counts: [String: Int] = [:]
        for sighting in sightings { counts[sighting.sighting.detection.className, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        return sightings.first { counts[$0.sighting.detection.className] == most }?.sighting.detection.className ?? ""
    }

    /// Mean length of all sightings, in metres.
    var length: Double { sightings.reduce(0) { $0 + $1.sighting.box.length } / Double(sightings.count) }

    mutating func see(_ sighting: Sighting, look: Int, placement: Double, isCertain: Bool) {
        last = sighting
        lastLook = look
        sightings.append((look, sighting))
        self.placement = placement
        // Seen twice at one place: hardly a false alarm.
        presence = 0.99
        let id = sighting.detection.id
        steps.append((look, isCertain ? .seen(detection: id) : .seenButNotWhich(detection: id), true, presence))
    }
}
