public import Findings
public import Inquiry
public import ScenarioSimulation
public import Scenarios
public import Sites

/// Reckons what a case's scenarios lead to, in one order: how long it takes, what flows, what is made of it, what that is against caps, and
/// what it changes.
public struct ScenarioWork: Sendable {
    private let subject: Case
    private let model: ScenarioModel

    /// Prepares a case.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - model: Its scenarios.
    public init(of subject: Case, model: ScenarioModel) {
        self.subject = subject
        self.model = model
    }

    /// What scenarios lead to.
    ///
    /// - Parameters:
    ///   - ids: Which scenarios, by id; all where nil.
    ///   - probabilities: How likely they are, by id, where that is known.
    /// - Returns: What they lead to, in the order of the case.
    /// - Throws: ``ScenarioFlaw`` where a scenario cannot be reckoned.
    public func study(
        of ids: [String]? = nil, probabilities: [String: Double] = [:]
    ) throws(ScenarioFlaw) -> ScenarioStudy {
        var study = ScenarioStudy(samples: model.settings.samples, seed: model.settings.seed, scenarios: [])
        for scenario in model.scenarios where ids?.contains(scenario.id) != false {
            study.scenarios.append(
                ScenarioFinding(
                    scenario: scenario.id, text: scenario.text, probability: probabilities[scenario.id], outcomes: []))
        }
        return study
    }

    /// How likely scenarios are by an assessment: the probability of all that their hypotheses leave open, together.
    ///
    /// - Parameters:
    ///   - scenarios: The scenarios.
    ///   - assessment: The assessment of the case's hypotheses.
    ///   - inquiry: The hypotheses.
    /// - Returns: Probabilities by scenario; none for one that names no hypothesis.
    public static func probabilities(
        of scenarios: [Scenario], by assessment: Assessment, of inquiry: HypothesisInquiry
    ) -> [String: Double] {
        let tree = HypothesisTree(inquiry.hypotheses)
        let posteriors = Dictionary(assessment.leaves.map { ($0.id, $0.posterior) }) { first, _ in first }
        var found: [String: Double] = [:]
        for scenario in scenarios where !scenario.hypotheses.isEmpty {
            let named = Set(scenario.hypotheses)
            found[scenario.id] = tree.leafIDs.indices.reduce(0) { sum, leaf in
                let isNamed = tree.lineage(ofLeaf: leaf).contains(where: named.contains)
                return isNamed ? sum + (posteriors[tree.leafIDs[leaf]] ?? 0) : sum
            }
        }
        return found
    }
}
