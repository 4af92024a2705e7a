public import Geodesy

/// What is asked of Open-Meteo's archive: one place, some days, one model.
///
/// Source: Open-Meteo, Historical Weather API.
public struct ArchiveQuestion: Hashable, Sendable {
    /// Where the archive is asked.
    public static let usualAddress = "https://archive-api.open-meteo.com"

    /// Models of the archive, by its names.
    public enum Model: String, Hashable, CaseIterable, Sendable {
        /// ERA5, cells of a quarter of a degree.
        case era5
        /// ERA5-Land, cells of a tenth of a degree, on land.
        case era5Land = "era5_land"
        /// ERA5-Land where it is there, else ERA5.
        case era5Seamless = "era5_seamless"
        /// What the provider holds best for the place.
        case bestMatch = "best_match"
        /// ECMWF's forecast model, from 2017 on.
        case ecmwfForecast = "ecmwf_ifs"
    }

    /// The place.
    public var place: GeoPoint
    /// First day, "2025-02-10".
    public var firstDay: String
    /// Last day.
    public var lastDay: String
    /// The model.
    public var model: Model

    /// Makes a question.
    public init(place: GeoPoint, firstDay: String, lastDay: String, model: Model) {
        self.place = place
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.model = model
    }

    /// The variables that are asked for.
    static let variables = [
        "temperature_2m", "precipitation", "snowfall", "snow_depth", "weather_code", "cloud_cover",
        "shortwave_radiation",
        "wind_speed_10m", "wind_gusts_10m",
    ]

    /// The whole address: the same question always gives the same one. Times are asked for in UTC, speeds in metres a second.
    ///
    /// - Parameter base: Scheme, host and port; a path behind them is kept.
    /// - Returns: The address.
    public func address(at base: String = usualAddress) -> String {
        let root = base.hasSuffix("/") ? String(base.dropLast()) : base
        return root + "/v1/archive?latitude=\(decimal(place.latitude))&longitude=\(decimal(place.longitude))"
            + "&start_date=\(firstDay)&end_date=\(lastDay)&hourly=\(Self.variables.joined(separator: ","))"
            + "&models=\(model.rawValue)&timezone=UTC&wind_speed_unit=ms"
    }

    /// Degrees with four decimals, about ten metres.
    private func decimal(_ value: Double) -> String {
        let scaled = Int((abs(value) * 10_000).rounded())
        let fraction = String(scaled % 10_000)
        let zeros = String(repeating: "0", count: 4 - fraction.count)
        return (value < 0 && scaled != 0 ? "-" : "") + "\(scaled / 10_000)." + zeros + fraction
    }
}
