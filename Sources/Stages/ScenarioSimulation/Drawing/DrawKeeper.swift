public import Findings
import Synchronization

/// Keeps the draws behind the outcomes of one scenario, so that they can be held against those of another draw by draw.
public final class DrawKeeper: Sendable {
    private let samples: Int
    private let kept = Mutex<[String: DrawnNumber]>([:])

    /// Makes an empty one.
    ///
    /// - Parameter numbers: The numbers of the scenario.
    public init(_ numbers: ScenarioNumbers) { samples = numbers.samples }

    /// The draws of an outcome.
    ///
    /// - Parameter outcome: Its id.
    /// - Returns: Nil where it has none, or some draws do not have it: such an outcome cannot be held against another.
    public func number(_ outcome: String) -> DrawnNumber? { kept.withLock { $0[outcome] } }

    /// By how much outcomes are greater than in another scenario.
    ///
    /// - Parameters:
    ///   - outcomes: Outcomes of this scenario.
    ///   - other: What was kept of the other scenario.
    ///   - base: The other scenario, by id.
    /// - Returns: One difference for each outcome that both scenarios have, in their order; see
    ///   ``DrawnNumber/difference(from:of:base:)``.
    public func differences(of outcomes: [Outcome], from other: DrawKeeper, base: String) -> [Outcome] {
        outcomes.compactMap { outcome in
            guard let own = number(outcome.id), let before = other.number(outcome.id) else { return nil }
            return own.difference(from: before, of: outcome, base: base)
        }
    }

    func keep(_ number: DrawnNumber, _ outcome: String) {
        guard number.count == 1 || number.count == samples else { return }
        kept.withLock { $0[outcome] = number }
    }
}
