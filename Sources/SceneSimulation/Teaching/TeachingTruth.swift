public import Foundation

/// The truth about a drawn scene, in pixels.
public struct TeachingTruth: Sendable {
    /// Metres of a pixel.
    public var groundSamplingDistance: Double
    /// Sun, view and weather.
    public var conditions: Conditions
    /// What stands in it and is to be found.
    public var objects: [Object]
    /// Its tracks.
    public var tracks: [Track]

    /// Sun, view and weather; degrees, azimuths clockwise from north.
    public struct Conditions: Codable, Sendable {
        /// Direction to the sun.
        public var sunAzimuth: Double
        /// The sun above the horizon.
        public var sunElevation: Double
        /// Between the line of sight and the vertical.
        public var offNadir: Double
        /// Direction to the sensor.
        public var viewAzimuth: Double
        /// Share of level ground under snow.
        public var snow: Double
        /// 0 for clear air, 1 for air through which contrast is halved.
        public var haze: Double

        enum CodingKeys: String, CodingKey {
            case sunAzimuth = "sun_azimuth"
            case sunElevation = "sun_elevation"
            case offNadir = "off_nadir"
            case viewAzimuth = "view_azimuth"
            case snow, haze
        }
    }

    /// An oriented box in pixels; the angle in degrees from the column axis towards the row axis, to the front.
    public struct PixelBox: Codable, Sendable {
        /// Middle.
        public var column: Double
        /// Middle.
        public var row: Double
        /// Along the long axis.
        public var length: Double
        /// Across.
        public var width: Double
        /// To the front.
        public var angle: Double
    }

    /// Something that is to be found.
    public struct Object: Codable, Sendable {
        /// Its class.
        public var className: String
        /// What it is more closely: "bulk-carrier", "truck"; the class where there is no more to say.
        public var kind: String
        /// Its outline.
        public var box: PixelBox
        /// Share of it that nothing else hides.
        public var visibleShare: Double
        /// The track it stands on, by its order.
        public var track: Int?
        /// Metres from the beginning of the track to the nearer end of its body.
        public var start: Double?
        /// Metres from the beginning of the track to the farther end of its body.
        public var end: Double?
        /// Height of a floating roof as a share of the shell's.
        public var fill: Double?
        /// Metres from the ground to its top.
        public var height: Double

        enum CodingKeys: String, CodingKey {
            case className = "class"
            case kind
            case box = "pixel_box"
            case visibleShare = "visible_share"
            case track, start, end, fill, height
        }
    }

    /// A track.
    public struct Track: Sendable {
        /// Columns and rows of the corners of the centre-line.
        public var points: [[Double]]
        /// Stretches below roofs and bridges, metres from the beginning.
        public var hidden: [[Double]]
    }
}

extension TeachingTruth {
    /// GeoJSON of scenes, by name, with all their objects: boxes in pixels, no place on Earth.
    public static func objects(of scenes: [(name: String, truth: TeachingTruth)]) throws -> Data {
        let list = scenes.map { scene in
            SceneEntry(scene: scene.name, gsd: scene.truth.groundSamplingDistance, conditions: scene.truth.conditions)
        }
        let features = scenes.flatMap { scene in
            scene.truth.objects.map { Feature(properties: Located(scene: scene.name, object: $0), geometry: nil) }
        }
        return try encoder.encode(Collection(scenes: list, features: features))
    }

    /// GeoJSON of the tracks, as lines in pixels.
    public func trackLines() throws -> Data {
        let features = tracks.enumerated().map { index, track in
            Feature(
                properties: TrackFacts(id: "track-\(index)", hidden: track.hidden),
                geometry: Line(coordinates: track.points))
        }
        return try Self.encoder.encode(Collection(scenes: nil, features: features))
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }

    private struct Collection<Properties: Encodable>: Encodable {
        var type = "FeatureCollection"
        var simulated = true
        var scenes: [SceneEntry]?
        var features: [Feature<Properties>]
    }

    private struct SceneEntry: Encodable {
        var scene: String
        var gsd: Double
        var conditions: Conditions
    }

    private struct Feature<Properties: Encodable>: Encodable {
        var type = "Feature"
        var properties: Properties
        var geometry: Line?

        enum CodingKeys: CodingKey { case type, properties, geometry }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            try container.encode(properties, forKey: .properties)
            // A feature without a place has a geometry that is null (RFC 7946, section 3.2).
            try container.encode(geometry, forKey: .geometry)
        }
    }

    private struct Line: Encodable {
        var type = "LineString"
        var coordinates: [[Double]]
    }

    private struct TrackFacts: Encodable {
        var id: String
        var hidden: [[Double]]
        var frame = "pixel"
    }

    private struct Located: Encodable {
        var scene: String
        var object: Object

        enum CodingKeys: CodingKey { case scene, frame }

        func encode(to encoder: any Encoder) throws {
            try object.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(scene, forKey: .scene)
            try container.encode("pixel", forKey: .frame)
        }
    }
}
