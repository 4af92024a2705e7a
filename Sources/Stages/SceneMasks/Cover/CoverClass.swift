/// What a pixel shows, as far as the ground under it can be judged.
///
/// The raw values are what a mask file holds; they never change.
public enum CoverClass: UInt8, CaseIterable, Codable, Sendable {
    /// There is no measurement.
    case missing = 0
    /// Lit ground, roofs, plants: free of snow.
    case clearLand = 1
    /// Open water.
    case water = 2
    /// Snow in the sun.
    case snow = 3
    /// Snow in a shadow.
    case shadowedSnow = 4
    /// Cloud that hides the ground.
    case cloud = 5
    /// The shadow of a cloud.
    case cloudShadow = 6
    /// Thin cloud or haze through which the ground shows.
    case haze = 7
    /// Shadow of a building or of terrain, on ground that is not white.
    case shadow = 8
    /// Bright and white: a white roof, snow or cloud; they are not told apart.
    case bright = 9

    /// What people call it.
    public var name: String {
        switch self {
        case .missing: "missing"
        case .clearLand: "clear land"
        case .water: "water"
        case .snow: "snow"
        case .shadowedSnow: "shadowed snow"
        case .cloud: "cloud"
        case .cloudShadow: "cloud shadow"
        case .haze: "haze"
        case .shadow: "building or terrain shadow"
        case .bright: "bright, not told apart: white roof, snow or cloud"
        }
    }

    /// Whether a pixel of this class says if snow lies there.
    public var tellsOfSnow: Bool {
        switch self {
        case .clearLand, .snow, .shadowedSnow, .shadow: true
        case .missing, .water, .cloud, .cloudShadow, .haze, .bright: false
        }
    }

    /// Whether the raw value of a class is one of shade, of whatever casts it.
    public static func isShade(_ value: UInt8) -> Bool {
        value == shadowedSnow.rawValue || value == shadow.rawValue || value == cloudShadow.rawValue
    }
}
