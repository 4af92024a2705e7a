import Foundation
import OpenVINO

/// The networks of the folder `Fixtures`, and what ONNX's reference evaluator says that they give.
enum Fixture {
    struct Case: Decodable, Sendable, CustomStringConvertible {
        struct Values: Decodable, Sendable {
            let name: String
            let type: String
            let shape: [Int]
            let values: [Double]
        }

        let `case`: String
        let network: String
        let inputs: [Values]
        let outputs: [Values]

        var description: String { `case` }
    }

    static func path(_ name: String) -> String {
        Bundle.module.bundleURL.appendingPathComponent("Fixtures").appendingPathComponent(name).path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    static func cases() throws -> [Case] {
        try JSONDecoder().decode([Case].self, from: Data(try bytes("expected.json")))
    }

    /// Compiles a network with one stream and one thread.
    static func compiled(_ name: String, streams: Int = 1, threads: Int = 1) throws -> CompiledModel {
        let core = try Core()
        return try core.compile(
            try core.readModel(at: path(name)), options: .init(streams: streams, threads: threads))
    }

    /// A folder that is removed after `body`.
    static func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("revisit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
