/// When a phase begins and ends under one scenario, from the begin of the work and in the schedule's unit of time.
public struct PhaseTimes: Hashable, Codable, Sendable {
    /// Times that 10, 50 and 90 % of the draws do not exceed.
    public struct Range: Hashable, Codable, Sendable {
        /// The times, rising.
        public var p10, p50, p90: Double

        /// States times.
        ///
        /// - Parameters:
        ///   - p10: The time that 10 % do not exceed.
        ///   - p50: The median.
        ///   - p90: The time that 90 % do not exceed.
        public init(p10: Double, p50: Double, p90: Double) {
            self.p10 = p10
            self.p50 = p50
            self.p90 = p90
        }
    }

    /// The phase, by id.
    public var phase: String
    /// What it is.
    public var text: String
    /// The share of the draws in which it is needed, 0…1; its times are those of these draws.
    public var needed: Double
    /// When it begins; nil where it was needed in no draw.
    public var begins: Range?
    /// When it ends; nil where it was needed in no draw.
    public var ends: Range?

    /// States the times of a phase.
    ///
    /// - Parameters:
    ///   - phase: The phase, by id.
    ///   - text: What it is.
    ///   - needed: The share of the draws in which it is needed, 0…1.
    ///   - begins: When it begins.
    ///   - ends: When it ends.
    public init(phase: String, text: String, needed: Double, begins: Range?, ends: Range?) {
        self.phase = phase
        self.text = text
        self.needed = needed
        self.begins = begins
        self.ends = ends
    }
}
