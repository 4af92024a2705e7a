import Evidence
import Findings
import Foundation
import Geodesy

extension ArrivalDater {
    /// Numbers that are held in place of weather that is not told, for each quantity: 160 MB.
    private static let greatestUnknown = 2e7

    /// The hours of the weather that touch the window.
    func weatherOfWindow(_ question: ArrivalQuestion) -> [ArrivalWindow.WeatherHour] {
        question.weather
            .filter { $0.start < question.look && $0.start.addingTimeInterval(3600) > question.lastWithout }
            .sorted { $0.start < $1.start }
    }

    /// Spans of the window that the weather does not tell; a quantity that is told nowhere is not listed, but snowfall is.
    func missing(_ question: ArrivalQuestion, _ grid: ArrivalGrid) -> [ArrivalWindow.MissingWeather] {
        var spans = Self.spans(grid, of: "snowfall") { $0.snow == nil }
        if grid.tellsTemperature { spans += Self.spans(grid, of: "temperature") { $0.temperature == nil } }
        if grid.tellsWind { spans += Self.spans(grid, of: "wind") { $0.wind == nil } }
        return spans + Self.spans(grid, of: "sunlight") { !$0.tellsSun }
    }

    private static func spans(
        _ grid: ArrivalGrid, of quantity: String, _ isMissing: (ArrivalGrid.Step) -> Bool
    ) -> [ArrivalWindow.MissingWeather] {
        var spans: [(start: Double, end: Double)] = []
        var before = 0.0
        for step in grid.steps {
            let early = before + step.hours
            if isMissing(step) {
                if let last = spans.indices.last, abs(spans[last].start - before) < 1e-7 {
                    spans[last].start = early
                } else {
                    spans.append((early, before))
                }
            }
            before = early
        }
        func date(_ hours: Double) -> Date { grid.date(Int((hours * 3_600_000).rounded())) }
        return spans.reversed().map { .init(quantity: quantity, start: date($0.start), end: date($0.end)) }
    }

    /// Refuses a window of which too much has no snowfall.
    func refuseMissing(_ question: ArrivalQuestion, _ grid: ArrivalGrid) throws(ArrivalDatingError) {
        let lacking = grid.steps.filter { $0.snow == nil }.reduce(0) { $0 + $1.hours }
        let share = lacking / grid.steps.reduce(0) { $0 + $1.hours }
        let spells = Set(
            grid.steps.filter {
                $0.snow == nil || (grid.tellsTemperature && $0.temperature == nil)
                    || (grid.tellsWind && $0.wind == nil) || !$0.tellsSun
            }.map(\.spell)
        ).count
        guard Double(spells) * Double(draws) <= Self.greatestUnknown else {
            throw .setting(
                name: "weather",
                why:
                    "it lacks something in \(spells) spells of six hours, too many to be drawn \(draws) times; give more of it, "
                    + "or take fewer draws")
        }
        guard share > question.ignorance.greatestShare + 1e-9 else { return }
        guard let clock = PlaceClock(identifier: question.timeZone) else { throw .timeZone(question.timeZone) }
        let spans = Self.spans(grid, of: "snowfall") { $0.snow == nil }
        var hours = spans.prefix(12).map { "\(clock.text($0.start)) to \(clock.text($0.end)) local time" }
        if spans.count > 12 { hours.append("and \(spans.count - 12) more spans") }
        throw .missingWeather(hours: hours, share: share, greatestShare: question.ignorance.greatestShare)
    }

    /// Sunrise on the look's local day.
    func sunrise(_ question: ArrivalQuestion, _ clock: PlaceClock) -> Date? {
        guard let place = question.place else { return nil }
        let midnight = clock.startOfDay(question.look)
        return SunPosition.crossings(
            of: SunPosition.elevationAtSunrise, at: place, from: midnight, to: midnight.addingTimeInterval(86_400)
        ).first { $0.isRising }?.time
    }

    /// The windows that were asked for, then that of the early morning, with their probabilities; at least one.
    func named(
        _ question: ArrivalQuestion, _ sunrise: Date?, _ posterior: Posterior
    ) -> [ArrivalWindow.NamedWindow] {
        var asked = question.windows
        if let from = sunrise?.addingTimeInterval(-6 * 3600), from < question.look {
            asked.append(.init(name: "six hours before sunrise to the look", from: from, until: question.look))
        }
        if asked.isEmpty {
            asked.append(
                .init(name: "the last 12 hours before the look", from: question.look - 12 * 3600, until: question.look))
        }
        return asked.map {
            let probability = posterior.probability(from: $0.from, until: $0.until)
            return .init(name: $0.name, span: .init(start: $0.from, end: $0.until, probability: probability))
        }
    }
}
