import Evidence
import Foundation
import Geodesy
import Sites
import Statistics
import Testing

@testable import ActivityAnalysis

/// A world of places that each have objects, a share of them that a network finds, and false alarms by area; it knows
/// nothing of how counts are estimated.
private struct World {
    var random: RandomStream
    /// Mean share found, by condition.
    var found: [Double]
    /// Mean false alarms in a zone, by condition.
    var wrong: [Double]
    /// How alike objects of one place are in being found, 0…1.
    let likeness = 0.05
    /// Zones of the size of a look that were labelled at each place of the evaluation.
    let zones = 5
    /// Objects in a zone on the mean.
    let density = 8.0

    struct Place {
        var density: Double
        var found: [Double]
        var wrong: [Double]
    }

    mutating func place() -> Place {
        Place(
            // Places are of very different density.
            density: density * gamma(shape: 2) / 2,
            found: found.map { mean in
                let size = (1 - likeness) / likeness
                let a = gamma(shape: mean * size)
                return a / (a + gamma(shape: (1 - mean) * size))
            },
            wrong: wrong.map { $0 * gamma(shape: 3) / 3 })
    }

    /// What a labelled place gives.
    mutating func evaluation(_ place: Place, _ condition: Int) -> DetectorAccuracy {
        let objects = poisson(place.density * Double(zones))
        let right = hits(of: objects, at: place.found[condition])
        return DetectorAccuracy(
            truePositives: Double(right), falsePositives: Double(poisson(place.wrong[condition] * Double(zones))),
            falseNegatives: Double(objects - right))
    }

    /// The truth in one zone, and what is detected there.
    mutating func look(_ place: Place, _ condition: Int) -> (truth: Int, detected: Int) {
        let objects = poisson(place.density)
        return (objects, hits(of: objects, at: place.found[condition]) + poisson(place.wrong[condition]))
    }

    private mutating func hits(of count: Int, at share: Double) -> Int {
        (0..<count).reduce(0) { sum, _ in sum + (random.uniform() < share ? 1 : 0) }
    }

    /// By waiting times (Knuth).
    private mutating func poisson(_ mean: Double) -> Int {
        var sum = -log(1 - random.uniform())
        var count = 0
        while sum < mean {
            sum -= log(1 - random.uniform())
            count += 1
        }
        return count
    }

    /// Marsaglia & Tsang (2000), ACM TOMS 26(3), 363–372.
    private mutating func gamma(shape: Double) -> Double {
        guard shape >= 1 else { return gamma(shape: shape + 1) * pow(1 - random.uniform(), 1 / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = random.normal()
            let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
            if v > 0, log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }
}

@Suite("Intervals of counts against simulated looks")
struct CountCalibrationTests {
    /// What the figures on the card differ by.
    enum Kind: String, CaseIterable, Sendable { case plain, classes, resolutions, seasons }

    @Test(
        "80 % intervals hold the truth in 75 to 87 of 100 looks at places like those measured", arguments: Kind.allCases
    )
    func coverage(_ kind: Kind) throws {
        let number = try #require(Kind.allCases.firstIndex(of: kind))
        var world = World(
            random: RandomStream.stream(seed: 2024, name: UInt64(number)), found: [0.88, 0.62], wrong: [0.7, 1.6])
        let conditions = kind == .plain ? [0] : [0, 1]
        var known: [Seen: ClosedRange<Int>] = [:]
        func interval(_ detected: Int, _ accuracy: DetectorAccuracy) -> ClosedRange<Int> {
            let seen = Seen(detected: detected, accuracy: accuracy)
            if let interval = known[seen] { return interval }
            let interval = trueCount(detected: detected, accuracy: accuracy).shortestInterval(level: 0.8)
            known[seen] = interval
            return interval
        }
        var held = 0
        var looks = 0
        for _ in 0..<10 {
            var places: [MeasuredAccuracy.Place] = []
            for place in 0..<8 {
                let drawn = world.place()
                for condition in conditions {
                    places.append(
                        .init(
                            counts: world.evaluation(drawn, condition), name: "place \(place)",
                            className: kind == .classes ? ["tank-car", "flat-car"][condition] : nil,
                            groundSamplingDistance: kind == .resolutions ? [0.3, 0.6][condition] : nil,
                            season: kind == .seasons ? [Season.summer, .winter][condition] : nil))
                }
            }
            let effective = conditions.map { condition in
                ObjectCounter.pooled(
                    .init(places: places),
                    for: .init(
                        className: kind == .classes ? ["tank-car", "flat-car"][condition] : "tank-car",
                        groundSamplingDistance: [0.31, 0.55][condition], season: [.summer, .winter][condition])
                ).effective
            }
            for _ in 0..<(50 / conditions.count) {
                for condition in conditions {
                    let (truth, detected) = world.look(world.place(), condition)
                    if interval(detected, effective[condition]).contains(truth) { held += 1 }
                    looks += 1
                }
            }
        }
        #expect(looks == 500)
        let share = Double(held) / Double(looks)
        #expect((0.75...0.87).contains(share))
    }

    private struct Seen: Hashable {
        var detected: Int
        var accuracy: DetectorAccuracy
    }

    private func accuracy(_ right: Double, _ wrong: Double, _ missed: Double) -> DetectorAccuracy {
        DetectorAccuracy(truePositives: right, falsePositives: wrong, falseNegatives: missed)
    }

    @Test("Figures of the class, resolution and season are taken where two places have them, else all, and it is said")
    func chosen() {
        func place(
            _ name: String, _ right: Double, _ className: String?, _ distance: Double?, _ season: Season?
        ) -> MeasuredAccuracy.Place {
            .init(
                counts: accuracy(right, 1, 1), name: name, className: className, groundSamplingDistance: distance,
                season: season)
        }
        let measured = MeasuredAccuracy(places: [
            place("a", 1, "tank-car", 0.3, .summer), place("b", 2, "tank-car", 0.3, .summer),
            place("a", 4, "tank-car", 0.6, .winter), place("b", 8, "flat-car", 0.3, .summer),
            place("a", 16, "flat-car", 0.3, .summer),
        ])
        let fitting = ObjectCounter.pooled(
            measured, for: .init(className: "tank-car", groundSamplingDistance: 0.28, season: .summer))
        #expect(fitting.counts.truePositives == 3 && fitting.places == 2)
        #expect(fitting.surroundings == "for this class at about 0.28 m in summer in all surroundings")
        let coarse = ObjectCounter.pooled(
            measured, for: .init(className: "tank-car", groundSamplingDistance: 0.6, season: .winter))
        #expect(coarse.counts.truePositives == 7 && coarse.places == 2, "place a counts once")
        #expect(coarse.surroundings.contains("too little was measured at about 0.6 m"))
        #expect(coarse.surroundings.contains("too little was measured in winter"))
        let other = ObjectCounter.pooled(measured, for: .init(className: "locomotive"))
        #expect(other.counts.truePositives == 31)
        #expect(other.surroundings.hasPrefix("for all classes together"))
    }

    @Test("Seasons follow the month, and turn round south of the equator")
    func seasons() throws {
        let february = try #require(AcquisitionTime(iso8601: "2025-02-15"))
        let december = try #require(AcquisitionTime(iso8601: "2024-12-01"))
        #expect(Season(of: february.start, latitude: 42) == .winter)
        #expect(Season(of: december.start, latitude: 42) == .winter)
        #expect(Season(of: february.start, latitude: -33) == .summer)
    }
}
