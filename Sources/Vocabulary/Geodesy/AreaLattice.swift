extension MultiPolygon<GeoPoint> {
    /// Places spread evenly over an area, by which its share in something else is told.
    ///
    /// - Parameter side: Places along each side of the area's box.
    /// - Returns: The middles of the box's cells that lie in the area, row by row from the south; none for an empty area, or one
    ///   that is narrower than a cell everywhere.
    public func lattice(side: Int) -> [GeoPoint] {
        guard let bounds else { return [] }
        let (low, high) = (bounds.minimum, bounds.maximum)
        var places: [GeoPoint] = []
        for row in 0..<side {
            for column in 0..<side {
                let (x, y) = ((Double(column) + 0.5) / Double(side), (Double(row) + 0.5) / Double(side))
                let place = GeoPoint(
                    longitude: low.longitude + x * (high.longitude - low.longitude),
                    latitude: low.latitude + y * (high.latitude - low.latitude))
                if contains(place) { places.append(place) }
            }
        }
        return places
    }
}
