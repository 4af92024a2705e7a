public import Sites

/// A number with its standard error, or why there is none.
public enum Estimate: Hashable, Sendable {
    /// A value, its standard error in the same unit, and how it was found.
    case value(Double, error: Double, method: String)
    /// Cannot be determined, because …
    case undetermined(because: String)
    /// Makes no sense here, because …
    case notApplicable(because: String)

    /// The value; nil where there is none.
    public var number: Double? { if case .value(let number, _, _) = self { number } else { nil } }
    /// The standard error; nil where there is no value.
    public var error: Double? { if case .value(_, let error, _) = self { error } else { nil } }
}

/// What an image tells of one storage tank.
public struct TankMeasurement: Hashable, Sendable {
    /// Middle of the footprint in metres east and north of the patch's origin; nil where no rim was found.
    public var centre: SIMD2<Double>?
    /// Diameter of the rim in metres.
    public var diameter: Estimate
    /// Height of the shell above the ground in metres.
    public var height: Estimate
    /// Share of the height at which a floating roof stands, 0…1.
    public var fill: Estimate
    /// What is stored in cubic metres, as far as a floating roof tells.
    public var contents: Estimate
    /// Probability that the roof floats, as far as the picture tells; nil where it does not.
    public var floatingProbability: Double?
    /// Share of the differences in brightness that a tank explains, 0…1; nil where none was fitted.
    public var explained: Double?
}

/// A tank as it is known before it is measured.
public struct TankSubject: Hashable, Sendable {
    /// Middle of the footprint in metres east and north of the patch's origin.
    public var centre: SIMD2<Double>
    /// Metres across.
    public var diameter: Double
    /// Metres from the ground to the rim; nil where unknown.
    public var height: Double?
    /// How it is closed.
    public var roof: TankRoof
    /// Metres by which it may lie elsewhere in the image.
    public var placementError: Double
    /// Share of the diameter by which it may be larger or smaller.
    public var diameterError: Double

    /// Makes a record of what is known.
    public init(
        centre: SIMD2<Double> = .zero, diameter: Double, height: Double? = nil, roof: TankRoof = .unknown,
        placementError: Double = 5, diameterError: Double = 0.12
    ) {
        self.centre = centre
        self.diameter = diameter
        self.height = height
        self.roof = roof
        self.placementError = placementError
        self.diameterError = diameterError
    }
}
