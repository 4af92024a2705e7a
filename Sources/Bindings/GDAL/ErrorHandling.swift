import CGDAL

/// Receives the messages of one call. Lives on the stack of ``calling(_:with:failed:_:)`` only.
final class DiagnosticCollector {
    private(set) var diagnostics: [Diagnostic] = []

    func receive(_ diagnostic: Diagnostic) {
        // A broken file can report the same thing for each of a million blocks.
        guard diagnostics.count < 100 else { return }
        diagnostics.append(diagnostic)
    }
}

/// Stands where GDAL would print to standard error (`CPLErrorHandler`).
func collectDiagnostic(_ severity: CPLErr, _ number: CPLErrorNum, _ text: UnsafePointer<CChar>?) {
    guard severity == CE_Warning || severity == CE_Failure || severity == CE_Fatal,
        let data = CPLGetErrorHandlerUserData()
    else { return }
    var message = text.map { String(cString: $0) } ?? ""
    while message.last?.isNewline == true { message.removeLast() }
    let collector = Unmanaged<DiagnosticCollector>.fromOpaque(data).takeUnretainedValue()
    collector.receive(
        Diagnostic(
            severity: severity == CE_Warning ? .warning : .failure, number: Int(number), message: message))
}

/// Runs `body` with GDAL's messages collected instead of printed.
///
/// GDAL's error handlers and its last error belong to the thread, so `body` must not suspend.
func collectingDiagnostics<Result>(
    _ body: () -> Result
) -> (result: Result, diagnostics: [Diagnostic]) {
    let collector = DiagnosticCollector()
    let result = withExtendedLifetime(collector) {
        CPLPushErrorHandlerEx(collectDiagnostic, Unmanaged.passUnretained(collector).toOpaque())
        defer { CPLPopErrorHandler() }
        CPLErrorReset()
        return body()
    }
    return (result, collector.diagnostics)
}

extension GDALError {
    /// The error of a failed call: the last failure GDAL reported names the reason.
    init(function: String, diagnostics: [Diagnostic], otherwise message: String = "failed without a reason given") {
        let reasons = diagnostics.filter { $0.severity == .failure }
        guard let last = reasons.last ?? diagnostics.last else {
            self.init(.other, function: function, message: message)
            return
        }
        var details = diagnostics
        if let index = details.lastIndex(of: last) { details.remove(at: index) }
        self.init(
            Code(number: Int32(clamping: last.number)), function: function,
            message: last.message.isEmpty ? message : last.message, details: details)
    }
}

/// Calls a C function which tells failure by its result, and gives what it reported otherwise.
func calling<Result>(
    _ function: String, failed: (Result) -> Bool, _ body: () -> Result
) throws(GDALError) -> (result: Result, warnings: [Diagnostic]) {
    let (result, diagnostics) = collectingDiagnostics(body)
    guard !failed(result) else { throw GDALError(function: function, diagnostics: diagnostics) }
    return (result, diagnostics)
}

/// Calls a C function that gives `CE_None` on success.
func calling(_ function: String, _ body: () -> CPLErr) throws(GDALError) -> [Diagnostic] {
    try calling(function, failed: { $0 != CE_None && $0 != CE_Warning }, body).warnings
}

/// Calls a C function that gives a pointer, or nothing on failure.
func calling<Pointer>(
    _ function: String, _ body: () -> Pointer?
) throws(GDALError) -> (result: Pointer, warnings: [Diagnostic]) {
    let (result, diagnostics) = collectingDiagnostics(body)
    guard let result else { throw GDALError(function: function, diagnostics: diagnostics) }
    return (result, diagnostics)
}

/// `value` as a C `int`, or an error that names the function which would have received it.
func cInt(_ value: Int, _ name: String, for function: String) throws(GDALError) -> Int32 {
    guard let small = Int32(exactly: value) else {
        throw GDALError(
            .invalidArgument, function: function, message: "\(name) is \(value), which is more than GDAL can take")
    }
    return small
}
