import Foundation

/// Something that stands at the site when a scene is taken.
struct StandingObject: Sendable {
    /// A name that is the same in all scenes.
    var id: String
    /// The class that a network would give it; "structure" and "container" for what is no class of one.
    var className: String
    /// What it is more closely.
    var kind: String
    /// Its outline on the ground.
    var box: FrameBox
    /// Metres over all: of rolling stock over couplers.
    var length: Double
    /// Metres from the ground to its top.
    var height: Double
    /// At which share of its height its outline is drawn from above.
    var outlineHeight = 0.6
    /// Its solid in the drawing.
    var solid: Int
    /// Where it belongs to: "track", "berth", "tank", and the id there.
    var place: (kind: String, id: String)?
    /// The train it belongs to, and its number there, from 1.
    var train: (id: String, order: Int)?
    /// Height of what a tank holds as a share of its shell's.
    var fill: Double?
    /// "at-berth", "at-anchor" or "under-way".
    var shipState: String?
    /// Degrees and knots of a ship under way.
    var motion: (course: Double, speed: Double)?
    /// Share of its top that is white.
    var snow: Double?
}

/// A number that follows from a text, for random streams that are named by what they are for.
///
/// Source: FNV-1a, 64 bits: Fowler, Noll & Vo, as in draft-eastlake-fnv-17, section 2.
func streamName(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}
