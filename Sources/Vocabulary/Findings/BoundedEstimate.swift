/// A number estimated from looks, with an interval that may be open above.
public struct BoundedEstimate: Hashable, Codable, Sendable {
    /// The estimate.
    public var value: Double
    /// Lower end of the interval.
    public var low: Double
    /// Upper end of the interval; nil where the looks set no bound.
    public var high: Double?

    /// Makes an estimate.
    public init(value: Double, low: Double, high: Double?) {
        self.value = value
        self.low = low
        self.high = high
    }
}
