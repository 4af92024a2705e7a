/// Words for how strongly evidence speaks, by its Bayes factor.
///
/// - SeeAlso: Kass & Raftery (1995), *Journal of the American Statistical Association* 90, 773–795, section 3.2;
///   Jeffreys (1961), *Theory of Probability*, 3rd edition, appendix B.
public enum BayesFactorScale: String, Hashable, Codable, Sendable, CaseIterable {
    /// Weak, positive, strong, very strong, with edges at 3, 20 and 150.
    case kassRaftery = "kass-raftery"
    /// Not worth more than a bare mention, substantial, strong, very strong, decisive, with edges at 10^½, 10, 10^1½
    /// and 100.
    case jeffreys

    /// Lowest factor of each grade, and the word; from the weakest.
    private var grades: [(lowest: Double, word: String)] {
        switch self {
        case .kassRaftery: [(1, "weak"), (3, "positive"), (20, "strong"), ((150.0).nextUp, "very strong")]
        case .jeffreys:
            [
                (1, "not worth more than a bare mention"), ((10.0).squareRoot(), "substantial"), (10, "strong"),
                (10 * (10.0).squareRoot(), "very strong"), ((100.0).nextUp, "decisive"),
            ]
        }
    }

    /// The word for a Bayes factor.
    ///
    /// An edge belongs to the stronger grade, but for the last: both tables say "more than 150" and "more than 100".
    /// Jeffreys' edges are half powers of ten, which tables round to 3.2 and 32. Below 1 the reciprocal is asked for,
    /// and the direction turns.
    ///
    /// - Parameter factor: How many times more probable the evidence is under the hypothesis than under the other; 0
    ///   and infinity may be.
    /// - Returns: The word and the direction; nil for NaN and negative numbers.
    public func word(for factor: Double) -> BayesFactorWord? {
        guard factor >= 0 else { return nil }
        let strength = factor < 1 ? 1 / factor : factor
        guard let grade = grades.last(where: { $0.lowest <= strength }) else { return nil }
        let direction: BayesFactorWord.Direction = factor == 1 ? .neither : factor > 1 ? .for : .against
        return BayesFactorWord(text: grade.word, direction: direction)
    }
}

/// How strongly evidence speaks, and for which side.
public struct BayesFactorWord: Hashable, Codable, Sendable {
    /// Which side evidence speaks for.
    public enum Direction: String, Hashable, Codable, Sendable {
        /// For the hypothesis.
        case `for`
        /// For the other one.
        case against
        /// As probable under both.
        case neither
    }

    /// The word: "positive".
    public var text: String
    /// Which side it speaks for.
    public var direction: Direction

    /// Makes a record.
    public init(text: String, direction: Direction) {
        self.text = text
        self.direction = direction
    }
}
