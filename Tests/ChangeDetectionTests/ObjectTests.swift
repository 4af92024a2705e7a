@testable import ChangeDetection
import Evidence
import Foundation
import Geodesy
import Statistics
import Testing

@Suite("Objects followed through looks")
struct ObjectTests {
    private static let model = ModelReference(name: "drawn", sha256: "0")
    private static let origin = GeoPoint(longitude: 134.2, latitude: 41.6)

    /// A box by its place in metres about the origin.
    static func box(east: Double, north: Double, length: Double, width: Double, azimuth: Double) -> GroundBox {
        let metres = (east: 111_320 * cos(41.6 * Double.pi / 180), north: 111_070.0)
        func point(_ e: Double, _ n: Double) -> GeoPoint {
            GeoPoint(longitude: origin.longitude + e / metres.east, latitude: origin.latitude + n / metres.north)
        }
        let (s, c) = (sin(azimuth * .pi / 180), cos(azimuth * .pi / 180))
        let corners = [(1.0, 1.0), (1, -1), (-1, -1), (-1, 1)].map { u, v in
            point(
                east + u * length / 2 * s + v * width / 2 * c, north + u * length / 2 * c - v * width / 2 * s)
        }
        return GroundBox(centre: point(east, north), corners: corners)
    }

    static func detection(
        _ id: String, _ east: Double, _ north: Double, length: Double = 12, width: Double = 3, azimuth: Double = 84,
        className: String = "tank-car", review: ReviewState = .unreviewed
    ) -> Detection {
        Detection(
            id: id, scene: "s", className: className, score: 0.9,
            pixelBox: OrientedBox(centre: PixelPoint(column: 0, row: 0), length: 1, width: 1, angle: 0),
            groundBox: box(east: east, north: north, length: length, width: width, azimuth: azimuth), model: model,
            review: review)
    }

    private func events(_ chain: ObjectChain) -> [String] {
        chain.events.map { "\($0.kind.rawValue) \($0.after)-\($0.until)" }
    }

    @Test("The best assignment of pairs is that of trying all of them")
    func enumeration() {
        var stream = RandomStream(seed: 21)
        for _ in 0..<300 {
            let objects = Int.random(in: 1...5, using: &stream)
            let found = Int.random(in: 1...5, using: &stream)
            let unseen = (0..<objects).map { _ in Double.random(in: 0...3, using: &stream) }
            var pairs: [ObjectAssignment.Pair] = []
            for object in 0..<objects {
                for detection in 0..<found where Bool.random(using: &stream) {
                    pairs.append(
                        .init(object: object, detection: detection, cost: Double.random(in: -6...4, using: &stream)))
                }
            }
            func least(_ object: Int, _ taken: Set<Int>, without: Int? = nil, _ wanted: Int? = nil) -> Double {
                if object == objects { return 0 }
                var best = unseen[object] + least(object + 1, taken, without: without, wanted)
                for pair in pairs where pair.object == object && !taken.contains(pair.detection) {
                    if object == without, pair.detection == wanted { continue }
                    best = min(
                        best, pair.cost + least(object + 1, taken.union([pair.detection]), without: without, wanted))
                }
                return best
            }
            let solution = ObjectAssignment(pairs: pairs, unseen: unseen)
            let truth = least(0, [])
            if abs(solution.cost - truth) > 1e-9 { Issue.record("found \(solution.cost), least \(truth)") }
            for object in 0..<objects {
                guard let detection = solution.detections[object] else { continue }
                let second = least(0, [], without: object, detection) - truth
                if abs(solution.advantages[object] - second) > 1e-9 { Issue.record("advantage of \(object)") }
            }
        }
    }

    @Test("A row that stays, one that leaves and one that comes are told, in place")
    func simpleStory() {
        let looks = [
            ObjectLook(
                id: "1", detections: [Self.detection("a1", 0, 0), Self.detection("b1", 14, 1.5)], placementError: 0.3),
            ObjectLook(
                id: "2", detections: [Self.detection("a2", 0.4, -0.2), Self.detection("c2", 60, 6)], placementError: 0.3
            ),
            ObjectLook(
                id: "3", detections: [Self.detection("a3", -0.3, 0.1), Self.detection("c3", 60.2, 6)],
                placementError: 0.3),
        ]
        let chains = ObjectFollower().chains(through: looks)
        #expect(chains.count == 3)
        #expect(chains.map(\.firstSeen) == ["1", "1", "2"])
        #expect(events(chains[0]) == ["stayed 1-2", "stayed 2-3"])
        #expect(events(chains[1]) == ["departed 1-2"])
        #expect(events(chains[2]) == ["arrived 1-2", "stayed 2-3"])
        #expect(chains[1].notSeen == ["2", "3"])
    }

