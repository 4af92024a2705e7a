import DetectionOpenVINO
import Evidence
import Foundation
import ObjectDetection
import OpenVINO
import Rasters
import SceneIngest
import ScenesGDAL
import Synchronization

/// Detects in a scene, and gives the same tiles to OpenVINO alone: what the network costs at the least.
///
/// Both use the same compiled shape, streams, threads and precision, in turn in one process. The
/// tiles for OpenVINO alone are the very ones that the pipeline made, kept in memory.
struct PipelineBenchmark {
    let card: String
    let scene: String
    let jobs: Int
    let rounds: Int
    let tile: Int?

    struct Result: Encodable {
        var pipeline: [Stopwatch.Elapsed] = []
        var raw: [Stopwatch.Elapsed] = []
        var tiles = 0
        var shape: [Int] = []
        var found = 0
        var megapixels = 0.0
    }

    func run() async throws -> Result {
        let url = URL(filePath: card)
        let card = try ModelCard(json: Data(contentsOf: url), path: card)
        let network = NetworkFile(
            path: url.deletingLastPathComponent().appending(path: card.networkPath).standardized.path,
            sha256: card.sha256 ?? "unknown")
        var facts = SuppliedFacts()
        facts.reflectanceScale = 1 / 65535
        facts.bands = card.bands.map { SuppliedBand(commonName: $0) }
        let files = GDALScenes()
        let scene = try await SceneIngester(files: files).addScene(scene, supplied: facts)
        let detector = ObjectDetector(card: card, network: network, tiling: .init(tile: tile))
        let loader = try NetworkLoader(tilesAtOnce: jobs)

        var result = Result()
        result.megapixels = Double(scene.size.count) / 1e6
        let recorder = Recorder(loader: loader)
        result.found = try await detector.detections(in: scene, reader: files, loader: recorder).detections.count
        let (shape, tiles) = recorder.record.withLock { ($0.shape, $0.tiles) }
        result.shape = shape
        result.tiles = tiles.count

        let raw = try RawNetwork(network: network, shape: shape, jobs: jobs)
        try await raw.run(Array(tiles.prefix(jobs)))
        for _ in 0..<rounds {
            let detecting = Stopwatch()
            _ = try await detector.detections(in: scene, reader: files, loader: loader)
            result.pipeline.append(detecting.elapsed)
            let running = Stopwatch()
            try await raw.run(tiles)
            result.raw.append(running.elapsed)
        }
        return result
    }
}

/// Stands before a loader and keeps what networks are given.
private final class Recorder: DetectionNetworkLoading {
    struct Record {
        var shape: [Int] = []
        var tiles: [[Float]] = []
    }

    let loader: NetworkLoader
    let record = Mutex(Record())

    init(loader: NetworkLoader) { self.loader = loader }

    var runtime: String { loader.runtime }

    func interface(of network: NetworkFile) async throws -> NetworkInterface { try await loader.interface(of: network) }

    func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork {
        record.withLock { $0.shape = inputShape }
        return RecordingNetwork(inner: try await loader.ready(network, inputShape: inputShape), recorder: self)
    }

    private struct RecordingNetwork: DetectionNetwork {
        let inner: any DetectionNetwork
        let recorder: Recorder

        var width: Int { inner.width }

        func outputs(for input: [Float]) async throws -> [NetworkOutput] {
            recorder.record.withLock { $0.tiles.append(input) }
            return try await inner.outputs(for: input)
        }
    }
}

/// A compiled network that is given tiles from memory, one request for each stream.
private struct RawNetwork {
    let compiled: CompiledModel
    let shape: [Int]
    let jobs: Int

    init(network: NetworkFile, shape: [Int], jobs: Int) throws {
        let core = try Core()
        var model = try core.readModel(at: network.path)
        try model.reshape(input: try model.inputs()[0].name ?? "", to: PartialShape(shape))
        compiled = try core.compile(
            model, options: CompilationOptions(streams: jobs, threads: jobs, precision: .float32))
        self.shape = shape
        self.jobs = jobs
    }

    func run(_ tiles: [[Float]]) async throws {
        let compiled = compiled
        let shape = shape
        let next = Turn()
        let outputShape = compiled.outputs[0].shape.fixed ?? []
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<jobs {
                group.addTask {
                    var request = try compiled.makeRequest()
                    var output = [Float](repeating: 0, count: outputShape.reduce(1, *))
                    while true {
                        let index = next.take()
                        guard index < tiles.count else { return }
                        let tile = tiles[index]
                        var target = output.mutableSpan
                        try request.runAndWait(
                            reading: tile.span, shape: shape, writing: &target, shape: outputShape)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// Hands out 0, 1, 2, … to whoever asks.
private final class Turn: Sendable {
    private let value = Atomic<Int>(0)

    func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
