import Evidence
import Geodesy

/// Reads where an item lies: GeoJSON areas and boxes.
///
/// Source: RFC 7946; STAC 1.1, Item, `bbox`.
enum CatalogueGeometry {
    /// Most corners of one item.
    static let cornerLimit = 100_000

    /// The area of an item.
    ///
    /// - Parameter item: The item.
    /// - Returns: Its geometry, or its box where that is no area; nil where neither is an area on Earth.
    static func area(of item: JSONText) -> (area: MultiPolygon<GeoPoint>, isBox: Bool)? {
        if let geometry = item["geometry"], let area = area(ofGeometry: geometry) { return (area, false) }
        if let box = item["bbox"], let area = area(ofBox: box) { return (area, true) }
        return nil
    }

    /// The area of a GeoJSON geometry; nil for anything but areas, and for what lies nowhere.
    static func area(ofGeometry geometry: JSONText) -> MultiPolygon<GeoPoint>? {
        var polygons: [[JSONText]] = []
        switch geometry["type"]?.asText {
        case "Polygon": polygons = [geometry["coordinates"]?.asList ?? []]
        case "MultiPolygon": polygons = (geometry["coordinates"]?.asList ?? []).map { $0.asList ?? [] }
        default: return nil
        }
        var budget = cornerLimit
        var parts: [Polygon<GeoPoint>] = []
        for rings in polygons {
            var read: [Ring<GeoPoint>] = []
            for ring in rings {
                guard let ring = self.ring(ring, &budget) else { return nil }
                read.append(ring)
            }
            guard let outer = read.first, outer.corners.count > 2 else { return nil }
            parts += cut(Polygon(outer: outer, holes: Array(read.dropFirst().filter { $0.corners.count > 2 })))
        }
        let area = MultiPolygon(parts)
        return area.area > 0 ? area : nil
    }

    /// The area of a `bbox` of four or six numbers; west lies east of east across the antimeridian.
    static func area(ofBox box: JSONText) -> MultiPolygon<GeoPoint>? {
        let numbers = box.asList?.compactMap(\.asNumber) ?? []
        guard numbers.count == box.asList?.count, numbers.count == 4 || numbers.count == 6 else { return nil }
        let half = numbers.count / 2
        let (west, south, north) = (numbers[0], numbers[1], numbers[half + 1])
        var east = numbers[half]
        if east < west { east += 360 }
        let corners = [(west, south), (east, south), (east, north), (west, north)]
        guard corners.allSatisfy({ isPlace($0.0, $0.1) }), south < north, west < east, east - west <= 360 else {
            return nil
        }
        let parts = cut(
            Polygon(outer: Ring(corners.map { GeoPoint(longitude: $0.0, latitude: $0.1) })), crossesShortWay: false)
        return parts.isEmpty ? nil : MultiPolygon(parts)
    }

    private static func ring(_ ring: JSONText, _ budget: inout Int) -> Ring<GeoPoint>? {
        guard let positions = ring.asList, positions.count <= budget else { return nil }
        budget -= positions.count
        var corners: [GeoPoint] = []
        corners.reserveCapacity(positions.count)
        for position in positions {
            guard let numbers = position.asList, numbers.count >= 2, let longitude = numbers[0].asNumber,
                let latitude = numbers[1].asNumber, isPlace(longitude, latitude)
            else { return nil }
            corners.append(GeoPoint(longitude: longitude, latitude: latitude))
        }
        return Ring(corners)
    }

    /// Some catalogues count longitudes on beyond 180° where a scene lies across it.
    private static func isPlace(_ longitude: Double, _ latitude: Double) -> Bool {
        abs(longitude) <= 540 && abs(latitude) <= 90
    }

    /// The parts of an area between −180° and 180°.
    private static func cut(_ area: Polygon<GeoPoint>, crossesShortWay: Bool = true) -> [Polygon<GeoPoint>] {
        let longitudes = area.outer.corners.map(\.longitude)
        guard let west = longitudes.min(), let east = longitudes.max() else { return [] }
        if west >= -180, east <= 180 {
            // What reaches all round the Earth crosses nothing.
            return crossesShortWay && east - west < 359 ? area.cutAtAntimeridian() : [area]
        }
        var parts: [Polygon<GeoPoint>] = []
        for shift in [-360.0, 0, 360] {
            let window = Ring(
                [(-180.0, -90.0), (180, -90), (180, 90), (-180, 90)].map {
                    GeoPoint(longitude: $0.0 + shift, latitude: $0.1)
                })
            func piece(_ ring: Ring<GeoPoint>) -> Ring<GeoPoint>? {
                let cut = ring.clipped(toConvex: window)
                guard cut.corners.count > 2, abs(cut.signedArea) > 0 else { return nil }
                return Ring(cut.corners.map { GeoPoint(longitude: $0.longitude - shift, latitude: $0.latitude) })
            }
            guard let outer = piece(area.outer) else { continue }
            parts.append(Polygon(outer: outer, holes: area.holes.compactMap(piece)))
        }
        return parts
    }
}
