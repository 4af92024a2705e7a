public import Foundation

/// What fell in a window, as far as a source tells it.
public struct WeatherSum: Hashable, Codable, Sendable {
    /// Beginning of the window.
    public var start: Date
    /// First instant after it.
    public var end: Date
    /// The sum over the spans that are told; at least this much fell.
    public var told: Double
    /// Share of the window that those spans fill, 0…1.
    public var coveredShare: Double
    /// What they leave open, in order.
    public var missing: [DateInterval]
    /// Sums that the source tells for spans which reach beyond the window, or which others tell already in parts: a day's total around
    /// a window of six hours.
    public var unused: [Total]

    /// The sum over the whole window; nil where a part of it is not told, or the window is empty.
    public var total: Double? { missing.isEmpty && coveredShare > 0 ? told : nil }

    /// What fell in one span.
    public struct Total: Hashable, Codable, Sendable {
        /// Beginning of the span.
        public var start: Date
        /// First instant after it.
        public var end: Date
        /// The sum, in the unit of its quantity.
        public var value: Double

        /// Makes a total.
        public init(start: Date, end: Date, value: Double) {
            self.start = start
            self.end = end
            self.value = value
        }
    }

    /// Adds what samples tell for spans inside of a window.
    ///
    /// Of spans that overlap, those are added that together fill most of the window, and of equals the shorter ones; none is
    /// counted twice and none is divided (interval scheduling with weights, by dynamic programming over the spans' ends).
    ///
    /// - Parameters:
    ///   - quantity: What is added.
    ///   - samples: What is told, in any order.
    ///   - start: Beginning of the window.
    ///   - end: First instant after it; not before `start`.
    ///   - weight: Factor for the value of a sample; 1 for sums.
    init(
        of quantity: WeatherQuantity, in samples: [WeatherSample], from start: Date, to end: Date,
        weight: (WeatherSample) -> Double = { _ in 1 }
    ) {
        self.start = start
        self.end = max(start, end)
        var spans: [Total] = []
        unused = []
        for sample in samples where sample.start < sample.end && sample.start < end && start < sample.end {
            guard let value = sample[quantity] else { continue }
            let span = Total(start: sample.start, end: sample.end, value: value * weight(sample))
            if start <= span.start, span.end <= end { spans.append(span) } else { unused.append(span) }
        }
        spans.sort { ($0.end, $1.start) < ($1.end, $0.start) }
        let chosen = Self.widest(spans)
        unused = (unused + spans.indices.filter { !chosen.contains($0) }.map { spans[$0] })
            .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        told = 0
        missing = []
        var reached = start
        var covered = 0.0
        for span in chosen.sorted().map({ spans[$0] }) {
            told += span.value
            covered += span.end.timeIntervalSince(span.start)
            if reached < span.start { missing.append(DateInterval(start: reached, end: span.start)) }
            reached = span.end
        }
        if reached < self.end { missing.append(DateInterval(start: reached, end: self.end)) }
        let length = self.end.timeIntervalSince(start)
        coveredShare = length > 0 ? (missing.isEmpty ? 1 : covered / length) : 0
    }

    /// The indices of spans that do not overlap and fill most; they are ordered by end, then from long to short.
    private static func widest(_ spans: [Total]) -> Set<Int> {
        // best[n]: seconds filled by the first n spans, and with how many of them; more spans of the same length are finer ones.
        var best: [(filled: TimeInterval, count: Int)] = [(0, 0)]
        var before: [Int] = []
        for (index, span) in spans.enumerated() {
            var low = 0
            var high = index
            while low < high {
                let middle = (low + high) / 2
                if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
            }
            before.append(low)
            let taken = (best[low].filled + span.end.timeIntervalSince(span.start), best[low].count + 1)
            best.append(taken > best[index] ? taken : best[index])
        }
        var chosen: Set<Int> = []
        var index = spans.count
        while index > 0 {
            if best[index] == best[index - 1] {
                index -= 1
            } else {
                chosen.insert(index - 1)
                index = before[index - 1]
            }
        }
        return chosen
    }
}

extension WeatherSeries {
    /// Adds a quantity over a window, from sums whose spans lie in it.
    ///
    /// - Parameters:
    ///   - quantity: A sum, see ``WeatherQuantity/isSum``; of anything else nothing is told.
    ///   - start: Beginning of the window.
    ///   - end: First instant after it.
    /// - Returns: What is told, what is missing, and which totals could not be used since they reach beyond.
    public func sum(of quantity: WeatherQuantity, from start: Date, to end: Date) -> WeatherSum {
        guard quantity.isSum else { return WeatherSum(of: quantity, in: [], from: start, to: end) }
        // Samples are ordered by their beginning, so what begins at or after the window's end is one tail.
        var low = 0
        var high = samples.count
        while low < high {
            let middle = (low + high) / 2
            if samples[middle].start < end { low = middle + 1 } else { high = middle }
        }
        return WeatherSum(of: quantity, in: samples[..<low].filter { $0.end > start }, from: start, to: end)
    }
}
