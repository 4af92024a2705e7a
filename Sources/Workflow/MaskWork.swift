public import Evidence
import Foundation
import Geodesy
public import Rasters
public import SceneMasks

/// The mask of one scene: which bands are read, and what is known of the scene at large.
public struct MaskWork: Sendable {
    /// The scene.
    public let scene: Scene
    /// Its bands and its light.
    public let bands: ObservedBands
    /// Judges its pixels.
    public let classifier: CoverClassifier
    /// Its pixels, in the order of ``bands``.
    public let source: any RasterSource

    /// Cells along the longer side of the reading that scene statistics are made of.
    public static let cells = 384

    /// Why no mask can be made.
    public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// The reason, as a clause.
        public var reason: String
        /// The reason as a sentence.
        public var description: String { "No mask can be made: \(reason)." }
    }

    /// Opens a scene and looks at it at large.
    ///
    /// - Parameters:
    ///   - scene: The scene.
    ///   - reader: Opens it.
    /// - Throws: ``Refusal`` where the scene has no bands that tell anything or its pixel size is not known; what the reader
    ///   says where it cannot be read.
    public init(of scene: Scene, reader: any SceneReading) async throws {
        guard let distance = scene.groundSamplingDistance else {
            throw Refusal(reason: "its ground sampling distance is not known")
        }
        let chosen = Self.bands(of: scene)
        guard !chosen.isEmpty else { throw Refusal(reason: "it has no band") }
        let isReflectance = chosen.allSatisfy { $0.unit == .reflectance && $0.scale != nil }
        let bands = ObservedBands(
            roles: chosen.map { $0.commonName.flatMap(BandRole.init(rawValue:)) }, isReflectance: isReflectance,
            pixel: distance, geometry: scene.geometry, north: try Self.north(of: scene, reader: reader))
        var request = PixelRequest(
            bands: chosen.map { $0.commonName ?? $0.name }, values: isReflectance ? .reflectance : .stored)
        source = try await reader.source(of: scene, for: request)
        let step = max(1, Double(max(scene.size.width, scene.size.height)) / Double(Self.cells))
        request.columnStep = step
        request.rowStep = step
        let thinned = try await reader.source(of: scene, for: request)
        let statistics = SceneStatistics(
            of: try await thinned.read(thinned.size.window), scene: scene.size, bands: bands)
        self.scene = scene
        self.bands = bands
        classifier = CoverClassifier(bands: bands, statistics: statistics)
    }

    /// The bands that have a use here, one of each role, the finest; where none has, the first three.
    static func bands(of scene: Scene) -> [Band] {
        let roles: [BandRole] = [.blue, .green, .red, .nir, .swir16, .swir22, .cirrus, .pan]
        var found = roles.compactMap { scene.band(named: $0.rawValue) }
        // A panchromatic band beside coloured ones says nothing that they do not.
        if found.count > 1 { found.removeAll { $0.commonName == BandRole.pan.rawValue } }
        return found.isEmpty ? Array(scene.bands.prefix(3)) : found
    }

    /// Direction of north on the grid in the middle of a scene; up where the scene lies nowhere.
    private static func north(of scene: Scene, reader: any SceneReading) throws -> SIMD2<Double> {
        let middle = PixelPoint(column: Double(scene.size.width) / 2, row: Double(scene.size.height) / 2)
        guard let georeference = try reader.georeference(of: scene),
            let place = try georeference.ground([middle]).first, place.isOnEarth, abs(place.latitude) < 89,
            let above = try georeference.pixels([
                GeoPoint(longitude: place.longitude, latitude: place.latitude + 0.001)
            ]).first ?? nil
        else { return SIMD2(0, -1) }
        let way = SIMD2(above.column - middle.column, above.row - middle.row)
        let length = (way.x * way.x + way.y * way.y).squareRoot()
        return length > 0 && length.isFinite ? way / length : SIMD2(0, -1)
    }
}
