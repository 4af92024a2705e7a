public import Findings
import Foundation
public import Inquiry
public import ScenarioSimulation
public import Scenarios
public import Sites

/// Reckons what a case's scenarios lead to, in one order: how long it takes, what flows, what is made of it, what that is against caps, and
/// what it changes.
public struct ScenarioWork: Sendable {
    let subject: Case
    let model: ScenarioModel
    private let units: UnitTables

    /// Prepares a case.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - model: Its scenarios.
    ///   - units: By which tables tonnes become barrels.
    public init(of subject: Case, model: ScenarioModel, units: UnitTables) {
        self.subject = subject
        self.model = model
        self.units = units
    }

    /// The day whose states of links count: the last of the case's period; nil for the last states that are stated.
    private var day: Int? {
        subject.period.end.map { Int(($0.timeIntervalSince1970 / 86_400).rounded(.up)) - 1 }
    }

    /// What scenarios lead to.
    ///
    /// - Parameters:
    ///   - ids: Which scenarios, by id; all where nil.
    ///   - probabilities: How likely they are, by id, where that is known.
    ///   - looks: The looks at zones in which carriers would be seen, by zone, as ``looks(from:)`` gives them.
    ///   - counts: How many carriers looks counted, as ``counts(from:models:)`` gives them.
    ///   - detail: What is worked out of the schedule.
    /// - Returns: What they lead to, in the order of the case.
    /// - Throws: ``ScenarioFlaw`` where a scenario cannot be reckoned.
    public func study(
        of ids: [String]? = nil, probabilities: [String: Double] = [:], looks: [String: [LinkLook]] = [:],
        counts: [CarrierCount: DifferentObjects] = [:], detail: ScheduleSimulator.Detail = .effects
    ) throws(ScenarioFlaw) -> ScenarioStudy {
        let wanted = model.scenarios.filter { ids?.contains($0.id) != false }
        var study = ScenarioStudy(samples: model.settings.samples, seed: model.settings.seed, scenarios: [])
        let starts = try productionStarts(of: wanted)
        for (scenario, start) in zip(wanted, starts.all) {
            let production = Production(start: start, counted: starts.counted)
            var finding = try self.finding(of: scenario, production, looks: looks, counts: counts, detail: detail)
            finding.probability = probabilities[scenario.id]
            // Draws take much room: those of the first scenario are kept to the end, others until they were held against them.
            if let base = wanted.first, let first = study.scenarios.first {
                study.differences += try differences(of: finding, scenario, from: first, base)
                finding.forgetSamples()
            }
            study.scenarios.append(finding)
        }
        for index in study.scenarios.indices { study.scenarios[index].forgetSamples() }
        study.outside = try outside()?.view
        return study
    }

    /// When the plant begins to run in each scenario, and the days between which it probably does in any.
    private func productionStarts(
        of scenarios: [Scenario]
    ) throws(ScenarioFlaw) -> (all: [Production.Start?], counted: ClosedRange<Int>?) {
        guard model.plant?.runsFrom != nil, model.schedule?.begins != nil else {
            return (scenarios.map { _ in nil }, nil)
        }
        let simulator = try ScheduleSimulator(model)
        var all: [Production.Start?] = []
        for scenario in scenarios { all.append(try simulator.productionStart(scenario)) }
        let known = all.compactMap(\.self)
        guard let first = known.compactMap({ $0.day(0.1) }).min(), let last = known.compactMap({ $0.day(0.9) }).max(),
            first <= last
        else { return (all, nil) }
        return (all, first...last)
    }

    /// What became of comparable works.
    private func outside() throws(ScenarioFlaw) -> ReferenceClassEstimate? {
        guard let schedule = model.schedule, let reference = schedule.reference else { return nil }
        return try ReferenceClassEstimate(reference, timeUnit: schedule.timeUnit)
    }

    /// What one scenario leads to: how long it takes, what the plant makes, what flows, what that is against caps, what it changes.
    private func finding(
        of scenario: Scenario, _ production: Production, looks: [String: [LinkLook]],
        counts: [CarrierCount: DifferentObjects],
        detail: ScheduleSimulator.Detail
    ) throws(ScenarioFlaw) -> ScenarioFinding {
        var finding = ScenarioFinding(scenario: scenario.id, text: scenario.text, outcomes: [])
        if model.schedule != nil {
            let schedule = try ScheduleSimulator(model).finding(scenario, detail: detail)
            finding.schedule = schedule
            finding.views = try outside()?.beside(schedule)
            finding.outcomes += schedule.milestones.map(\.outcome)
        }
        var made: [String: Drawn] = [:]
        var production = production
        if model.plant != nil {
            let analysis = try PlantAnalysis(model, units: units, scenario: scenario)
            let plant = try analysis.finding()
            made = analysis.products()
            production.formulas = analysis.formulas()
            finding.plant = plant
            finding.outcomes += plant.outcomes
        }
        if let network = model.flow {
            let analysis = try FlowAnalysis(model, scenario: scenario)
            let flow = analysis.finding(on: day)
            finding.flow = flow
            finding.outcomes += flow.outcomes
            // What the wanted flow would have shown, where anybody looked.
            for link in network.links where link.carrier != nil && link.stay != nil && network.asksForFlow {
                guard let zone = link.zone, let own = looks[zone], !own.isEmpty else { continue }
                finding.outcomes.append(try analysis.chanceUnseen(link.id, looks: own, on: day))
            }
        }
        let numbers = try ScenarioNumbers(model, scenario: scenario)
        try addScales(to: &finding, numbers, counts)
        let footing = ScenarioFooting(
            model, numbers: numbers, scenario: scenario.id, plant: made, production: production)
        finding.instruments = try SanctionsArithmetic(footing).findings()
        finding.outcomes += finding.instruments.flatMap(\.boundedOutcomes)
        let consequence = ConsequenceArithmetic(footing)
        finding.consumers = try consequence.findings()
        finding.outcomes += finding.consumers.flatMap(\.outcomes) + [consequence.total()].compactMap(\.self)
        return finding
    }

    /// By how much a scenario's numbers differ from those of another: times of the schedule by all draws, the others by those that
    /// were kept, which each difference counts.
    private func differences(
        of finding: ScenarioFinding, _ scenario: Scenario, from base: ScenarioFinding, _ baseScenario: Scenario
    ) throws(ScenarioFlaw) -> [Outcome] {
        var found: [Outcome] = []
        if model.schedule != nil {
            let known = Dictionary(finding.outcomes.map { ($0.id, $0) }) { first, _ in first }
            for difference in try ScheduleSimulator(model).differences(from: baseScenario, to: scenario) {
                let id = "schedule.\(difference.milestone)"
                let share = Int((difference.earlier * 100).rounded())
                var later = Outcome(
                    id: "\(id).later", scenario: scenario.id,
                    text: "\(difference.text): later than in \(baseScenario.id)", unit: difference.timeUnit,
                    spread: difference.spread,
                    formula: "\(id) of \(scenario.id) − that of \(baseScenario.id), draw by draw",
                    inputs: Outcome.union(
                        known[id]?.inputs ?? [], base.outcomes.first { $0.id == id }?.inputs ?? []),
                    remarks: ["earlier in \(share) % of the \(model.settings.samples) draws"])
                later.base = baseScenario.id
                later.draws = model.settings.samples
                found.append(later)
            }
        }
        let before = Dictionary(base.outcomes.map { ($0.id, $0) }) { first, _ in first }
        for outcome in finding.outcomes {
            guard let other = before[outcome.id], let difference = outcome.difference(from: other) else { continue }
            found.append(difference)
        }
        return found
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
