public import Foundation
public import Geodesy

/// What one source tells of the weather of one place through time.
///
/// Several sources of a place stand side by side; nothing averages them. What a source does not tell is nil, never zero.
public struct WeatherSeries: Hashable, Codable, Sendable {
    /// Who tells it, of which place, and what was converted.
    public var source: WeatherSource
    /// What it tells, ordered by beginning, no two with the same span.
    public var samples: [WeatherSample]

    /// Makes a series; samples are put in order.
    public init(source: WeatherSource, samples: [WeatherSample]) {
        self.source = source
        self.samples = samples.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }
}

/// Who tells of the weather, and of which place.
public struct WeatherSource: Hashable, Codable, Sendable {
    /// Unique in a case: "open-meteo-era5-42.25-130.25".
    public var id: String
    /// What people call it: "ERA5 by Open-Meteo", "Pos'et, GHCN-Daily RSM00031969".
    public var title: String
    /// Whether somebody measured it or a model computed it.
    public var kind: Kind
    /// The station, or the middle of the model's cell.
    public var place: GeoPoint
    /// Metres above sea level of the station or of the cell; nil where not told.
    public var elevation: Double?
    /// What was converted, and how.
    public var conversions: [Conversion]
    /// What a reader must know of it, in sentences: "Snowfall is interpolated from ERA5."
    public var notes: [String]
    /// Whom to name, and under which licence: "Weather data by Open-Meteo.com, CC BY 4.0"; nil where not known.
    public var credit: String?
    /// Name and SHA-256 of the file that it was read from.
    public var file: File
    /// Further files that it was read from, such as those of other years.
    public var companions: [File]

    /// Makes a source.
    public init(
        id: String, title: String, kind: Kind, place: GeoPoint, elevation: Double?, conversions: [Conversion],
        notes: [String], credit: String?, file: File, companions: [File] = []
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.place = place
        self.elevation = elevation
        self.conversions = conversions
        self.notes = notes
        self.credit = credit
        self.file = file
        self.companions = companions
    }

    /// How a source knows the weather.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// Measured at a station.
        case station
        /// Computed by a model that took measurements in.
        case reanalysis
        /// Invented, with the drawn scenes that it belongs to.
        case simulated
    }

    /// A conversion from the unit of a file to that of ``WeatherSample``.
    public struct Conversion: Hashable, Codable, Sendable {
        /// The name that the file has for it: "snowfall", "SNOW", "sf".
        public var variable: String
        /// The unit in the file: "cm", "tenths of mm", "m of water".
        public var from: String
        /// The unit here: "mm of water".
        public var to: String
        /// How, for people: "divided by 0.7, the density that the provider takes".
        public var rule: String

        /// Makes a record of a conversion.
        public init(variable: String, from: String, to: String, rule: String) {
            self.variable = variable
            self.from = from
            self.to = to
            self.rule = rule
        }
    }

    /// A file.
    public struct File: Hashable, Codable, Sendable {
        /// Its name, without folders.
        public var name: String
        /// SHA-256 of its content, in hexadecimal.
        public var sha256: String

        /// Makes a record of a file.
        public init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }
    }
}

/// The weather of one span of time; nil is what the source does not tell.
public struct WeatherSample: Hashable, Codable, Sendable {
    /// First instant of the span that sums are over; of an instant, the same as ``end``.
    public var start: Date
    /// First instant after the span. What is no sum holds at this instant, for a day for the whole of it.
    public var end: Date
    /// Degrees Celsius at 2 m; of a day the mean.
    public var temperature: Double?
    /// Highest temperature in the span, degrees Celsius.
    public var highestTemperature: Double?
    /// Lowest temperature in the span, degrees Celsius.
    public var lowestTemperature: Double?
    /// Millimetres of water that fell in the span, rain and snow.
    public var precipitation: Double?
    /// Millimetres of water that fell as snow in the span.
    public var snowfallWater: Double?
    /// Centimetres of new snow that fell in the span, where its depth was measured.
    public var newSnow: Double?
    /// Centimetres of snow on the ground.
    public var snowDepth: Double?
    /// Metres a second at 10 m.
    public var windSpeed: Double?
    /// Highest gust in the span, metres a second.
    public var windGust: Double?
    /// Share of the sky under cloud, 0…1.
    public var cloudShare: Double?
    /// Mean of the sun's light on level ground in the span, watts per square metre.
    public var shortwaveRadiation: Double?
    /// What was seen to fall or blow, as the source writes it: "-SN BLSN".
    public var presentWeather: String?

    /// Makes a sample in which nothing is told yet.
    public init(start: Date, end: Date) {
        self.start = start
        self.end = max(start, end)
    }
}
