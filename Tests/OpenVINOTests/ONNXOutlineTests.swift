@testable import OpenVINO
import Testing

@Suite("Telling a whole ONNX file from other bytes")
struct ONNXOutlineTests {
    @Test("Every fixture is whole", arguments: ["add", "convolution", "two_inputs", "integers", "deep"])
    func whole(name: String) throws {
        #expect(outline(try Fixture.bytes("\(name).onnx")) == .complete)
    }

    @Test("Cut anywhere, a network is never taken for a whole one before its graph is complete")
    func cut() throws {
        let bytes = try Fixture.bytes("deep.onnx")
        // What follows the graph is the list of operation sets, which OpenVINO needs too, but a cut
        // between two fields cannot be told from a file that ends there.
        for count in 1..<(bytes.count - 16) {
            #expect(outline(Array(bytes.prefix(count))) != .complete, "cut after \(count)")
        }
        #expect(outline(Array(bytes.prefix(bytes.count / 2))) == .cutOff(missing: graphEnd(bytes) - bytes.count / 2))
    }

    @Test("Text, zeros and nothing are something else")
    func others() {
        #expect(outline([]) == .empty)
        #expect(outline(Array("GIF89a and so on".utf8)) == .somethingElse)
        #expect(outline(Array(repeating: 0, count: 100)) == .somethingElse)
        #expect(outline(Array(repeating: 0xFF, count: 100)) == .somethingElse)
    }

    private func outline(_ bytes: [UInt8]) -> ONNXOutline {
        ONNXOutline(count: bytes.count) { bytes[$0] }
    }

    /// Where the graph ends: before the last field, `opset_import` (field 8), of these fixtures.
    private func graphEnd(_ bytes: [UInt8]) -> Int {
        bytes.lastIndex(of: 8 << 3 | 2) ?? bytes.count
    }
}
