public import Evidence
import Foundation
import Geodesy
public import Sites
public import Statistics
import Synchronization

/// Counts what was found in the zones, with intervals from the network's measured accuracy.
public struct ObjectCounter: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 3

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

    /// How well a network did on each place of its evaluation.
    public struct MeasuredAccuracy: Hashable, Sendable {
        /// What was measured on one place.
        public struct Place: Hashable, Sendable {
            /// All objects and detections of the place.
            public var counts: DetectorAccuracy
            /// Those of them in some surroundings. "berth" and "open" (open water) are used where all
            /// places have them.
            public var surroundings: [String: DetectorAccuracy]

            /// Makes a record of one place.
            public init(counts: DetectorAccuracy, surroundings: [String: DetectorAccuracy] = [:]) {
                self.counts = counts
                self.surroundings = surroundings
            }
        }

        /// The places.
        public var places: [Place]

        /// Makes a record; empty where nobody measured.
        public init(places: [Place]) {
            self.places = places
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
    /// drawn ones as they are (``ReviewedClass``). A look that is not usable gives "cannot be determined"; one
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
    /// - Returns: The observations, in the order of the classes.
    public func observations(
        of look: Look, zone: Zone, site: Site, classes: [String], detections: [Detection],
        accuracy: MeasuredAccuracy, model: ModelReference, processedShare: Double,
        evidence: [String: CaseAccuracy] = [:]
    ) -> [Observation] {
        let inside = detections.filter { detection in
            detection.review.isCounted && (detection.groundBox.map { zone.area.contains($0.centre) } ?? false)
        }
        var observations: [Observation] = []
        func add(_ quantity: String, of name: String, _ counted: [Detection], _ state: MooringState?) {
            let result: Observation.Result
            if look.usability == .notUsable {
                result = .undetermined(because: look.reasons.joined(separator: "; "))
            } else if processedShare <= 0 {
                result = .undetermined(because: "the scene could not be worked on")
            } else {
                result = count(
                    ReviewedClass(counted), look: look, accuracy: Self.pooled(accuracy, for: state),
                    evidence: evidence[name],
                    processedShare: processedShare)
            }
            observations.append(
                Observation(
                    id: Digest.identifier(["observation", look.id, quantity, model.name]), look: look.id,
                    quantity: quantity, result: result,
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
        _ told: ReviewedClass, look: Look, accuracy: PooledAccuracy, evidence: CaseAccuracy?, processedShare: Double
    ) -> Observation.Result {
        let discounted = accuracy.counts.discounted(designEffect: accuracy.designEffect)
        let interval = known.interval(told, accuracy: discounted, evidence: evidence) {
            told.distribution(accuracy: discounted, evidence: evidence).shortestInterval(level: configuration.level)
        }
        var method: String
        if let precision = accuracy.counts.precision, let recall = accuracy.counts.recall {
            method =
                "beta-binomial from precision \(Self.decimals(precision)) and recall \(Self.decimals(recall)) measured "
                + "\(accuracy.surroundings) on \(accuracy.places) places left out of training, design effect \(Self.decimals(accuracy.designEffect))"
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

    /// Results of all places together.
    struct PooledAccuracy: Equatable {
        /// Sums over the places.
        var counts: DetectorAccuracy
        /// By how much the places differ more than chance would let them; 1 or more.
        var designEffect: Double
        /// How many places there were.
        var places: Int
        /// Where objects lay, in words.
        var surroundings: String
    }

    /// All places together, and by how much they differ more than chance would let them.
    ///
    /// Ships at a quay are harder to find than those in open water and easier to make up, so a state
    /// that lies in the one or the other gets the results of its own surroundings where these were
    /// measured.
    ///
    /// The larger design effect of precision and recall is taken (`designEffect(of:)`).
    static func pooled(_ accuracy: MeasuredAccuracy, for state: MooringState?) -> PooledAccuracy {
        let (name, words): (String?, String) =
            switch state {
            case .atBerth: ("berth", "at berths")
            case .atAnchor, .underWay: ("open", "in open water")
            case .elsewhere, nil: (nil, "in all surroundings")
            }
        let apart = accuracy.places.compactMap { place in name.flatMap { place.surroundings[$0] } }
        let isApart = !apart.isEmpty && apart.count == accuracy.places.count
        let places = isApart ? apart : accuracy.places.map(\.counts)
        var sum = DetectorAccuracy(truePositives: 0, falsePositives: 0, falseNegatives: 0)
        for place in places {
            sum.truePositives += place.truePositives
            sum.falsePositives += place.falsePositives
            sum.falseNegatives += place.falseNegatives
        }
        let precision = designEffect(of: places.map { ($0.truePositives, $0.truePositives + $0.falsePositives) })
        let recall = designEffect(of: places.map { ($0.truePositives, $0.truePositives + $0.falseNegatives) })
        return PooledAccuracy(
            counts: sum, designEffect: max(precision, recall), places: places.count,
            surroundings: isApart ? words : "in all surroundings")
    }

    private static func state(of role: ZoneRole) -> MooringState? {
        switch role {
        case .berth: .atBerth
        case .anchorage: .atAnchor
        case .fairway: .underWay
        default: nil
        }
    }

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
