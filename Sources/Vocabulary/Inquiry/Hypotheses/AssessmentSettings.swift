/// How evidence is weighed and told.
public struct AssessmentSettings: Hashable, Codable, Sendable {
    /// How indicators of one group are weighed.
    public var dependence: Dependence
    /// Draws of the likelihood ranges.
    public var samples: Int
    /// Seed of the draws.
    public var seed: UInt64
    /// Scale of likelihood words: "icd203", "phia", "ipcc".
    public var scale: String
    /// Row of the scale where it has two, from 1.
    public var row: Int
    /// Pooling of several analysts.
    public var pooling: Pooling
    /// Probability of detection where nobody measured: an assumption that is told wherever it is used.
    public var unmeasuredDetection: Double
    /// Clear looks that make the clear season for which likelihoods are told: an assumption that is told wherever it is used.
    public var seasonLooks: Int
    /// Share of looks that cloud spoils, by month from January on; empty where nobody said.
    public var cloudShares: [Double]

    /// Makes settings.
    public init(
        dependence: Dependence = .strongest, samples: Int = 100_000, seed: UInt64 = 7, scale: String = "icd203",
        row: Int = 1, pooling: Pooling = .linear, unmeasuredDetection: Double = 0.5, seasonLooks: Int = 6,
        cloudShares: [Double] = []
    ) {
        self.dependence = dependence
        self.samples = samples
        self.seed = seed
        self.scale = scale
        self.row = row
        self.pooling = pooling
        self.unmeasuredDetection = unmeasuredDetection
        self.seasonLooks = seasonLooks
        self.cloudShares = cloudShares
    }

    /// How indicators of one group are weighed.
    public enum Dependence: Hashable, Codable, Sendable {
        /// Each by itself, as if independent.
        case independent
        /// Of a group only the one that tells hypotheses apart most.
        case strongest
        /// Each likelihood to the power of a weight 0…1: in groups of two or more, or for all evidence.
        case tempered(weight: Double, everywhere: Bool)
    }

    /// How several analysts' probabilities are put together.
    public enum Pooling: String, Hashable, Codable, CaseIterable, Sendable {
        /// Weighted mean of probabilities (Stone 1961).
        case linear
        /// Weighted geometric mean, normalised (Genest 1984).
        case logarithmic
    }
}
