public import Foundation
public import Geodesy

/// Formats of text that are read here.
public enum WeatherFormat: String, Hashable, CaseIterable, Sendable {
    /// JSON of Open-Meteo's archive.
    case openMeteo = "open-meteo"
    /// GHCN-Daily, one station's `.dly`.
    case ghcnDaily = "ghcn-daily"
    /// Integrated Surface Database, full records.
    case isd
    /// Integrated Surface Database, its hourly subset of fixed columns.
    case isdLite = "isd-lite"
    /// Aerodrome reports as text.
    case metar
}

/// What a file of weather does not tell of itself.
public struct WeatherFileOptions: Hashable, Sendable {
    /// The format; nil to know it by the file's content.
    public var format: WeatherFormat?
    /// Id of the source in the case; nil to make one of format, station and place.
    public var id: String?
    /// Where the station stands, for files that do not say it.
    public var place: GeoPoint?
    /// Metres above sea level of the station, for files that do not say it.
    public var elevation: Double?
    /// The station that is meant, for files that hold several.
    public var station: String?
    /// The month of reports that give only day and time.
    public var month: Month?
    /// Seconds east of UTC of the days of a daily file; its days are those of UTC otherwise.
    public var dayOffset: TimeInterval?
    /// The model that Open-Meteo was asked for, which its answer does not say.
    public var model: String?
    /// Only what lies in this span is taken.
    public var start: Date?
    /// See ``start``.
    public var end: Date?
    /// Lists of stations that may tell a place: `ghcnd-stations.txt` and `isd-history.csv`.
    public var stationLists: [String]

    /// A month of a year.
    public struct Month: Hashable, Sendable {
        /// The year.
        public var year: Int
        /// The month, 1…12.
        public var month: Int

        /// Reads "2025-02"; nil for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, let year = Int(parts[0]),
                let month = Int(parts[1]), (1...12).contains(month), year > 0
            else { return nil }
            self.year = year
            self.month = month
        }
    }

    /// Makes options; what is not given is not known.
    public init(
        format: WeatherFormat? = nil, id: String? = nil, place: GeoPoint? = nil, elevation: Double? = nil,
        station: String? = nil, month: Month? = nil, dayOffset: TimeInterval? = nil, model: String? = nil,
        start: Date? = nil, end: Date? = nil, stationLists: [String] = []
    ) {
        self.format = format
        self.id = id
        self.place = place
        self.elevation = elevation
        self.station = station
        self.month = month
        self.dayOffset = dayOffset
        self.model = model
        self.start = start
        self.end = end
        self.stationLists = stationLists
    }
}
