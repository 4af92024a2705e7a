/// How the numbers of one look follow from those of another of the same ground, band by band.
///
/// `after = gain · before + offset` for ground that did not change.
public struct RelativeRadiometry: Hashable, Codable, Sendable {
    /// One for each band that both looks have, in the order of the bands compared.
    public var bands: [BandRelation]
    /// Pixels that were taken for unchanged and on which the relation rests.
    public var invariantPixels: Int
    /// How it was found.
    public var method: String
    /// Why it must not be used; nil where it may.
    public var refusal: String?

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - bands: One relation for each band.
    ///   - invariantPixels: Pixels that it rests on.
    ///   - method: How it was found.
    ///   - refusal: Why it must not be used, in a sentence; nil where it may.
    public init(bands: [BandRelation], invariantPixels: Int, method: String, refusal: String?) {
        self.bands = bands
        self.invariantPixels = invariantPixels
        self.method = method
        self.refusal = refusal
    }

    /// The line of one band.
    public struct BandRelation: Hashable, Codable, Sendable {
        /// Name of the band.
        public var band: String
        /// Numbers of the later look for one of the earlier.
        public var gain: Double
        /// Half of the interval that holds the gain with the probability ``level``, to either side.
        public var gainError: Double
        /// What is added, in the unit of the later look.
        public var offset: Double
        /// Half of the interval that holds the offset with the probability ``level``, to either side.
        public var offsetError: Double
        /// Probability of the intervals.
        public var level: Double
        /// Standard deviation of the invariant pixels about the line, in the unit of the later look.
        public var residual: Double
        /// Correlation of the invariant pixels of both looks.
        public var correlation: Double

        /// Makes a record of a line.
        public init(
            band: String, gain: Double, gainError: Double, offset: Double, offsetError: Double, level: Double,
            residual: Double, correlation: Double
        ) {
            self.band = band
            self.gain = gain
            self.gainError = gainError
            self.offset = offset
            self.offsetError = offsetError
            self.level = level
            self.residual = residual
            self.correlation = correlation
        }
    }
}
