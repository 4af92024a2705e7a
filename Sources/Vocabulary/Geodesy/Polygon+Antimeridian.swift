extension Polygon where Point == GeoPoint {
    /// The parts west and east of 180°; the area itself where it does not cross that.
    ///
    /// An area whose corners reach over more than 180° of longitude is taken for one that crosses the short way.
    ///
    /// Source: RFC 7946, section 3.1.9.
    public func cutAtAntimeridian() -> [Polygon<GeoPoint>] {
        let longitudes = outer.corners.map(\.longitude)
        guard let low = longitudes.min(), let high = longitudes.max(), high - low > 180 else { return [self] }
        func unwrapped(_ ring: Ring<GeoPoint>) -> Ring<GeoPoint> {
            Ring(
                ring.corners.map {
                    GeoPoint(longitude: $0.longitude < 0 ? $0.longitude + 360 : $0.longitude, latitude: $0.latitude)
                })
        }
        func box(_ west: Double, _ east: Double) -> Ring<GeoPoint> {
            Ring(
                [(west, -90.0), (east, -90), (east, 90), (west, 90)].map { GeoPoint(longitude: $0.0, latitude: $0.1) })
        }
        var parts: [Polygon<GeoPoint>] = []
        for (window, shift) in [(box(0, 180), 0.0), (box(180, 360), -360)] {
            func piece(_ ring: Ring<GeoPoint>) -> Ring<GeoPoint>? {
                let cut = unwrapped(ring).clipped(toConvex: window)
                guard cut.corners.count > 2 else { return nil }
                return Ring(
                    cut.corners.map { GeoPoint(longitude: $0.longitude + shift, latitude: $0.latitude) })
            }
            guard let outer = piece(self.outer) else { continue }
            parts.append(Polygon(outer: outer, holes: holes.compactMap(piece)))
        }
        return parts
    }
}
