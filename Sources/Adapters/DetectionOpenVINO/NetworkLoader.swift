public import ObjectDetection
import OpenVINO
import Synchronization

/// Reads networks and makes them ready by OpenVINO, on the processor.
///
/// Networks run in 32-bit precision, each tile on one thread, so that neither the number of tiles worked
/// on at once nor the processor's short formats change what comes out.
public final class NetworkLoader: DetectionNetworkLoading {
    private let core: Core
    private let tilesAtOnce: Int
    private let known: Mutex<Known>

    private struct Known {
        var interfaces: [String: NetworkInterface] = [:]
        var ready: [Key: Network] = [:]
    }

    private struct Key: Hashable {
        var sha256: String
        var shape: [Int]
    }

    /// Starts the runtime.
    ///
    /// - Parameter tilesAtOnce: How many tiles are worked on side by side, each on one thread.
    /// - Throws: `OpenVINOError` where the runtime cannot be loaded.
    public init(tilesAtOnce: Int) throws {
        core = try Core()
        self.tilesAtOnce = max(1, tilesAtOnce)
        known = Mutex(Known())
    }

    /// OpenVINO with its version.
    public var runtime: String { "OpenVINO \((try? Core.version) ?? "of unknown version")" }

    /// Reads the network and tells its shapes; what was read once is remembered.
    public func interface(of network: NetworkFile) async throws -> NetworkInterface {
        if let interface = known.withLock({ $0.interfaces[network.sha256] }) { return interface }
        let model = try core.readModel(at: network.path)
        let interface = NetworkInterface(
            inputs: try model.inputs().map { Self.extents($0.shape) },
            outputs: try model.outputs().map { Self.extents($0.shape) })
        known.withLock { $0.interfaces[network.sha256] = interface }
        return interface
    }

    /// Compiles the network for one shape; the last compiled shape is kept for the next scene.
    public func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork {
        let key = Key(sha256: network.sha256, shape: inputShape)
        if let ready = known.withLock({ $0.ready[key] }) { return ready }
        var model = try core.readModel(at: network.path)
        let inputs = try model.inputs()
        if let input = inputs.first, input.shape.fixed != inputShape {
            try model.reshape(input: input.name ?? "", to: PartialShape(inputShape))
        }
        let compiled = try core.compile(
            model, options: CompilationOptions(streams: tilesAtOnce, threads: tilesAtOnce, precision: .float32))
        let ready = Network(compiled: compiled, inputShape: inputShape, width: tilesAtOnce)
        known.withLock { known in
            // One compiled shape is enough: scenes of a case follow each other.
            known.ready = [key: ready]
        }
        return ready
    }

    private static func extents(_ shape: PartialShape) -> [Int] {
        shape.dimensions?.map { $0.fixed ?? -1 } ?? []
    }
}

/// A compiled network with a request for each tile that is worked on at once.
final class Network: DetectionNetwork {
    let width: Int
    private let compiled: CompiledModel
    private let inputShape: [Int]
    private let idle: Mutex<[Lane]>

    /// A request, which one tile uses at a time.
    private final class Lane: Sendable {
        let request: Mutex<InferenceRequest>

        init(_ request: consuming sending InferenceRequest) {
            self.request = Mutex(request)
        }
    }

    init(compiled: CompiledModel, inputShape: [Int], width: Int) {
        self.compiled = compiled
        self.inputShape = inputShape
        self.width = width
        idle = Mutex([])
    }

    func outputs(for input: [Float]) async throws -> [NetworkOutput] {
        let lane = try idle.withLock { $0.popLast() } ?? Lane(compiled.makeRequest())
        defer { idle.withLock { $0.append(lane) } }
        return try lane.request.withLock { request in try run(&request, on: input) }
    }

    private func run(_ request: inout InferenceRequest, on input: [Float]) throws -> [NetworkOutput] {
        if compiled.outputs.count == 1, let shape = compiled.outputs[0].shape.fixed {
            var values = [Float](repeating: 0, count: shape.reduce(1, *))
            var target = values.mutableSpan
            try request.runAndWait(reading: input.span, shape: inputShape, writing: &target, shape: shape)
            return [NetworkOutput(shape: shape, values: values)]
        }
        try request.withInput(at: 0, as: Float.self, shape: inputShape) { target in
            for index in 0..<min(target.count, input.count) { target[index] = input[index] }
        }
        try request.runAndWait()
        var outputs: [NetworkOutput] = []
        for index in compiled.outputs.indices {
            outputs.append(
                try request.withOutput(at: index, as: Float.self) { values, shape in
                    var copy: [Float] = []
                    copy.reserveCapacity(values.count)
                    for position in 0..<values.count { copy.append(values[position]) }
                    return NetworkOutput(shape: shape, values: copy)
                })
        }
        return outputs
    }
}
