/// One thing of a vector layer: a shape and what is told of it.
public struct Feature: Sendable, Hashable {
    /// The number that the file has for it; nil lets the driver choose when it is written.
    public var id: Int64?
    /// Its shape, in the CRS of the layer; nil if it has none.
    public var geometry: Geometry?
    /// What is told of it, by name of the field. A field that is not told is missing.
    public var fields: [String: FieldValue]

    /// A feature.
    public init(id: Int64? = nil, geometry: Geometry?, fields: [String: FieldValue] = [:]) {
        self.id = id
        self.geometry = geometry
        self.fields = fields
    }
}

/// What a field of a feature holds (`OGRFieldType`).
public enum FieldValue: Sendable, Hashable {
    /// Told to be nothing.
    case null
    /// A whole number, or 0 and 1 for a truth value.
    case integer(Int64)
    /// A number.
    case real(Double)
    /// A text, JSON among them.
    case text(String)
    /// Whole numbers.
    case integers([Int64])
    /// Numbers.
    case reals([Double])
    /// Texts.
    case texts([String])
    /// A date, a time or both, in the form of ISO 8601; without an offset where none is told.
    case time(String)
    /// Bytes.
    case binary([UInt8])
}

/// A field of a layer.
public struct FieldDefinition: Sendable, Hashable {
    /// What a field can hold.
    public enum Kind: UInt32, Sendable, Hashable {
        /// Whole numbers of 32 bit.
        case integer = 0
        /// Lists of whole numbers of 32 bit.
        case integers = 1
        /// Numbers.
        case real = 2
        /// Lists of numbers.
        case reals = 3
        /// Texts, and whatever else the driver knows.
        case text = 4
        /// Lists of texts.
        case texts = 5
        /// Bytes.
        case binary = 8
        /// Days.
        case date = 9
        /// Times of a day.
        case time = 10
        /// Days with times.
        case dateTime = 11
        /// Whole numbers of 64 bit.
        case integer64 = 12
        /// Lists of whole numbers of 64 bit.
        case integers64 = 13
    }

    /// Its name.
    public var name: String
    /// What it holds.
    public var kind: Kind

    /// A field.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// A layer of a vector dataset, without its features.
public struct LayerDescription: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// The kind of its shapes.
    public var kind: GeometryKind
    /// Its fields in order.
    public var fields: [FieldDefinition]
    /// How many features it has, if that can be told without reading all (`OGR_L_GetFeatureCount`).
    public var featureCount: Int?
    /// The CRS as WKT 2; nil if unknown.
    public var referenceWKT: String?
}
