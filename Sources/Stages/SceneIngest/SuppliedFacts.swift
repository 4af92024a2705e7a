/// Facts of a scene that a person supplies, in `scene.yaml` or by flags.
///
/// Keys are written as in ``CodingKeys``, with underscores: `sun_elevation: 41.5`. Whatever is given
/// here goes before what the product says, and the scene's notes say so.
public struct SuppliedFacts: Hashable, Codable, Sendable {
    /// `time`: ISO 8601 instant, day or span: "2023-08-17T10:05:33Z", "2023-08-17". A day is 24 hours.
    public var time: String?
    /// `platform`: satellite or aircraft: "sentinel-2a".
    public var platform: String?
    /// `constellation`: group of satellites: "sentinel-2".
    public var constellation: String?
    /// `instruments`: sensors: ["msi"].
    public var instruments: [String]?
    /// `processing_level`: "L2A", "ORTHO".
    public var processingLevel: String?
    /// `bands`: facts of single bands; without `name` or `file` they go to the bands in order.
    public var bands: [SuppliedBand]?
    /// `reflectance_scale`: factor from stored number to reflectance, for all bands.
    public var reflectanceScale: Double?
    /// `reflectance_offset`: what is added after the factor, for all bands; 0 if left out.
    public var reflectanceOffset: Double?
    /// `nodata`: the stored number that means missing, for all bands; `.nan` in YAML for not-a-number.
    public var noData: Double?
    /// `gsd`: metres on the ground between neighbouring pixels of the finest band.
    public var groundSamplingDistance: Double?
    /// `credit`: whom to name beside a picture.
    public var credit: String?
    /// `sun_azimuth`: degrees clockwise from north.
    public var sunAzimuth: Double?
    /// `sun_elevation`: degrees above the horizon.
    public var sunElevation: Double?
    /// `off_nadir`: degrees at the sensor between straight down and the line of sight.
    public var offNadir: Double?
    /// `incidence_angle`: degrees on the ground between the vertical and the line to the sensor.
    public var incidenceAngle: Double?
    /// `view_azimuth`: degrees clockwise from north, from the ground to the sensor.
    public var viewAzimuth: Double?
    /// `cloud_cover`: percent of the scene under cloud, 0…100.
    public var cloudCover: Double?
    /// `cloud_mask`: path of a raster in which numbers other than 0 are cloud, or of polygons around clouds,
    /// from the case's folder.
    public var cloudMask: String?
    /// `dem`: path of a terrain model with heights above the ellipsoid, for imagery with RPCs.
    public var dem: String?
    /// `height`: one height above the ellipsoid in metres, for imagery with RPCs over flat ground.
    public var height: Double?
    /// `height_error`: metres by which the ground may lie above or below `height`.
    public var heightError: Double?
    /// `crs`: coordinate system where the file has none: "EPSG:32652" or WKT.
    public var coordinateSystem: String?
    /// `simulated`: true where a program drew the scene.
    public var isSimulated: Bool?

    /// No facts; set what is known.
    public init() {}

    /// The keys of `scene.yaml`.
    public enum CodingKeys: String, CodingKey, CaseIterable, Sendable {
        case time, platform, constellation, instruments
        case processingLevel = "processing_level"
        case bands
        case reflectanceScale = "reflectance_scale"
        case reflectanceOffset = "reflectance_offset"
        case noData = "nodata"
        case groundSamplingDistance = "gsd"
        case credit
        case sunAzimuth = "sun_azimuth"
        case sunElevation = "sun_elevation"
        case offNadir = "off_nadir"
        case incidenceAngle = "incidence_angle"
        case viewAzimuth = "view_azimuth"
        case cloudCover = "cloud_cover"
        case cloudMask = "cloud_mask"
        case dem, height
        case heightError = "height_error"
        case coordinateSystem = "crs"
        case isSimulated = "simulated"
    }

    /// These facts, and where one is not given that of another set; flags go over a file this way.
    public func completed(by other: SuppliedFacts) -> SuppliedFacts {
        var facts = self
        facts.time = time ?? other.time
        facts.platform = platform ?? other.platform
        facts.constellation = constellation ?? other.constellation
        facts.instruments = instruments ?? other.instruments
        facts.processingLevel = processingLevel ?? other.processingLevel
        facts.bands = bands ?? other.bands
        // An offset belongs to its factor, and a height stands in for a terrain model: half of a pair from
        // elsewhere would be a fact that nobody gave.
        if reflectanceScale == nil, reflectanceOffset == nil {
            facts.reflectanceScale = other.reflectanceScale
            facts.reflectanceOffset = other.reflectanceOffset
        }
        facts.noData = noData ?? other.noData
        facts.groundSamplingDistance = groundSamplingDistance ?? other.groundSamplingDistance
        facts.credit = credit ?? other.credit
        facts.sunAzimuth = sunAzimuth ?? other.sunAzimuth
        facts.sunElevation = sunElevation ?? other.sunElevation
        facts.offNadir = offNadir ?? other.offNadir
        facts.incidenceAngle = incidenceAngle ?? other.incidenceAngle
        facts.viewAzimuth = viewAzimuth ?? other.viewAzimuth
        facts.cloudCover = cloudCover ?? other.cloudCover
        facts.cloudMask = cloudMask ?? other.cloudMask
        if dem == nil, height == nil {
            facts.dem = other.dem
            facts.height = other.height
            facts.heightError = heightError ?? other.heightError
        }
        facts.coordinateSystem = coordinateSystem ?? other.coordinateSystem
        facts.isSimulated = isSimulated ?? other.isSimulated
        return facts
    }
}

/// Facts of one band that a person supplies.
public struct SuppliedBand: Hashable, Codable, Sendable {
    /// `name`: what the band is called in the scene. With neither `file` nor `index` it selects the
    /// band of that name; where there is none, the bands are named in the order of the list.
    public var name: String?
    /// `file`: name of the band's file, without its folder, to select it by.
    public var file: String?
    /// `index`: number of the band in its file, from 1, to select it by.
    public var index: Int?
    /// `common_name`: STAC common name: "nir".
    public var commonName: String?
    /// `center_wavelength`: middle of its range in micrometres.
    public var centreWavelength: Double?
    /// `full_width_half_max`: width of its range at half its height, in micrometres.
    public var fullWidth: Double?
    /// `reflectance_scale`: factor from stored number to reflectance.
    public var reflectanceScale: Double?
    /// `reflectance_offset`: what is added after the factor.
    public var reflectanceOffset: Double?
    /// `nodata`: the stored number that means missing.
    public var noData: Double?
    /// `gsd`: metres on the ground between neighbouring pixels.
    public var groundSamplingDistance: Double?

    /// No facts; set what is known.
    public init(name: String? = nil, commonName: String? = nil) {
        self.name = name
        self.commonName = commonName
    }

    /// The keys of one entry of `bands` in `scene.yaml`.
    public enum CodingKeys: String, CodingKey, CaseIterable, Sendable {
        case name, file, index
        case commonName = "common_name"
        case centreWavelength = "center_wavelength"
        case fullWidth = "full_width_half_max"
        case reflectanceScale = "reflectance_scale"
        case reflectanceOffset = "reflectance_offset"
        case noData = "nodata"
        case groundSamplingDistance = "gsd"
    }
}
