public import Evidence
public import Findings
public import Foundation

/// What a catalogue holds of the looks of a case, as far as indicators ask for it.
public struct LookRecord: Sendable {
    /// Looks with their times and what took them, in any order.
    public var looks: [TimedLook]
    /// What was counted, by zone and quantity.
    public var series: [ActivitySeries]
    /// Share of what a look could see that was read, 0…1, by its id and the quantity that was counted: of a zone's tracks, of a
    /// scene's tiles. Where nothing is said, all of it.
    public var readShares: [String: [String: Double]]
    /// What else was measured or told of looks.
    public var observations: [Observation]
    /// Class of what an observation was made of, by its id; only of detections.
    public var classes: [String: String]
    /// Classes of rail vehicles: where tracks were read, those that are not listed were not there.
    public var railClasses: Set<String>
    /// Changes of the ground, with the probability that each lasts.
    public var changes: [GroundChange]
    /// The earlier scene that the ground of a scene was compared with, both by id.
    public var comparedWith: [String: String]
    /// Visits of followed objects as they were known when, in the order of time.
    public var visits: [KnownVisits]
    /// Names of the zones, by id.
    public var zoneNames: [String: String]

    /// Makes a record.
    public init(
        looks: [TimedLook], series: [ActivitySeries] = [], readShares: [String: [String: Double]] = [:],
        observations: [Observation] = [],
        classes: [String: String] = [:], railClasses: Set<String> = [], changes: [GroundChange] = [],
        comparedWith: [String: String] = [:], visits: [KnownVisits] = [], zoneNames: [String: String] = [:]
    ) {
        self.looks = looks
        self.series = series
        self.readShares = readShares
        self.observations = observations
        self.classes = classes
        self.railClasses = railClasses
        self.changes = changes
        self.comparedWith = comparedWith
        self.visits = visits
        self.zoneNames = zoneNames
    }

    /// A look, when it was and what took it.
    public struct TimedLook: Hashable, Sendable {
        /// The look.
        public var look: Look
        /// When its scene was taken.
        public var time: AcquisitionTime
        /// Names of what took it: platform, constellation, instruments.
        public var sensors: [String]

        /// Makes an entry.
        public init(look: Look, time: AcquisitionTime, sensors: [String] = []) {
            self.look = look
            self.time = time
            self.sensors = sensors
        }
    }

    /// Visits as the looks up to an instant tell of them.
    public struct KnownVisits: Hashable, Sendable {
        /// The instant.
        public var since: Date
        /// All visits that were known then.
        public var visits: [Visit]

        /// Makes a record.
        public init(since: Date, visits: [Visit]) {
            self.since = since
            self.visits = visits
        }
    }

    /// A change of the ground.
    public struct GroundChange: Hashable, Sendable {
        /// The scene that shows it, by id.
        public var scene: String
        /// The zone that holds most of it, by id; nil where none does.
        public var zone: String?
        /// What changed, as ``SurfaceChange/Kind`` names it.
        public var kind: String
        /// Square metres on the ground.
        public var area: Double
        /// Probability that it is a lasting change, 0…1, with all that is known.
        public var probability: Double
        /// What was known of that when, in the order of time; empty where it was always the same.
        public var standings: [Standing]

        /// A probability, and since when it stands.
        public struct Standing: Hashable, Sendable {
            /// Since when.
            public var since: Date
            /// Probability that the change lasts, 0…1.
            public var probability: Double

            /// Makes a record.
            public init(since: Date, probability: Double) {
                self.since = since
                self.probability = probability
            }
        }

        /// Makes a change.
        public init(
            scene: String, zone: String?, kind: String, area: Double, probability: Double, standings: [Standing] = []
        ) {
            self.standings = standings
            self.scene = scene
            self.zone = zone
            self.kind = kind
            self.area = area
            self.probability = probability
        }

        /// The probability as it was known by an instant; nil for all that is known.
        func probability(asOf limit: Date?) -> Double {
            guard let limit, let first = standings.first else { return probability }
            return (standings.last { $0.since <= limit } ?? first).probability
        }
    }
}
