public import Geodesy

/// An object that was missed or mistaken, or a detection of nothing.
public struct DetectionMistake: Codable, Sendable {
    /// The image.
    public var image: String
    /// The object's class; nil for a detection of nothing.
    public var className: String?
    /// The object's box.
    public var box: OrientedBox?
    /// Share of it that can be seen; nil where nobody said.
    public var visibleShare: Double?
    /// The detection's class; nil where there is none anywhere near.
    public var foundClass: String?
    /// The detection's score.
    public var score: Double?
    /// The detection's box: of a missed object the one that comes nearest, too far off or below the threshold.
    public var foundBox: OrientedBox?
    /// How much the two have in common, by the rule's measure.
    public var overlap: Double?

    /// Where it is.
    public var place: OrientedBox? { box ?? foundBox }
}
