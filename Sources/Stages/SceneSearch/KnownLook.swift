public import Evidence
import Foundation
public import Geodesy

/// A scene that a case has, as far as it takes to recognise it in a catalogue.
public struct KnownLook: Hashable, Sendable {
    /// What people call it.
    public var title: String
    /// When it was taken; nil where nobody said.
    public var time: AcquisitionTime?
    /// Satellite or aircraft.
    public var platform: String?
    /// Where it lies; nil where that is not known.
    public var area: MultiPolygon<GeoPoint>?
    /// Whether a program drew it: then it is no look at the place.
    public var isSimulated: Bool
    /// The item that it was fetched as: collection, "/" and id; nil for one that came otherwise.
    public var item: String?

    /// Makes a record of a scene.
    public init(
        title: String, time: AcquisitionTime? = nil, platform: String? = nil, area: MultiPolygon<GeoPoint>? = nil,
        isSimulated: Bool = false, item: String? = nil
    ) {
        self.title = title
        self.time = time
        self.platform = platform
        self.area = area
        self.isSimulated = isSimulated
        self.item = item
    }

    /// Seconds between two times of one pass: catalogues tell the middle of a tile, products the beginning of a strip.
    static let pass: TimeInterval = 600
    /// The same where a satellite is not named: two of them can follow each other closely.
    static let unnamedPass: TimeInterval = 60

    /// Whether a scene of a catalogue is this one, or one of the same satellite on the same pass over the same place.
    ///
    /// - Parameter found: The scene of the catalogue.
    /// - Returns: Whether it is. A scene whose time is known to a day only is not recognised by it.
    public func isSame(as found: CatalogueItem) -> Bool {
        if let item { return item == found.key }
        guard !isSimulated, let time, time.isInstant else { return false }
        if let area, !area.meets(found.area) { return false }
        let limit: TimeInterval
        if let own = platform, let other = found.platform {
            guard Self.plain(own) == Self.plain(other) else { return false }
            limit = Self.pass
        } else {
            limit = Self.unnamedPass
        }
        return time.start <= found.time.end.addingTimeInterval(limit)
            && found.time.start.addingTimeInterval(-limit) <= time.end
    }

    /// Names of satellites are written in many ways: "Sentinel-2A", "sentinel_2a".
    private static func plain(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
