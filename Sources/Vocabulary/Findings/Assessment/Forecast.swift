/// What was said on a day of how likely something is: one line of a case's log of forecasts.
public struct Forecast: Hashable, Codable, Sendable {
    /// When it was said: an instant as ISO 8601.
    public var date: String
    /// Who said it.
    public var by: String
    /// Only what was known by then was weighed, as ISO 8601; nil for all.
    public var asOf: String?
    /// Probabilities by hypothesis; together 1.
    public var probabilities: [Share]
    /// What was said of it, if anything.
    public var note: String?

    /// Makes a forecast.
    public init(
        date: String, by: String, asOf: String? = nil, probabilities: [Share], note: String? = nil
    ) {
        self.date = date
        self.by = by
        self.asOf = asOf
        self.probabilities = probabilities
        self.note = note
    }

    /// One hypothesis and how likely it was said to be.
    public struct Share: Hashable, Codable, Sendable {
        /// The hypothesis, by id.
        public var hypothesis: String
        /// Its probability, 0…1.
        public var probability: Double

        /// Makes a share.
        public init(hypothesis: String, probability: Double) {
            self.hypothesis = hypothesis
            self.probability = probability
        }
    }
}

/// What turned out to be so.
public struct ForecastOutcome: Hashable, Codable, Sendable {
    /// When it was known: a day or an instant as ISO 8601.
    public var date: String
    /// Who says so.
    public var by: String
    /// The hypothesis that is so, by id.
    public var hypothesis: String
    /// What shows it: ids of sources.
    public var sources: [String]
    /// How it is known.
    public var note: String?

    /// Makes an outcome.
    public init(date: String, by: String, hypothesis: String, sources: [String] = [], note: String? = nil) {
        self.date = date
        self.by = by
        self.hypothesis = hypothesis
        self.sources = sources
        self.note = note
    }
}

/// How good past forecasts were.
public struct ForecastScore: Hashable, Codable, Sendable {
    /// Forecasts that were made before the outcome was known.
    public var forecasts: Int
    /// Forecasts of a time when it was known already; they score nothing.
    public var late: Int
    /// Forecasts made in time that do not name the hypothesis that is so, or whose probabilities are no distribution; they score nothing.
    public var unscored: Int
    /// Mean over forecasts of the sum over hypotheses of (probability − outcome)²: 0 for the best, 2 for the worst.
    public var brier: Double
    /// The same if every hypothesis had always been as likely as the others.
    public var brierOfIgnorance: Double
    /// Mean natural logarithm of the probability of what is so; nil where one forecast excluded it.
    public var logScore: Double?
    /// Forecasts of single hypotheses by likelihood word: how often what was so called came true.
    public var bins: [Bin]

    /// Makes a score.
    public init(
        forecasts: Int, late: Int, unscored: Int = 0, brier: Double, brierOfIgnorance: Double, logScore: Double?,
        bins: [Bin]
    ) {
        self.forecasts = forecasts
        self.late = late
        self.unscored = unscored
        self.brier = brier
        self.brierOfIgnorance = brierOfIgnorance
        self.logScore = logScore
        self.bins = bins
    }

    /// All that was called by one word.
    public struct Bin: Hashable, Codable, Sendable {
        /// The word.
        public var word: String
        /// How often it was said.
        public var said: Int
        /// Mean probability that was said.
        public var mean: Double
        /// How often it came true.
        public var cameTrue: Int
        /// Range that holds the share that comes true with probability 0.9 (Jeffreys), if each were a case by itself.
        public var interval: ClosedRange<Double>

        /// Makes a bin.
        public init(word: String, said: Int, mean: Double, cameTrue: Int, interval: ClosedRange<Double>) {
            self.word = word
            self.said = said
            self.mean = mean
            self.cameTrue = cameTrue
            self.interval = interval
        }
    }
}
