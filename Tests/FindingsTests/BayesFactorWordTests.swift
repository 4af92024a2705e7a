import Testing

@testable import Findings

@Suite("Words for Bayes factors")
struct BayesFactorWordTests {
    @Test("Kass and Raftery: each edge from both sides")
    func kassRaftery() {
        let expected: [(Double, String)] = [
            (1, "weak"), (2.99, "weak"), (3, "positive"), (19.9, "positive"), (20, "strong"), (150, "strong"),
            (150.1, "very strong"), (.infinity, "very strong"),
        ]
        for (factor, word) in expected {
            #expect(BayesFactorScale.kassRaftery.word(for: factor)?.text == word, "\(factor)")
        }
    }

    @Test("Jeffreys: each edge from both sides, as tables round them")
    func jeffreys() {
        let expected: [(Double, String)] = [
            (1, "not worth more than a bare mention"), (3.1, "not worth more than a bare mention"),
            (3.2, "substantial"), (9.99, "substantial"), (10, "strong"), (31, "strong"), (32, "very strong"),
            (100, "very strong"), (100.1, "decisive"),
        ]
        for (factor, word) in expected {
            #expect(BayesFactorScale.jeffreys.word(for: factor)?.text == word, "\(factor)")
        }
    }

    @Test("The reciprocal has the same word and speaks for the other side", arguments: BayesFactorScale.allCases)
    func reciprocal(_ scale: BayesFactorScale) {
        for factor in [1.5, 2, 4, 8, 16, 64, 128, 256, 1024] {
            #expect(scale.word(for: factor)?.text == scale.word(for: 1 / factor)?.text)
            #expect(scale.word(for: factor)?.direction == .for)
            #expect(scale.word(for: 1 / factor)?.direction == .against)
        }
        #expect(scale.word(for: 1)?.direction == .neither)
        #expect(scale.word(for: 0)?.direction == .against)
        #expect(scale.word(for: 0)?.text == scale.word(for: .infinity)?.text)
        #expect(scale.word(for: -1) == nil)
        #expect(scale.word(for: .nan) == nil)
    }
}
