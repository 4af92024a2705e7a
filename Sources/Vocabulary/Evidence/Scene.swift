public import Geodesy
public import Rasters

/// One acquisition: what was taken when, by what, and how its pixels are to be read.
///
/// The pixels stay in their files.
public struct Scene: Hashable, Codable, Sendable {
    /// Derived from the bytes of the files, so that the same content is the same scene.
    public var id: String
    /// Short name for people: product name or name of the file or folder.
    public var title: String
    /// When it was taken; nil where nobody said.
    public var time: AcquisitionTime?
    /// Satellite or aircraft, in the words of the STAC field `platform`: "sentinel-2a".
    public var platform: String?
    /// Group of satellites: "sentinel-2", "pleiades-neo".
    public var constellation: String?
    /// Sensors: "msi".
    public var instruments: [String]
    /// How far it was processed: "L2A", "ORTHO".
    public var processingLevel: String?
    /// Columns and rows of the reference grid: that of the finest band.
    public var size: RasterSize
    /// From the reference grid to the coordinate reference system; nil without georeference.
    public var transform: GridTransform?
    /// Coordinate reference system; nil where unknown.
    public var coordinateSystem: CoordinateSystem?
    /// How positions are found where there is no ``transform``.
    public var placement: Placement
    /// How far in metres places may lie off where the ground is not as high as was taken; nil where no height was taken.
    public var placementError: Double?
    /// What can be read, in the order of the files.
    public var bands: [Band]
    /// The files, in the order that ``Band/file`` counts.
    public var files: [File]
    /// Sun and sensor directions.
    public var geometry: ViewingGeometry
    /// Share of the scene under cloud as the provider says, 0…1; nil where not told.
    public var cloudCover: Double?
    /// Outline of the pixels that are there, not of the raster; nil without georeference.
    public var outline: MultiPolygon<GeoPoint>?
    /// Whether it was drawn by a program; then everything that shows it says so.
    public var isSimulated: Bool
    /// Whom to name beside a picture of it.
    public var credit: String?
    /// Facts that nobody told, each with what would supply it.
    public var missing: [MissingFact]
    /// Facts that were told by the analyst or recorded in choosing between several, not by the product.
    public var notes: [String]

    /// Makes a scene from its facts.
    public init(
        id: String, title: String, time: AcquisitionTime? = nil, platform: String? = nil,
        constellation: String? = nil, instruments: [String] = [], processingLevel: String? = nil, size: RasterSize,
        transform: GridTransform? = nil, coordinateSystem: CoordinateSystem? = nil,
        placement: Placement = .none, placementError: Double? = nil, bands: [Band], files: [File],
        geometry: ViewingGeometry = ViewingGeometry(),
        cloudCover: Double? = nil, outline: MultiPolygon<GeoPoint>? = nil, isSimulated: Bool = false,
        credit: String? = nil, missing: [MissingFact] = [], notes: [String] = []
    ) {
        self.id = id
        self.title = title
        self.time = time
        self.platform = platform
        self.constellation = constellation
        self.instruments = instruments
        self.processingLevel = processingLevel
        self.size = size
        self.transform = transform
        self.coordinateSystem = coordinateSystem
        self.placement = placement
        self.placementError = placementError
        self.bands = bands
        self.files = files
        self.geometry = geometry
        self.cloudCover = cloudCover
        self.outline = outline
        self.isSimulated = isSimulated
        self.credit = credit
        self.missing = missing
        self.notes = notes
    }

    /// The finest ground sampling distance among the bands, in metres; nil where none is known.
    public var groundSamplingDistance: Double? { bands.compactMap(\.groundSamplingDistance).min() }

    /// The band with a STAC common name, the finest where there are several.
    public func band(named commonName: String) -> Band? {
        bands.filter { $0.commonName == commonName }
            .min { ($0.groundSamplingDistance ?? .infinity) < ($1.groundSamplingDistance ?? .infinity) }
    }

    /// A file that belongs to a scene.
    public struct File: Hashable, Codable, Sendable {
        /// Path from the case's folder, or address.
        public var path: String
        /// Hash of its bytes, in hexadecimal digits.
        public var sha256: String
        /// Bytes; nil for an address that did not tell.
        public var size: Int?

        /// Makes a record of a file.
        public init(path: String, sha256: String, size: Int?) {
            self.path = path
            self.sha256 = sha256
            self.size = size
        }
    }

    /// How pixels are placed on the ground.
    public enum Placement: Hashable, Codable, Sendable {
        /// They are not.
        case none
        /// By the affine transform and the coordinate system.
        case affine
        /// By ground control points in the file.
        case controlPoints
        /// By rational polynomials, over a terrain model, by its path.
        case rationalPolynomialsOverTerrain(String)
        /// By rational polynomials, on a level surface at this height above the ellipsoid, in metres.
        case rationalPolynomialsAtHeight(Double)
    }

    /// A fact that was not there, and how to supply it.
    public struct MissingFact: Hashable, Codable, Sendable {
        /// Name of the fact: "time", "reflectance scale".
        public var fact: String
        /// What cannot be done without it, and what would supply it.
        public var remedy: String

        /// Makes a record of something missing.
        public init(fact: String, remedy: String) {
            self.fact = fact
            self.remedy = remedy
        }
    }
}

/// Sun and sensor directions at the middle of a scene, in degrees; nil where not told.
public struct ViewingGeometry: Hashable, Codable, Sendable {
    /// Direction of the sun, clockwise from north.
    public var sunAzimuth: Double?
    /// Height of the sun above the horizon.
    public var sunElevation: Double?
    /// Angle at the sensor between straight down and the line of sight.
    public var offNadir: Double?
    /// Angle on the ground between the vertical and the line to the sensor.
    public var incidence: Double?
    /// Direction from the ground to the sensor, clockwise from north.
    public var viewAzimuth: Double?

    /// Makes directions; what is not given is not known.
    public init(
        sunAzimuth: Double? = nil, sunElevation: Double? = nil, offNadir: Double? = nil, incidence: Double? = nil,
        viewAzimuth: Double? = nil
    ) {
        self.sunAzimuth = sunAzimuth
        self.sunElevation = sunElevation
        self.offNadir = offNadir
        self.incidence = incidence
        self.viewAzimuth = viewAzimuth
    }
}
