/// What all scenarios of a case lead to, drawn with the same random numbers.
public struct ScenarioStudy: Hashable, Codable, Sendable {
    /// How often each number was drawn.
    public var samples: Int
    /// Where the random numbers began.
    public var seed: UInt64
    /// The scenarios, in the order of the file.
    public var scenarios: [ScenarioFinding]
    /// What became of comparable works; nil where none are stated.
    public var outside: OutsideView?
    /// By how much outcomes of each scenario differ from those of the first, draw by draw.
    public var differences: [Outcome]

    /// Makes a study.
    ///
    /// - Parameters:
    ///   - samples: How often each number was drawn.
    ///   - seed: Where the random numbers began.
    ///   - scenarios: The scenarios.
    ///   - differences: By how much outcomes differ from those of the first scenario.
    public init(
        samples: Int, seed: UInt64, scenarios: [ScenarioFinding], differences: [Outcome] = []
    ) {
        self.samples = samples
        self.seed = seed
        self.scenarios = scenarios
        self.differences = differences
    }

    /// Numbers that are the same in all of two or more scenarios, as the first has them.
    public var sharedOutcomes: [Outcome] {
        guard let first = scenarios.first, scenarios.count > 1 else { return [] }
        let others = scenarios.dropFirst().map { finding in
            Dictionary(finding.outcomes.map { ($0.id, $0.spread) }) { first, _ in first }
        }
        return first.outcomes.filter { outcome in others.allSatisfy { $0[outcome.id] == outcome.spread } }
    }

    /// A part of each scenario that differs from that of the scenarios before it, but for the scenario's name.
    ///
    /// - Parameter part: Findings of one kind; none where there are none.
    /// - Returns: The scenarios with what is to be shown of them.
    public func distinct<Part: ScenarioPart>(_ part: (ScenarioFinding) -> [Part]) -> [(ScenarioFinding, [Part])] {
        var seen: Set<[Part]> = []
        return scenarios.compactMap { finding in
            let own = part(finding)
            return own.isEmpty || !seen.insert(own.map(\.ofNoScenario)).inserted ? nil : (finding, own)
        }
    }

    /// The numbers of scenarios, each once: what is the same in all scenarios belongs to none of them.
    public var outcomesOnce: [Outcome] {
        let shared = sharedOutcomes
        let same = Set(shared.map(\.id))
        let common = shared.map { outcome in
            var outcome = outcome
            outcome.scenario = nil
            return outcome
        }
        return scenarios.flatMap(\.outcomes).filter { !same.contains($0.id) } + common
    }

    /// Ids of the scenarios' numbers, each once, in their order.
    public var ids: [String] {
        var seen: Set<String> = []
        return scenarios.flatMap(\.outcomes).map(\.id).filter { seen.insert($0).inserted }
    }

    /// What the numbers do not say by themselves; what holds in some scenarios only is said with their names.
    public var sentences: [String] {
        let parts: [(ScenarioFinding) -> [String]] = [
            \.scheduleSentences, \.scaleSentences, \.flowSentences, \.plantSentences, \.capSentences,
            \.consumerSentences,
        ]
        return parts.flatMap(sentences)
    }

    /// The same of one part.
    ///
    /// - Parameter part: Which sentences of each scenario.
    /// - Returns: Each sentence once.
    public func sentences(_ part: (ScenarioFinding) -> [String]) -> [String] {
        var order: [String] = []
        var holders: [String: [String]] = [:]
        for finding in scenarios {
            for sentence in part(finding) {
                if holders[sentence] == nil { order.append(sentence) }
                // Several sightings may say the same of one scenario.
                guard holders[sentence]?.last != finding.scenario else { continue }
                holders[sentence, default: []].append(finding.scenario)
            }
        }
        return order.map { sentence in
            let names = holders[sentence] ?? []
            return names.count == scenarios.count ? sentence : "\(WordList.joined(names)): \(sentence)"
        }
    }

    /// What is known of an outcome that is the time of a milestone: its dates and what it hangs on.
    ///
    /// - Parameter outcome: One of ``outcomes``.
    /// - Returns: The milestone in the outcome's scenario; nil for another number.
    public func milestone(_ outcome: Outcome) -> MilestoneFinding? {
        scenarios.first { $0.scenario == outcome.scenario }?.schedule?.milestones.first { $0.outcome.id == outcome.id }
    }

    /// Every outcome, those of scenarios in their order, then differences.
    public var outcomes: [Outcome] { scenarios.flatMap(\.outcomes) + differences }
}

/// What one scenario leads to.
public struct ScenarioFinding: Hashable, Codable, Sendable {
    /// The scenario, by id.
    public var scenario: String
    /// What it is.
    public var text: String
    /// How likely it is by the case's assessment: the probability of its hypotheses together; nil where it names none, or nobody
    /// asked.
    public var probability: Double?
    /// What it leads to, all numbers of the parts below and those of none.
    public var outcomes: [Outcome]
    /// How long it takes; nil where no phases are stated.
    public var schedule: ScheduleFinding?
    /// What comparable works make of the times of the schedule; nil where none are stated.
    public var views: ScheduleViews?
    /// What flows; nil where no ways are stated.
    public var flow: FlowFinding?
    /// What the plant makes; nil where none is stated.
    public var plant: PlantFinding?
    /// What stands against caps, by instrument and period.
    public var instruments: [InstrumentFinding] = []
    /// What was seen, held against what could have taken it.
    public var scales: [ScaleTestFinding] = []
    /// What was to be held against it and is not known, sentences.
    public var unknownSightings: [String] = []
    /// What it changes for those who use what is supplied.
    public var consumers: [ConsumerFinding] = []

    /// States what a scenario leads to.
    ///
    /// - Parameters:
    ///   - scenario: The scenario, by id.
    ///   - text: What it is.
    ///   - probability: How likely it is.
    ///   - outcomes: What it leads to.
    public init(scenario: String, text: String, probability: Double? = nil, outcomes: [Outcome]) {
        self.scenario = scenario
        self.text = text
        self.probability = probability
        self.outcomes = outcomes
    }

    /// Drops the draws that outcomes keep.
    public mutating func forgetSamples() {
        outcomes = outcomes.map(\.withoutSample)
        scales = scales.map(\.withoutSamples)
        flow = flow?.withoutSamples
    }
}
