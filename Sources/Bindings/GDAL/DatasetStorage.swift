import CGDAL

/// Owns one `GDALDatasetH` and frees it once.
///
/// A class, because a warped view keeps its source open: GDAL's own reference counts do not
/// survive `GDALClose` on the source, which deletes it at once.
final class DatasetStorage {
    private(set) var handle: GDALDatasetH?
    private(set) var warnings: [Diagnostic] = []
    let network: NetworkAccess?

    /// Datasets this one reads from, closed after it.
    private var sources: [DatasetStorage]

    /// Takes `handle` (+1), which this object closes.
    init(
        owning handle: GDALDatasetH, warnings: [Diagnostic], network: NetworkAccess? = nil,
        sources: [DatasetStorage] = []
    ) {
        self.handle = handle
        self.network = network
        self.sources = sources
        note(warnings)
    }

    deinit {
        guard let handle else { return }
        _ = collectingDiagnostics { run { GDALClose(handle) } }
    }

    /// Keeps each different warning once.
    func note(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics where !warnings.contains(diagnostic) && warnings.count < 100 {
            warnings.append(diagnostic)
        }
    }

    /// Runs `body` with the network access this dataset was opened with.
    private func run<Result>(_ body: () -> Result) -> Result {
        guard let network else { return body() }
        return network.during(body)
    }

    /// Calls a C function on the handle. `failed` sees its result and whether it reported a failure.
    func attempt<Result>(
        _ function: String, failed: (Result, _ reported: Bool) -> Bool, _ body: (GDALDatasetH) -> Result
    ) throws(GDALError) -> Result {
        guard let handle else { throw GDALError(.invalidArgument, function: function, message: "dataset is closed") }
        let (result, diagnostics) = collectingDiagnostics { run { body(handle) } }
        guard !failed(result, diagnostics.contains { $0.severity == .failure }) else {
            throw GDALError(function: function, diagnostics: diagnostics)
        }
        note(diagnostics)
        return result
    }

    /// Calls a C function on the handle, which tells failure by its result.
    func call<Result>(
        _ function: String, failed: (Result) -> Bool, _ body: (GDALDatasetH) -> Result
    ) throws(GDALError) -> Result {
        try attempt(function, failed: { result, _ in failed(result) }, body)
    }

    /// Calls a C function on the handle that gives `CE_None` on success.
    func call(_ function: String, _ body: (GDALDatasetH) -> CPLErr) throws(GDALError) {
        _ = try call(function, failed: { $0 != CE_None && $0 != CE_Warning }, body)
    }

    /// Asks the handle for something that cannot fail.
    func ask<Result>(_ body: (GDALDatasetH) -> Result) -> Result {
        guard let handle else { preconditionFailure("a dataset is asked after close()") }
        let (result, diagnostics) = collectingDiagnostics { run { body(handle) } }
        note(diagnostics)
        return result
    }

    /// Writes what is pending and closes; in GDAL before 3.7 both functions return nothing, so the
    /// failures they report decide.
    func close() throws(GDALError) {
        guard let handle else { return }
        self.handle = nil
        let flushed = collectingDiagnostics { run { GDALFlushCache(handle) } }.diagnostics
        let closed = collectingDiagnostics { run { GDALClose(handle) } }.diagnostics
        sources = []
        if flushed.contains(where: { $0.severity == .failure }) {
            throw GDALError(function: "GDALFlushCache", diagnostics: flushed)
        }
        if closed.contains(where: { $0.severity == .failure }) {
            throw GDALError(function: "GDALClose", diagnostics: closed)
        }
    }
}
