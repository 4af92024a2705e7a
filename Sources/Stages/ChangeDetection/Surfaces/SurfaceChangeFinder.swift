public import Evidence
public import Geodesy
import Foundation
public import Rasters
import Statistics

/// Finds ground that changed between two looks on one grid, and says what speaks for it.
///
/// A place is compared only where both looks are usable there and as far around as the margin reaches. What a
/// misplacement within the margin explains, what is narrower than it, and shadows that moved with the sun are no changes.
public struct SurfaceChangeFinder: Sendable {
    /// Raised when the same looks give other changes.
    public static let version = 2

    /// When something is a change.
    public struct Configuration: Hashable, Codable, Sendable {
        /// How the combinations of bands are found.
        public var alteration: MultivariateAlteration.Configuration
        /// When the relation of brightness may be used.
        public var radiometry: RadiometryEstimator.Configuration
        /// Share of unchanged ground that may exceed the threshold before size is asked for.
        public var falseShare: Double
        /// Least area of a change, in pixels.
        public var leastPixels: Int
        /// Metres of height up to which things may lean otherwise in another view.
        public var leaningHeight: Double
        /// Metres of height up to which things cast shadows that are followed.
        public var shadowHeight: Double
        /// Share of what was compared beyond which the looks differ as a whole.
        public var greatestShare: Double
        /// Share of explained variance below which they do.
        public var leastExplainedShare: Double
        /// Side of a tile in pixels; results do not depend on it.
        public var tile: Int
        /// Tiles worked on at once; results do not depend on it.
        public var tilesAtOnce: Int

        /// Makes a configuration.
        public init(
            alteration: MultivariateAlteration.Configuration = .init(),
            radiometry: RadiometryEstimator.Configuration = .init(), falseShare: Double = 1e-3, leastPixels: Int = 9,
            leaningHeight: Double = 15, shadowHeight: Double = 60, greatestShare: Double = 0.5,
            leastExplainedShare: Double = 0.25, tile: Int = 512, tilesAtOnce: Int = 2
        ) {
            self.alteration = alteration
            self.radiometry = radiometry
            self.falseShare = falseShare
            self.leastPixels = leastPixels
            self.leaningHeight = leaningHeight
            self.shadowHeight = shadowHeight
            self.greatestShare = greatestShare
            self.leastExplainedShare = leastExplainedShare
            self.tile = tile
            self.tilesAtOnce = tilesAtOnce
        }
    }

    let configuration: Configuration
    /// Runs of changed pixels that are kept at most, of regions that are large enough: some hundred megabytes of them would be
    /// no change of the ground.
    static let runLimit = 2_000_000
    /// Margin in pixels up to which all shifts are tried; beyond it the looks are compared coarser or not at all.
    public static let greatestMargin = 32.0
    /// Side of the tiles on which the threshold is found, whatever tiles are worked on.
    private static let sampleTile = 512

    /// Makes a finder.
    public init(configuration: Configuration = .init()) {
        self.configuration = configuration
    }

    /// An area that is watched, on the common grid.
    public struct WatchedArea: Sendable {
        /// The zone's id.
        public var id: String
        /// Its area in pixels.
        public var area: MultiPolygon<PixelPoint>

        /// Makes a record of an area.
        public init(id: String, area: MultiPolygon<PixelPoint>) {
            self.id = id
            self.area = area
        }
    }

    /// Compares two looks.
    ///
    /// - Parameters:
    ///   - pair: The two looks on one grid.
    ///   - ground: How the grid's pixels lie on the ground.
    ///   - margin: Pixels by which places of one look may be off in the other, 0 to ``greatestMargin``.
    ///   - zones: Areas that changes are told by; none changes what is found.
    /// - Returns: The changes in the order of their first pixels, and what the comparison rests on; a refusal where
    ///   the looks differ as a whole.
    /// - Throws: ``ChangeError/tooScattered(limit:)``, ``ChangeError/marginTooWide(pixels:limit:)``, and what the sources say
    ///   where they cannot be read.
    public func comparison(
        of pair: LookPair, ground: PixelGround, margin: Double, zones: [WatchedArea] = []
    ) async throws -> SurfaceComparison {
        try Self.check(margin)
        let sample = try await PairedSample(of: pair, limit: configuration.alteration.samplePixels)
        let detector = MultivariateAlteration(configuration: configuration.alteration)
        let transform: AlterationTransform
        switch await detector.transform(of: sample, bands: pair.bands) {
        case .found(let found): transform = found
        case .refused(let reason): return SurfaceComparison(refusal: "The looks cannot be compared: \(reason).")
        }
        let radiometry = await RadiometryEstimator(
            configuration: configuration.radiometry, alteration: configuration.alteration
        ).relation(of: sample, transform)
        var comparison = SurfaceComparison(refusal: nil)
        comparison.radiometry = radiometry
        comparison.transform = transform
        guard transform.explainedShare >= configuration.leastExplainedShare else {
            comparison.refusal =
                "The looks differ as a whole: the earlier one explains "
                + "\(Int((100 * transform.explainedShare).rounded())) % of the later one's variance, and "
                + "\(Int((100 * configuration.leastExplainedShare).rounded())) % are needed. Season, snow or haze differ, so "
                + "changes of single surfaces cannot be told."
            return comparison
        }
        let work = TileComparison(
            pair: pair, transform: transform, brightness: BrightnessRelation(sample, radiometry), ground: ground,
            margin: margin, configuration: configuration)
        let tiles = TileComparison.tiles(of: pair.size, side: configuration.tile)
        let threshold = ChangeThreshold(
            values: try await sampledStatistic(work, TileComparison.tiles(of: pair.size, side: Self.sampleTile)),
            degrees: transform.degrees,
            falseShare: configuration.falseShare)
        comparison.threshold = threshold
        var runs: [ChangedRun] = []
        var compared = 0
        var exceeding = 0
        var shadowed = 0
        for start in stride(from: 0, to: tiles.count, by: max(1, configuration.tilesAtOnce)) {
            try Task.checkCancellation()
            let batch = Array(tiles[start..<min(tiles.count, start + max(1, configuration.tilesAtOnce))])
            for found in try await Self.orderedReading(
                batch, { try await work.runs(in: $0, above: Float(threshold.value)) })
            {
                runs += found.runs
                compared += found.comparedCount
                exceeding += found.exceedingCount
                shadowed += found.shadowCount
            }
            guard runs.count <= Self.runLimit else { throw ChangeError.tooScattered(limit: Self.runLimit) }
        }
        comparison.comparedShare = pair.size.count > 0 ? Double(compared) / Double(pair.size.count) : 0
        comparison.changedShare = compared > 0 ? Double(exceeding) / Double(compared) : 0
        comparison.movedShadowShare = compared > 0 ? Double(shadowed) / Double(compared) : 0
        guard comparison.changedShare <= configuration.greatestShare else {
            comparison.refusal =
                "\(Int((100 * comparison.changedShare).rounded())) % of what was compared differs: the looks differ as a whole, so "
                + "changes of single surfaces cannot be told."
            return comparison
        }
        let describer = ChangeDescriber(
            pair: pair, ground: ground, margin: margin, zones: zones, comparison: comparison,
            configuration: configuration)
        comparison.changes = ChangedRegion.regions(of: runs).compactMap(describer.change)
        return comparison
    }

