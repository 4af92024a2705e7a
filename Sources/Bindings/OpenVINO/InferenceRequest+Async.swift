internal import COpenVINO
internal import Synchronization

extension InferenceRequest {
    /// Runs the network on the inputs; the task is suspended until OpenVINO's threads are done.
    ///
    /// When the task is cancelled the network stops at its next layer. Even then this returns only
    /// after OpenVINO has let go of every tensor, so memory is never used after it is freed.
    ///
    /// - Throws: ``OpenVINOError/Code/cancelled`` when the task was cancelled before or while it ran;
    ///   otherwise as ``runAndWait()``.
    public mutating func run() async throws(OpenVINOError) {
        let handle = handle
        try handle.prepareCallback()
        let ticket = handle.newTicket()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                handle.start(ticket, resuming: continuation)
            }
        } onCancel: {
            handle.cancel(ticket)
        }
        switch outcome {
        case .ended:
            // The callback does not say how the run ended; this waits the instant until OpenVINO knows.
            let pointer = handle.pointer
            try call("ov_infer_request_wait", otherwise: .failed, advice: failureAdvice) {
                ov_infer_request_wait(pointer)
            }
        case .refused(let error):
            throw error
        }
    }
}

/// The asynchronous run of a request, if one is in flight.
struct AsynchronousRun {
    /// How a run ended as far as the callback can tell.
    enum Outcome: Sendable {
        case ended
        case refused(OpenVINOError)
    }

    /// Counts runs, so that a late cancellation cannot hit the next one.
    var ticket = 0
    var isCancelled = false
    var continuation: CheckedContinuation<Outcome, Never>?
}

extension InferenceRequestHandle {
    /// Tells OpenVINO once whom to call at the end of a run.
    func prepareCallback() throws(OpenVINOError) {
        guard callback == nil else { return }
        // The request outlives its runs, so it need not be retained for the callback.
        let kept = keep(
            ov_callback_t(
                callback_func: { context in
                    guard let context else { return }
                    Unmanaged<InferenceRequestHandle>.fromOpaque(context).takeUnretainedValue().finish(.ended)
                }, args: Unmanaged.passUnretained(self).toOpaque()))
        let pointer = pointer
        try call("ov_infer_request_set_callback") { ov_infer_request_set_callback(pointer, kept) }
    }

    /// Opens a new run, which nobody has cancelled yet.
    func newTicket() -> Int {
        run.withLock { run in
            run.ticket += 1
            run.isCancelled = false
            return run.ticket
        }
    }

    /// Starts the run, unless it was cancelled meanwhile. The continuation is resumed exactly once.
    func start(_ ticket: Int, resuming continuation: CheckedContinuation<AsynchronousRun.Outcome, Never>) {
        let isCancelled = run.withLock { run in
            if !run.isCancelled { run.continuation = continuation }
            return run.isCancelled
        }
        guard !isCancelled else {
            return continuation.resume(
                returning: .refused(
                    OpenVINOError(
                        .cancelled, function: "ov_infer_request_start_async", message: "not started",
                        advice: "The inference was cancelled")))
        }
        // Outside the lock: OpenVINO may call back before this returns.
        let status = ov_infer_request_start_async(pointer)
        if status != OK {
            finish(
                .refused(
                    error(
                        status, "ov_infer_request_start_async", otherwise: .failed,
                        advice: "The network could not be started")))
        } else if run.withLock({ $0.isCancelled }) {
            // A cancellation between the two locks found nothing to stop. The task cannot go on before
            // this function returns, so no later run can be hit.
            ov_infer_request_cancel(pointer)
        }
    }

    /// Stops the run if it is still the one in flight. OpenVINO's callback comes all the same.
    func cancel(_ ticket: Int) {
        run.withLock { run in
            guard run.ticket == ticket else { return }
            run.isCancelled = true
            if run.continuation != nil { ov_infer_request_cancel(pointer) }
        }
    }

    /// Lets the task go on.
    func finish(_ outcome: AsynchronousRun.Outcome) {
        let continuation = run.withLock { run in
            defer { run.continuation = nil }
            return run.continuation
        }
        continuation?.resume(returning: outcome)
    }
}
