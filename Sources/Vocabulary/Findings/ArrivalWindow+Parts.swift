public import Foundation

extension ArrivalWindow {
    /// A span of time with the probability that the arrival lies in it.
    public struct Span: Hashable, Codable, Sendable {
        /// First instant.
        public var start: Date
        /// Last instant.
        public var end: Date
        /// 0…1.
        public var probability: Double

        /// Makes a span.
        public init(start: Date, end: Date, probability: Double) {
            self.start = start
            self.end = end
            self.probability = probability
        }
    }

    /// One bin of the posterior: arrivals after ``start`` and no later than ``end``, reckoned as if all were at ``arrival``.
    public struct Bin: Hashable, Codable, Sendable {
        /// The instant before the bin.
        public var start: Date
        /// The last instant of the bin.
        public var end: Date
        /// The instant from which snow is counted.
        public var arrival: Date
        /// Probability before the cues were seen.
        public var prior: Double
        /// Probability of the cues if it arrived in this bin, averaged over the parameters.
        public var likelihood: Double
        /// Probability after the cues were seen.
        public var posterior: Double
        /// Centimetres of snow that lie in the look on something that came in this bin and was not cleared, averaged over the
        /// parameters.
        public var snow: Double

        /// Makes a bin.
        public init(
            start: Date, end: Date, arrival: Date, prior: Double, likelihood: Double, posterior: Double, snow: Double
        ) {
            self.start = start
            self.end = end
            self.arrival = arrival
            self.prior = prior
            self.likelihood = likelihood
            self.posterior = posterior
            self.snow = snow
        }
    }

    /// A window that somebody asks about.
    public struct NamedWindow: Hashable, Codable, Sendable {
        /// What people call it: "six hours before sunrise to the look".
        public var name: String
        /// Its span; a bin counts with it where the bin's ``Bin/arrival`` lies within, both ends included.
        public var span: Span

        /// Makes a window.
        public init(name: String, span: Span) {
            self.name = name
            self.span = span
        }
    }

    /// Something that was taken for granted, and what the answer would be otherwise; the rest stays as it was.
    public struct Assumption: Hashable, Codable, Sendable {
        /// A stable name: "clearing".
        public var id: String
        /// What people call it: "share of roofs that somebody cleared by hand".
        public var title: String
        /// As it was taken: "0.02".
        public var taken: String
        /// The answer at the low end.
        public var low: Outcome
        /// The answer at the high end.
        public var high: Outcome
        /// How far the probability of the first window moves between the ends and the answer as taken, at most.
        public var effect: Double

        /// Makes a record of an assumption.
        public init(id: String, title: String, taken: String, low: Outcome, high: Outcome, effect: Double) {
            self.id = id
            self.title = title
            self.taken = taken
            self.low = low
            self.high = high
            self.effect = effect
        }
    }

    /// The answer under another assumption.
    public struct Outcome: Hashable, Codable, Sendable {
        /// The assumption: "0.1".
        public var assumed: String
        /// Probability of the first window; nil where the cues are impossible under the assumption.
        public var probability: Double?
        /// The spans of highest density; empty where the cues are impossible.
        public var highestDensity: [Span]

        /// Makes an answer.
        public init(assumed: String, probability: Double?, highestDensity: [Span]) {
            self.assumed = assumed
            self.probability = probability
            self.highestDensity = highestDensity
        }
    }

    /// A cue, and what it does to the evidence.
    public struct Cue: Hashable, Codable, Sendable {
        /// In words: "5 roofs bare of snow".
        public var title: String
        /// Probability of this cue alone, averaged over the prior.
        public var alone: Double
        /// Probability of this cue once the others are known; nil where the others are impossible together.
        public var givenOthers: Double?
        /// Probability of the first window without this cue; nil where the others are impossible together, or there is none.
        public var probabilityWithout: Double?

        /// Makes a record of a cue.
        public init(title: String, alone: Double, givenOthers: Double?, probabilityWithout: Double?) {
            self.title = title
            self.alone = alone
            self.givenOthers = givenOthers
            self.probabilityWithout = probabilityWithout
        }
    }

    /// The weather of one hour at the place; nil is what is not told, never zero.
    public struct WeatherHour: Hashable, Codable, Sendable {
        /// First instant of the hour.
        public var start: Date
        /// Centimetres of snow that fell in it, at the density that the parameter `snow_density` is held against.
        public var snowfall: Double?
        /// Degrees Celsius.
        public var temperature: Double?
        /// Metres a second at 10 m.
        public var windSpeed: Double?
        /// Mean of the sun's light on level ground, watts per square metre.
        public var shortwaveRadiation: Double?

        /// Makes an hour.
        public init(
            start: Date, snowfall: Double?, temperature: Double? = nil, windSpeed: Double? = nil,
            shortwaveRadiation: Double? = nil
        ) {
            self.start = start
            self.snowfall = snowfall
            self.temperature = temperature
            self.windSpeed = windSpeed
            self.shortwaveRadiation = shortwaveRadiation
        }
    }

    /// A span of the window that the weather does not tell.
    public struct MissingWeather: Hashable, Codable, Sendable {
        /// What is missing: "snowfall", "temperature", "wind", "sunlight".
        public var quantity: String
        /// First instant.
        public var start: Date
        /// First instant after it.
        public var end: Date

        /// Makes a record of a gap.
        public init(quantity: String, start: Date, end: Date) {
            self.quantity = quantity
            self.start = start
            self.end = end
        }
    }

    /// The instant of a look, as a shadow in it tells it.
    public struct ShadowTime: Hashable, Codable, Sendable {
        /// Spans in which the sun stood as the shadow says, with probability ``level``; one before noon, one after, or both.
        public var spans: [Candidate]
        /// Height of the sun that the shadow tells, degrees.
        public var elevation: Double
        /// Standard deviation of ``elevation``, degrees.
        public var elevationError: Double
        /// The probability that the spans stand for: 0.9.
        public var level: Double
        /// Whether the look's given instant lies in one of them.
        public var agrees: Bool

        /// Makes a record.
        public init(spans: [Candidate], elevation: Double, elevationError: Double, level: Double, agrees: Bool) {
            self.spans = spans
            self.elevation = elevation
            self.elevationError = elevationError
            self.level = level
            self.agrees = agrees
        }

        /// One of the instants at which the sun stood so.
        public struct Candidate: Hashable, Codable, Sendable {
            /// The most likely instant.
            public var time: Date
            /// First instant of its interval.
            public var start: Date
            /// Last instant of its interval.
            public var end: Date

            /// Makes a candidate.
            public init(time: Date, start: Date, end: Date) {
                self.time = time
                self.start = start
                self.end = end
            }
        }
    }
}
