public import Geodesy

/// Records of one kind with their places, as GIS programs show them.
public struct ExportLayer: Hashable, Sendable {
    /// Name of the layer: "zones".
    public var name: String
    /// What people call it.
    public var title: String
    /// What its shapes are.
    public var shape: Shape
    /// Names of its fields and what they hold.
    public var fields: [Field]
    /// The records.
    public var rows: [Row]

    /// What shapes of a layer are.
    public enum Shape: Hashable, Sendable {
        /// Areas of any number of parts.
        case area
        /// Lines.
        case line
    }

    /// A field.
    public struct Field: Hashable, Sendable {
        /// Its name: small letters and underscores.
        public var name: String
        /// What it holds.
        public var kind: Kind

        /// What fields hold.
        public enum Kind: Hashable, Sendable {
            /// Text.
            case text
            /// Numbers.
            case number
            /// Whole numbers.
            case integer
            /// Instants.
            case time
        }
    }

    /// A record.
    public struct Row: Hashable, Sendable {
        /// Its area; empty where it has none, or where the layer's shapes are lines.
        public var area: MultiPolygon<GeoPoint>
        /// Its line; empty where it has none.
        public var line: [GeoPoint]
        /// What people call it.
        public var title: String
        /// From when to when it holds, for what has a time.
        public var span: (start: String, end: String)? { begins.map { ($0, ends ?? $0) } }
        /// Values in the order of the fields.
        public var values: [Value]
        var begins: String?
        var ends: String?
    }

    /// A value.
    public enum Value: Hashable, Sendable {
        /// Not known.
        case missing
        /// Text.
        case text(String)
        /// A number.
        case number(Double)
        /// A whole number.
        case integer(Int)
        /// An instant in ISO 8601, in UTC.
        case time(String)

        init(_ text: String?) { self = text.map { .text($0) } ?? .missing }
        init(_ number: Double?) { self = number.map { $0.isFinite ? .number($0) : .missing } ?? .missing }
    }

    init(_ name: String, _ title: String, _ shape: Shape, _ fields: [(String, Field.Kind)], _ rows: [Row]) {
        self.name = name
        self.title = title
        self.shape = shape
        self.fields = fields.map { Field(name: $0.0, kind: $0.1) }
        self.rows = rows
    }
}
