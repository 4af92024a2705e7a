import Foundation
import Statistics
import Testing

/// What plain self-consistency steps say, written by Fixtures/make_turnbull.py.
private struct Truth: Decodable {
    struct Case: Decodable {
        var left: [Double]
        var right: [Double?]
        var weight: [Double]
        var log: Double
        var ends: [Double]
        var beyond: [Double]
    }
    var cases: [Case]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "turnbull", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Times known in intervals: Turnbull's estimate")
struct TurnbullTests {
    /// Months until breast retraction after radiotherapy (Finkelstein & Wolfe 1985, Biometrics 41, 933–945).
    static let radiotherapy: [(Double, Double)] = [
        (45, .infinity), (6, 10), (0, 7), (46, .infinity), (46, .infinity), (7, 16), (17, .infinity), (7, 14),
        (37, 44), (0, 8), (4, 11), (15, .infinity), (11, 15), (22, .infinity), (46, .infinity), (46, .infinity),
        (25, 37), (46, .infinity), (26, 40), (46, .infinity), (27, 34), (36, 44), (46, .infinity), (36, 48),
        (37, .infinity), (40, .infinity), (17, 25), (46, .infinity), (11, 18), (38, .infinity), (5, 12),
        (37, .infinity), (0, 5), (18, .infinity), (24, .infinity), (36, .infinity), (5, 11), (19, 35), (17, 25),
        (24, .infinity), (32, .infinity), (33, .infinity), (19, 26), (37, .infinity), (34, .infinity), (36, .infinity),
    ]
    /// The same after radiotherapy and chemotherapy.
    static let both: [(Double, Double)] = [
        (8, 12), (0, 22), (24, 31), (17, 27), (17, 23), (24, 30), (16, 24), (13, .infinity), (11, 13), (16, 20),
        (18, 25), (17, 26), (32, .infinity), (23, .infinity), (44, 48), (10, 35), (0, 5), (5, 8), (12, 20),
        (11, .infinity), (33, 40), (31, .infinity), (13, 39), (19, 32), (34, .infinity), (13, .infinity), (16, 24),
        (35, .infinity), (15, 22), (11, 17), (22, 32), (48, .infinity), (30, 34), (13, .infinity), (10, 17), (8, 21),
        (4, 9), (11, .infinity), (14, 17), (14, 19), (4, 8), (34, .infinity), (30, 36), (18, 24), (16, 60), (35, 39),
        (21, .infinity), (11, 20),
    ]

    @Test("Both arms of the breast cosmesis study have the published masses")
    func cosmesis() throws {
        let first = try TurnbullEstimate(Self.radiotherapy.map { try IntervalTime(after: $0.0, until: $0.1) })
        let firstTold: [(Double, Double, Double)] = [
            (4, 5, 0.0463), (6, 7, 0.0334), (7, 8, 0.0887), (11, 12, 0.0708), (24, 25, 0.0926), (33, 34, 0.0818),
            (38, 40, 0.1209), (46, 48, 0.4656),
        ]
        check(first, firstTold)
        #expect(abs(first.logLikelihood + 58.060) < 5e-4)
        let second = try TurnbullEstimate(Self.both.map { try IntervalTime(after: $0.0, until: $0.1) })
        check(
            second,
            [
                (4, 5, 0.0433), (5, 8, 0.0433), (11, 12, 0.0692), (16, 17, 0.1454), (18, 19, 0.1411), (19, 20, 0.1157),
                (24, 25, 0.0999), (30, 31, 0.0709), (35, 36, 0.1608), (44, 48, 0.0552), (48, 60, 0.0552),
            ])
        // Half of the second arm's cases lie below the 20th month's end: 0.5580 up to (19, 20].
        #expect(second.quantile(0.5)?.until == 20)
        #expect(first.quantile(0.5)?.after == 38)
    }

    private func check(_ estimate: TurnbullEstimate, _ told: [(Double, Double, Double)]) {
        #expect(estimate.supports.count == told.count)
        #expect(estimate.isConverged && estimate.gap < 1e-7)
        for (support, (after, until, mass)) in zip(estimate.supports, told) {
            #expect(support.after == after && support.until == until)
            #expect(abs(support.mass - mass) < 1e-4)
        }
        #expect(abs(estimate.supports.reduce(0) { $0 + $1.mass } - 1) < 1e-12)
    }

    @Test("Drawn intervals have the likelihood and the survival that many plain steps lead to")
    func drawn() throws {
        for entry in try Truth.load().cases {
            let estimate = try TurnbullEstimate(
                zip(zip(entry.left, entry.right), entry.weight).map {
                    try IntervalTime(after: $0.0, until: $0.1 ?? .infinity, weight: $1)
                })
            #expect(estimate.isConverged)
            #expect(abs(estimate.logLikelihood - entry.log) < 1e-5)
            #expect(estimate.logLikelihood >= entry.log - 1e-7)
            for (end, beyond) in zip(entry.ends, entry.beyond) {
                let range = estimate.survival(beyond: end)
                #expect(range.lowerBound - 2e-3 <= beyond && beyond <= range.upperBound + 2e-3)
            }
        }
    }

    @Test("Times that are all open on the right have their mass beyond the last left end")
    func allOpen() throws {
        let estimate = try TurnbullEstimate([IntervalTime(after: 3), IntervalTime(after: 8)])
        #expect(estimate.supports.map(\.after) == [8] && estimate.supports.map(\.until) == [.infinity])
        #expect(estimate.supports.map(\.mass) == [1])
        #expect(estimate.logLikelihood == 0)
        #expect(estimate.survival(beyond: 8) == 1...1)
        #expect(estimate.survival(beyond: 9) == 0...1)
    }

    @Test("An interval that holds no time, or is no number, is refused in a sentence")
    func refused() {
        #expect(throws: StatisticsError.emptyInterval(index: 0, left: 5, right: 5)) {
            try IntervalTime(after: 5, until: 5)
        }
        #expect(throws: StatisticsError.self) { try IntervalTime(after: 5, until: 2) }
        #expect(throws: StatisticsError.self) { try IntervalTime(after: .nan, until: 2) }
        #expect(throws: StatisticsError.self) { try IntervalTime(after: -.infinity, until: 2) }
        #expect(throws: StatisticsError.self) { try IntervalTime(after: 0, until: .nan) }
        #expect(throws: StatisticsError.self) { try IntervalTime(after: 0, until: 2, weight: 0) }
        #expect(throws: StatisticsError.empty(what: "interval")) { try TurnbullEstimate([]) }
    }
}
