import GDAL
import SceneIngest
import Synchronization

/// Open datasets of one file: one for each reader at a time, kept for the next.
///
/// A dataset must not be used by two threads at once, so each reader takes one out, or opens
/// another where all are taken. There are never more than there were readers at once.
final class DatasetPool: Sendable {
    private let location: RasterLocation
    private let idle: Mutex<[OpenDataset]>

    /// Opens the first dataset.
    init(_ location: RasterLocation) throws(IngestError) {
        self.location = location
        idle = Mutex([try OpenDataset(location)])
    }

    /// Runs a body with a dataset that nobody else has.
    func with<Result>(_ body: (borrowing Dataset) throws(GDALError) -> Result) throws(IngestError) -> Result {
        let taken: OpenDataset
        if let idle = idle.withLock({ $0.popLast() }) {
            taken = idle
        } else {
            taken = try OpenDataset(location)
        }
        do {
            let result = try taken.with(body)
            idle.withLock { $0.append(taken) }
            return result
        } catch {
            // A dataset that failed is closed, since its caches may hold what failed.
            throw location.ingestError(error)
        }
    }
}

/// A dataset on its way between readers.
///
/// A dataset that reads its pixels from other files (a virtual raster, a product's description) shares open handles of
/// these with every other one that the same thread opened, and two readers then break each other's memory. So such a dataset
/// is opened, read and closed on a thread of its own.
///
/// Unchecked: GDAL lets other datasets go from thread to thread as long as one at a time uses it, and the
/// pool gives each away to one reader only.
///
/// Source: GDAL VRT driver, "Multi-threading issues"; `GDALProxyPoolDataset`, which looks for handles by thread.
private final class OpenDataset: @unchecked Sendable {
    private var dataset: Dataset?
    private let thread: DatasetThread?

    /// Formats that hold their own pixels.
    private static let whole: Set<String> = [
        "GTiff", "COG", "JP2OpenJPEG", "JPEG", "PNG", "ENVI", "HFA", "BMP", "EHdr", "GPKG", "MEM",
    ]

    init(_ location: RasterLocation) throws(IngestError) {
        let first = try location.open()
        if Self.whole.contains(first.driver) {
            thread = nil
            dataset = consume first
            return
        }
        _ = consume first
        let thread = DatasetThread()
        self.thread = thread
        var failure: IngestError?
        thread.run {
            do throws(IngestError) {
                dataset = try location.open()
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    func with<Result>(_ body: (borrowing Dataset) throws(GDALError) -> Result) throws(GDALError) -> Result {
        guard let thread else { return try use(body) }
        var outcome: Swift.Result<Result, GDALError>?
        thread.run {
            do throws(GDALError) {
                outcome = .success(try use(body))
            } catch {
                outcome = .failure(error)
            }
        }
        guard let outcome else { preconditionFailure("the thread has run the body") }
        return try outcome.get()
    }

    private func use<Result>(_ body: (borrowing Dataset) throws(GDALError) -> Result) throws(GDALError) -> Result {
        switch dataset {
        case .some(let open): return try body(open)
        case nil: preconditionFailure("it is open until it goes")
        }
    }

    deinit {
        thread?.run { dataset = nil }
    }
}
