public import ActivityAnalysis
public import ChangeDetection
public import Evidence
import Foundation
public import Geodesy
public import Rasters
import SceneAlignment

/// Two scenes as looks on one grid: that of the earlier one, as coarse as the coarser of both or coarser.
public struct PairOnGrid: Sendable {
    /// The earlier scene.
    public let before: Scene
    /// The later scene.
    public let after: Scene
    /// The looks in all bands that both have, masked.
    public let pair: LookPair
    /// The same in the bands that are shown, for pictures.
    public let colours: (before: any RasterSource, after: any RasterSource)
    /// How the grid's pixels lie on the ground.
    public let ground: PixelGround
    /// Whether the size of a pixel is known in metres.
    public let isMeasured: Bool
    /// Whether both lie on the ground; else they are compared pixel on pixel.
    public let isPlaced: Bool
    /// Whether the numbers are reflectances in all bands of both.
    public let isReflectance: Bool
    /// Own pixels of the earlier scene for one of the common grid.
    public let step: Double
    /// Where the earlier scene lies on the ground; nil where that is not known.
    public let georeference: (any Georeference)?
    /// What is left out of the earlier and of the later look, and by whose word; empty where no masks were wanted.
    public let masks: [LookMask.Record]

    /// From the common grid to the earlier scene's coordinate system; nil where it has no such grid.
    public var transform: GridTransform? {
        guard georeference != nil, let own = before.transform else { return nil }
        return GridTransform(
            originX: own.originX, columnX: own.columnX * step, rowX: own.rowX * step, originY: own.originY,
            columnY: own.columnY * step, rowY: own.rowY * step)
    }

    /// Opens two scenes.
    ///
    /// - Parameters:
    ///   - before: The earlier scene.
    ///   - after: The later scene.
    ///   - reader: Opens them; it tells positions as they lie after alignment.
    ///   - alignment: How the later one was laid on the earlier one; nil where that was not done, or where the reader knows.
    ///   - clouds: The cloud masks that were delivered with them; nil where nothing shall be masked.
    ///   - finest: Least side of the grid's pixels in metres, where their size is known.
    /// - Throws: ``Flaw`` where two pictures that lie nowhere have other sizes, `ChangeError` where no band is in both, and
    ///   what reading throws.
    public init(
        before: Scene, after: Scene, reader: any SceneReading, alignment: Alignment? = nil,
        clouds: (before: (any CloudMask)?, after: (any CloudMask)?)?, finest: Double = 0
    ) async throws {
        let names = Self.sharedBands(before, after)
        guard !names.isEmpty else {
            throw ChangeError.nothingInCommon(before: before.bands.map(Self.name), after: after.bands.map(Self.name))
        }
        let georeferences = try (reader.georeference(of: before), reader.georeference(of: after))
        var places: (reference: any Georeference, scene: any Georeference)?
        if let first = georeferences.0, let second = georeferences.1 { places = (first, second) }
        isPlaced = places != nil
        let grid = CommonGrid(of: after, on: before, isPlaced: isPlaced)
        let coarser = max(1, grid.metres.map { finest / $0 } ?? 1)
        let (beforeStep, afterStep) = (grid.referenceStep * coarser, grid.sceneStep * coarser)
        isReflectance = [before, after].allSatisfy { scene in
            names.allSatisfy { name in
                let band = scene.band(named: name) ?? scene.bands.first { $0.name == name }
                return band?.unit == .reflectance && band?.scale != nil
            }
        }
        let values: PixelRequest.Values = isReflectance ? .reflectance : .stored
        // On the ground the later one's positions are moved; in pixels the mapping moves them.
        if let alignment, let moved = try AlignedReading(reader, alignments: [alignment]).georeference(of: after) {
            places?.scene = moved
        }
        let mapping = grid.mapping(places, correction: alignment?.correction, coarser: coarser)
        let isSameGrid =
            alignment == nil && beforeStep == 1 && afterStep == 1 && before.size == after.size
            && (places == nil
                || Self.liesAsDelivered(before, georeferences.0) && Self.liesAsDelivered(after, georeferences.1)
                    && before.transform == after.transform && before.coordinateSystem == after.coordinateSystem)
        if places == nil, !isSameGrid, alignment == nil {
            throw Flaw(
                description:
                    "Without a georeference of both, two images are compared pixel by pixel; these have other sizes. Leave "
                    + "--margin out, so that they are aligned.")
        }
        func sources(_ bands: [String]) async throws -> (any RasterSource, any RasterSource) {
            let first = try await reader.source(
                of: before,
                for: PixelRequest(bands: bands, columnStep: beforeStep, rowStep: beforeStep, values: values))
            let second = try await reader.source(
                of: after, for: PixelRequest(bands: bands, columnStep: afterStep, rowStep: afterStep, values: values))
            return (first, isSameGrid ? second : WarpedSource(second, on: first.size, by: mapping))
        }
        // Statistics, threshold and changes read the same pixels again and again; small grids are read once.
        let (first, second) = try await sources(names)
        let all = try await (HeldSource.held(first), HeldSource.held(second))
        let shown = ["red", "green", "blue"].allSatisfy(names.contains) ? ["red", "green", "blue"] : [names[0]]
        colours = try await sources(shown)
        // Which shadow moved with the sun is told where it stood in both; else no shadow can be compared.
        let isSunKnown = [before, after].allSatisfy {
            $0.geometry.sunAzimuth != nil && $0.geometry.sunElevation != nil
        }
        var masks: (before: LookMask, after: LookMask)?
        if let clouds {
            func mask(_ scene: Scene, _ mask: (any CloudMask)?, _ step: Double) async throws -> LookMask {
                try await LookMask(of: scene, reader: reader, clouds: mask, step: step, masksShadow: !isSunKnown)
            }
            masks = try await (mask(before, clouds.before, beforeStep), mask(after, clouds.after, afterStep))
        }
        let isReflectance = isReflectance
        func look(_ scene: Scene, _ pixels: any RasterSource, _ mask: (any RasterSource)?) -> ComparedLook {
            ComparedLook(
                id: scene.id, pixels: pixels, bands: names, mask: mask, geometry: scene.geometry,
                isReflectance: isReflectance)
        }
        let laterMask = masks?.after.pixels.map { pixels -> any RasterSource in
            isSameGrid ? pixels : WarpedSource(pixels, on: all.0.size, by: mapping)
        }
        func held(_ mask: (any RasterSource)?) async throws -> (any RasterSource)? {
            guard let mask else { return nil }
            return try await HeldSource.held(mask)
        }
        pair = try await LookPair(
            before: look(before, all.0, held(masks?.before.pixels)), after: look(after, all.1, held(laterMask)))
        self.masks = masks.map { [$0.before.record, $0.after.record] } ?? []
        isMeasured = grid.metres != nil
        let pixel = grid.metres.map { $0 * coarser } ?? beforeStep
        ground = PixelGround(pixelSize: pixel, azimuthOfUp: try Self.azimuthOfUp(before, georeferences.0))
        step = beforeStep
        georeference = georeferences.0
        self.before = before
        self.after = after
    }

