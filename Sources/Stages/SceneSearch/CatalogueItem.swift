public import Evidence
public import Geodesy

/// A scene that a catalogue says exists, as its STAC Item tells.
///
/// Source: STAC specification 1.0 and 1.1, Item; extensions eo 1 and 2, view, sat, sar, projection, file, raster, alternate.
public struct CatalogueItem: Hashable, Sendable {
    /// Unique in its collection.
    public var id: String
    /// The collection that it belongs to; nil where none is named.
    public var collection: String?
    /// When it was taken.
    public var time: AcquisitionTime
    /// Where it lies, cut at the antimeridian.
    public var area: MultiPolygon<GeoPoint>
    /// Satellite or aircraft.
    public var platform: String?
    /// Group of satellites.
    public var constellation: String?
    /// Sensors.
    public var instruments: [String] = []
    /// How far it was processed.
    public var processingLevel: String?
    /// Finest ground sampling distance that is told, in metres; nil where none is.
    public var groundSamplingDistance: Double?
    /// Percent of the scene under cloud, 0…100; nil where it is not told.
    public var cloudCover: Double?
    /// Degrees at the sensor between straight down and the line of sight; nil where it is not told.
    public var offNadir: Double?
    /// Degrees on the ground between the vertical and the line to the sensor; nil where it is not told.
    public var incidence: Double?
    /// Degrees clockwise from north, from the ground to the sensor; nil where it is not told.
    public var viewAzimuth: Double?
    /// Degrees of the sun above the horizon; nil where it is not told.
    public var sunElevation: Double?
    /// Degrees of the sun clockwise from north; nil where it is not told.
    public var sunAzimuth: Double?
    /// Whether a radar took it, which needs neither sun nor clear sky.
    public var isRadar = false
    /// Whether the provider says in a property of its own that an offset of the pixels was, or was not, taken off already.
    public var tellsOffsetApart = false
    /// Licence, as the item itself tells it: an SPDX identifier or a word; nil where only the collection does.
    public var license: String?
    /// Who is named as licensor, producer or provider, in the order of the item.
    public var providers: [String] = []
    /// Its files, by the order of their keys.
    public var assets: [CatalogueAsset] = []
    /// The address of its collection's document; nil where none is linked.
    public var collectionAddress: String?
    /// What it tells that cannot be so, and was left out.
    public var remarks: [String] = []
    /// The item as it was received.
    public var source: JSONText

    /// Makes an item from what every item has; the rest is not told.
    ///
    /// - Parameters:
    ///   - id: Unique in its collection.
    ///   - collection: The collection.
    ///   - time: When it was taken.
    ///   - area: Where it lies.
    ///   - source: The item as it was received.
    public init(
        id: String, collection: String? = nil, time: AcquisitionTime, area: MultiPolygon<GeoPoint>,
        source: JSONText = .null
    ) {
        self.id = id
        self.collection = collection
        self.time = time
        self.area = area
        self.source = source
    }

    /// What tells it from all others: collection and id.
    public var key: String { (collection ?? "") + "/" + id }

    /// Whether this item comes before another one: by time, then collection and id.
    public func precedes(_ other: CatalogueItem) -> Bool {
        if time.middle != other.time.middle { return time.middle < other.time.middle }
        return (collection ?? "", id) < (other.collection ?? "", other.id)
    }
}

/// A file of a scene in a catalogue.
public struct CatalogueAsset: Hashable, Sendable {
    /// Its name in the item.
    public var key: String
    /// Where it is: an address, complete.
    public var address: String
    /// Media type as told.
    public var mediaType: String?
    /// What it is for: "data", "thumbnail", "metadata".
    public var roles: [String]
    /// Bytes; nil where it is not told.
    public var size: Int?
    /// Hash of its bytes as a multihash in hexadecimal digits; nil where it is not told.
    public var checksum: String?
    /// Its bands in order; empty where none are told.
    public var bands: [CatalogueBand]
    /// Finest ground sampling distance that is told of it, in metres; nil where none is.
    public var groundSamplingDistance: Double?

    /// Makes a record of a file.
    public init(
        key: String, address: String, mediaType: String? = nil, roles: [String] = [], size: Int? = nil,
        checksum: String? = nil, bands: [CatalogueBand] = []
    ) {
        self.key = key
        self.address = address
        self.mediaType = mediaType
        self.roles = roles
        self.size = size
        self.checksum = checksum
        self.bands = bands
    }

    /// Whether it can be fetched by the Web's means.
    public var isFetchable: Bool { address.hasPrefix("https://") || address.hasPrefix("http://") }

    /// Whether it is a raster, by its media type, or by its name where none is told.
    public var isRaster: Bool {
        if let mediaType {
            let type = mediaType.lowercased()
            return type.hasPrefix("image/tiff") || type.hasPrefix("image/jp2")
                || type.hasPrefix("image/vnd.stac.geotiff")
                || type.hasPrefix("application/vnd.nitf")
        }
        let path = address.split(separator: "?", maxSplits: 1).first.map { $0.lowercased() } ?? ""
        return [".tif", ".tiff", ".jp2", ".ntf"].contains { path.hasSuffix($0) }
    }
}

/// A band of a file in a catalogue.
public struct CatalogueBand: Hashable, Sendable {
    /// What it is called: "B02".
    public var name: String?
    /// STAC common name: "blue".
    public var commonName: String?
    /// Middle of its range in micrometres.
    public var centreWavelength: Double?
    /// Width of its range at half its height, in micrometres.
    public var fullWidth: Double?
    /// Factor from stored number to value.
    public var scale: Double?
    /// What is added after the factor.
    public var offset: Double?

    /// A band of which nothing is told; set what is known.
    public init(name: String? = nil, commonName: String? = nil) {
        self.name = name
        self.commonName = commonName
    }
}
