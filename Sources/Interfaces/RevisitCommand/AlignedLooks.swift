import ActivityAnalysis
import ChangeDetection
import Evidence
import Foundation
import Geodesy
import Rasters
import SceneAlignment
import ScenesGDAL
import Workflow

/// Two scenes as looks on one grid: that of the earlier one, as coarse as the coarser of both.
struct AlignedLooks {
    let before: Scene
    let after: Scene
    /// The looks in all bands that both have.
    let pair: LookPair
    /// The same in the bands that are shown, for pictures.
    let colours: (before: any RasterSource, after: any RasterSource)
    let ground: PixelGround
    /// Whether the size of a pixel is known in metres.
    let isMeasured: Bool
    /// Pixels of the common grid by which places may be off.
    let margin: Double
    /// Own pixels of the earlier scene for one of the common grid.
    let step: Double
    /// Where the earlier scene lies on the ground; nil where that is not known.
    let georeference: (any Georeference)?
    /// From the common grid to the earlier scene's coordinate system; nil where it has no such grid.
    var transform: GridTransform? {
        guard georeference != nil, let own = before.transform else { return nil }
        return GridTransform(
            originX: own.originX, columnX: own.columnX * step, rowX: own.rowX * step, originY: own.originY,
            columnY: own.columnY * step, rowY: own.rowY * step)
    }
    /// How the later one was aligned; nil where the margin was told.
    let alignment: Alignment?
    /// What is left out of the earlier and of the later look, and by whose word; empty where no masks were wanted.
    let masks: [LookMask.Record]
    /// What a person should know, in sentences.
    let remarks: [String]

