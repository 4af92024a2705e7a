import Evidence
import Foundation
import Geodesy
import Rasters
import Statistics
import Testing

@testable import ObjectDetection

@Suite("Trains on tracks")
struct TrackReaderTests {
    /// From the left to the right through the middle, 75 m, slanting a little.
    private static let line = [PixelPoint(column: 2, row: 60), PixelPoint(column: 148, row: 80)]
    private static let train = [
        TrackScene.Vehicle(track: 0, from: 10, to: 26.2, value: 0.85), .init(track: 0, from: 27.3, to: 38.2),
        .init(track: 0, from: 39.3, to: 50.2),
    ]

    private func count(_ consist: Consist) -> (detected: Int, low: Int, high: Int)? {
        guard case .count(let detected, let low, let high, _, _) = consist.count else { return nil }
        return (detected, low, high)
    }

    @Test("a train is read in order, with classes, places and gaps, whatever way its track was drawn")
    func readsATrain() async throws {
        for isTurned in [false, true] {
            var vehicles = Self.train
            let line: [PixelPoint] = isTurned ? Self.line.reversed() : Self.line
            let length = hypot(146, 20) * 0.5
            if isTurned {
                vehicles = vehicles.map { .init(track: 0, from: length - $0.to, to: length - $0.from, value: $0.value) }
            }
            let scene = TrackScene(lines: [line], vehicles: vehicles)
            let outcome = try await scene.read(.init(sunAzimuthOnPicture: 330))
            let consist = try #require(outcome.consists.first)
            let ordered = vehicles.sorted { $0.from < $1.from }
            #expect(consist.vehicles.map(\.className) == ordered.map { $0.value > 0.8 ? "locomotive" : "tank-car" })
            for (found, drawn) in zip(consist.vehicles, ordered) {
                #expect(abs(found.start - drawn.from) < 0.5)
                #expect(abs(found.end - drawn.to) < 0.5)
                #expect(found.probability > 0.9)
                #expect(!found.isCutAtStart && !found.isCutAtEnd)
            }
            #expect(consist.vehicles.map(\.isCoupled) == [false, true, true])
            let counted = try #require(count(consist))
            #expect(counted == (3, 3, 3))
            #expect(abs((consist.basis?.whole.probabilities.reduce(0, +) ?? 0) - 1) < 1e-3)
            #expect(
                consist.sentence
                    == "1 locomotive, 2 tank cars, 40 m of train, 10 m from the track's \(isTurned ? "end" : "beginning")."
            )
            #expect(outcome.detections.map(\.id) == consist.vehicles.map(\.detection))
        }
    }

    @Test("boxes of vehicles lie on them, in pixels and on the ground")
    func boxesLieOnVehicles() async throws {
        let scene = TrackScene(
            lines: [Self.line], vehicles: Self.train, sunAzimuth: 330, isOnGround: true)
        let outcome = try await scene.read()
        let first = try #require(outcome.detections.first)
        let along = SIMD2(146.0, 20.0) / hypot(146, 20)
        #expect(abs(first.pixelBox.centre.column - (2 + along.x * 36.2)) < 1)
        #expect(abs(first.pixelBox.centre.row - (60 + along.y * 36.2)) < 1)
        #expect(abs(first.pixelBox.angle - atan2(20, 146)) < 0.01)
        let ground = try #require(first.groundBox)
        #expect(abs(ground.length - 16.2) < 0.5)
        #expect(abs(ground.width - 2.9) < 0.05)
        #expect(abs(ground.azimuth - (90 + atan2(20, 146) * 180 / .pi)) < 0.6)
    }

    @Test("what is read does not depend on the window")
    func windowsLeaveNoTrace() async throws {
        let scene = TrackScene(lines: [Self.line], vehicles: Self.train)
        let whole = try await scene.read(.init(sunAzimuthOnPicture: 330, window: 512))
        for window in [128, 160, 192] {
            let other = try await scene.read(.init(sunAzimuthOnPicture: 330, window: window))
            #expect(other.consists == whole.consists)
            #expect(other.detections == whole.detections)
        }
    }

    @Test("without the sun the way is found in which shadows fall to the right, for all tracks together")
    func findsTheWay() async throws {
        let lines = [
            Self.line, [PixelPoint(column: 148, row: 120), PixelPoint(column: 2, row: 110)],
            [PixelPoint(column: 5, row: 20), PixelPoint(column: 140, row: 25)],
        ]
        let vehicles = Self.train + [.init(track: 1, from: 20, to: 31), .init(track: 1, from: 32, to: 43)]
        let outcome = try await TrackScene(lines: lines, vehicles: vehicles).read()
        #expect(outcome.consists.map(\.vehicles.count) == [3, 2, 0])
        #expect(outcome.consists.allSatisfy { $0.notes.contains { $0.contains("sun is not known") } })
        // Told the wrong sun, this network sees no shadow where it must be and finds nothing.
        let wrong = try await TrackScene(lines: lines, vehicles: vehicles).read(.init(sunAzimuthOnPicture: 150))
        #expect(wrong.consists.map(\.vehicles.count) == [0, 0, 0])
    }

    @Test("a shed hides what is in it: at least so many, vehicles cut off, none counted under the roof")
    func shedsHide() async throws {
        var scene = TrackScene(lines: [Self.line], vehicles: Self.train)
        scene.roofs = [.init(track: 0, from: 34, to: 48)]
        let consist = try #require(try await scene.read(.init(sunAzimuthOnPicture: 330)).consists.first)
        #expect(consist.hidden.count == 1)
        #expect(abs((consist.hidden.first?.start ?? 0) - 34) < 1)
        #expect(abs((consist.hidden.first?.length ?? 0) - 14) < 1.5)
        #expect(consist.vehicles.map(\.isCutAtEnd).prefix(2) == [false, true])
        let counted = try #require(count(consist))
        #expect(counted.high >= counted.detected + 1)
        #expect(consist.sentence.hasPrefix("At least "))
        #expect(consist.visibleShare < 0.85)
    }

    @Test("a vehicle at the edge of the picture or of what is there is cut off, and whatever lies outside is told")
    func edgesCut() async throws {
        let line = [PixelPoint(column: 40, row: 60), PixelPoint(column: 260, row: 60)]
        let scene = TrackScene(
            lines: [line], vehicles: [.init(track: 0, from: 20, to: 31), .init(track: 0, from: 50, to: 61)],
            missing: RasterWindow(column: 0, row: 0, width: 90, height: 150))
        let consist = try #require(try await scene.read(.init(sunAzimuthOnPicture: 330)).consists.first)
        #expect(consist.vehicles.count == 2)
        #expect(consist.vehicles.first?.isCutAtStart == true)
        #expect(consist.vehicles.last?.isCutAtEnd == true)
        #expect(consist.hidden.count == 1)
        #expect(consist.notes.contains { $0.contains("lie outside of the scene") })
        let outside = TrackScene(
            lines: [[PixelPoint(column: 300, row: 300), PixelPoint(column: 400, row: 300)]], vehicles: [])
        let nothing = try #require(try await outside.read(.init(sunAzimuthOnPicture: 330)).consists.first)
        #expect(nothing.count == .undetermined(because: "the track lies outside of the scene"))
        #expect(nothing.sentence == "Cannot be determined, because the track lies outside of the scene.")
    }

    @Test("two parallel tracks: the train of one is not read on the other")
    func parallelTracks() async throws {
        let other = Self.line.map { PixelPoint(column: $0.column, row: $0.row + 9.2) }
        var vehicles = Self.train
        vehicles.append(.init(track: 1, from: 12, to: 23))
        let outcome = try await TrackScene(lines: [Self.line, other], vehicles: vehicles)
            .read(.init(sunAzimuthOnPicture: 330))
        #expect(outcome.consists.map(\.vehicles.count) == [3, 1])
        #expect(outcome.consists.allSatisfy { $0.vehicles.allSatisfy(\.otherTracks.isEmpty) })
        // Placed only within 4 m, either train may be the other track's.
        let loose = try await TrackScene(lines: [Self.line, other], vehicles: vehicles)
            .read(.init(placementError: 4, sunAzimuthOnPicture: 330))
        #expect(loose.consists[0].vehicles.allSatisfy { $0.otherTracks == ["t1"] })
        let counted = try #require(count(loose.consists[1]))
        #expect(counted.low == 0 && counted.high >= 4)
    }

    @Test("where two tracks run together, a train is counted once")
    func tracksThatMeet() async throws {
        let other = [
            PixelPoint(column: 2, row: 61), PixelPoint(column: 90, row: 73), PixelPoint(column: 148, row: 120),
        ]
        let outcome = try await TrackScene(lines: [Self.line, other], vehicles: Self.train)
            .read(.init(sunAzimuthOnPicture: 330))
        #expect(outcome.detections.count == 3)
        #expect(outcome.consists.flatMap(\.vehicles).contains { !$0.otherTracks.isEmpty })
        for (index, first) in outcome.detections.enumerated() {
            for second in outcome.detections.dropFirst(index + 1) {
                #expect(first.pixelBox.intersectionOverSmaller(second.pixelBox) < 0.2)
            }
        }
    }

    @Test("the sun's direction as the picture shows it is taken where the record of a scene on the ground tells none")
    func toldSun() async throws {
        let scene = TrackScene(lines: [Self.line], vehicles: Self.train, isOnGround: true)
        let told = try await scene.read(.init(sunAzimuthOnPicture: 330))
        #expect(told.consists.first?.vehicles.count == 3)
        #expect(told.consists.first?.notes.contains { $0.contains("sun is not known") } == false)
        let wrong = try await scene.read(.init(sunAzimuthOnPicture: 150))
        #expect(wrong.consists.first?.vehicles.isEmpty == true)
    }

    @Test("a line of hundreds of kilometres is told as a failure and keeps nothing busy")
    func longLines() async throws {
        let endless = [PixelPoint(column: 0, row: 60), PixelPoint(column: 1e9, row: 60)]
        let outcome = try await TrackScene(lines: [endless, Self.line], vehicles: [])
            .read(.init(sunAzimuthOnPicture: 330))
        #expect(outcome.failures == ["track t0: its line has 500000 km, and at most 200 are read; cut it"])
        #expect(outcome.processedShare == 0.5 && outcome.consists.count == 2)
    }

    @Test("measured accuracy widens the interval")
    func accuracyWidens() async throws {
        let accuracy = ModelCard.Accuracy(
            method: "drawn",
            places: [.init(name: "a", counts: .init(truePositives: 70, falsePositives: 15, falseNegatives: 30))])
        let outcome = try await TrackScene(lines: [Self.line], vehicles: Self.train)
            .read(.init(sunAzimuthOnPicture: 330), card: TrackScene.card(accuracy: accuracy))
        let consist = try #require(outcome.consists.first)
        let counted = try #require(count(consist))
        #expect(counted.detected == 3 && counted.low <= 3 && counted.high > 3)
    }

    @Test("pixels that are too coarse are refused, and so is a card of another kind")
    func refusals() async throws {
        var scene = TrackScene(lines: [Self.line], vehicles: [])
        scene.pixel = 1
        await #expect(throws: ModelError.self) { try await scene.read() }
        #expect(throws: ModelError.self) {
            try TrackReader(card: .test(head: .yoloBoxes), network: NetworkFile(path: "", sha256: ""))
        }
    }

    @Test("what two tracks claim even after all rounds stays on one of them", arguments: [0, 1, 64])
    func lastRound(rounds: Int) throws {
        let settings = TrackScene.card().strip ?? StripSettings()
        let scale = GroundScale(groundSamplingDistance: 0.5)
        // Two lines 1 m apart, on both of which the network sees the same three cars.
        let states = try (0..<2).map { index in
            let line = [
                PixelPoint(column: 0, row: 60 + 2 * Double(index)),
                PixelPoint(column: 140, row: 60 + 2 * Double(index)),
            ]
            var state = TrackReader.TrackState(track: TrackLine(id: "t\(index)", name: "", line: line))
            let strip = try #require(
                TrackStrip(line, scale: scale, isReversed: false, sampling: settings.sampling, across: settings.across))
            state.strip = strip
            state.length = strip.length
            state.marks =
                DrawnMarks(count: strip.count, vehicles: [(10, 21, 0), (22, 33, 0), (40, 51, 0)]).marks
            return state
        }
        var conflicts = TrackConflicts(
            reader: ConsistReader(settings: settings), placementError: 0, width: settings.vehicleWidth)
        conflicts.mostRounds = rounds
        let settled = conflicts.settled(states)
        #expect(settled.reduce(0) { $0 + $1.reading.vehicles.count } == 3)
        let most = settled.map { $0.reading.count.probabilities }
            .map { shares in shares.indices.max { shares[$0] < shares[$1] } ?? 0 }
        #expect(most.reduce(0, +) == 3)
    }
}
