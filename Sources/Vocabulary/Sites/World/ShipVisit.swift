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

        /// Metres across that are usual for a length: ships of 60 m are 0.18 times as broad as long, of 300 m 0.15 times,
        /// boats 0.3 times, within the ranges of Papanikolaou (2014), Ship Design, table 2.3.
        public func usualBeam(length: Double) -> Double {
            self == .smallBoat ? length * (0.34 - 0.003 * length) : length * max(0.145, 0.19 - 0.00013 * length)
        }
    }

    /// On which side of a quay line, as one goes along it, the water lies.
    public enum Side: String, CaseIterable, Codable, Sendable { case left, right }

    /// What the ship does.
    public enum State: Hashable, Sendable {
        /// It lies along a berth: `at` metres from the beginning of the quay line to its nearer end, by lot within the range
        /// (nil for the middle of the line), `side` of the water, and whether its bow points to the line's end.
        case atBerth(id: String, at: ClosedRange<Double>?, side: Side, bowForward: Bool)
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

    /// Makes a visit; without a beam that which is usual for its kind and length.
    public init(
        line: Int = 0, name: String? = nil, kind: Kind, length: Double, beam: Double? = nil, state: State,
        stay: Stay = Stay()
    ) {
        self.line = line
        self.name = name
        self.kind = kind
        self.length = length
        self.beam = beam ?? kind.usualBeam(length: length)
        self.state = state
        self.stay = stay
    }
}
