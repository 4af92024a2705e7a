/// The division of a whole series into segments of constant level that costs least, exactly.
///
/// Found is the minimum, over all divisions whose segments have at least a length, of the sum of the segments' costs and a penalty
/// for each. Breaks are told as the Python package `ruptures` tells them: the end of each segment, exclusive, counted from
/// 0; the last is the number of values.
///
/// Optimal partitioning with functional pruning: the candidates for the begin of the last segment are kept as a list of
/// pieces of the level's axis, each with the candidate that is best there. A new candidate takes from each piece what lies outside
/// the interval for which the piece's candidate is better; what owns no piece can never win again. A candidate joins when
/// its segment has reached the least length; as two candidates differ by the cost of the stretch between them only, waiting
/// changes nothing else. Pruning by inequality (PELT) finds the same minimum and compares more candidates.
///
/// Edge cases: of divisions that cost the same that with the earlier breaks is likely to be told, but rounding decides. Squares are
/// summed about the mean and in units of the largest deviation, so levels far from zero lose no digits; one value a million times
/// beyond all others does.
///
/// Source: Jackson et al. (2005), IEEE Signal Processing Letters 12(2), 105–108, for the recursion; Killick, Fearnhead & Eckley
/// (2012), Journal of the American Statistical Association 107(500), 1590–1598, for pruning by inequality; Maidstone et al.
/// (2017), Statistics and Computing 27, 519–533, section 3.2, for functional pruning.
public struct ChangePointSegmentation: Hashable, Sendable {
    /// Ends of the segments, exclusive, growing; the last is the number of values.
    public let breaks: [Int]
    /// Sum of the segments' costs and of their penalties.
    public let cost: Double

    /// The segments as ranges of positions.
    public var segments: [Range<Int>] {
        zip([0] + breaks.dropLast(), breaks).map { $0..<$1 }
    }

    /// Segments of constant mean: costs are squared deviations.
    ///
    /// A usual penalty is 2 σ² log *n* for noise of standard deviation σ, after Schwarz (1978); with correlated noise more.
    ///
    /// - Parameters:
    ///   - values: Finite numbers.
    ///   - penalty: Cost of a segment, finite and above 0, in the values' unit squared.
    ///   - minimumLength: Fewest values of a segment, at least 1.
    /// - Returns: The division that costs least.
    /// - Throws: ``StatisticsError`` for no values, fewer than a segment needs, or numbers that are none.
    /// - Complexity: O(*n* log *n*) as a rule, O(*n*²) at worst.
    public static func leastSquares(
        of values: [Double], penalty: Double, minimumLength: Int = 1
    ) throws(StatisticsError) -> ChangePointSegmentation {
        try check(count: values.count, penalty: penalty, minimumLength: minimumLength)
        if let index = values.firstIndex(where: { !$0.isFinite || abs($0) > 1e150 }) {
            throw .outside(
                what: "value", index: index, value: values[index], wanted: "a finite number of at most 1e150")
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let largest = values.reduce(0) { max($0, abs($1 - mean)) }
        let unit = largest > 1e-150 ? largest : 1
        let found = FunctionalPruning.segmentation(
            LeastSquaresCost(values, middle: mean, unit: unit), count: values.count,
            penalty: penalty / (unit * unit), minimumLength: minimumLength)
        return ChangePointSegmentation(breaks: found.breaks, cost: found.cost * unit * unit)
    }

    /// Segments of constant rate: costs are negative logarithms of Poisson probabilities, without what no rate changes.
    ///
    /// A segment with counts *S* at exposure *E* costs *S* − *S* log(*S*/*E*), and 0 where nothing was counted. A usual penalty
    /// is log *n*. Missing looks cost nothing and count towards the length of a segment.
    ///
    /// - Parameters:
    ///   - observations: Counts with exposures, nil for missing looks.
    ///   - penalty: Cost of a segment, finite and above 0, as a logarithm of probability.
    ///   - minimumLength: Fewest steps of a segment, at least 1.
    /// - Returns: The division that costs least.
    /// - Throws: ``StatisticsError`` for no steps or fewer than a segment needs.
    /// - Complexity: O(*n* log *n*) as a rule, O(*n*²) at worst.
    public static func poisson(
        of observations: [CountObservation?], penalty: Double, minimumLength: Int = 1
    ) throws(StatisticsError) -> ChangePointSegmentation {
        try check(count: observations.count, penalty: penalty, minimumLength: minimumLength)
        let found = FunctionalPruning.segmentation(
            PoissonCost(observations), count: observations.count, penalty: penalty, minimumLength: minimumLength)
        return ChangePointSegmentation(breaks: found.breaks, cost: found.cost)
    }

    private static func check(count: Int, penalty: Double, minimumLength: Int) throws(StatisticsError) {
        guard count > 0 else { throw .empty(what: "value") }
        guard penalty.isFinite, penalty > 0 else {
            throw .outside(what: "penalty of a segment", index: nil, value: penalty, wanted: "a finite number above 0")
        }
        guard minimumLength >= 1, minimumLength <= count else {
            throw .outside(
                what: "minimum length of a segment", index: nil, value: Double(minimumLength),
                wanted: "1 or more and at most the \(count) values there are")
        }
    }
}
