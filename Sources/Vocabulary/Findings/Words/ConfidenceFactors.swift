/// What confidence in a judgement rests on. It says nothing of how likely the judged thing is.
///
/// The factors are those of ICD 203's confidence levels and their explanation in later assessments of the U.S.
/// Intelligence Community: quality and corroboration of sources, gaps, assumptions, deception, alternatives; and what a
/// tool can add: looks, and how far the answer moves.
public struct ConfidenceFactors: Hashable, Codable, Sendable {
    /// How good the best source is.
    public enum SourceQuality: String, Hashable, Codable, Sendable {
        /// Completely or usually reliable, with information that is confirmed or probably true (A or B with 1 or 2).
        case strong
        /// At least fairly reliable, with information that is at least possibly true (A to C with 1 to 3).
        case credible
        /// Anything below that.
        case weak
        /// Reliability or truth cannot be judged (F or 6).
        case unknown

        /// Takes the quality from an Admiralty grade (STANAG 2511); nil for what is no such grade.
        ///
        /// - Parameters:
        ///   - letter: Reliability of the source, A to F; small letters too.
        ///   - digit: Credibility of the information, 1 to 6.
        public init?(letter: Character, digit: Int) {
            guard let rank = "ABCDEF".firstIndex(of: letter.uppercased().first ?? letter), (1...6).contains(digit)
            else {
                return nil
            }
            let reliability = "ABCDEF".distance(from: "ABCDEF".startIndex, to: rank) + 1
            switch (reliability, digit) {
            case (6, _), (_, 6): self = .unknown
            case (1...2, 1...2): self = .strong
            case (1...3, 1...3): self = .credible
            default: self = .weak
            }
        }
    }

    /// How well somebody could deceive those who look.
    public enum DeceptionPotential: String, Hashable, Codable, Sendable {
        /// Looked into, and low.
        case low
        /// Looked into, and neither low nor high.
        case medium
        /// Looked into, and high.
        case high
        /// Not looked into.
        case notExamined = "not examined"
    }

    /// How many origins of information do not depend on each other; copies of one count once.
    public var independentOrigins: Int
    /// How good the best of them is.
    public var bestSource: SourceQuality
    /// Which share of the looks that were wanted could be used, from 0 to 1; nil where looks play no part.
    public var usableLookShare: Double?
    /// Whether the numbers that are weighed were stated by one person.
    public var isElicitedByOnePerson: Bool
    /// What is not known and would matter, each as a few words.
    public var gaps: [String]
    /// Assumptions that nothing supports, each as a few words.
    public var unsupportedAssumptions: [String]
    /// Whether other explanations were examined.
    public var alternativesExamined: Bool
    /// How well somebody could deceive.
    public var deceptionPotential: DeceptionPotential
    /// The largest move of the probability, from 0 to 1, when one piece of evidence is left out or one number varied
    /// within its range; nil where that was not tried.
    public var largestMove: Double?

    /// Makes a record.
    public init(
        independentOrigins: Int, bestSource: SourceQuality, usableLookShare: Double?, isElicitedByOnePerson: Bool,
        gaps: [String], unsupportedAssumptions: [String], alternativesExamined: Bool,
        deceptionPotential: DeceptionPotential, largestMove: Double?
    ) {
        self.independentOrigins = independentOrigins
        self.bestSource = bestSource
        self.usableLookShare = usableLookShare
        self.isElicitedByOnePerson = isElicitedByOnePerson
        self.gaps = gaps
        self.unsupportedAssumptions = unsupportedAssumptions
        self.alternativesExamined = alternativesExamined
        self.deceptionPotential = deceptionPotential
        self.largestMove = largestMove
    }
}
