import Findings
import Foundation
import Geodesy

/// The window in bins of arrivals, and the steps of constant weather between them, both counted back from the look.
///
/// Time is kept in whole milliseconds before the look, so that edges of hours and of bins meet exactly.
struct ArrivalGrid: Sendable {
    /// More bins than a window needs; each costs time for every set of parameters.
    static let greatestCount = 5000
    /// Milliseconds for which weather that is not told stays the same.
    private static let spell = 6 * 3_600_000

    /// A bin; milliseconds before the look.
    struct Bin: Sendable {
        var start: Int
        var end: Int
        var arrival: Int
    }

    /// A stretch of constant weather.
    struct Step: Sendable {
        /// Hours that it lasts.
        var hours: Double
        /// Index of its length in ``ArrivalGrid/lengths``.
        var length: Int
        /// Millimetres of water that fall in it as snow; nil where not told.
        var snow: Double?
        /// Degrees Celsius; nil where not told.
        var temperature: Double?
        /// Metres a second; nil where not told.
        var wind: Double?
        /// Megajoules of sunlight on a square metre in it; where not told, what a clear sky gives.
        var sun = 0.0
        /// Whether ``sun`` is told.
        var tellsSun = true
        /// Which spell it belongs to, where something is not told.
        var spell: Int
        /// The bin whose arrivals are reckoned at its early end.
        var reaches: Int?
    }

    let look: Date
    /// Bins from the latest to the earliest.
    let bins: [Bin]
    /// Steps from the look back to the beginning of the window.
    let steps: [Step]
    /// Different lengths of steps, hours.
    let lengths: [Double]
    /// Number of spells.
    let spells: Int
    /// Whether any temperature, or any wind, is told; where none is, nothing melts, or nothing is blown away.
    let tellsTemperature: Bool
    let tellsWind: Bool
    /// Least and greatest temperature and wind that are told within the window.
    let temperatures: ClosedRange<Double>
    let winds: ClosedRange<Double>

    /// Cuts a window into bins and steps.
    ///
    /// - Parameters:
    ///   - question: Its window, step, placement, weather and place.
    ///   - needsSun: Whether sunlight matters.
    /// - Throws: ``ArrivalDatingError`` where the window or the weather cannot be used.
    init(_ question: ArrivalQuestion, needsSun: Bool) throws(ArrivalDatingError) {
        look = question.look
        let bins = try Self.bins(question)
        self.bins = bins
        let hours = try Self.checked(question.weather)
        let total = bins.last?.start ?? 0
        func before(_ date: Date) -> Int { Int((question.look.timeIntervalSince(date) * 1000).rounded()) }
        // Of each hour that touches the window: its end and its beginning, from the latest to the earliest.
        let told = hours.reversed().map { (end: before($0.start) - 3_600_000, start: before($0.start), hour: $0) }
            .filter { $0.end < total && $0.start > 0 }
        tellsTemperature = told.contains { $0.hour.temperature != nil }
        tellsWind = told.contains { $0.hour.windSpeed != nil }
        temperatures = Self.range(told.compactMap(\.hour.temperature))
        winds = Self.range(told.compactMap(\.hour.windSpeed))
        var edges: Set<Int> = [0, total]
        var arrivals: [Int: Int] = [:]
        for (index, bin) in bins.enumerated() {
            arrivals[bin.arrival] = index
            edges.insert(bin.arrival)
        }
        for hour in told { edges.formUnion([max(0, hour.end), min(total, hour.start)]) }
        let tellsAllSnow = told.allSatisfy { $0.hour.snowfall != nil }
        // Where weather is missing, it changes with each spell.
        var covered = 0
        for hour in told { covered += min(total, hour.start) - max(0, hour.end) }
        if covered < total || !tellsAllSnow || needsSun {
            edges.formUnion(stride(from: Self.spell, to: total, by: Self.spell))
        }
        if needsSun { edges.formUnion(stride(from: 3_600_000, to: total, by: 3_600_000)) }
        let sorted = edges.sorted()
        var lengths: [Int: Int] = [:]
        var steps: [Step] = []
        var next = 0
        for (late, early) in zip(sorted, sorted.dropFirst()) {
            while next < told.count, told[next].start <= late { next += 1 }
            let hour = next < told.count && told[next].end <= late ? told[next].hour : nil
            let length = Double(early - late) / 3_600_000
            var step = Step(
                hours: length, length: lengths[early - late] ?? lengths.count, spell: late / Self.spell,
                reaches: arrivals[early])
            lengths[early - late] = step.length
            step.snow = hour?.snowfall.map { $0 * ArrivalParameter.toldDensity / 100 * length }
            step.temperature = hour?.temperature
            step.wind = hour?.windSpeed
            if let light = hour?.shortwaveRadiation {
                step.sun = light * 0.0036 * length
            } else if needsSun {
                guard let place = question.place else {
                    throw .cue(
                        name: "sides",
                        why: "it needs the sun's light; give shortwave radiation for each hour, or the place")
                }
                step.tellsSun = false
                let middle = question.look.addingTimeInterval(-Double(late + early) / 2000)
                step.sun = Self.clearSky(at: place, time: middle) * 0.0036 * length
            }
            steps.append(step)
        }
        self.steps = steps
        self.lengths = lengths.sorted { $0.value < $1.value }.map { Double($0.key) / 3_600_000 }
        spells = total / Self.spell + 1
    }

