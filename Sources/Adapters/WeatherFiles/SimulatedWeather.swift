public import Evidence
import Foundation
public import Geodesy
public import Sites

/// The weather that simulated scenes were drawn with, as a source of a case.
public enum SimulatedWeather {
    /// Centimetres of new snow that a millimetre of water makes, as Open-Meteo's archive takes it.
    public static let centimetresOfWater = 0.7

    /// A series that says of itself that it is invented.
    ///
    /// - Parameters:
    ///   - hours: The hours that scenes were drawn with.
    ///   - place: Where the drawn site lies.
    ///   - file: The world script that names the weather.
    /// - Returns: A series with the id "simulated".
    public static func series(_ hours: [SnowScript.Hour], at place: GeoPoint, file: WeatherSource.File) -> WeatherSeries
    {
        WeatherSeries(
            source: WeatherSource(
                id: "simulated", title: "simulated weather, with which the scenes were drawn", kind: .simulated,
                place: place, elevation: nil,
                conversions: [
                    .init(
                        variable: "snowfall", from: "cm", to: "mm of water",
                        rule: "divided by \(centimetresOfWater), the density that the drawing takes")
                ],
                notes: ["Invented with the scenes: it is the truth of a drawn world and no measurement."], credit: nil,
                file: file),
            samples: hours.map { hour in
                var sample = WeatherSample(start: hour.time.addingTimeInterval(-3600), end: hour.time)
                sample.snowfallWater = hour.snowfall / centimetresOfWater
                sample.temperature = hour.temperature
                return sample
            })
    }
}
