import Dispatch
public import Findings
import Inquiry
public import Scenarios
import Synchronization

/// Draws when the milestones of a phase network are reached.
///
/// A phase begins when all that it waits for is over. Durations go together by a Gaussian copula of one common factor: the normal score of a
/// duration is √ρ · common + √(1 − ρ) · its own. All scenarios share the random numbers, which hang on the seed, the number of the draw
/// and the id of what is drawn; the results are the same for any number of threads.
///
/// With ``PhaseNetwork/progress``, phases seen to have begun or ended do so on a day of what was seen, each day as likely as the others; a phase
/// seen not to have begun begins later than that; the duration of one seen not to have ended is drawn on condition that it is longer than
/// what has passed; and what a phase waits for has ended when that phase was seen to have begun. What was seen of one phase tells nothing of
/// the durations of the others. Times count from the day on which the work begins, which is drawn too where it is a span.
///
/// Source: Van Slyke (1963), Operations Research 11(5), 839–860, for drawing networks and for criticality; Glasserman (2003), Monte Carlo
/// Methods in Financial Engineering, sections 4.2 and 9.4, for the common random numbers and the copula.
public struct ScheduleSimulator: Sendable {
    /// Draws that are kept at most, over all milestones: 200 MB.
    static let mostKept = 50_000_000
    /// Draws at most for each bar of a tornado and for each kind of support.
    public static let samplesForEffects = 65_536
    /// Phases that are drawn at most for all bars together: some seconds of work. Large networks get fewer draws to a bar.
    private static let phasesForEffects = 400_000_000

    let model: ScenarioModel
    let network: PhaseNetwork
    /// How often milestones are drawn.
    public let samples: Int
    let isParallel: Bool

    /// What is worked out beside the spread of each milestone.
    public enum Detail: Sendable {
        /// Nothing.
        case spreads
        /// How often each phase is critical, and when it begins and ends.
        case phases
        /// That, with tornado, Sobol indices and the effect of each kind of support.
        case effects
    }

    /// Checks a model's schedule.
    ///
    /// - Parameters:
    ///   - model: A model with a schedule.
    ///   - isParallel: Whether all processors are used; the results are the same.
    /// - Throws: The first of ``Scenarios/PhaseNetwork/flaws``, or that there is no schedule.
    public init(_ model: ScenarioModel, isParallel: Bool = true) throws(ScenarioFlaw) {
        guard let network = model.schedule else {
            throw ScenarioFlaw("the case states no schedule", "state its phases")
        }
        if let flaw = network.flaws.first { throw flaw }
        self.model = model
        self.network = network
        self.isParallel = isParallel
        samples = max(1, min(model.settings.samples, Self.mostKept / network.milestones.count))
    }

    /// What the schedule comes to under a scenario.
    ///
    /// - Parameters:
    ///   - scenario: One of the model's; nil for the numbers as they are stated.
    ///   - detail: What is worked out.
    /// - Returns: The finding.
    /// - Throws: ``ScenarioFlaw`` where the scenario changes what does not exist or makes a number one that cannot be.
    public func finding(_ scenario: Scenario?, detail: Detail = .effects) throws(ScenarioFlaw) -> ScheduleFinding {
        let program = try program(scenario)
        let timed = detail == .spreads ? 0 : samplesForPhases(program)
        let draws = draws(program, samples: samples, countsCritical: detail != .spreads, timed: timed)
        let calendar = network.begins.map { ScheduleCalendar(begins: $0, daysPerUnit: network.daysPerUnit ?? 1) }
        var milestones: [MilestoneFinding] = []
        let spreads = spreads(draws)
        for (number, milestone) in network.milestones.enumerated() {
            guard let spread = spreads[number] else { continue }
            let shares = (detail == .spreads ? [] : Array(program.steps.indices)).map { step in
                PhaseCriticality(
                    phase: program.steps[step].phase, text: program.steps[step].text,
                    share: Double(draws.critical[number][step]) / Double(samples))
            }
            milestones.append(
                MilestoneFinding(
                    milestone: milestone.id, outcome: outcome(milestone, scenario, program, number, spread),
                    criticality: shares))
            milestones[milestones.count - 1].dates = calendar.map { MilestoneDates(spread, by: $0) }
        }
        if detail == .effects {
            let tornado = tornado(program)
            let sensitivities = shares(program)
            let supports = try supportEffects(scenario)
            for number in milestones.indices {
                milestones[number].tornado = tornado[number]
                milestones[number].sensitivities = sensitivities[number]
                milestones[number].supports = supports[number]
            }
        }
        var finding = ScheduleFinding(
            scenario: scenario?.id, timeUnit: network.timeUnit, samples: samples, milestones: milestones)
        finding.calendar = calendar
        if timed > 0 {
            finding.phases = phases(program, draws, of: timed)
            finding.phaseSamples = timed
        }
        return finding
    }

