internal import COpenVINO

/// `BOOLEAN` of the C enumeration, which Swift does not see under that name.
private let booleanCode = ov_element_type_e(1)

/// The type of a tensor's elements.
public enum ElementType: Sendable, Hashable {
    case boolean, bfloat16, float16, float32, float64
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    /// Not known before the network runs.
    case dynamic
    /// A type that this module gives no access to, with its number in `ov_element_type_e`.
    case other(UInt32)

    init(_ type: ov_element_type_e) {
        self =
            switch type {
            case booleanCode: .boolean
            case BF16: .bfloat16
            case F16: .float16
            case F32: .float32
            case F64: .float64
            case I8: .int8
            case I16: .int16
            case I32: .int32
            case I64: .int64
            case U8: .uint8
            case U16: .uint16
            case U32: .uint32
            case U64: .uint64
            case DYNAMIC: .dynamic
            default: .other(type.rawValue)
            }
    }
}

extension ElementType: CustomStringConvertible {
    /// The short name that OpenVINO uses, such as `f32` or `u8`.
    public var description: String {
        switch self {
        case .boolean: "boolean"
        case .bfloat16: "bf16"
        case .float16: "f16"
        case .float32: "f32"
        case .float64: "f64"
        case .int8: "i8"
        case .int16: "i16"
        case .int32: "i32"
        case .int64: "i64"
        case .uint8: "u8"
        case .uint16: "u16"
        case .uint32: "u32"
        case .uint64: "u64"
        case .dynamic: "dynamic"
        case .other(let code): "ov_element_type_e(\(code))"
        }
    }
}

/// A Swift number that a tensor can hold.
///
/// The conformances below are all there are; a type of your own cannot be made to fit.
public protocol TensorElement: BitwiseCopyable, Sendable {
    /// The element type of a tensor of such numbers.
    static var elementType: ElementType { get }
}

extension Float: TensorElement {
    /// The element type of `Float`.
    public static var elementType: ElementType { .float32 }
}
extension Double: TensorElement {
    /// The element type of `Double`.
    public static var elementType: ElementType { .float64 }
}
extension Int8: TensorElement {
    /// The element type of `Int8`.
    public static var elementType: ElementType { .int8 }
}
extension Int16: TensorElement {
    /// The element type of `Int16`.
    public static var elementType: ElementType { .int16 }
}
extension Int32: TensorElement {
    /// The element type of `Int32`.
    public static var elementType: ElementType { .int32 }
}
extension Int64: TensorElement {
    /// The element type of `Int64`.
    public static var elementType: ElementType { .int64 }
}
extension UInt8: TensorElement {
    /// The element type of `UInt8`.
    public static var elementType: ElementType { .uint8 }
}
extension UInt16: TensorElement {
    /// The element type of `UInt16`.
    public static var elementType: ElementType { .uint16 }
}
extension UInt32: TensorElement {
    /// The element type of `UInt32`.
    public static var elementType: ElementType { .uint32 }
}
extension UInt64: TensorElement {
    /// The element type of `UInt64`.
    public static var elementType: ElementType { .uint64 }
}

extension ElementType {
    /// The C value of a type that a tensor can be made of; `DYNAMIC` for the rest.
    var code: ov_element_type_e {
        switch self {
        case .boolean: booleanCode
        case .bfloat16: BF16
        case .float16: F16
        case .float32: F32
        case .float64: F64
        case .int8: I8
        case .int16: I16
        case .int32: I32
        case .int64: I64
        case .uint8: U8
        case .uint16: U16
        case .uint32: U32
        case .uint64: U64
        case .dynamic: DYNAMIC
        case .other(let code): ov_element_type_e(code)
        }
    }
}
