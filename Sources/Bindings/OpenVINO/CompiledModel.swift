internal import COpenVINO

/// A network compiled for a device, from which inference requests are made.
///
/// Copies share one compiled network, which goes when the last copy and the last request are gone.
///
/// Thread rule: making requests and asking for properties does not change the compiled network and
/// may happen on several threads at once (confirmed by OpenVINO's team in github
/// intel/openvino-rs#180), hence `Sendable`. Each task makes a request of its own.
public struct CompiledModel: Sendable {
    let handle: CompiledModelHandle

    /// The inputs in the network's order.
    public let inputs: [Port]

    /// The outputs in the network's order.
    public let outputs: [Port]

    init(handle: CompiledModelHandle) throws(OpenVINOError) {
        self.handle = handle
        let pointer = handle.pointer
        inputs = try Port.list(
            "ov_compiled_model_inputs_size", { ov_compiled_model_inputs_size(pointer, $0) },
            "ov_compiled_model_input_by_index", { ov_compiled_model_input_by_index(pointer, $0, $1) })
        outputs = try Port.list(
            "ov_compiled_model_outputs_size", { ov_compiled_model_outputs_size(pointer, $0) },
            "ov_compiled_model_output_by_index", { ov_compiled_model_output_by_index(pointer, $0, $1) })
    }

    /// Makes a request, with memory for the inputs and outputs whose shapes are fixed.
    public func makeRequest() throws(OpenVINOError) -> InferenceRequest {
        var request: OpaquePointer?
        let status = ov_compiled_model_create_infer_request(handle.pointer, &request)
        guard status == OK, let request else {
            throw error(
                status, "ov_compiled_model_create_infer_request", otherwise: .failed,
                advice: "No inference request could be made; is there enough memory?")
        }
        return InferenceRequest(
            handle: InferenceRequestHandle(taking: request, model: handle), inputs: inputs, outputs: outputs)
    }

    /// A property of the compiled network as text, such as `NUM_STREAMS`.
    ///
    /// - Parameter key: A name from ``supportedProperties()``.
    /// - Returns: Its value as OpenVINO writes it.
    /// - Throws: ``OpenVINOError/Code/unknownProperty``.
    public func property(_ key: String) throws(OpenVINOError) -> String {
        var value: UnsafeMutablePointer<CChar>?
        try call(
            "ov_compiled_model_get_property", otherwise: .unknownProperty,
            advice: "The compiled network does not know the property '\(key)'; ask for its supported properties"
        ) { ov_compiled_model_get_property(handle.pointer, key, &value) }
        return taken(value) ?? ""
    }

    /// The names of the compiled network's properties.
    public func supportedProperties() throws(OpenVINOError) -> [String] {
        try property(PropertyKey.supportedProperties).split(separator: " ").map(String.init)
    }

    /// How many requests should be in flight to keep the device busy.
    public func optimalRequestCount() throws(OpenVINOError) -> Int {
        Int(try property(PropertyKey.optimalRequestCount)) ?? 1
    }
}

/// Owns a compiled network and keeps its runtime.
final class CompiledModelHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private let core: CoreHandle

    /// Takes over a compiled network (+1).
    init(taking pointer: OpaquePointer, core: CoreHandle) {
        self.pointer = pointer
        self.core = core
    }

    deinit { ov_compiled_model_free(pointer) }
}
