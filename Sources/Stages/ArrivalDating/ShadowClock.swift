public import Findings
public import Foundation
public import Geodesy
import Statistics

/// A shadow that was measured in a look, of something whose height is known.
public struct MeasuredShadow: Hashable, Sendable {
    /// Metres by which the top stands above the ground that the shadow falls on.
    public var height: Double
    /// Standard deviation of the height, metres.
    public var heightError: Double
    /// Metres on level ground from below the top to the tip of its shadow.
    public var length: Double
    /// Standard deviation of the length, metres.
    public var lengthError: Double
    /// Direction from the foot to the tip of the shadow, degrees clockwise from north; nil where not measured.
    public var azimuth: Double?
    /// Standard deviation of the direction, degrees.
    public var azimuthError: Double

    /// States a measurement.
    public init(
        height: Double, heightError: Double, length: Double, lengthError: Double, azimuth: Double? = nil,
        azimuthError: Double = 1
    ) {
        self.height = height
        self.heightError = heightError
        self.length = length
        self.lengthError = lengthError
        self.azimuth = azimuth
        self.azimuthError = azimuthError
    }

    /// Height of the sun in degrees, atan(H/L).
    public var elevation: Double { atan2(height, length) * 180 / .pi }

    /// Standard deviation of ``elevation`` in degrees, to first order: √((L σ_H)² + (H σ_L)²)/(H² + L²).
    public var elevationError: Double {
        let square = height * height + length * length
        let (first, second) = (length * heightError, height * lengthError)
        return (first * first + second * second).squareRoot() / square * 180 / .pi
    }
}

/// Tells the time of a look by the sun: solves el(t) = atan(H/L) on the look's local day.
public enum ShadowClock {
    /// The instants at which a shadow is as it was measured.
    ///
    /// The interval of each holds the instants at which the sun stands within ±z standard deviations of the measured height, and, where
    /// a direction was measured, of its direction too; z belongs to the level.
    ///
    /// - Parameters:
    ///   - shadow: Height, length, and direction where it is known.
    ///   - place: Where it was seen.
    ///   - day: Any instant of the local day.
    ///   - clock: The place's clock, which says when the day begins.
    ///   - given: The look's instant as its metadata tell it.
    ///   - level: 0.9 for intervals of 90 %; of 0.5 to 0.999.
    /// - Returns: One or two candidates, in the order of time.
    /// - Throws: ``ArrivalDatingError/shadow(_:)`` where the sun never stands so on that day, or the measurement is none.
    public static func time(
        of shadow: MeasuredShadow, at place: GeoPoint, day: Date, clock: PlaceClock, given: Date, level: Double = 0.9
    ) throws(ArrivalDatingError) -> ArrivalWindow.ShadowTime {
        guard shadow.height > 0, shadow.length > 0, shadow.height.isFinite, shadow.length.isFinite else {
            throw .shadow("height and length must be above 0")
        }
        guard shadow.heightError >= 0, shadow.lengthError >= 0, shadow.azimuthError > 0,
            shadow.heightError + shadow.lengthError > 0, shadow.elevationError.isFinite
        else { throw .shadow("errors must not be negative, and not all be 0; no shadow is measured exactly") }
        let z = standardNormalQuantile((1 + min(0.999, max(0.5, level))) / 2)
        let (start, end) = dayBounds(day, clock)
        let (elevation, error) = (shadow.elevation, shadow.elevationError)
        let (low, high) = (elevation - z * error, elevation + z * error)
        // Every half minute of the day, which moves the sun by 0.125° at most.
        let times = stride(from: 0, to: end.timeIntervalSince(start), by: 30).map { start.addingTimeInterval($0) }
        let suns = times.map { SunPosition(at: place, time: $0) }
        var direction = [Double](repeating: 0, count: times.count)
        if let azimuth = shadow.azimuth {
            direction = suns.map { abs(($0.azimuth - azimuth - 180).remainder(dividingBy: 360)) / shadow.azimuthError }
        }
        func misfit(_ index: Int) -> Double {
            let height = (suns[index].elevation - elevation) / error
            return height * height + direction[index] * direction[index]
        }
        let fits = times.indices.filter { (low...high).contains(suns[$0].elevation) && direction[$0] <= z }
        guard !fits.isEmpty else {
            let greatest = suns.map(\.elevation).max() ?? 0
            if greatest < low {
                throw .shadow(
                    "it says that the sun stood at \(number(elevation))°, but on that day it rises no higher than "
                        + "\(number(greatest))° there; check height, length, day and place")
            }
            if shadow.azimuth != nil, suns.contains(where: { (low...high).contains($0.elevation) }) {
                throw .shadow("its length and its direction belong to different times of that day")
            }
            throw .shadow(
                "the sun stands between \(number(low))° and \(number(high))°, as it says, for less than half a minute of that day; "
                    + "state greater errors")
        }
        var spans: [ArrivalWindow.ShadowTime.Candidate] = []
        var run: [Int] = []
        for index in fits + [Int.max] {
            if let last = run.last, index != last + 1 {
                // Morning and afternoon join where noon lies within the errors; then the best instant is told for both.
                let best = run.min { misfit($0) < misfit($1) } ?? last
                spans.append(
                    .init(
                        time: refined(times[best], shadow, place), start: times[run[0]], end: times[last]))
                run = []
            }
            run.append(index)
        }
        let agrees = spans.contains { $0.start.timeIntervalSince(given) <= 30 && given.timeIntervalSince($0.end) <= 30 }
        return .init(spans: spans, elevation: elevation, elevationError: error, level: level, agrees: agrees)
    }

    static func time(
        of shadow: MeasuredShadow, _ question: ArrivalQuestion, _ clock: PlaceClock, level: Double
    ) throws(ArrivalDatingError) -> ArrivalWindow.ShadowTime {
        guard let place = question.place else { throw .shadow("the place is not given") }
        return try time(
            of: shadow, at: place, day: question.look, clock: clock, given: question.look, level: level)
    }

    private static func dayBounds(_ day: Date, _ clock: PlaceClock) -> (Date, Date) {
        let start = clock.startOfDay(day)
        // A day has 23 to 25 hours where clocks are moved.
        return (start, clock.startOfDay(start.addingTimeInterval(30 * 3600)))
    }

    /// The instant near another at which the sun stands at the measured height, where it does within half a minute.
    private static func refined(_ time: Date, _ shadow: MeasuredShadow, _ place: GeoPoint) -> Date {
        SunPosition.crossings(
            of: shadow.elevation, at: place, from: time.addingTimeInterval(-30), to: time.addingTimeInterval(30)
        ).first?.time ?? time
    }
}
