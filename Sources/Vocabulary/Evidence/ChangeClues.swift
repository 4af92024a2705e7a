/// What is known of a change of the ground that its confidence is made of.
public struct ChangeClues: Hashable, Codable, Sendable {
    /// Mean of the change statistic, as a multiple of the threshold; above 1.
    public var strength: Double
    /// Pixels.
    public var pixels: Int
    /// Share of it that lies farther inside than the margin of alignment, 0…1.
    public var insideShare: Double
    /// Whether a shadow of its own falls away from the sun beside it in one look and none in the other.
    public var hasOwnShadow: Bool
    /// Share of it that is dark in one look only, 0…1.
    public var darkShare: Double
    /// Share of its outline along which lies a shadow that moved with the sun, 0…1: then something stood there in both looks, and
    /// may only shine otherwise.
    public var movedShadowShare: Double
    /// Share of the later look's variance that the earlier one explains, 0…1: little where season, snow or haze differ.
    public var explainedShare: Double

    /// Makes a record.
    public init(
        strength: Double, pixels: Int, insideShare: Double, hasOwnShadow: Bool, darkShare: Double,
        movedShadowShare: Double, explainedShare: Double
    ) {
        self.strength = strength
        self.pixels = pixels
        self.insideShare = insideShare
        self.hasOwnShadow = hasOwnShadow
        self.darkShare = darkShare
        self.movedShadowShare = movedShadowShare
        self.explainedShare = explainedShare
    }
}
