public import Findings

extension Outcome {
    /// By how much the number is greater than in another scenario, draw by draw.
    ///
    /// All scenarios share their random numbers, so that the difference shows what they change and no accident of drawing (common random
    /// numbers; Law 2015, Simulation Modeling and Analysis, section 11.2).
    ///
    /// - Parameter other: The same number in the other scenario.
    /// - Returns: The difference; nil where it is the same in both, or draws were not kept, or
    ///   unequally many.
    public func difference(from other: Outcome) -> Outcome? {
        guard !sample.isEmpty, !other.sample.isEmpty, sample != other.sample else { return nil }
        // Of unequal numbers of draws some were left out, so that they do not belong together.
        guard sample.count == other.sample.count || sample.count == 1 || other.sample.count == 1 else { return nil }
        func draw(_ values: [Double], _ place: Int) -> Double { values.count == 1 ? values[0] : values[place] }
        let count = max(sample.count, other.sample.count)
        let draws = (0..<count).map { draw(sample, $0) - draw(other.sample, $0) }
        guard let spread = Spread.of(draws) else { return nil }
        let base = other.scenario ?? "the model"
        let above = Double(draws.count { $0 > 0 }) / Double(draws.count)
        var difference = Outcome(
            id: "\(id).more", scenario: scenario, text: "\(text): more than in \(base)", unit: unit, spread: spread,
            formula: "\(id) of \(scenario ?? "the model") − that of \(base), draw by draw",
            inputs: Outcome.union(inputs, other.inputs),
            remarks: ["above 0 in \(Int((above * 100).rounded())) % of the \(draws.count) draws"])
        difference.base = other.scenario
        difference.draws = draws.count
        return difference
    }
}
