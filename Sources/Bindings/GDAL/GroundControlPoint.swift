/// A pixel whose place on the ground is known (`GDAL_GCP`).
public struct GroundControlPoint: Sendable, Hashable {
    /// A name, often a number.
    public var id: String
    /// Words about it, often empty.
    public var info: String
    /// Column from the outer corner of the first pixel.
    public var column: Double
    /// Row from the outer corner of the first pixel.
    public var row: Double
    /// The place in ``Dataset/groundControlPointReference``.
    public var coordinate: Coordinate

    /// A point.
    public init(id: String = "", info: String = "", column: Double, row: Double, coordinate: Coordinate) {
        self.id = id
        self.info = info
        self.column = column
        self.row = row
        self.coordinate = coordinate
    }
}
