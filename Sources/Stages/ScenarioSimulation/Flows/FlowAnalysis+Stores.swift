import Findings
import Inquiry
import Scenarios

extension FlowAnalysis {
    /// How long the stock of each store lasts at the wanted flow, and how long until it is full, each store by itself.
    ///
    /// - Parameter capacities: What can pass each part; links of unknown state are open.
    /// - Returns: Those that state a stock or a capacity, in the order of the nodes; none where no flow is asked for.
    func stores(_ capacities: [PartCapacity]) -> [FlowFinding.Store] {
        guard let wanted else { return [] }
        return network.nodes.indices.compactMap { place in
            let node = network.nodes[place]
            guard node.kind == .store, node.stock != nil || node.capacity != nil else { return nil }
            return store(
                node, StoreDraws(graph, capacities, wanted: wanted, place: place, numbers),
                hasUnknown: capacities.contains(where: \.isUnknown))
        }
    }

    private func store(_ node: FlowNode, _ draws: StoreDraws, hasUnknown: Bool) -> FlowFinding.Store {
        let name = "flow.\(node.id)"
        func outcome(_ days: [Double], _ id: String, _ text: String, _ formula: String) -> Outcome? {
            let kept = days.filter(\.isFinite)
            guard !kept.isEmpty else { return nil }
            let never = days.count - kept.count
            let remarks = [
                "rates are taken to be constant, and other stores to hold nothing",
                hasUnknown ? "links of unknown state are taken to be open" : nil,
                never == 0 ? nil : "never in \(Drawn.percent(never, of: days.count)) of the draws, which are left out",
            ]
            return Drawn(kept, inputs: draws.inputs).outcome(
                "\(name).\(id)", scenario: scenario, text: "\(node.text): \(text)", unit: "d", formula: formula,
                remarks: remarks.compactMap { $0 }
            )?.keptInPart(kept.count, of: days.count)
        }
        let share = "what of the wanted flow can come from it alone"
        var store = FlowFinding.Store(
            id: node.id, text: node.text,
            lasts: outcome(draws.lasts, "lasts", "days that the stock lasts if nothing comes", "stock ÷ \(share)"),
            lastsFull: outcome(
                draws.lastsFull, "lasts-full", "days that it lasts when full, if nothing comes", "capacity ÷ \(share)"),
            empty: outcome(
                draws.empty, "empty", "days until it is empty, if all comes that can",
                "stock ÷ (wanted flow, as far as it can be had with the stock − what can come without it)"),
            empties: draws.empty.isEmpty ? nil : Self.share(draws.empty), emptyBy: Self.quantiles(draws.empty),
            full: outcome(
                draws.full, "full", "days until it is full, if all comes that can",
                "(capacity − stock) ÷ what more could come into it while the wanted flow is served"),
            fills: draws.full.isEmpty ? nil : Self.share(draws.full), fullBy: Self.quantiles(draws.full), sentences: [])
        store.sentences = Self.sentences(store, draws)
        return store
    }

    private static func share(_ days: [Double]) -> Double {
        Double(days.count(where: \.isFinite)) / Double(days.count)
    }

    /// 10, 50 and 90 % of the draws, never counted as later than any day.
    private static func quantiles(_ days: [Double]) -> [Double?] {
        let sorted = days.sorted()
        guard !sorted.isEmpty else { return [] }
        return [0.1, 0.5, 0.9].map { share in
            let place = share * Double(sorted.count - 1)
            let (lower, upper) = (sorted[Int(place)], sorted[min(sorted.count - 1, Int(place) + 1)])
            guard upper.isFinite || place == place.rounded(.down) else { return nil }
            let value = lower == upper ? lower : lower + (upper - lower) * (place - place.rounded(.down))
            return value.isFinite ? value : nil
        }
    }

