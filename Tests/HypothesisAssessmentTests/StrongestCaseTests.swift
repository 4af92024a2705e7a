import Findings
import Foundation
import Inquiry
import Statistics
import Testing

@testable import HypothesisAssessment

/// The strongest case for a hypothesis against every corner of the ranges, by enumeration, and against points between them.
@Suite struct StrongestCaseTests {
    /// A reading as the test's own arithmetic sees it.
    private struct Told {
        var ranges: [ElicitedProbability]
        var whenTrue: Double
        var whenFalse: Double
        var trust: Double
        var weight: Double

        /// What counts of it, by leaf, with likelihoods at shares of their ranges.
        func counted(_ shares: [Double], _ priors: [Double]) -> [Double] {
            let said = zip(ranges, shares).map { range, share in
                let likelihood = range.low + share * (range.high - range.low)
                return likelihood * whenTrue + (1 - likelihood) * whenFalse
            }
            let expected = zip(said, priors).reduce(0) { $0 + $1.0 * $1.1 }
            return said.map { pow(trust * $0 + (1 - trust) * expected, weight) }
        }
    }

    private func probability(of leaf: Int, _ priors: [Double], _ told: [Told], _ shares: [[Double]]) -> Double {
        var weights = priors
        for (item, places) in zip(told, shares) {
            for (place, value) in item.counted(places, priors).enumerated() { weights[place] *= value }
        }
        return weights[leaf] / weights.reduce(0, +)
    }

    /// The best of all corners, with those of each reading found beforehand.
    private func best(of leaf: Int, _ priors: [Double], _ told: [Told]) -> Double {
        var products = [priors]
        for item in told {
            let corners = (0..<(1 << priors.count)).map { mask in
                item.counted(priors.indices.map { mask & (1 << $0) == 0 ? 0 : 1 }, priors)
            }
            products = products.flatMap { before in corners.map { corner in zip(before, corner).map { $0 * $1 } } }
        }
        return products.map { $0[leaf] / $0.reduce(0, +) }.max() ?? .nan
    }

    private func drawn(_ stream: inout RandomStream, leaves: Int, count: Int) -> (priors: [Double], told: [Told]) {
        let raw = (0..<leaves).map { _ in 0.02 + stream.uniform() }
        let all = raw.reduce(0, +)
        var told = (0..<count).map { _ in
            let isSeen = stream.uniform() < 0.6
            return Told(
                ranges: (0..<leaves).map { _ in
                    let ends = [stream.uniform(), stream.uniform()].sorted()
                    return ElicitedProbability(low: ends[0], mode: (ends[0] + ends[1]) / 2, high: ends[1])
                }, whenTrue: isSeen ? 1 : 0.3, whenFalse: isSeen ? 0 : 1,
                trust: stream.uniform() < 0.2 ? 1 : stream.uniform(), weight: stream.uniform() < 0.6 ? 1 : 0.5)
        }
        if leaves > 2, count > 1 {
            // The first leaf is all but excluded by a source in doubt, which the second fits; the last is all but excluded by the next: to
            // raise what was to be expected of the first source costs little there.
            told[0].trust = 0.3 + 0.6 * stream.uniform()
            (told[0].whenTrue, told[0].whenFalse) = (1, 0)
            told[0].ranges[0] = ElicitedProbability(low: 0, mode: 0.01, high: 0.05)
            told[0].ranges[1] = ElicitedProbability(low: 0.8, mode: 0.9, high: 1)
            told[1].ranges[leaves - 1] = ElicitedProbability(low: 0, mode: 0.005, high: 0.01)
            told[1].trust = 1
            (told[1].whenTrue, told[1].whenFalse) = (1, 0)
        }
        return (raw.map { $0 / all }, told)
    }

