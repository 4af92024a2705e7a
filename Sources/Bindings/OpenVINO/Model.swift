internal import COpenVINO

/// A network as it was read, before it is compiled for a device.
///
/// Thread rule: OpenVINO says nothing about using one network on several threads, so this type is not
/// `Sendable`; hand it over, or read the file twice.
public struct Model: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over a network (+1).
    init(taking pointer: OpaquePointer?, from function: String) throws(OpenVINOError) {
        guard let pointer else {
            throw OpenVINOError(
                .unreadableModel, function: function, message: "no network and no error", advice: "OpenVINO failed")
        }
        self.pointer = pointer
    }

    deinit { ov_model_free(pointer) }

    /// The inputs in the network's order.
    public borrowing func inputs() throws(OpenVINOError) -> [Port] {
        let pointer = pointer
        return try Port.list(
            "ov_model_inputs_size", { ov_model_inputs_size(pointer, $0) },
            "ov_model_const_input_by_index", { ov_model_const_input_by_index(pointer, $0, $1) })
    }

    /// The outputs in the network's order.
    public borrowing func outputs() throws(OpenVINOError) -> [Port] {
        let pointer = pointer
        return try Port.list(
            "ov_model_outputs_size", { ov_model_outputs_size(pointer, $0) },
            "ov_model_const_output_by_index", { ov_model_const_output_by_index(pointer, $0, $1) })
    }

    /// Tells whether any extent in the network may vary from run to run.
    public var isDynamic: Bool { ov_model_is_dynamic(pointer) }

    /// Gives an input another shape; the shapes that follow from it change with it.
    ///
    /// A fixed shape lets the device choose the fastest code, so fix what is known before compiling.
    ///
    /// - Parameters:
    ///   - name: The input's name.
    ///   - shape: The wanted shape.
    /// - Throws: ``OpenVINOError/Code/noSuchPort``, or ``OpenVINOError/Code/shapeMismatch`` when the
    ///   network's own operations do not allow the shape. The network is then as it was.
    public mutating func reshape(input name: String, to shape: PartialShape) throws(OpenVINOError) {
        let inputs = try inputs()
        let index = try inputs.index(named: name)
        let pointer = pointer
        try call(
            "ov_model_reshape_input_by_name", otherwise: .shapeMismatch,
            advice: "The input '\(name)' with shape \(inputs[index].shape) cannot be given the shape \(shape)"
        ) { shape.withValue { ov_model_reshape_input_by_name(pointer, name, $0) } }
    }
}
