import Scenarios

/// What can pass a link or node on a day, draw by draw.
struct PartCapacity {
    /// What can pass where an unknown state is open; infinite for no bound.
    let open: Drawn
    /// Its state in words.
    let state: String
    /// Whether nobody knows its state.
    let isUnknown: Bool
    /// Whether it is taken to be open because nothing is stated.
    let isAssumed: Bool
    /// Whether only a share of its capacity passes.
    let isLimited: Bool

    init(_ part: FlowGraph.Part, on day: Int?, _ numbers: ScenarioNumbers) {
        guard let link = part.link else {
            open = numbers.drawn(part.node?.limit, or: .infinity).first(FlowAnalysis.mostDraws)
            (state, isUnknown, isAssumed, isLimited) = ("", false, false, false)
            return
        }
        let capacity = numbers.drawn(link.capacity, or: .infinity).first(FlowAnalysis.mostDraws)
        guard let found = link.state(on: day) else {
            open = capacity
            isUnknown = !link.states.isEmpty
            isAssumed = link.states.isEmpty
            state = isUnknown ? "unknown, as no state is stated for the day" : "open, as nothing is stated"
            isLimited = false
            return
        }
        isUnknown = found.kind == .unknown
        isAssumed = false
        isLimited = found.kind == .limited
        state = found.text
        open =
            switch found.kind {
            case .open, .unknown: capacity
            case .closed: Drawn(0)
            case .limited: capacity * numbers.drawn(found.share, or: 1).first(FlowAnalysis.mostDraws)
            }
    }
}

/// Maximum flows of a network, draw by draw.
struct FlowDraws {
    /// The flow where unknown states are open.
    private(set) var open: [Double] = []
    /// The flow where they are closed; empty where all are known.
    private(set) var closed: [Double] = []
    /// For each part the flow without it.
    private(set) var without: [[Double]]
    /// For each part what of the wanted flow must pass it.
    private(set) var must: [[Double]]
    /// For each part what of the wanted flow can pass it.
    private(set) var may: [[Double]]
    /// For each part the share of draws in which it lies in a smallest cut.
    private(set) var cuts: [Double]
    /// For each part the share of draws in which more would flow if it alone let more pass.
    private(set) var raises: [Double]
    /// Ids of all inputs.
    let inputs: [String]
    /// Whether there are more draws of the numbers than are used.
    let isCapped: Bool

    init(_ graph: FlowGraph, _ capacities: [PartCapacity], wanted: Drawn?, samples: Int) {
        var graph = graph
        let wanted = wanted?.first(FlowAnalysis.mostDraws)
        let all = capacities.map(\.open) + (wanted.map { [$0] } ?? [])
        let several = all.map(\.values.count).filter { $0 != 1 }
        let count = several.min() ?? 1
        isCapped = count == FlowAnalysis.mostDraws && samples > count
        inputs = Drawn.combined(all) { _ in 0 }.inputs
        let parts = capacities.indices
        without = Array(repeating: [], count: parts.count)
        must = without
        may = without
        cuts = Array(repeating: 0, count: parts.count)
        raises = cuts
        let hasUnknown = capacities.contains(where: \.isUnknown)
        for draw in 0..<count {
            var amounts = capacities.map { max(0, $0.open[draw]) }
            let most = graph.maximum(amounts)
            open.append(most)
            for (index, bound) in graph.bounds().enumerated() {
                if bound.isCut { cuts[index] += 1 / Double(count) }
                if bound.raises { raises[index] += 1 / Double(count) }
            }
            let asked = wanted.map { min($0[draw], most) }
            for index in parts where asked != nil || capacities[index].isUnknown {
                let own = amounts[index]
                amounts[index] = 0
                let rest = graph.maximum(amounts)
                amounts[index] = own
                without[index].append(rest)
                guard let asked else { continue }
                must[index].append(max(0, asked - rest))
                may[index].append(graph.isOnWay[index] ? min(asked, own) : 0)
            }
            if hasUnknown {
                for index in parts where capacities[index].isUnknown { amounts[index] = 0 }
                closed.append(graph.maximum(amounts))
            }
        }
        // Shares are sums of many small ones; a whole is a whole.
        cuts = cuts.map { min(1, $0 > 1 - 1e-9 ? 1 : $0) }
        raises = raises.map { min(1, $0 > 1 - 1e-9 ? 1 : $0) }
    }

    /// The share of draws in which a flow is at least another.
    func share(of flow: [Double], reaching wanted: Drawn) -> Double {
        let reached = flow.indices.filter { flow[$0] >= wanted[$0] * (1 - 1e-12) }.count
        return flow.isEmpty ? 0 : Double(reached) / Double(flow.count)
    }
}

extension Drawn {
    /// No more than so many draws.
    func first(_ most: Int) -> Drawn {
        values.count > most ? Drawn(Array(values.prefix(most)), inputs: inputs) : self
    }
}
