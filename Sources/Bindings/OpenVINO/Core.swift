internal import COpenVINO
internal import Glibc

/// The OpenVINO runtime: reads networks and compiles them for a device.
///
/// One is enough for a program; a second one loads the plugins again.
///
/// Thread rule: reading, compiling and asking for properties may happen on several threads at once
/// (OpenVINO's maintainers in github openvinotoolkit/openvino#27366), hence `Sendable`. The runtime
/// lives until the last network compiled by it is gone.
public struct Core: ~Copyable, Sendable {
    let handle: CoreHandle

    /// Loads the runtime. Plugins are loaded when a device is first used.
    public init() throws(OpenVINOError) {
        var core: OpaquePointer?
        try call(
            "ov_core_create", advice: "OpenVINO could not be loaded; run scripts/setup to install it again"
        ) { ov_core_create(&core) }
        handle = CoreHandle(taking: core)
    }

    /// Reads a network from a file.
    ///
    /// - Parameter path: An ONNX file, or OpenVINO IR (`.xml` with its `.bin` beside it).
    /// - Returns: The network.
    /// - Throws: ``OpenVINOError/Code/missingFile`` or ``OpenVINOError/Code/unreadableModel``.
    public borrowing func readModel(at path: String) throws(OpenVINOError) -> Model {
        let function = "ov_core_read_model"
        try NetworkSource.check(file: path, function)
        var model: OpaquePointer?
        try call(
            function, otherwise: .unreadableModel,
            advice: "OpenVINO cannot read the network '\(path)'; was it exported with operations it does not know?"
        ) { ov_core_read_model(handle.pointer, path, nil, &model) }
        return try Model(taking: model, from: function)
    }

    /// Reads a network from memory.
    ///
    /// - Parameter bytes: A whole ONNX file. Weights in files of their own cannot be found from here.
    /// - Returns: The network.
    /// - Throws: ``OpenVINOError/Code/unreadableModel``.
    public borrowing func readModel(from bytes: Span<UInt8>) throws(OpenVINOError) -> Model {
        let function = "ov_core_read_model_from_memory_buffer"
        try NetworkSource.check(bytes: bytes, function)
        var model: OpaquePointer?
        let status = bytes.withUnsafeBytes { buffer in
            ov_core_read_model_from_memory_buffer(
                handle.pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, nil, &model)
        }
        try call(
            function, otherwise: .unreadableModel,
            advice: "OpenVINO cannot read this network; was it exported with operations it does not know?"
        ) { status }
        return try Model(taking: model, from: function)
    }

    /// Compiles a network for a device.
    ///
    /// - Parameters:
    ///   - model: The network; it is copied and can be changed or dropped afterwards.
    ///   - options: Device, streams, threads and precision.
    /// - Returns: The compiled network, of which requests are made.
    /// - Throws: ``OpenVINOError/Code/compilationFailed`` when the device cannot run the network or does
    ///   not know one of the options.
    public borrowing func compile(
        _ model: borrowing Model, options: CompilationOptions = .init()
    ) throws(OpenVINOError) -> CompiledModel {
        var compiled: OpaquePointer?
        let status = withProperties(options.properties) { properties in
            ov_core_compile_model_props(
                handle.pointer, model.pointer, options.device, properties.count, properties.baseAddress, &compiled)
        }
        guard status == OK, let compiled else {
            throw error(
                status, "ov_core_compile_model_props", otherwise: .compilationFailed,
                advice: "The network cannot be compiled for \(options.device) with these options (\(options))")
        }
        return try CompiledModel(handle: CompiledModelHandle(taking: compiled, core: handle))
    }
}

/// Owns the runtime.
final class CoreHandle: @unchecked Sendable {
    let pointer: OpaquePointer?

    /// Takes over a runtime (+1).
    init(taking pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { ov_core_free(pointer) }
}

/// Passes properties as C values that are good only within `body`.
private func withProperties(
    _ properties: [(key: String, value: String)],
    _ body: (UnsafeBufferPointer<ov_property_t>) -> ov_status_e
) -> ov_status_e {
    let texts = properties.map { (key: strdup($0.key), value: strdup($0.value)) }
    defer {
        for text in texts {
            free(text.key)
            free(text.value)
        }
    }
    let values = texts.map { ov_property_t(key: $0.key, value: $0.value) }
    return values.withUnsafeBufferPointer(body)
}
