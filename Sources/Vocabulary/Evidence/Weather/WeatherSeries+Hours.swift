public import Foundation

extension WeatherSeries {
    /// An hour in seconds.
    static let hour: TimeInterval = 3600

    /// Seconds after the full hour of UTC at which the source's hours end.
    ///
    /// 0 for most; 1800 where its time zone is off by half an hour. The most frequent end of spans of one hour that tell a sum,
    /// the lesser of equals; 0 where there are none.
    public var hourPhase: TimeInterval {
        var counts: [TimeInterval: Int] = [:]
        for sample in samples where sample.duration == Self.hour {
            counts[phase(sample.end), default: 0] += 1
        }
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    }

    private func phase(_ date: Date) -> TimeInterval {
        let rest = date.timeIntervalSince1970.truncatingRemainder(dividingBy: Self.hour)
        return rest < 0 ? rest + Self.hour : rest
    }

    /// The last end of an hour of the source at or before an instant.
    public func hourEnd(before time: Date) -> Date { Self.hourEnd(before: time, phase: hourPhase) }

    /// The last instant at or before another that lies a number of seconds after a full hour of UTC.
    static func hourEnd(before time: Date, phase: TimeInterval) -> Date {
        let hours = ((time.timeIntervalSince1970 - phase) / hour).rounded(.down)
        return Date(timeIntervalSince1970: hours * hour + phase)
    }

    /// The weather in bins of one hour, without a hole: an hour of which nothing is told is a sample without values.
    ///
    /// * The first bin is that which holds `start`, the last that which holds the instants just before `end`; they lie on the
    ///   hours of the source (``hourPhase``).
    /// * Sums are told where the source tells them for just that hour, or for parts of it that fill it. A sum over a longer
    ///   span, such as a day's total, is not spread over hours: those hours have nil, and ``sum(of:from:to:)`` names it.
    /// * What is no sum is the last value told after the beginning of the bin up to its end, so that a bin agrees with the
    ///   hours of archives, which give the sum of the hour before and the value at its end. Gusts and extremes are the greatest or least
    ///   of the bin. A value for a longer span, such as a day's mean, is no value of its hours.
    ///
    /// - Parameters:
    ///   - start: Beginning of the window.
    ///   - end: First instant after it.
    /// - Returns: Hours in order; none where the window is empty, not finite, or longer than 10 million hours.
    public func hours(from start: Date, to end: Date) -> [WeatherSample] {
        let phase = hourPhase
        let first = ((start.timeIntervalSince1970 - phase) / Self.hour).rounded(.down)
        let last = ((end.timeIntervalSince1970 - phase) / Self.hour).rounded(.up)
        guard first.isFinite, last.isFinite, start < end, last - first <= 10_000_000 else { return [] }
        let origin = first * Self.hour + phase
        var bins: [[WeatherSample]] = Array(repeating: [], count: Int(last - first))
        for sample in samples where sample.duration <= Self.hour {
            let index = ((sample.end.timeIntervalSince1970 - origin) / Self.hour).rounded(.up) - 1
            if index >= 0, index < Double(bins.count) { bins[Int(index)].append(sample) }
        }
        return bins.enumerated().map { index, told in
            let begin = Date(timeIntervalSince1970: origin + Double(index) * Self.hour)
            return Self.bin(from: begin, of: told.sorted { ($0.end, $0.start) < ($1.end, $1.start) })
        }
    }

    /// The hours of a window for which a quantity is not told, joined where they adjoin.
    ///
    /// - Parameters:
    ///   - quantity: What must be told.
    ///   - start: Beginning of the window.
    ///   - end: First instant after it.
    /// - Returns: Spans of whole hours in order; see ``hours(from:to:)`` for where hours begin.
    public func missingHours(of quantity: WeatherQuantity, from start: Date, to end: Date) -> [DateInterval] {
        hours(from: start, to: end).reduce(into: []) { missing, hour in
            guard hour[quantity] == nil else { return }
            if let last = missing.last, last.end == hour.start {
                missing[missing.count - 1] = DateInterval(start: last.start, end: hour.end)
            } else {
                missing.append(DateInterval(start: hour.start, end: hour.end))
            }
        }
    }

    /// What samples that end in an hour tell of it; they are ordered by end.
    private static func bin(from start: Date, of told: [WeatherSample]) -> WeatherSample {
        var hour = WeatherSample(start: start, end: start.addingTimeInterval(Self.hour))
        guard !told.isEmpty else { return hour }
        let inside = told.filter { $0.start >= start }
        for quantity in WeatherQuantity.allCases {
            let values = told.compactMap { $0[quantity] }
            switch quantity {
            case .precipitation, .snowfallWater, .newSnow:
                hour[quantity] = WeatherSum(of: quantity, in: inside, from: hour.start, to: hour.end).total
            case .shortwaveRadiation:
                let light = WeatherSum(of: quantity, in: inside, from: hour.start, to: hour.end) { $0.duration }
                hour[quantity] = light.total.map { $0 / Self.hour } ?? values.last
            case .highestTemperature, .windGust: hour[quantity] = values.max()
            case .lowestTemperature: hour[quantity] = values.min()
            case .temperature, .snowDepth, .windSpeed, .cloudShare: hour[quantity] = values.last
            }
        }
        var words: [String] = []
        for word in told.compactMap(\.presentWeather).flatMap({ $0.split(separator: " ") }).map(String.init)
        where !words.contains(word) { words.append(word) }
        if told.contains(where: { $0.presentWeather != nil }) { hour.presentWeather = words.joined(separator: " ") }
        return hour
    }
}
