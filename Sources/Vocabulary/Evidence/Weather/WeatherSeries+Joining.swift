public import Foundation

extension WeatherSeries {
    /// Adds what another file of the same source tells, such as another year of a station.
    ///
    /// Where both tell something of the same span, what is here already stays.
    ///
    /// - Parameter other: A series of the same station or cell.
    /// - Returns: How many values the other told differently, which were left out.
    public mutating func join(_ other: WeatherSeries) -> Int {
        struct Span: Hashable {
            var start: Date
            var end: Date
        }
        var places: [Span: Int] = [:]
        for (index, sample) in samples.enumerated() { places[Span(start: sample.start, end: sample.end)] = index }
        var joined = samples
        var differing = 0
        for sample in other.samples {
            guard let index = places[Span(start: sample.start, end: sample.end)] else {
                joined.append(sample)
                continue
            }
            for quantity in WeatherQuantity.allCases {
                guard let value = sample[quantity] else { continue }
                if let known = joined[index][quantity] {
                    differing += known == value ? 0 : 1
                } else {
                    joined[index][quantity] = value
                }
            }
            if joined[index].presentWeather == nil { joined[index].presentWeather = sample.presentWeather }
        }
        var source = self.source
        for file in [other.source.file] + other.source.companions
        where file != source.file && !source.companions.contains(file) { source.companions.append(file) }
        for note in other.source.notes where !source.notes.contains(note) { source.notes.append(note) }
        for conversion in other.source.conversions where !source.conversions.contains(conversion) {
            source.conversions.append(conversion)
        }
        self = WeatherSeries(source: source, samples: joined)
        return differing
    }

    /// The part of a series whose spans lie in a window; instants at its end belong to it.
    public func within(_ start: Date?, _ end: Date?) -> WeatherSeries {
        WeatherSeries(
            source: source,
            samples: samples.filter { $0.start >= start ?? .distantPast && $0.end <= end ?? .distantFuture })
    }
}
