import Evidence
import Foundation
import Geodesy
import Rasters

/// The way from two scenes to an alignment.
struct AlignmentWay {
    let configuration: SceneAligner.Configuration
    let grid: CommonGrid
    let georeferences: (reference: any Georeference, scene: any Georeference)?
    let scene: Scene
    let reference: Scene
    let reader: any SceneReading

    func alignment(_ uncompared: UncomparedScene) async throws -> Alignment {
        let pair = try await pair(coarser: 1)
        guard let extent = try overlap(of: pair, coarser: 1) else {
            return uncompared.refused("it shows no part of what the reference shows")
        }
        guard let side = Self.side(for: extent) else {
            return uncompared.refused(
                "it overlaps the reference by \(max(0, extent.width)) × \(max(0, extent.height)) pixels only; "
                    + "\(Self.leastOverlap) are needed")
        }
        let frame = try frame(of: extent)
        let stack = StackedCorrelation(pair, side: side)
        let search = try await search(stack, extent: extent)
        guard let search, let best = search.peaks.first else {
            return uncompared.refused(
                "one of them shows next to nothing where the other shows the ground", frame: frame)
        }
        let verdict = AlignmentVerdict(configuration: configuration, pixelName: pixelName)
        let chosen = try choose(search, near: extent)
        if let reason = verdict.refusal(of: search, chosen: chosen, reach: search.reach * pixelSize) {
            return uncompared.refused(reason, frame: frame, pixel: pixelSize, significance: best.height)
        }
        let shift = search.sums.moved + SIMD2(chosen.peak.columns, chosen.peak.rows)
        let scatter = stack.standardError(search, at: chosen.peak)
        let controls = ControlPoints(pair: pair, side: side / 2, configuration: configuration)
        let found = try await controls.measure(
            in: extent, movement: shift, weights: search.weights.halved(side: side))
        let middle = SIMD2(
            Double(extent.column) + Double(extent.width) / 2, Double(extent.row) + Double(extent.height) / 2)
        let measured = try measurements(found.map { ($0.place, $0.displacement, $0.height) } + [(middle, shift, 0)])
        guard let start = measured.last, start.isFinite else {
            return uncompared.refused(
                "its georeference tells no place for the middle of what both show", frame: frame, pixel: pixelSize)
        }
        // Where a terrain model has a hole, places beside it are told nowhere.
        let measurements = measured.dropLast().filter(\.isFinite)
        let fit = DisplacementFit(
            measurements, start: start.displacement, pixel: pixelSize,
            reach: Double(ControlPoints.radius) * pixelSize, window: Double(side / 2) * pixelSize)
        return verdict.alignment(
            scene: scene, reference: reference, frame: frame, fit: fit, measurements: measurements,
            stack: (start.displacement, scatter * pixelSize), pixel: pixelSize, significance: chosen.peak.height,
            notes: chosen.notes)
    }

    // MARK: - Scenes on one grid

    /// Both scenes on the working grid, made some times coarser.
    private func pair(coarser: Double) async throws -> ComparedPair {
        let steps = (grid.referenceStep * coarser, grid.sceneStep * coarser)
        let first = try await reader.source(
            of: reference,
            for: PixelRequest(
                bands: reference.structureBands, columnStep: steps.0, rowStep: steps.0, values: .stored))
        let second = try await reader.source(
            of: scene,
            for: PixelRequest(bands: scene.structureBands, columnStep: steps.1, rowStep: steps.1, values: .stored))
        return ComparedPair(reference: first, scene: second, mapping: grid.mapping(georeferences, coarser: coarser))
    }

    private static let leastOverlap = 72

    /// Side of the windows that are summed; nil where the overlap is too small for any.
    static func side(for extent: RasterWindow) -> Int? {
        let room = min(extent.width, extent.height)
        return [256, 128, 64].first { room >= $0 + 8 }
    }

    /// The part of the working grid in which both scenes lie; nil where there is none.
    private func overlap(of pair: ComparedPair, coarser: Double) throws -> RasterWindow? {
        let count = 64
        let size = pair.reference.size
        let nodes = (0...count).flatMap { row in
            (0...count).map { column in
                PixelPoint(
                    column: Double(size.width * column) / Double(count), row: Double(size.height * row) / Double(count))
            }
        }
        let sceneSize = pair.scene.size
        let inside = zip(nodes, try grid.mapping(georeferences, coarser: coarser).positions(of: nodes)).filter {
            _, place in
            guard let place else { return false }
            return place.column >= 0 && place.row >= 0 && place.column <= Double(sceneSize.width)
                && place.row <= Double(sceneSize.height)
        }.map(\.0)
        guard let left = inside.map(\.column).min(), let right = inside.map(\.column).max(),
            let top = inside.map(\.row).min(), let bottom = inside.map(\.row).max()
        else { return nil }
        // Between the outermost nodes inside and the next ones the edge may lie anywhere.
        let (w, h) = (Double(size.width) / Double(count), Double(size.height) / Double(count))
        let found = RasterWindow(
            column: Int((left - w).rounded(.up)), row: Int((top - h).rounded(.up)),
            width: Int((right - left + 2 * w).rounded(.down)), height: Int((bottom - top + 2 * h).rounded(.down))
        ).intersection(size.window)
        return found.isEmpty ? nil : found
    }