    private func model(_ priors: [Double], _ told: [Told]) throws -> EvidenceModel {
        let tree = HypothesisTree(DrawnLooks.hypotheses(priors))
        var model = try EvidenceModel(
            tree: tree, priors: tree.leafPriors,
            readings: told.enumerated().map { number, item in
                var indicator = DrawnLooks.indicator(nil, id: "I\(number)")
                indicator.likelihoods = item.ranges.enumerated().map {
                    .init(hypothesis: "H\($0.offset + 1)", probability: $0.element)
                }
                return (
                    indicator,
                    IndicatorReading(
                        indicator: "I\(number)", outcome: item.whenFalse == 0 ? .seen : .notSeen, sentence: "",
                        shown: item.whenFalse == 0 ? 1 : 0, detection: 0.7,
                        reliability: ElicitedProbability(item.trust))
                )
            }, dependence: .independent)
        for place in told.indices { model.items[place].weight = told[place].weight }
        return model
    }

    @Test func noCornerOfTheRangesAndNoPointBetweenThemIsBetter() throws {
        var stream = RandomStream(seed: 1906)
        var moved = 0
        for round in 0..<160 {
            let (priors, told) = drawn(&stream, leaves: 2 + round % 4, count: 1 + round % 3)
            let found = StrongestCase(model: try model(priors, told), leaf: 0).outcome()
            #expect(found.isExact)
            #expect(abs(found.probability - best(of: 0, priors, told)) < 1e-12, "round \(round)")
            for _ in 0..<50 {
                let shares = told.map { _ in priors.map { _ in stream.uniform() } }
                #expect(probability(of: 0, priors, told, shares) <= found.probability + 1e-12)
            }
            // The corner that favours the leaf by itself, which is not the best wherever a source is in doubt.
            let plain = told.map { item in
                priors.indices.map { leaf in (leaf == 0) == (item.whenTrue > item.whenFalse) ? 1.0 : 0.0 }
            }
            if probability(of: 0, priors, told, plain) < found.probability - 1e-6 { moved += 1 }
        }
        #expect(moved > 20, "\(moved)")
    }

    @Test func whereTheSearchIsBrokenOffItSaysSoAndGivesWhatCanBeHad() throws {
        var stream = RandomStream(seed: 7)
        var brokenOff = 0
        for _ in 0..<20 {
            let (priors, told) = drawn(&stream, leaves: 5, count: 3)
            let most = best(of: 0, priors, told)
            for search in [
                StrongestCase(model: try model(priors, told), leaf: 0, mostNodes: 1),
                StrongestCase(model: try model(priors, told), leaf: 0, mostFree: 1),
            ] {
                let found = search.outcome()
                #expect(found.probability <= most + 1e-12)
                if found.isExact { #expect(abs(found.probability - most) < 1e-12) } else { brokenOff += 1 }
            }
        }
        #expect(brokenOff > 5)
    }

    @Test func manyReadingsOfDoubtfulSourcesAreSettledExactly() throws {
        var stream = RandomStream(seed: 26)
        let (priors, told) = drawn(&stream, leaves: 5, count: 26)
        let found = StrongestCase(model: try model(priors, told), leaf: 2).outcome()
        #expect(found.isExact && found.probability > 0 && found.probability < 1)
    }

    @Test func whatIsImpossibleAtItsBestStaysSo() throws {
        let never = Told(
            ranges: [ElicitedProbability(0), ElicitedProbability(0.5)], whenTrue: 1, whenFalse: 0, trust: 1, weight: 1)
        let found = StrongestCase(model: try model([0.5, 0.5], [never]), leaf: 0).outcome()
        #expect(found.probability == 0 && found.isExact)
        // Whom a source says it that may be wrong, for that one it is not impossible: 0.5 × 0.25 to 0.5 × (0.25 + 0.25).
        var doubtful = never
        doubtful.trust = 0.5
        #expect(
            abs(StrongestCase(model: try model([0.5, 0.5], [doubtful]), leaf: 0).outcome().probability - 0.25) < 1e-12)
    }
}
