import Findings
import Foundation
import HypothesisAssessment
import Inquiry
import Statistics

/// Times the weighing of invented indicators: whole assessments with few draws and with many, so that the difference is the draws.
struct AssessmentBenchmark {
    let indicators: Int
    let hypotheses: Int
    let draws: Int
    let rounds: Int

    struct Result: Encodable {
        var indicators: Int
        var hypotheses: Int
        var draws: Int
        /// Least of the rounds, seconds: an assessment with all draws, and one with a single draw.
        var assessment: Double
        var withoutDraws: Double
        /// Percentiles of the first hypothesis, which show that the same was worked out each time.
        var percentiles: [Double]
    }

    func run() throws -> Result {
        var stream = RandomStream(seed: 11)
        func inquiry(_ samples: Int) -> HypothesisInquiry {
            HypothesisInquiry(
                hypotheses: (0..<hypotheses).map {
                    Hypothesis(id: "H\($0)", text: "it is \($0)", prior: 1 / Double(hypotheses))
                }, indicators: drawn, settings: AssessmentSettings(dependence: .independent, samples: samples))
        }
        let drawn = (0..<indicators).map { number in
            Indicator(
                id: "I\(number)", text: "what \(number) tells", statements: [IndicatorStatement(outcome: .seen)],
                likelihoods: (0..<hypotheses).map { leaf in
                    let ends = [stream.uniform(), stream.uniform(), stream.uniform()].sorted()
                    return .init(
                        hypothesis: "H\(leaf)",
                        probability: ElicitedProbability(low: ends[0], mode: ends[1], high: ends[2]))
                })
        }
        func time(_ samples: Int) throws -> (seconds: Double, found: Assessment) {
            let inquiry = inquiry(samples)
            let reader = IndicatorReader(record: LookRecord(looks: []), settings: inquiry.settings) { _ in
                ElicitedProbability(1)
            }
            let assessor = HypothesisAssessor(inquiry: inquiry, reader: reader)
            var best = Double.infinity
            var found = try assessor.assessment()
            for _ in 0..<rounds {
                let watch = Stopwatch()
                found = try assessor.assessment()
                best = min(best, watch.elapsed.seconds)
            }
            return (best, found)
        }
        let many = try time(draws)
        let few = try time(1)
        let told = many.found.hypotheses[0].percentiles
        return Result(
            indicators: indicators, hypotheses: hypotheses, draws: draws, assessment: many.seconds,
            withoutDraws: few.seconds, percentiles: [told.p10, told.p50, told.p90])
    }
}