    /// A margin in pixels of the grid.
    ///
    /// - Parameter margin: In metres, or in pixels of the earlier scene where the two do not lie on the ground.
    /// - Returns: The same in the grid's pixels.
    public func pixels(ofMargin margin: Double) -> Double {
        isPlaced ? margin / ground.pixelSize : margin / step
    }

    /// What lies on the grid, on the ground: areas are cut at the antimeridian.
    ///
    /// - Parameter outline: On the grid.
    /// - Returns: Nil without a georeference.
    /// - Throws: What the georeference says.
    public func placed(_ outline: MultiPolygon<PixelPoint>) throws -> MultiPolygon<GeoPoint>? {
        guard let georeference else { return nil }
        return MultiPolygon(
            try outline.parts.flatMap { part in
                let rings = try part.rings.map { ring in
                    Ring(
                        try georeference.ground(
                            ring.corners.map { PixelPoint(column: $0.column * step, row: $0.row * step) }))
                }
                return Polygon(outer: rings[0], holes: Array(rings.dropFirst())).cutAtAntimeridian()
            })
    }

    /// Why two scenes cannot be compared.
    public struct Flaw: Error, CustomStringConvertible {
        /// A sentence.
        public let description: String
    }

    private static func name(_ band: Band) -> String { band.commonName ?? band.name }

    /// Whether a georeference is what the scene's file says, moved by nobody.
    private static func liesAsDelivered(_ scene: Scene, _ georeference: (any Georeference)?) -> Bool {
        guard scene.transform != nil, let georeference else { return false }
        return !AlignedReading.isMoved(georeference)
    }

    /// Bands that both have and that are not much coarser than the finest, in the earlier one's order.
    private static func sharedBands(_ before: Scene, _ after: Scene) -> [String] {
        func names(_ scene: Scene) -> [String] {
            let finest = scene.groundSamplingDistance
            var names: [String] = []
            for band in scene.bands {
                if let own = band.groundSamplingDistance, let finest, own > 2.1 * finest { continue }
                // A panchromatic band repeats what the others tell.
                if !names.contains(name(band)) { names.append(name(band)) }
            }
            return names
        }
        let other = names(after)
        return names(before).filter(other.contains)
    }

    /// Direction of decreasing rows at the middle of a scene, in degrees clockwise from north.
    private static func azimuthOfUp(_ scene: Scene, _ georeference: (any Georeference)?) throws -> Double {
        guard let georeference else { return 0 }
        let middle = PixelPoint(column: Double(scene.size.width) / 2, row: Double(scene.size.height) / 2)
        let places = try georeference.ground([middle, PixelPoint(column: middle.column, row: middle.row - 16)])
        let way = Ellipsoid.wgs84.offset(from: places[0], to: places[1])
        let azimuth = atan2(way.east, way.north) * 180 / .pi
        return azimuth.isFinite ? azimuth : 0
    }
}
