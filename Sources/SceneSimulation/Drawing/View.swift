import Foundation

/// From where the sensor looks.
public struct View: Sendable {
    /// Angle between the line of sight and the vertical on the ground, degrees.
    public var incidence: Double
    /// Direction from the scene to the sensor, degrees clockwise from north.
    public var azimuth: Double

    /// Looks straight down by default.
    public init(incidence: Double = 0, azimuth: Double = 0) {
        self.incidence = incidence
        self.azimuth = azimuth
    }

    /// Metres by which the top of something one metre high is shifted away from the sensor: east, north.
    var lean: SIMD2<Float> {
        let shift = tan(incidence * .pi / 180)
        let direction = azimuth * .pi / 180
        return SIMD2(Float(-shift * sin(direction)), Float(-shift * cos(direction)))
    }
}
