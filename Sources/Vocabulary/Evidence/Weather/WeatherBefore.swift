public import Foundation

/// What one source tells of the weather before an instant, such as that of a look.
///
/// Sources stand side by side: there is one of these for each of them, and nothing joins them.
public struct WeatherBefore: Hashable, Codable, Sendable {
    /// The source, by its id.
    public var source: String
    /// The instant.
    public var time: Date
    /// Millimetres of water that fell as snow, over the windows in their order; empty where the source never tells it.
    public var snowfallWater: [WeatherSum]
    /// Centimetres of new snow where that was measured, over the same windows; empty where the source never tells it.
    public var newSnow: [WeatherSum]
    /// Millimetres of rain and snow, over the same windows; empty where the source never tells it.
    public var precipitation: [WeatherSum]
    /// What was told last, for quantities that are no sums; what was told too long before is not there.
    public var values: [WeatherQuantity: Value]
    /// What was seen to fall or blow, told last; empty where nothing was seen, nil where that is not told.
    public var presentWeather: String?

    /// A value, and for when it is told.
    public struct Value: Hashable, Codable, Sendable {
        /// The value, in the unit of its quantity.
        public var value: Double
        /// Beginning of the span it holds for; the same as ``end`` for an instant.
        public var start: Date
        /// The instant it holds for, or the end of its span.
        public var end: Date

        /// Makes a value.
        public init(value: Double, start: Date, end: Date) {
            self.value = value
            self.start = start
            self.end = end
        }
    }

    /// Hours before the instant over which sums are made where nothing else is asked for.
    public static let usualWindows: [Int] = [6, 24, 72]
    /// Seconds after which a value of an instant is no longer that of a look: stations report every three hours.
    public static let oldest: TimeInterval = 3 * 3600

    /// Looks up what a source tells.
    ///
    /// Windows end with the last whole hour of the source at or before the instant, so up to an hour just before it is not in the
    /// sums; ``WeatherSum`` names the exact bounds.
    ///
    /// - Parameters:
    ///   - series: The source.
    ///   - time: The instant.
    ///   - windows: Lengths of windows in hours, above 0.
    public init(_ series: WeatherSeries, time: Date, windows: [Int] = usualWindows) {
        self.init(series, time: time, windows: windows, phase: series.hourPhase, quantities: series.quantities)
    }

    /// As above, with what holds for all instants known.
    init(
        _ series: WeatherSeries, time: Date, windows: [Int], phase: TimeInterval, quantities told: Set<WeatherQuantity>
    ) {
        source = series.source.id
        self.time = time
        let end = WeatherSeries.hourEnd(before: time, phase: phase)
        func sums(_ quantity: WeatherQuantity) -> [WeatherSum] {
            guard told.contains(quantity) else { return [] }
            return windows.map { hours in
                series.sum(of: quantity, from: end.addingTimeInterval(-Double(max(0, hours)) * 3600), to: end)
            }
        }
        snowfallWater = sums(.snowfallWater)
        newSnow = sums(.newSnow)
        precipitation = sums(.precipitation)
        let recent = series.samples.filter { Self.holds($0, at: time) }
        values = [:]
        for quantity in WeatherQuantity.allCases where !quantity.isSum && told.contains(quantity) {
            let last = recent.filter { $0[quantity] != nil }.max(by: Self.isFurther)
            guard let last, let value = last[quantity] else { continue }
            values[quantity] = Value(value: value, start: Self.start(of: last, quantity), end: last.end)
        }
        presentWeather = recent.filter { $0.presentWeather != nil }.max(by: Self.isFurther)?.presentWeather
    }

    /// Whether a sample's values that are no sums can be those of an instant: of a span of more than an hour while it lasts, of
    /// anything else some hours after its end.
    private static func holds(_ sample: WeatherSample, at time: Date) -> Bool {
        if sample.duration > WeatherSeries.hour { return sample.start <= time && time < sample.end }
        return sample.end <= time && time.timeIntervalSince(sample.end) <= oldest
    }

    /// Orders samples by how near they tell of an instant: a day's value is further than any of an hour.
    private static func isFurther(_ a: WeatherSample, _ b: WeatherSample) -> Bool {
        (a.duration <= WeatherSeries.hour ? 1 : 0, a.end, a.start) < (
            b.duration <= WeatherSeries.hour ? 1 : 0, b.end, b.start
        )
    }

    /// From when a value holds: what is no extreme and no mean holds at the end of its hour.
    private static func start(of sample: WeatherSample, _ quantity: WeatherQuantity) -> Date {
        switch quantity {
        case .windGust, .shortwaveRadiation, .highestTemperature, .lowestTemperature: sample.start
        default: sample.duration > WeatherSeries.hour ? sample.start : sample.end
        }
    }
}

extension WeatherSeries {
    /// The quantities that are told at least once.
    public var quantities: Set<WeatherQuantity> {
        var open = WeatherQuantity.allCases
        for sample in samples where !open.isEmpty { open.removeAll { sample[$0] != nil } }
        return Set(WeatherQuantity.allCases).subtracting(open)
    }

    /// What the series tells before each of some instants.
    ///
    /// - Parameters:
    ///   - times: The instants, in any order.
    ///   - windows: Lengths of windows in hours.
    /// - Returns: One for each instant, in their order; see ``WeatherBefore/init(_:time:windows:)``.
    public func before(_ times: [Date], windows: [Int] = WeatherBefore.usualWindows) -> [WeatherBefore] {
        let (phase, told) = (hourPhase, quantities)
        return times.map { WeatherBefore(self, time: $0, windows: windows, phase: phase, quantities: told) }
    }
}
