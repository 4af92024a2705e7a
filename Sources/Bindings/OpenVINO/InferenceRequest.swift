internal import COpenVINO
internal import Synchronization

/// One run of a compiled network at a time, with the tensors it reads and writes.
///
/// ```swift
/// var request = try compiled.makeRequest()
/// try request.withInput(at: 0, as: Float.self, shape: [1, 3, 512, 512]) { pixels in … }
/// try await request.run()
/// let scores = try request.withOutput(at: 0, as: Float.self) { scores, shape in … }
/// ```
///
/// Thread rule: while a request runs, only waiting and cancelling are allowed from elsewhere, and any
/// other use is refused as busy (docs.openvino.ai, "OpenVINO Inference Request"). A request has one
/// owner, and everything that touches it is `mutating`, so the compiler rules that out; it can be
/// handed from task to task, hence `Sendable`. Requests of one compiled network run side by side when
/// it was compiled with several streams, else one after the other.
public struct InferenceRequest: ~Copyable, Sendable {
    let handle: InferenceRequestHandle

    /// The inputs in the network's order.
    public let inputs: [Port]

    /// The outputs in the network's order.
    public let outputs: [Port]

    init(handle: InferenceRequestHandle, inputs: [Port], outputs: [Port]) {
        self.handle = handle
        self.inputs = inputs
        self.outputs = outputs
    }

    /// Runs the network on the inputs and waits on this thread.
    ///
    /// - Throws: ``OpenVINOError/Code/shapeMismatch`` when an input whose shape may vary was given none.
    public mutating func runAndWait() throws(OpenVINOError) {
        let pointer = handle.pointer
        try call("ov_infer_request_infer", otherwise: .failed, advice: failureAdvice) {
            ov_infer_request_infer(pointer)
        }
    }

    var failureAdvice: String {
        let expected = inputs.map(\.description).joined(separator: "; ")
        return "The network could not run; does every input fit what it expects (\(expected))?"
    }
}

/// Owns a request, and keeps what it uses: the compiled network and the memory of bound tensors.
///
/// The request's fields are touched by its one owner only, apart from `run`, which cancellation and
/// OpenVINO's callback thread touch too.
final class InferenceRequestHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private let model: CompiledModelHandle

    /// The memory of bound tensors, by port.
    var bound: [PortKey: AnyObject] = [:]

    /// The run that is in flight, shared with OpenVINO's threads.
    let run = Mutex(AsynchronousRun())

    /// What OpenVINO calls at the end of a run. It keeps the address, so this must not move.
    private(set) var callback: UnsafeMutablePointer<ov_callback_t>?

    /// Takes over a request (+1).
    init(taking pointer: OpaquePointer, model: CompiledModelHandle) {
        self.pointer = pointer
        self.model = model
    }

    deinit {
        // Waits for a run in flight, and so for the callback; only then may the rest go.
        ov_infer_request_free(pointer)
        callback?.deallocate()
    }

    func keep(_ callback: ov_callback_t) -> UnsafeMutablePointer<ov_callback_t> {
        let kept = UnsafeMutablePointer<ov_callback_t>.allocate(capacity: 1)
        kept.initialize(to: callback)
        self.callback = kept
        return kept
    }
}

/// An input or output by its place.
enum PortKey: Hashable {
    case input(Int), output(Int)
}
