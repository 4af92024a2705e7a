public import Geodesy

/// A train that stands on a track for a time.
public struct TrainVisit: Hashable, Sendable {
    /// Kinds of vehicles, by the names of their classes.
    public enum VehicleKind: String, CaseIterable, Codable, Sendable {
        case tankCar = "tank-car"
        case coveredCar = "covered-car"
        case openCar = "open-car"
        case flatCar = "flat-car"
        case locomotive
        case other = "other-rail-vehicle"

        /// Metres over couplers where a script does not tell.
        ///
        /// Source: 15-9049 tank cars 12.02 m, boxcars 11-217 14.73 m, gondolas 12-132 13.92 m, M62 17.55 m.
        public var usualLength: Double {
            switch self {
            case .tankCar: 12.02
            case .coveredCar: 14.73
            case .openCar: 13.92
            case .flatCar: 14.62
            case .locomotive: 17.55
            case .other: 11
            }
        }
    }

    /// A vehicle of a train.
    public struct Vehicle: Hashable, Sendable {
        /// What it is.
        public var kind: VehicleKind
        /// Metres over couplers.
        public var length: Double

        /// Makes a vehicle.
        public init(kind: VehicleKind, length: Double? = nil) {
            self.kind = kind
            self.length = length ?? kind.usualLength
        }
    }

    /// Where on its track a train stands.
    public enum Position: Hashable, Sendable {
        /// So many metres between the beginning of the track's line and the train.
        case fromStart(Double)
        /// So many metres between the end of the track's line and the train.
        case fromEnd(Double)
        /// Where the seed puts it.
        case anywhere
    }

    /// Line of the script, for messages.
    public var line: Int
    /// A name for it; nil where the script gives none.
    public var name: String?
    /// Id of its track.
    public var track: String
    /// Its vehicles, from the beginning of the track's line towards its end.
    public var consist: [Vehicle]
    /// Where it stands.
    public var position: Position
    /// When it stands there.
    public var stay: Stay

    /// Makes a visit.
    public init(
        line: Int = 0, name: String? = nil, track: String, consist: [Vehicle], position: Position = .anywhere,
        stay: Stay = Stay()
    ) {
        self.line = line
        self.name = name
        self.track = track
        self.consist = consist
        self.position = position
        self.stay = stay
    }

    /// Metres from its first to its last coupler.
    public var length: Double { consist.reduce(0) { $0 + $1.length } }

    /// Metres from the beginning of a track of a length to its first and last coupler; nil for a train anywhere.
    public func extent(trackLength: Double) -> ClosedRange<Double>? {
        switch position {
        case .fromStart(let metres): metres...(metres + length)
        case .fromEnd(let metres): (trackLength - metres - length)...(trackLength - metres)
        case .anywhere: nil
        }
    }
}

/// Vehicles of a road.
public struct VehicleStand: Hashable, Sendable {
    /// Kinds that are drawn.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case car, van, truck, semitrailer, bus, machine
    }

    /// Where they stand.
    public enum Place: Hashable, Sendable {
        /// One vehicle at a place, with its heading in degrees clockwise from north.
        case at(GeoPoint, heading: Double)
        /// So many that stand somewhere in some parts of the ground, elsewhere in each scene.
        case scattered(Int, [GroundPart])
    }

    /// Line of the script, for messages.
    public var line: Int
    /// What they are; one of them by lot where there are several.
    public var kinds: [Kind]
    /// Where they stand.
    public var place: Place
    /// When they stand there.
    public var stay: Stay

    /// Makes a stand.
    public init(line: Int = 0, kinds: [Kind], place: Place, stay: Stay = Stay()) {
        self.line = line
        self.kinds = kinds
        self.place = place
        self.stay = stay
    }
}
