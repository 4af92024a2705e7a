import Crypto
public import Evidence
import Foundation
import GDAL
import Geodesy
public import Rasters
public import SceneIngest

/// Scenes in files, read by GDAL.
///
/// Never follows a file's references out of its folder and never uses the network, but for an
/// address that the caller named.
public struct GDALScenes: SceneFiles, SceneReading {
    private let root: String
    private let allowsOutsideFiles: Bool

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - root: Folder from which relative paths are taken, such as that of a case; nil for the current one.
    ///   - allowsOutsideFiles: Whether a VRT may name files outside of its own folder.
    public init(root: String? = nil, allowsOutsideFiles: Bool = false) {
        Self.boundCache
        let current = FileManager.default.currentDirectoryPath
        let root = root ?? current
        self.root = root.hasPrefix("/") ? root : current + "/" + root
        self.allowsOutsideFiles = allowsOutsideFiles
    }

    /// Keeps threads from hoarding freed pixel buffers. For a program's first line, before threads begin; it holds
    /// for the whole process.
    public static func boundMemory() { GDALLibrary.shareFreedMemory() }

    /// Decoded blocks that GDAL keeps: enough for a row of tiles, whatever the machine's memory; GDAL's own
    /// default of 5 % of it would be over a gigabyte on many.
    private static let boundCache: Void = {
        GDALLibrary.cacheLimit = min(GDALLibrary.cacheLimit, 96 << 20)
    }()

    /// A path as an absolute one; an address stays as it is.
    func absolute(_ path: String) -> String {
        if path.hasPrefix("/") || RasterLocation.isAddress(path) { return path }
        return path == "." ? root : root + "/" + path
    }

    /// Where a raster is opened.
    func location(_ path: String, subdataset: String? = nil) -> RasterLocation {
        RasterLocation(
            path: path, absolutePath: absolute(path), subdataset: subdataset, allowsOutsideFiles: allowsOutsideFiles)
    }

    // MARK: - Files

