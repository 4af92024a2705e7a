/// One zone seen once in one scene, with what could be seen there.
///
/// Every statement about time is made over looks, so "not seen" is never confused with "not looked".
public struct Look: Hashable, Codable, Sendable {
    /// Derived from scene and zone.
    public var id: String
    /// The scene.
    public var scene: String
    /// The zone.
    public var zone: String
    /// Share of the zone inside the scene's valid pixels, 0…1.
    public var coveredShare: Double
    /// Share of the zone under cloud, 0…1: by the given mask, or estimated from the pixels where none was given, which the
    /// reasons then say; nil where neither is known.
    public var cloudShare: Double?
    /// Share of the zone that was visible: covered, and not under a known cloud.
    public var visibleShare: Double
    /// Ground sampling distance of the scene in metres; nil where unknown.
    public var groundSamplingDistance: Double?
    /// Coarsest ground sampling distance that serves the zone, in metres.
    public var requiredGroundSamplingDistance: Double
    /// What the look is good for.
    public var usability: Usability
    /// Why it is not fully usable, in sentences; also what was not known.
    public var reasons: [String]

    /// Makes a look from what was measured.
    public init(
        id: String, scene: String, zone: String, coveredShare: Double, cloudShare: Double?, visibleShare: Double,
        groundSamplingDistance: Double?, requiredGroundSamplingDistance: Double, usability: Usability,
        reasons: [String]
    ) {
        self.id = id
        self.scene = scene
        self.zone = zone
        self.coveredShare = coveredShare
        self.cloudShare = cloudShare
        self.visibleShare = visibleShare
        self.groundSamplingDistance = groundSamplingDistance
        self.requiredGroundSamplingDistance = requiredGroundSamplingDistance
        self.usability = usability
        self.reasons = reasons
    }

    /// What a look is good for.
    public enum Usability: String, Hashable, Codable, CaseIterable, Sendable {
        /// The whole zone could be judged.
        case usable
        /// A part of it could; counts hold for that part.
        case partial
        /// Nothing can be concluded.
        case notUsable = "not usable"
    }
}
