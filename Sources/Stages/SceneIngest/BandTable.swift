/// What a band of a known sensor is.
struct KnownBand: Sendable {
    /// The provider's name.
    var name: String
    /// Common name of STAC's eo extension 2.0; nil where that has none.
    var commonName: String?
    /// Middle of its range in micrometres.
    var centre: Double
    /// Width of its range in micrometres.
    var width: Double
    /// Metres between pixels as delivered, where the sensor has bands of several sizes.
    var spacing: Double?

    /// A band by its edges, in micrometres.
    init(_ name: String, _ commonName: String?, from low: Double, to high: Double, spacing: Double? = nil) {
        self.name = name
        self.commonName = commonName
        centre = ((low + high) / 2 * 10_000).rounded() / 10_000
        width = ((high - low) * 10_000).rounded() / 10_000
        self.spacing = spacing
    }

    /// A band by its centre and width, in micrometres.
    init(_ name: String, _ commonName: String?, centre: Double, width: Double, spacing: Double? = nil) {
        self.name = name
        self.commonName = commonName
        self.centre = centre
        self.width = width
        self.spacing = spacing
    }
}

/// The bands of the sensors whose products are known.
enum BandTable {
    /// Sentinel-2 MSI.
    ///
    /// Source: ESA, Sentinel-2 MSI Technical Guide, "Spectral bands", values of Sentinel-2A. Products
    /// carry their own satellite's values, which go before these.
    static let sentinel2 = [
        KnownBand("B01", "coastal", centre: 0.4427, width: 0.021, spacing: 60),
        KnownBand("B02", "blue", centre: 0.4924, width: 0.066, spacing: 10),
        KnownBand("B03", "green", centre: 0.5598, width: 0.036, spacing: 10),
        KnownBand("B04", "red", centre: 0.6646, width: 0.031, spacing: 10),
        KnownBand("B05", "rededge071", centre: 0.7041, width: 0.015, spacing: 20),
        KnownBand("B06", "rededge075", centre: 0.7405, width: 0.015, spacing: 20),
        KnownBand("B07", "rededge078", centre: 0.7828, width: 0.02, spacing: 20),
        KnownBand("B08", "nir", centre: 0.8328, width: 0.106, spacing: 10),
        KnownBand("B8A", "nir08", centre: 0.8647, width: 0.021, spacing: 20),
        KnownBand("B09", "nir09", centre: 0.9451, width: 0.02, spacing: 60),
        KnownBand("B10", "cirrus", centre: 1.3735, width: 0.031, spacing: 60),
        KnownBand("B11", "swir16", centre: 1.6137, width: 0.091, spacing: 20),
        KnownBand("B12", "swir22", centre: 2.2024, width: 0.175, spacing: 20),
    ]

    /// Landsat 8 and 9, OLI and TIRS.
    ///
    /// Source: USGS, Landsat 8 Data Users Handbook (LSDS-1574), table 2-2.
    static let landsat8 = [
        KnownBand("B1", "coastal", from: 0.435, to: 0.451, spacing: 30),
        KnownBand("B2", "blue", from: 0.452, to: 0.512, spacing: 30),
        KnownBand("B3", "green", from: 0.533, to: 0.590, spacing: 30),
        KnownBand("B4", "red", from: 0.636, to: 0.673, spacing: 30),
        KnownBand("B5", "nir08", from: 0.851, to: 0.879, spacing: 30),
        KnownBand("B6", "swir16", from: 1.566, to: 1.651, spacing: 30),
        KnownBand("B7", "swir22", from: 2.107, to: 2.294, spacing: 30),
        KnownBand("B8", "pan", from: 0.503, to: 0.676, spacing: 15),
        KnownBand("B9", "cirrus", from: 1.363, to: 1.384, spacing: 30),
        KnownBand("B10", "lwir11", from: 10.60, to: 11.19, spacing: 30),
        KnownBand("B11", "lwir12", from: 11.50, to: 12.51, spacing: 30),
    ]

    /// Landsat 4 to 7, TM and ETM+.
    ///
    /// Source: USGS, Landsat 7 Data Users Handbook (LSDS-1927), table 2-1; band 8 is of ETM+ alone.
    static let landsat7 = [
        KnownBand("B1", "blue", from: 0.45, to: 0.52, spacing: 30),
        KnownBand("B2", "green", from: 0.52, to: 0.60, spacing: 30),
        KnownBand("B3", "red", from: 0.63, to: 0.69, spacing: 30),
        KnownBand("B4", "nir", from: 0.77, to: 0.90, spacing: 30),
        KnownBand("B5", "swir16", from: 1.55, to: 1.75, spacing: 30),
        KnownBand("B6", "lwir", from: 10.40, to: 12.50, spacing: 60),
        KnownBand("B7", "swir22", from: 2.09, to: 2.35, spacing: 30),
        KnownBand("B8", "pan", from: 0.52, to: 0.90, spacing: 15),
    ]

