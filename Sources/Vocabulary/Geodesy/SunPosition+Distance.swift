public import Foundation

extension SunPosition {
    /// The distance of Earth and sun in astronomical units, 0.983…1.017.
    ///
    /// Exact to about 0.0001 from 1950 to 2050, since the pull of moon and planets is left out.
    ///
    /// Source: Meeus, Astronomical Algorithms (2nd edition, 1998), equations 25.4 and 25.5.
    ///
    /// - Parameter time: The instant.
    /// - Returns: The distance of the Earth's centre from the sun's.
    public static func distance(at time: Date) -> Double {
        let centuries = (time.timeIntervalSince1970 / 86_400 - 10_957.5) / 36_525
        let anomaly = (357.52911 + centuries * (35_999.05029 - centuries * 0.0001537)) * .pi / 180
        let eccentricity = 0.016708634 - centuries * (0.000042037 + 0.0000001267 * centuries)
        let centre =
            (1.914602 - centuries * (0.004817 + 0.000014 * centuries)) * sin(anomaly)
            + (0.019993 - 0.000101 * centuries) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
        let trueAnomaly = anomaly + centre * .pi / 180
        return 1.000001018 * (1 - eccentricity * eccentricity) / (1 + eccentricity * cos(trueAnomaly))
    }
}
