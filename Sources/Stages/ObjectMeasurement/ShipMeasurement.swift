/// A ship as a network boxed it, before it is measured.
public struct ShipSubject: Hashable, Sendable {
    /// Middle of the box in metres east and north of the patch's origin.
    public var centre: SIMD2<Double>
    /// Metres along the box.
    public var length: Double
    /// Metres across the box.
    public var beam: Double
    /// Direction of the long axis in degrees clockwise from north; either end may be the bow.
    public var azimuth: Double
    /// Whether the edge of the scene cuts it off.
    public var isCutOff: Bool
    /// The nearest point of a quay line, where it lies along one.
    public var quay: SIMD2<Double>?

    /// Makes a record of a box.
    public init(
        centre: SIMD2<Double> = .zero, length: Double, beam: Double, azimuth: Double, isCutOff: Bool = false,
        quay: SIMD2<Double>? = nil
    ) {
        self.centre = centre
        self.length = length
        self.beam = beam
        self.azimuth = azimuth
        self.isCutOff = isCutOff
        self.quay = quay
    }
}

/// What an image tells of a ship.
public struct ShipMeasurement: Hashable, Sendable {
    /// Metres from stem to stern.
    public var length: Estimate
    /// Metres across.
    public var beam: Estimate
    /// Direction of the long axis in degrees clockwise from north, 0 ..< 180.
    public var azimuth: Double
    /// Direction in which the bow points, in degrees clockwise from north; nil where the picture does not tell.
    public var bowAzimuth: Double?
    /// Probability that it does not point the other way.
    public var bowProbability: Double
    /// Whether a wake shows that it is under way, or why that is not told.
    public var motion: Motion

    /// Whether a ship moves, as far as a picture tells.
    public enum Motion: Hashable, Sendable {
        /// A wake lies astern.
        case underWay(probability: Double)
        /// Not told, because …
        case notTold(because: String)
    }
}
