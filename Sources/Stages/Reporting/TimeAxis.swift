import Foundation

/// A horizontal axis of time in UTC, from dates to positions in a drawing.
struct TimeAxis {
    let start: Date
    let end: Date
    let left: Double
    let right: Double

    /// Makes an axis that shows all of a span; a span of no length gets a day on either side.
    init(start: Date, end: Date, left: Double, right: Double) {
        let length = end.timeIntervalSince(start)
        let margin = length > 0 ? length * 0.03 : 86_400
        self.start = start - margin
        self.end = end + margin
        self.left = left
        self.right = right
    }

    func x(_ date: Date) -> Double {
        left + (right - left) * date.timeIntervalSince(start) / end.timeIntervalSince(start)
    }

    /// Round dates with their labels, at most `limit` of them.
    func ticks(limit: Int) -> [(date: Date, label: String)] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let length = end.timeIntervalSince(start)
        let day = 86_400.0
        let steps: [(component: Calendar.Component, count: Int, seconds: Double)] = [
            (.hour, 1, day / 24), (.hour, 6, day / 4), (.day, 1, day), (.day, 2, 2 * day), (.day, 7, 7 * day),
            (.day, 14, 14 * day), (.month, 1, 28 * day), (.month, 3, 90 * day), (.month, 6, 181 * day),
            (.year, 1, 365 * day), (.year, 2, 730 * day), (.year, 5, 1826 * day), (.year, 10, 3652 * day),
            (.year, 50, 18_262 * day),
        ]
        let step = steps.first { length / $0.seconds <= Double(limit) } ?? steps[steps.count - 1]
        // Begin on a round date before the axis and walk.
        let parts = calendar.dateComponents([.year, .month, .day, .hour], from: start)
        var first = DateComponents(year: parts.year, month: 1, day: 1)
        switch step.component {
        case .hour:
            first.month = parts.month
            first.day = parts.day
        case .day:
            first.month = parts.month
        case .year: first.year = (parts.year ?? 2000) / step.count * step.count
        default: break
        }
        guard var date = calendar.date(from: first) else { return [] }
        var ticks: [(Date, String)] = []
        for _ in 0..<1000 where date <= end {
            if date >= start { ticks.append((date, label(date, step.component))) }
            guard let next = calendar.date(byAdding: step.component, value: step.count, to: date) else { break }
            date = next
        }
        return ticks
    }

    private func label(_ date: Date, _ component: Calendar.Component) -> String {
        let text = Wording.instant(date)
        return switch component {
        case .hour: String(text.dropFirst(5).prefix(11))
        case .day: String(text.prefix(10))
        case .month: String(text.prefix(7))
        default: String(text.prefix(4))
        }
    }
}
