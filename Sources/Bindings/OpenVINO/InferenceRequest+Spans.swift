internal import COpenVINO

extension InferenceRequest {
    /// Runs a network of one input and one output on memory of the caller's, without copying.
    ///
    /// OpenVINO reads and writes the memory only within this call; afterwards the request has empty
    /// memory of its own again, also when it fails.
    ///
    /// - Parameters:
    ///   - input: The input's elements in row-major order. They are not written to.
    ///   - inputShape: Their shape.
    ///   - output: Where the output's elements go, in row-major order. After an error they are unspecified.
    ///   - outputShape: The shape that the network will produce for this input.
    /// - Throws: ``OpenVINOError/Code/shapeMismatch`` when a shape does not fit its port or its memory, or the
    ///   network produces another one; ``OpenVINOError/Code/elementTypeMismatch``; otherwise as ``runAndWait()``.
    public mutating func runAndWait<Input: TensorElement, Output: TensorElement>(
        reading input: Span<Input>, shape inputShape: [Int],
        writing output: inout MutableSpan<Output>, shape outputShape: [Int]
    ) throws(OpenVINOError) {
        let reading = "ov_infer_request_set_input_tensor"
        let writing = "ov_infer_request_set_output_tensor"
        try check(.input(0), Input.elementType, inputShape, reading)
        try check(.output(0), Output.elementType, outputShape, writing)
        try checkCount(input.count, inputShape, reading)
        try checkCount(output.count, outputShape, writing)
        let pointer = handle.pointer

        func run(_ source: UnsafeRawPointer?, _ target: UnsafeMutableRawPointer?) throws(OpenVINOError) {
            // The network does not write to its input; C has no way of saying so.
            let sourceView = try view(Input.self, inputShape, UnsafeMutableRawPointer(mutating: source))
            defer { ov_tensor_free(sourceView) }
            let targetView = try view(Output.self, outputShape, target)
            defer { ov_tensor_free(targetView) }
            try call(reading, otherwise: .shapeMismatch, advice: failureAdvice) {
                ov_infer_request_set_input_tensor(pointer, sourceView)
            }
            try call(writing, otherwise: .shapeMismatch, advice: failureAdvice) {
                ov_infer_request_set_output_tensor(pointer, targetView)
            }
            try call("ov_infer_request_infer", otherwise: .failed, advice: failureAdvice) {
                ov_infer_request_infer(pointer)
            }
        }

        let failure: OpenVINOError? = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                do throws(OpenVINOError) {
                    try run(source.baseAddress, target.baseAddress)
                    return nil
                } catch {
                    return error
                }
            }
        }
        try letGo(.input(0), Input.self, reading) { ov_infer_request_set_input_tensor(pointer, $0) }
        try letGo(.output(0), Output.self, writing) { ov_infer_request_set_output_tensor(pointer, $0) }
        if let failure { throw failure }
    }

    private func checkCount(_ count: Int, _ shape: [Int], _ function: String) throws(OpenVINOError) {
        guard shape.reduce(1, *) != count else { return }
        throw OpenVINOError(
            .shapeMismatch, function: function, message: "\(count) elements for the shape \(shape)",
            advice: "The shape \(shape) does not hold \(count) elements; give memory of its size")
    }

    /// OpenVINO's view of memory that it does not own (+1).
    private func view<Element: TensorElement>(
        _ type: Element.Type, _ shape: [Int], _ memory: UnsafeMutableRawPointer?
    ) throws(OpenVINOError) -> OpaquePointer {
        var view: OpaquePointer?
        let status = withShape(shape) { ov_tensor_create_from_host_ptr(Element.elementType.code, $0, memory, &view) }
        guard status == OK, let view else {
            throw error(
                status, "ov_tensor_create_from_host_ptr", otherwise: .invalidArgument,
                advice: "No tensor of shape \(shape) can be made of this memory")
        }
        return view
    }

    /// Puts memory of OpenVINO's own in the place of the caller's.
    private func letGo<Element: TensorElement>(
        _ key: PortKey, _ type: Element.Type, _ function: String, _ set: (OpaquePointer) -> ov_status_e
    ) throws(OpenVINOError) {
        let port = key == .input(0) ? inputs[0] : outputs[0]
        let shape = (port.shape.dimensions ?? []).map { $0.fixed ?? $0.minimum }
        var own: OpaquePointer?
        try call("ov_tensor_create", advice: "There is no memory for a tensor of shape \(shape)") {
            withShape(shape) { ov_tensor_create(Element.elementType.code, $0, &own) }
        }
        guard let own else { return }
        defer { ov_tensor_free(own) }
        try call(function) { set(own) }
        handle.bound[key] = nil
    }
}
