public import Geodesy

/// A part of the ground that looks otherwise in a later scene than in an earlier one, for a reason that neither placement nor
/// masks nor shadows explain.
public struct SurfaceChange: Hashable, Codable, Sendable {
    /// Derived from both scenes and place.
    public var id: String
    /// The earlier scene, on whose grid it is drawn.
    public var before: String
    /// The later scene.
    public var after: String
    /// The zone that holds most of it; nil where none does.
    public var zone: String?
    /// Its outline on the grid of the comparison, along the edges of pixels; parts that touch at a corner only are parts of
    /// their own.
    public var outline: MultiPolygon<PixelPoint>
    /// What it is, where that can be told.
    public var kind: Kind
    /// Mean of the change statistic over it, as a multiple of the threshold; above 1.
    public var strength: Double
    /// Area on the ground in square metres.
    public var area: Double
    /// Least area, if the outline lies too far out everywhere by the margin of alignment.
    public var leastArea: Double
    /// Greatest area, if the outline lies too far in everywhere by that margin.
    public var greatestArea: Double
    /// Probability that it is a change, 0…1, from ``clues``; measured on drawn pairs alone.
    public var confidence: Double
    /// What the confidence is made of.
    public var clues: ChangeClues
    /// The same in sentences, and what speaks for the kind.
    public var reasons: [String]

    /// Makes a record of a change.
    public init(
        id: String, before: String, after: String, zone: String?, outline: MultiPolygon<PixelPoint>, kind: Kind,
        strength: Double, area: Double, leastArea: Double, greatestArea: Double, confidence: Double,
        clues: ChangeClues, reasons: [String]
    ) {
        self.id = id
        self.before = before
        self.after = after
        self.zone = zone
        self.outline = outline
        self.kind = kind
        self.strength = strength
        self.area = area
        self.leastArea = leastArea
        self.greatestArea = greatestArea
        self.confidence = confidence
        self.clues = clues
        self.reasons = reasons
    }

    /// What changed.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// Something of height stands there that did not: it casts a shadow of its own.
        case built
        /// Something of height is gone, and its shadow with it.
        case removed
        /// Plants are gone, and ground of the colour of soil lies open.
        case dug
        /// Plants are gone under something of a neutral colour.
        case covered
        /// Plants grow where there were none.
        case overgrown
        /// Snow is gone.
        case clearedOfSnow = "cleared of snow"
        /// Snow lies where none did.
        case snowCovered = "snow-covered"
        /// The surface is another; what it became cannot be told.
        case changedSurface = "changed surface"
    }
}
