import Evidence
import Foundation

/// Whether snow is fresh or old, by how bright and even it is and by how it falls off towards the near infrared.
///
/// Grains grow with age, and the near infrared darkens long before the visible; soot, dust and footsteps darken and roughen it.
///
/// Source: Warren (1982), Reviews of Geophysics 20(1), 67–89, figures 5 and 8: clean fine grains (100 µm) reflect about 0.9 of the
/// near infrared at 0.85 µm, coarse ones (1000 µm) about 0.75. The limits lie between, wide apart, as calibration errs by some hundredths.
enum SnowAge {
    static func told(_ tally: SnowTally, covered: SnowEstimate, bands: ObservedBands) -> Observation.Result {
        switch covered {
        case .undetermined(let reason): return .undetermined(because: reason)
        case .notApplicable(let reason): return .notApplicable(because: reason)
        case .value(let share, _, _):
            guard share >= 0.05 else { return .notApplicable(because: "no snow lies there") }
            guard share >= 0.3 else {
                return .undetermined(because: "too little snow is left to tell from its look how old it is")
            }
        }
        let lit = tally.litSnow
        guard lit.count >= 50 else { return .undetermined(because: "too little of the snow lies in the sun") }
        guard bands.indices[.nir] != nil, bands.indices[.green] != nil else {
            return .undetermined(because: "without near infrared fresh and old snow look alike")
        }
        let brightness = lit.brightness / lit.count
        let spread = (max(0, lit.square / lit.count - brightness * brightness)).squareRoot() / max(0.01, brightness)
        let ratio = lit.ratio / lit.count
        // Logits of three cues, each with a slope by which calibration alone does not decide.
        let logit = (ratio - 0.84) / 0.02 * 0.7 + (brightness - 0.72) / 0.06 * 0.7 + (0.12 - spread) / 0.05 * 0.5
        let fresh = 1 / (1 + exp(-max(-6, min(6, logit))))
        let words =
            "near infrared by green \(rounded(ratio)), brightness \(rounded(brightness)), unevenness \(rounded(spread)) of "
            + "snow in the sun"
        if fresh >= 0.75 { return .told("fresh", probability: min(0.9, fresh), method: words) }
        if fresh <= 0.25 { return .told("old", probability: min(0.9, 1 - fresh), method: words) }
        return .undetermined(because: "its look is between that of fresh and of old snow: \(words)")
    }

    private static func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
