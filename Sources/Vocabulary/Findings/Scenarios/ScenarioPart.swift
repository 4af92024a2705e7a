/// A finding of one scenario that can be held against that of another.
public protocol ScenarioPart: Hashable {
    /// The same without the scenario's name and without draws.
    var ofNoScenario: Self { get }
    /// The same without draws, which take much room.
    var withoutSamples: Self { get }
}

extension FlowFinding: ScenarioPart {
    /// The same without the scenario's name and without draws.
    public var ofNoScenario: FlowFinding { changed(scenario: nil, \.ofNoScenario) }
    /// The same without draws.
    public var withoutSamples: FlowFinding { changed(scenario: scenario, \.withoutSample) }

    private func changed(scenario: String?, _ change: (Outcome) -> Outcome) -> FlowFinding {
        FlowFinding(
            scenario: scenario, day: day, maximum: maximum.map(change), maximumIfClosed: maximumIfClosed.map(change),
            wanted: wanted.map(change), isEnough: isEnough, isEnoughIfClosed: isEnoughIfClosed,
            parts: parts.map { part in
                var part = part
                part.capacity = part.capacity.map(change)
                part.maximumIfClosed = part.maximumIfClosed.map(change)
                part.mustCarry = part.mustCarry.map(change)
                part.mayCarry = part.mayCarry.map(change)
                part.carriersADay = part.carriersADay.map(change)
                part.carriersADayAtMost = part.carriersADayAtMost.map(change)
                return part
            }, remarks: remarks)
    }
}

extension ScaleTestFinding: ScenarioPart {
    /// The same without the scenario's name and without draws.
    public var ofNoScenario: ScaleTestFinding { changed(scenario: nil, \.ofNoScenario) }
    /// The same without draws.
    public var withoutSamples: ScaleTestFinding { changed(scenario: scenario, \.withoutSample) }

    private func changed(scenario: String?, _ change: (Outcome) -> Outcome) -> ScaleTestFinding {
        var own = self
        own.scenario = scenario
        own.amount = change(amount)
        own.upkeep = upkeep.map(change)
        own.lastsUpkeep = lastsUpkeep.map(change)
        own.lines = lines.map { line in
            var line = line
            line.heat = line.heat.map(change)
            line.takes = line.takes.map(change)
            line.covers = line.covers.map(change)
            line.carriersADay = line.carriersADay.map(change)
            line.carriersAYear = line.carriersAYear.map(change)
            line.batchesADay = line.batchesADay.map(change)
            return line
        }
        return own
    }
}

extension Outcome: ScenarioPart {
    /// The same without the scenario's name and without draws.
    public var ofNoScenario: Outcome {
        var own = withoutSample
        own.scenario = nil
        return own
    }
    /// The same without draws.
    public var withoutSamples: Outcome { withoutSample }
}
