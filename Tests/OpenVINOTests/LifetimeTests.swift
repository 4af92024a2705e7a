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

    @Test("A thousand networks, requests and tensors leave no memory behind")
    func leaks() async throws {
        let core = try Core()
        let bytes = try Fixture.bytes("add.onnx")
        func round() async throws {
            let model = try core.readModel(from: bytes.span)
            var request = try core.compile(model, options: .init(streams: 1, threads: 1)).makeRequest()
            try request.bindInput(at: 0, to: Tensor<Float>([1, 2, 3, 4, 5, 6], shape: [2, 3]))
            // 1 MB each: a thousand that stay would be seen.
            var tensor = try Tensor<Float>(zerosOfShape: [512, 512])
            tensor.withMutableSpan { $0[0] = 1 }
            try await request.run()
            _ = try? core.readModel(from: [1, 2, 3].span)
        }
        for _ in 0..<100 { try await round() }
        let before = try residentBytes()
        for _ in 0..<1000 { try await round() }
        let grown = try residentBytes() - before
        #expect(grown < 30_000_000, "grown by \(grown / 1000) kB in 1000 rounds")
    }

    /// The memory that this process holds, as Linux counts it.
    private func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(status.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
