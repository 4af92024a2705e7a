/// What a reader made of a file of weather.
public struct WeatherReading: Sendable {
    /// The series.
    public var series: WeatherSeries
    /// What was left out, counted; the same sentences stand in the source's notes.
    public var omissions: WeatherOmissions

    /// Makes a reading, and notes what was left out with the series.
    public init(series: WeatherSeries, omissions: WeatherOmissions) {
        self.series = series
        self.series.source.notes += omissions.sentences
        self.omissions = omissions
    }
}
