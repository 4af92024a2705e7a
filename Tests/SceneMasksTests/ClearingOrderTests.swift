import Evidence
import Foundation
import Testing

@testable import SceneMasks

@Suite("Order of clearing")
struct ClearingOrderTests {
    private static let start = Date(timeIntervalSince1970: 1_736_467_200)  // 10 January 2025

    private func entry(_ zone: String, day: Int, _ result: Observation.Result) -> ClearingOrder.Entry {
        ClearingOrder.Entry(
            zone: zone, name: zone.capitalized, look: "\(zone)-\(day)",
            time: Self.start.addingTimeInterval(Double(day) * 86_400),
            cleared: result)
    }

    private func share(_ value: Double, error: Double = 0.01) -> Observation.Result {
        .measured(
            value: value, low: max(0, value - 1.2816 * error), high: value + 1.2816 * error, level: 0.8, unit: "1",
            method: "m")
    }

    private func entries(_ shares: [String: [Observation.Result]]) -> [ClearingOrder.Entry] {
        shares.flatMap { zone, results in results.enumerated().map { entry(zone, day: $0.offset, $0.element) } }
    }

    @Test("What is cleared in one look and not in the other is told first, with both looks and the later clearing")
    func ordered() throws {
        let found = ClearingOrder.precedences(
            of: entries([
                "administration": [share(0.01), share(0.5), share(0.5)],
                "process": [share(0.02), share(0.02), share(0.4)],
            ]))
        let one = try #require(found.first)
        #expect(found.count == 1)
        #expect(one.first == "administration" && one.second == "process")
        #expect(one.time == Self.start.addingTimeInterval(86_400))
        #expect(one.secondCleared == Self.start.addingTimeInterval(2 * 86_400))
        #expect(one.looks == ["administration-1", "process-1", "process-2"])
        #expect(
            one.sentence
                == "Cleared first at Administration (50 % of its ground), not yet in Process (2 %), on 2025-01-11. Process was "
                + "cleared by 2025-01-12.")
        #expect(one.probability > 0.8 && one.probability <= 0.95 * 0.95)
    }

    @Test("Zones cleared between the same two looks, and one of which nothing is told, are in no order")
    func silent() {
        #expect(
            ClearingOrder.precedences(of: entries(["a": [share(0), share(0.5)], "b": [share(0), share(0.6)]])).isEmpty)
        #expect(
            ClearingOrder.precedences(
                of: entries(["a": [share(0), share(0.5)], "b": [share(0), .undetermined(because: "cloud")]])
            ).isEmpty)
        // An interval that reaches over the limit decides nothing.
        #expect(
            ClearingOrder.precedences(
                of: entries(["a": [share(0), share(0.5)], "b": [share(0), share(0.06, error: 0.05)]])
            )
            .isEmpty)
    }

    @Test("What looks bare in every look is no clearing")
    func always() {
        #expect(
            ClearingOrder.precedences(of: entries(["a": [share(0.09), share(0.1)], "b": [share(0), share(0.01)]]))
                .isEmpty)
    }

    @Test("New snow begins anew: the other zone may be first then")
    func episodes() {
        let found = ClearingOrder.precedences(
            of: entries([
                "a": [share(0.5), .notApplicable(because: "no snow lies around"), share(0.01), share(0.5)],
                "b": [share(0), .notApplicable(because: "no snow lies around"), share(0.5), share(0.5)],
            ]))
        #expect(found.map(\.first) == ["a", "b"])
        #expect(found.map(\.secondCleared) == [nil, Self.start.addingTimeInterval(3 * 86_400)])
    }

    @Test("Of two scenes of one instant the one counts that tells something")
    func instants() {
        var all = entries(["a": [share(0), share(0.5)], "b": [share(0), share(0)]])
        var hidden = entry("b", day: 1, .undetermined(because: "cloud"))
        hidden.look = "a look that sorts before the other"
        all.append(hidden)
        #expect(ClearingOrder.precedences(of: all).map(\.first) == ["a"])
    }

    @Test("The order of entries makes no difference")
    func shuffled() {
        let all = entries(["a": [share(0), share(0.5)], "b": [share(0), share(0)], "c": [share(0.6), share(0.6)]])
        let found = ClearingOrder.precedences(of: all)
        #expect(found.count == 3)
        #expect(ClearingOrder.precedences(of: all.reversed()) == found)
    }
}
