public import Evidence
import Foundation
import Geodesy
public import Sites
import Statistics
import Synchronization

/// Counts what was found in the zones, with intervals from the network's measured accuracy.
public struct ObjectCounter: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 4

    /// How counts are made.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Probability that an interval is to hold the true number.
        public var level: Double
        /// Metres between hull and quay line up to which a ship lies alongside.
        public var quayDistance: Double

        /// Makes a configuration.
        public init(level: Double = 0.8, quayDistance: Double = 40) {
            self.level = level
            self.quayDistance = quayDistance
        }
    }

    /// The settings in use.
    public let configuration: Configuration

    private let known = KnownIntervals()

    /// Makes a counter.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// What was counted in one look.
    ///
    /// One observation for each class; for ships also one for each state (``MooringState``) that the
    /// zone's role names or that occurred. Rejected detections are not counted, retyped ones under their new class,
    /// drawn ones as they are (`ReviewedClass`). A look that is not usable gives "cannot be determined"; one
    /// without detections gives a count of 0, since somebody looked.
    ///
    /// - Parameters:
    ///   - look: The look.
    ///   - zone: Its zone.
    ///   - site: The site that the zone belongs to.
    ///   - classes: All classes that the network tells apart.
    ///   - detections: Detections of the look's scene by this network.
    ///   - accuracy: How well it did on places that took no part in its training.
    ///   - model: The network.
    ///   - processedShare: Share of the scene that the network worked on, 0…1.
    ///   - evidence: What analysts' decisions say of the network in this case, by class.
    ///   - season: Season of the scene, to choose what was measured in the like; nil where unknown.
    /// - Returns: The observations, in the order of the classes.
    public func observations(
        of look: Look, zone: Zone, site: Site, classes: [String], detections: [Detection],
        accuracy: MeasuredAccuracy, model: ModelReference, processedShare: Double,
        evidence: [String: CaseAccuracy] = [:], season: Season? = nil
    ) -> [Observation] {
        let all = detections.filter { detection in
            detection.review.isCounted && (detection.groundBox.map { zone.area.contains($0.centre) } ?? false)
        }
        let standing = FixedStructures(site.structures)
        let inside = all.filter { !standing.hold($0) }
        var observations: [Observation] = []
        func add(_ quantity: String, of className: String, _ counted: [Detection], _ state: MooringState?) {
            let result: Observation.Result
            if look.usability == .notUsable {
                result = .undetermined(because: look.reasons.joined(separator: "; "))
            } else if processedShare <= 0 {
                result = .undetermined(because: "the scene could not be worked on")
            } else {
                result = count(
                    ReviewedClass(counted), look: look,
                    accuracy: Self.pooled(
                        accuracy,
                        for: Conditions(
                            className: className, groundSamplingDistance: look.groundSamplingDistance, season: season,
                            state: state)),
                    evidence: evidence[className],
                    processedShare: processedShare)
            }
            let left = all.count { $0.className == className && standing.hold($0) }
            observations.append(
                Observation(
                    id: Digest.identifier(["observation", look.id, quantity, model.name]), look: look.id,
                    quantity: quantity, result: FixedStructures.telling(left, in: result),
                    detections: look.usability == .notUsable ? [] : counted.map(\.id).sorted(), model: model))
        }
        for name in classes {
            let counted = inside.filter { $0.className == name }
            add(name, of: name, counted, name == "ship" ? Self.state(of: zone.role) : nil)
            guard name == "ship", look.usability != .notUsable else { continue }
            let states = counted.map { detection in
                detection.groundBox.map {
                    MooringState.of($0, in: site, quayDistance: configuration.quayDistance)
                }
            }
            for state in MooringState.allCases {
                let chosen = zip(counted, states).filter { $0.1 == state }.map(\.0)
                if !chosen.isEmpty || state == Self.state(of: zone.role) {
                    add("\(name) \(state.rawValue)", of: name, chosen, state)
                }
            }
        }
        return observations
    }

    private func count(
        _ told: ReviewedClass, look: Look, accuracy: FittingAccuracy, evidence: CaseAccuracy?, processedShare: Double
    ) -> Observation.Result {
        let discounted = accuracy.effective
        let interval = known.interval(told, accuracy: discounted, evidence: evidence) {
            told.distribution(accuracy: discounted, evidence: evidence).shortestInterval(level: configuration.level)
        }
        var method: String
        if let precision = accuracy.counts.precision, let recall = accuracy.counts.recall {
            method =
                "beta-binomial from precision \(Self.decimals(precision)) and recall \(Self.decimals(recall)) measured "
                + "\(accuracy.surroundings) on \(accuracy.places) places left out of training, which for another place are "
                + "worth \(Self.whole(discounted.truePositives + discounted.falsePositives)) detections and "
                + "\(Self.whole(discounted.foundObjects + discounted.falseNegatives)) objects"
        } else {
            method = "Jeffreys' prior alone: the network's accuracy was not measured"
        }
        method += told.method(evidence)
        if look.usability == .partial {
            method += "; holds for the \(Int((look.visibleShare * 100).rounded())) % of the zone that was visible"
        }
        if processedShare < 1 {
            method += "; \(Self.decimals(processedShare * 100)) % of the scene was processed"
        }
        return .count(
            detected: told.count, low: interval.lowerBound, high: interval.upperBound, level: configuration.level,
            method: method)
    }

    private static func state(of role: ZoneRole) -> MooringState? {
        switch role {
        case .berth: .atBerth
        case .anchorage: .atAnchor
        case .fairway: .underWay
        default: nil
        }
    }

    private static func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }

    private static func decimals(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}

/// Intervals that were worked out before: most zones of a large site have the same few counts.
private final class KnownIntervals: Sendable {
    private struct Key: Hashable {
        var told: ReviewedClass
        var accuracy: DetectorAccuracy
        var evidence: CaseAccuracy?
    }

    private let intervals = Mutex<[Key: ClosedRange<Int>]>([:])

    func interval(
        _ told: ReviewedClass, accuracy: DetectorAccuracy, evidence: CaseAccuracy?, by work: () -> ClosedRange<Int>
    ) -> ClosedRange<Int> {
        let key = Key(told: told, accuracy: accuracy, evidence: evidence)
        if let interval = intervals.withLock({ $0[key] }) { return interval }
        let interval = work()
        intervals.withLock { $0[key] = interval }
        return interval
    }
}
