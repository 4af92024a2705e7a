import OpenVINO
import Testing

@Suite("Reading, describing and reshaping networks")
struct ModelTests {
    @Test("The library says which version it is")
    func version() throws {
        #expect(try Core.version.hasPrefix("2026."))
    }

    @Test("Ports carry name, type and shape, and extents that may vary are said to")
    func ports() throws {
        let core = try Core()
        let model = try core.readModel(at: Fixture.path("two_inputs.onnx"))
        #expect(try model.inputs().map(\.description) == ["a: f32 [?,2]", "b: f32 [2]"])
        #expect(try model.outputs().map(\.description) == ["product: f32 [?,2]", "sum: f32 [?]"])
        let isDynamic = model.isDynamic
        #expect(isDynamic)
        let first = try #require(try model.inputs().first)
        #expect(first.shape.dimensions == [.dynamic, 2])
        #expect(first.shape.fixed == nil)
        #expect(first.shape.allows([7, 2]) && !first.shape.allows([7, 3]) && !first.shape.allows([2]))
    }

    @Test("A network read from memory is the one read from its file")
    func fromBytes() throws {
        let core = try Core()
        let bytes = try Fixture.bytes("integers.onnx")
        let model = try core.readModel(from: bytes.span)
        #expect(try model.inputs() == core.readModel(at: Fixture.path("integers.onnx")).inputs())
        #expect(try model.inputs().map(\.elementType) == [.uint8, .uint16, .int32, .int64])
    }

    @Test("Reshaping an input moves the shapes that follow from it")
    func reshape() throws {
        let core = try Core()
        var model = try core.readModel(at: Fixture.path("convolution.onnx"))
        try model.reshape(input: "image", to: [1, 1, 64, Dimension(16...32)])
        #expect(try model.outputs().first?.shape == [1, 1, 64, Dimension(16...32)])
        #expect(try model.outputs().first?.shape.description == "[1,1,64,16..32]")
        try model.reshape(input: "image", to: PartialShape([1, 1, 8, 9]))
        #expect(try model.outputs().first?.shape.fixed == [1, 1, 8, 9])
        let isDynamic = model.isDynamic
        #expect(!isDynamic)
    }

    @Test("A shape that the network does not allow is refused, and the network stays as it was")
    func badReshape() throws {
        let core = try Core()
        var model = try core.readModel(at: Fixture.path("convolution.onnx"))
        let before = try model.inputs()
        do {
            try model.reshape(input: "image", to: [1, 3, 8, 8])
            Issue.record("three bands were accepted by a network for one")
        } catch {
            #expect(error.code == .shapeMismatch)
            #expect(error.function == "ov_model_reshape_input_by_name")
            #expect(error.advice.contains("[1,3,8,8]"))
        }
        #expect(try model.inputs() == before)
        do {
            try model.reshape(input: "picture", to: [1, 1, 8, 8])
            Issue.record("a name that is not there was accepted")
        } catch {
            #expect(error.code == .noSuchPort)
            #expect(error.message.contains("image"))
        }
    }

    @Test("Ranges and fixed extents describe themselves as OpenVINO does")
    func dimensions() {
        #expect(PartialShape([1, Dimension(2...4), .dynamic]).description == "[1,2..4,?]")
        #expect(Dimension(2...4).allows(4) && !Dimension(2...4).allows(5))
        #expect(Dimension.dynamic.allows(0) && Dimension(3).fixed == 3)
    }
}
