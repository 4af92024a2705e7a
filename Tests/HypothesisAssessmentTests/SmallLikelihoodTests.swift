import Findings
import Foundation
import Inquiry
import Statistics
import Testing

@testable import HypothesisAssessment

/// Likelihoods so small that their products are none that a number holds.
@Suite struct SmallLikelihoodTests {
    private func draws(
        _ ranges: [[ElicitedProbability]], priors: [Double] = [0.5, 0.5], reliability: Double = 1, leading: Int = 0
    ) throws -> LikelihoodDraws.Outcome {
        let tree = HypothesisTree(DrawnLooks.hypotheses(priors))
        let model = try EvidenceModel(
            tree: tree, priors: tree.leafPriors,
            readings: ranges.enumerated().map { number, own in
                var indicator = DrawnLooks.indicator(nil, id: "I\(number)")
                indicator.likelihoods = own.enumerated().map {
                    .init(hypothesis: "H\($0.offset + 1)", probability: $0.element)
                }
                return (
                    indicator,
                    IndicatorReading(
                        indicator: "I\(number)", outcome: .seen, sentence: "", shown: 1, detection: 1,
                        reliability: ElicitedProbability(reliability))
                )
            }, dependence: .independent)
        return LikelihoodDraws(model).outcome(samples: 3000, seed: 4, leading: leading)
    }

    @Test func whatOneReadingAllButExcludesTheNextCanPutBack() throws {
        // By hand: 0.3 × 10⁻⁹⁰⁰⁰ against 0.7 × 10⁻⁹⁰⁰⁰ leaves the priors, whatever the order.
        let (small, one) = (ElicitedProbability(1e-300), ElicitedProbability(1))
        let orders = [
            Array(repeating: [small, one], count: 30) + Array(repeating: [one, small], count: 30),
            (0..<60).map { $0 % 2 == 0 ? [small, one] : [one, small] },
            Array(repeating: [small, small], count: 60),
        ]
        for ranges in orders {
            let found = try draws(ranges, priors: [0.3, 0.7], leading: 1)
            #expect(found.percentiles.count == 2)
            for (percentiles, prior) in zip(found.percentiles, [0.3, 0.7]) {
                #expect(abs(percentiles.p10 - prior) < 1e-9 && abs(percentiles.p90 - prior) < 1e-9)
            }
            #expect(found.leadingShare == 1)
        }
        // 25 of 2e-300 against 25 of 1e-300, even priors: 2²⁵ / (2²⁵ + 1).
        let found = try draws(Array(repeating: [ElicitedProbability(2e-300), small], count: 25))
        #expect(abs(found.percentiles[1].p50 * (33_554_432 + 1) - 1) < 1e-9)
    }

    @Test(arguments: [1, 0.6]) func aFactorThatAllLeavesShareMovesNoDraw(_ reliability: Double) throws {
        // Bayes' rule knows ratios only.
        func ranges(_ factor: Double) -> [[ElicitedProbability]] {
            (0..<24).map { number in
                [(0.1, 0.2, 0.4), (0.05, 0.1 + 0.02 * Double(number % 3), 0.5)].map {
                    ElicitedProbability(low: $0.0 * factor, mode: $0.1 * factor, high: $0.2 * factor)
                }
            }
        }
        let (plain, small) = (
            try draws(ranges(1), reliability: reliability), try draws(ranges(1e-300), reliability: reliability)
        )
        #expect(plain.leadingShare == small.leadingShare)
        for (first, second) in zip(plain.percentiles, small.percentiles) {
            #expect(isNear([first.p10, first.p50, first.p90], [second.p10, second.p50, second.p90], within: 1e-9))
        }
    }

    @Test func drawsInWhichNothingIsPossibleAreLeftOutStill() throws {
        let found = try draws([[ElicitedProbability(0), ElicitedProbability(1e-300)]], leading: 1)
        #expect(found.percentiles[0].p90 == 0 && found.percentiles[1].p10 == 1 && found.leadingShare == 1)
    }
}