    // MARK: - Searching

    /// What was found over the whole scene.
    struct Search {
        var sums: StackedCorrelation.Sums
        var weights: SpectrumWeights
        /// The highest displacements, relative to ``StackedCorrelation/Sums/moved``; the highest first.
        var peaks: [CorrelationSurface.Peak]
        /// Pixels around ``StackedCorrelation/Sums/moved`` that were searched.
        var radius: Int
        /// Pixels around what the files say within which something would have been found.
        var reach: Double
    }

    /// Searches at full resolution around what the georeferences say, and where that gives nothing sure, around what
    /// coarser pictures say.
    private func search(_ stack: StackedCorrelation, extent: RasterWindow) async throws -> Search? {
        let side = stack.transform.side
        let limit = side * 3 / 8
        let wanted = max(8, grid.metres.map { configuration.search / $0 } ?? 64)
        let near = try await search(stack, extent: extent, around: .zero, radius: min(limit, Int(wanted.rounded(.up))))
        var best = near
        let isSure = { (search: Search?) in
            (search?.peaks.first?.height ?? 0) >= 2 * configuration.leastSignificance
        }
        if wanted > Double(limit) || !isSure(near) {
            var coarser = max(4, pow(2, log2(wanted / Double(limit)).rounded(.up)))
            // Of a picture that is small already less is left than can be compared.
            while coarser >= 2, Double(min(extent.width, extent.height)) < coarser * Double(Self.leastOverlap) {
                coarser /= 2
            }
            guard coarser >= 2, let (starts, reach) = try await coarseStarts(coarser: coarser) else { return best }
            for start in starts where length(start) > Double(limit) / 2 {
                let further = try await search(stack, extent: extent, around: start, radius: min(limit, 24))
                if (further?.peaks.first?.height ?? 0) > (best?.peaks.first?.height ?? 0) { best = further }
            }
            best?.reach = max(Double(limit), reach)
        }
        return best
    }

    private func length(_ vector: SIMD2<Double>) -> Double { (vector * vector).sum().squareRoot() }

    private func search(
        _ stack: StackedCorrelation, extent: RasterWindow, around start: SIMD2<Double>, radius: Int
    ) async throws -> Search? {
        guard let sums = try await stack.sums(in: extent, movement: start) else { return nil }
        let total = sums.total()
        let weights = SpectrumWeights(total)
        let surface = CorrelationSurface(total.cross, weights, transform: stack.transform)
        return Search(
            sums: sums, weights: weights, peaks: surface.peaks(within: radius, count: 12), radius: radius,
            reach: Double(radius))
    }

    /// Where coarser pictures agree best, and within what distance that was sought, in pixels of the working grid; nil where
    /// they show too little.
    private func coarseStarts(coarser: Double) async throws -> (starts: [SIMD2<Double>], reach: Double)? {
        let pair = try await pair(coarser: coarser)
        guard let extent = try overlap(of: pair, coarser: coarser), let side = Self.side(for: extent) else {
            return nil
        }
        let stack = StackedCorrelation(pair, side: side)
        guard let found = try await search(stack, extent: extent, around: .zero, radius: side * 3 / 8) else {
            return nil
        }
        let starts = found.peaks.prefix(3).map { peak in
            (found.sums.moved + SIMD2(peak.columns, peak.rows)) * coarser
        }
        return (starts, found.reach * coarser)
    }

    // MARK: - Ground or roofs

    /// The displacement that is taken for the ground's.
    struct Choice {
        var peak: CorrelationSurface.Peak
        var notes: [String] = []
        /// Whether another displacement, which no height above the ground explains, stands out nearly as far.
        var hasRival = false
    }

    /// Another displacement may not reach this share of the chosen one's height.
    private static let rivalShare = 0.8

    /// The displacement of the ground among those that stand out.
    ///
    /// Roofs and tanks seen from another side lie off by their height times the change of view, all in one direction. Where
    /// a lesser maximum lies just so behind the highest one, it is the ground, and the highest are the roofs.
    private func choose(_ search: Search, near extent: RasterWindow) throws -> Choice {
        let best = search.peaks[0]
        guard let lean = try leanPerMetre(near: extent), length(lean) > 0.05 else {
            return Choice(peak: best, hasRival: hasRival(best, in: search) { _ in false })
        }
        for lower in search.peaks.dropFirst()
        where lower.height >= max(configuration.leastSignificance, best.height / 3) {
            if let height = height(of: best, above: lower, lean: lean) {
                return Choice(
                    peak: lower,
                    notes: [
                        "most of what agrees stands some \(Int(height.rounded())) m above the ground and leans; the ground "
                            + "was taken from what agrees below it"
                    ], hasRival: hasRival(lower, in: search) { self.height(of: $0, above: lower, lean: lean) != nil })
            }
        }
        return Choice(peak: best, hasRival: hasRival(best, in: search) { _ in false })
    }

