import OpenVINO
import Testing

@Suite("Running networks")
struct InferenceTests {
    @Test("Results are those of ONNX's reference", arguments: try Fixture.cases())
    func results(of fixture: Fixture.Case) throws {
        var request = try Fixture.compiled(fixture.network).makeRequest()
        for (index, input) in fixture.inputs.enumerated() {
            switch input.type {
            case "float32": try fill(&request, index, input, Float.self)
            case "uint8": try fill(&request, index, input, UInt8.self)
            case "uint16": try fill(&request, index, input, UInt16.self)
            case "int32": try fill(&request, index, input, Int32.self)
            case "int64": try fill(&request, index, input, Int64.self)
            default: Issue.record("no such type: \(input.type)")
            }
        }
        try request.runAndWait()
        for (index, output) in fixture.outputs.enumerated() {
            switch output.type {
            case "float32": try compare(&request, index, output, Float.self)
            case "uint8": try compare(&request, index, output, UInt8.self)
            case "uint16": try compare(&request, index, output, UInt16.self)
            case "int32": try compare(&request, index, output, Int32.self)
            case "int64": try compare(&request, index, output, Int64.self)
            default: Issue.record("no such type: \(output.type)")
            }
        }
    }

    @Test("A bound tensor is read and written in place, and comes back when another takes its place")
    func binding() throws {
        var request = try Fixture.compiled("add.onnx").makeRequest()
        let first = try Tensor<Float>([1, 2, 3, 4, 5, 6], shape: [2, 3])
        let isFirst = try request.bindInput(at: 0, to: first) == nil
        #expect(isFirst)
        try request.bindOutput(at: 0, to: Tensor<Float>(zerosOfShape: [2, 3]))
        try request.runAndWait()

        let result = try present(request.bindOutput(at: 0, to: Tensor<Float>(zerosOfShape: [2, 3])))
        #expect(result.withSpan { copied($0) } == [2.5, 3.5, 4.5, 5.5, 6.5, 7.5])

        var second = try Tensor<Float>(zerosOfShape: [2, 3])
        second.withMutableSpan { $0[5] = 10 }
        let back = try present(request.bindInput(at: 0, to: second))
        #expect(back.withSpan { copied($0) } == [1, 2, 3, 4, 5, 6])
        try request.runAndWait()
        #expect(try request.withOutput(at: 0, as: Float.self) { span, _ in copied(span) }.last == 11.5)
    }

    @Test("Memory of the caller's own is read and written without a copy between")
    func spans() throws {
        var request = try Fixture.compiled("convolution.onnx").makeRequest()
        let fixture = try #require(try Fixture.cases().first { $0.network == "convolution.onnx" })
        let image = fixture.inputs[0].values.map(Float.init)
        var map = [Float](repeating: .nan, count: image.count)
        let shape = fixture.inputs[0].shape
        for _ in 0..<3 {
            var output = map.mutableSpan
            try request.runAndWait(reading: image.span, shape: shape, writing: &output, shape: shape)
        }
        #expect(map.map(Double.init) == fixture.outputs[0].values)

        // The request has let go of the arrays and goes on with memory of its own.
        try request.withInput(at: 0, as: Float.self, shape: [1, 1, 2, 2]) { $0[0] = 1 }
        try request.runAndWait()
        #expect(try request.withOutput(at: 0, as: Float.self) { _, shape in shape } == [1, 1, 2, 2])
    }

    @Test("The shape may change from run to run where the network allows it")
    func changingShapes() throws {
        var request = try Fixture.compiled("convolution.onnx").makeRequest()
        for (rows, columns) in [(3, 4), (9, 2), (1, 1), (3, 4)] {
            try request.withInput(at: 0, as: Float.self, shape: [1, 1, rows, columns]) { span in
                for index in span.indices { span[index] = 1 }
            }
            try request.runAndWait()
            let (shape, corner) = try request.withOutput(at: 0, as: Float.self) { ($1, $0[0]) }
            #expect(shape == [1, 1, rows, columns])
            // Upper left: centre, right, below and below right of the kernel, as far as there is an image.
            let right: Float = columns > 1 ? 0.5 : 0
            let belowRight: Float = rows > 1 && columns > 1 ? -1 : 0
            #expect(corner == -4 + right + belowRight)
        }
    }

    @Test("The numbers do not depend on streams and threads", arguments: [(1, 1), (1, 2), (2, 2)])
    func threads(streams: Int, threads: Int) throws {
        func run(_ model: CompiledModel) throws -> [Float] {
            var request = try model.makeRequest()
            try request.withInput(at: 0, as: Float.self, shape: [1, 1, 101, 67]) { span in
                for index in span.indices { span[index] = Float((index * 7919) % 1009) / 331 }
            }
            try request.runAndWait()
            return try request.withOutput(at: 0, as: Float.self) { span, _ in copied(span) }
        }
        let model = try Fixture.compiled("deep.onnx", streams: streams, threads: threads)
        #expect(try run(model) == run(Fixture.compiled("deep.onnx")))
    }

    @Test("A compiled network says how it was compiled")
    func properties() throws {
        let core = try Core()
        let model = try Fixture.compiled("add.onnx", streams: 2, threads: 2)
        #expect(try model.property("NUM_STREAMS") == "2")
        #expect(try model.property("INFERENCE_NUM_THREADS") == "2")
        #expect(try model.property("INFERENCE_PRECISION_HINT") == "f32")
        #expect(try model.optimalRequestCount() == 2)
        #expect(try model.supportedProperties().contains("NUM_STREAMS"))
        #expect(try core.supportedProperties().contains("FULL_DEVICE_NAME"))
        #expect(try core.availableDevices().contains("CPU"))
        #expect(try !core.property("OPTIMIZATION_CAPABILITIES").isEmpty)
    }

    private func fill<Element: TensorElement & BinaryInteger>(
        _ request: inout InferenceRequest, _ index: Int, _ values: Fixture.Case.Values, _ type: Element.Type
    ) throws {
        try request.withInput(at: index, as: Element.self, shape: values.shape) { span in
            for place in span.indices { span[place] = Element(values.values[place]) }
        }
    }

    private func fill(
        _ request: inout InferenceRequest, _ index: Int, _ values: Fixture.Case.Values, _ type: Float.Type
    ) throws {
        try request.withInput(at: index, as: Float.self, shape: values.shape) { span in
            for place in span.indices { span[place] = Float(values.values[place]) }
        }
    }

    private func compare<Element: TensorElement & BinaryInteger>(
        _ request: inout InferenceRequest, _ index: Int, _ values: Fixture.Case.Values, _ type: Element.Type
    ) throws {
        let (found, shape) = try request.withOutput(at: index, as: Element.self) { (copied($0), $1) }
        #expect(found.map { Double($0) } == values.values)
        #expect(shape == values.shape)
    }

    private func compare(
        _ request: inout InferenceRequest, _ index: Int, _ values: Fixture.Case.Values, _ type: Float.Type
    ) throws {
        let (found, shape) = try request.withOutput(at: index, as: Float.self) { (copied($0), $1) }
        #expect(found.map { Double($0) } == values.values)
        #expect(shape == values.shape)
    }
}

private struct Absent: Error {}

/// `#require` for what cannot be copied.
func present<Value: ~Copyable>(_ value: consuming Value?) throws -> Value {
    guard let value else { throw Absent() }
    return value
}

/// The elements of a span as an array.
func copied<Element>(_ span: Span<Element>) -> [Element] {
    span.indices.map { span[$0] }
}
