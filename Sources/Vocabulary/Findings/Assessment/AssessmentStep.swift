public import Foundation
public import Inquiry

/// The answer after one more look or document.
public struct AssessmentStep: Hashable, Codable, Sendable {
    /// When; nil for what holds from the beginning.
    public var time: Date?
    /// Probabilities by leaf.
    public var posteriors: [Double]
    /// What changed, in the order of the indicators.
    public var moves: [Move]

    /// Makes a step.
    public init(time: Date?, posteriors: [Double], moves: [Move]) {
        self.time = time
        self.posteriors = posteriors
        self.moves = moves
    }

    /// One indicator that reads otherwise than before.
    public struct Move: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// What it was before; nil for the first time.
        public var from: IndicatorOutcome?
        /// What it is now.
        public var to: IndicatorOutcome
        /// What that rests on.
        public var sentence: String
        /// The looks that decide, by id.
        public var looks: [String]
        /// Who says so, by the ids of sources.
        public var sources: [String]

        /// Makes a move.
        public init(
            indicator: String, from: IndicatorOutcome?, to: IndicatorOutcome, sentence: String, looks: [String],
            sources: [String]
        ) {
            self.indicator = indicator
            self.from = from
            self.to = to
            self.sentence = sentence
            self.looks = looks
            self.sources = sources
        }
    }
}