    /// How many metres above the ground something stands that is displaced by one maximum, where another is the ground's;
    /// nil where that explains nothing.
    private func height(
        of peak: CorrelationSurface.Peak, above ground: CorrelationSurface.Peak, lean: SIMD2<Double>
    ) -> Double? {
        let apart = SIMD2(peak.columns - ground.columns, peak.rows - ground.rows)
        let height = (apart * lean).sum() / (lean * lean).sum()
        let aside = length(apart - lean * height)
        let isHigh = height > 1.5 && height < 80 && aside <= 1 + 0.15 * length(apart) && length(apart) > 1.5
        return isHigh ? height : nil
    }

    /// Whether a displacement stands out nearly as far as the chosen one and is not explained.
    private func hasRival(
        _ chosen: CorrelationSurface.Peak, in search: Search, explained: (CorrelationSurface.Peak) -> Bool
    ) -> Bool {
        search.peaks.contains { peak in
            max(abs(peak.columns - chosen.columns), abs(peak.rows - chosen.rows)) > 2
                && peak.height > Self.rivalShare * chosen.height && !explained(peak)
        }
    }

    /// How far one metre of height moves what stands in the scene against the reference, in pixels of the working grid;
    /// nil where views are not known.
    private func leanPerMetre(near extent: RasterWindow) throws -> SIMD2<Double>? {
        guard let georeferences, let first = Self.lean(reference.geometry), let second = Self.lean(scene.geometry)
        else {
            return nil
        }
        let step = grid.referenceStep
        let (x, y) = (
            (Double(extent.column) + Double(extent.width) / 2) * step,
            (Double(extent.row) + Double(extent.height) / 2) * step
        )
        let ground = try georeferences.reference.ground([
            PixelPoint(column: x, row: y), PixelPoint(column: x + 10 * step, row: y),
            PixelPoint(column: x, row: y + 10 * step),
        ])
        let right = Ellipsoid.wgs84.offset(from: ground[0], to: ground[1])
        let down = Ellipsoid.wgs84.offset(from: ground[0], to: ground[2])
        let move = second - first
        let determinant = (right.east * down.north - down.east * right.north) / 10
        guard determinant.isFinite, determinant != 0 else { return nil }
        return SIMD2(
            (move.x * down.north - down.east * move.y) / determinant,
            (right.east * move.y - right.north * move.x) / determinant)
    }

    /// East and north by which the top of something one metre high seems to lie off its foot; nil where not known.
    private static func lean(_ geometry: ViewingGeometry) -> SIMD2<Double>? {
        guard let angle = geometry.incidence ?? geometry.offNadir.map({ LineOfSight.incidence(offNadir: $0) }) else {
            return nil
        }
        if angle < 0.5 { return .zero }
        guard let azimuth = geometry.viewAzimuth, angle < 80 else { return nil }
        let direction = azimuth * .pi / 180
        return SIMD2(sin(direction), cos(direction)) * -tan(angle * .pi / 180)
    }

    // MARK: - The alignment's frame

    /// Side of a working pixel in the unit of the frame.
    private var pixelSize: Double { georeferences == nil ? grid.referenceStep : grid.metres ?? 1 }

    private var pixelName: String { georeferences == nil ? "pixels" : "m" }

    private func frame(of extent: RasterWindow) throws -> Alignment.Frame {
        guard let georeferences else { return .grid }
        let middle = PixelPoint(
            column: (Double(extent.column) + Double(extent.width) / 2) * grid.referenceStep,
            row: (Double(extent.row) + Double(extent.height) / 2) * grid.referenceStep)
        let origin = try georeferences.reference.ground([middle])[0]
        // A georeference over terrain has no place where the terrain model has a hole; nothing is laid then.
        return origin.longitude.isFinite && origin.latitude.isFinite ? .ground(origin: origin) : .grid
    }

    /// Brings places and displacements on the working grid to the alignment's frame: the correction at a place is where the
    /// reference has what the scene shows, less where the scene says it lies.
    private func measurements(
        _ found: [(place: SIMD2<Double>, displacement: SIMD2<Double>, height: Double)]
    ) throws -> [DisplacementFit.Measurement] {
        let step = grid.referenceStep
        guard let georeferences else {
            return found.map { item in
                DisplacementFit.Measurement(
                    place: (item.place + item.displacement) * step, displacement: -item.displacement * step,
                    height: item.height)
            }
        }
        let own = found.flatMap { item in
            [item.place, item.place + item.displacement].map { PixelPoint(column: $0.x * step, row: $0.y * step) }
        }
        let ground = try georeferences.reference.ground(own)
        let middle = found.count - 1
        let origin = ground[2 * middle]
        return found.indices.map { index in
            let (right, told) = (ground[2 * index], ground[2 * index + 1])
            let place = Ellipsoid.wgs84.offset(from: origin, to: told)
            let move = Ellipsoid.wgs84.offset(from: told, to: right)
            return DisplacementFit.Measurement(
                place: SIMD2(place.east, place.north), displacement: SIMD2(move.east, move.north),
                height: found[index].height)
        }
    }
}
