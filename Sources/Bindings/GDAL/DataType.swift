import CGDAL

/// The type of the numbers in a band (`GDALDataType`).
public enum DataType: Int, Sendable, Hashable, CaseIterable {
    /// A type this GDAL knows and we do not.
    case unknown = 0
    /// Unsigned, 8 bit.
    case uint8 = 1
    /// Unsigned, 16 bit.
    case uint16 = 2
    /// Signed, 16 bit.
    case int16 = 3
    /// Unsigned, 32 bit.
    case uint32 = 4
    /// Signed, 32 bit.
    case int32 = 5
    /// IEEE 754, 32 bit.
    case float32 = 6
    /// IEEE 754, 64 bit.
    case float64 = 7
    /// Two of 16 bit signed: real and imaginary part.
    case complexInt16 = 8
    /// Two of 32 bit signed: real and imaginary part.
    case complexInt32 = 9
    /// Two of 32 bit IEEE 754: real and imaginary part.
    case complexFloat32 = 10
    /// Two of 64 bit IEEE 754: real and imaginary part.
    case complexFloat64 = 11
    /// Unsigned, 64 bit.
    case uint64 = 12
    /// Signed, 64 bit.
    case int64 = 13
    /// Signed, 8 bit; GDAL 3.7 and later.
    case int8 = 14

    init(_ type: GDALDataType) {
        self = DataType(rawValue: Int(type.rawValue)) ?? .unknown
    }

    var gdal: GDALDataType { GDALDataType(rawValue: UInt32(rawValue)) }

    /// Bytes of one pixel; 0 for ``unknown``.
    public var byteCount: Int { Int(GDALGetDataTypeSizeBytes(gdal)) }

    /// Whether it has an imaginary part, which reading into a real type drops.
    public var isComplex: Bool { (8...11).contains(rawValue) }

    /// Whether it can hold fractions and `NaN`.
    public var isFloatingPoint: Bool { self == .float32 || self == .float64 || rawValue == 10 || rawValue == 11 }
}

/// A Swift number that GDAL reads into and writes from without a conversion of ours.
///
/// GDAL converts from and to the type of the band: it rounds to the nearest integer, clamps to the
/// range of the target, and turns `NaN` into 0 for integers.
public protocol GDALPixel: BitwiseCopyable, Sendable {
    /// GDAL's name for this type; must have the same size.
    static var gdalType: DataType { get }
}

extension UInt8: GDALPixel {
    /// `GDT_Byte`.
    public static var gdalType: DataType { .uint8 }
}

extension UInt16: GDALPixel {
    /// `GDT_UInt16`.
    public static var gdalType: DataType { .uint16 }
}

extension Int16: GDALPixel {
    /// `GDT_Int16`.
    public static var gdalType: DataType { .int16 }
}

extension UInt32: GDALPixel {
    /// `GDT_UInt32`.
    public static var gdalType: DataType { .uint32 }
}

extension Int32: GDALPixel {
    /// `GDT_Int32`.
    public static var gdalType: DataType { .int32 }
}

extension UInt64: GDALPixel {
    /// `GDT_UInt64`.
    public static var gdalType: DataType { .uint64 }
}

extension Int64: GDALPixel {
    /// `GDT_Int64`.
    public static var gdalType: DataType { .int64 }
}

extension Float: GDALPixel {
    /// `GDT_Float32`.
    public static var gdalType: DataType { .float32 }
}

extension Double: GDALPixel {
    /// `GDT_Float64`.
    public static var gdalType: DataType { .float64 }
}
