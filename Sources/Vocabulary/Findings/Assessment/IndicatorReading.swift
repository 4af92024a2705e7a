public import Foundation
public import Inquiry

/// What became of an indicator, by looks or by what people say, and what that is worth.
///
/// Between the indicator and what is read of it stands whether our looks would have shown it. If a look shows it, it holds,
/// however unlikely it was to be met; if none does,
///
///     P(no look shows it | it holds) = 1 − detection,   P(no look shows it | it does not hold) = 1.
///
/// Pixels are not sure either: with the probability ``shown`` a look showed it, and the reading is worth the mean of both (likelihood
/// evidence, Pearl 1988, section 2.2.2). Of an indicator that says that nothing is there, what is shown speaks
/// against it. A missed look changes nothing: where nothing could be judged both are equal.
public struct IndicatorReading: Hashable, Codable, Sendable {
    /// The indicator, by id.
    public var indicator: String
    /// What became of it.
    public var outcome: IndicatorOutcome
    /// What that rests on, in a sentence.
    public var sentence: String
    /// Probability that what the rule asks for stood in the looks, 0…1, as counts and measurements with their intervals tell.
    public var shown: Double
    /// Probability that our looks would have shown it if a clear season of looks does, 0…1.
    public var detection: Double
    /// Where that comes from, in a clause.
    public var detectionBasis: String
    /// Whether the indicator says that something is not there.
    public var isAbsence: Bool
    /// The looks that decide, by id, in the order of time.
    public var looks: [String]
    /// Looks that could have shown it.
    public var usableLooks: Int
    /// Looks in its season that could not tell.
    public var blindLooks: Int
    /// Who says so, by the ids of sources; empty for what was read from pixels.
    public var sources: [String]
    /// How far whoever says so can be relied on.
    public var reliability: ElicitedProbability
    /// When it was known: the time of the look or document that decided; nil where it holds from the beginning.
    public var knownFrom: Date?
    /// What is in doubt, in sentences.
    public var remarks: [String]

    /// Makes a reading.
    public init(
        indicator: String, outcome: IndicatorOutcome, sentence: String, shown: Double, detection: Double,
        detectionBasis: String = "", isAbsence: Bool = false, looks: [String] = [], usableLooks: Int = 0,
        blindLooks: Int = 0, sources: [String] = [], reliability: ElicitedProbability = ElicitedProbability(1),
        knownFrom: Date? = nil, remarks: [String] = []
    ) {
        self.indicator = indicator
        self.outcome = outcome
        self.sentence = sentence
        self.shown = shown
        self.detection = detection
        self.detectionBasis = detectionBasis
        self.isAbsence = isAbsence
        self.looks = looks
        self.usableLooks = usableLooks
        self.blindLooks = blindLooks
        self.sources = sources
        self.reliability = reliability
        self.knownFrom = knownFrom
        self.remarks = remarks
    }

    /// Probability of the reading if the indicator holds, up to a factor that ``whenFalse`` shares.
    public var whenTrue: Double {
        guard outcome != .notJudged else { return 1 }
        return isAbsence ? 1 - shown : present
    }

    /// Probability of the reading if the indicator does not hold, up to a factor that ``whenTrue`` shares.
    public var whenFalse: Double {
        guard outcome != .notJudged else { return 1 }
        return isAbsence ? present : 1 - shown
    }

    /// Probability of what was read if there is something to be shown.
    private var present: Double { shown + (1 - shown) * (1 - detection) }
}