    /// The window's bins, from the latest.
    private static func bins(_ question: ArrivalQuestion) throws(ArrivalDatingError) -> [Bin] {
        let span = question.look.timeIntervalSince(question.lastWithout)
        guard span > 0, span.isFinite else {
            throw .emptyWindow(lastWithout: question.lastWithout, look: question.look)
        }
        let step = question.step
        guard step >= 1, step.isFinite else { throw .step(seconds: step, why: "expected a second or more") }
        guard span / step <= Double(greatestCount) else {
            throw .step(
                seconds: step,
                why:
                    "the window of \(number(span / 86_400)) days would have more than \(greatestCount) bins; choose a longer step"
            )
        }
        let total = Int((span * 1000).rounded())
        guard total > 0 else { throw .emptyWindow(lastWithout: question.lastWithout, look: question.look) }
        let length = Int((step * 1000).rounded())
        return stride(from: 0, to: total, by: length).map { end in
            let start = min(end + length, total)
            return Bin(start: start, end: end, arrival: question.placement == .end ? end : (start + end) / 2)
        }
    }

    /// Hours in the order of time, each within what occurs.
    private static func checked(
        _ hours: [ArrivalWindow.WeatherHour]
    ) throws(ArrivalDatingError) -> [ArrivalWindow.WeatherHour] {
        let sorted = hours.sorted { $0.start < $1.start }
        for (hour, next) in zip(sorted, sorted.dropFirst()) where next.start.timeIntervalSince(hour.start) < 3599.9995 {
            throw .overlappingHours(hour.start, next.start)
        }
        func check(
            _ quantity: String, _ value: Double?, _ range: ClosedRange<Double>, _ hour: Date, _ expected: String
        ) throws(ArrivalDatingError) {
            guard let value, !range.contains(value) else { return }
            throw .weather(quantity: quantity, value: value, hour: hour, expected: expected)
        }
        for hour in sorted {
            try check("snowfall", hour.snowfall, 0...50, hour.start, "0 to 50 cm")
            try check("temperature", hour.temperature, -90...60, hour.start, "−90 to 60 °C")
            try check("wind", hour.windSpeed, 0...120, hour.start, "0 to 120 m/s")
            try check("sunlight", hour.shortwaveRadiation, 0...1500, hour.start, "0 to 1500 W/m²")
        }
        return sorted
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        guard let least = values.min(), let greatest = values.max() else { return 0...0 }
        return least...greatest
    }

    /// Sunlight on level ground under a clear sky, watts per square metre.
    ///
    /// Source: Kasten & Czeplak (1980), Solar Energy 24, 177–189, equation for cloudless skies: 910 sin γ − 30.
    private static func clearSky(at place: GeoPoint, time: Date) -> Double {
        max(0, 910 * sin(SunPosition(at: place, time: time).elevation * .pi / 180) - 30)
    }

    /// The instant a number of milliseconds before the look.
    func date(_ milliseconds: Int) -> Date { look.addingTimeInterval(-Double(milliseconds) / 1000) }
}