    @Test("What is absent where nothing could be seen has not departed, and what is seen after it has not arrived")
    func unseenPlaces() {
        let looks = [
            ObjectLook(id: "1", detections: [Self.detection("a1", 0, 0)], placementError: 0.3),
            ObjectLook(id: "2", detections: [], placementError: 0.3, visibleShare: { _, _ in 0.2 }),
            ObjectLook(
                id: "3", detections: [Self.detection("a3", 0.2, 0), Self.detection("z3", 90, 0)], placementError: 0.3),
        ]
        let chains = ObjectFollower().chains(through: looks)
        #expect(chains[0].steps[1].sight == .notLooked)
        #expect(events(chains[0]) == ["stayed 1-3"])
        // Its place was seen in look 1, so it came between 1 and 3.
        #expect(events(chains[1]) == ["arrived 1-3"])
        let end = ObjectFollower().chains(through: Array(looks.prefix(2)))
        #expect(end[0].events.isEmpty)
        let begin = ObjectFollower().chains(through: Array(looks.suffix(2)))
        #expect(begin.allSatisfy { $0.events.map(\.kind) == [.undetermined] })
    }

    @Test("Where the margin makes two assignments nearly equal, it is said that it cannot be told which")
    func ambiguous() {
        let near = [Self.detection("b1", -6.5, 0), Self.detection("b2", 6.5, 0)]
        let looks = [
            ObjectLook(id: "1", detections: [Self.detection("a", 0, 0)], placementError: 6),
            ObjectLook(id: "2", detections: near, placementError: 6),
        ]
        let chains = ObjectFollower().chains(through: looks)
        let followed = chains[0].steps[1].sight
        guard case .seenButNotWhich = followed else {
            Issue.record("\(followed)")
            return
        }
        #expect(chains[0].events.last?.remarks.contains { $0.contains("cannot be told") } == true)
    }

    @Test("A ship of unusual length that lies elsewhere has moved; one wagon among many has not")
    func moved() {
        func look(_ id: String, _ ship: Double, _ place: Double) -> ObjectLook {
            ObjectLook(
                id: id,
                detections: [
                    Self.detection("\(id)s", place, 300, length: ship, width: 20, className: "ship"),
                    Self.detection("\(id)t", 0, 500, length: 60, width: 10, className: "ship"),
                    Self.detection("\(id)u", 300, 500, length: 95, width: 15, className: "ship"),
                    Self.detection("\(id)v", 500, 500, length: 30, width: 8, className: "ship"),
                ], placementError: 1)
        }
        var settings = ObjectFollower.Configuration(defaultRecall: 0.95, relocation: 0.3)
        settings.lengthError = 0.01
        let chains = ObjectFollower(configuration: settings).chains(through: [look("1", 212, 0), look("2", 212.4, 240)])
        #expect(chains.count == 4)
        #expect(
            chains.first { $0.firstSeen == "1" && $0.steps[1].sight == .seen(detection: "2s") }?.events.map(\.kind) == [
                .moved
            ])

