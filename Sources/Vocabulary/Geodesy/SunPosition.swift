public import Foundation

/// Where the sun stands in the sky of a place.
///
/// Angles are geometric, without refraction: light is bent upwards by 0.03° at an elevation of 30°, by 0.5° at
/// the horizon, which shadows long enough to be measured hardly show.
///
/// Exact to about 0.01° from 1950 to 2050. The difference between the uniform time of the formulas and UTC is taken as
/// 69 seconds, which moves the sun by less than 0.001°.
///
/// Source: Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 25 "Solar coordinates" (low accuracy), equation
/// 12.4 for sidereal time, equations 13.5 and 13.6 for azimuth and elevation, chapter 40 for parallax.
public struct SunPosition: Hashable, Sendable {
    /// Direction in degrees clockwise from north, 0..<360.
    public let azimuth: Double
    /// Height of the sun's centre above the horizon in degrees, negative at night.
    public let elevation: Double

    /// Takes a position that is known: degrees clockwise from north, and degrees above the horizon.
    public init(azimuth: Double, elevation: Double) {
        self.azimuth = azimuth
        self.elevation = elevation
    }

    /// Finds the sun.
    ///
    /// - Parameters:
    ///   - place: A point of the Earth.
    ///   - time: The instant.
    ///
    /// Edge cases: at a pole all directions are south or north, and the azimuth is counted from the point's meridian;
    /// with the sun in the zenith the azimuth means nothing.
    public init(at place: GeoPoint, time: Date) {
        let days = time.timeIntervalSince1970 / 86_400 - 10_957.5  // since noon of 1 January 2000, UTC
        let centuries = (days + 69.0 / 86_400) / 36_525
        func wave(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let meanLongitude = 280.46646 + centuries * (36_000.76983 + centuries * 0.0003032)
        let anomaly = wave(357.52911 + centuries * (35_999.05029 - centuries * 0.0001537))
        let centre =
            (1.914602 - centuries * (0.004817 + 0.000014 * centuries)) * sin(anomaly)
            + (0.019993 - 0.000101 * centuries) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
        let node = wave(125.04 - 1934.136 * centuries)
        // Aberration and the largest term of nutation make the longitude apparent.
        let nutation = -0.00478 * sin(node)
        let longitude = wave(meanLongitude + centre - 0.00569 + nutation)
        let obliquity = wave(
            23.4392911 - centuries * (0.0130042 + centuries * (1.64e-7 - centuries * 5.04e-7)) + 0.00256 * cos(node))
        let rightAscension = atan2(cos(obliquity) * sin(longitude), cos(longitude))
        let declination = asin(sin(obliquity) * sin(longitude))
        let turned = days / 36_525
        let sidereal =
            280.46061837 + 360.98564736629 * days + turned * turned * (0.000387933 - turned / 38_710_000)
            + nutation * cos(obliquity)
        let hourAngle = wave((sidereal + place.longitude).truncatingRemainder(dividingBy: 360)) - rightAscension
        let latitude = wave(place.latitude)
        let height = asin(
            min(
                1,
                max(
                    -1, sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle))))
        let fromSouth = atan2(
            sin(hourAngle) * cos(declination),
            cos(hourAngle) * cos(declination) * sin(latitude) - sin(declination) * cos(latitude))
        let azimuth = (fromSouth * 180 / .pi + 180).truncatingRemainder(dividingBy: 360)
        self.azimuth = azimuth < 0 ? azimuth + 360 : azimuth
        // The sun is 8.794 arc seconds lower than from the Earth's centre when it stands on the horizon.
        elevation = height * 180 / .pi - 8.794 / 3600 * cos(height)
    }
}
