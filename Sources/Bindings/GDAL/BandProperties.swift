/// What is known of one band beside its pixels.
public struct BandProperties: Sendable, Hashable {
    /// Number from 1, for ``Dataset/read(_:bands:bufferSize:resampling:as:)``.
    public let number: Int

    /// The type of its numbers in the file (`GDALGetRasterDataType`).
    public let type: DataType

    /// Bits of a pixel that the file uses where fewer than the type has, such as 12 of 16 (`NBITS`).
    public let significantBits: Int?

    /// The value that stands for "no pixel here"; nil if there is none.
    public let noData: NoDataValue?

    /// Factor from stored number to value, `value = stored · scale + offset` (`GDALGetRasterScale`); nil if not told.
    public let scale: Double?

    /// Summand from stored number to value (`GDALGetRasterOffset`); nil if not told.
    public let offset: Double?

    /// Unit of the value, such as `m` (`GDALGetRasterUnitType`).
    public let unit: String?

    /// What the band is for in a picture (`GDALGetRasterColorInterpretation`).
    public let colorInterpretation: ColorInterpretation

    /// The band's name, if it has one (`GDALGetDescription`).
    public let title: String?

    /// Names of the classes 0, 1, …; empty unless the pixels are classes (`GDALGetRasterCategoryNames`).
    public let categories: [String]

    /// Size of the blocks in which the file is stored (`GDALGetBlockSize`). Reading along blocks is fastest.
    public let blockSize: PixelSize

    /// Sizes of the stored smaller versions, largest first (`GDALGetOverview`).
    public let overviews: [PixelSize]

    /// Where validity comes from (`GDALGetMaskFlags`).
    public let mask: MaskFlags

    /// Everything in the band's default metadata domain (`GDALGetMetadata`).
    public let metadata: [String: String]
}

/// A band's value for "no pixel here", in the type in which it is exact.
public enum NoDataValue: Sendable, Hashable {
    /// Of bands up to 32 bit and of floating point; may be `NaN`, which equals `NaN` here.
    case real(Double)
    /// Of bands of 64 bit signed integers.
    case signed(Int64)
    /// Of bands of 64 bit unsigned integers.
    case unsigned(UInt64)

    /// The nearest double; 64-bit integers beyond 2⁵³ are rounded.
    public var doubleValue: Double {
        switch self {
        case .real(let value): value
        case .signed(let value): Double(value)
        case .unsigned(let value): Double(value)
        }
    }

    /// As GDAL compares: `NaN` is `NaN`.
    public static func == (left: NoDataValue, right: NoDataValue) -> Bool {
        switch (left, right) {
        case (.real(let a), .real(let b)): a == b || (a.isNaN && b.isNaN)
        case (.signed(let a), .signed(let b)): a == b
        case (.unsigned(let a), .unsigned(let b)): a == b
        default: false
        }
    }

    /// Equal values, all `NaN` among them, hash alike.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .real(let value): hasher.combine(value.isNaN ? .nan : value)
        case .signed(let value): hasher.combine(value)
        case .unsigned(let value): hasher.combine(value)
        }
    }
}

/// Where the validity of a band's pixels comes from (`GDALGetMaskFlags`).
public struct MaskFlags: OptionSet, Sendable, Hashable {
    /// GDAL's bits.
    public let rawValue: Int

    /// From GDAL's bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Every pixel is valid (`GMF_ALL_VALID`).
    public static let allValid = MaskFlags(rawValue: 1)
    /// One mask for all bands (`GMF_PER_DATASET`).
    public static let perDataset = MaskFlags(rawValue: 2)
    /// From an alpha band, with values between 0 and 255 (`GMF_ALPHA`).
    public static let alpha = MaskFlags(rawValue: 4)
    /// From ``BandProperties/noData`` (`GMF_NODATA`).
    public static let noData = MaskFlags(rawValue: 8)
}

/// What a band is for in a picture (`GDALColorInterp`).
public enum ColorInterpretation: Int, Sendable, Hashable {
    /// Not told, or a meaning newer than this list.
    case undefined = 0
    /// Brightness.
    case gray
    /// Index into a colour table.
    case palette
    /// Red.
    case red
    /// Green.
    case green
    /// Blue.
    case blue
    /// Opacity.
    case alpha
    /// Hue.
    case hue
    /// Saturation.
    case saturation
    /// Lightness.
    case lightness
    /// Cyan.
    case cyan
    /// Magenta.
    case magenta
    /// Yellow.
    case yellow
    /// Key, that is black.
    case black
    /// Luminance of YCbCr.
    case luminance
    /// Blue difference of YCbCr.
    case blueDifference
    /// Red difference of YCbCr.
    case redDifference
}