    private static func sentences(_ store: FlowFinding.Store, _ draws: StoreDraws) -> [String] {
        func days(_ value: Double) -> String { "\(Quantity.digits(value, significant: 3)) d" }
        var said: [String] = []
        if let lasts = store.lasts?.spread {
            said.append(
                "If nothing came, the stock of \(store.text) would last the flow that is asked for "
                    + "\(WordList.joined([lasts.p10, lasts.p50, lasts.p90].map(days))) (10, 50 and 90 % of the draws).")
        }
        func course(_ share: Double?, _ by: [Double?], _ word: String, _ all: Int) -> String? {
            guard let share else { return nil }
            guard share > 0 else { return "it is never \(word)" }
            let part = Drawn.percent(Int((share * Double(all)).rounded()), of: all)
            // What is later than any day has no date; that it is never so is told by the share.
            let dated = zip(["10 % of all", "50 %", "90 %"], by).compactMap { share, day in
                day.map { "\(share) by \(days($0))" }
            }
            return "it is \(word) at last in \(part) of the draws"
                + (dated.isEmpty ? "" : ", \(WordList.joined(dated))")
        }
        let parts = [
            course(store.empties, store.emptyBy, "empty", draws.empty.count),
            course(store.fills, store.fullBy, "full", draws.full.count),
        ].compactMap { $0 }
        if !parts.isEmpty {
            said.append("If all came to \(store.text) that can: \(parts.joined(separator: "; ")).")
        }
        return said
    }
}

/// Days until a store is empty or full, draw by draw; infinite for never.
struct StoreDraws {
    /// The stock alone against the wanted flow.
    private(set) var lasts: [Double] = []
    /// A full store alone against the wanted flow.
    private(set) var lastsFull: [Double] = []
    /// Until it is empty where all comes that can.
    private(set) var empty: [Double] = []
    /// Until it is full where all comes that can.
    private(set) var full: [Double] = []
    /// Ids of all inputs.
    let inputs: [String]

    /// Draws.
    ///
    /// What comes from the stock to the sinks is by how much the maximum flow, bounded by the wanted one, grows where the store is a source too.
    /// What comes into it is by how much the maximum flow grows where the store takes any amount beside sinks that take no more than the
    /// wanted flow: a flow that serves some ends fully can be kept while more is led to others (Ford & Fulkerson 1962, Flows in Networks,
    /// section II.10, on augmenting from a flow).
    init(
        _ graph: FlowGraph, _ capacities: [PartCapacity], wanted: Drawn, place: Int, _ numbers: ScenarioNumbers
    ) {
        var graph = graph
        let most = FlowAnalysis.mostDraws
        let node = graph.parts[place].node
        let stock = node?.stock.map { numbers.drawn($0).first(most) }
        let capacity = node?.capacity.map { numbers.drawn($0).first(most) }
        let wanted = wanted.first(most)
        let all = [stock, capacity, wanted].compactMap { $0 } + capacities.map(\.open)
        let count = all.map(\.values.count).filter { $0 != 1 }.min() ?? 1
        inputs = Drawn.union(all.map(\.inputs))
        // 0 of nothing is never reached, and what is below rounding is nothing.
        func days(_ amount: Double, _ rate: Double, of whole: Double) -> Double {
            amount <= 0 ? 0 : rate > whole * 1e-9 ? amount / rate : .infinity
        }
        for draw in 0..<count {
            let amounts = capacities.map { max(0, $0.open[draw]) }
            let asked = wanted[draw]
            let served = min(asked, graph.maximum(amounts))
            let alone = min(asked, graph.maximum(amounts, drawnFrom: place, sourcesFlow: false))
            if let stock {
                let with = min(asked, graph.maximum(amounts, drawnFrom: place))
                lasts.append(days(stock[draw], alone, of: asked))
                empty.append(days(stock[draw], with - served, of: asked))
            }
            guard let capacity else { continue }
            lastsFull.append(days(capacity[draw], alone, of: asked))
            guard let stock else { continue }
            let surplus = graph.maximum(amounts, most: served, filled: place) - served
            full.append(days(capacity[draw] - stock[draw], surplus, of: asked))
        }
    }
}
