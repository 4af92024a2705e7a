public import Evidence
import Foundation
import Geodesy
import Rasters

/// Makes a scene of whatever lies at a path: a raster, a folder of band files, or a product.
///
/// One acquisition is one scene. Nothing is guessed in silence: what nobody told is listed in
/// `Scene.missing` with what would supply it, and what was read from an unusual place, such as a
/// folder's name, is listed in `Scene.notes`.
public struct SceneIngester: Sendable {
    private let files: any SceneFiles
    private let sampleSide: Int

    /// Makes an ingester.
    ///
    /// - Parameters:
    ///   - files: Reads files and describes rasters.
    ///   - sampleSide: Longest side, in cells, of the thinned-out picture by which the outline and the
    ///     display stretch are found. The outline is exact to half a cell.
    public init(files: any SceneFiles, sampleSide: Int = 1536) {
        precondition(sampleSide > 0, "A sample needs at least one cell.")
        self.files = files
        self.sampleSide = sampleSide
    }

    /// Describes what lies at a path as one scene.
    ///
    /// - Parameters:
    ///   - path: A raster file, a folder of band files, a product's folder or its metadata file, or an
    ///     address of a raster that begins with `http://` or `https://`.
    ///   - supplied: Facts from the analyst; they go before those of the product.
    /// - Returns: The scene. Its id follows from the bytes of its files, so the same content is the
    ///   same scene wherever it lies and whatever it is called.
    /// - Throws: ``IngestError``, each a sentence that says what is wrong and what to do, or an error
    ///   of ``SceneFiles``.
    public func addScene(_ path: String, supplied: SuppliedFacts = SuppliedFacts()) async throws -> Scene {
        let builder = try await prepared(path, supplied: supplied)
        // Hashing reads every byte and measuring only some pixels: neither waits for the other.
        async let contents = fingerprints(of: builder.paths)
        let scene = try await described(builder, path: path)
        return try await builder.identified(scene, files: contents)
    }

    /// What is known of the scene at a path before its pixels are looked at: its id, files, size, bands and
    /// placement. All bytes are read once for the hashes of which the id is made.
    ///
    /// - Parameters:
    ///   - path: As for ``addScene(_:supplied:)``.
    ///   - supplied: Facts from the analyst.
    /// - Returns: The scene without outline, stretches and what else is measured.
    /// - Throws: As ``addScene(_:supplied:)`` for all that is known before pixels are read.
    public func preview(of path: String, supplied: SuppliedFacts = SuppliedFacts()) async throws -> Scene {
        let builder = try await prepared(path, supplied: supplied)
        return try await builder.identified(builder.scene(), files: fingerprints(of: builder.paths))
    }

    private func prepared(_ path: String, supplied: SuppliedFacts) async throws -> SceneBuilder {
        var facts = try await ProductRecognition(files: files).product(at: path)
        var rasters: [DescribedRaster] = []
        for plan in facts.rasters {
            let description = try await files.describe(plan.path, subdataset: plan.subdataset)
            rasters.append(DescribedRaster(plan: plan, description: description))
        }
        try expandSubdatasets(of: rasters, path: path)
        NotedFacts.complete(&facts, from: rasters, path: path)

        var builder = SceneBuilder(path: path, facts: facts, rasters: rasters, supplied: supplied)
        try builder.layOut()
        addFiles(to: &builder)
        try builder.apply(supplied, files: files)
        return builder
    }

    private func described(_ prepared: SceneBuilder, path: String) async throws -> Scene {
        let builder = prepared
        var scene = try builder.scene()

        let georeference = try files.georeference(of: scene)
        if let georeference { try PlaceCheck.check(scene, by: georeference, path: path) }
        if let georeference {
            try measureSpacing(of: &scene, by: georeference)
        } else {
            builder.applyToldSpacing(to: &scene)
        }
        try placeSun(over: &scene, by: georeference)
        if let georeference {
            try LineOfSightReading(files: files).complete(&scene, by: georeference, error: builder.heightError)
        }
        try await measure(&scene, by: georeference, path: path)
        scene.missing = MissingFacts.list(of: scene, rasters: builder.rasters)
        if let doubt = ReflectanceCheck.doubt(of: scene) { scene.notes.append(doubt) }
        return scene
    }

    /// The acquisitions at a path, each to be added by itself: the path where it is one, else those of the
    /// folders and images inside, to any depth.
    ///
    /// A folder that seems to hold an acquisition and cannot be read as one is listed too, so that adding it
    /// says what is wrong.
    ///
    /// - Parameters:
    ///   - path: A file, a folder or an address.
    ///   - isCollection: Whether the folder is one into which scenes are put: then an image that lies there
    ///     alone is itself the acquisition, and the folders beside images are looked into too.
    /// - Returns: Paths in the order of their names.
    /// - Throws: ``IngestError`` where there is none, or where band files of several acquisitions lie in one
    ///   folder, so that nobody can tell them apart.
    public func acquisitions(at path: String, isCollection: Bool = false) async throws -> [String] {
        guard let entry = try await files.entry(at: path) else { throw IngestError.nothingThere(path: path) }
        guard entry.isFolder else { return [path] }
        let found = try await acquisitions(inFolder: path, isCollection: isCollection, depth: 0)
        guard !found.isEmpty else { throw IngestError.noImages(folder: path) }
        return found
    }

