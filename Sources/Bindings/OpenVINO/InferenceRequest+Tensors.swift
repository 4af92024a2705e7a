internal import COpenVINO

extension InferenceRequest {
    /// Writes an input in the memory from which the network reads it.
    ///
    /// - Parameters:
    ///   - index: The input's place.
    ///   - type: The type of its elements, which must be the port's.
    ///   - shape: The shape of the coming run. Needed once when the port's shape may vary; `nil` keeps
    ///     the last one.
    ///   - body: Gets the elements in row-major order; they are good only within it.
    /// - Returns: What `body` returns.
    /// - Throws: ``OpenVINOError/Code/noSuchPort``, ``OpenVINOError/Code/elementTypeMismatch`` or
    ///   ``OpenVINOError/Code/shapeMismatch``.
    public mutating func withInput<Element: TensorElement, Result: ~Copyable>(
        at index: Int, as type: Element.Type, shape: [Int]? = nil, _ body: (inout MutableSpan<Element>) -> Result
    ) throws(OpenVINOError) -> Result {
        let function = "ov_infer_request_get_input_tensor_by_index"
        try check(.input(index), Element.elementType, shape, function)
        let tensor = try tensor(function) { ov_infer_request_get_input_tensor_by_index($0, index, $1) }
        defer { ov_tensor_free(tensor) }
        if let shape, try shape != OpenVINO.shape(of: tensor) {
            try call(
                "ov_tensor_set_shape", otherwise: .shapeMismatch,
                advice: "The bound tensor cannot be given the shape \(shape); bind another"
            ) { withShape(shape) { ov_tensor_set_shape(tensor, $0) } }
        }
        var span = MutableSpan(_unsafeElements: try elements(of: tensor, as: Element.self))
        return body(&span)
    }

    /// Reads an output where the network has written it.
    ///
    /// - Parameters:
    ///   - index: The output's place.
    ///   - type: The type of its elements, which must be the port's.
    ///   - body: Gets the elements in row-major order and their shape; they are good only within it.
    /// - Returns: What `body` returns.
    /// - Throws: ``OpenVINOError/Code/noSuchPort`` or ``OpenVINOError/Code/elementTypeMismatch``.
    public mutating func withOutput<Element: TensorElement, Result: ~Copyable>(
        at index: Int, as type: Element.Type, _ body: (Span<Element>, [Int]) -> Result
    ) throws(OpenVINOError) -> Result {
        let function = "ov_infer_request_get_output_tensor_by_index"
        try check(.output(index), Element.elementType, nil, function)
        let tensor = try tensor(function) { ov_infer_request_get_output_tensor_by_index($0, index, $1) }
        defer { ov_tensor_free(tensor) }
        let shape = try OpenVINO.shape(of: tensor)
        let elements = try elements(of: tensor, as: Element.self)
        return body(Span(_unsafeElements: UnsafeBufferPointer(elements)), shape)
    }

    /// Lets an input be read from a tensor of the caller's, without copying.
    ///
    /// - Parameters:
    ///   - index: The input's place.
    ///   - tensor: The tensor, which the request owns from here on.
    /// - Returns: The tensor that was bound before; `nil` the first time. With two tensors in turn, one
    ///   can be filled while the network reads the other.
    /// - Throws: As ``withInput(at:as:shape:_:)``; the tensor is then gone and the old one stays bound.
    @discardableResult
    public mutating func bindInput<Element>(
        at index: Int, to tensor: consuming Tensor<Element>
    ) throws(OpenVINOError) -> Tensor<Element>? {
        let pointer = handle.pointer
        return try bind(.input(index), tensor.storage, "ov_infer_request_set_input_tensor_by_index") {
            ov_infer_request_set_input_tensor_by_index(pointer, index, $0)
        }
    }

