import Findings
import Scenarios
import Statistics

extension ScheduleSimulator {
    /// The normal score below which 90 % lie.
    static let score90: Float = 1.281_551_6
    /// A score beyond all that are drawn.
    private static let beyond: Float = 40

    /// By milestone, what each uncertain input does when it alone is at its 10 % and its 90 %, the widest first.
    func tornado(_ program: ScheduleProgram) -> [[TornadoBar]] {
        typealias Held = ScheduleDraws.Held
        var bars = [[TornadoBar]](repeating: [], count: network.milestones.count)
        let count = samplesForEffects(runs: 2 * program.columns.count, program)
        func add(_ input: String, _ text: String, _ values: (Double, Double), _ low: Held, _ high: Held) {
            let (low, high) = (
                draws(program, samples: count, held: low), draws(program, samples: count, held: high)
            )
            for number in bars.indices {
                guard let before = Spread.of(low.reached[number]), let after = Spread.of(high.reached[number]) else {
                    continue
                }
                bars[number].append(
                    TornadoBar(
                        input: input, text: text, values: values, medians: (before.p50, after.p50),
                        means: (before.mean, after.mean)))
            }
        }
        func values(_ table: ScoreTable) -> (Double, Double) {
            (Double(table.value(at: -Self.score90)), Double(table.value(at: Self.score90)))
        }
        for (number, duration) in program.durations.enumerated() {
            guard case .drawn(let table, let column) = duration.number else { continue }
            add(
                duration.phase, program.columns[column].text, values(table),
                Held(durations: [number: -Self.score90]), Held(durations: [number: Self.score90]))
        }
        let needs = program.steps.compactMap { step in step.need.map { (step, $0.column) } }
        for (step, column) in needs where step.progress?.isKnownToBeNeeded != true {
            add(
                program.columns[column].name, program.columns[column].text, (0, 1),
                Held(columns: [(column, Self.beyond)]), Held(columns: [(column, -Self.beyond)]))
        }
        // Lags, the correlation and how likely phases are needed; what stands for several is held once.
        var others = (program.lags + [program.common?.correlation].compactMap(\.self)).map {
            ($0, { (x: Double) in x })
        }
        others += needs.compactMap(\.0.need).map { ($0.limit, standardNormalCumulative) }
        var known: Set<Int> = []
        for (number, value) in others {
            guard case .drawn(let table, let column) = number, known.insert(column).inserted else { continue }
            let (low, high) = values(table)
            add(
                program.columns[column].name, program.columns[column].text, (value(low), value(high)),
                Held(columns: [(column, -Self.score90)]), Held(columns: [(column, Self.score90)]))
        }
        return bars.map { bars in
            bars.enumerated().sorted { ($1.element.width, $0.offset) < ($0.element.width, $1.offset) }.map(\.element)
        }
    }

    /// By milestone, what each kind of support does of what the scenario changes.
    func supportEffects(_ scenario: Scenario?) throws(ScenarioFlaw) -> [[SupportEffect]] {
        let none = [[SupportEffect]](repeating: [], count: network.milestones.count)
        guard let scenario, !network.supports.isEmpty else { return none }
        var effects = none
        let whole = try program(scenario)
        let count = samplesForEffects(runs: 2 * network.supports.count + 2, whole)
        let numbers = try ScenarioNumbers(model, scenario: scenario)
        let left = try left(out: scenario)
        let stated = draws(try program(nil), samples: count)
        let supported = draws(whole, samples: count)
        for kind in network.supports {
            let phases = Set(kind.phases)
            let inputs = Set(network.phases.filter { phases.contains($0.id) }.flatMap(Self.inputs))
            let alone = draws(
                try ScheduleProgram(
                    network, numbers.changing { inputs.contains($0) }, without: left.intersection(phases)),
                samples: count)
            let others = draws(
                try ScheduleProgram(
                    network, numbers.changing { !inputs.contains($0) }, without: left.subtracting(phases)),
                samples: count)
            for number in effects.indices {
                func less(_ first: ScheduleDraws, _ second: ScheduleDraws) -> Spread? {
                    Spread.of(zip(first.reached[number], second.reached[number]).map { $0 - $1 })
                }
                guard let own = Spread.of(alone.reached[number]), let saves = less(stated, alone),
                    let other = Spread.of(others.reached[number]), let costs = less(others, supported)
                else { continue }
                effects[number].append(
                    SupportEffect(
                        support: kind.id, text: kind.text, alone: own, saves: saves, withoutIt: other, costs: costs))
            }
        }
        return effects
    }

    private static func inputs(_ phase: Phase) -> [String] {
        ([phase.ownDuration, phase.probability] + phase.after.map(\.lag)).compactMap { $0?.id }
    }
}
