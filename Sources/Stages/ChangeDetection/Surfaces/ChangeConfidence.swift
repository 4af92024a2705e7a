import Evidence
import Foundation

/// The probability that a change of the ground is one, from what is known of it: a logistic regression.
///
/// Fitted by `scripts/measure-change --confidence` on drawn pairs of one invented refinery in which things are laid, built and
/// removed by lot; how reliable it is on pairs that took no part stands in `Documentation/change.md`. On other ground it is
/// an estimate from drawings.
enum ChangeConfidence {
    /// The probability, 0…1.
    static func probability(_ clues: ChangeClues) -> Double {
        let terms = [
            -4.241,
            0.712 * log(max(1, clues.strength)),
            2.331 * clues.insideShare,
            -0.203 * log(Double(max(1, clues.pixels))),
            0.834 * (clues.hasOwnShadow ? 1 : 0),
            0.790 * clues.darkShare,
            0.384 * clues.movedShadowShare,
            3.221 * clues.explainedShare,
        ]
        return 1 / (1 + exp(-terms.reduce(0, +)))
    }
}
