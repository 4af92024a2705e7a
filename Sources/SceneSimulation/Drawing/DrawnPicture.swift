import Rasters

/// What was drawn, and what of each solid can be seen in it.
struct DrawnPicture: Sendable {
    /// Six bands of reflectance above the atmosphere, without noise.
    var reflectance: Raster<Float>
    /// For each solid of the drawing, in its order.
    var sights: [Sight]
}

/// How much of a solid is seen, in places (a pixel has the square of ``SceneDrawing/samples``).
struct Sight: Sendable, Equatable {
    /// Places in which it would be seen if nothing else stood there.
    var extent = 0
    /// Places in which it is seen.
    var seen = 0
    /// Places of its extent in which another solid is seen, by that one's order.
    var hiders: [Int: Int] = [:]

    /// Share of what could be seen that is seen, 0…1; nil where it lies outside of the picture.
    var visibleShare: Double? { extent > 0 ? Double(seen) / Double(extent) : nil }

    /// The solid that hides most of it; the first of several.
    var hider: Int? { hiders.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key }

    /// Adds what is seen in another part of the picture.
    mutating func add(_ other: Sight) {
        extent += other.extent
        seen += other.seen
        hiders.merge(other.hiders, uniquingKeysWith: +)
    }
}
