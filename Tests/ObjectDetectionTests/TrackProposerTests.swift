import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import Testing

private let file = NetworkFile(path: "none", sha256: "0")

/// Tracks as bright bands of four pixels, which a network written out here takes for lines of the bands' directions.
@Suite("Proposing tracks of a scene")
struct TrackProposerTests {
    /// Two tracks along the rows, 14 pixels or 4.2 m apart, and one across them further to the right.
    private static let drawn = DrawnScene(
        size: RasterSize(width: 400, height: 320),
        rectangles: [
            (.init(column: 0, row: 100, width: 280, height: 4), 0.7),
            (.init(column: 0, row: 116, width: 280, height: 4), 0.7),
            (.init(column: 340, row: 0, width: 4, height: 320), 0.9),
        ], groundSamplingDistance: 0.3)

    /// Score 0.9 where a cell of four by four pixels is bright, along the rows where it is 0.7 and along the columns where it
    /// is 0.9; length and width, which mean nothing for lines, are what the test says.
    private static func network(
        width: Int = 2, extent: Float = 0, fails: (@Sendable () -> Bool)? = nil
    ) -> WrittenNetwork {
        WrittenNetwork(inputShape: [1, 1, -1, -1], width: width) { input, height, width in
            struct Broken: Error {}
            if fails?() ?? false { throw Broken() }
            let (rows, columns) = (height / 4, width / 4)
            let plane = rows * columns
            var values = [Float](repeating: 0, count: 7 * plane)
            for row in 0..<rows {
                for column in 0..<columns {
                    let value = input[(4 * row + 2) * width + 4 * column + 2]
                    let cell = row * columns + column
                    if value > 0.5 { values[cell] = 0.9 }
                    values[3 * plane + cell] = extent
                    values[4 * plane + cell] = extent
                    values[5 * plane + cell] = value > 0.8 ? -1 : 1
                }
            }
            return NetworkOutput(shape: [1, 7, rows, columns], values: values)
        }
    }

    private static func proposer(tile: Int? = nil, minimumLength: Double = 0) throws -> TrackProposer {
        var card = ModelCard.test(head: .trackLines, classes: ["rail-track"], stride: 4)
        card.minimumLength = minimumLength
        return try TrackProposer(card: card, network: file, tiling: .init(tile: tile))
    }

    private static func outcome(
        _ proposer: TrackProposer, _ network: WrittenNetwork
    ) async throws -> TrackProposer.Outcome {
        try await proposer.outcome(in: drawn.scene, reader: drawn, loader: network)
    }

    @Test("Bands come out as lines along their middles, with their lengths in metres")
    func bands() async throws {
        let outcome = try await Self.outcome(Self.proposer(), Self.network())
        #expect(outcome.processedShare == 1 && outcome.failures.isEmpty)
        #expect(outcome.tracks.count == 3)
        for (track, row) in zip(outcome.tracks.filter { $0.line.allSatisfy { $0.column < 300 } }, [102.0, 118.0]) {
            #expect(track.line.allSatisfy { abs($0.row - row) < 0.4 })
            // 280 pixels of 0.3 m, and at each end up to the window in which cells are asked.
            #expect((82...94).contains(track.length))
            #expect(track.ground == nil && track.isSure && track.seenShare > 0.95)
            #expect(abs(track.score - 0.9) < 1e-6)
        }
        let across = try #require(outcome.tracks.first { $0.line.allSatisfy { $0.column > 300 } })
        #expect(across.line.allSatisfy { abs($0.column - 342) < 0.4 })
        #expect((94...106).contains(across.length))
    }

    @Test("Length and width of a cell mean nothing, whatever they are", arguments: [Float(-3), 0, 1e9, .nan])
    func extents(extent: Float) async throws {
        let plain = try await Self.outcome(Self.proposer(), Self.network())
        let odd = try await Self.outcome(Self.proposer(minimumLength: 20), Self.network(extent: extent))
        #expect(odd.tracks.map(\.line) == plain.tracks.map(\.line))
    }

    @Test("Tiles and threads leave no trace", arguments: [(64, 1), (96, 2), (512, 3)])
    func tiles(tile: Int, width: Int) async throws {
        let whole = try await Self.outcome(Self.proposer(), Self.network())
        let tiled = try await Self.outcome(Self.proposer(tile: tile), Self.network(width: width))
        #expect(tiled.tracks.map(\.line) == whole.tracks.map(\.line))
    }

    @Test("A tile that fails is told, and what of the scene was not looked at")
    func failing() async throws {
        let calls = Calls()
        let outcome = try await Self.outcome(
            Self.proposer(tile: 96), Self.network(width: 1, fails: { calls.next() == 2 }))
        #expect(outcome.failures.count == 1)
        #expect((0.7..<1).contains(outcome.processedShare))
    }

    @Test("A network with another head proposes no tracks")
    func otherHead() {
        #expect(throws: ModelError.self) {
            try TrackProposer(card: .test(head: .centreOriented), network: file)
        }
    }
}

/// Counts calls of a network.
private final class Calls: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
