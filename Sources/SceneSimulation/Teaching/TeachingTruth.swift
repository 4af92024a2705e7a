public import Foundation
import Rasters

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
        /// Between the line of sight and the vertical, on the ground.
        public var incidence: Double
        /// Direction to the sensor.
        public var viewAzimuth: Double
        /// Share of level ground under snow.
        public var snow: Double
        /// 0 for clear air, 1 for air through which contrast is halved.
        public var haze: Double

        enum CodingKeys: String, CodingKey {
            case sunAzimuth = "sun_azimuth"
            case sunElevation = "sun_elevation"
            case incidence = "incidence_angle"
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

        /// Share of it inside a picture, from the middles of 9 × 5 cells.
        func share(in size: RasterSize) -> Double {
            let along = SIMD2(cos(angle * .pi / 180), sin(angle * .pi / 180))
            let across = SIMD2(-along.y, along.x)
            var inside = 0
            for cell in 0..<45 {
                let u = (Double(cell % 9) + 0.5) / 9 - 0.5
                let v = (Double(cell / 9) + 0.5) / 5 - 0.5
                let place = SIMD2(column, row) + along * (u * length) + across * (v * width)
                if place.x >= 0, place.y >= 0, place.x < Double(size.width), place.y < Double(size.height) {
                    inside += 1
                }
            }
            return Double(inside) / 45
        }
    }

    /// Something that is to be found.
    public struct Object: Codable, Sendable {
        /// Its class.
        public var className: String
        /// What it is more closely: "bulk-carrier", "truck"; the class where there is no more to say.
        public var kind: String
        /// Its outline.
        public var box: PixelBox
        /// Share of its outline that lies in the picture.
        public var shareInScene: Double
        /// Share of what of it lies there that nothing else hides.
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
            case shareInScene = "share_in_scene"
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

/// GeoJSON of scenes with all their objects: boxes in pixels, no place on Earth.
///
/// Scenes are added one by one and kept as text, so that many of them need little memory.
public struct TruthCollection {
    private var scenes: [Data] = []
    private var features: [Data] = []

    /// Begins without scenes.
    public init() {}

    /// Adds a scene.
    ///
    /// - Parameters:
    ///   - truth: What stands in it.
    ///   - name: What it is called.
    /// - Throws: `EncodingError`, where a number is not finite.
    public mutating func add(_ truth: TeachingTruth, named name: String) throws {
        scenes.append(
            try TeachingTruth.encoder.encode(
                TeachingTruth.SceneEntry(
                    scene: name, gsd: truth.groundSamplingDistance, conditions: truth.conditions)))
        for object in truth.objects {
            features.append(
                try TeachingTruth.encoder.encode(
                    TeachingTruth.Feature(
                        properties: TeachingTruth.Located(scene: name, object: object), geometry: nil)))
        }
    }

    /// The text of the file.
    public func geoJSON() -> Data {
        var text = Data(#"{"type":"FeatureCollection","simulated":true,"scenes":["#.utf8)
        text.append(contentsOf: scenes.joined(separator: ",\n".utf8))
        text.append(contentsOf: #"],"features":["#.utf8)
        text.append(contentsOf: features.joined(separator: ",\n".utf8))
        text.append(contentsOf: "]}\n".utf8)
        return text
    }
}

extension TeachingTruth {
    /// GeoJSON of the tracks, as lines in pixels.
    public func trackLines() throws -> Data {
        let features = tracks.enumerated().map { index, track in
            Feature(
                properties: TrackFacts(id: "track-\(index)", hidden: track.hidden),
                geometry: Line(coordinates: track.points))
        }
        return try Self.encoder.encode(Collection(features: features))
    }

    fileprivate static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return encoder
    }

    private struct Collection<Properties: Encodable>: Encodable {
        var type = "FeatureCollection"
        var simulated = true
        var features: [Feature<Properties>]
    }

    fileprivate struct SceneEntry: Encodable {
        var scene: String
        var gsd: Double
        var conditions: Conditions
    }

    fileprivate struct Feature<Properties: Encodable>: Encodable {
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

    fileprivate struct Line: Encodable {
        var type = "LineString"
        var coordinates: [[Double]]
    }

    private struct TrackFacts: Encodable {
        var id: String
        var hidden: [[Double]]
        var frame = "pixel"
    }

    fileprivate struct Located: Encodable {
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
