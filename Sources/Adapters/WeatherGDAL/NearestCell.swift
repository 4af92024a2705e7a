import Geodesy

/// The cell of a grid of degrees that lies nearest to a place.
struct NearestCell {
    /// Index along the latitudes.
    let row: Int
    /// Index along the longitudes.
    let column: Int
    /// Middle of the cell.
    let place: GeoPoint

    /// Looks the cell up; longitudes may run from −180 or from 0.
    ///
    /// - Throws: ``ModelFlaw`` where the grid does not hold the place, by more than one cell (a quarter of a degree where there
    ///   is only one).
    init(to place: GeoPoint, latitudes: [Double], longitudes: [Double]) throws(ModelFlaw) {
        func away(_ longitude: Double) -> Double {
            let turn = (longitude - place.longitude).truncatingRemainder(dividingBy: 360)
            return abs(turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn)
        }
        guard
            let row = latitudes.indices.min(by: {
                abs(latitudes[$0] - place.latitude) < abs(latitudes[$1] - place.latitude)
            }),
            let column = longitudes.indices.min(by: { away(longitudes[$0]) < away(longitudes[$1]) }),
            (latitudes + longitudes).allSatisfy(\.isFinite)
        else {
            throw ModelFlaw(
                problem: "has an axis without coordinates", expected: "expected latitudes and longitudes in degrees")
        }
        func step(_ axis: [Double]) -> Double { axis.count > 1 ? abs(axis[1] - axis[0]) : 0.25 }
        guard abs(latitudes[row] - place.latitude) <= max(step(latitudes), 0.01),
            away(longitudes[column]) <= max(step(longitudes), 0.01)
        else {
            throw ModelFlaw(
                problem:
                    "ends \(Int((max(abs(latitudes[row] - place.latitude), away(longitudes[column])) * 111).rounded())) km or more "
                    + "before the place at \(place.latitude), \(place.longitude)",
                expected: "download an area that holds the place, or say --place")
        }
        self.row = row
        self.column = column
        let longitude = longitudes[column]
        self.place = GeoPoint(
            longitude: longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude,
            latitude: latitudes[row])
    }
}
