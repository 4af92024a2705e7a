/// One quantity measured in one look, with its interval; or why it cannot be determined.
///
/// "Looked, none seen" is an observation with the value 0.
public struct Observation: Hashable, Codable, Sendable {
    /// Derived from look, quantity and model.
    public var id: String
    /// The look.
    public var look: String
    /// What it was measured of, where it is no count of the whole zone: the id of a tank, a detection, a structure, or, of
    /// quantities like the share of snow, that of the zone.
    public var subject: String?
    /// What was measured: "ships", "ships at berth".
    public var quantity: String
    /// What came out.
    public var result: Result
    /// The detections that it rests on.
    public var detections: [String]
    /// The model whose detections were counted, where it rests on any.
    public var model: ModelReference?

    /// Makes an observation.
    public init(
        id: String, look: String, subject: String? = nil, quantity: String, result: Result, detections: [String],
        model: ModelReference?
    ) {
        self.id = id
        self.look = look
        self.subject = subject
        self.quantity = quantity
        self.result = result
        self.detections = detections
        self.model = model
    }

    /// A measured value or the reason why there is none.
    public enum Result: Hashable, Codable, Sendable {
        /// A count, the range that holds the true number with this probability, and how it was found.
        case count(detected: Int, low: Int, high: Int, level: Double, method: String)
        /// A quantity with its unit, the range that holds the true value with this probability, and how it was found.
        case measured(value: Double, low: Double, high: Double, level: Double, unit: String, method: String)
        /// One of several kinds or places, the probability that it is this one, and how it was told.
        case told(String, probability: Double, method: String)
        /// The question makes no sense here, because …
        case notApplicable(because: String)
        /// Cannot be determined, because …
        case undetermined(because: String)
    }
}
