public import Evidence
public import Foundation
public import Geodesy

/// The weather that simulated scenes were drawn with, as a source of a case.
public enum SimulatedWeather {
    /// One hour of a world script's weather.
    public struct Hour: Hashable, Sendable {
        /// First instant after the hour.
        public var end: Date
        /// Centimetres of new snow that fell in it, at the density of ``centimetresOfWater``.
        public var snowfall: Double
        /// Degrees Celsius at its end.
        public var temperature: Double

        /// Makes an hour.
        public init(end: Date, snowfall: Double, temperature: Double) {
            self.end = end
            self.snowfall = snowfall
            self.temperature = temperature
        }
    }

    /// Centimetres of new snow that a millimetre of water makes, as Open-Meteo's archive takes it.
    public static let centimetresOfWater = 0.7

    /// A series that says of itself that it is invented.
    ///
    /// - Parameters:
    ///   - hours: The hours that scenes were drawn with.
    ///   - place: Where the drawn site lies.
    ///   - file: The world script that names the weather.
    /// - Returns: A series with the id "simulated".
    public static func series(_ hours: [Hour], at place: GeoPoint, file: WeatherSource.File) -> WeatherSeries {
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
                var sample = WeatherSample(start: hour.end.addingTimeInterval(-3600), end: hour.end)
                sample.snowfallWater = hour.snowfall / centimetresOfWater
                sample.temperature = hour.temperature
                return sample
            })
    }
}
