public import Foundation

/// What a weather sample can tell in numbers; the raw value names quantity and unit, as files and `--json` write it.
public enum WeatherQuantity: String, Hashable, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    /// See ``WeatherSample/temperature``.
    case temperature = "temperature_celsius"
    /// See ``WeatherSample/highestTemperature``.
    case highestTemperature = "highest_temperature_celsius"
    /// See ``WeatherSample/lowestTemperature``.
    case lowestTemperature = "lowest_temperature_celsius"
    /// See ``WeatherSample/precipitation``.
    case precipitation = "precipitation_mm"
    /// See ``WeatherSample/snowfallWater``.
    case snowfallWater = "snowfall_water_mm"
    /// See ``WeatherSample/newSnow``.
    case newSnow = "new_snow_cm"
    /// See ``WeatherSample/snowDepth``.
    case snowDepth = "snow_depth_cm"
    /// See ``WeatherSample/windSpeed``.
    case windSpeed = "wind_speed_m_s"
    /// See ``WeatherSample/windGust``.
    case windGust = "wind_gust_m_s"
    /// See ``WeatherSample/cloudShare``.
    case cloudShare = "cloud_share"
    /// See ``WeatherSample/shortwaveRadiation``.
    case shortwaveRadiation = "shortwave_radiation_w_m2"

    /// Whether the quantity is what came together over a span, so that values of adjoining spans may be added.
    public var isSum: Bool {
        switch self {
        case .precipitation, .snowfallWater, .newSnow: true
        default: false
        }
    }

    /// Values that weather on Earth can have; anything else is a mistake of its file.
    ///
    /// Wider than the records kept by the World Meteorological Organization (−89.2 °C and 56.7 °C, gusts of 113 m/s,
    /// 305 mm of rain in 42 minutes, 1182 cm of snow on the ground), so that no true value is lost. Sums hold for spans up to some
    /// days.
    public var possible: ClosedRange<Double> {
        switch self {
        case .temperature, .highestTemperature, .lowestTemperature: -95...65
        case .precipitation: 0...3000
        case .snowfallWater: 0...1000
        case .newSnow: 0...1000
        case .snowDepth: 0...2500
        case .windSpeed: 0...120
        case .windGust: 0...150
        case .cloudShare: 0...1
        case .shortwaveRadiation: 0...1500
        }
    }
}

extension WeatherSample {
    /// A quantity of the sample; nil is what the source does not tell.
    public subscript(quantity: WeatherQuantity) -> Double? {
        get {
            switch quantity {
            case .temperature: temperature
            case .highestTemperature: highestTemperature
            case .lowestTemperature: lowestTemperature
            case .precipitation: precipitation
            case .snowfallWater: snowfallWater
            case .newSnow: newSnow
            case .snowDepth: snowDepth
            case .windSpeed: windSpeed
            case .windGust: windGust
            case .cloudShare: cloudShare
            case .shortwaveRadiation: shortwaveRadiation
            }
        }
        set {
            switch quantity {
            case .temperature: temperature = newValue
            case .highestTemperature: highestTemperature = newValue
            case .lowestTemperature: lowestTemperature = newValue
            case .precipitation: precipitation = newValue
            case .snowfallWater: snowfallWater = newValue
            case .newSnow: newSnow = newValue
            case .snowDepth: snowDepth = newValue
            case .windSpeed: windSpeed = newValue
            case .windGust: windGust = newValue
            case .cloudShare: cloudShare = newValue
            case .shortwaveRadiation: shortwaveRadiation = newValue
            }
        }
    }

    /// Length of the span in seconds; 0 for an instant.
    public var duration: TimeInterval { end.timeIntervalSince(start) }

    /// Whether nothing at all is told.
    public var isEmpty: Bool { presentWeather == nil && WeatherQuantity.allCases.allSatisfy { self[$0] == nil } }

    /// Centimetres of new snow in the span: as it was measured, else from the water that fell as snow.
    ///
    /// A layer of density ρ and depth d holds ρ · d of water (kg/m², which is mm), so d in cm is 100 · water / ρ. New
    /// snow has 50 to 150 kg/m³; Open-Meteo takes 1000 / 7 ≈ 143, which makes 0.7 cm of 1 mm.
    ///
    /// - Parameter density: Density of the new snow in kg/m³, above 0.
    /// - Returns: Its depth; nil where the source tells neither, or for a density that is not above 0.
    public func snowfall(density: Double) -> Double? {
        if let newSnow { return newSnow }
        guard density > 0, let snowfallWater else { return nil }
        return 100 * snowfallWater / density
    }
}
