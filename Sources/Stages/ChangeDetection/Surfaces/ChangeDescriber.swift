import Evidence
import Foundation
import Geodesy

/// Turns a region of changed pixels into a record: kind, area, confidence, and why.
struct ChangeDescriber {
    let pair: LookPair
    let ground: PixelGround
    let margin: Double
    let zones: [SurfaceChangeFinder.WatchedArea]
    let comparison: SurfaceComparison
    let configuration: SurfaceChangeFinder.Configuration
    /// Share of an outline along which shadows may have moved beside something that was built or removed: those of its neighbours.
    private static let greatestMovedShare = 0.1

    /// The record of a region; nil where it is too small, or nowhere wider than the margin.
    func change(_ region: ChangedRegion) -> SurfaceChange? {
        let measures = region.measures
        guard measures.count >= configuration.leastPixels, measures.coreCount > 0,
            let threshold = comparison.threshold
        else { return nil }
        let pixelArea = ground.pixelSize * ground.pixelSize
        let count = Double(measures.count)
        let outline = region.outline
        let inside = max(Double(measures.coreCount), count - outline.edgeCount * max(0.5, margin))
        // The mean over 3 × 3 pixels carries a change up to a pixel beyond its edge.
        let play = outline.edgeCount * max(1, margin)
        let least = max(0, count - play)
        let movedShare = min(1, Double(measures.edgesAtMovedShadow) / outline.edgeCount)
        let (kind, evidence) = kind(of: measures, movedShadowShare: movedShare)
        let clues = ChangeClues(
            strength: measures.statistic / count / Double(threshold.value), pixels: measures.count,
            insideShare: min(1, inside / count), hasOwnShadow: kind == .built || kind == .removed,
            darkShare: Double(measures.darkBefore.count + measures.darkAfter.count) / count,
            movedShadowShare: movedShare, explainedShare: comparison.transform?.explainedShare ?? 0)
        var reasons = reasons(for: clues)
        if let evidence { reasons.append(evidence) }
        return SurfaceChange(
            id: Digest.identifier([
                "surface change", pair.before.id, pair.after.id, "\(region.runs[0].row)", "\(region.runs[0].start)",
            ]), before: pair.before.id, after: pair.after.id, zone: zone(of: region), outline: outline, kind: kind,
            strength: clues.strength, area: count * pixelArea, leastArea: least * pixelArea,
            greatestArea: (count + play) * pixelArea, confidence: ChangeConfidence.probability(clues), clues: clues,
            reasons: reasons)
    }

    /// What the confidence is made of, in sentences.
    private func reasons(for clues: ChangeClues) -> [String] {
        var reasons = [
            "alignment: \(share(clues.insideShare)) of it lies farther inside than the margin of "
                + "\(rounded(margin * ground.pixelSize)) m",
            "season: the looks agree in \(share(clues.explainedShare)) of their variance",
        ]
        if clues.darkShare > 0.05 {
            let isSunKnown =
                ground.shadow(pair.before.geometry) != nil && ground.shadow(pair.after.geometry) != nil
            reasons.append(
                "shadow: \(share(clues.darkShare)) of it is dark in one look only"
                    + (isSunKnown
                        ? ", though no shadow that moved explains it" : ", and where the sun stood is not known"))
        }
        if clues.movedShadowShare > 0.05 {
            reasons.append(
                "light: a shadow that moved lies along \(share(clues.movedShadowShare)) of its outline, so something stood there in "
                    + "both looks and may only shine otherwise")
        }
        return reasons
    }

    /// The zone that holds most of a region's pixels, by the middles of its runs.
    private func zone(of region: ChangedRegion) -> String? {
        var counts: [String: Int] = [:]
        for run in region.runs {
            let middle = PixelPoint(column: Double(run.start + run.end) / 2, row: Double(run.row) + 0.5)
            if let zone = zones.first(where: { $0.area.contains(middle) }) {
                counts[zone.id, default: 0] += run.end - run.start
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// What a region is, and what speaks for it.
    private func kind(of measures: ChangeMeasures, movedShadowShare: Double) -> (SurfaceChange.Kind, String?) {
        let count = Double(measures.count)
        let snow = (Double(measures.snowBefore) / count, Double(measures.snowAfter) / count)
        if snow.0 > 0.6, snow.1 < 0.2 {
            return (.clearedOfSnow, "white as snow before on \(share(snow.0)) of it, after on \(share(snow.1))")
        }
        if snow.1 > 0.6, snow.0 < 0.2 {
            return (.snowCovered, "white as snow after on \(share(snow.1)) of it, before on \(share(snow.0))")
        }
        // What stood in both looks was neither built nor removed.
        let stoodInBoth = movedShadowShare > Self.greatestMovedShare
        if !stoodInBoth, let word = standing(measures.darkAfter, beside: measures.lit, in: pair.after.geometry) {
            return (.built, "after, \(word); before, none fell there")
        }
        if !stoodInBoth, let word = standing(measures.darkBefore, beside: measures.lit, in: pair.before.geometry) {
            return (.removed, "before, \(word); after, none falls there")
        }
        let tells = SpectralClues(pair).tells
        guard tells.plants else { return (.changedSurface, nil) }
        let plants = (measures.vegetationBefore / count, measures.vegetationAfter / count)
        let index = "the vegetation index went from \(rounded(plants.0)) to \(rounded(plants.1))"
        if plants.0 > 0.35, plants.1 < 0.25, plants.0 - plants.1 > 0.25 {
            guard tells.colours else { return (.changedSurface, index) }
            let redness = measures.redness / count
            return redness > 1.25
                ? (.dug, "\(index), and what lies there is \(rounded(redness)) times as red as blue, as soil is")
                : (.covered, "\(index), and what lies there is of a neutral colour")
        }
        if plants.1 > 0.35, plants.0 < 0.25, plants.1 - plants.0 > 0.25 { return (.overgrown, index) }
        return (.changedSurface, nil)
    }

    /// Whether dark pixels lie where the lit ones beside them would cast a shadow; in words, or nil.
    private func standing(_ dark: PixelSum, beside lit: PixelSum, in geometry: ViewingGeometry) -> String? {
        guard let shadow = ground.shadow(geometry), shadow.length > 0 else { return nil }
        let share = Double(dark.count) / Double(max(1, dark.count + lit.count))
        guard dark.count >= configuration.leastPixels, lit.count >= configuration.leastPixels, share > 0.05,
            share < 0.75
        else { return nil }
        let way = Displacement(
            column: dark.column / Double(dark.count) - lit.column / Double(lit.count),
            row: dark.row / Double(dark.count) - lit.row / Double(lit.count))
        // Less than a pixel or so of way has no direction.
        guard way.length > max(1, margin) else { return nil }
        let cosine = (way.column * shadow.column + way.row * shadow.row) / (way.length * shadow.length)
        guard cosine > 0.5 else { return nil }
        return "a shadow of \(dark.count) pixels falls away from the sun beside it"
    }

    private func share(_ value: Double) -> String { "\(Int((100 * value).rounded())) %" }
    private func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
