import Evidence
import Foundation
import Geodesy
import Rasters

/// Roofs that are bare while their neighbours are white.
struct RoofSnow {
    private let tally: SnowTally
    private let zone: SnowZone
    private let classifier: CoverClassifier

    static let white = "white as its surroundings"
    static let thin = "white in part"
    static let bare = "bare amid snow"
    static let bareAsOthers = "bare as its neighbours"
    static let bareAmongWhite = "bare while its neighbours are white"

    /// Pixels of a roof below which nothing is said of it.
    static let leastPixels = 12

    init(_ tally: SnowTally, _ zone: SnowZone, _ classifier: CoverClassifier) {
        self.tally = tally
        self.zone = zone
        self.classifier = classifier
    }

    /// Each roof's result, in the zone's order.
    func results() -> [(id: String, result: Observation.Result)] {
        let shares = tally.roofs.map { $0.judged > 0 ? $0.snow / Double($0.judged) : nil }
        return zone.footprints.indices.map { index in (zone.footprints[index].id, result(index, shares)) }
    }

    private func result(_ index: Int, _ shares: [Double?]) -> Observation.Result {
        let footprint = zone.footprints[index]
        let seen = tally.roofs[index]
        guard classifier.bands.model != nil else {
            return .undetermined(because: classifier.bands.limits.first ?? "the bands tell nothing of snow")
        }
        guard seen.seen >= Self.leastPixels else {
            return .undetermined(because: "the roof covers \(seen.seen) pixels, too few to be judged")
        }
        guard let share = shares[index], Double(seen.judged) >= 0.5 * Double(seen.seen) else {
            return .undetermined(because: "less than half of the roof can be judged")
        }
        guard let around = groundAround(footprint), around >= 0.5 else {
            return classifier.statistics.snowLevel == nil
                ? .notApplicable(because: "no snow lies around")
                : .undetermined(because: "the ground around is not white, so a bare roof says nothing")
        }
        let others = zone.footprints.indices.filter {
            $0 != index && zone.footprints[$0].kind == footprint.kind && tally.roofs[$0].judged >= Self.leastPixels
        }
        let white = others.filter { (shares[$0] ?? 0) > 0.7 }
        let words =
            "\(SnowMeasurer.percent(share)) of its roof is white, "
            + "\(SnowMeasurer.percent(around)) of the ground around"
        if share > 0.7 {
            return .told(Self.white, probability: min(0.95, share), method: words)
        }
        if share >= 0.3 {
            // A vehicle has one roof, which thin snow covers in part; of a tank or a building parts may be cleared.
            return footprint.kind == .vehicle
                ? .told(Self.thin, probability: 0.6, method: words)
                : .undetermined(because: "its roof is white in part: \(words)")
        }
        let remark = footprint.remark.map { "; \($0)" } ?? ""
        let confounders =
            "; a roof may also be bare because it slopes to the sun, is of dark steel that warms in it, was swept by wind, or "
            + "was cleared" + remark
        guard !others.isEmpty else {
            return .told(Self.bare, probability: min(0.8, 1 - share), method: words + confounders)
        }
        let told =
            white.isEmpty
            ? "none of \(others.count) neighbours of its kind is white either"
            : "\(white.count) of \(others.count) neighbours of its kind are white"
        return .told(
            white.isEmpty ? Self.bareAsOthers : Self.bareAmongWhite,
            probability: min(0.9, 1 - share), method: "\(words); \(told)\(confounders)")
    }

    /// Share of the ground within 20 m of a roof that is white; nil where little of it is judged.
    private func groundAround(_ footprint: SnowZone.Footprint) -> Double? {
        guard let bounds = footprint.outline.outer.bounds else { return nil }
        let reach = 20 / classifier.bands.pixel
        let step = Double(tally.pixelsPerCell)
        let columns = range(
            bounds.minimum.column - reach, bounds.maximum.column + reach, tally.window.column, step, tally.width)
        let rows = range(bounds.minimum.row - reach, bounds.maximum.row + reach, tally.window.row, step, tally.height)
        var (white, ground) = (0.0, 0.0)
        for row in rows {
            for column in columns {
                let cell = tally.cells[row * tally.width + column]
                white += Double(cell.white)
                ground += Double(cell.ground)
            }
        }
        return ground >= 16 ? white / ground : nil
    }

    private func range(_ low: Double, _ high: Double, _ origin: Int, _ step: Double, _ count: Int) -> Range<Int> {
        let first = max(0, min(Double(count), ((low - Double(origin)) / step).rounded(.down)))
        let end = max(first, min(Double(count), ((high - Double(origin)) / step).rounded(.up)))
        return Int(first)..<Int(end)
    }
}
