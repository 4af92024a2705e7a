public import Findings
import Inquiry

extension DrawnNumber {
    /// By how much a number is greater in one scenario than in another, draw by draw.
    ///
    /// All scenarios share their random numbers, so that the difference shows what they change and no accident of
    /// drawing: its spread is narrower than that of two independent numbers (common random numbers; Law 2015,
    /// Simulation Modeling and Analysis, section 11.2).
    ///
    /// - Parameters:
    ///   - other: The number in the scenario that it is held against.
    ///   - outcome: The number's outcome in its own scenario: it gives id, text and unit.
    ///   - base: The scenario that it is held against, by id.
    /// - Returns: The difference, under the id of the outcome and ".minus." and the other scenario's id. Its remark
    ///   says in how many draws it is above and below 0.
    public func difference(from other: DrawnNumber, of outcome: Outcome, base: String) -> Outcome {
        let difference = self - other
        func percent(_ condition: (Double) -> Bool) -> String {
            Quantity.digits((1000 * difference.share(condition)).rounded() / 10, significant: 4) + " %"
        }
        return difference.outcome(
            id: "\(outcome.id).minus.\(base)", scenario: outcome.scenario,
            text: "\(outcome.text): difference from '\(base)'", unit: outcome.unit,
            formula: "\(outcome.id) of '\(outcome.scenario ?? "the model")' − \(outcome.id) of '\(base)', draw by draw",
            remarks: ["above 0 in \(percent { $0 > 0 }) of the draws, below 0 in \(percent { $0 < 0 })"])
    }
}