    /// Folders inside each other that are looked into; links may make circles.
    private static let depthLimit = 12

    private func acquisitions(inFolder path: String, isCollection: Bool, depth: Int) async throws -> [String] {
        guard depth < Self.depthLimit else { return [] }
        let entries = try await files.list(path)
        let images = entries.filter { !$0.isFolder && PathText.isImage($0.name) && !NameClues.isAuxiliary($0.name) }
        var found: [String] = []
        do {
            let facts = try await ProductRecognition(files: files).product(at: path)
            guard isCollection, !facts.isProduct else { return [path] }
            found = images.count == 1 ? [PathText.join(path, images[0].name)] : [path]
        } catch IngestError.noImages {
        } catch let error as IngestError {
            guard case .severalAcquisitions = error, !images.isEmpty else { return [path] }
            // Several bands of several acquisitions in one folder: none of the files is a scene by itself.
            let bands = images.compactMap { NameClues.band(inFile: $0.name) }
            if bands.count == images.count,
                Dictionary(grouping: bands, by: \.rest).values.contains(where: { $0.count > 1 })
            {
                if depth == 0 { throw error }
                return [path]
            }
            found = images.map { PathText.join(path, $0.name) }
        }
        for folder in entries where folder.isFolder {
            found += try await acquisitions(
                inFolder: PathText.join(path, folder.name), isCollection: false, depth: depth + 1)
        }
        return found
    }

    // MARK: - Steps

    /// Measures the metres between pixels of each band. What was supplied gives way: it is for images that lie
    /// nowhere, and a wrong number would make every length wrong.
    private func measureSpacing(of scene: inout Scene, by georeference: any Georeference) throws {
        var differs = false
        for index in scene.bands.indices {
            guard let measured = try GroundSampling.distance(of: scene.bands[index], in: scene, by: georeference)
            else { continue }
            if let told = scene.bands[index].groundSamplingDistance, abs(told / measured - 1) > 0.02 { differs = true }
            scene.bands[index].groundSamplingDistance = measured
        }
        if differs {
            scene.notes.append("\(SceneDoubt.unused): the gsd that was given, since the image lies on the ground.")
        }
    }

    /// Computes the sun's direction at the middle of a scene where nobody told it and time and place are known.
    private func placeSun(over scene: inout Scene, by georeference: (any Georeference)?) throws {
        guard scene.geometry.sunAzimuth == nil, scene.geometry.sunElevation == nil, let georeference,
            let time = scene.time, time.isInstant
        else { return }
        let middle = PixelPoint(column: Double(scene.size.width) / 2, row: Double(scene.size.height) / 2)
        guard let place = try georeference.ground([middle]).first else { return }
        let sun = SunPosition(at: place, time: time.start)
        scene.geometry.sunAzimuth = sun.azimuth
        scene.geometry.sunElevation = sun.elevation
        scene.notes.append("The sun's direction was computed from time and place, no metadata tells it.")
    }

    /// A container without bands of its own cannot be read as one scene.
    private func expandSubdatasets(of rasters: [DescribedRaster], path: String) throws {
        for raster in rasters where raster.description.bands.isEmpty {
            let inside = raster.description.subdatasets
            if inside.isEmpty { throw IngestError.notAnImage(path: raster.plan.path, reason: "it has no bands") }
            throw IngestError.severalAcquisitions(folder: raster.plan.path, found: inside)
        }
        for raster in rasters {
            let size = raster.description.size
            guard size.width > 0, size.height > 0 else {
                throw IngestError.notAnImage(path: raster.plan.path, reason: "it has no pixels")
            }
        }
    }

    /// Adds the files of each raster, in the order of the bands.
    private func addFiles(to builder: inout SceneBuilder) {
        for index in builder.rasters.indices {
            let raster = builder.rasters[index]
            var paths = [raster.plan.path]
            for file in raster.description.files + raster.plan.parts where !paths.contains(file) {
                // What GDAL writes beside a raster by itself does not belong to its content.
                if file.hasSuffix(".aux.xml") || file.hasSuffix(".ovr") { continue }
                paths.append(file)
            }
            for path in paths {
                let known = builder.paths.firstIndex(of: path)
                if known == nil { builder.paths.append(path) }
                if path == raster.plan.path { builder.setFile(known ?? builder.paths.count - 1, ofRaster: index) }
            }
        }
    }