    /// Lets an output be written into a tensor of the caller's, without copying.
    ///
    /// - Parameters:
    ///   - index: The output's place.
    ///   - tensor: The tensor, which the request owns from here on, with room for what the network will
    ///     produce. Where the port's shape may vary, a smaller result fills the front of it, and
    ///     ``withOutput(at:as:_:)`` tells its shape.
    /// - Returns: The tensor that was bound before; `nil` the first time.
    /// - Throws: As ``withInput(at:as:shape:_:)``; the tensor is then gone and the old one stays bound.
    @discardableResult
    public mutating func bindOutput<Element>(
        at index: Int, to tensor: consuming Tensor<Element>
    ) throws(OpenVINOError) -> Tensor<Element>? {
        let pointer = handle.pointer
        return try bind(.output(index), tensor.storage, "ov_infer_request_set_output_tensor_by_index") {
            ov_infer_request_set_output_tensor_by_index(pointer, index, $0)
        }
    }

    private func bind<Element>(
        _ key: PortKey, _ storage: TensorStorage<Element>, _ function: String,
        _ set: (OpaquePointer) -> ov_status_e
    ) throws(OpenVINOError) -> Tensor<Element>? {
        try check(key, Element.elementType, storage.shape, function)
        // A run can have given the view another shape.
        try call("ov_tensor_set_shape") { withShape(storage.shape) { ov_tensor_set_shape(storage.view, $0) } }
        try call(
            function, otherwise: .shapeMismatch, advice: "A tensor of shape \(storage.shape) cannot be bound"
        ) { set(storage.view) }
        let before = handle.bound.updateValue(storage, forKey: key)
        return (before as? TensorStorage<Element>).map { Tensor(storage: $0) }
    }
}

extension InferenceRequest {
    /// Fails unless the port exists, has this type and allows this shape.
    func check(
        _ key: PortKey, _ type: ElementType, _ shape: [Int]?, _ function: String
    ) throws(OpenVINOError) {
        let (ports, index, kind) =
            switch key {
            case .input(let index): (inputs, index, "input")
            case .output(let index): (outputs, index, "output")
            }
        guard ports.indices.contains(index) else {
            throw OpenVINOError(
                .noSuchPort, function: function, message: "\(kind) \(index) of \(ports.count)",
                advice: "The network has no \(kind) \(index); it has \(ports.count), counted from 0")
        }
        let port = ports[index]
        guard port.elementType == type else {
            throw OpenVINOError(
                .elementTypeMismatch, function: function, message: "\(type) for \(port)",
                advice: "The \(kind) \(index) holds \(port.elementType), not \(type)")
        }
        guard let shape, !port.shape.allows(shape) else { return }
        throw OpenVINOError(
            .shapeMismatch, function: function, message: "\(shape) for \(port)",
            advice: "The \(kind) \(index) takes the shape \(port.shape), not \(shape)")
    }

    /// A tensor of the request (+1).
    private func tensor(
        _ function: String, _ get: (OpaquePointer, UnsafeMutablePointer<OpaquePointer?>) -> ov_status_e
    ) throws(OpenVINOError) -> OpaquePointer {
        var tensor: OpaquePointer?
        let status = get(handle.pointer, &tensor)
        guard status == OK, let tensor else {
            throw error(status, function, otherwise: .failed, advice: "The tensor cannot be reached")
        }
        return tensor
    }

    /// The memory of a tensor whose type has been checked.
    private func elements<Element: TensorElement>(
        of tensor: OpaquePointer, as type: Element.Type
    ) throws(OpenVINOError) -> UnsafeMutableBufferPointer<Element> {
        var count = 0
        try call("ov_tensor_get_size") { ov_tensor_get_size(tensor, &count) }
        guard count > 0 else { return UnsafeMutableBufferPointer(start: nil, count: 0) }
        var data: UnsafeMutableRawPointer?
        try call("ov_tensor_data") { ov_tensor_data(tensor, &data) }
        return UnsafeMutableBufferPointer(start: data?.assumingMemoryBound(to: Element.self), count: count)
    }
}
