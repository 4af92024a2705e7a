import Findings
import Foundation
import Inquiry
import Scenarios
import Testing

@testable import ScenarioSimulation

/// A random network with a store, and its rates by linear programmes, written by Fixtures/store-rates.py.
private struct StoreNetwork: Decodable {
    struct Node: Decodable {
        var kind: String
        var limit: Double?
    }
    var nodes: [Node]
    var links: [[Double]]
    var wanted, empties, fills, alone: Double

    static func load() throws -> [StoreNetwork] {
        let url = try #require(
            Bundle.module.url(forResource: "store-rates", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode([StoreNetwork].self, from: Data(contentsOf: url))
    }
}

@Suite("How long stocks last")
struct StoreRateTests {
    private static func number(_ id: String, _ number: UncertainNumber, _ unit: String = "t") -> ScenarioInput {
        ScenarioInput(id: id, text: id, number: number, unit: unit)
    }

    @Test func `rates are those of linear programmes on random networks`() throws {
        for (place, network) in try StoreNetwork.load().enumerated() {
            let nodes = network.nodes.enumerated().map { index, node in
                let isStore = node.kind == "store"
                return FlowNode(
                    id: "n\(index)", text: "n\(index)", kind: FlowNode.Kind(rawValue: node.kind) ?? .junction,
                    limit: node.limit.map { Self.number("limit\(index)", UncertainNumber($0), "t/d") },
                    stock: isStore ? Self.number("stock", UncertainNumber(1000)) : nil,
                    capacity: isStore ? Self.number("capacity", UncertainNumber(3000)) : nil)
            }
            let links = network.links.enumerated().map { index, link in
                FlowLink(
                    id: "l\(index)", text: "l\(index)", from: "n\(Int(link[0]))", to: "n\(Int(link[1]))",
                    capacity: Self.number("capacity\(index)", UncertainNumber(link[2]), "t/d"))
            }
            let model = ScenarioModel(
                scenarios: [],
                flow: FlowNetwork(
                    nodes: nodes, links: links,
                    wanted: Self.number("wanted", UncertainNumber(network.wanted), "t/d")))
            let store = try #require(try FlowAnalysis(model).finding().stores.first)
            func expect(_ days: Outcome?, _ amount: Double, _ rate: Double, _ what: String) {
                let found = days.map { amount / $0.spread.p50 } ?? 0
                #expect(abs(found - rate) < 1e-6, "\(place), \(what): \(found), not \(rate)")
            }
            expect(store.lasts, 1000, network.alone, "alone")
            expect(store.lastsFull, 3000, network.alone, "alone when full")
            expect(store.empty, 1000, network.empties, "empties")
            expect(store.full, 2000, network.fills, "fills")
            #expect(store.empties == (network.empties > 0 ? 1 : 0) && store.fills == (network.fills > 0 ? 1 : 0))
        }
    }

    /// Eight tonnes a day can come to a store of 100 t, of at most 160.
    private static func model(
        wanted: UncertainNumber?, stock: UncertainNumber = UncertainNumber(100), capacity: Double = 160
    ) -> ScenarioModel {
        ScenarioModel(
            settings: ScenarioSettings(samples: 30_000), scenarios: [],
            flow: FlowNetwork(
                nodes: [
                    FlowNode(id: "abroad", text: "abroad", kind: .source),
                    FlowNode(
                        id: "farm", text: "tank farm", kind: .store, stock: number("stock", stock),
                        capacity: number("room", UncertainNumber(capacity))),
                    FlowNode(id: "plant", text: "plant", kind: .sink),
                ],
                links: [
                    FlowLink(
                        id: "rail", text: "railway", from: "abroad", to: "farm",
                        capacity: number("rail", UncertainNumber(8), "t/d")),
                    FlowLink(id: "pipe", text: "pipe", from: "farm", to: "plant"),
                ], wanted: wanted.map { number("wanted", $0, "t/d") }))
    }

    private static func store(_ model: ScenarioModel) throws -> FlowFinding.Store {
        try #require(try FlowAnalysis(model).finding().stores.first)
    }

    @Test func `a stock of a hundred lasts ten days alone and fifty where eight of ten come`() throws {
        let store = try Self.store(Self.model(wanted: UncertainNumber(10)))
        #expect(store.lasts?.spread.p50 == 10 && store.lastsFull?.spread.p50 == 16)
        #expect(store.empty?.spread.p50 == 50 && store.empties == 1 && store.fills == 0 && store.full == nil)
        #expect(Set(store.empty?.inputs ?? []) == ["stock", "room", "wanted", "rail"])
        let fills = try Self.store(Self.model(wanted: UncertainNumber(5)))
        #expect(fills.full?.spread.p50 == 20 && fills.fills == 1 && fills.empties == 0 && fills.empty == nil)
    }

    @Test func `draws that never empty count as later than any day`() throws {
        // 5, 10 or 12.5 t/d: full after 20 d, empty after 50 d, empty after 22.2 d, each in a third of the draws.
        let wanted = try #require(UncertainNumber(.choice, [5, 10, 12.5]))
        let store = try Self.store(Self.model(wanted: wanted))
        #expect(abs((store.empties ?? 0) - 2 / 3.0) < 0.02 && abs((store.fills ?? 0) - 1 / 3.0) < 0.02)
        #expect(store.emptyBy.count == 3 && abs((store.emptyBy[0] ?? 0) - 100 / 4.5) < 1e-9)
        #expect(store.emptyBy[1] == 50 && store.emptyBy[2] == nil)
        #expect(store.fullBy == [20, nil, nil])
        // Of those that empty, half at each of both days; draws that are left out keep no sample.
        #expect(store.empty?.sample.isEmpty == true && store.empty?.remarks.last?.contains("never in 33 %") == true)
        #expect(
            store.sentences.last?.contains("67 % of the draws, 10 % of all by 22.2 d and 50 % by 50 d;") == true,
            "\(store.sentences)")
    }

    @Test func `a stock that is drawn by itself, an empty one and a full one are told`() throws {
        // Uniform from 0 to 100 t at 10 t/d: 1, 5 and 9 days.
        let range = try #require(UncertainNumber(.uniform, [0, 100]))
        let lasts = try #require(try Self.store(Self.model(wanted: UncertainNumber(10), stock: range)).lasts?.spread)
        #expect(abs(lasts.p10 - 1) < 0.1 && abs(lasts.p50 - 5) < 0.15 && abs(lasts.p90 - 9) < 0.1)
        let empty = try Self.store(Self.model(wanted: UncertainNumber(10), stock: UncertainNumber(0)))
        #expect(empty.lasts?.spread.p50 == 0 && empty.empty?.spread.p50 == 0)
        let full = try Self.store(Self.model(wanted: UncertainNumber(5), stock: UncertainNumber(160)))
        #expect(full.full?.spread.p50 == 0)
        let unasked = try FlowAnalysis(Self.model(wanted: nil)).finding()
        #expect(unasked.stores.isEmpty && unasked.remarks.contains { $0.contains("state 'wanted'") })
    }
}
