public import Foundation
public import Geodesy

/// Snow on the ground of a drawn site.
public struct SnowScript: Hashable, Sendable {
    /// Weather of one hour.
    public struct Hour: Hashable, Sendable {
        /// End of the hour.
        public var time: Date
        /// Snow that fell in it, as centimetres of new snow.
        public var snowfall: Double
        /// Degrees Celsius two metres above the ground.
        public var temperature: Double

        /// Makes an hour.
        public init(time: Date, snowfall: Double, temperature: Double) {
            self.time = time
            self.snowfall = snowfall
            self.temperature = temperature
        }
    }

    /// A share that holds from an instant until the next.
    public struct Share: Hashable, Sendable {
        /// First instant.
        public var time: Date
        /// Share of open ground that is white, 0…1.
        public var share: Double

        /// Makes a share.
        public init(time: Date, share: Double) {
            self.time = time
            self.share = share
        }
    }

    /// A place that is cleared of snow.
    public struct Clearing: Hashable, Sendable {
        /// The place.
        public var part: GroundPart
        /// When it was cleared, and until when it is kept clear. Snow that falls later than the end lies there.
        public var stay: Stay

        /// Makes a clearing.
        public init(part: GroundPart, stay: Stay) {
            self.part = part
            self.stay = stay
        }
    }

    /// Hours in the order of time; empty where shares are given, or there is no snow.
    public var hours: [Hour] = []
    /// Millimetres of water that melt in a day for each degree above zero.
    public var degreeDayFactor = SnowScript.usualDegreeDayFactor
    /// Shares in the order of time.
    public var shares: [Share] = []
    /// Places cleared of snow.
    public var clearings: [Clearing] = []

    /// Millimetres of water a day and degree on open ground.
    ///
    /// Source: Kuusisto (1980), Nordic Hydrology 11(5), 235–254: means of Finnish stations, 3.51 on open ground.
    public static let usualDegreeDayFactor = 3.51

    /// Makes a script without snow.
    public init() {}
}

/// Ice on the water of a drawn site.
public struct IceSpell: Hashable, Sendable {
    /// Share of the water that is covered, 0…1.
    public var share: Double
    /// When.
    public var stay: Stay

    /// Makes a spell.
    public init(share: Double, stay: Stay) {
        self.share = share
        self.stay = stay
    }
}

/// Smoke or steam that comes from a place and drifts with the wind.
public struct Plume: Hashable, Sendable {
    /// What it looks like: white steam or dark smoke.
    public enum Kind: String, CaseIterable, Codable, Sendable { case steam, smoke }

    /// What it is.
    public var kind: Kind
    /// Where it begins.
    public var place: GeoPoint
    /// Direction from which the wind blows, degrees clockwise from north.
    public var windFrom: Double
    /// Metres over which it thins out.
    public var length: Double
    /// When it is there.
    public var stay: Stay

    /// Makes a plume.
    public init(kind: Kind, place: GeoPoint, windFrom: Double, length: Double, stay: Stay = Stay()) {
        self.kind = kind
        self.place = place
        self.windFrom = windFrom
        self.length = length
        self.stay = stay
    }
}
