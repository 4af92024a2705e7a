public import Geodesy

/// Tells which places of a scene lie under cloud. Polygons implement it here; a raster mask, in an adapter.
public protocol CloudMask: Sendable {
    /// For each place whether it is under cloud; nil where the mask does not reach.
    func isCloudy(_ places: [GeoPoint]) throws -> [Bool?]
    /// What the mask is, for the record: its file's name and hash.
    var source: String { get }
}

/// A cloud mask given as areas.
public struct CloudPolygons: CloudMask {
    /// Areas under cloud.
    public let areas: MultiPolygon<GeoPoint>
    /// What the areas come from.
    public let source: String

    /// Takes areas and the name of what they come from.
    public init(areas: MultiPolygon<GeoPoint>, source: String) {
        self.areas = areas
        self.source = source
    }

    /// For each place whether one of the areas holds it; the areas reach everywhere.
    public func isCloudy(_ places: [GeoPoint]) -> [Bool?] { places.map { areas.contains($0) } }
}
