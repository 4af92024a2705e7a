public import Geodesy

/// A place that a case asks about, and what stands there.
public struct Site: Hashable, Codable, Sendable {
    /// What people call the place.
    public var name: String
    /// Plants, terminals, ports: wholes that zones belong to.
    public var facilities: [Facility]
    /// Areas that are watched and counted by themselves.
    public var zones: [Zone]
    /// Railway tracks.
    public var tracks: [Track]
    /// Quay lines.
    public var berths: [Berth]
    /// Storage tanks.
    public var tanks: [Tank]
    /// Who feeds whom.
    public var links: [Link]
    /// What stands there for good and looks like a vehicle or ship.
    public var structures: [Structure]
    /// Ids of what was drawn to scale without knowing where it lies, in the order of the file.
    public var sketched: [String]
    /// Where shapes and facts come from, of what tells it, in the order of the file.
    public var origins: [SiteOrigin]

    /// Makes a site; what is not given is not there.
    public init(
        name: String, facilities: [Facility] = [], zones: [Zone] = [], tracks: [Track] = [], berths: [Berth] = [],
        tanks: [Tank] = [], links: [Link] = [], structures: [Structure] = [],
        sketched: [String] = [], origins: [SiteOrigin] = []
    ) {
        self.name = name
        self.facilities = facilities
        self.zones = zones
        self.tracks = tracks
        self.berths = berths
        self.tanks = tanks
        self.links = links
        self.structures = structures
        self.sketched = sketched
        self.origins = origins
    }

    /// Where the shape and facts of something come from.
    ///
    /// - Parameter id: Its id.
    /// - Returns: Ids of sources, or words; nil where nobody says.
    public func origin(of id: String) -> String? { origins.first { $0.id == id }?.source }
}

/// Where the shape and the facts of something on a site come from.
public struct SiteOrigin: Hashable, Codable, Sendable {
    /// What it is said of, by its id in the site.
    public var id: String
    /// Ids of sources of the case, or words.
    public var source: String

    /// Makes a note.
    public init(id: String, source: String) {
        self.id = id
        self.source = source
    }
}

/// A plant, terminal or port.
public struct Facility: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// What kind of facility it is, in the analyst's words: refinery, port, power station.
    public var kind: String
    /// Its grounds; empty where only the zones are known.
    public var area: MultiPolygon<GeoPoint>

    /// Makes a facility.
    public init(id: String, name: String, kind: String, area: MultiPolygon<GeoPoint> = .init([])) {
        self.id = id
        self.name = name
        self.kind = kind
        self.area = area
    }
}

/// The centre-line of a railway track.
public struct Track: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// The zone it lies in, by id.
    public var zone: String?
    /// Distance between the rails in millimetres; nil where unknown.
    public var gauge: Double?
    /// Points of the centre-line in order.
    public var line: [GeoPoint]

    /// Makes a track.
    public init(id: String, name: String, zone: String? = nil, gauge: Double? = nil, line: [GeoPoint]) {
        self.id = id
        self.name = name
        self.zone = zone
        self.gauge = gauge
        self.line = line
    }
}

/// The line of a quay, jetty or dolphins along which a ship lies.
public struct Berth: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// The zone it lies in, by id.
    public var zone: String?
    /// Points of the quay line in order.
    public var line: [GeoPoint]

    /// Makes a berth.
    public init(id: String, name: String, zone: String? = nil, line: [GeoPoint]) {
        self.id = id
        self.name = name
        self.zone = zone
        self.line = line
    }
}

/// How a storage tank is closed.
public enum TankRoof: String, Codable, CaseIterable, Sendable {
    /// A roof that stays where it is.
    case fixed
    /// A roof that floats on what is stored.
    case floating
    /// Not known.
    case unknown
}

/// A storage tank, seen from above as a circle.
public struct Tank: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// The zone it lies in, by id.
    public var zone: String?
    /// Middle of the circle.
    public var centre: GeoPoint
    /// Metres across.
    public var diameter: Double
    /// Metres from the ground to the rim; nil where unknown.
    public var height: Double?
    /// How it is closed.
    public var roof: TankRoof

    /// Makes a tank.
    public init(
        id: String, name: String, zone: String? = nil, centre: GeoPoint, diameter: Double, height: Double? = nil,
        roof: TankRoof = .unknown
    ) {
        self.id = id
        self.name = name
        self.zone = zone
        self.centre = centre
        self.diameter = diameter
        self.height = height
        self.roof = roof
    }
}

/// Something that stands still for good and is taken for a vehicle or ship: a shed, a container used as a store, a dolphin.
public struct Structure: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// The zone it lies in, by id.
    public var zone: String?
    /// The class that networks take it for; nil for any.
    public var resembles: String?
    /// Its outline.
    public var area: MultiPolygon<GeoPoint>

    /// Makes a structure.
    public init(
        id: String, name: String, zone: String? = nil, resembles: String? = nil, area: MultiPolygon<GeoPoint>
    ) {
        self.id = id
        self.name = name
        self.zone = zone
        self.resembles = resembles
        self.area = area
    }
}

/// By what means one facility feeds another.
public enum LinkKind: String, Codable, CaseIterable, Sendable {
    /// A pipe in or on the ground.
    case pipeline
    /// A railway.
    case rail
    /// A road.
    case road
    /// Ships.
    case seaLane = "sea lane"
}

/// Who feeds whom, by what means and how much at the most.
public struct Link: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// By what means.
    public var kind: LinkKind
    /// Where it begins: the id of a facility or zone.
    public var from: String
    /// Where it ends: the id of a facility or zone.
    public var to: String
    /// What it can carry, with its unit, as written by the analyst: "1.5 Mt/a".
    public var capacity: String?
    /// Who states the capacity: the id of a source of the case, or in words; nil where nobody says.
    public var source: String?
    /// Its course; empty where unknown.
    public var line: [GeoPoint]

    /// Makes a link.
    public init(
        id: String, name: String, kind: LinkKind, from: String, to: String, capacity: String? = nil,
        source: String? = nil, line: [GeoPoint] = []
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.from = from
        self.to = to
        self.capacity = capacity
        self.source = source
        self.line = line
    }
}
