public import Geodesy

/// What a zone is for. A detection takes its meaning from the zone it lies in.
public enum ZoneRole: String, Codable, CaseIterable, Sendable {
    /// Water beside a quay where ships are moored.
    case berth
    /// Water where ships wait at anchor.
    case anchorage
    /// Water where ships are on their way: channel, approach, basin.
    case fairway
    /// Tracks that lead into a facility, or a yard.
    case railSpur = "rail spur"
    /// Storage tanks.
    case tankFarm = "tank farm"
    /// Units that process something.
    case processArea = "process area"
    /// Offices and gates.
    case administration
    /// Workshops, boiler houses, stores: what keeps the rest going.
    case support
    /// Roads and places where vehicles stand.
    case road
    /// Open ground where material is piled up.
    case storageYard = "storage yard"
    /// Anything else that is watched.
    case other

    /// The coarsest ground sampling distance, in metres, at which the objects that matter in such a
    /// zone can be told apart.
    ///
    /// A ship of 100 m needs about ten pixels along its hull, a wagon of 12 m about twenty, a tank of
    /// 20 m about twenty, a lorry about ten: the sizes that published detectors work with.
    public var requiredGroundSamplingDistance: Double {
        switch self {
        case .berth, .anchorage, .fairway: 12
        case .railSpur, .road, .support: 0.7
        case .tankFarm, .processArea, .administration, .storageYard, .other: 1.5
        }
    }

    /// Whether the zone is water on which ships are counted.
    public var isWater: Bool {
        switch self {
        case .berth, .anchorage, .fairway: true
        default: false
        }
    }
}

/// A part of a site that is watched and counted by itself.
public struct Zone: Hashable, Codable, Sendable {
    /// Unique in the site.
    public var id: String
    /// What people call it.
    public var name: String
    /// What it is for.
    public var role: ZoneRole
    /// The facility it belongs to, by id.
    public var facility: String?
    /// Its area.
    public var area: MultiPolygon<GeoPoint>
    /// Coarsest usable ground sampling distance in metres, where the analyst sets another than the role's.
    public var requiredGroundSamplingDistance: Double

    /// Makes a zone; without an own requirement that of the role holds.
    public init(
        id: String, name: String, role: ZoneRole, facility: String? = nil, area: MultiPolygon<GeoPoint>,
        requiredGroundSamplingDistance: Double? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.facility = facility
        self.area = area
        self.requiredGroundSamplingDistance =
            requiredGroundSamplingDistance ?? role.requiredGroundSamplingDistance
    }
}
