import Evidence
import Foundation
public import Rasters

/// Measures the snow in zones of a scene.
///
/// ## Intervals
///
/// The share of snow is the mean of the pixels' probabilities, not of yes and no, so pixels of which half is snow count half. Its
/// standard error joins two parts by their squares:
///
/// * what single pixels leave open: the sum of `p (1 − p)` over `n` pixels, times the pixels that err together, by `n²`. How many
///   err together is the square of the distance at which the cells' shares of snow have lost half their correlation
///   (`ShareVariance`): neighbours look alike and are mistaken together;
/// * what the classifier gets wrong as a whole: the error of the share at glaciers that took no part in its fit
///   (``SpectralModel/shareError``), times `2 √(s (1 − s))`, since zones that are all white or all bare have few
///   pixels that could be mistaken. Where the scene shows both snow and bare ground, its own levels take the place of
///   the fit's, and half of it is left: drawn scenes err by about that, see Documentation/masks-and-snow.md.
///
/// Intervals hold the true value with 80 % under a normal distribution.
public struct SnowMeasurer: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 4

    /// When something is told.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Share of a zone's land that must be judged for its share of snow to be told.
        public var leastJudged: Double
        /// Share of the ground around that must be white for bare places to count as cleared.
        public var whiteSurroundings: Double
        /// Coarsest pixels in metres in which cleared places are sought.
        public var coarsestForClearing: Double
        /// Coarsest pixels in metres in which tracks of wheels and feet are sought.
        public var coarsestForTracks: Double

        /// Makes a configuration.
        public init(
            leastJudged: Double = 0.2, whiteSurroundings: Double = 0.5, coarsestForClearing: Double = 3,
            coarsestForTracks: Double = 0.7
        ) {
            self.leastJudged = leastJudged
            self.whiteSurroundings = whiteSurroundings
            self.coarsestForClearing = coarsestForClearing
            self.coarsestForTracks = coarsestForTracks
        }
    }

    /// The limits in use.
    public let configuration: Configuration

    /// Makes a measurer.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Measures the snow in zones, each pixel judged once for all of them.
    ///
    /// - Parameters:
    ///   - zones: The zones on the source's pixels.
    ///   - source: The scene's pixels, in the order of the classifier's bands.
    ///   - classifier: Judges pixels of this scene.
    ///   - jobs: Tiles worked on at once; they make no difference to the result.
    /// - Returns: What is told of each zone; each quantity that cannot be told says why.
    /// - Throws: What the source throws, or `CancellationError`.
    public func measure(
        _ zones: [SnowZone], in source: any RasterSource, by classifier: CoverClassifier, jobs: Int
    ) async throws -> [SnowMeasurement] {
        var measured: [SnowMeasurement] = []
        var batch: [(zone: SnowZone, tally: SnowTally)] = []
        for zone in zones {
            batch.append((zone, SnowTally(zone, bands: classifier.bands, scene: source.size)))
            // Cells of so many zones are held at once, whatever their number.
            if batch.reduce(0, { $0 + $1.tally.cells.count }) > SnowTally.most {
                measured += try await measure(batch, in: source, by: classifier, jobs: jobs)
                batch = []
            }
        }
        return measured + (try await measure(batch, in: source, by: classifier, jobs: jobs))
    }

    private func measure(
        _ batch: [(zone: SnowZone, tally: SnowTally)], in source: any RasterSource, by classifier: CoverClassifier,
        jobs: Int
    ) async throws -> [SnowMeasurement] {
        var tallies = batch.map(\.tally)
        let plans = tallies
        try await classifier.eachTile(
            of: Self.hull(plans), in: source, margin: 0, jobs: jobs,
            isWanted: { tile in plans.contains { $0.needs(tile) } },
            work: { mask, block in plans.map { $0.part(mask, block) } },
            take: { _, parts in
                for (index, part) in parts.enumerated() {
                    if let part { tallies[index].add(part) }
                }
            })
        let clearings = tallies.map { ClearedPatches($0, classifier.bands, configuration) }
        let covered = zip(batch, tallies).map { self.covered($0.zone, $1, classifier, source) }
        let tracks = try await tracks(
            zip(covered, clearings).map { trackless($0, around: $1.surroundings, classifier) }, plans: plans,
            in: source, by: classifier, jobs: jobs)
        return batch.indices.map { index in
            told(
                of: tallies[index], zone: batch[index].zone, covered: covered[index], clearing: clearings[index],
                tracks: tracks[index], classifier: classifier)
        }
    }

    /// The smallest window that holds those of all tallies.
    private static func hull(_ tallies: [SnowTally]) -> RasterWindow {
        let windows = tallies.map(\.window).filter { !$0.isEmpty }
        guard let left = windows.map(\.column).min(), let top = windows.map(\.row).min(),
            let right = windows.map(\.endColumn).max(), let bottom = windows.map(\.endRow).max()
        else { return RasterWindow(column: 0, row: 0, width: 0, height: 0) }
        return RasterWindow(column: left, row: top, width: right - left, height: bottom - top)
    }

    /// Metres of tracks in those zones of which nothing speaks against them; the pixels are read once more for these.
    private func tracks(
        _ without: [SnowEstimate?], plans: [SnowTally], in source: any RasterSource, by classifier: CoverClassifier,
        jobs: Int
    ) async throws -> [SnowEstimate] {
        let wanted = plans.indices.filter { without[$0] == nil }
        guard let white = classifier.statistics.snowLevel, !wanted.isEmpty else {
            return without.map { $0 ?? .notApplicable(because: "no snow lies there") }
        }
        let search = LineSearch(bands: classifier.bands)
        var ridges = [[LineSearch.Ridge]?](repeating: [], count: plans.count)
        try await classifier.eachTile(
            of: Self.hull(wanted.map { plans[$0] }), in: source, margin: search.margin, jobs: jobs,
            isWanted: { tile in wanted.contains { plans[$0].needs(tile) } },
            work: { mask, block in
                let found = search.ridges(
                    in: block, window: mask.window, mask: classifier.mask(of: block), white: white)
                return wanted.map { plans[$0].own(found, in: mask.window) }
            },
            take: { _, parts in
                for (index, part) in zip(wanted, parts) {
                    ridges[index]?.append(contentsOf: part)
                    if ridges[index]?.count ?? 0 > TrackLines.limit { ridges[index] = nil }
                }
            })
        return zip(without, ridges).map { reason, ridges in
            if let reason { return reason }
            guard let ridges else {
                return .undetermined(because: "the snow is so uneven that its own pattern would be told as tracks")
            }
            return Self.estimate(TrackLines(ridges, pixel: classifier.bands.pixel))
        }
    }

    /// On drawn zones lines are told two and a half times too long, and where no track is (`scripts/measure-snow tracks`), so
    /// the error reaches down to none.
    private static func estimate(_ lines: TrackLines) -> SnowEstimate {
        .value(
            lines.metres, error: max(6, lines.metres),
            method:
                "thin lines darker than the snow to both sides, each 10 m long at the least, those of two wheels counted "
                + "as two"
                + (lines.metres > 0
                    ? ", by \(percent(Double(lines.contrast))) of its brightness on average; rails, pipes, cables and kerbs "
                        + "that the snow does not cover look the same" : ""))
    }

    private func told(
        of tally: SnowTally, zone: SnowZone, covered: SnowEstimate, clearing: ClearedPatches, tracks: SnowEstimate,
        classifier: CoverClassifier
    ) -> SnowMeasurement {
        var cleared: SnowEstimate
        switch covered {
        case .value: cleared = clearing.estimate(snow: classifier.statistics.snowLevel != nil)
        case .notApplicable(let reason): cleared = .notApplicable(because: reason)
        case .undetermined(let reason): cleared = .undetermined(because: reason)
        }
        if covered.value != nil, classifier.bands.pixel > configuration.coarsestForClearing {
            cleared = .undetermined(
                because: "pixels of \(Self.metres(classifier.bands.pixel)) are too coarse to show what was cleared")
        }
        return SnowMeasurement(
            covered: covered, cleared: cleared, notJudged: notJudged(tally, classifier),
            age: SnowAge.told(tally, covered: covered, bands: classifier.bands), tracks: tracks,
            roofs: RoofSnow(tally, zone, classifier).results(), surroundings: clearing.surroundings)
    }

    private func notJudged(_ tally: SnowTally, _ classifier: CoverClassifier) -> SnowEstimate {
        guard classifier.bands.model != nil else {
            return .undetermined(because: classifier.bands.limits.first ?? "the bands tell nothing of snow")
        }
        let all = tally.classes.reduce(0, +)
        let land = Double(all - tally.classes[Int(CoverClass.water.rawValue)])
        guard all > 0 else { return .undetermined(because: "the scene does not show the zone") }
        guard land > 0 else { return .notApplicable(because: "the zone is water") }
        return .value(
            1 - tally.judgedPixels / land, error: 0,
            method: "share of the zone's pixels, water left out: " + Self.hidden(tally.classes, all: all))
    }

    private func covered(
        _ zone: SnowZone, _ tally: SnowTally, _ classifier: CoverClassifier, _ source: any RasterSource
    ) -> SnowEstimate {
        let all = tally.classes.reduce(0, +)
        let judged = tally.judgedPixels
        let land = Double(all - tally.classes[Int(CoverClass.water.rawValue)])
        guard let model = classifier.bands.model else {
            return .undetermined(because: classifier.bands.limits.first ?? "the bands tell nothing of snow")
        }
        guard !zone.window.intersection(source.size.window).isEmpty, all > 0 else {
            return .undetermined(because: "the scene does not show the zone")
        }
        guard land >= 0.1 * Double(all) else { return .notApplicable(because: "the zone is water") }
        guard judged >= configuration.leastJudged * land, judged >= 4 else {
            return .undetermined(
                because: "only \(Self.percent(judged / max(1, land))) of the zone's land can be judged: "
                    + Self.hidden(tally.classes, all: all))
        }
        let share = tally.cells.reduce(0.0) { $0 + Double($1.snow) } / judged
        let variance = ShareVariance(tally)
        let hasLevels = classifier.statistics.snowLevel != nil && classifier.bands.indices[.swir16] == nil
        let systematic = model.shareError * 2 * (share * (1 - share)).squareRoot() * (hasLevels ? 0.5 : 1)
        // A pixel's place is known to half a pixel at the best, so no share is known better than this.
        let floor = 0.002
        let error = (variance.value + systematic * systematic + floor * floor).squareRoot()
        return .value(
            share, error: error,
            method: "mean probability of snow of \(Self.percent(judged / max(1, land))) of the zone's land by "
                + "\(Self.words(model.bands)); errors taken to reach \(Self.metres(variance.reach)) together")
    }

    /// White share of what was not cleared from which on thin dark lines are told: below it bare spots in a row make lines
    /// of hundreds of metres, as drawn scenes without any track show.
    private static let leastWhiteForTracks = 0.97

    /// Why nothing is told of tracks; nil where they can be sought.
    private func trackless(_ covered: SnowEstimate, around: Double?, _ classifier: CoverClassifier) -> SnowEstimate? {
        let pixel = classifier.bands.pixel
        guard pixel <= configuration.coarsestForTracks else {
            return .undetermined(
                because: "pixels of \(Self.metres(pixel)) are too coarse to show tracks of wheels and feet")
        }
        switch covered {
        case .notApplicable(let reason): return .notApplicable(because: reason)
        case .undetermined(let reason): return .undetermined(because: reason)
        case .value(let share, _, _):
            guard share >= 0.05 else { return .notApplicable(because: "no snow lies there") }
            let white = around ?? share
            guard white >= Self.leastWhiteForTracks, classifier.statistics.snowLevel != nil else {
                return .undetermined(
                    because:
                        "only \(Self.percent(white)) of the ground is white, and bare spots in a row look like tracks")
            }
            return nil
        }
    }

    /// What hides the zone, as clauses.
    static func hidden(_ classes: [Int], all: Int) -> String {
        let hiding = CoverClass.allCases.filter { !$0.tellsOfSnow && $0 != .water && classes[Int($0.rawValue)] > 0 }
        guard !hiding.isEmpty else { return "nothing hides it" }
        return hiding.map { "\(percent(Double(classes[Int($0.rawValue)]) / Double(all))) \($0.name)" }
            .joined(separator: ", ")
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    static func metres(_ distance: Double) -> String { "\((distance * 10).rounded() / 10) m" }

    static func words(_ bands: SpectralModel.Bands) -> String {
        switch bands {
        case .panchromatic: "brightness alone"
        case .visible: "blue, green and red"
        case .nearInfrared: "blue to near infrared"
        case .shortwave: "blue to 1.6 µm"
        }
    }
}
