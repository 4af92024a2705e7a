import Foundation

/// The line from a satellite to the ground.
public enum LineOfSight {
    /// Mean radius of the Earth in metres.
    private static let earth = 6_371_008.8
    /// Metres above the ground at which a satellite flies of which nothing else is known: the height of Pléiades Neo. From
    /// 450 to 800 km the angle on the ground differs by less than a twentieth.
    public static let usualHeight = 620_000.0

    /// The angle between the line and the vertical on the ground, by the sines of the triangle between the Earth's centre,
    /// ground and sensor.
    ///
    /// - Parameters:
    ///   - offNadir: Degrees at the sensor between straight down and the line.
    ///   - height: Metres above the ground at which the sensor flies.
    /// - Returns: Degrees; 90 where the line passes the Earth by.
    public static func incidence(offNadir: Double, height: Double = usualHeight) -> Double {
        asin(min(1, sin(offNadir * .pi / 180) * (earth + height) / earth)) * 180 / .pi
    }
}
