import Scenarios

/// Shares of a feed's cuts.
enum Yields {
    /// How the share of a cut is made.
    static func formula(_ cut: Cut) -> String {
        switch cut.yield {
        case .mass: "yield of the cut ÷ sum of all yields, draw by draw"
        case .boiling:
            "(volume boiled off at its end − that at its beginning) × density ÷ the sum of that over all cuts"
        }
    }

    /// The share of each cut in the mass of the feed, %; together 100 in each draw.
    ///
    /// Cuts that boil are taken in their order; where a draw has less boiled off at the end of one than at the end of that before, the cut is
    /// empty.
    ///
    /// - Parameters:
    ///   - feed: The feed.
    ///   - numbers: The numbers of the scenario.
    /// - Returns: One for each cut; not finite in draws in which all are 0.
    static func shares(_ feed: Feed, _ numbers: ScenarioNumbers) -> [Drawn] {
        var boiled = Drawn(0)
        let masses = feed.cuts.map { cut -> Drawn in
            switch cut.yield {
            case .mass(let share): return numbers.drawn(share)
            case .boiling(let range):
                let start = boiled
                let end = Drawn.combined([start, numbers.drawn(range.recovered, or: 100)]) {
                    max($0[0], min(100, $0[1]))
                }
                boiled = end
                return (end - start) * numbers.drawn(range.density)
            }
        }
        var sum = Drawn(0)
        for mass in masses { sum = sum + mass }
        return masses.map { $0 / sum * Drawn(100) }
    }
}
