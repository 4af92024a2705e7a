import Inquiry

extension InstrumentFinding {
    /// All outcomes; those that are bounds say so: what a lower bound divides is an upper one.
    public var boundedOutcomes: [Outcome] {
        var bounds: [String: Bound] = [:]
        for use in arms.flatMap(\.uses) where use.bound != .exact {
            for outcome in [use.amount, use.ratio, use.excess].compactMap(\.self) { bounds[outcome.id] = use.bound }
            for outcome in [use.transparency, use.effectiveness].compactMap(\.self) {
                bounds[outcome.id] = use.bound.turned
            }
        }
        return outcomes.map { outcome in
            var outcome = outcome
            outcome.bound = bounds[outcome.id]
            return outcome
        }
    }
}
