import Scenarios

/// A network as a graph for ``MaximumFlow``: each node is an edge of its own, so that it can have a limit.
struct FlowGraph {
    /// A link or node, and its edge.
    struct Part {
        let node: FlowNode?
        let link: FlowLink?
        var id: String { node?.id ?? link?.id ?? "" }
    }

    let parts: [Part]
    private var flow: MaximumFlow
    private let source: Int
    private let sink: Int
    /// Edges after those of the parts: from the source to each node that is one, and from each sink to where all of them meet.
    private let isSource: [Bool]
    /// Nodes where goods lie, by place, in the order of their edges.
    private let stores: [Int]
    /// For each part whether it lies on a way from a source to a sink, whatever passes there.
    let isOnWay: [Bool]

    /// Makes the graph.
    ///
    /// - Parameter network: The network.
    /// - Throws: ``ScenarioFlaw`` where a link leads to no node.
    init(_ network: FlowNetwork) throws(ScenarioFlaw) {
        let nodes = network.nodes
        var places: [String: Int] = [:]
        for (index, node) in nodes.enumerated() where places[node.id] == nil { places[node.id] = index }
        source = 2 * nodes.count
        sink = source + 1
        let meeting = sink + 1
        flow = MaximumFlow(nodes: 2 * nodes.count + 3)
        var parts: [Part] = []
        for (index, node) in nodes.enumerated() {
            flow.add(from: 2 * index, to: 2 * index + 1)
            parts.append(Part(node: node, link: nil))
        }
        for link in network.links {
            guard let start = places[link.from], let end = places[link.to] else {
                throw ScenarioFlaw(
                    "the link '\(link.id)' leads from '\(link.from)' to '\(link.to)', one of which is no node",
                    "state the node, or mend the link")
            }
            flow.add(from: 2 * start + 1, to: 2 * end)
            parts.append(Part(node: nil, link: link))
        }
        self.parts = parts
        var ends: [Bool] = []
        for (index, node) in nodes.enumerated() {
            switch node.kind {
            case .source: flow.add(from: source, to: 2 * index)
            case .sink: flow.add(from: 2 * index + 1, to: meeting)
            case .store, .junction: continue
            }
            ends.append(node.kind == .source)
        }
        isSource = ends
        flow.add(from: meeting, to: sink)
        stores = nodes.indices.filter { nodes[$0].kind == .store }
        for store in stores {
            flow.add(from: source, to: 2 * store)
            flow.add(from: 2 * store + 1, to: sink)
        }
        isOnWay = flow.onWay(from: source, to: sink).prefix(parts.count).map { $0 }
    }

    /// The most that can flow.
    ///
    /// - Parameters:
    ///   - capacities: Of each part; infinite for no bound.
    ///   - most: The most that all sinks take together.
    ///   - drawnFrom: A store from whose stock flows what can, by its place among the nodes.
    ///   - filled: A store into whose stock flows what can.
    ///   - sourcesFlow: Whether anything comes from the sources.
    /// - Returns: t/d, what fills the store counted in; infinite where a way has no bound.
    mutating func maximum(
        _ capacities: [Double], most: Double = .infinity, drawnFrom: Int? = nil, filled: Int? = nil,
        sourcesFlow: Bool = true
    ) -> Double {
        let ends = isSource.map { $0 && !sourcesFlow ? 0 : Double.infinity }
        let stocks = stores.flatMap { [$0 == drawnFrom ? Double.infinity : 0, $0 == filled ? .infinity : 0] }
        return flow.run(capacities + ends + [most] + stocks, from: source, to: sink)
    }

    /// For each part whether it lies in a smallest cut, and whether more would flow if it alone let more pass; after a run.
    ///
    /// A closed part to which nothing could come anyway, or from which nothing could go on, bounds nothing.
    func bounds() -> [(isCut: Bool, raises: Bool)] {
        let (before, after) = (flow.reached(from: source), flow.reaching(sink))
        return parts.indices.map { index in
            let (start, end) = flow.ends(of: index)
            let isCut = flow.isInSmallestCut(index)
            return (isCut && isOnWay[index], isCut && before[start] && after[end])
        }
    }
}
