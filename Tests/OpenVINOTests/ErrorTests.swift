import Foundation
import OpenVINO
import Testing

@Suite("Errors name the C function and say what to do")
struct ErrorTests {
    @Test("A file that is not there")
    func missingFile() throws {
        let error = try #require(try readError("nowhere.onnx"))
        #expect(error.code == .missingFile)
        #expect(error.function == "ov_core_read_model")
        #expect(error.description.contains("nowhere.onnx' does not exist"))
    }

    @Test("An empty file, text, and a network cut off in the middle")
    func unreadableFiles() throws {
        let whole = try Fixture.bytes("convolution.onnx")
        // The fields end where they should, but the operation is none that exists.
        let garbled = replaced(whole, "Conv", "Cnov")
        let contents: [(String, [UInt8], String)] = [
            ("empty.onnx", [], "is empty"),
            ("text.onnx", Array("this is not a network\n".utf8), "no network in ONNX format"),
            ("cut.onnx", Array(whole.prefix(whole.count / 2)), "is cut off"),
            ("garbled.onnx", garbled, "OpenVINO cannot read"),
        ]
        try Fixture.withTemporaryFolder { folder in
            for (name, bytes, advice) in contents {
                let file = folder.appendingPathComponent(name)
                try Data(bytes).write(to: file)
                let error = try #require(try readError(file.path), "\(name) was read")
                #expect(error.code == .unreadableModel, "\(name)")
                #expect(error.function == "ov_core_read_model")
                #expect(error.advice.contains(advice), "\(name): \(error)")
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test("Bytes that are no network", arguments: [[], [1, 2, 3], Array(repeating: 0, count: 4096)] as [[UInt8]])
    func unreadableBytes(bytes: [UInt8]) throws {
        let core = try Core()
        do {
            _ = try core.readModel(from: bytes.span)
            Issue.record("\(bytes.count) bytes were read as a network")
        } catch {
            #expect(error.code == .unreadableModel)
            #expect(error.function == "ov_core_read_model_from_memory_buffer")
        }
    }

    @Test("A shape that the input does not take")
    func wrongShape() throws {
        var request = try Fixture.compiled("add.onnx").makeRequest()
        do {
            try request.withInput(at: 0, as: Float.self, shape: [3, 2]) { _ in }
            Issue.record("a wrong shape was accepted")
        } catch {
            #expect(error.code == .shapeMismatch)
            #expect(error.function == "ov_infer_request_get_input_tensor_by_index")
            #expect(error.advice == "The input 0 takes the shape [2,3], not [3, 2]")
        }
        do {
            try request.bindInput(at: 0, to: Tensor<Float>(zerosOfShape: [6]))
            Issue.record("a wrong shape was bound")
        } catch {
            #expect(error.code == .shapeMismatch)
            #expect(error.function == "ov_infer_request_set_input_tensor_by_index")
        }
    }

    @Test("An element type that the input does not take")
    func wrongType() throws {
        var request = try Fixture.compiled("add.onnx").makeRequest()
        do {
            try request.bindInput(at: 0, to: Tensor<UInt8>(zerosOfShape: [2, 3]))
            Issue.record("bytes were bound to an input of f32")
        } catch {
            #expect(error.code == .elementTypeMismatch)
            #expect(error.function == "ov_infer_request_set_input_tensor_by_index")
            #expect(error.advice == "The input 0 holds f32, not u8")
        }
        do {
            try request.withOutput(at: 0, as: Int64.self) { _, _ in }
            Issue.record("an output of f32 was read as i64")
        } catch {
            #expect(error.code == .elementTypeMismatch)
            #expect(error.function == "ov_infer_request_get_output_tensor_by_index")
        }
    }

    @Test("An input that is not there, by number and by name")
    func noSuchPort() throws {
        let model = try Fixture.compiled("add.onnx")
        var request = try model.makeRequest()
        do {
            try request.withInput(at: 1, as: Float.self) { _ in }
            Issue.record("input 1 of 1 was found")
        } catch {
            #expect(error.code == .noSuchPort)
            #expect(error.function == "ov_infer_request_get_input_tensor_by_index")
        }
        #expect(throws: OpenVINOError.self) { try model.inputs.index(named: "y") }
        #expect(try model.outputs.index(named: "y") == 0)
    }

    @Test("Memory that does not hold its shape, and shapes that cannot be")
    func badTensors() throws {
        var request = try Fixture.compiled("convolution.onnx").makeRequest()
        let image = [Float](repeating: 0, count: 11)
        var map = [Float](repeating: 0, count: 12)
        do {
            var output = map.mutableSpan
            try request.runAndWait(
                reading: image.span, shape: [1, 1, 3, 4], writing: &output, shape: [1, 1, 3, 4])
            Issue.record("11 elements were taken for 12")
        } catch {
            #expect(error.code == .shapeMismatch)
        }
        for shape in [[-1, 2], [Int.max, 2]] {
            do {
                _ = try Tensor<Float>(zerosOfShape: shape)
                Issue.record("a tensor of shape \(shape) was made")
            } catch {
                #expect(error.code == .invalidArgument)
            }
        }
    }

    @Test("A device and a property that are not there")
    func unknownDeviceAndProperty() throws {
        let core = try Core()
        do {
            _ = try core.compile(
                try core.readModel(at: Fixture.path("add.onnx")), options: .init(device: "ABACUS", streams: 3))
            Issue.record("compiled for an abacus")
        } catch {
            #expect(error.code == .compilationFailed)
            #expect(error.function == "ov_core_compile_model_props")
            #expect(error.advice.contains("ABACUS") && error.advice.contains("NUM_STREAMS=3"))
        }
        do {
            _ = try core.property("NUMBER_OF_BEADS")
            Issue.record("a property of an abacus was known")
        } catch {
            #expect(error.code == .unknownProperty)
            #expect(error.function == "ov_core_get_property")
        }
    }

    private func replaced(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
        var bytes = bytes
        if let range = bytes.firstRange(of: Array(old.utf8)) { bytes.replaceSubrange(range, with: Array(new.utf8)) }
        return bytes
    }

    private func readError(_ path: String) throws -> OpenVINOError? {
        let core = try Core()
        do {
            _ = try core.readModel(at: path)
            return nil
        } catch {
            return error
        }
    }
}
