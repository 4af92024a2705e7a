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
        idle = Mutex([OpenDataset(try location.open())])
    }

    /// Runs a body with a dataset that nobody else has.
    func with<Result>(_ body: (borrowing Dataset) throws(GDALError) -> Result) throws(IngestError) -> Result {
        let taken: OpenDataset
        if let idle = idle.withLock({ $0.popLast() }) {
            taken = idle
        } else {
            taken = OpenDataset(try location.open())
        }
        do {
            let result = try body(taken.dataset)
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
/// Unchecked: GDAL lets a dataset go from thread to thread as long as one at a time uses it, and the
/// pool gives each away to one reader only.
private final class OpenDataset: @unchecked Sendable {
    let dataset: Dataset

    init(_ dataset: consuming Dataset) { self.dataset = dataset }
}
