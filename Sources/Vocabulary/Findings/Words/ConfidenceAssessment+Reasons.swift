extension ConfidenceAssessment {
    /// What each factor allows and why, in the order of the factors; looks are left out where they play no part.
    static func reasons(of factors: ConfidenceFactors) -> [Reason] {
        [
            origins(factors.independentOrigins), quality(factors.bestSource), factors.usableLookShare.map(looks),
            factors.isElicitedByOnePerson
                ? Reason(allows: .moderate, clause: "the numbers that are weighed were stated by one person")
                : Reason(allows: .high, clause: "the numbers that are weighed do not rest on one person"),
            gaps(factors.gaps), assumptions(factors.unsupportedAssumptions),
            factors.alternativesExamined
                ? Reason(allows: .high, clause: "alternatives were examined")
                : Reason(allows: .moderate, clause: "alternatives were not examined"),
            deception(factors.deceptionPotential), move(factors.largestMove),
        ].compactMap { $0 }
    }

    private static func origins(_ count: Int) -> Reason {
        switch count {
        case ...0: Reason(allows: .low, clause: "it rests on no independent origin of information")
        case 1: Reason(allows: .moderate, clause: "it rests on one origin of information, without corroboration")
        default: Reason(allows: .high, clause: "it rests on \(count) independent origins of information")
        }
    }

    private static func quality(_ quality: ConfidenceFactors.SourceQuality) -> Reason {
        switch quality {
        case .strong:
            Reason(allows: .high, clause: "the best source is reliable and what it says is credible")
        case .credible: Reason(allows: .moderate, clause: "the best source is credible but not strong")
        case .weak: Reason(allows: .low, clause: "the best source is weak")
        case .unknown: Reason(allows: .low, clause: "the quality of the best source is unknown")
        }
    }

    private static func looks(_ share: Double) -> Reason {
        guard share >= 0, share <= 1 else {
            return Reason(allows: .low, clause: "the share of usable looks is not known")
        }
        let level: ConfidenceLevel = share >= 0.6 ? .high : share >= 0.3 ? .moderate : .low
        return Reason(
            allows: level, clause: "\(Int((share * 100).rounded())) % of the looks that were wanted were usable")
    }

    private static func gaps(_ gaps: [String]) -> Reason {
        let level: ConfidenceLevel = gaps.count <= 1 ? .high : gaps.count <= 3 ? .moderate : .low
        return Reason(allows: level, clause: counted(gaps, one: "gap is", many: "gaps are", end: "named"))
    }

    private static func assumptions(_ assumptions: [String]) -> Reason {
        let level: ConfidenceLevel = assumptions.isEmpty ? .high : assumptions.count <= 2 ? .moderate : .low
        return Reason(
            allows: level,
            clause: counted(assumptions, one: "assumption is", many: "assumptions are", end: "without support"))
    }

    /// "two gaps are named (a; b)"; the first three are told.
    private static func counted(_ items: [String], one: String, many: String, end: String) -> String {
        guard !items.isEmpty else { return "no \(many) \(end)" }
        let told = items.prefix(3).map(JudgementText.inLine).joined(separator: "; ")
        let rest = items.count > 3 ? "; and \(items.count - 3) more" : ""
        return "\(items.count) \(items.count == 1 ? one : many) \(end) (\(told)\(rest))"
    }

    private static func deception(_ potential: ConfidenceFactors.DeceptionPotential) -> Reason {
        switch potential {
        case .low: Reason(allows: .high, clause: "the potential for deception is low")
        case .medium: Reason(allows: .moderate, clause: "the potential for deception is medium")
        case .high: Reason(allows: .low, clause: "the potential for deception is high")
        case .notExamined: Reason(allows: .moderate, clause: "deception was not examined")
        }
    }

    private static func move(_ move: Double?) -> Reason {
        guard let move else {
            return Reason(allows: .moderate, clause: "how far the answer moves with its inputs was not tried")
        }
        guard move >= 0, move <= 1 else {
            return Reason(allows: .low, clause: "how far the answer moves with its inputs is not known")
        }
        let points = Int((move * 100).rounded())
        let level: ConfidenceLevel = move < 0.10 ? .high : move < 0.25 ? .moderate : .low
        return Reason(
            allows: level,
            clause: points == 0
                ? "no single input moves the answer by one percentage point"
                : "a single input moves the answer by up to \(points) percentage point\(points == 1 ? "" : "s")")
    }
}
