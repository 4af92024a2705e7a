public import Geodesy

/// What changed on the ground between a scene and an earlier one of its place, or why that cannot be told.
public struct GroundComparison: Hashable, Codable, Sendable {
    /// The later scene.
    public var scene: String
    /// The earlier scene that it was compared with; nil where it could be compared with none.
    public var before: String?
    /// Earlier scenes that were tried and do not compare, the latest first.
    public var refused: [Refused]
    /// Share of the earlier scene that was compared, 0…1.
    public var comparedShare: Double
    /// Metres by which places of both may be off.
    public var margin: Double
    /// Side of a compared pixel in metres.
    public var pixelSize: Double
    /// What could not be told, and by whose word cloud was left out, in sentences.
    public var remarks: [String]
    /// The changes, in the order of their first pixels.
    public var changes: [PlacedChange]

    /// Makes a record.
    public init(
        scene: String, before: String?, refused: [Refused], comparedShare: Double, margin: Double, pixelSize: Double,
        remarks: [String], changes: [PlacedChange]
    ) {
        self.scene = scene
        self.before = before
        self.refused = refused
        self.comparedShare = comparedShare
        self.margin = margin
        self.pixelSize = pixelSize
        self.remarks = remarks
        self.changes = changes
    }

    /// The changes that no detection explains, by area times probability, the most first.
    public var open: [PlacedChange] {
        changes.filter(\.isOpen).sorted {
            ($0.change.area * $0.probability, $1.change.id) > (
                $1.change.area * $1.probability, $0.change.id
            )
        }
    }

    /// Those of ``open`` that are as probable as not, or more.
    public var told: [PlacedChange] { open.filter(\.isTold) }

    /// An earlier scene that does not compare, and why.
    public struct Refused: Hashable, Codable, Sendable {
        /// The scene.
        public var scene: String
        /// The reason, a sentence.
        public var reason: String

        /// Makes a record.
        public init(scene: String, reason: String) {
            self.scene = scene
            self.reason = reason
        }
    }
}

/// A change of the ground and where it lies.
public struct PlacedChange: Hashable, Codable, Sendable {
    /// The change.
    public var change: SurfaceChange
    /// Its outline on the ground.
    public var area: MultiPolygon<GeoPoint>
    /// Detections of either scene that lie on it and explain it, by their ids: a wagon that came is no change of the ground.
    public var objects: [String]
    /// How often its place changed in other comparisons; nil until that was asked.
    public var unrest: Unrest?
    /// Probability that it is a lasting change, 0…1: the change's own confidence until other comparisons were asked.
    public var probability: Double
    /// Whether no detection explains it.
    public var isOpen: Bool { objects.isEmpty }
    /// Whether no detection explains it and it is as probable as not, or more.
    public var isTold: Bool { isOpen && probability >= 0.5 }

    /// Makes a record of a change that stands by itself.
    public init(change: SurfaceChange, area: MultiPolygon<GeoPoint>, objects: [String]) {
        self.change = change
        self.area = area
        self.objects = objects
        unrest = nil
        probability = change.confidence
    }

    /// How often a place changed: one that looks otherwise each time was not built each time.
    public struct Unrest: Hashable, Codable, Sendable {
        /// Comparisons in which it changed too.
        public var changed: Int
        /// Other comparisons of the place.
        public var of: Int

        /// Makes a record.
        public init(changed: Int, of: Int) {
            self.changed = changed
            self.of = of
        }
    }
}
