public import Geodesy
public import Rasters

/// One band of a scene, and what its numbers mean.
public struct Band: Hashable, Codable, Sendable {
    /// What the provider calls it: "B08".
    public var name: String
    /// Common name of STAC's eo extension: "nir"; nil where unknown.
    public var commonName: String?
    /// Middle of its range in micrometres.
    public var centreWavelength: Double?
    /// Width of its range at half its height, in micrometres.
    public var fullWidth: Double?
    /// Index into ``Scene/files``.
    public var file: Int
    /// Which dataset inside the file is meant, where it holds several; GDAL's name without the path.
    public var subdataset: String?
    /// Index in the file, counted from 1 as GDAL does.
    public var index: Int
    /// Columns and rows of this band.
    public var size: RasterSize
    /// From this band's pixels to those of the scene's reference grid.
    public var toReference: GridAlignment
    /// Metres on the ground between neighbouring pixels; the geometric mean of both directions.
    public var groundSamplingDistance: Double?
    /// How numbers are stored.
    public var dataType: DataType
    /// Bits that are really used; nil where not told.
    public var bitDepth: Int?
    /// The value that stands for "missing"; NaN allowed.
    public var noData: NoData?
    /// Factor from stored number to ``unit``.
    public var scale: Double?
    /// What is added after the factor.
    public var offset: Double?
    /// What the scaled number is.
    public var unit: Unit
    /// Stored numbers that are shown as black and as white.
    public var stretch: Stretch?

    /// Makes a band from its facts.
    public init(
        name: String, commonName: String? = nil, centreWavelength: Double? = nil, fullWidth: Double? = nil,
        file: Int, subdataset: String? = nil, index: Int, size: RasterSize,
        toReference: GridAlignment = .identity, groundSamplingDistance: Double? = nil, dataType: DataType,
        bitDepth: Int? = nil, noData: NoData? = nil, scale: Double? = nil, offset: Double? = nil,
        unit: Unit = .digitalNumber, stretch: Stretch? = nil
    ) {
        self.name = name
        self.commonName = commonName
        self.centreWavelength = centreWavelength
        self.fullWidth = fullWidth
        self.file = file
        self.subdataset = subdataset
        self.index = index
        self.size = size
        self.toReference = toReference
        self.groundSamplingDistance = groundSamplingDistance
        self.dataType = dataType
        self.bitDepth = bitDepth
        self.noData = noData
        self.scale = scale
        self.offset = offset
        self.unit = unit
        self.stretch = stretch
    }

    /// What a band's number is after scale and offset.
    public enum Unit: String, Hashable, Codable, Sendable {
        /// Share of light that the ground throws back, 0…1.
        case reflectance
        /// Watts per square metre, steradian and micrometre.
        case radiance
        /// A number without a known meaning.
        case digitalNumber = "digital number"
    }

    /// How numbers are stored in a file.
    public enum DataType: String, Hashable, Codable, CaseIterable, Sendable {
        case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32, float64

        /// Bits of one number.
        public var bits: Int {
            switch self {
            case .uint8, .int8: 8
            case .uint16, .int16: 16
            case .uint32, .int32, .float32: 32
            case .uint64, .int64, .float64: 64
            }
        }
    }

    /// The mark for missing pixels.
    public enum NoData: Hashable, Codable, Sendable {
        /// A stored number.
        case value(Double)
        /// Not a number.
        case notANumber
        /// A mask band or alpha band of the file.
        case mask
    }

    /// What is shown as black and as white, and how the two were found.
    public struct Stretch: Hashable, Codable, Sendable {
        /// Stored number shown as black.
        public var low: Double
        /// Stored number shown as white.
        public var high: Double
        /// Where the two come from: "2nd and 98th percentile of valid pixels".
        public var method: String

        /// Makes a stretch.
        public init(low: Double, high: Double, method: String) {
            self.low = low
            self.high = high
            self.method = method
        }
    }
}

/// Where one grid lies on another that is parallel to it.
public struct GridAlignment: Hashable, Codable, Sendable {
    /// Columns of the other grid for one column.
    public var columnScale: Double
    /// Rows of the other grid for one row.
    public var rowScale: Double
    /// Column of the other grid at which this one begins.
    public var columnShift: Double
    /// Row of the other grid at which this one begins.
    public var rowShift: Double

    /// Makes an alignment.
    public init(columnScale: Double, rowScale: Double, columnShift: Double = 0, rowShift: Double = 0) {
        self.columnScale = columnScale
        self.rowScale = rowScale
        self.columnShift = columnShift
        self.rowShift = rowShift
    }

    /// The same grid.
    public static let identity = GridAlignment(columnScale: 1, rowScale: 1)

    /// A position on the other grid.
    public func other(_ point: PixelPoint) -> PixelPoint {
        PixelPoint(column: point.column * columnScale + columnShift, row: point.row * rowScale + rowShift)
    }
}

/// A coordinate reference system by name, code and definition.
public struct CoordinateSystem: Hashable, Codable, Sendable {
    /// "WGS 84 / UTM zone 52N".
    public var name: String
    /// Number in the EPSG register; nil where it has none.
    public var epsg: Int?
    /// Definition as WKT 2.
    public var wkt: String
    /// Whether coordinates are longitude and latitude.
    public var isGeographic: Bool

    /// Makes a record of a coordinate system.
    public init(name: String, epsg: Int?, wkt: String, isGeographic: Bool) {
        self.name = name
        self.epsg = epsg
        self.wkt = wkt
        self.isGeographic = isGeographic
    }
}
