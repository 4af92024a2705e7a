/// How unusual the latest look of a series is against the looks before it.
public struct UnusualLook: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// The latest look that could tell.
    public var look: FirstSince.Mark
    /// How many looks before it could tell.
    public var history: Int
    /// The count that was to be expected.
    public var expected: Double
    /// Variance of the counts before over their mean: above 1 they come in bunches; nil where none was counted.
    public var dispersion: Double?
    /// Probability of a count as far off or farther under a constant rate, both sides (mid-p).
    public var probabilityByRate: Double
    /// Share of all looks, this one among them, whose count is as far from the median or farther.
    public var probabilityByRank: Double
    /// The greater of both, corrected for the number of series that were tested (Holm).
    public var corrected: Double
    /// How many series were tested together.
    public var tests: Int
    /// The same season in other years; nil where none of their looks could tell.
    public var season: SeasonComparison?

    /// Makes a record.
    public init(
        zone: String, quantity: String, look: FirstSince.Mark, history: Int, expected: Double, dispersion: Double?,
        probabilityByRate: Double, probabilityByRank: Double, corrected: Double, tests: Int, season: SeasonComparison?
    ) {
        self.zone = zone
        self.quantity = quantity
        self.look = look
        self.history = history
        self.expected = expected
        self.dispersion = dispersion
        self.probabilityByRate = probabilityByRate
        self.probabilityByRank = probabilityByRank
        self.corrected = corrected
        self.tests = tests
        self.season = season
    }

    /// Whether it is told as unusual.
    public var isUnusual: Bool { corrected <= 0.05 }

    /// Looks of the same season in other years.
    public struct SeasonComparison: Hashable, Codable, Sendable {
        /// "winter".
        public var season: String
        /// How many looks of it in other years could tell.
        public var looks: Int
        /// Mean of their counts.
        public var mean: Double
        /// Mean of the counts of this season.
        public var thisSeason: Double
        /// Looks of this season that could tell.
        public var looksOfThisSeason: Int
        /// Probability that the rate of this season is the higher one.
        public var probabilityOfMore: Double

        /// Makes a record.
        public init(
            season: String, looks: Int, mean: Double, thisSeason: Double, looksOfThisSeason: Int,
            probabilityOfMore: Double
        ) {
            self.season = season
            self.looks = looks
            self.mean = mean
            self.thisSeason = thisSeason
            self.looksOfThisSeason = looksOfThisSeason
            self.probabilityOfMore = probabilityOfMore
        }
    }
}

/// A change of the rate of a series, where it changed once.
public struct RateChange: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// The most probable last look at the first rate.
    public var before: FirstSince.Mark
    /// The look after it.
    public var after: FirstSince.Mark
    /// The first of the looks that hold the last one at the first rate with probability 0.9.
    public var earliest: FirstSince.Mark
    /// The last of them.
    public var latest: FirstSince.Mark
    /// Expected count of a look that sees all, before.
    public var rateBefore: Double
    /// The same after.
    public var rateAfter: Double
    /// Probability that there was a change at all, one half before the counts were seen.
    public var probability: Double
    /// Looks that could tell.
    public var looks: Int

    /// Makes a record.
    public init(
        zone: String, quantity: String, before: FirstSince.Mark, after: FirstSince.Mark, earliest: FirstSince.Mark,
        latest: FirstSince.Mark, rateBefore: Double, rateAfter: Double, probability: Double, looks: Int
    ) {
        self.zone = zone
        self.quantity = quantity
        self.before = before
        self.after = after
        self.earliest = earliest
        self.latest = latest
        self.rateBefore = rateBefore
        self.rateAfter = rateAfter
        self.probability = probability
        self.looks = looks
    }
}
