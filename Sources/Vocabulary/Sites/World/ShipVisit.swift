public import Foundation
public import Geodesy

/// A ship at a site.
public struct ShipVisit: Hashable, Sendable {
    /// Kinds that are drawn.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case bulkCarrier = "bulk-carrier"
        case tanker
        case cargoShip = "cargo-ship"
        case containerShip = "container-ship"
        case smallBoat = "small-boat"

        /// How many times longer than wide such a ship is where a script does not tell its beam.
        ///
        /// Source: rough ratios of Papanikolaou (2014), Ship Design, table 2.3, within the ranges for merchant ships.
        public var slenderness: Double {
            switch self {
            case .bulkCarrier: 6.3
            case .tanker: 6.0
            case .cargoShip: 6.3
            case .containerShip: 6.9
            case .smallBoat: 3.5
            }
        }
    }

    /// On which side of a quay line, as one goes along it, the water lies.
    public enum Side: String, CaseIterable, Codable, Sendable { case left, right }

    /// What the ship does.
    public enum State: Hashable, Sendable {
        /// It lies along a berth: `at` metres from the beginning of the quay line to its nearer end (nil for the middle
        /// of the line), `side` of the water, and whether its bow points to the line's end.
        case atBerth(id: String, at: Double?, side: Side, bowForward: Bool)
        /// It lies at anchor; heading in degrees clockwise from north.
        case atAnchor(GeoPoint, heading: Double)
        /// It is at a place at an instant and goes on, course in degrees clockwise from north, speed in knots.
        case underWay(GeoPoint, time: Date, course: Double, speed: Double)
    }

    /// Line of the script, for messages.
    public var line: Int
    /// A name for it; nil where the script gives none.
    public var name: String?
    /// What it is.
    public var kind: Kind
    /// Metres over all.
    public var length: Double
    /// Metres across.
    public var beam: Double
    /// What it does.
    public var state: State
    /// When it is there.
    public var stay: Stay

    /// Makes a visit; without a beam that of its kind's usual slenderness.
    public init(
        line: Int = 0, name: String? = nil, kind: Kind, length: Double, beam: Double? = nil, state: State,
        stay: Stay = Stay()
    ) {
        self.line = line
        self.name = name
        self.kind = kind
        self.length = length
        self.beam = beam ?? length / kind.slenderness
        self.state = state
        self.stay = stay
    }
}
