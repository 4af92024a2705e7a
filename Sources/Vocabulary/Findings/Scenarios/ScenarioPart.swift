/// A finding of one scenario that can be held against that of another.
public protocol ScenarioPart: Hashable {
    /// The same without the scenario's name.
    var ofNoScenario: Self { get }
}

extension FlowFinding: ScenarioPart {
    /// The same without the scenario's name and without draws.
    public var ofNoScenario: FlowFinding {
        FlowFinding(
            scenario: nil, day: day, maximum: maximum?.ofNoScenario, maximumIfClosed: maximumIfClosed?.ofNoScenario,
            wanted: wanted?.ofNoScenario, isEnough: isEnough, isEnoughIfClosed: isEnoughIfClosed,
            parts: parts.map { part in
                var part = part
                part.capacity = part.capacity?.ofNoScenario
                part.maximumIfClosed = part.maximumIfClosed?.ofNoScenario
                part.mustCarry = part.mustCarry?.ofNoScenario
                part.mayCarry = part.mayCarry?.ofNoScenario
                part.carriersADay = part.carriersADay?.ofNoScenario
                part.carriersADayAtMost = part.carriersADayAtMost?.ofNoScenario
                return part
            }, remarks: remarks)
    }
}

extension ScaleTestFinding: ScenarioPart {
    /// The same without the scenario's name and without draws.
    public var ofNoScenario: ScaleTestFinding {
        var own = self
        own.scenario = nil
        own.amount = amount.ofNoScenario
        own.upkeep = upkeep?.ofNoScenario
        own.lastsUpkeep = lastsUpkeep?.ofNoScenario
        own.lines = lines.map { line in
            var line = line
            line.heat = line.heat?.ofNoScenario
            line.takes = line.takes?.ofNoScenario
            line.covers = line.covers?.ofNoScenario
            line.carriersADay = line.carriersADay?.ofNoScenario
            line.carriersAYear = line.carriersAYear?.ofNoScenario
            line.batchesADay = line.batchesADay?.ofNoScenario
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
}