    /// How much later each milestone is reached in one scenario than in another, draw by draw.
    ///
    /// - Parameters:
    ///   - from: The scenario to compare with; nil for the numbers as they are stated.
    ///   - to: The scenario that is compared.
    /// - Returns: A difference for each milestone.
    /// - Throws: ``ScenarioFlaw`` as for ``finding(_:detail:)``.
    public func differences(from: Scenario?, to: Scenario?) throws(ScenarioFlaw) -> [ScheduleDifference] {
        let before = draws(try program(from), samples: samples)
        let after = draws(try program(to), samples: samples)
        return network.milestones.enumerated().compactMap { number, milestone in
            let later = zip(after.reached[number], before.reached[number]).map { $0 - $1 }
            guard let spread = Spread.of(later) else { return nil }
            return ScheduleDifference(
                milestone: milestone.id, text: milestone.text, from: from?.id, to: to?.id,
                timeUnit: network.timeUnit, spread: spread,
                earlier: Double(later.count { $0 < 0 }) / Double(later.count))
        }
    }

    /// Numbers phases and inputs as a scenario has them.
    func program(_ scenario: Scenario?) throws(ScenarioFlaw) -> ScheduleProgram {
        try ScheduleProgram(network, try ScenarioNumbers(model, scenario: scenario), without: try left(out: scenario))
    }

    /// Phases that a scenario does without.
    func left(out scenario: Scenario?) throws(ScenarioFlaw) -> Set<String> {
        guard let scenario else { return [] }
        var left: Set<String> = []
        for step in try model.line(of: scenario) {
            for phase in step.without {
                guard network.phases.contains(where: { $0.id == phase }) else {
                    throw ScenarioFlaw(
                        "the scenario '\(step.id)' does without the phase '\(phase)', which does not exist",
                        "name one of the schedule's phases")
                }
                left.insert(phase)
            }
        }
        return left
    }

    /// The spread of each milestone.
    private func spreads(_ draws: ScheduleDraws) -> [Spread?] {
        let found = Mutex<[Spread?]>(Array(repeating: nil, count: draws.reached.count))
        let work = { @Sendable (number: Int) in
            let spread = Spread.of(draws.reached[number])
            found.withLock { $0[number] = spread }
        }
        if isParallel {
            DispatchQueue.concurrentPerform(iterations: draws.reached.count, execute: work)
        } else {
            for number in draws.reached.indices { work(number) }
        }
        return found.withLock { $0 }
    }

    /// How often each of several runs is drawn.
    func samplesForEffects(runs: Int, _ program: ScheduleProgram) -> Int {
        let most = Self.phasesForEffects / max(1, runs * program.steps.count)
        return min(samples, Self.samplesForEffects, max(ScheduleBlock.draws, most))
    }

    func draws(
        _ program: ScheduleProgram, samples: Int, held: ScheduleDraws.Held = .init(), countsCritical: Bool = false,
        timed: Int = 0
    ) -> ScheduleDraws {
        ScheduleDraws(
            program, samples: samples, seed: model.settings.seed, held: held, countsCritical: countsCritical,
            timed: timed, isParallel: isParallel)
    }
}
