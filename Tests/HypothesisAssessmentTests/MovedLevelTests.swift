import Evidence
import Findings
import Foundation
import Inquiry
import Statistics
import Testing

@testable import HypothesisAssessment

/// Levels that moved or stayed, measured with errors.
@Suite struct MovedLevelTests {
    /// Standard deviation of what is measured within ±0.1 with the probability 0.8.
    private static let deviation = 0.1 / 1.281_551_565_5

    private func reading(_ levels: [[Double]], by: Double = 0.2) throws -> IndicatorReading {
        let looks = levels.map(\.count).max() ?? 0
        let record = LookRecord(
            looks: (0..<looks).map { DrawnLooks.look(Double($0), zone: "farm") },
            observations: levels.enumerated().flatMap { tank, values in
                values.enumerated().map { day, value in
                    Observation(
                        id: "o\(tank)-\(day)", look: "farm@\(Double(day))", subject: "t\(tank)", quantity: "fill",
                        result: .measured(
                            value: value, low: value - 0.1, high: value + 0.1, level: 0.8, unit: "1", method: ""),
                        detections: [], model: nil)
                }
            })
        let rule = IndicatorRule(zones: ["farm"], condition: .moved(quantity: "fill", by: by))
        return try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule)))
    }

    private func noise(_ stream: inout RandomStream) -> Double {
        Self.deviation * stream.normal()
    }

    /// Share of drawn series that read as moved.
    private func share(
        of count: Int, seed: Int, by: Double = 0.2, _ draw: (inout RandomStream) -> [[Double]]
    ) throws -> Double {
        var stream = RandomStream(seed: UInt64(seed))
        var seen = 0
        for _ in 0..<count where try reading(draw(&stream), by: by).outcome == .seen { seen += 1 }
        return Double(seen) / Double(count)
    }

    @Test(arguments: [5, 20, 60]) func noiseAloneIsNoMoveHoweverManyLooks(_ looks: Int) throws {
        // Measured: 0.025, 0.01 and 0.0025. The greatest of all differences reaches 0.2 in 0.37, 0.96 and all of such series.
        let found = try share(of: 400, seed: looks) { stream in [(0..<looks).map { _ in 0.5 + noise(&stream) }] }
        #expect(found < 0.05)
    }

    @Test func manyTanksThatStayAreNoMoveOfAny() throws {
        let found = try share(of: 100, seed: 1) { stream in
            (0..<20).map { _ in (0..<10).map { _ in 0.5 + noise(&stream) } }
        }
        #expect(found < 0.05)
    }

    @Test(arguments: [5, 20, 60]) func aMoveOfTwiceTheIntervalIsFound(_ looks: Int) throws {
        // From the middle on, and in the last look alone. Measured: 1 and 0.95 or more.
        for change in [looks / 2, looks - 1] {
            let found = try share(of: 200, seed: looks) { stream in
                [(0..<looks).map { ($0 < change ? 0.3 : 0.7) + noise(&stream) }]
            }
            #expect(found > 0.9)
        }
    }

    @Test func aLevelThatWentAndCameBackMoved() throws {
        let found = try share(of: 100, seed: 3) { stream in
            [(0..<21).map { (7..<14).contains($0) ? 0.7 + noise(&stream) : 0.3 + noise(&stream) }]
        }
        #expect(found > 0.95)
    }

    @Test func aMoveOfLessIsNone() throws {
        // Known well, and half of what is asked for.
        let found = try share(of: 100, seed: 4, by: 0.4) { stream in
            [(0..<20).map { ($0 < 10 ? 0.3 : 0.5) + noise(&stream) }]
        }
        #expect(found < 0.05)
    }

    @Test func whatSaysNothingIsNoEvidence() {
        // Flat likelihoods leave what was known before.
        let flat = LevelHistory(
            likelihoods: [[Double]](repeating: [1, 1, 1, 1, 1, 1], count: 4), window: 2, jump: 0.3)
        #expect(abs((flat.kept.last ?? 0) - flat.keptBefore) < 1e-12)
    }

    @Test func levelsAreThoseOfAllPathsOneByOne() {
        // Six places, four measurements: each of the 1296 paths by itself.
        var stream = RandomStream(seed: 9)
        for (window, jump) in [(1, 0.2), (2, 0.5), (3, 0.05), (6, 0.4)] {
            let likelihoods = (0..<4).map { _ in (0..<6).map { _ in stream.uniform(0.01...1) } }
            var kept = [0.0, 0, 0, 0]
            var all = 0.0
            var before = 0.0
            for number in 0..<1296 {
                let path = [number % 6, number / 6 % 6, number / 36 % 6, number / 216]
                var prior = 1.0 / 6
                for (one, next) in zip(path, path.dropFirst()) { prior *= jump / 6 + (one == next ? 1 - jump : 0) }
                let weight = zip(likelihoods, path).reduce(prior) { $0 * $1.0[$1.1] }
                all += weight
                for time in 0..<4 {
                    let part = path.prefix(time + 1)
                    guard (part.max() ?? 0) - (part.min() ?? 0) < window else { continue }
                    kept[time] += weight
                    if time == 3 { before += prior }
                }
            }
            let found = LevelHistory(likelihoods: likelihoods, window: window, jump: jump)
            #expect(abs(found.keptBefore - before) < 1e-12)
            for time in 0..<4 { #expect(abs(found.kept[time] - kept[time] / all) < 1e-12) }
        }
    }

    @Test func numbersThatNoLevelHasAreNoTrap() {
        let values = [0, 1e300, -1e300, .infinity, .nan, 0.5]
        for value in values {
            for deviation in [0, 1e-300, 1e300, .nan, -1] {
                let found = LevelHistory(
                    [.init(value: 0.4, deviation: 0.1), .init(value: value, deviation: deviation)], difference: 0.2,
                    jump: 0.5, range: min(0, value.isNaN ? 0 : value)...max(1, value.isNaN ? 1 : value))
                #expect(found.map { $0.kept.allSatisfy { $0 >= 0 && $0 <= 1 } } ?? true)
            }
        }
        #expect(LevelHistory([], difference: 0.2, jump: 0.5, range: 0...1) == nil)
    }

    @Test func anAnswerOfAnEarlierDayKnowsNoLaterLevels() throws {
        func record(_ days: Int) -> LookRecord {
            LookRecord(
                looks: (0..<days).map { DrawnLooks.look(Double($0), zone: "farm") },
                observations: (0..<days).map { day in
                    Observation(
                        id: "o\(day)", look: "farm@\(Double(day))", subject: "t", quantity: "fill",
                        result: .measured(
                            value: [0.5, 0.62, 0.4, 0.45, 0.9, 0.2][day], low: 0.4, high: 0.6, level: 0.8, unit: "1",
                            method: ""), detections: [], model: nil)
                })
        }
        let rule = IndicatorRule(zones: ["farm"], condition: .moved(quantity: "fill", by: 0.2))
        let indicator = DrawnLooks.indicator(rule)
        let whole = DrawnLooks.reader(record(6))
        let history = whole.history(of: indicator, until: nil)
        for days in 1...6 {
            let limit = DrawnLooks.time(Double(days - 1)).middle
            let known = DrawnLooks.reader(record(days)).reading(of: indicator)
            #expect(whole.reading(of: indicator, asOf: limit) == known)
            #expect(history.last { $0.time.map { $0 <= limit } ?? true }?.reading == known)
        }
    }
}
