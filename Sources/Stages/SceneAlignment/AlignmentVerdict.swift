import Evidence
import Foundation

/// What may be concluded from how well two scenes agree.
///
/// * The common displacement must stand out by `leastSignificance`, and no other may stand out nearly as far.
/// * Both halves of the scene, which lie between each other, must find it by themselves.
/// * The margin is the root of two squares: the radius of nine in ten residuals, and 2.146 standard errors of the displacement
///   that all have in common (2.146 σ holds nine in ten of a circular normal). Residuals count where a place agrees with the
///   correction, and where it does not but its neighbours find the same: there the ground lies otherwise, as in relief.
struct AlignmentVerdict {
    let configuration: SceneAligner.Configuration
    let pixelName: String

    /// Share of the places heard that must agree for an alignment without doubt.
    private static let leastAgreement = 0.25

    /// Why the search is not to be trusted; nil where it is.
    ///
    /// - Parameters:
    ///   - search: What was found over the whole scene.
    ///   - chosen: The displacement that was taken for the ground's.
    ///   - reach: How far around what the files say was searched, in the frame's unit.
    /// - Returns: A reason for people, without full stop.
    func refusal(of search: AlignmentWay.Search, chosen: AlignmentWay.Choice, reach: Double) -> String? {
        if chosen.peak.height < configuration.leastSignificance {
            return "nothing on the ground within \(Self.told(reach)) \(pixelName) agrees with the reference: the best "
                + "displacement stands out by \(Self.told(chosen.peak.height)) deviations, "
                + "\(Self.told(configuration.leastSignificance)) are needed"
        }
        if chosen.hasRival { return "two displacements agree with the reference about equally well" }
        if !search.halvesAgree(at: chosen.peak) {
            return "two halves of it find different displacements"
        }
        return nil
    }

    private static func told(_ number: Double) -> String {
        number.formatted(.number.precision(.fractionLength(0...1)).locale(Locale(identifier: "en_GB")))
    }

    /// Puts together what was found.
    func alignment(
        scene: Scene, reference: Scene, frame: Alignment.Frame, fit: DisplacementFit,
        measurements: [DisplacementFit.Measurement], stack: (shift: SIMD2<Double>, scatter: Double), pixel: Double,
        significance: Double, notes: [String]
    ) -> Alignment {
        var reasons = notes
        let agreeing = fit.agrees.count { $0 }
        let heard = measurements.count { $0.height >= DisplacementFit.leastHeight }
        let isFitted = agreeing >= 10
        let field = isFitted ? fit.field : DisplacementField(shift: stack.shift)
        let own = isFitted ? fit.radius90 ?? pixel : pixel / 2
        let margin = (own * own + 2.146 * 2.146 * stack.scatter * stack.scatter).squareRoot()
        if !isFitted {
            reasons.append(
                "too few places agree one by one, so one shift of the whole scene was taken, from all of it together")
        } else if Double(agreeing) < Self.leastAgreement * Double(heard) {
            reasons.append("\(agreeing) of \(heard) places agree; the others show what stands high, moved or changed")
        }
        let apart = fit.liesOtherwise.count { $0 }
        if isFitted, Double(apart) > 0.05 * Double(agreeing) {
            reasons.append(
                "\(apart) of \(heard) places agree with their neighbours on something else; the margin covers them")
        }
        let points = measurements.indices.map { index in
            ControlPoint(
                x: measurements[index].place.x, y: measurements[index].place.y,
                dx: measurements[index].displacement.x, dy: measurements[index].displacement.y,
                residual: fit.residuals[index], height: measurements[index].height, agrees: fit.agrees[index])
        }
        var verdict = Alignment.Verdict.usable
        if margin > configuration.coarsestMargin * pixel {
            verdict = .refused
            reasons.append(
                "what agrees does so within \(Self.told(margin)) \(pixelName) only, more than "
                    + "\(Self.told(configuration.coarsestMargin)) pixels")
        } else if margin <= configuration.goodMargin * pixel, isFitted,
            Double(agreeing) >= Self.leastAgreement * Double(heard)
        {
            verdict = .good
        }
        return Alignment(
            scene: scene.id, reference: reference.id, verdict: verdict, frame: frame,
            correction: verdict == .refused ? nil : field, margin: verdict == .refused ? nil : margin,
            circularError90: fit.circularError90, points: points, pixel: pixel, significance: significance,
            reasons: reasons)
    }
}

extension AlignmentWay.Search {
    /// Whether the even and the odd groups of windows each have their highest displacement at a peak.
    func halvesAgree(at peak: CorrelationSurface.Peak) -> Bool {
        let transform = FourierTransform(side: sums.groups[0].cross.side)
        return [0, 1].allSatisfy { half in
            let sum = sums.total { $0 % 2 == half }
            guard sum.windows > 0 else { return true }
            let peaks = CorrelationSurface(sum.cross, weights, transform: transform).peaks(within: radius, count: 3)
            return peaks.contains { abs($0.columns - peak.columns) <= 2 && abs($0.rows - peak.rows) <= 2 }
        }
    }
}

extension StackedCorrelation {
    /// Standard error of the common displacement along one axis, in pixels, from leaving out each group of windows once.
    ///
    /// Source: Efron and Stein (1981), "The jackknife estimate of variance", Annals of Statistics 9(3), equation 1.1.
    func standardError(_ search: AlignmentWay.Search, at peak: CorrelationSurface.Peak) -> Double {
        let filled = search.sums.groups.indices.filter { search.sums.groups[$0].windows > 0 }
        guard filled.count >= 3 else { return 0.25 }
        let found = filled.compactMap { group -> SIMD2<Double>? in
            let surface = CorrelationSurface(
                search.sums.total(without: group).cross, search.weights, transform: transform)
            return surface.peaks(within: search.radius, count: 12)
                .min { Self.distance($0, peak) < Self.distance($1, peak) }
                .map { SIMD2($0.columns, $0.rows) }
        }
        guard found.count >= 3 else { return 0.25 }
        let count = Double(found.count)
        let mean = found.reduce(.zero, +) / count
        let squares = found.reduce(0) { sum, place in sum + ((place - mean) * (place - mean)).sum() }
        return (squares / 2 * (count - 1) / count).squareRoot()
    }

    private static func distance(_ a: CorrelationSurface.Peak, _ b: CorrelationSurface.Peak) -> Double {
        let (x, y) = (a.columns - b.columns, a.rows - b.rows)
        return x * x + y * y
    }
}
