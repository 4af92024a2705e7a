/// An area in a plane: an outer ring and the holes in it.
public struct Polygon<Point: PlanarPoint>: Sendable {
    /// The outer boundary.
    public var outer: Ring<Point>
    /// What is cut out of it.
    public var holes: [Ring<Point>]

    /// Makes an area from its boundary and holes.
    public init(outer: Ring<Point>, holes: [Ring<Point>] = []) {
        self.outer = outer
        self.holes = holes
    }

    /// Area in square units, holes taken off.
    public var area: Double {
        abs(outer.signedArea) - holes.reduce(0) { $0 + abs($1.signedArea) }
    }

    /// Whether a point lies inside the boundary and in no hole.
    public func contains(_ point: Point) -> Bool {
        outer.contains(point) && !holes.contains { $0.contains(point) }
    }

    /// All rings, the outer one first.
    public var rings: [Ring<Point>] { [outer] + holes }

    /// The same area in another frame, corner by corner.
    public func mapped<Other: PlanarPoint, Failure: Error>(
        _ transform: (Point) throws(Failure) -> Other
    ) throws(Failure) -> Polygon<Other> {
        func moved(_ ring: Ring<Point>) throws(Failure) -> Ring<Other> {
            var corners: [Other] = []
            corners.reserveCapacity(ring.corners.count)
            for corner in ring.corners { corners.append(try transform(corner)) }
            return Ring<Other>(corners)
        }
        var holes: [Ring<Other>] = []
        for hole in self.holes { holes.append(try moved(hole)) }
        return Polygon<Other>(outer: try moved(outer), holes: holes)
    }
}

extension Polygon: Equatable where Point: Equatable {}
extension Polygon: Hashable where Point: Hashable {}
extension Polygon: Codable where Point: Codable {}

/// An area that may consist of several parts.
public struct MultiPolygon<Point: PlanarPoint>: Sendable {
    /// The parts; they do not overlap.
    public var parts: [Polygon<Point>]

    /// Makes an area from its parts.
    public init(_ parts: [Polygon<Point>]) {
        self.parts = parts
    }

    /// Area in square units.
    public var area: Double { parts.reduce(0) { $0 + $1.area } }

    /// Whether a point lies in one of the parts.
    public func contains(_ point: Point) -> Bool { parts.contains { $0.contains(point) } }

    /// The smallest axis-parallel box around all parts; nil where there are none.
    public var bounds: (minimum: Point, maximum: Point)? {
        Ring(parts.flatMap { $0.outer.corners }).bounds
    }

    /// The same area in another frame, corner by corner.
    public func mapped<Other: PlanarPoint, Failure: Error>(
        _ transform: (Point) throws(Failure) -> Other
    ) throws(Failure) -> MultiPolygon<Other> {
        var moved: [Polygon<Other>] = []
        for part in parts { moved.append(try part.mapped(transform)) }
        return MultiPolygon<Other>(moved)
    }
}

extension MultiPolygon: Equatable where Point: Equatable {}
extension MultiPolygon: Hashable where Point: Hashable {}
extension MultiPolygon: Codable where Point: Codable {}
