import Findings

/// Why hypotheses cannot be weighed.
public enum AssessmentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are fewer than two hypotheses without parts.
    case tooFewHypotheses(Int)
    /// A hypothesis has no likelihood for an indicator, nor does what it is a part of.
    case missingLikelihood(indicator: String, hypothesis: String)
    /// A probability is none, or a range is not in order.
    case badProbability(of: String)
    /// No hypothesis leaves room for these readings together, by indicator.
    case impossibleEvidence([String])
    /// Linked questions cannot be answered, because …
    case questions(String)

    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .tooFewHypotheses(let count):
            "There \(count == 1 ? "is one hypothesis" : "are \(count) hypotheses") to be weighed; it takes two or more that compete."
        case .missingLikelihood(let indicator, let hypothesis):
            "The indicator \(indicator) has no likelihood for \(hypothesis); give one for it, or for what it is a part of."
        case .badProbability(let what):
            "\(what) is no probability, or no range of low, most likely and high in this order; give numbers from 0 to 1."
        case .impossibleEvidence(let indicators):
            indicators.count == 1
                ? "What was read of \(indicators[0]) is impossible under every hypothesis; a likelihood of 0 or 1 leaves no room "
                    + "for what happened: widen it, or add the hypothesis that is missing."
                : "What was read of \(WordList.joined(indicators)) together is impossible under every hypothesis; likelihoods of 0 or 1 "
                    + "leave no room for what happened: widen them, or add the hypothesis that is missing."
        case .questions(let reason):
            "The linked questions cannot be answered: \(reason)"
        }
    }
}
