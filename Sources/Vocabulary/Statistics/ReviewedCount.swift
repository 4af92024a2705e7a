import Foundation

/// How many objects there are where an analyst looked at some of the detections.
///
/// Detections looked at are certain: `confirmed` of them are objects, those rejected are none and are left out of all
/// numbers. Of the `unreviewed` ones *t* are real with the beta-binomial of the precision's posterior. Given the
/// `confirmed` + *t* objects found, the number *m* of those missed has the beta–negative-binomial of the recall's
/// posterior, as in ``trueCount(detected:accuracy:)-(Int,_)``; the `drawn` ones are some of them, so *m* is at least `drawn`:
///
///     P(N = n) ∝ Σₜ BetaBinomial(t | unreviewed; precision) · P(m = n − confirmed − t | confirmed + t), m ≥ drawn.
///
/// - Parameters:
///   - unreviewed: Detections that nobody looked at.
///   - confirmed: Detections that are an object of the class.
///   - drawn: Objects that the network did not report, or under another class.
///   - precision: Posterior of the share of detections that are right.
///   - recall: Posterior of the share of objects that are found.
/// - Returns: Distribution of the true number; never below `confirmed` + `drawn`.
///
/// Edge cases: without a reviewed or drawn object this is ``trueCount(detected:accuracy:)-(Int,_)``. Reviewing takes away the
/// doubt about false alarms, not that about what was missed. The tail is cut where less than 1e-10 is left, or at twenty
/// times the objects told and 400 more.
///
/// Source: as for ``trueCount(detected:accuracy:)-(Int,_)``.
public func trueCount(
    unreviewed: Int, confirmed: Int, drawn: Int, precision: BetaDistribution, recall: BetaDistribution
) -> CountDistribution {
    precondition(unreviewed >= 0 && confirmed >= 0 && drawn >= 0, "Counts must not be negative.")
    let limit = (unreviewed + confirmed + drawn) * 20 + 400
    var weights = [Double](repeating: 0, count: limit + 1)
    for real in 0...unreviewed {
        let share = exp(
            logChoose(unreviewed, real)
                + logBeta(precision.alpha + Double(real), precision.beta + Double(unreviewed - real))
                - logBeta(precision.alpha, precision.beta))
        let found = confirmed + real
        var sum = 0.0
        for missed in 0...(limit - found) {
            let term = exp(
                logChoose(found + missed, missed)
                    + logBeta(recall.alpha + Double(found) + 1, recall.beta + Double(missed))
                    - logBeta(recall.alpha, recall.beta))
            sum += term
            if missed >= drawn { weights[found + missed] += share * term }
            if sum > 1 - 1e-10, missed >= drawn { break }
        }
    }
    return CountDistribution(weights: weights)
}
