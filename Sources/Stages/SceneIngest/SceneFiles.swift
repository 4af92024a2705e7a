public import Evidence
public import Geodesy
public import Rasters

/// What the ingest of scenes needs of files and of a library that reads rasters.
///
/// Paths are text as the caller gave them, or addresses that begin with `http://` or `https://`.
/// An implementation never opens an address, or a file outside of the folder of the one that was
/// named, unless the caller named it.
public protocol SceneFiles: Sendable {
    /// What lies at a path; nil where nothing does. An address is a file of unknown size.
    func entry(at path: String) async throws -> FileEntry?
    /// What lies in a folder, without what lies deeper, sorted by name.
    func list(_ folder: String) async throws -> [FileEntry]
    /// The bytes of a small file.
    ///
    /// - Throws: Where it is larger than `limit` bytes, or cannot be read.
    func contents(of path: String, limit: Int) async throws -> [UInt8]
    /// What a raster tells of itself, without reading its pixels.
    func describe(_ path: String, subdataset: String?) async throws -> RasterDescription
    /// The hash of a file's bytes, read piece by piece.
    func fingerprint(of path: String) async throws -> FileFingerprint
    /// Pixels of some bands of a scene, thinned out to at most `longestSide` columns and rows; one sample a band.
    ///
    /// The bands have one size and lie in one file, so that it need be read once only.
    func samples(of bands: [Band], in scene: Scene, longestSide: Int) async throws -> [BandSample]
    /// How a scene's pixels lie on the ground; nil where that is not known.
    func georeference(of scene: Scene) throws -> (any Georeference)?
    /// The coordinate system that a text names: "EPSG:32652" or WKT.
    func coordinateSystem(_ definition: String) throws -> CoordinateSystem
}

/// A file or folder.
public struct FileEntry: Hashable, Sendable {
    /// Name without its folder.
    public var name: String
    /// Whether it holds others.
    public var isFolder: Bool
    /// Bytes; nil for a folder, and for an address that did not tell.
    public var size: Int?

    /// Makes a record of a file or folder.
    public init(name: String, isFolder: Bool, size: Int? = nil) {
        self.name = name
        self.isFolder = isFolder
        self.size = size
    }
}

/// The hash of a file.
public struct FileFingerprint: Hashable, Sendable {
    /// SHA-256 of its bytes as 64 hexadecimal digits (FIPS 180-4).
    public var sha256: String
    /// Bytes; nil for an address that did not tell.
    public var size: Int?

    /// Makes a record of a hash.
    public init(sha256: String, size: Int?) {
        self.sha256 = sha256
        self.size = size
    }
}

/// What a raster tells of itself.
public struct RasterDescription: Hashable, Sendable {
    /// Short name of the format's driver: "GTiff".
    public var driver: String
    /// Columns and rows.
    public var size: RasterSize
    /// From pixels to the coordinate system; nil where the file has none.
    public var transform: GridTransform?
    /// Coordinate system of ``transform``; nil where the file has none.
    public var coordinateSystem: CoordinateSystem?
    /// Whether it has ground control points.
    public var hasControlPoints: Bool
    /// Whether it has rational polynomial coefficients.
    public var hasRationalPolynomials: Bool
    /// Heights in metres above the ellipsoid for which the rational polynomials hold; nil without any.
    public var polynomialHeights: ClosedRange<Double>?
    /// Its bands, from band 1 on.
    public var bands: [RasterBandDescription]
    /// Metadata by domain ("" is the default one), then by key.
    public var metadata: [String: [String: String]]
    /// GDAL's names of the datasets inside; empty for a plain raster.
    public var subdatasets: [String]
    /// Paths of all files that it is made of, its own first.
    public var files: [String]

    /// Makes a description.
    public init(
        driver: String, size: RasterSize, transform: GridTransform? = nil,
        coordinateSystem: CoordinateSystem? = nil, hasControlPoints: Bool = false,
        hasRationalPolynomials: Bool = false, polynomialHeights: ClosedRange<Double>? = nil,
        bands: [RasterBandDescription],
        metadata: [String: [String: String]] = [:], subdatasets: [String] = [], files: [String] = []
    ) {
        self.driver = driver
        self.size = size
        self.transform = transform
        self.coordinateSystem = coordinateSystem
        self.hasControlPoints = hasControlPoints
        self.hasRationalPolynomials = hasRationalPolynomials
        self.polynomialHeights = polynomialHeights
        self.bands = bands
        self.metadata = metadata
        self.subdatasets = subdatasets
        self.files = files
    }
}

/// What a raster tells of one of its bands.
public struct RasterBandDescription: Hashable, Sendable {
    /// How numbers are stored; nil for a type that is no real number.
    public var dataType: Band.DataType?
    /// Bits that are used, where the file says so.
    public var bitDepth: Int?
    /// The mark for missing pixels.
    public var noData: Band.NoData?
    /// Factor from stored number to value, where the file says so.
    public var scale: Double?
    /// What is added after the factor, where the file says so.
    public var offset: Double?
    /// The band's title.
    public var title: String?
    /// What the band is for display.
    public var role: Role?
    /// Metadata of the band.
    public var metadata: [String: String]

    /// Makes a description.
    public init(
        dataType: Band.DataType?, bitDepth: Int? = nil, noData: Band.NoData? = nil, scale: Double? = nil,
        offset: Double? = nil, title: String? = nil, role: Role? = nil, metadata: [String: String] = [:]
    ) {
        self.dataType = dataType
        self.bitDepth = bitDepth
        self.noData = noData
        self.scale = scale
        self.offset = offset
        self.title = title
        self.role = role
        self.metadata = metadata
    }

    /// GDAL's colour interpretation, as far as it matters here.
    public enum Role: String, Hashable, Sendable {
        case grey, red, green, blue, alpha, palette
    }
}

/// Pixels of one band, thinned out evenly over the whole band.
public struct BandSample: Hashable, Sendable {
    /// Columns and rows of the sample.
    public var size: RasterSize
    /// Stored numbers `[row][column]`.
    public var values: [Float]
    /// 1 where the band has a value, else 0; `[row][column]`.
    public var validity: [UInt8]

    /// Makes a sample; `values` and `validity` must fill `size`.
    public init(size: RasterSize, values: [Float], validity: [UInt8]) {
        precondition(
            values.count == size.count && validity.count == size.count, "A sample must fill its rows and columns.")
        self.size = size
        self.values = values
        self.validity = validity
    }
}
