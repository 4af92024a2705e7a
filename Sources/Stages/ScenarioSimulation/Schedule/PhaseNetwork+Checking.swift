public import Scenarios

extension PhaseNetwork {
    /// Phases that a network may have at most; twenty times as many waits.
    public static let mostPhases = 500
    /// Milestones, and kinds of support, that a network may have at most.
    public static let mostMilestones = 50
    /// The longest duration, lag or time that is calculated with, in the network's unit.
    public static let longestTime = 100_000.0

    /// What is wrong with the network, whatever the scenario.
    ///
    /// - Returns: A flaw for each phase, wait, number and observation that cannot be; empty where all is well.
    public var flaws: [ScenarioFlaw] {
        var found = countFlaws
        guard found.isEmpty else { return found }
        found += idFlaws + numberFlaws + waitFlaws + (reference.map(ReferenceClassEstimate.flaws) ?? [])
        guard found.isEmpty else { return found }
        if let circle {
            return [
                ScenarioFlaw(
                    "the phases \(Self.list(circle)) wait for each other in a circle",
                    "let one of them begin without the others")
            ]
        }
        return progressFlaws
    }

    /// The phases, by place, each after those it waits for; of several that could come next the first stated. Phases of a circle
    /// and those that wait for them are left out.
    var order: [Int] {
        let places = Dictionary(phases.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var waits = phases.map { Set($0.after.compactMap { places[$0.phase] }).count }
        var followers = [[Int]](repeating: [], count: phases.count)
        for (place, phase) in phases.enumerated() {
            for before in Set(phase.after.compactMap({ places[$0.phase] })) { followers[before].append(place) }
        }
        var order: [Int] = []
        var ready = waits.indices.filter { waits[$0] == 0 }
        while let next = ready.min() {
            ready.removeAll { $0 == next }
            order.append(next)
            for follower in followers[next] {
                waits[follower] -= 1
                if waits[follower] == 0 { ready.append(follower) }
            }
        }
        return order
    }

    /// Phases of a circle, each of which waits for the next; nil where there is none.
    private var circle: [String]? {
        let free = Set(order)
        let places = Dictionary(phases.enumerated().map { ($1.id, $0) }) { first, _ in first }
        guard var place = phases.indices.first(where: { !free.contains($0) }) else { return nil }
        var path: [Int] = []
        while !path.contains(place) {
            path.append(place)
            let next = phases[place].after.lazy.compactMap { places[$0.phase] }.first { !free.contains($0) }
            guard let next else { return path.map { phases[$0].id } }
            place = next
        }
        return path.drop { $0 != place }.map { phases[$0].id }
    }

    private var countFlaws: [ScenarioFlaw] {
        let named = milestones.reduce(0) { $0 + $1.after.count } + supports.reduce(0) { $0 + $1.phases.count }
        let counts = [
            ("phases", phases.count, Self.mostPhases), ("milestones", milestones.count, Self.mostMilestones),
            ("waits", phases.reduce(0) { $0 + $1.after.count }, 20 * Self.mostPhases),
            ("kinds of support", supports.count, Self.mostMilestones),
            ("phases named by milestones and support", named, 2 * Self.mostMilestones * Self.mostPhases),
            ("observations", progress.count, Self.mostPhases),
        ]
        var found = counts.filter { $0.1 > $0.2 }.map { what, count, most in
            ScenarioFlaw("the schedule has \(count) \(what)", "expected at most \(most)")
        }
        if phases.isEmpty {
            found.append(ScenarioFlaw("the schedule has no phases", "state one or more"))
        }
        if milestones.isEmpty {
            found.append(ScenarioFlaw("the schedule has no milestones", "state what is to be reached"))
        }
        if daysPerUnit == nil {
            found.append(
                ScenarioFlaw("the schedule's unit of time is '\(timeUnit)'", "expected 'month', 'week' or 'd'"))
        }
        return found
    }

    /// Days in a unit of its time; nil for a unit that is none of time.
    var daysPerUnit: Double? {
        switch timeUnit {
        case "month": 365.0 / 12
        case "week": 7
        case "d": 1
        default: nil
        }
    }

    private var idFlaws: [ScenarioFlaw] {
        func twice(_ what: String, _ ids: [String]) -> [ScenarioFlaw] {
            var seen: Set<String> = []
            return ids.filter { !seen.insert($0).inserted }.map {
                ScenarioFlaw("two \(what) are called '\($0)'", "give each an id of its own")
            }
        }
        let known = Set(phases.map(\.id))
        func strays(_ what: String, _ ids: [String]) -> [ScenarioFlaw] {
            ids.filter { !known.contains($0) }.map {
                ScenarioFlaw(
                    "\(what) names the phase '\($0)', which does not exist", "name one of the schedule's phases")
            }
        }
        return twice("phases", phases.map(\.id)) + twice("milestones", milestones.map(\.id))
            + twice("kinds of support", supports.map(\.id)) + twice("observations of progress", progress.map(\.phase))
            + phases.flatMap { strays("the phase '\($0.id)'", $0.after.map(\.phase)) }
            + milestones.flatMap { strays("the milestone '\($0.id)'", $0.after) }
            + milestones.filter(\.after.isEmpty).map {
                ScenarioFlaw("the milestone '\($0.id)' waits for no phase", "name the phases that must have ended")
            }
            + supports.flatMap { strays("the support '\($0.id)'", $0.phases) }
            + strays("progress", progress.map(\.phase))
    }

    private var numberFlaws: [ScenarioFlaw] {
        var found: [ScenarioFlaw] = []
        func check(_ input: ScenarioInput?, _ range: ClosedRange<Double>, _ expected: String) {
            if let input, let flaw = Self.flaw(input, input.number, range, expected) { found.append(flaw) }
        }
        check(correlation, 0...1, "expected a correlation of 0 to 1")
        for phase in phases {
            check(phase.ownDuration, 0...Self.longestTime, Self.expectedTime)
            check(phase.probability, 0...1, Self.expectedShare)
            for wait in phase.after {
                check(wait.lag, 0...Self.longestTime, Self.expectedTime)
                if !(0...1).contains(wait.fraction) {
                    found.append(
                        ScenarioFlaw(
                            "the phase '\(phase.id)' waits for \(wait.fraction) of '\(wait.phase)'",
                            "expected a share of 0 to 1"))
                }
            }
        }
        return found
    }

    static let expectedTime = "expected a time of 0 to 100000"
    static let expectedShare = "expected a probability of 0 to 1"

    static func flaw(
        _ input: ScenarioInput, _ number: UncertainNumber, _ range: ClosedRange<Double>, _ expected: String
    ) -> ScenarioFlaw? {
        guard let least = number.values.first(where: { !range.contains($0) }) else { return nil }
        return ScenarioFlaw("'\(input.id)' can be \(least)", expected)
    }

    private var waitFlaws: [ScenarioFlaw] {
        let durations = Dictionary(phases.map { ($0.id, $0.duration) }) { first, _ in first }
        return phases.compactMap { phase in
            var seen: [String] = []
            var next = phase
            while case .same(let other) = next.duration {
                if other == phase.id || seen.contains(other) {
                    return ScenarioFlaw(
                        "the phase '\(phase.id)' lasts as long as '\(seen.first ?? other)', and that in the end as long as"
                            + " itself", "state how long one of them takes")
                }
                guard let duration = durations[other] else {
                    return ScenarioFlaw(
                        "the phase '\(next.id)' lasts as long as '\(other)', which does not exist",
                        "name one of the schedule's phases")
                }
                seen.append(other)
                next.id = other
                next.duration = duration
            }
            return nil
        }
    }

    static func list(_ ids: [String]) -> String {
        let named = ids.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
        return ids.count > 6 ? named + " …" : named
    }
}
