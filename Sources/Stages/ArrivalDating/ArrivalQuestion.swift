public import Findings
public import Foundation
public import Geodesy

/// What is known of an arrival: the looks around it, the weather, and what the look shows.
public struct ArrivalQuestion: Hashable, Sendable {
    /// How a sentence begins with what arrived: "The train".
    public var subject: String
    /// The last look in which it was not there.
    public var lastWithout: Date
    /// The look that shows it.
    public var look: Date
    /// Identifier of the place's time zone: "Asia/Pyongyang".
    public var timeZone: String
    /// Where it is, for sunrise and shadow; nil where that does not matter.
    public var place: GeoPoint?
    /// Hours of weather; others are missing.
    public var weather: [ArrivalWindow.WeatherHour]
    /// What the look shows.
    public var cues: [ArrivalCue]
    /// How objects that came together are cleared.
    public var clearing: ClearingMode
    /// Parameters that are stated; the others have their ``ArrivalParameter/usual`` distribution.
    public var parameters: [ArrivalParameter: ParameterDistribution]
    /// What is thought of the arrival before the cues.
    public var prior: ArrivalPrior
    /// Windows whose probability is asked for; the first of them is what assumptions are measured by.
    public var windows: [AskedWindow]
    /// Seconds of a bin.
    public var step: Double
    /// Where in its bin an arrival is reckoned.
    public var placement: ArrivalPlacement
    /// What is taken of hours without weather.
    public var ignorance: WeatherIgnorance
    /// A shadow in the look; nil where none was measured.
    public var shadow: MeasuredShadow?

    /// States a question; what is left out is as its type says.
    public init(
        subject: String, lastWithout: Date, look: Date, timeZone: String, place: GeoPoint? = nil,
        weather: [ArrivalWindow.WeatherHour], cues: [ArrivalCue], clearing: ClearingMode = .each,
        parameters: [ArrivalParameter: ParameterDistribution] = [:], prior: ArrivalPrior = .uniform,
        windows: [AskedWindow] = [], step: Double = 3600, placement: ArrivalPlacement = .end,
        ignorance: WeatherIgnorance = WeatherIgnorance(), shadow: MeasuredShadow? = nil
    ) {
        self.subject = subject
        self.lastWithout = lastWithout
        self.look = look
        self.timeZone = timeZone
        self.place = place
        self.weather = weather
        self.cues = cues
        self.clearing = clearing
        self.parameters = parameters
        self.prior = prior
        self.windows = windows
        self.step = step
        self.placement = placement
        self.ignorance = ignorance
        self.shadow = shadow
    }

    /// A window whose probability is asked for.
    public struct AskedWindow: Hashable, Sendable {
        /// What people call it.
        public var name: String
        /// First instant.
        public var from: Date
        /// Last instant.
        public var until: Date

        /// Makes a window.
        public init(name: String, from: Date, until: Date) {
            self.name = name
            self.from = from
            self.until = until
        }
    }
}

/// What is thought of an arrival before anything of it is seen.
public enum ArrivalPrior: Hashable, Sendable {
    /// Any instant of the window is as probable as another.
    case uniform
    /// Weights for the 24 hours of the local day, from midnight: a timetable, or a preference.
    case hourOfDay([Double])
    /// Hours of the local day from the first to before the second are as many times as probable as others: moves by night.
    case hours(from: Double, until: Double, factor: Double)
    /// A weight for each bin, from the earliest.
    case bins([Double])
}

/// Where in its bin an arrival is reckoned.
public enum ArrivalPlacement: String, Hashable, Codable, CaseIterable, Sendable {
    /// At its end, a whole number of steps before the look: snow of the bin itself does not count.
    case end
    /// In its middle.
    case middle
}

/// What is taken of hours whose weather is not told: by lot in each set of parameters, the same for up to six hours on end.
public struct WeatherIgnorance: Hashable, Sendable {
    /// Share of the window that may lack snowfall; beyond it no answer is given.
    public var greatestShare: Double
    /// Probability that it snows in a spell.
    public var snowProbability: Double
    /// Mean of the snowfall then, centimetres an hour, exponentially distributed.
    public var snowfall: Double

    /// States what is taken. The defaults are a judgement: one spell in seven snows, at 0.4 cm an hour on average.
    public init(greatestShare: Double = 0.25, snowProbability: Double = 0.15, snowfall: Double = 0.4) {
        self.greatestShare = greatestShare
        self.snowProbability = snowProbability
        self.snowfall = snowfall
    }
}
