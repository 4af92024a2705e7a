import Foundation
import Testing

@testable import Statistics

@Suite("Visits that nobody saw")
struct UnseenVisitsTests {
    /// Looks at random days with random detection, from a fixed sequence.
    private func looks(_ count: Int, seed: UInt64, days: Double) -> [WatchedInstant] {
        var stream = RandomStream(seed: seed)
        return (0..<count).map { _ in
            WatchedInstant(day: stream.uniform() * days, detection: 0.2 + 0.8 * stream.uniform())
        }
    }

    @Test(
        "Looks far apart exclude the rates that the dossier derives",
        arguments: [(10, 2.0, 0.170), (20, 2.0, 0.0840), (20, 0.5, 0.336), (30, 2.0, 0.0558)])
    func published(count: Int, dwell: Double, rate: Double) throws {
        let looks = (0..<count).map { WatchedInstant(day: Double($0) * 1000, detection: 0.9) }
        let found = try #require(UnseenVisits(looks: looks, dwell: dwell).excludedRate())
        #expect(abs(found / rate - 1) < 0.004)
        // With 95 % confidence over 210 days: 35.6, 17.6, 70.5, 11.7 visits.
        let independent = try #require(UnseenVisits(looks: looks, dwell: dwell, isCorrelated: false).excludedRate())
        #expect(abs(independent - found) < 1e-9)
    }

    /// Sums over every way of being there or not at each look.
    private func enumerated(_ looks: [WatchedInstant], dwell: Double, rate: Double) -> Double {
        let ordered = looks.sorted { $0.day < $1.day }
        let presence = 1 - exp(-rate * dwell)
        var sum = 0.0
        for way in 0..<(1 << ordered.count) {
            var probability = 1.0
            for (index, look) in ordered.enumerated() {
                let isThere = way >> index & 1 == 1
                if index == 0 {
                    probability *= isThere ? presence : 1 - presence
                } else {
                    let kept = exp(-(look.day - ordered[index - 1].day) / dwell)
                    let wasThere = way >> (index - 1) & 1 == 1
                    let comes = wasThere ? presence + (1 - presence) * kept : presence * (1 - kept)
                    probability *= isThere ? comes : 1 - comes
                }
                if isThere { probability *= 1 - look.detection }
            }
            sum += probability
        }
        return sum
    }

    @Test("The probability that clustered looks see nothing is that of all ways of being there", arguments: 1...12)
    func clustered(count: Int) {
        for (dwell, rate) in [(0.5, 0.2), (2.0, 0.5), (10.0, 0.05)] {
            let looks = looks(count, seed: UInt64(count), days: 12)
            let found = UnseenVisits(looks: looks, dwell: dwell).probabilityOfNone(rate: rate)
            #expect(abs(found - enumerated(looks, dwell: dwell, rate: rate)) < 1e-12)
        }
    }

    @Test("At the excluded rate nothing is seen with the probability that is left, and few looks exclude nothing")
    func edges() throws {
        let looks = looks(12, seed: 3, days: 40)
        let visits = UnseenVisits(looks: looks, dwell: 3)
        let rate = try #require(visits.excludedRate(level: 0.9))
        #expect(abs(enumerated(looks, dwell: 3, rate: rate) - 0.1) < 1e-9)
        #expect(UnseenVisits(looks: [WatchedInstant(day: 0, detection: 0.9)], dwell: 3).excludedRate() == nil)
        #expect(UnseenVisits(looks: [], dwell: 3).excludedRate() == nil)
        #expect(UnseenVisits(looks: [], dwell: 3).probabilityOfNone(rate: 5) == 1)
        // Two looks at one instant are one look at a state, not two chances.
        let twice = [WatchedInstant(day: 1, detection: 1), WatchedInstant(day: 1, detection: 1)]
        let once = [WatchedInstant(day: 1, detection: 1)]
        #expect(
            abs(
                UnseenVisits(looks: twice, dwell: 3).probabilityOfNone(rate: 0.1)
                    - UnseenVisits(looks: once, dwell: 3).probabilityOfNone(rate: 0.1)) < 1e-15)
    }

    @Test(
        "Bounds hold in drawn worlds in which visits overlap, with any length: a rate is excluded wrongly in 5 % at most"
    )
    func calibrated() {
        var stream = RandomStream(seed: 777)
        // Visits of exponential and of fixed length, looks in clusters.
        for isFixed in [false, true] {
            let dwell = 2.0
            let looks = (0..<8).flatMap { cluster in
                [0.0, 0.4, 1.1].map { WatchedInstant(day: Double(cluster) * 11 + $0, detection: 0.8) }
            }
            guard let excluded = UnseenVisits(looks: looks, dwell: dwell).excludedRate() else { continue }
            var unseen = 0
            let worlds = 4000
            for _ in 0..<worlds {
                var day = -40.0
                var sawAny = false
                var spans: [(Double, Double)] = []
                while day < 100 {
                    day += -log(1 - stream.uniform()) / excluded
                    spans.append((day, day + (isFixed ? dwell : -log(1 - stream.uniform()) * dwell)))
                }
                for look in looks where spans.contains(where: { $0.0 <= look.day && look.day < $0.1 }) {
                    if stream.uniform() < look.detection { sawAny = true }
                }
                if !sawAny { unseen += 1 }
            }
            // Three standard errors of 4000 worlds above 5 %.
            #expect(Double(unseen) / Double(worlds) < 0.05 + 3 * 0.00345)
            #expect(unseen > 0)
        }
    }

    @Test("A visit is caught as often as visits begun on a fine grid are")
    func capture() {
        let looks = looks(9, seed: 8, days: 30)
        for dwell in [0.3, 2.0, 9.0] {
            let found = VisitCapture(looks: looks).probability(dwell: dwell, from: 2, to: 27)
            let steps = 200_000
            var sum = 0.0
            for step in 0..<steps {
                let begin = 2 + 25 * (Double(step) + 0.5) / Double(steps)
                var missed = 1.0
                for look in looks where look.day >= begin && look.day <= begin + dwell { missed *= 1 - look.detection }
                sum += 1 - missed
            }
            #expect(abs(found - sum / Double(steps)) < 1e-4)
        }
        #expect(VisitCapture(looks: []).probability(dwell: 3, from: 0, to: 10) == 0)
        #expect(VisitCapture(looks: looks).probability(dwell: 100, from: -50, to: -50) > 0.999)
    }
}
