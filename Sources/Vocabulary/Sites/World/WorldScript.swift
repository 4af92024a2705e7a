public import Foundation
public import Geodesy

/// What stands and happens at a site over time, and the scenes that are to be drawn of it.
///
/// A script is invented; whatever is drawn from it is simulated and says so.
public struct WorldScript: Hashable, Sendable {
    /// Trains, each with the time it stands.
    public var trains: [TrainVisit] = []
    /// Ships at berth, at anchor or under way.
    public var ships: [ShipVisit] = []
    /// Vehicles on roads and yards.
    public var vehicles: [VehicleStand] = []
    /// Roofs and levels of tanks; a tank of the site that is not named has a level of ``TankCourse/usualFill``.
    public var tanks: [TankCourse] = []
    /// Blocks, containers, heaps and sheds that come and go.
    public var works: [WorksItem] = []
    /// What covers the ground, and what is built on it for good.
    public var ground = GroundScript()
    /// Snow on the ground.
    public var snow = SnowScript()
    /// Ice on open water.
    public var ice: [IceSpell] = []
    /// Smoke and steam.
    public var plumes: [Plume] = []
    /// The scenes, in the order of the script.
    public var scenes: [SceneOrder] = []

    /// Makes a script of nothing.
    public init() {}
}

/// The time during which something stands at a site.
public struct Stay: Hashable, Sendable {
    /// First instant; nil where it always stood there.
    public var start: Date?
    /// First instant after it has gone; nil where it never goes.
    public var end: Date?

    /// Makes a stay.
    public init(start: Date? = nil, end: Date? = nil) {
        self.start = start
        self.end = end
    }

    /// Whether it stands there at an instant.
    public func contains(_ time: Date) -> Bool { (start.map { $0 <= time } ?? true) && (end.map { time < $0 } ?? true) }

    /// Whether two stays have an instant in common.
    public func overlaps(_ other: Stay) -> Bool {
        (start ?? .distantPast) < (other.end ?? .distantFuture)
            && (other.start ?? .distantPast) < (end ?? .distantFuture)
    }
}

/// A part of the ground by its outline.
public struct GroundPart: Hashable, Sendable {
    /// Corners in order.
    public var corners: [GeoPoint]
    /// Corners of what is cut out of it.
    public var holes: [[GeoPoint]]

    /// Makes a part from its corners and those of its holes.
    public init(corners: [GeoPoint], holes: [[GeoPoint]] = []) {
        self.corners = corners
        self.holes = holes
    }

    /// Makes a part from a polygon.
    public init(_ polygon: Polygon<GeoPoint>) {
        self.init(corners: polygon.outer.corners, holes: polygon.holes.map(\.corners))
    }

    /// The outline and the holes.
    public var rings: [[GeoPoint]] { [corners] + holes }
}
