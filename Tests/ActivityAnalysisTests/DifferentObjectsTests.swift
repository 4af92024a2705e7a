import Evidence
import Findings
import Foundation
import Statistics
import Testing

@testable import ActivityAnalysis

@Suite("Different objects in several looks")
struct DifferentObjectsTests {
    private static let start = Date(timeIntervalSince1970: 1_735_689_600)

    private static func time(_ day: Double) -> AcquisitionTime { AcquisitionTime(instant: start + day * 86_400) }

    /// Looks ten days apart; a count of nil could not tell.
    private static func series(_ counts: [ActivitySeries.Count?]) -> ActivitySeries {
        ActivitySeries(
            zone: "spur", quantity: "tank-car on tracks",
            points: counts.enumerated().map { number, count in
                .init(
                    look: "look \(number)", time: time(10 * Double(number)), visibleShare: number == 1 ? 0.5 : 1,
                    sight: count.map { .counted($0) } ?? .notLooked(because: "cloud"), detection: nil)
            })
    }

    private static func exact(_ number: Int) -> ActivitySeries.Count {
        .init(detected: number, low: number, high: number, level: 1)
    }

    private static let scenes = Dictionary(uniqueKeysWithValues: (0..<9).map { ("look \($0)", "scene \($0)") })

    /// An object that some looks show, each time with a probability the one of the time before.
    private static func visit(_ looks: [Int], _ same: [Double], zone: String = "spur") -> Visit {
        Visit(
            object: "o", className: "tank-car", zone: zone,
            sightings: looks.enumerated().map { place, look in
                .init(
                    scene: "scene \(look)", time: time(10 * Double(look)), detection: "d",
                    sameAsBefore: place == 0 ? nil : same[place - 1])
            }, arrivedAfter: nil, departedBefore: nil, longestGap: nil, sameObject: nil, remarks: [])
    }

    private static func found(
        _ counts: [ActivitySeries.Count?], _ visits: [Visit] = [], days: (first: Int?, last: Int?) = (nil, nil)
    ) -> DifferentObjects {
        DifferentObjectsFinder(visits: visits, zones: ["spur": "Rail spur"]).count(
            in: series(counts), scenes: scenes, days: days)
    }

    private static func probability(_ found: DifferentObjects, _ number: Int) -> Double {
        found.probabilities.indices.contains(number) ? found.probabilities[number] : 0
    }

    @Test func `what stays counts once, as worked out by hand`() {
        let (five, six) = (Self.exact(5), Self.exact(6))
        let staying = (0..<5).map { _ in Self.visit([0, 1], [1]) }
        let all = Self.found([five, six], staying + [Self.visit([1], [])])
        #expect(all.middle == 6 && all.range == 6...6 && all.words == "6")
        #expect(all.looks.map(\.seenBefore) == [0, 5])
        // Other cars that are followed and leave are others.
        let left = Self.found([five, six], (0..<5).map { _ in Self.visit([0], []) } + [Self.visit([1], [])])
        #expect(left.middle == 11 && left.range == 11...11)
        // Cars of one train stay together: five with probability 0.3, none with 0.7.
        let train = Self.found([five, six], (0..<5).map { _ in Self.visit([0, 1], [0.3]) })
        #expect(abs(Self.probability(train, 6) - 0.3) < 1e-12 && abs(Self.probability(train, 11) - 0.7) < 1e-12)
        // Three of 0.7 and two of 0.4: five stay in 0.4, three in 0.3, none in 0.3.
        let mixed = Self.found(
            [five, five], (0..<5).map { Self.visit([0, 1], [$0 < 3 ? 0.7 : 0.4]) })
        #expect([5, 7, 10].map { Self.probability(mixed, $0) }.map { ($0 * 1000).rounded() } == [400, 300, 300])
        // A car that a look between missed is still the same one.
        let missed = Self.found(
            [Self.exact(1), Self.exact(2), Self.exact(1)], [Self.visit([0, 2], [1]), Self.visit([1], [])])
        #expect(missed.middle == 3)
    }

