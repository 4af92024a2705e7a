import Evidence
import Geodesy

extension CatalogueItem {
    /// How high the sun stood, and whether that was computed, since the catalogue does not tell it.
    public struct Sun: Hashable, Sendable {
        /// Degrees above the horizon.
        public var elevation: Double
        /// Whether it follows from time and place.
        public var isComputed: Bool
    }

    /// The sun as told, else computed for the middle of the scene's first part; nil where only a span is known for the time.
    public var sun: Sun? {
        if let sunElevation { return Sun(elevation: sunElevation, isComputed: false) }
        guard time.isInstant, let bounds = area.parts.first?.outer.bounds else { return nil }
        let middle = GeoPoint(
            longitude: (bounds.minimum.longitude + bounds.maximum.longitude) / 2,
            latitude: (bounds.minimum.latitude + bounds.maximum.latitude) / 2)
        return Sun(elevation: SunPosition(at: middle, time: time.start).elevation, isComputed: true)
    }
}
