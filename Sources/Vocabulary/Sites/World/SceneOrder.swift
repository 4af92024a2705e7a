public import Foundation
public import Geodesy

/// A scene that is to be drawn.
public struct SceneOrder: Hashable, Sendable {
    /// Sets of bands that can be drawn.
    public enum BandSet: String, CaseIterable, Codable, Sendable {
        /// The six bands of Pléiades Neo.
        case sixBands = "pneo6"
        /// Blue, green, red, near infrared.
        case fourBands = "rgbn"
        /// One panchromatic band.
        case panchromatic = "pan"
    }

    /// The ground that a scene shows.
    public struct Extent: Hashable, Sendable {
        /// Its middle.
        public var centre: GeoPoint
        /// Metres from west to east.
        public var width: Double
        /// Metres from south to north.
        public var height: Double

        /// Makes an extent.
        public init(centre: GeoPoint, width: Double, height: Double) {
            self.centre = centre
            self.width = width
            self.height = height
        }
    }

    /// Line of the script, for messages.
    public var line: Int
    /// When it is taken.
    public var time: Date
    /// Metres of a pixel.
    public var groundSamplingDistance = 0.3
    /// Its bands.
    public var bands = BandSet.sixBands
    /// What it shows; nil for all of the site.
    public var extent: Extent?
    /// Degrees at the sensor between straight down and the line of sight.
    public var offNadir = 0.0
    /// Direction from the ground to the sensor, degrees clockwise from north.
    public var viewAzimuth = 0.0
    /// Factor on all light that no metadata knows of.
    public var gain = 1.0
    /// Factor on the sensor's noise.
    public var noise = 1.0
    /// Metres by which the scene is placed wrongly, in a direction by lot.
    public var placementError = 0.0
    /// Share of the scene's width that lacks pixels in a wedge at its western side, 0…1.
    public var noDataWedge = 0.0
    /// Haze: 0 for clear air, 1 for air through which contrast is halved.
    public var haze = 0.1
    /// Share of the scene under cloud, 0…1.
    public var clouds = 0.0
    /// Share of open ground that is white; nil where the script's snow tells.
    public var snow: Double?

    /// Makes an order with usual settings.
    public init(line: Int = 0, time: Date) {
        self.line = line
        self.time = time
    }
}

extension SceneOrder.Extent {
    /// Metres of ground around what a site names.
    static let margin = 30.0

    /// The extent of all that a site names, with 30 m around it; nil for a site of nothing.
    public init?(around site: Site) {
        var places = site.tracks.flatMap(\.line) + site.berths.flatMap(\.line) + site.tanks.map(\.centre)
        for area in site.zones.map(\.area) + site.facilities.map(\.area) {
            places += area.parts.flatMap(\.outer.corners)
        }
        guard let first = places.first else { return nil }
        let offsets = places.map { Ellipsoid.wgs84.offset(from: first, to: $0) }
        let east = (offsets.map(\.east).min() ?? 0, offsets.map(\.east).max() ?? 0)
        let north = (offsets.map(\.north).min() ?? 0, offsets.map(\.north).max() ?? 0)
        self.init(
            centre: Ellipsoid.wgs84.point(from: first, east: (east.0 + east.1) / 2, north: (north.0 + north.1) / 2),
            width: east.1 - east.0 + 2 * Self.margin, height: north.1 - north.0 + 2 * Self.margin)
    }
}
