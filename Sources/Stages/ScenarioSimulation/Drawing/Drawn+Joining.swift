import Findings
import Scenarios

extension Drawn {
    /// How many draws there are.
    var count: Int { values.count }

    /// Draw by draw with another number.
    ///
    /// - Parameters:
    ///   - other: The other number, with equally many draws, or one of both with one.
    ///   - operation: What becomes of two draws.
    /// - Returns: The result, made from the inputs of both.
    func joined(_ other: Drawn, _ operation: (Double, Double) -> Double) -> Drawn {
        Drawn.combined([self, other]) { operation($0[0], $0[1]) }
    }

    /// The share of draws of which something is true, 0…1; 0 where there is none.
    func share(_ condition: (Double) -> Bool) -> Double {
        values.isEmpty ? 0 : Double(values.count(where: condition)) / Double(values.count)
    }

    /// Ids, each once, in the order in which they come first.
    static func union(_ lists: [[String]]) -> [String] {
        var seen: Set<String> = []
        return lists.flatMap { $0 }.filter { seen.insert($0).inserted }
    }

    /// The sum of some; 0 of none.
    static func sum(_ numbers: [Drawn]) -> Drawn {
        guard let first = numbers.first else { return Drawn(0) }
        return numbers.dropFirst().reduce(first, +)
    }

    /// An outcome whatever its draws are; one that is not finite must be refused by ``Findings/Outcome/check()``.
    ///
    /// - Parameters:
    ///   - id: Unique in a scenario.
    ///   - scenario: The scenario, by id; nil where it is the same in all.
    ///   - text: What it is.
    ///   - unit: Its unit.
    ///   - formula: How it is made.
    ///   - remarks: What must be known beside it.
    /// - Returns: The outcome with its spread and inputs.
    func outcome(
        id: String, scenario: String?, text: String, unit: String, formula: String, remarks: [String] = []
    ) -> Outcome {
        Outcome(
            id: id, scenario: scenario, text: text, unit: unit, spread: Spread.of(values) ?? Spread(certain: 0),
            formula: formula, inputs: inputs, remarks: remarks, sample: values)
    }
}

extension Drawn {
    /// "34 %", "less than 1 %", "more than 99 %": a share of draws in whole percent, which never says none or all where
    /// it is some.
    static func percent(_ part: Int, of count: Int) -> String {
        guard part > 0, part < count else { return part > 0 ? "100 %" : "0 %" }
        let percent = (100 * Double(part) / Double(count)).rounded()
        return percent < 1 ? "less than 1 %" : percent > 99 ? "more than 99 %" : "\(Int(percent)) %"
    }
}

extension Outcome {
    /// The same without its draws where some were left out, as then draw k is no longer draw k of another number.
    func keptInPart(_ kept: Int, of count: Int) -> Outcome {
        guard kept < count else { return self }
        var outcome = self
        outcome.sample = []
        return outcome
    }

    /// Refuses a number that became too large on the way, before it is written anywhere.
    ///
    /// - Throws: ``ScenarioFlaw`` that names its inputs.
    func check() throws(ScenarioFlaw) {
        guard spread.mean.isFinite, spread.deviation.isFinite, spread.percentiles.allSatisfy(\.isFinite) else {
            let most = 30
            let rest = inputs.count > most ? " and \(inputs.count - most) more" : ""
            let names = inputs.prefix(most).map { "'\($0)'" }.joined(separator: ", ") + rest
            throw ScenarioFlaw("'\(id)' is too large, or is divided by nearly nothing", "check \(names)")
        }
    }
}