    @Test func `where nobody followed objects any number may have stayed, and none where a look saw none`() {
        let two = Self.exact(2)
        let unknown = Self.found([two, two])
        for number in 2...4 { #expect(abs(Self.probability(unknown, number) - 1 / 3) < 1e-12) }
        #expect(unknown.sentence.contains("nobody followed all of them") && unknown.looks[1].seenBefore == nil)
        let broken = Self.found([two, Self.exact(0), two])
        #expect(broken.middle == 4 && broken.range == 4...4 && broken.empty == ["look 1"])
        // Objects of another zone are others.
        #expect(Self.found([two, two], [Self.visit([0, 1], [1], zone: "quay")]) == unknown)
    }

    @Test func `the looks that it rests on are told, and those that could not tell are never taken for none`() {
        let found = Self.found([Self.exact(3), nil, Self.exact(0)], days: (nil, nil))
        #expect(found.looks.map(\.look) == ["look 0"] && found.blind == ["look 1"] && found.empty == ["look 2"])
        #expect(
            found.sentence
                == "The number rests on one look at Rail spur that counted tank-car on tracks: 1 January 2025 3; one more look counted none; one look could not tell."
        )
        #expect(found.remarks.contains { $0.contains("look 0") })
        let blind = Self.found([nil, nil])
        #expect(!blind.isKnown && blind.probabilities.isEmpty && blind.sentence.contains("(cloud): it is not known"))
        let none = Self.found([Self.exact(0), nil])
        #expect(none.middle == 0 && none.probabilities == [1])
        // A period in which nobody looked tells nothing, not none.
        let day = Int(Self.start.timeIntervalSince1970 / 86_400)
        #expect(!Self.found([Self.exact(3)], days: (day + 1, day + 2)).isKnown)
        #expect(Self.found([Self.exact(3), Self.exact(2)], days: (day + 10, day + 10)).middle == 2)
    }

    @Test func `of one look the range is the look's own`() {
        for (low, high) in [(5, 13), (0, 3), (6, 6)] {
            let found = Self.found([.init(detected: low + 1, low: low, high: high, level: 0.8)])
            #expect(found.range == low...high, "\(String(describing: found.range))")
        }
    }

    @Test func `a part that was not seen is told, and counts beyond all bounds are refused in words`() {
        let partial = Self.found([nil, Self.exact(4)])
        #expect(partial.remarks.contains { $0.hasPrefix("One of them saw a part of the zone only") })
        let huge = Self.found([.init(detected: .max, low: .min, high: .max, level: .nan)])
        #expect(!huge.isKnown && huge.sentence.contains("more than 1000"))
        let many = ActivitySeries(
            zone: "spur", quantity: "ship",
            points: (0..<101).map {
                .init(
                    look: "\($0)", time: Self.time(Double($0)), visibleShare: 1, sight: .counted(Self.exact(1)),
                    detection: nil)
            })
        let refused = DifferentObjectsFinder(visits: []).count(in: many, scenes: [:])
        #expect(!refused.isKnown && refused.sentence.hasSuffix("shorten the period."))
    }

    /// Written by `Fixtures/make_different_objects.py` with numpy.
    private struct Simulated: Decodable {
        let looks: [[Double]]
        let links: [Links]
        let mean, p10, p50, p90: Double

        enum Links: Decodable {
            case unfollowed, broken
            case seen([[Double]])

            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if value.decodeNil() {
                    self = .unfollowed
                } else if (try? value.decode(String.self)) != nil {
                    self = .broken
                } else {
                    self = .seen(try value.decode([[Double]].self))
                }
            }
        }
    }

    @Test func `sums of counts with ranges are those of a simulation`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/different-objects.json")
        let cases = try JSONDecoder().decode([Simulated].self, from: Data(contentsOf: file))
        #expect(cases.count == 5)
        for item in cases {
            let counts = try item.looks.map { look in
                try #require(
                    CountInterval(detected: Int(look[0]), low: Int(look[1]), high: Int(look[2]), level: look[3])
                        .distribution)
            }
            let links = item.links.enumerated().map { place, links -> [StayingObjects.Link]? in
                guard place > 0 else { return [] }
                guard case .seen(let pairs) = links else { return nil }
                return pairs.map { .init(look: Int($0[0]), probability: $0[1]) }
            }
            let isBroken = item.links.map { if case .broken = $0 { true } else { false } }
            let total = StayingObjects(
                counts: counts, detected: item.looks.map { Int($0[0]) }, links: links, isBroken: isBroken
            ).total(levels: DifferentObjectsFinder.levels)
            // Counts are read at 200 levels, the simulation at two million: tails are cut a little.
            #expect(abs(total.mean - item.mean) < 0.03, "\(total.mean) \(item.mean)")
            for (share, value) in [(0.1, item.p10), (0.5, item.p50), (0.9, item.p90)] {
                #expect(abs(Double(total.quantile(share)) - value) <= 1, "\(share)")
            }
        }
    }
}
