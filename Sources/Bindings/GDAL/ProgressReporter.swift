import CGDAL

/// Hands a Swift closure to C as `GDALProgressFunc` and its data, for the time of one call.
final class ProgressReporter {
    private let report: ((Double) -> Bool)?

    init(_ report: ((Double) -> Bool)?) {
        self.report = report
    }

    /// Calls `body` with the function and the data pointer, which are valid inside of it only.
    func during<Result>(_ body: (GDALProgressFunc, UnsafeMutableRawPointer?) -> Result) -> Result {
        guard report != nil else { return body(GDALDummyProgress, nil) }
        return withExtendedLifetime(self) {
            body(
                { share, _, data in
                    guard let data else { return 1 }
                    let reporter = Unmanaged<ProgressReporter>.fromOpaque(data).takeUnretainedValue()
                    return reporter.report?(share) == false ? 0 : 1
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }
}
