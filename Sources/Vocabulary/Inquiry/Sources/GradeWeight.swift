/// How far a source or what it says can be relied on, as a range of a share.
///
/// These numbers were **elicited**: they are a judgement. The Admiralty code itself (STANAG 2511, AJP-2.1) gives words only.
public struct GradeWeight: Hashable, Codable, Sendable {
    /// The lowest share that is thought possible, 0…1.
    public let low: Double
    /// The share that is thought most likely, `low`…`high`.
    public let mode: Double
    /// The highest share that is thought possible, 0…1.
    public let high: Double

    init(_ low: Double, _ mode: Double, _ high: Double) {
        self.low = low
        self.mode = mode
        self.high = high
    }

    /// The weights of the six grades, from A or 1 to F or 6. The last is unknown and therefore wide, not low.
    static let elicited = [
        GradeWeight(0.90, 0.95, 0.99), GradeWeight(0.70, 0.80, 0.90), GradeWeight(0.55, 0.65, 0.75),
        GradeWeight(0.30, 0.45, 0.60), GradeWeight(0.05, 0.20, 0.35), unknown,
    ]

    /// What is taken where nobody can judge.
    static let unknown = GradeWeight(0.05, 0.50, 0.95)
}
