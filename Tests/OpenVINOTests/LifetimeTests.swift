import Foundation
import OpenVINO
import Testing

/// Serial, since other tests would move the memory that is measured here.
@Suite("What is made is freed", .serialized)
struct LifetimeTests {
    @Test("A compiled network outlives its runtime, and a request its compiled network")
    func order() throws {
        var request = try Fixture.compiled("add.onnx").makeRequest()
        try request.withInput(at: 0, as: Float.self) { $0[0] = 2 }
        try request.runAndWait()
        #expect(try request.withOutput(at: 0, as: Float.self) { span, _ in span[0] } == 3.5)
    }

    @Test("A thousand requests, tensors and networks leave no memory behind")
    func leaks() async throws {
        let core = try Core()
        let bytes = try Fixture.bytes("add.onnx")
        let compiled = try Fixture.compiled("add.onnx")
        func round() async throws {
            var request = try compiled.makeRequest()
            // 256 kB each: a thousand that stay would be seen.
            _ = try Tensor<Float>(zerosOfShape: [256, 256])
            try request.bindInput(at: 0, to: Tensor<Float>([1, 2, 3, 4, 5, 6], shape: [2, 3]))
            try request.bindInput(at: 0, to: Tensor<Float>(zerosOfShape: [2, 3]))
            try await request.run()
            let model = try core.readModel(from: bytes.span)
            _ = try model.inputs()
            _ = try? core.property("NUMBER_OF_BEADS")
        }
        try await expectNoGrowth(rounds: 2000, below: 60_000_000, round)
    }

    @Test("Compiled networks go, and their threads with them")
    func compiledNetworks() async throws {
        let core = try Core()
        let bytes = try Fixture.bytes("convolution.onnx")
        try await expectNoGrowth(rounds: 40, below: 60_000_000) {
            let model = try core.readModel(from: bytes.span)
            var request = try core.compile(model, options: .init(streams: 1, threads: 1)).makeRequest()
            try request.withInput(at: 0, as: Float.self, shape: [1, 1, 512, 512]) { $0[0] = 1 }
            try request.runAndWait()
        }
    }

    /// Other tests run in the same process at the same time, so the limit leaves room for them.
    private func expectNoGrowth(rounds: Int, below limit: Int, _ round: () async throws -> Void) async throws {
        for _ in 0..<max(1, rounds / 10) { try await round() }
        let before = try residentBytes()
        for _ in 0..<rounds { try await round() }
        let grown = try residentBytes() - before
        #expect(grown < limit, "grown by \(grown / 1000) kB in \(rounds) rounds")
    }

    /// The memory that this process holds, as Linux counts it.
    private func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(status.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
