public import Geodesy

/// An upright rectangle on a pixel grid, by its half-open edges.
public struct UprightBox: Hashable, Codable, Sendable {
    /// First column.
    public var left: Double
    /// First row.
    public var top: Double
    /// Column behind the last.
    public var right: Double
    /// Row behind the last.
    public var bottom: Double

    /// Makes a box from its edges.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// The smallest upright box around an oriented one.
    public init(around box: OrientedBox) {
        let bounds = box.bounds
        self.init(left: bounds.left, top: bounds.top, right: bounds.right, bottom: bounds.bottom)
    }

    /// Area in square pixels.
    public var area: Double { max(0, right - left) * max(0, bottom - top) }

    /// The same rectangle as an oriented box.
    public var oriented: OrientedBox { OrientedBox(left: left, top: top, right: right, bottom: bottom) }
}

/// An object that is known to be in an image.
public struct TruthObject: Hashable, Sendable {
    /// Its class.
    public var className: String
    /// Where it lies.
    public var box: OrientedBox
    /// The upright box around it, as the labels give it where they do.
    public var upright: UprightBox
    /// Area by which it counts as small or large, in square pixels; nil for the box's own.
    public var area: Double?
    /// Share of it that can be seen, 0…1; nil where nobody said.
    public var visibleShare: Double?
    /// What finding it or not says of a network.
    public var weight: Weight
    /// What it belongs to, by kind: "track": "4", "train": "T12".
    public var groups: [String: String]

    /// What finding an object or not says of a network.
    public enum Weight: String, Hashable, Codable, Sendable {
        /// It is to be found.
        case counted
        /// Neither right nor wrong: one detection of it is passed over.
        case ignored
        /// An area in which nobody told objects apart: any number of detections in it is passed over.
        case region
    }

    /// Makes an object; what is not given is not known.
    public init(
        className: String, box: OrientedBox, upright: UprightBox? = nil, area: Double? = nil,
        visibleShare: Double? = nil, weight: Weight = .counted, groups: [String: String] = [:]
    ) {
        self.className = className
        self.box = box
        self.upright = upright ?? UprightBox(around: box)
        self.area = area
        self.visibleShare = visibleShare
        self.weight = weight
        self.groups = groups
    }
}

/// An object that a network says is in an image.
public struct FoundObject: Hashable, Sendable {
    /// Its class.
    public var className: String
    /// The network's score, 0…1.
    public var score: Double
    /// Where it lies.
    public var box: OrientedBox
    /// The upright box around it.
    public var upright: UprightBox
    /// Whether the score reaches the threshold from which on the network reports this class.
    public var isReported: Bool

    /// Makes a detection.
    public init(
        className: String, score: Double, box: OrientedBox, upright: UprightBox? = nil, isReported: Bool = true
    ) {
        self.className = className
        self.score = score
        self.box = box
        self.upright = upright ?? UprightBox(around: box)
        self.isReported = isReported
    }
}

/// An image, or a scene, with what is in it and what was found.
public struct EvaluatedImage: Sendable {
    /// Name by which it is told from the others.
    public var name: String
    /// Ground sampling distance in metres; nil where unknown.
    public var groundSamplingDistance: Double?
    /// Metres of a pixel of the grid on which the boxes lie, where that is not the one that was looked at.
    public var boxPixel: Double?
    /// What it shows, by kind, for results apart: "season": "winter", "haze": "yes".
    public var conditions: [String: String]
    /// What is in it.
    public var truth: [TruthObject]
    /// What was found.
    public var found: [FoundObject]
    /// Areas and lines within which objects are counted; none for the whole image.
    public var places: [CountingPlace]

    /// Makes an image.
    public init(
        name: String, groundSamplingDistance: Double? = nil, boxPixel: Double? = nil,
        conditions: [String: String] = [:], truth: [TruthObject], found: [FoundObject], places: [CountingPlace] = []
    ) {
        self.name = name
        self.groundSamplingDistance = groundSamplingDistance
        self.boxPixel = boxPixel
        self.conditions = conditions
        self.truth = truth
        self.found = found
        self.places = places
    }
}

/// A zone or a track on an image, within which objects are counted.
public struct CountingPlace: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Where it lies.
    public var shape: Shape

    /// Where a place lies, in pixels.
    public enum Shape: Hashable, Sendable {
        /// Objects count whose centre lies in it.
        case area(MultiPolygon<PixelPoint>)
        /// Objects count for the line nearest to their centre, up to a distance in pixels.
        case line([PixelPoint], reach: Double)
    }

    /// Makes a place.
    public init(name: String, shape: Shape) {
        self.name = name
        self.shape = shape
    }
}
