public import Evidence
import Foundation
import Geodesy
public import Sites

/// Says of each scene and zone what could be seen there.
public struct LookAssessor: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 3

    /// Where the lines between usable, partial and not usable are drawn.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Visible share from which on a look is usable.
        public var usableShare: Double
        /// Visible share below which nothing can be concluded.
        public var partialShare: Double
        /// Places along each side of a zone's bounds at which cover is looked up.
        public var samples: Int

        /// Makes a configuration.
        public init(usableShare: Double = 0.95, partialShare: Double = 0.2, samples: Int = 96) {
            self.usableShare = usableShare
            self.partialShare = partialShare
            self.samples = samples
        }
    }

    /// The limits in use.
    public let configuration: Configuration

    /// Makes an assessor.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// The look of one scene at one zone.
    ///
    /// Shares are found by looking at the middle of each cell of a regular grid over the zone's bounds, 96 × 96
    /// cells; an edge that cuts a zone falls between two of 96 rows or columns, so the error is below one part in
    /// ninety. A zone too thin to hold a cell's middle is looked up at its corners.
    ///
    /// - Parameters:
    ///   - zone: The zone.
    ///   - scene: The scene; without an outline nothing is covered.
    ///   - clouds: A cloud mask of this scene; nil where none was given, and the look says so.
    ///   - unreadableMask: Why the mask that was given cannot be used; the look is partial at best then.
    ///   - estimate: Cloud as the scene's own pixels show it, which counts where no mask was given. The look says that it is
    ///     estimated; it makes a look partial, never unusable.
    /// - Returns: The look, with what it is good for and why.
    /// - Throws: What the cloud mask says where it cannot be read.
    public func look(
        at zone: Zone, in scene: Scene, clouds: (any CloudMask)?, unreadableMask: String? = nil,
        estimate: (any CloudMask)? = nil
    ) throws -> Look {
        let places = Self.places(in: zone, along: configuration.samples)
        let covered = places.map { place in scene.outline?.contains(place) ?? false }
        let coveredShare = Self.share(covered)
        var reasons: [String] = []
        var cloudShare: Double?
        var visibleShare = coveredShare
        var unknownCloud = false
        if let clouds {
            let cloudy = try clouds.isCloudy(places)
            let known = zip(covered, cloudy).filter { $0.0 && $0.1 != nil }
            if known.count < covered.count(where: { $0 }) {
                unknownCloud = true
            }
            cloudShare = Double(known.count { $0.1 == true }) / Double(max(1, places.count))
            visibleShare = Double(zip(covered, cloudy).count { $0.0 && $0.1 == false }) / Double(max(1, places.count))
        }

        var estimated: Double?
        if clouds == nil, unreadableMask == nil, coveredShare > 0, let estimate {
            let cloudy = try estimate.isCloudy(places)
            let share = Double(zip(covered, cloudy).count { $0.0 && $0.1 == true }) / Double(max(1, places.count))
            estimated = share
            cloudShare = share
            visibleShare = coveredShare - share
        }

        var usability = Look.Usability.usable
        func lower(to limit: Look.Usability, because reason: String) {
            reasons.append(reason)
            if limit == .notUsable || usability == .usable { usability = limit }
        }
        if scene.outline == nil {
            lower(to: .notUsable, because: "where the scene lies on the ground is not known")
        } else if coveredShare == 0 {
            lower(to: .notUsable, because: "the scene does not show the zone")
        } else if visibleShare < configuration.partialShare,
            estimated == nil || coveredShare < configuration.partialShare
        {
            lower(to: .notUsable, because: "only \(Self.percent(visibleShare)) of the zone was visible")
        } else if visibleShare < configuration.usableShare {
            lower(
                to: .partial,
                because: "\(Self.percent(visibleShare)) of the zone was visible"
                    + (estimated == nil ? "" : ", by an estimate of cloud"))
        }
        let needed = zone.requiredGroundSamplingDistance
        if let distance = scene.groundSamplingDistance {
            if distance > needed * 1.01 {
                lower(
                    to: .notUsable,
                    because:
                        "pixels of \(Self.metres(distance)) are too coarse: a zone of the role '\(zone.role.rawValue)'"
                        + " needs \(Self.metres(needed))")
            }
        } else {
            lower(to: .partial, because: "the ground sampling distance of the scene is not known")
        }
        if coveredShare > 0 {
            if let unreadableMask {
                lower(to: .partial, because: "its cloud mask cannot be read: \(unreadableMask)")
            } else if let clouds {
                if unknownCloud {
                    lower(
                        to: .partial,
                        because: "the cloud mask \(clouds.source) does not reach over the whole zone, and nothing is "
                            + "known of cloud beyond it")
                }
            } else {
                if let cover = scene.cloudCover, cover >= 0.5 {
                    lower(
                        to: .partial,
                        because:
                            "the provider says that \(Self.percent(cover)) of the scene is cloud, and no mask says where"
                    )
                } else {
                    reasons.append("no cloud mask was given")
                }
                if let estimated {
                    reasons.append(
                        "the share of cloud, \(Self.percent(estimated)), is estimated from the scene's own pixels: no provider "
                            + "tells it")
                }
            }
        }
        return Look(
            id: Self.identifier(scene: scene.id, zone: zone.id), scene: scene.id, zone: zone.id,
            coveredShare: coveredShare, cloudShare: cloudShare, visibleShare: visibleShare,
            groundSamplingDistance: scene.groundSamplingDistance, requiredGroundSamplingDistance: needed,
            usability: usability, reasons: reasons)
    }

    /// Whether a scene may show a zone: its outline and the zone have bounds in common. Where nothing is
    /// known of the outline, it may.
    public func mayShow(_ zone: Zone, _ scene: Scene) -> Bool {
        guard let outline = scene.outline?.bounds, let area = zone.area.bounds else { return true }
        return outline.minimum.longitude <= area.maximum.longitude
            && area.minimum.longitude <= outline.maximum.longitude
            && outline.minimum.latitude <= area.maximum.latitude && area.minimum.latitude <= outline.maximum.latitude
    }

    /// The id of a look follows from scene and zone.
    public static func identifier(scene: String, zone: String) -> String {
        Digest.identifier(["look", scene, zone])
    }

    /// Middles of the cells of a grid over a zone that lie in it.
    private static func places(in zone: Zone, along samples: Int) -> [GeoPoint] {
        guard let (low, high) = zone.area.bounds else { return [] }
        let columns = max(1, samples)
        let rows = columns
        var places: [GeoPoint] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let place = GeoPoint(
                    longitude: low.longitude + (Double(column) + 0.5) / Double(columns)
                        * (high.longitude - low.longitude),
                    latitude: low.latitude + (Double(row) + 0.5) / Double(rows) * (high.latitude - low.latitude))
                if zone.area.contains(place) { places.append(place) }
            }
        }
        return places.isEmpty ? zone.area.parts.flatMap(\.outer.corners) : places
    }

    private static func share(_ flags: [Bool]) -> Double {
        flags.isEmpty ? 0 : Double(flags.count { $0 }) / Double(flags.count)
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private static func metres(_ distance: Double) -> String {
        "\((distance * 100).rounded() / 100) m"
    }
}