    private static func check(_ margin: Double) throws(ChangeError) {
        guard margin >= 0, margin <= greatestMargin else {
            throw .marginTooWide(pixels: margin, limit: greatestMargin)
        }
    }

    /// Gives the statistic of every pixel, tile by tile in their order: what is compared with the threshold.
    ///
    /// - Parameters:
    ///   - pair: The two looks on one grid.
    ///   - ground: How the grid's pixels lie on the ground.
    ///   - margin: Pixels by which places of one look may be off in the other.
    ///   - take: Is given a tile and its values `[row][column]`, −1 where a place is not compared.
    /// - Throws: What the sources and `take` throw. Where the looks cannot be compared, nothing is given.
    public func eachStatistic(
        of pair: LookPair, ground: PixelGround, margin: Double,
        _ take: (RasterWindow, [Float]) throws -> Void
    ) async throws {
        try Self.check(margin)
        let sample = try await PairedSample(of: pair, limit: configuration.alteration.samplePixels)
        let detector = MultivariateAlteration(configuration: configuration.alteration)
        guard case .found(let transform) = await detector.transform(of: sample, bands: pair.bands) else { return }
        let work = TileComparison(
            pair: pair, transform: transform,
            brightness: BrightnessRelation(
                sample, RadiometryEstimator(configuration: configuration.radiometry).refused("")),
            ground: ground, margin: margin, configuration: configuration)
        for tile in TileComparison.tiles(of: pair.size, side: configuration.tile) {
            try Task.checkCancellation()
            try take(tile, try await work.statistic(in: tile))
        }
    }

    /// The statistic on tiles of a lattice over the scene, at most 64 of them.
    private func sampledStatistic(_ work: TileComparison, _ tiles: [RasterWindow]) async throws -> [Float] {
        let step = max(1, (tiles.count + 63) / 64)
        let chosen = stride(from: 0, to: tiles.count, by: step).map { tiles[$0] }
        var values: [Float] = []
        for start in stride(from: 0, to: chosen.count, by: max(1, configuration.tilesAtOnce)) {
            let batch = Array(chosen[start..<min(chosen.count, start + max(1, configuration.tilesAtOnce))])
            for part in try await Self.orderedReading(batch, { try await work.statistic(in: $0) }) {
                values += part.filter { $0 >= 0 }
            }
        }
        return values
    }

    /// Reads and works on tiles at once, and gives results in the order of the tiles.
    static func orderedReading<Result: Sendable>(
        _ tiles: [RasterWindow], _ work: @escaping @Sendable (RasterWindow) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for (index, tile) in tiles.enumerated() { group.addTask { (index, try await work(tile)) } }
            var results = [Result?](repeating: nil, count: tiles.count)
            for try await (index, result) in group { results[index] = result }
            return results.compactMap { $0 }
        }
    }
}

/// What a comparison of two looks found, and what it rests on.
public struct SurfaceComparison: Sendable {
    /// The changes, in the order of their first pixels.
    public var changes: [SurfaceChange] = []
    /// Share of the grid that was compared, 0…1.
    public var comparedShare = 0.0
    /// Share of what was compared that exceeds the threshold, before shadows and narrow things are taken off, 0…1.
    public var changedShare = 0.0
    /// Share of what was compared that is a shadow which moved, 0…1.
    public var movedShadowShare = 0.0
    /// From which value on the statistic is a change; nil where it was not asked.
    public var threshold: ChangeThreshold?
    /// How the numbers of both looks belong together; nil where that could not be found.
    public var radiometry: RelativeRadiometry?
    /// The combinations of bands; nil where there are none.
    public var transform: AlterationTransform?
    /// Why no change is told; nil where the looks could be compared.
    public var refusal: String?
}
