public import Foundation

extension SunPosition {
    /// An instant at which the sun passes a height.
    public struct Crossing: Hashable, Sendable {
        /// The instant, to a tenth of a second of the formulas.
        public let time: Date
        /// Whether the sun climbs.
        public let isRising: Bool
    }

    /// The geometric height of the sun's centre at sunrise and sunset: its radius of 16′ and 34′ of refraction below the horizon.
    ///
    /// Source: Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 15, standard altitude *h*₀ of the sun.
    public static let elevationAtSunrise = -0.8333

    /// The instants at which the sun passes a height, in the order of time.
    ///
    /// - Parameters:
    ///   - elevation: Degrees above the horizon, geometric as ``elevation`` is.
    ///   - place: A point of the Earth.
    ///   - start: First instant.
    ///   - end: Last instant; at most 400 days later, what lies beyond is left out.
    /// - Returns: Empty where the sun stays above or below.
    ///
    /// Edge cases: the sun is looked at every ten minutes, so two crossings closer than that are missed: where it touches the height
    /// at noon or midnight within about 0.05°.
    public static func crossings(
        of elevation: Double, at place: GeoPoint, from start: Date, to end: Date
    ) -> [Crossing] {
        let span = min(end.timeIntervalSince(start), 400 * 86_400)
        guard span > 0, elevation.isFinite else { return [] }
        func height(_ seconds: Double) -> Double {
            SunPosition(at: place, time: start.addingTimeInterval(seconds)).elevation - elevation
        }
        var found: [Crossing] = []
        var (left, before) = (0.0, height(0))
        while left < span {
            let right = min(left + 600, span)
            let after = height(right)
            if (before < 0) != (after < 0) {
                var (low, high) = (left, right)
                while high - low > 0.05 {
                    let middle = (low + high) / 2
                    if (height(middle) < 0) == (before < 0) { low = middle } else { high = middle }
                }
                found.append(Crossing(time: start.addingTimeInterval((low + high) / 2), isRising: before < 0))
            }
            (left, before) = (right, after)
        }
        return found
    }
}
