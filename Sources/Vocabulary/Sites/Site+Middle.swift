public import Geodesy

extension Site {
    /// The middle of all that is drawn of the site: half-way between its outermost points; nil where nothing is drawn.
    ///
    /// Sites that lie across the antimeridian have their middle there.
    public var middle: GeoPoint? {
        var points: [GeoPoint] = []
        for area in facilities.map(\.area) + zones.map(\.area) + structures.map(\.area) {
            if let bounds = area.bounds { points += [bounds.minimum, bounds.maximum] }
        }
        points += tracks.flatMap(\.line) + berths.flatMap(\.line) + tanks.map(\.centre)
        guard let first = points.first else { return nil }
        // Longitudes are counted from the first point, the short way round.
        let longitudes = points.map { point in
            let way = point.longitude - first.longitude
            return first.longitude + (way > 180 ? way - 360 : way < -180 ? way + 360 : way)
        }
        let latitudes = points.map(\.latitude)
        guard let west = longitudes.min(), let east = longitudes.max(), let south = latitudes.min(),
            let north = latitudes.max()
        else { return nil }
        let longitude = (west + east) / 2
        return GeoPoint(
            longitude: longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude,
            latitude: (south + north) / 2)
    }
}
