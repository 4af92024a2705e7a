extension MultiPolygon {
    /// Whether two areas have a point in common: a corner of one lies in the other, or their edges cross or touch.
    ///
    /// - Parameter other: The other area.
    /// - Returns: Whether they do.
    /// - Complexity: Edges of one times edges of the other, for parts whose boxes meet.
    public func meets(_ other: MultiPolygon) -> Bool {
        for part in parts {
            guard let box = part.outer.bounds else { continue }
            for its in other.parts {
                guard let itsBox = its.outer.bounds, box.minimum.horizontal <= itsBox.maximum.horizontal,
                    itsBox.minimum.horizontal <= box.maximum.horizontal,
                    box.minimum.vertical <= itsBox.maximum.vertical, itsBox.minimum.vertical <= box.maximum.vertical
                else { continue }
                if part.meets(its) { return true }
            }
        }
        return false
    }
}

extension Polygon {
    /// Whether two areas have a point in common.
    fileprivate func meets(_ other: Polygon) -> Bool {
        if let corner = outer.corners.first, other.contains(corner) { return true }
        if let corner = other.outer.corners.first, contains(corner) { return true }
        return rings.contains { ring in other.rings.contains { ring.touches($0) } }
    }
}

extension Ring {
    /// Whether an edge of this ring has a point in common with an edge of another.
    fileprivate func touches(_ other: Ring) -> Bool {
        guard var start = corners.last else { return false }
        for end in corners {
            guard var itsStart = other.corners.last else { return false }
            for itsEnd in other.corners {
                if Self.share(start, end, itsStart, itsEnd) { return true }
                itsStart = itsEnd
            }
            start = end
        }
        return false
    }

    /// Whether two lines have a point in common.
    private static func share(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
        guard max(a.horizontal, b.horizontal) >= min(c.horizontal, d.horizontal),
            max(c.horizontal, d.horizontal) >= min(a.horizontal, b.horizontal),
            max(a.vertical, b.vertical) >= min(c.vertical, d.vertical),
            max(c.vertical, d.vertical) >= min(a.vertical, b.vertical)
        else { return false }
        func turn(_ p: Point, _ q: Point, _ r: Point) -> Double {
            (q.horizontal - p.horizontal) * (r.vertical - p.vertical)
                - (q.vertical - p.vertical) * (r.horizontal - p.horizontal)
        }
        let (first, second) = (turn(a, b, c), turn(a, b, d))
        let (third, fourth) = (turn(c, d, a), turn(c, d, b))
        // Both ends strictly on one side: no common point. Where all four are 0 the boxes above decided.
        return !(first > 0 && second > 0) && !(first < 0 && second < 0) && !(third > 0 && fourth > 0)
            && !(third < 0 && fourth < 0)
    }
}
