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
///   (``ShareVariance``): neighbours look alike and are mistaken together;
/// * what the classifier gets wrong as a whole: the error of the share at glaciers that took no part in its fit
///   (``SpectralModel/shareError``), times `2 √(s (1 − s))`, since zones that are all white or all bare have few
///   pixels that could be mistaken. Where the scene shows both snow and bare ground, its own levels take the place of
///   the fit's, and half of it is left: drawn scenes err by about that, see Documentation/masks-and-snow.md.
///
/// Intervals hold the true value with 80 % under a normal distribution.
public struct SnowMeasurer: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

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

    /// Measures the snow in one zone.
    ///
    /// - Parameters:
    ///   - zone: The zone on the source's pixels.
    ///   - source: The scene's pixels, in the order of the classifier's bands.
    ///   - classifier: Judges pixels of this scene.
    ///   - jobs: Tiles worked on at once; they make no difference to the result.
    /// - Returns: What is told; each quantity that cannot be told says why.
    /// - Throws: What the source throws, or `CancellationError`.
    public func measure(
        _ zone: SnowZone, in source: any RasterSource, by classifier: CoverClassifier, jobs: Int
    ) async throws -> SnowMeasurement {
        var tally = SnowTally(zone, bands: classifier.bands, scene: source.size)
        let pixel = classifier.bands.pixel
        let lines = pixel <= configuration.coarsestForTracks ? LineSearch(bands: classifier.bands) : nil
        try await classifier.eachTile(of: tally.window, in: source, jobs: jobs) { mask, block in
            if let lines {
                let found = lines.lines(
                    in: block, mask: mask, inside: tally.membership(in: mask.window),
                    roofs: tally.labels(in: mask.window),
                    white: classifier.statistics.snowLevel)
                tally.lines.metres += found.metres
                tally.lines.contrast += found.contrast
            }
            tally.add(mask, block)
        }
        return told(of: tally, zone: zone, classifier: classifier, source: source)
    }

    private func told(
        of tally: SnowTally, zone: SnowZone, classifier: CoverClassifier, source: any RasterSource
    ) -> SnowMeasurement {
        let area = zone.window.intersection(source.size.window)
        let all = tally.classes.reduce(0, +)
        let judged = tally.cells.reduce(0.0) { $0 + Double($1.judged) }
        let land = Double(all - tally.classes[Int(CoverClass.water.rawValue)])
        let covered = covered(tally, all: all, land: land, judged: judged, isOutside: area.isEmpty, classifier)
        let notJudged: SnowEstimate =
            all == 0
            ? .undetermined(because: "the scene does not show the zone")
            : .value(
                land > 0 ? 1 - judged / land : 0, error: 0,
                method: "share of the zone's pixels, water left out: " + Self.hidden(tally.classes, all: all))
        let clearing = ClearedPatches(tally, classifier.bands, configuration)
        let share = covered.value
        var cleared: SnowEstimate
        switch covered {
        case .value: cleared = clearing.estimate(snow: classifier.statistics.snowLevel != nil)
        case .notApplicable(let reason): cleared = .notApplicable(because: reason)
        case .undetermined(let reason): cleared = .undetermined(because: reason)
        }
        if share != nil, classifier.bands.pixel > configuration.coarsestForClearing {
            cleared = .undetermined(
                because: "pixels of \(Self.metres(classifier.bands.pixel)) are too coarse to show what was cleared")
        }
        return SnowMeasurement(
            covered: covered, cleared: cleared, notJudged: notJudged,
            age: SnowAge.told(tally, covered: covered, bands: classifier.bands),
            tracks: tracks(tally, covered: covered, around: clearing.surroundings, classifier),
            roofs: RoofSnow(tally, zone, classifier).results(), surroundings: clearing.surroundings)
    }

    private func covered(
        _ tally: SnowTally, all: Int, land: Double, judged: Double, isOutside: Bool, _ classifier: CoverClassifier
    ) -> SnowEstimate {
        guard let model = classifier.bands.model else {
            return .undetermined(because: classifier.bands.limits.first ?? "the bands tell nothing of snow")
        }
        guard !isOutside, all > 0 else { return .undetermined(because: "the scene does not show the zone") }
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

    private func tracks(
        _ tally: SnowTally, covered: SnowEstimate, around: Double?, _ classifier: CoverClassifier
    ) -> SnowEstimate {
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
        }
        let found = tally.lines
        let contrast = found.metres > 0 ? found.contrast / found.metres : 0
        return .value(
            found.metres, error: max(6, 0.3 * found.metres),
            method: "thin lines darker than the snow to both sides, each 10 m long at the least"
                + (found.metres > 0
                    ? ", by \(Self.percent(contrast)) of its brightness on average; rails, pipes, cables and kerbs that the snow "
                        + "does not cover look the same" : ""))
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