    /// The hashes of files, one after the other, in their order.
    private func fingerprints(of paths: [String]) async throws -> [Scene.File] {
        var found: [Scene.File] = []
        for path in paths {
            let fingerprint = try await files.fingerprint(of: path)
            found.append(Scene.File(path: path, sha256: fingerprint.sha256, size: fingerprint.size))
        }
        return found
    }

    /// Groups of bands that are sampled at a time, and bands in a group: each band holds a sample in memory.
    private static let concurrentGroups = 2
    private static let groupLimit = 8

    /// Positions of bands that can be sampled together: of one size in one file, in their order.
    private func groups(of bands: [Band]) -> [[Int]] {
        var groups: [[Int]] = []
        for (index, band) in bands.enumerated() {
            if let last = groups.last, last.count < Self.groupLimit, let other = last.last.map({ bands[$0] }),
                other.file == band.file, other.subdataset == band.subdataset, other.size == band.size
            {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }

    /// What the sample of each band tells, in the order of the bands.
    private func summaries(of scene: Scene) async throws -> [SampleSummary] {
        let groups = groups(of: scene.bands)
        return try await withThrowingTaskGroup(of: (Int, [SampleSummary]).self) { tasks in
            var found = [[SampleSummary]](repeating: [], count: groups.count)
            var next = 0
            for index in 0..<min(Self.concurrentGroups, groups.count) {
                tasks.addTask { (index, try await measured(bands: groups[index], in: scene)) }
                next = index + 1
            }
            while let (index, summaries) = try await tasks.next() {
                found[index] = summaries
                guard next < groups.count else { continue }
                let following = next
                tasks.addTask { (following, try await measured(bands: groups[following], in: scene)) }
                next += 1
            }
            return found.flatMap(\.self)
        }
    }

    private func measured(bands positions: [Int], in scene: Scene) async throws -> [SampleSummary] {
        let bands = positions.map { scene.bands[$0] }
        let samples = try await files.samples(of: bands, in: scene, longestSide: sampleSide)
        return zip(bands, samples).map { band, sample in
            let isOnGrid =
                band.toReference.columnShift == 0 && band.toReference.rowShift == 0 && covers(scene.size, band)
            return SampleSummary(of: sample, type: band.dataType, keepsCells: isOnGrid)
        }
    }

    /// Samples each band for stretch, bits in use and outline.
    private func measure(_ scene: inout Scene, by georeference: (any Georeference)?, path: String) async throws {
        var mask: (size: RasterSize, cells: [UInt8])?
        var hasPixels = false
        var blackCells: [UInt8]?
        for (index, summary) in try await summaries(of: scene).enumerated() {
            hasPixels = hasPixels || summary.hasPixels
            scene.bands[index].stretch = summary.stretch
            if scene.bands[index].bitDepth == nil, let bits = summary.bitsInUse {
                scene.bands[index].bitDepth = bits
                let note = "The bits in use were measured on a sample of the pixels, no metadata tells them."
                if !scene.notes.contains(note) { scene.notes.append(note) }
            }
            guard let cells = summary.cells, mask.map({ $0.size == summary.size }) ?? true else { continue }
            mask = (summary.size, mask.map { zip($0.cells, cells.valid).map { $0 & $1 } } ?? cells.valid)
            blackCells = blackCells.map { zip($0, cells.black).map { $0 & $1 } } ?? cells.black
        }
        guard hasPixels, let mask, mask.cells.contains(1) else { throw IngestError.noValidPixels(path: path) }
        if scene.bands.allSatisfy({ $0.noData == nil }), let blackCells {
            let share = Double(blackCells.reduce(0) { $0 + Int($1) }) / Double(blackCells.count)
            if share > 0.01 {
                scene.notes.append(
                    "\(Int((share * 100).rounded())) % of the pixels are 0 in all bands and count as valid, since no "
                        + "nodata value is told; if they are missing, give --nodata 0 or nodata in scene.yaml.")
            }
        }
        if scene.size.count == 1 { scene.notes.append("The raster has one pixel.") }
        guard let georeference else { return }
        let cell = (
            columns: Double(scene.size.width) / Double(mask.size.width),
            rows: Double(scene.size.height) / Double(mask.size.height)
        )
        scene.outline = try ValidOutline.ground(
            ValidOutline.polygons(of: mask.cells, size: mask.size), cell: cell, by: georeference)
    }

    /// Whether a band fills the reference grid, give or take two of its own pixels.
    private func covers(_ size: RasterSize, _ band: Band) -> Bool {
        let scale = band.toReference
        return abs(Double(band.size.width) * scale.columnScale - Double(size.width)) <= 2 * scale.columnScale
            && abs(Double(band.size.height) * scale.rowScale - Double(size.height)) <= 2 * scale.rowScale
    }
}
