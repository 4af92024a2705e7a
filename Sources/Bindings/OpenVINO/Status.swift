internal import COpenVINO

/// Calls a C function and throws what it reports.
///
/// - Parameters:
///   - function: The C function's name.
///   - code: The code of a failure that OpenVINO itself calls only a general error.
///   - advice: What a person should do about such a failure.
///   - body: The call.
/// - Throws: An error with the library's message.
func call(
    _ function: String,
    otherwise code: OpenVINOError.Code = .failed,
    advice: @autoclosure () -> String = "OpenVINO failed",
    _ body: () -> ov_status_e
) throws(OpenVINOError) {
    let status = body()
    if status != OK {
        throw error(status, function, otherwise: code, advice: advice())
    }
}

/// The error for a status other than `OK`. To be made at once, before another call overwrites the message.
func error(
    _ status: ov_status_e, _ function: String, otherwise code: OpenVINOError.Code, advice: String
) -> OpenVINOError {
    func made(_ code: OpenVINOError.Code, _ advice: String, lastMessage: Bool = true) -> OpenVINOError {
        let general = string(ov_get_error_info(status))
        let message = lastMessage ? taken(ov_get_last_err_msg()) ?? general : general
        return OpenVINOError(code, function: function, message: message, advice: advice)
    }
    switch status {
    case REQUEST_BUSY:
        return made(.busy, "The inference request is running; wait for it to end before it is used again")
    case INFER_CANCELLED:
        return made(.cancelled, "The inference was cancelled")
    case NOT_IMPLEMENTED, NOT_IMPLEMENT_C_METHOD:
        return made(.notImplemented, "This device does not offer the function; use the device CPU")
    case INVALID_C_PARAM:
        // The library sets no message here; the last one belongs to an earlier failure.
        return made(code == .failed ? .invalidArgument : code, advice, lastMessage: false)
    default:
        return made(code, advice)
    }
}

/// A copy of a string that the library keeps.
func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
}

/// A copy of a string that the library has handed over (+1); frees it. `nil` stays `nil`.
func taken(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text else { return nil }
    defer { ov_free(text) }
    return String(cString: text)
}
