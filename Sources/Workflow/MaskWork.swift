public import ActivityAnalysis
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
    /// By whose word cloud is told: the name of a mask that was delivered, or that it is estimated; nil where nothing is
    /// told of cloud.
    public let cloudSource: String?

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
    ///   - clouds: The cloud mask that was delivered with it; nil where there is none, and cloud is estimated. It is looked up at
    ///     the middles of cells, at most ``cells`` to a side; where it does not reach, no cloud is known.
    ///   - step: Pixels of the scene for one of ``source``, along columns and along rows, 1 or more.
    /// - Throws: ``Refusal`` where the scene has no bands that tell anything or its pixel size is not known; what the reader
    ///   says where it cannot be read.
    public init(
        of scene: Scene, reader: any SceneReading, clouds: (any CloudMask)? = nil, step: Double = 1
    ) async throws {
        guard let distance = scene.groundSamplingDistance else {
            throw Refusal(reason: "its ground sampling distance is not known")
        }
        let (chosen, isReflectance) = Self.bands(of: scene)
        guard !chosen.isEmpty else { throw Refusal(reason: "it has no band") }
        let roles = chosen.map { $0.commonName.flatMap(BandRole.init(rawValue:)) }
        let north = try Self.north(of: scene, reader: reader)
        func described(_ pixel: Double) -> ObservedBands {
            ObservedBands(
                roles: roles, isReflectance: isReflectance, pixel: pixel, geometry: scene.geometry, north: north)
        }
        var request = PixelRequest(
            bands: chosen.map { $0.commonName ?? $0.name }, columnStep: step, rowStep: step,
            values: isReflectance ? .reflectance : .stored)
        source = try await reader.source(of: scene, for: request)
        let coarse = max(step, Double(max(scene.size.width, scene.size.height)) / Double(Self.cells))
        request.columnStep = coarse
        request.rowStep = coarse
        let thinned = try await reader.source(of: scene, for: request)
        let delivered = try clouds.map { try Self.cells(of: $0, thinned.size, scene, reader) } ?? nil
        let statistics = SceneStatistics(
            of: try await thinned.read(thinned.size.window), scene: scene.size, bands: described(distance),
            clouds: delivered)
        self.scene = scene
        bands = described(distance * step)
        classifier = CoverClassifier(bands: bands, statistics: statistics.coarsened(by: step))
        cloudSource =
            delivered != nil
            ? clouds?.source : statistics.isCloudSought ? EstimatedClouds.words : nil
    }

    /// The bands that have a use here, one of each role, the finest, and whether they tell reflectance; where none has a use, the
    /// first three as they are stored.
    ///
    /// A band without a reflectance scale beside others that have one is left out, so that it does not take theirs away.
    static func bands(of scene: Scene) -> (bands: [Band], isReflectance: Bool) {
        let roles: [BandRole] = [.blue, .green, .red, .nir, .swir16, .swir22, .cirrus, .pan]
        var found = roles.compactMap { scene.band(named: $0.rawValue) }
        func has(_ roles: [BandRole], _ bands: [Band]) -> Bool {
            roles.allSatisfy { role in bands.contains { $0.commonName == role.rawValue } }
        }
        let reflecting = found.filter { $0.unit == .reflectance && $0.scale != nil }
        let isReflectance = has([.blue, .green, .red], reflecting) || has([.pan], reflecting)
        if isReflectance { found = reflecting }
        // A panchromatic band beside coloured ones says nothing that they do not.
        if has([.blue, .green, .red], found) { found.removeAll { $0.commonName == BandRole.pan.rawValue } }
        return found.isEmpty ? (Array(scene.bands.prefix(3)), false) : (found, isReflectance)
    }

    /// For each cell of a thinned reading 1 where a mask says cloud, else 0; nil for a scene that lies nowhere and
    /// for a mask that reaches it nowhere.
    private static func cells(
        of clouds: any CloudMask, _ size: RasterSize, _ scene: Scene, _ reader: any SceneReading
    ) throws -> [Float]? {
        guard let georeference = try reader.georeference(of: scene) else { return nil }
        let step = SIMD2(
            Double(scene.size.width) / Double(max(1, size.width)),
            Double(scene.size.height) / Double(max(1, size.height)))
        let middles = (0..<size.count).map { index in
            PixelPoint(
                column: (Double(index % size.width) + 0.5) * step.x, row: (Double(index / size.width) + 0.5) * step.y)
        }
        let found = try clouds.isCloudy(try georeference.ground(middles))
        guard found.contains(where: { $0 != nil }) else { return nil }
        return found.map { $0 == true ? 1 : 0 }
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
