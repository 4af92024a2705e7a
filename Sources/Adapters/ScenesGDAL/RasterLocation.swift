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

    /// Opens it as a raster.
    ///
    /// - Throws: ``IngestError`` with what GDAL said; ``IngestError/refused(path:reason:)`` where it is
    ///   made of files outside of its folder.
    func open() throws(IngestError) -> Dataset {
        let dataset: Dataset
        do {
            dataset = try Dataset(opening: name, options: options)
        } catch {
            throw ingestError(error)
        }
        try checkReferences(of: dataset.files)
        return dataset
    }

    /// Opens it as vector layers; else like ``open()``.
    func openLayers() throws(IngestError) -> VectorDataset {
        let dataset: VectorDataset
        do {
            dataset = try VectorDataset(opening: name, options: options)
        } catch {
            throw ingestError(error)
        }
        // A virtual layer may name its sources by SQL, which no list of files shows.
        guard dataset.driver != "OGR_VRT" || allowsOutsideFiles else {
            throw .refused(
                path: path,
                reason: "a virtual layer can name any file; write it as a GeoPackage, for instance with ogr2ogr, "
                    + "or allow it by --allow-outside-files.")
        }
        try checkReferences(of: dataset.files)
        return dataset
    }

    /// GDAL's name of it.
    private var name: String {
        subdataset ?? (Self.isAddress(absolutePath) ? "/vsicurl/" + absolutePath : absolutePath)
    }

    private var options: OpenOptions {
        var options = OpenOptions()
        if Self.isAddress(absolutePath) {
            options.siblings = .none
        } else if !allowsOutsideFiles {
            options.root = URL(fileURLWithPath: absolutePath).deletingLastPathComponent().path
        }
        return options
    }

    /// Files that name others, one behind the other; more is no delivery.
    private static let depthLimit = 8

    /// Opens the files of a dataset that name other files, since GDAL lists the files of the outer one only.
    private func checkReferences(of files: [String]) throws(IngestError) {
        guard options.root != nil else { return }
        var seen: Set<String> = [absolutePath]
        try checkReferences(of: files, depth: 0, seen: &seen)
    }

    private func checkReferences(of files: [String], depth: Int, seen: inout Set<String>) throws(IngestError) {
        for file in files where seen.insert(file).inserted && Self.namesFiles(file) {
            guard depth < Self.depthLimit else {
                throw .refused(
                    path: path,
                    reason: "it leads through more than \(Self.depthLimit) files that name each other; make one file "
                        + "of them, for instance with gdal_translate.")
            }
            let inner: [String]
            do {
                inner = try Dataset(opening: file, options: options).files
            } catch {
                if error.function == "GDALGetFileList" { throw ingestError(error) }
                // What GDAL cannot open now fails when it is read.
                continue
            }
            try checkReferences(of: inner, depth: depth + 1, seen: &seen)
        }
    }

    /// What stands near the beginning of files that name others, whatever their own names end in.
    private static let marks = ["<VRTDataset", "<OGRVRTDataSource", "<GDAL_WMS", "<MRF_META"].map { Array($0.utf8) }

    /// Whether a file's beginning is that of a dataset which is made of other files.
    ///
    /// Twice as much is looked at as GDAL looks at to tell formats apart.
    private static func namesFiles(_ path: String) -> Bool {
        guard let file = try? StreamedFile(opening: path), let head = try? file.read(upTo: 2048) else { return false }
        return marks.contains { mark in
            head.indices.contains { head[$0] == mark[0] && head[$0...].starts(with: mark) }
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