        let wagons = ObjectFollower().chains(through: [
            ObjectLook(id: "1", detections: [Self.detection("a", 0, 0)], placementError: 0.3),
            ObjectLook(id: "2", detections: [Self.detection("b", 150, 0)], placementError: 0.3),
        ])
        #expect(wagons.count == 2)
    }

    @Test("Rejected detections take no part, and the same looks give the same chains in any order of detections")
    func stability() {
        let row = (0..<12).map { Self.detection("w\($0)", 13 * Double($0), Double($0)) }
        let later = (0..<12).map { Self.detection("x\($0)", 13 * Double($0) + 0.4, Double($0)) }
        let rejected = Self.detection("r", 500, 0, review: .rejected)
        func chains(_ a: [Detection], _ b: [Detection]) -> [ObjectChain] {
            ObjectFollower().chains(through: [
                ObjectLook(id: "1", detections: a + [rejected], placementError: 0.5),
                ObjectLook(id: "2", detections: b, placementError: 0.5),
            ])
        }
        let one = chains(row, later)
        #expect(one.count == 12)
        #expect(one == chains(row.reversed(), later.reversed()))
    }

    @Test("Eighteen looks at a yard with noise, misses and false alarms: arrivals and departures reach 0.95")
    func eighteenLooks() {
        var stream = RandomStream(seed: 5)
        func normal(_ spread: Double) -> Double {
            let a = Double.random(in: 1e-12...1, using: &stream)
            let b = Double.random(in: 0...1, using: &stream)
            return spread * (-2 * log(a)).squareRoot() * cos(2 * .pi * b)
        }
        var right = 0
        var told = 0
        var expected = 0
        for _ in 0..<6 {
            // Slots along three tracks; each holds one vehicle after another.
            struct Stay {
                var slot: Int
                var from: Int
                var until: Int
                var length: Double
                /// Metres along the track from the slot's middle: a vehicle stops anywhere.
                var offset: Double
            }
            var stays: [Stay] = []
            for slot in 0..<36 {
                var look = Int.random(in: -6...6, using: &stream)
                while look < 18 {
                    let until = look + Int.random(in: 2...9, using: &stream)
                    stays.append(
                        Stay(
                            slot: slot, from: look, until: until, length: Double.random(in: 11.5...16, using: &stream),
                            offset: Double.random(in: -4...4, using: &stream)))
                    look = until + Int.random(in: 1...6, using: &stream)
                }
            }
            var owner: [String: Int] = [:]
            var looks: [ObjectLook] = []
            let hidden = (0..<18).map { _ in
                Int.random(in: 0..<8, using: &stream) == 0 ? Int.random(in: 0..<3, using: &stream) : -1
            }
            for look in 0..<18 {
                var found: [Detection] = []
                let (shiftEast, shiftNorth) = (normal(0.3), normal(0.3))
                for (index, stay) in stays.enumerated() where stay.from <= look && look < stay.until {
                    let track = stay.slot / 12
                    if track == hidden[look] || Int.random(in: 0..<100, using: &stream) < 3 { continue }
                    let id = String(format: "%02d-%03d", look, index)
                    owner[id] = index
                    found.append(
                        Self.detection(
                            id, 22 * Double(stay.slot % 12) + stay.offset + shiftEast + normal(0.3),
                            5 * Double(track) + shiftNorth + normal(0.2), length: stay.length * (1 + normal(0.03))))
                }
                for index in 0..<3 where Int.random(in: 0..<4, using: &stream) == 0 {
                    found.append(
                        Self.detection(
                            "\(look)-false\(index)", Double.random(in: 0...180, using: &stream),
                            Double.random(in: 15...60, using: &stream)))
                }
                let covered = hidden[look]
                let top = Self.box(east: 0, north: 0, length: 1, width: 1, azimuth: 0).centre.latitude
                looks.append(
                    ObjectLook(id: "\(look)", detections: found, placementError: 0.3) { box, _ in
                        let north = (box.centre.latitude - top) * 111_070
                        return Int((north / 5).rounded()) == covered && north < 12.5 ? 0 : 1
                    })
            }
            let chains = ObjectFollower(
                configuration: .init(
                    defaultRecall: 0.97, departure: 0.2, lengthError: 0.04)
            ).chains(through: looks)
            // Truth: what came or went between two looks in which its slot could be seen.
            struct Truth: Hashable { var stay: Int; var kind: String }
            var truths: [Truth: ClosedRange<Int>] = [:]
            func isSeen(_ stay: Stay, _ look: Int) -> Bool { look >= 0 && look < 18 && stay.slot / 12 != hidden[look] }
            for (index, stay) in stays.enumerated() {
                let own = (max(0, stay.from)..<max(0, min(18, stay.until))).filter { isSeen(stay, $0) }
                guard let first = own.first, let last = own.last else { continue }
                if let before = (0..<max(0, stay.from)).last(where: { isSeen(stay, $0) }) {
                    truths[Truth(stay: index, kind: "arrived")] = before...first
                }
                if stay.until < 18, let after = (stay.until..<18).first(where: { isSeen(stay, $0) }) {
                    truths[Truth(stay: index, kind: "departed")] = last...after
                }
            }
            expected += truths.count
            for chain in chains {
                for event in chain.events where event.kind == .arrived || event.kind == .departed {
                    told += 1
                    let near = event.kind == .arrived ? event.until : event.after
                    let seen = chain.steps.first { $0.look == near }?.sight.detection
                    guard let seen, let stay = owner[seen],
                        let range = truths[Truth(stay: stay, kind: event.kind.rawValue)]
                    else { continue }
                    let (after, until) = (Int(event.after) ?? -1, Int(event.until) ?? -1)
                    // A vehicle that was missed once may be told one look later or earlier; the change must lie between.
                    if after <= range.upperBound, until >= range.lowerBound { right += 1 }
                }
            }
        }
        let precision = Double(right) / Double(told)
        let recall = Double(right) / Double(expected)
        let f1 = 2 * precision * recall / (precision + recall)
        #expect(f1 >= 0.95, "precision \(precision), recall \(recall)")
    }
}
