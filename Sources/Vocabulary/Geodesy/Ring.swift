/// A closed line in a plane, given by its corners without repeating the first.
public struct Ring<Point: PlanarPoint>: Sendable {
    /// The corners in order; the last is joined to the first.
    public var corners: [Point]

    /// Makes a ring; a last corner equal to the first is dropped.
    public init(_ corners: [Point]) {
        var corners = corners
        if corners.count > 1, let first = corners.first, let last = corners.last,
            first.horizontal == last.horizontal, first.vertical == last.vertical
        {
            corners.removeLast()
        }
        self.corners = corners
    }

    /// Signed area in square units: positive where the corners turn from the first axis to the second.
    ///
    /// The shoelace formula, taken about the first corner so that large coordinates lose no digits.
    public var signedArea: Double {
        guard let origin = corners.first, corners.count > 2 else { return 0 }
        var sum = 0.0
        for index in 1..<(corners.count - 1) {
            let a = corners[index]
            let b = corners[index + 1]
            sum +=
                (a.horizontal - origin.horizontal) * (b.vertical - origin.vertical)
                - (b.horizontal - origin.horizontal) * (a.vertical - origin.vertical)
        }
        return sum / 2
    }

    /// Whether a point lies inside, by the even-odd rule.
    ///
    /// A point on an edge belongs to the ring that has it to its lower or left side, so that rings
    /// which share an edge never both claim it.
    public func contains(_ point: Point) -> Bool {
        guard var previous = corners.last else { return false }
        var inside = false
        for corner in corners {
            if (corner.vertical > point.vertical) != (previous.vertical > point.vertical) {
                let share = (point.vertical - corner.vertical) / (previous.vertical - corner.vertical)
                if point.horizontal < corner.horizontal + share * (previous.horizontal - corner.horizontal) {
                    inside.toggle()
                }
            }
            previous = corner
        }
        return inside
    }

    /// The smallest axis-parallel box around the ring; nil for a ring without corners.
    public var bounds: (minimum: Point, maximum: Point)? {
        guard let first = corners.first else { return nil }
        var low = (first.horizontal, first.vertical)
        var high = low
        for corner in corners.dropFirst() {
            low = (min(low.0, corner.horizontal), min(low.1, corner.vertical))
            high = (max(high.0, corner.horizontal), max(high.1, corner.vertical))
        }
        return (Point(horizontal: low.0, vertical: low.1), Point(horizontal: high.0, vertical: high.1))
    }

    /// The part of this ring that lies in a convex ring.
    ///
    /// Sutherland and Hodgman's clipping against each edge. Where this ring is not convex, the
    /// result may hold edges of no width, which do not change its area.
    ///
    /// Source: Sutherland & Hodgman (1974), Communications of the ACM 17(1), 32–42.
    public func clipped(toConvex window: Ring<Point>) -> Ring<Point> {
        let sign = window.signedArea >= 0 ? 1.0 : -1.0
        var result = corners
        guard var start = window.corners.last else { return Ring([]) }
        for end in window.corners {
            guard !result.isEmpty else { break }
            let edge = (end.horizontal - start.horizontal, end.vertical - start.vertical)
            let from = start
            func side(_ point: Point) -> Double {
                sign * (edge.0 * (point.vertical - from.vertical) - edge.1 * (point.horizontal - from.horizontal))
            }
            var kept: [Point] = []
            kept.reserveCapacity(result.count + 1)
            var previous = result[result.count - 1]
            var previousSide = side(previous)
            for corner in result {
                let cornerSide = side(corner)
                if (cornerSide >= 0) != (previousSide >= 0) {
                    let share = previousSide / (previousSide - cornerSide)
                    kept.append(
                        Point(
                            horizontal: previous.horizontal + share * (corner.horizontal - previous.horizontal),
                            vertical: previous.vertical + share * (corner.vertical - previous.vertical)))
                }
                if cornerSide >= 0 { kept.append(corner) }
                previous = corner
                previousSide = cornerSide
            }
            result = kept
            start = end
        }
        return Ring(result)
    }

    /// Two edges that cross or touch where they must not, by the index of their first corners;
    /// nil for a simple ring.
    public var firstSelfIntersection: (Int, Int)? {
        let count = corners.count
        guard count > 3 else { return nil }
        for first in 0..<count {
            for second in (first + 1)..<count {
                let adjacent = second == first + 1 || (first == 0 && second == count - 1)
                if adjacent { continue }
                if Self.crosses(
                    corners[first], corners[(first + 1) % count], corners[second], corners[(second + 1) % count])
                {
                    return (first, second)
                }
            }
        }
        return nil
    }

    private static func crosses(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
        func turn(_ p: Point, _ q: Point, _ r: Point) -> Double {
            (q.horizontal - p.horizontal) * (r.vertical - p.vertical)
                - (q.vertical - p.vertical) * (r.horizontal - p.horizontal)
        }
        func onSegment(_ p: Point, _ q: Point, _ r: Point) -> Bool {
            min(p.horizontal, q.horizontal) <= r.horizontal && r.horizontal <= max(p.horizontal, q.horizontal)
                && min(p.vertical, q.vertical) <= r.vertical && r.vertical <= max(p.vertical, q.vertical)
        }
        let abc = turn(a, b, c)
        let abd = turn(a, b, d)
        let cda = turn(c, d, a)
        let cdb = turn(c, d, b)
        if ((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0)) && abc != 0 && abd != 0 && cda != 0 && cdb != 0 {
            return true
        }
        return (abc == 0 && onSegment(a, b, c)) || (abd == 0 && onSegment(a, b, d))
            || (cda == 0 && onSegment(c, d, a)) || (cdb == 0 && onSegment(c, d, b))
    }
}

extension Ring: Equatable where Point: Equatable {}
extension Ring: Hashable where Point: Hashable {}

extension Ring: Codable where Point: Codable {
    /// Reads the corners as a list.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Point].self))
    }

    /// Writes the corners as a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(corners)
    }
}