    /// What lies at a path: a file, a folder, or an address, which is not asked.
    public func entry(at path: String) async throws -> FileEntry? {
        if RasterLocation.isAddress(path) { return FileEntry(name: path, isFolder: false) }
        let absolute = absolute(path)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(absolute)) else { return nil }
        let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        return FileEntry(
            name: URL(fileURLWithPath: absolute).lastPathComponent, isFolder: isFolder,
            size: isFolder ? nil : (attributes[.size] as? NSNumber)?.intValue)
    }

    /// What lies in a folder, sorted by name; hidden files are left out.
    public func list(_ folder: String) async throws -> [FileEntry] {
        let absolute = absolute(folder)
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: absolute)
        } catch {
            throw IngestError.unreadable(path: folder, reason: "the folder cannot be listed")
        }
        var entries: [FileEntry] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            if let entry = try await entry(at: absolute + "/" + name) { entries.append(entry) }
        }
        return entries
    }

    /// The bytes of a small file, up to `limit`.
    public func contents(of path: String, limit: Int) async throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: absolute(path)) else {
            throw IngestError.unreadable(path: path, reason: "it cannot be opened")
        }
        defer { try? handle.close() }
        let bytes = try handle.read(upToCount: limit + 1) ?? Data()
        guard bytes.count <= limit else {
            throw IngestError.brokenMetadata(file: path, reason: "it is larger than \(limit >> 20) MB")
        }
        return Array(bytes)
    }

    /// The SHA-256 of a file, read in pieces of 1 MiB; an address is fetched whole.
    public func fingerprint(of path: String) async throws -> FileFingerprint {
        let name = RasterLocation.isAddress(path) ? "/vsicurl/" + path : absolute(path)
        var hash = SHA256()
        var size = 0
        do {
            let file = try StreamedFile(opening: name)
            while true {
                try Task.checkCancellation()
                let piece = try file.read(upTo: 1 << 20)
                if piece.isEmpty { break }
                hash.update(data: piece)
                size += piece.count
            }
        } catch let error as GDALError {
            throw IngestError.unreadable(path: path, reason: error.message)
        }
        return FileFingerprint(sha256: Digest.hexadecimal(hash.finalize()), size: size)
    }

    private func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

    // MARK: - Rasters

    /// What GDAL tells of a raster; no pixels are read.
    public func describe(_ path: String, subdataset: String?) async throws -> RasterDescription {
        try DescriptionReader.describe(location(path, subdataset: subdataset))
    }

    /// The coordinate system that a code or WKT names, by PROJ.
    public func coordinateSystem(_ definition: String) throws -> CoordinateSystem {
        do {
            return CoordinateSystem(try SpatialReference(definition))
        } catch {
            throw IngestError.badFact(
                key: "crs", value: String(definition.prefix(60)), expected: "a code such as EPSG:32652, or WKT")
        }
    }

    /// The pixel in the middle of each cell of a coarse grid over each band; the bands lie in one file.
    public func samples(of bands: [Band], in scene: Scene, longestSide: Int) async throws -> [BandSample] {
        guard let first = bands.first else { return [] }
        return try BandSampler.samples(
            of: bands, at: location(scene.files[first.file].path, subdataset: first.subdataset),
            longestSide: longestSide)
    }

    /// Opens the bands wanted as one source on one grid.
    ///
    /// - Throws: `IngestError.noSuchBand(name:scene:available:)`, `IngestError.reflectanceUnknown(band:scene:)`, or
    ///   what opening a file throws.
    public func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        guard request.columnStep > 0, request.rowStep > 0, request.columnStep.isFinite, request.rowStep.isFinite else {
            throw IngestError.badFact(
                key: "step", value: "\(request.columnStep) × \(request.rowStep)", expected: "numbers above 0")
        }
        var plans: [BandReading] = []
        for name in request.bands {
            guard let band = scene.band(named: name) ?? scene.bands.first(where: { $0.name == name }) else {
                throw IngestError.noSuchBand(
                    name: name, scene: scene.title,
                    available: scene.bands.map { band in
                        band.commonName.map { "\(band.name) (\($0))" } ?? band.name
                    })
            }
            plans.append(
                try BandReading(
                    band, location: location(scene.files[band.file].path, subdataset: band.subdataset),
                    request: request, scene: scene.title))
        }
        // A step that divides the width up to rounding gives no extra column.
        func count(_ pixels: Int, _ step: Double) -> Int { max(1, Int((Double(pixels) / step - 1e-6).rounded(.up))) }
        let size = RasterSize(
            width: count(scene.size.width, request.columnStep), height: count(scene.size.height, request.rowStep))
        return try SceneSource(size: size, bands: plans)
    }

    /// How a scene's pixels lie on the ground, by PROJ or by GDAL's transformer; nil where that is not known.
    public func georeference(of scene: Scene) throws -> (any Georeference)? {
        switch scene.placement {
        case .none:
            return nil
        case .affine:
            guard let transform = scene.transform, let system = scene.coordinateSystem else { return nil }
            return try AffineGeoreference(
                transform: transform, size: scene.size, system: system,
                path: scene.files.first?.path ?? scene.title)
        case .controlPoints:
            return try image(of: scene, placedBy: .groundControlPoints(order: 0))
        case .rationalPolynomialsAtHeight(let height):
            return try image(of: scene, placedBy: .rationalPolynomials(.constant(height)))
        case .rationalPolynomialsOverTerrain(let path):
            guard FileManager.default.fileExists(atPath: absolute(path)) else {
                throw IngestError.badFact(key: "dem", value: path, expected: "the path of a terrain model")
            }
            guard
                let own = try image(
                    of: scene, placedBy: .rationalPolynomials(.model(path: absolute(path), missing: nil)))
            else { return nil }
            try TerrainCoverage.check(
                own, size: scene.size, terrain: path, path: scene.files.first?.path ?? scene.title,
                level: polynomialHeight(of: scene).flatMap {
                    try? image(of: scene, placedBy: .rationalPolynomials(.constant($0)))
                })
            return own
        }
    }

    /// The middle of the heights for which a scene's polynomials hold; nil without any.
    private func polynomialHeight(of scene: Scene) -> Double? {
        guard let band = scene.bands.first(where: { $0.toReference == .identity && $0.size == scene.size }),
            let description = try? DescriptionReader.describe(
                location(scene.files[band.file].path, subdataset: band.subdataset)),
            let heights = description.polynomialHeights
        else { return nil }
        return (heights.lowerBound + heights.upperBound) / 2
    }

    /// The georeference of the image that the reference grid is of.
    private func image(of scene: Scene, placedBy placement: GDAL.Placement) throws -> ImageGeoreference? {
        guard let band = scene.bands.first(where: { $0.toReference == .identity && $0.size == scene.size }) else {
            return nil
        }
        return try ImageGeoreference(
            location(scene.files[band.file].path, subdataset: band.subdataset), placement: placement)
    }
}
