import DetectionOpenVINO
import Foundation
import ObjectDetection
import Testing

/// `convolution.onnx` and its results by ONNX's reference evaluator are fixtures of the OpenVINO binding's tests.
@Suite("Networks by OpenVINO")
struct NetworkLoaderTests {
    private struct Case: Decodable {
        struct Values: Decodable {
            var shape: [Int]
            var values: [Float]
        }

        var network: String
        var inputs: [Values]
        var outputs: [Values]
    }

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "OpenVINOTests/Fixtures")

    private let network = NetworkFile(
        path: fixtures.appending(path: "convolution.onnx").path, sha256: "of the fixture")

    private func cases() throws -> [Case] {
        try JSONDecoder().decode([Case].self, from: Data(contentsOf: Self.fixtures.appending(path: "expected.json")))
            .filter { $0.network == "convolution.onnx" }
    }

    @Test("Axes of any extent are told as -1")
    func interface() async throws {
        let interface = try await NetworkLoader(tilesAtOnce: 1).interface(of: network)
        #expect(interface.inputs == [[1, 1, -1, -1]])
        #expect(interface.outputs.count == 1 && interface.outputs[0].count == 4)
    }

    @Test("Each shape gives what the reference evaluator gives, in turn")
    func shapes() async throws {
        let loader = try NetworkLoader(tilesAtOnce: 1)
        let cases = try cases()
        #expect(Set(cases.map { $0.inputs[0].shape }).count > 1, "the fixture has several shapes")
        for one in cases + cases {
            let ready = try await loader.ready(network, inputShape: one.inputs[0].shape)
            let outputs = try await ready.outputs(for: one.inputs[0].values)
            #expect(outputs.map(\.shape) == one.outputs.map(\.shape))
            for (found, expected) in zip(outputs[0].values, one.outputs[0].values) {
                #expect(abs(found - expected) < 1e-4)
            }
        }
    }

    @Test("Tiles worked on at once keep their own answers, whatever their number")
    func atOnce() async throws {
        let shape = [1, 1, 32, 32]
        let alone = try await NetworkLoader(tilesAtOnce: 1).ready(network, inputShape: shape)
        let together = try await NetworkLoader(tilesAtOnce: 3).ready(network, inputShape: shape)
        #expect(alone.width == 1 && together.width == 3)
        func input(_ number: Int) -> [Float] { (0..<1024).map { Float(($0 * (number + 3)) % 97) } }
        try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for number in 0..<24 {
                group.addTask { (number, try await together.outputs(for: input(number))[0].values) }
            }
            for try await (number, values) in group {
                #expect(try await alone.outputs(for: input(number))[0].values == values, "tile \(number)")
            }
        }
    }

    @Test("A file that is no network, and one that is not there, are told by name")
    func broken() async throws {
        let loader = try NetworkLoader(tilesAtOnce: 1)
        let folder = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("no network".utf8).write(to: folder.appending(path: "text.onnx"))
        for name in ["text.onnx", "none.onnx"] {
            let file = NetworkFile(path: folder.appending(path: name).path, sha256: name)
            let error = await #expect(throws: (any Error).self) { try await loader.interface(of: file) }
            #expect(error.map { "\($0)".contains(name) } == true)
        }
    }
}
