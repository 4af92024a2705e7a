import Foundation
import GDAL
import SceneIngest

/// Where a raster lies, and what opening it may touch.
struct RasterLocation: Hashable, Sendable {
    /// As the scene names it.
    var path: String
    /// From the root of the file system, or an address.
    var absolutePath: String
    /// GDAL's name of the dataset inside, where one is meant.
    var subdataset: String?
    /// Whether files outside of the folder may be read.
    var allowsOutsideFiles: Bool

    /// Whether a path is an address on the network.
    static func isAddress(_ path: String) -> Bool { path.hasPrefix("http://") || path.hasPrefix("https://") }

    /// Opens it.
    ///
    /// - Throws: ``IngestError`` with what GDAL said; ``IngestError/refused(path:reason:)`` where it is
    ///   made of files outside of its folder.
    func open() throws(IngestError) -> Dataset {
        let isAddress = Self.isAddress(absolutePath)
        let name = subdataset ?? (isAddress ? "/vsicurl/" + absolutePath : absolutePath)
        var options = OpenOptions()
        if isAddress {
            options.siblings = .none
        } else if !allowsOutsideFiles {
            options.root = URL(fileURLWithPath: absolutePath).deletingLastPathComponent().path
        }
        do {
            let dataset = try Dataset(opening: name, options: options)
            if dataset.driver == "VRT" { try checkInner(dataset, options: options, depth: 0) }
            return dataset
        } catch {
            throw ingestError(error)
        }
    }

    /// Opens the VRTs that a VRT is made of, since GDAL lists the files of the outer one only.
    private func checkInner(_ dataset: borrowing Dataset, options: OpenOptions, depth: Int) throws(GDALError) {
        guard options.root != nil else { return }
        for file in dataset.files where file != absolutePath && file != dataset.name {
            // A broken or cyclic one fails when it is read; GDAL itself stops cycles.
            guard depth < 8, file.lowercased().hasSuffix(".vrt") else { continue }
            let inner = try Dataset(opening: file, options: options)
            if inner.driver == "VRT" { try checkInner(inner, options: options, depth: depth + 1) }
        }
    }

    /// An error of GDAL while opening or reading this raster, as a sentence that names it.
    func ingestError(_ error: GDALError) -> IngestError {
        if error.function == "GDALGetFileList" {
            return .refused(
                path: path,
                reason: "\(error.message); put the files into one folder, or allow it by --allow-outside-files.")
        }
        if error.code == .network {
            return .unreadable(path: path, reason: error.message)
        }
        if error.function == "GDALOpenEx" { return .notAnImage(path: path, reason: error.message) }
        return .unreadable(path: path, reason: error.description)
    }
}
