import Foundation
import Statistics
import Testing

@testable import ScenarioSimulation

@Suite("Maximum flow and what is seen of it")
struct MaximumFlowTests {
    private struct Fixture: Decodable {
        struct Graph: Decodable {
            let nodes: Int
            let edges: [[Int]]
            let flow: Int
        }
        struct Looks: Decodable {
            let rate, stay, detection, unseen: Double
            let looks: [Double]
        }
        let graphs: [Graph]
        let looks: [Looks]
    }

    private func fixture() throws -> Fixture {
        let url = try #require(
            Bundle.module.url(forResource: "maximum-flow", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
    }

    @Test func `flows are those of another implementation`() throws {
        for graph in try fixture().graphs {
            var flow = MaximumFlow(nodes: graph.nodes)
            for edge in graph.edges { flow.add(from: edge[0], to: edge[1]) }
            let found = flow.run(graph.edges.map { Double($0[2]) }, from: 0, to: graph.nodes - 1)
            #expect(found == Double(graph.flow))
        }
    }

    @Test func `flow and smallest cuts are those of all cuts one by one`() {
        var stream = RandomStream(seed: 11)
        for round in 0..<150 {
            let count = 3 + round % 5
            var edges: [(start: Int, end: Int, capacity: Double)] = []
            for _ in 0..<(2 * count) {
                let (start, end) = (Int(stream.uniform(0...Double(count))), Int(stream.uniform(0...Double(count))))
                guard start < count, end < count, start != end else { continue }
                // Tenths, whose sums are not exact, so that cuts tie but for rounding; and any numbers.
                let capacity = round % 2 == 0 ? stream.uniform(0...5).rounded() / 10 : stream.uniform(0...1e7)
                edges.append((start, end, capacity))
            }
            guard !edges.isEmpty else { continue }
            var flow = MaximumFlow(nodes: count)
            for edge in edges { flow.add(from: edge.start, to: edge.end) }
            let found = flow.run(edges.map(\.capacity), from: 0, to: count - 1)
            var cuts: [(value: Double, edges: Set<Int>)] = []
            for side in 0..<(1 << count) where side & 1 == 1 && side >> (count - 1) & 1 == 0 {
                let cut = edges.indices.filter {
                    side >> edges[$0].start & 1 == 1 && side >> edges[$0].end & 1 == 0
                }
                cuts.append((cut.reduce(0) { $0 + edges[$1].capacity }, Set(cut)))
            }
            let least = cuts.map(\.value).min() ?? 0
            let margin = 1e-9 * max(1, least)
            #expect(abs(found - least) <= margin)
            let smallest = cuts.filter { $0.value <= least + margin }
            let inSome = smallest.reduce(into: Set<Int>()) { $0.formUnion($1.edges) }
            for index in edges.indices { #expect(flow.isInSmallestCut(index) == inSome.contains(index)) }
            // More would flow by one edge alone exactly where it lies in every smallest cut.
            let inAll = smallest.dropFirst().reduce(smallest.first?.edges ?? []) { $0.intersection($1.edges) }
            let (before, after) = (flow.reached(from: 0), flow.reaching(count - 1))
            for index in edges.indices {
                let raises = before[edges[index].start] && after[edges[index].end] && flow.isInSmallestCut(index)
                #expect(raises == inAll.contains(index))
            }
        }
    }

    @Test func `a way without a bound has no greatest flow, one that is bounded somewhere has`() {
        var flow = MaximumFlow(nodes: 4)
        for (start, end) in [(0, 1), (1, 3), (0, 2), (2, 3)] { flow.add(from: start, to: end) }
        #expect(flow.run([.infinity, 7, 5, .infinity], from: 0, to: 3) == 12)
        #expect(flow.run([.infinity, .infinity, 5, 3], from: 0, to: 3) == .infinity)
        #expect(flow.run([0, 0, 0, 0], from: 0, to: 3) == 0)
        #expect(flow.run([-1, 4, 2, 2], from: 0, to: 3) == 2)
    }

    @Test func `chances of seeing nothing are those of a simulation`() throws {
        for item in try fixture().looks {
            let looks = item.looks.map { LinkLook(time: $0, detection: item.detection) }
            let chance = Visibility.chanceUnseen(carriersADay: item.rate, looks: looks, stay: item.stay)
            // Four standard errors of 200 000 runs.
            #expect(abs(chance - item.unseen) < 4 * (item.unseen * (1 - item.unseen) / 200_000).squareRoot())
        }
    }

    @Test func `nobody who does not look sees anything, and trains are seen as one`() {
        #expect(Visibility.chanceUnseen(carriersADay: 5, looks: [], stay: 3) == 1)
        #expect(Visibility.chanceUnseen(carriersADay: .nan, looks: [LinkLook(time: 0, detection: 1)], stay: 1) == 1)
        #expect(Visibility.daysWatched([LinkLook(time: .infinity, detection: 1)], stay: 1) == 0)
        // Ninety cars a day in trains of thirty, each there for a third of a day: e⁻¹ for one look.
        let chance = Visibility.chanceUnseen(
            carriersADay: 90, together: 30, looks: [LinkLook(time: 0, detection: 7)], stay: 1 / 3.0)
        #expect(abs(chance - 0.36788) < 1e-5)
    }
}