    /// Pléiades 1A and 1B.
    ///
    /// Source: Airbus, Pléiades Imagery User Guide (USRPHR-DT-125-SPOT), section 1.3, spectral bands.
    static let pleiades = [
        KnownBand("P", "pan", from: 0.47, to: 0.83),
        KnownBand("B0", "blue", from: 0.43, to: 0.55),
        KnownBand("B1", "green", from: 0.50, to: 0.62),
        KnownBand("B2", "red", from: 0.59, to: 0.71),
        KnownBand("B3", "nir", from: 0.74, to: 0.94),
    ]

    /// Pléiades Neo.
    ///
    /// Source: Airbus, Pléiades Neo User Guide, "Spectral bands".
    static let pleiadesNeo = [
        KnownBand("P", "pan", from: 0.45, to: 0.80),
        KnownBand("DB", "coastal", from: 0.40, to: 0.45),
        KnownBand("B", "blue", from: 0.45, to: 0.52),
        KnownBand("G", "green", from: 0.53, to: 0.59),
        KnownBand("R", "red", from: 0.62, to: 0.69),
        KnownBand("RE", "rededge", from: 0.70, to: 0.75),
        KnownBand("NIR", "nir", from: 0.77, to: 0.88),
    ]

    /// SPOT 6 and 7.
    ///
    /// Source: Astrium Services, SPOT 6 & SPOT 7 Imagery User Guide, table 2, spectral bands.
    static let spot = [
        KnownBand("P", "pan", from: 0.450, to: 0.745),
        KnownBand("B0", "blue", from: 0.450, to: 0.520),
        KnownBand("B1", "green", from: 0.530, to: 0.590),
        KnownBand("B2", "red", from: 0.625, to: 0.695),
        KnownBand("B3", "nir", from: 0.760, to: 0.890),
    ]

    /// WorldView-2 and WorldView-3, by the names of the groups in `.IMD` files.
    ///
    /// Source: Maxar (DigitalGlobe), WorldView-3 Data Sheet, sensor bands. WorldView-2 has the same
    /// nominal bands without the short-wave ones.
    static let worldView = [
        KnownBand("BAND_P", "pan", from: 0.450, to: 0.800),
        KnownBand("BAND_C", "coastal", from: 0.400, to: 0.450),
        KnownBand("BAND_B", "blue", from: 0.450, to: 0.510),
        KnownBand("BAND_G", "green", from: 0.510, to: 0.580),
        KnownBand("BAND_Y", "yellow", from: 0.585, to: 0.625),
        KnownBand("BAND_R", "red", from: 0.630, to: 0.690),
        KnownBand("BAND_RE", "rededge", from: 0.705, to: 0.745),
        KnownBand("BAND_N", "nir", from: 0.770, to: 0.895),
        KnownBand("BAND_N2", "nir09", from: 0.860, to: 1.040),
        KnownBand("BAND_S1", nil, from: 1.195, to: 1.225),
        KnownBand("BAND_S2", "swir16", from: 1.550, to: 1.590),
        KnownBand("BAND_S3", nil, from: 1.640, to: 1.680),
        KnownBand("BAND_S4", nil, from: 1.710, to: 1.750),
        KnownBand("BAND_S5", nil, from: 2.145, to: 2.185),
        KnownBand("BAND_S6", "swir22", from: 2.185, to: 2.225),
        KnownBand("BAND_S7", nil, from: 2.235, to: 2.285),
        KnownBand("BAND_S8", nil, from: 2.295, to: 2.365),
    ]

    /// Common names of STAC's eo extension 2.0, which files are also named by.
    static let commonNames: Set<String> = [
        "pan", "coastal", "blue", "green", "green05", "yellow", "red", "rededge", "rededge071", "rededge075",
        "rededge078", "nir", "nir08", "nir09", "cirrus", "swir16", "swir22", "lwir", "lwir11", "lwir12",
    ]

    /// Other words for the same that files and band titles use.
    static let synonyms = [
        "panchromatic": "pan", "deep blue": "coastal", "deepblue": "coastal", "coastal blue": "coastal",
        "red edge": "rededge", "near infrared": "nir", "near-infrared": "nir", "nir1": "nir", "nir2": "nir09",
        "swir1": "swir16", "swir2": "swir22",
    ]

    /// The common name that a word stands for; nil where it stands for none.
    static func commonName(of word: String) -> String? {
        let text = word.lowercased()
        return commonNames.contains(text) ? text : synonyms[text]
    }
}
