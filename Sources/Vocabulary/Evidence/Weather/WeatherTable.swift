public import Foundation

/// Gathers what a file tells, value by value, into samples; what cannot be true or is told twice is left out and counted.
public struct WeatherTable: Sendable {
    /// What was left out.
    public var omissions = WeatherOmissions()
    private var samples: [Span: WeatherSample] = [:]

    private struct Span: Hashable {
        var start: Date
        var end: Date
    }

    /// Nothing is told yet.
    public init() {}

    /// Whether nothing is told.
    public var isEmpty: Bool { samples.isEmpty }

    /// Takes a value for a span; for an instant `start` and `end` are the same.
    ///
    /// Values are rounded to a millionth of their unit, which takes off what conversions add behind it.
    ///
    /// - Parameters:
    ///   - quantity: What it is.
    ///   - value: The value in the quantity's unit.
    ///   - start: Beginning of its span.
    ///   - end: First instant after it.
    ///   - line: Where it stood, to name it where it is left out.
    /// - Returns: Whether the value was taken.
    @discardableResult
    public mutating func tell(
        _ quantity: WeatherQuantity, _ value: Double, from start: Date, to end: Date, line: Int? = nil
    ) -> Bool {
        guard value.isFinite, quantity.possible.contains(value) else {
            let bound = quantity.possible.lowerBound
            let reason =
                value < bound && bound == 0
                ? "a value of \(quantity.rawValue) below 0" : "an impossible value of \(quantity.rawValue)"
            omissions.add(reason, line: line)
            return false
        }
        let rounded = (value * 1e6).rounded() / 1e6
        let span = Span(start: start, end: end)
        var sample = samples[span] ?? WeatherSample(start: start, end: end)
        if let known = sample[quantity] {
            omissions.add(
                known == rounded
                    ? "a value of \(quantity.rawValue) that was told before"
                    : "another value of \(quantity.rawValue) for a time that has one", line: line)
            return false
        }
        // Adding 0 turns −0 into 0, which would be written differently.
        sample[quantity] = rounded + 0
        samples[span] = sample
        return true
    }

    /// Takes what was seen to fall or blow at an instant; what is told there already stays.
    public mutating func tell(presentWeather: String, at time: Date) {
        let span = Span(start: time, end: time)
        var sample = samples[span] ?? WeatherSample(start: time, end: time)
        sample.presentWeather = sample.presentWeather ?? presentWeather
        samples[span] = sample
    }

    /// Whether a quantity is told for a span.
    public func tells(_ quantity: WeatherQuantity, from start: Date, to end: Date) -> Bool {
        samples[Span(start: start, end: end)]?[quantity] != nil
    }

    /// All that was told, in order. What is told of an instant at the end of an hour that is told too is joined to that hour.
    public func ordered() -> [WeatherSample] {
        var joined = samples
        for (span, instant) in samples where span.start == span.end {
            let hour = Span(start: span.end.addingTimeInterval(-WeatherSeries.hour), end: span.end)
            guard var sample = joined[hour] else { continue }
            guard WeatherQuantity.allCases.allSatisfy({ sample[$0] == nil || instant[$0] == nil }) else { continue }
            for quantity in WeatherQuantity.allCases { sample[quantity] = sample[quantity] ?? instant[quantity] }
            sample.presentWeather = sample.presentWeather ?? instant.presentWeather
            joined[hour] = sample
            joined[span] = nil
        }
        return joined.values.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }
}
