/// How much a judgement can be relied on, apart from how likely it is.
///
/// - SeeAlso: U.S. National Intelligence Council, "What we mean when we say", in estimates since 2007: *high* where the
///   information is of high quality or the matter permits a solid judgement, which is no certainty; *moderate* where it
///   is credibly sourced and plausible but not of enough quality or corroboration; *low* where it is questionable,
///   fragmented or poorly corroborated.
public enum ConfidenceLevel: String, Hashable, Codable, Sendable, CaseIterable, Comparable {
    /// Questionable, fragmented or poorly corroborated, or much hangs on one thing.
    case low
    /// Credibly sourced and plausible, without enough quality or corroboration for more.
    case moderate
    /// Good information, few gaps and assumptions, alternatives examined; still no certainty.
    case high

    /// Whether one level is lower than another.
    public static func < (left: ConfidenceLevel, right: ConfidenceLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .moderate: 1
        case .high: 2
        }
    }
}

/// A confidence level and what it follows from.
public struct ConfidenceAssessment: Hashable, Codable, Sendable {
    /// What one factor says.
    public struct Reason: Hashable, Codable, Sendable {
        /// The highest level that the factor allows.
        public var allows: ConfidenceLevel
        /// What was found, as a clause that can stand in a sentence: "two of five wanted looks were usable".
        public var clause: String

        /// The clause as a sentence.
        public var sentence: String { clause.prefix(1).uppercased() + clause.dropFirst() + "." }
    }

    /// The level.
    public var level: ConfidenceLevel
    /// All factors, those that allow least first, else in the order of ``ConfidenceFactors``.
    public var reasons: [Reason]

    /// Those factors that keep the level from being higher; for a high level all of them.
    public var deciding: [Reason] {
        let lowering = reasons.filter { $0.allows == level }
        // Many middling factors together make the level low, though none does so alone.
        return lowering.isEmpty ? reasons.filter { $0.allows < .high } : lowering
    }

    /// The level that factors give.
    ///
    /// Each factor allows a level at most, and the lowest of these is the level. Where more than half of the factors
    /// that apply allow no more than moderate, the level is low: many middling things do not make one good one.
    ///
    /// | factor | high | moderate | low |
    /// |---|---|---|---|
    /// | independent origins | 2 or more | 1 | 0 |
    /// | best source | strong | credible | weak or unknown |
    /// | usable share of wanted looks | 60 % or more | 30 % or more | less |
    /// | numbers by one person | no | yes | |
    /// | gaps that were named | 0 or 1 | 2 or 3 | 4 or more |
    /// | assumptions without support | 0 | 1 or 2 | 3 or more |
    /// | alternatives examined | yes | no | |
    /// | deception potential | low | medium, or not examined | high |
    /// | largest move of the probability | below 0.10 | below 0.25, or not tried | 0.25 or more |
    ///
    /// The thresholds are this program's choice; the standards name the factors and give no numbers. A share or move
    /// that is no number from 0 to 1 counts as low and is said to be unusable; a negative count of origins counts as
    /// none.
    ///
    /// - Parameter factors: What the judgement rests on.
    public init(_ factors: ConfidenceFactors) {
        let found = Self.reasons(of: factors)
        let lowest = found.map(\.allows).min() ?? .low
        let belowHigh = found.count { $0.allows < .high }
        level = belowHigh * 2 > found.count ? .low : lowest
        reasons = ConfidenceLevel.allCases.flatMap { level in found.filter { $0.allows == level } }
    }
}
