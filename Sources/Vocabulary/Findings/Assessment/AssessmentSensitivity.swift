/// What an answer hangs on.
public struct AssessmentSensitivity: Hashable, Codable, Sendable {
    /// The answer without each piece of evidence, the one that moves the leading hypothesis most first.
    public var leaveOneOut: [LeaveOneOut]
    /// The answer under other priors of each hypothesis at the top, in the order of the case.
    public var priorSweeps: [PriorSweep]
    /// Likelihoods that would put another hypothesis first, the nearest first.
    public var flips: [Flip]
    /// How far the range of each indicator's likelihoods moves the leading hypothesis, the widest first.
    public var tornado: [Swing]
    /// The answer when what sources say is worth more or less, by reliability from 0 to 1.
    public var reliability: [ReliabilityPoint]
    /// The same for each source by itself, in the order of their ids.
    public var sources: [SourceSweep]

    /// Makes a record.
    public init(
        leaveOneOut: [LeaveOneOut], priorSweeps: [PriorSweep], flips: [Flip], tornado: [Swing],
        reliability: [ReliabilityPoint], sources: [SourceSweep]
    ) {
        self.leaveOneOut = leaveOneOut
        self.priorSweeps = priorSweeps
        self.flips = flips
        self.tornado = tornado
        self.reliability = reliability
        self.sources = sources
    }

    /// The answer without one piece of evidence.
    public struct LeaveOneOut: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// Probabilities by leaf.
        public var posteriors: [Double]
        /// The leaf that leads then, by id.
        public var leading: String

        /// Makes a record.
        public init(indicator: String, posteriors: [Double], leading: String) {
            self.indicator = indicator
            self.posteriors = posteriors
            self.leading = leading
        }
    }

    /// The answer under other priors of one hypothesis; the others keep their proportions.
    public struct PriorSweep: Hashable, Codable, Sendable {
        /// The hypothesis, by id.
        public var hypothesis: String
        /// Its own prior, and what it is after the evidence, from low to high priors.
        public var points: [Point]
        /// The prior from which on it leads; nil where it leads from the lowest on, or never does.
        public var leadsFrom: Double?

        /// Makes a record.
        public init(hypothesis: String, points: [Point], leadsFrom: Double?) {
            self.hypothesis = hypothesis
            self.points = points
            self.leadsFrom = leadsFrom
        }

        /// One prior.
        public struct Point: Hashable, Codable, Sendable {
            /// The prior.
            public var prior: Double
            /// What it is after the evidence.
            public var posterior: Double

            /// Makes a point.
            public init(prior: Double, posterior: Double) {
                self.prior = prior
                self.posterior = posterior
            }
        }
    }

    /// A likelihood that would put another hypothesis first.
    public struct Flip: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// The leaf whose likelihood would have to be another, by id.
        public var hypothesis: String
        /// Who would lead then, by id.
        public var leading: String
        /// The likelihood as told.
        public var from: Double
        /// The likelihood from which on it flips, 0…1.
        public var to: Double
        /// Whether that lies within the range that was told.
        public var isWithinRange: Bool

        /// Makes a record.
        public init(
            indicator: String, hypothesis: String, leading: String, from: Double, to: Double, isWithinRange: Bool
        ) {
            self.indicator = indicator
            self.hypothesis = hypothesis
            self.leading = leading
            self.from = from
            self.to = to
            self.isWithinRange = isWithinRange
        }
    }

    /// How far one indicator's ranges move the leading hypothesis.
    public struct Swing: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// Lowest probability of the leading hypothesis with this indicator's likelihoods anywhere in their ranges.
        public var low: Double
        /// Highest.
        public var high: Double

        /// Makes a record.
        public init(indicator: String, low: Double, high: Double) {
            self.indicator = indicator
            self.low = low
            self.high = high
        }
    }

    /// The answer at one reliability.
    public struct ReliabilityPoint: Hashable, Codable, Sendable {
        /// Reliability 0…1.
        public var reliability: Double
        /// Probabilities by leaf.
        public var posteriors: [Double]

        /// Makes a point.
        public init(reliability: Double, posteriors: [Double]) {
            self.reliability = reliability
            self.posteriors = posteriors
        }
    }

    /// The answer when one source is worth nothing, and when it is fully relied on.
    public struct SourceSweep: Hashable, Codable, Sendable {
        /// The source, by id.
        public var source: String
        /// Probabilities by leaf without it.
        public var without: [Double]
        /// Probabilities by leaf if all it says is so.
        public var relied: [Double]

        /// Makes a record.
        public init(source: String, without: [Double], relied: [Double]) {
            self.source = source
            self.without = without
            self.relied = relied
        }
    }
}