    /// Opens and aligns two scenes.
    ///
    /// - Parameters:
    ///   - before: The earlier scene.
    ///   - after: The later scene.
    ///   - margin: Metres, or pixels without georeference; nil where it is to be measured.
    ///   - files: Reads them.
    ///   - clouds: The cloud masks that were delivered with them; nil where nothing shall be masked.
    /// - Throws: ``Flaw`` where the two cannot be compared, and what reading throws.
    init(
        before: Scene, after: Scene, margin: Double?, files: GDALScenes, clouds: DeliveredClouds?
    ) async throws {
        let georeferences = try (files.georeference(of: before), files.georeference(of: after))
        var places: (reference: any Georeference, scene: any Georeference)?
        if let first = georeferences.0, let second = georeferences.1 { places = (first, second) }
        let isPlaced = places != nil
        let names = Self.commonBands(before, after)
        guard !names.isEmpty else {
            throw ChangeError.nothingInCommon(before: before.bands.map(Self.name), after: after.bands.map(Self.name))
        }
        var aligned: Alignment?
        if margin == nil {
            let found = try await SceneAligner().alignment(of: after, to: before, reader: files)
            guard found.isUsable, found.correction != nil, found.margin != nil else {
                throw Flaw(
                    reason:
                        "\(after.title) cannot be laid on \(before.title): \(found.reasons.joined(separator: "; ")). No "
                        + "change can be told; where you know how far places are off, give --margin.")
            }
            aligned = found
        }
        let grid = CommonGrid(of: after, on: before, isPlaced: isPlaced)
        let (beforeStep, afterStep) = (grid.referenceStep, grid.sceneStep)
        let isReflectance = [before, after].allSatisfy { scene in
            names.allSatisfy { name in
                let band = scene.band(named: name) ?? scene.bands.first { $0.name == name }
                return band?.unit == .reflectance && band?.scale != nil
            }
        }
        let values: PixelRequest.Values = isReflectance ? .reflectance : .stored
        // On the ground the later one's positions are moved; in pixels the mapping moves them.
        if let aligned, let moved = try AlignedReading(files, alignments: [aligned]).georeference(of: after) {
            places?.scene = moved
        }
        let mapping = grid.mapping(places, correction: aligned?.correction)
        let isSameGrid =
            aligned == nil && beforeStep == 1 && afterStep == 1 && before.size == after.size
            && (!isPlaced
                || before.transform != nil && before.transform == after.transform
                    && before.coordinateSystem == after.coordinateSystem)
        if !isPlaced, !isSameGrid, aligned == nil {
            throw Flaw(
                reason:
                    "Without a georeference of both, two images are compared pixel by pixel; these have other sizes. Leave "
                    + "--margin out, so that they are aligned.")
        }
        func sources(_ bands: [String]) async throws -> (any RasterSource, any RasterSource) {
            let first = try await files.source(
                of: before,
                for: PixelRequest(bands: bands, columnStep: beforeStep, rowStep: beforeStep, values: values))
            let second = try await files.source(
                of: after, for: PixelRequest(bands: bands, columnStep: afterStep, rowStep: afterStep, values: values))
            return (first, isSameGrid ? second : WarpedSource(second, on: first.size, by: mapping))
        }
        let all = try await sources(names)
        let shown = ["red", "green", "blue"].allSatisfy(names.contains) ? ["red", "green", "blue"] : [names[0]]
        colours = try await sources(shown)
        // Which shadow moved with the sun is told where it stood in both; else no shadow can be compared.
        let isSunKnown = [before, after].allSatisfy {
            $0.geometry.sunAzimuth != nil && $0.geometry.sunElevation != nil
        }
        var masks: (before: LookMask, after: LookMask)?
        if let clouds {
            func mask(_ scene: Scene, _ mask: (any CloudMask)?, _ step: Double) async throws -> LookMask {
                try await LookMask(of: scene, reader: files, clouds: mask, step: step, masksShadow: !isSunKnown)
            }
            masks = try await (mask(before, clouds.before, beforeStep), mask(after, clouds.after, afterStep))
        }
        func look(_ scene: Scene, _ pixels: any RasterSource, _ mask: (any RasterSource)?) -> ComparedLook {
            ComparedLook(
                id: scene.id, pixels: pixels, bands: names, mask: mask, geometry: scene.geometry,
                isReflectance: isReflectance)
        }
        let laterMask = masks?.after.pixels.map { pixels -> any RasterSource in
            isSameGrid ? pixels : WarpedSource(pixels, on: all.0.size, by: mapping)
        }
        pair = try LookPair(
            before: look(before, all.0, masks?.before.pixels), after: look(after, all.1, laterMask))
        self.masks = masks.map { [$0.before.record, $0.after.record] } ?? []
        isMeasured = grid.metres != nil
        let pixel = grid.metres ?? beforeStep
        ground = PixelGround(pixelSize: pixel, azimuthOfUp: try Self.azimuthOfUp(before, georeferences.0))
        let metres = margin ?? aligned?.margin ?? 0
        // Without a georeference margins are told in pixels.
        self.margin = (isPlaced ? metres / pixel : metres / beforeStep)
        self.before = before
        self.after = after
        step = beforeStep
        georeference = georeferences.0
        alignment = aligned
        var remarks: [String] = []
        if let aligned {
            remarks.append(
                "Aligned: \(aligned.verdict.rawValue), margin \((metres * 100).rounded() / 100) \(isPlaced ? "m" : "pixels")."
            )
        }
        if !isReflectance {
            remarks.append(
                "Stored numbers are compared, since not all bands tell reflectance; plants and snow are not told.")
        }
        if grid.metres == nil {
            remarks.append(
                "The size of a pixel is not known, so areas are in square pixels, and nothing is allowed for tall things that lean, "
                    + "shadows that move and fine structure; give --gsd.")
        }
        if before.time == nil || after.time == nil {
            remarks.append("When they were taken is not known for both; which is the earlier one is taken as given.")
        }
        if before.geometry.sunAzimuth == nil || after.geometry.sunAzimuth == nil {
            remarks.append(
                "Where the sun stood is not known for both, so "
                    + (self.masks.contains(where: \.masksShadow)
                        ? "nothing is compared in shadows." : "shadows that moved are told as doubtful changes."))
        }
        for mask in self.masks {
            if mask.source.hasPrefix("none") {
                remarks.append("\(mask.scene) is not masked: cloud may be told as change.")
            } else if mask.hiddenShare > 0 {
                remarks.append(
                    "\(mask.scene): \(Int((100 * mask.hiddenShare).rounded(.up))) % of it lies under cloud, in its shadow or in "
                        + "haze, \(mask.source), and is not compared.")
            }
        }
        self.remarks = remarks
    }

    /// Why two scenes cannot be compared.
    struct Flaw: Error, CustomStringConvertible {
        let reason: String
        var description: String { reason }
    }

    private static func name(_ band: Band) -> String { band.commonName ?? band.name }

    /// Bands that both have and that are not much coarser than the finest, in the earlier one's order.
    private static func commonBands(_ before: Scene, _ after: Scene) -> [String] {
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
