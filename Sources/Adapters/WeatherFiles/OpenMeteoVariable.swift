import Evidence

/// A variable of Open-Meteo, its names through time, and the units that it comes in.
struct OpenMeteoVariable {
    /// How a value becomes one of ours.
    struct Conversion {
        /// For people; nil where nothing is converted.
        var rule: String?
        var apply: @Sendable (Double) -> Double

        static let none = Conversion { $0 }

        init(_ rule: String? = nil, _ apply: @escaping @Sendable (Double) -> Double) {
            self.rule = rule
            self.apply = apply
        }
    }

    var names: [String]
    /// Nil for the code of the weather.
    var quantity: WeatherQuantity?
    var isOfHourBefore = false
    /// Whether another variable that tells the same goes before it.
    var isSecondChoice = false
    var conversions: [String: Conversion] = [:]

    private static let temperature: [String: Conversion] = [
        "°C": .none, "°F": Conversion("(value − 32) · 5 / 9") { ($0 - 32) * 5 / 9 },
    ]
    private static let speed: [String: Conversion] = [
        "m/s": .none, "km/h": Conversion("divided by 3.6") { $0 / 3.6 },
        "mp/h": Conversion("times 0.44704") { $0 * 0.44704 },
        "kn": Conversion("times 1852 / 3600") { $0 * 1852 / 3600 },
    ]
    private static let water: [String: Conversion] = ["mm": .none, "inch": Conversion("times 25.4") { $0 * 25.4 }]

    static let all: [OpenMeteoVariable] = [
        OpenMeteoVariable(names: ["temperature_2m"], quantity: .temperature, conversions: temperature),
        OpenMeteoVariable(
            names: ["precipitation"], quantity: .precipitation, isOfHourBefore: true, conversions: water),
        OpenMeteoVariable(
            names: ["snowfall_water_equivalent"], quantity: .snowfallWater, isOfHourBefore: true, conversions: water),
        OpenMeteoVariable(
            names: ["snowfall"], quantity: .snowfallWater, isOfHourBefore: true, isSecondChoice: true,
            conversions: [
                "cm": Conversion("divided by 0.7: the provider makes 0.7 cm of snow of 1 mm of water") { $0 / 0.7 },
                "inch": Conversion(
                    "times 2.54, divided by 0.7: the provider makes 0.7 cm of snow of 1 mm of water"
                ) { $0 * 2.54 / 0.7 },
            ]),
        OpenMeteoVariable(
            names: ["snow_depth"], quantity: .snowDepth,
            conversions: ["m": Conversion("times 100") { $0 * 100 }, "ft": Conversion("times 30.48") { $0 * 30.48 }]),
        OpenMeteoVariable(names: ["wind_speed_10m", "windspeed_10m"], quantity: .windSpeed, conversions: speed),
        OpenMeteoVariable(
            names: ["wind_gusts_10m", "windgusts_10m"], quantity: .windGust, isOfHourBefore: true, conversions: speed),
        OpenMeteoVariable(
            names: ["cloud_cover", "cloudcover"], quantity: .cloudShare,
            conversions: ["%": Conversion("divided by 100") { $0 / 100 }]),
        OpenMeteoVariable(
            names: ["shortwave_radiation"], quantity: .shortwaveRadiation, isOfHourBefore: true,
            conversions: ["W/m²": .none]),
        OpenMeteoVariable(names: ["weather_code", "weathercode"]),
    ]
}

extension WeatherQuantity {
    /// The unit, for people.
    var unitText: String {
        switch self {
        case .temperature, .highestTemperature, .lowestTemperature: "°C"
        case .precipitation, .snowfallWater: "mm of water"
        case .newSnow, .snowDepth: "cm"
        case .windSpeed, .windGust: "m/s"
        case .cloudShare: "share of the sky"
        case .shortwaveRadiation: "W/m²"
        }
    }
}
