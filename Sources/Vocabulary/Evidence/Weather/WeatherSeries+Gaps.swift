public import Foundation

extension WeatherSeries {
    /// From the first beginning to the last end; nil for a series without samples.
    public var span: DateInterval? {
        guard let start = samples.map(\.start).min(), let end = samples.map(\.end).max() else { return nil }
        return DateInterval(start: start, end: end)
    }

    /// Where a source that tells a quantity has nothing to say of it, between the first and the last time it does.
    ///
    /// Of sums and means over spans: what no span fills. Of values of instants: what lies between two of them that are further
    /// apart than one and a half of the most frequent step.
    ///
    /// - Parameter quantity: What is told.
    /// - Returns: Gaps in order; none where the source never tells it.
    public func gaps(of quantity: WeatherQuantity) -> [DateInterval] {
        let told = samples.filter { $0[quantity] != nil }
        if quantity.isSum || told.contains(where: { $0.duration > Self.hour }) {
            var gaps: [DateInterval] = []
            var reached: Date?
            for sample in told {
                if let end = reached, sample.start > end { gaps.append(DateInterval(start: end, end: sample.start)) }
                reached = max(reached ?? sample.end, sample.end)
            }
            return gaps
        }
        let times = told.map(\.end).sorted()
        let steps = zip(times, times.dropFirst()).map { $1.timeIntervalSince($0) }
        var counts: [TimeInterval: Int] = [:]
        for step in steps where step > 0 { counts[step, default: 0] += 1 }
        guard let usual = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else { return [] }
        return zip(times, times.dropFirst()).filter { $1.timeIntervalSince($0) > 1.5 * usual }
            .map { DateInterval(start: $0, end: $1) }
    }
}
