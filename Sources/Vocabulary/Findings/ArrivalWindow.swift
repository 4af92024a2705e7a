public import Foundation

/// When something that is seen in a look arrived, as far as weather and traces tell it.
///
/// A posterior over the instants between the last look without it and the look; with what it rests on, how it moves with each
/// assumption, and the sentences that say so. Probabilities are 0…1. Instants are UTC; ``clock`` gives them at the place.
public struct ArrivalWindow: Hashable, Codable, Sendable {
    /// What arrived, as a sentence begins with it: "The train".
    public var subject: String
    /// The last look without it: it arrived later.
    public var lastWithout: Date
    /// The look that shows it: it arrived no later.
    public var look: Date
    /// Identifier of the place's time zone.
    public var timeZone: String
    /// The posterior, from the earliest to the look; their probabilities sum to 1.
    public var bins: [Bin]
    /// The instant before which it arrived with probability one half, linear within its bin.
    public var median: Date
    /// The probability that ``highestDensity`` and ``shortest`` hold at least: 0.9.
    public var level: Double
    /// The smallest set of bins that holds at least ``level``, joined to spans in the order of time.
    public var highestDensity: [Span]
    /// The shortest single span that holds at least ``level``.
    public var shortest: Span
    /// Named windows; the first is the one that ``assumptions`` are measured by.
    public var windows: [NamedWindow]
    /// Probability of all cues together, averaged over the prior: *Z*.
    public var evidence: Double
    /// What the answer rests on, ordered by how far each moves the probability of the first window.
    public var assumptions: [Assumption]
    /// The cues, with what each does to the evidence.
    public var cues: [Cue]
    /// Sentences on cues that speak against each other or against the weather; empty where none does.
    public var conflicts: [String]
    /// The weather that was used, in the order of time.
    public var weather: [WeatherHour]
    /// Hours of the window that the weather does not tell.
    public var missing: [MissingWeather]
    /// The instant that a shadow in the look tells; nil where none was given.
    public var shadow: ShadowTime?
    /// Sunrise of the look's day at the place; nil where the place is not known or the sun does not rise.
    public var sunrise: Date?
    /// Parameters as they were taken, in words and in a fixed order.
    public var parameters: [String]
    /// Sets of parameters that were averaged over; 1 where all are fixed.
    public var draws: Int
    /// Seed of the draws.
    public var seed: UInt64
    /// The finding in careful sentences, the first of which stands by itself.
    public var sentences: [String]

    /// Makes a finding from all of its parts.
    public init(
        subject: String, lastWithout: Date, look: Date, timeZone: String, bins: [Bin], median: Date, level: Double,
        highestDensity: [Span], shortest: Span, windows: [NamedWindow], evidence: Double, assumptions: [Assumption],
        cues: [Cue], conflicts: [String], weather: [WeatherHour], missing: [MissingWeather], shadow: ShadowTime?,
        sunrise: Date?, parameters: [String], draws: Int, seed: UInt64, sentences: [String]
    ) {
        self.subject = subject
        self.lastWithout = lastWithout
        self.look = look
        self.timeZone = timeZone
        self.bins = bins
        self.median = median
        self.level = level
        self.highestDensity = highestDensity
        self.shortest = shortest
        self.windows = windows
        self.evidence = evidence
        self.assumptions = assumptions
        self.cues = cues
        self.conflicts = conflicts
        self.weather = weather
        self.missing = missing
        self.shadow = shadow
        self.sunrise = sunrise
        self.parameters = parameters
        self.draws = draws
        self.seed = seed
        self.sentences = sentences
    }

    /// The place's clock; nil where this machine's time zone database does not know the zone.
    public var clock: PlaceClock? { PlaceClock(identifier: timeZone) }
}
