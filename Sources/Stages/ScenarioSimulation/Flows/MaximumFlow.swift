/// The most that can flow from one node of a graph to another.
///
/// Source: Dinic (1970), Soviet Mathematics Doklady 11, 1277–1280: shortest ways first, by layers. Every push empties an edge exactly, so that
/// it ends after at most as many rounds as there are nodes. What rounding leaves on an edge does not count: below 10⁻¹² of all bounds
/// together it is nothing.
struct MaximumFlow {
    /// An edge to another node; the one at the odd place after it leads back.
    private struct Edge {
        let to: Int
        var residual: Double
    }

    private let count: Int
    private var edges: [Edge] = []
    private var leaving: [[Int]]
    private var level: [Int] = []
    private var turn: [Int] = []
    /// What stands for no bound: more than all bounds together.
    private(set) var endless = 1.0
    private var nothing = 0.0
    private var source = 0
    private var sink = 0

    /// Prepares a graph.
    ///
    /// - Parameter count: How many nodes it has.
    init(nodes count: Int) {
        self.count = count
        leaving = Array(repeating: [], count: count)
    }

    /// Adds an edge, whose capacity is given later.
    ///
    /// - Parameters:
    ///   - start: Where it begins, 0 ..< count.
    ///   - end: Where it ends.
    mutating func add(from start: Int, to end: Int) {
        leaving[start].append(edges.count)
        edges.append(Edge(to: end, residual: 0))
        leaving[end].append(edges.count)
        edges.append(Edge(to: start, residual: 0))
    }

    /// Lets as much flow as can.
    ///
    /// - Parameters:
    ///   - capacities: Of each edge in the order in which they were added, 0 or more; infinite for no bound.
    ///   - source: Where all comes from.
    ///   - sink: Where all goes.
    /// - Returns: The flow; infinite where a way has no bound.
    mutating func run(_ capacities: [Double], from source: Int, to sink: Int) -> Double {
        let bounds = capacities.reduce(0) { $1.isFinite ? $0 + max(0, $1) : $0 }
        endless = 2 * bounds + 1
        nothing = endless * 1e-12
        (self.source, self.sink) = (source, sink)
        for (index, capacity) in capacities.enumerated() where 2 * index + 1 < edges.count {
            edges[2 * index].residual = capacity.isFinite ? max(0, capacity) : endless
            edges[2 * index + 1].residual = 0
        }
        var flow = 0.0
        while layers(from: source, to: sink) {
            turn = Array(repeating: 0, count: count)
            while true {
                let pushed = push(.infinity, from: source, to: sink)
                guard pushed > nothing else { break }
                flow += pushed
                if flow >= endless { return .infinity }
            }
        }
        return flow
    }

    private mutating func layers(from source: Int, to sink: Int) -> Bool {
        level = Array(repeating: -1, count: count)
        level[source] = 0
        var queue = [source]
        var next = 0
        while next < queue.count {
            let node = queue[next]
            next += 1
            for index in leaving[node] where edges[index].residual > nothing && level[edges[index].to] < 0 {
                level[edges[index].to] = level[node] + 1
                queue.append(edges[index].to)
            }
        }
        return level[sink] >= 0
    }

    private mutating func push(_ most: Double, from node: Int, to sink: Int) -> Double {
        if node == sink { return most }
        while turn[node] < leaving[node].count {
            let index = leaving[node][turn[node]]
            let (end, residual) = (edges[index].to, edges[index].residual)
            if residual > nothing, level[end] == level[node] + 1 {
                let pushed = push(min(most, residual), from: end, to: sink)
                if pushed > nothing {
                    edges[index].residual -= pushed
                    edges[index ^ 1].residual += pushed
                    return pushed
                }
            }
            turn[node] += 1
        }
        return 0
    }

    /// Nodes to which more could flow from a node, after a run.
    ///
    /// - Parameter start: Where it would begin.
    /// - Returns: For each node whether it is reached.
    func reached(from start: Int) -> [Bool] {
        var found = Array(repeating: false, count: count)
        found[start] = true
        var queue = [start]
        while let node = queue.popLast() {
            for index in leaving[node] where edges[index].residual > nothing && !found[edges[index].to] {
                found[edges[index].to] = true
                queue.append(edges[index].to)
            }
        }
        return found
    }

    /// Nodes from which more could flow to a node, after a run.
    ///
    /// - Parameter end: Where it would end.
    /// - Returns: For each node whether it reaches.
    func reaching(_ end: Int) -> [Bool] {
        var found = Array(repeating: false, count: count)
        found[end] = true
        var queue = [end]
        while let node = queue.popLast() {
            // The edge back from `node` stands beside the one that leads to it.
            for index in leaving[node] where edges[index ^ 1].residual > nothing && !found[edges[index].to] {
                found[edges[index].to] = true
                queue.append(edges[index].to)
            }
        }
        return found
    }

    /// Whether an edge lies in a smallest cut, after a run.
    ///
    /// It does where it is full, and some set of nodes which nothing more leaves holds the source and the edge's beginning, but neither its end
    /// nor the sink. The smallest such set is what can be reached from the two.
    ///
    /// - Parameter edge: Its place in the order in which edges were added.
    /// - Returns: True also for an edge of no capacity that lies so.
    func isInSmallestCut(_ edge: Int) -> Bool {
        let (forth, back) = (edges[2 * edge], edges[2 * edge + 1])
        guard forth.residual <= nothing else { return false }
        let beyond = reached(from: back.to)
        return !beyond[forth.to] && !beyond[sink] && !reached(from: source)[forth.to]
    }

    /// For each edge whether it lies on a way from one node to another, whatever its capacity.
    ///
    /// - Parameters:
    ///   - source: Where ways begin.
    ///   - sink: Where ways end.
    /// - Returns: In the order in which edges were added.
    func onWay(from source: Int, to sink: Int) -> [Bool] {
        // With every edge open in its own direction, what is left of an edge's capacity is what it has.
        var open = self
        for index in open.edges.indices { open.edges[index].residual = index % 2 == 0 ? 1 : 0 }
        open.nothing = 0
        let (before, after) = (open.reached(from: source), open.reaching(sink))
        return (0..<edges.count / 2).map { before[ends(of: $0).start] && after[ends(of: $0).end] }
    }

    /// Where an edge begins and ends.
    func ends(of edge: Int) -> (start: Int, end: Int) { (edges[2 * edge + 1].to, edges[2 * edge].to) }
}
