import Evidence
import Foundation

/// Finds out what lies at a path, and reads its metadata.
struct ProductRecognition: Sendable {
    let files: any SceneFiles

    /// The facts of whatever lies at a path.
    func product(at path: String) async throws -> ProductFacts {
        guard let entry = try await files.entry(at: path) else { throw IngestError.nothingThere(path: path) }
        if entry.isFolder { return try await folder(path) }
        if entry.size == 0 { throw IngestError.emptyFile(path: path) }
        if PathText.isAddress(path) { return plain(path) }
        let name = PathText.name(path).uppercased()
        if name.hasPrefix("MTD_MSIL"), name.hasSuffix(".XML") { return try await sentinel(path) }
        if name.hasPrefix("VOL_"), name.hasSuffix(".XML") { return try await volume(path) }
        if name.hasPrefix("DIM_"), name.hasSuffix(".XML") { return try await dimap([path]) }
        if name.hasSuffix("_MTL.TXT") { return try await landsat(path) }
        if name.hasSuffix(".IMD") { return try await worldView(metadata: path, images: nil) }
        if PathText.isImage(path), let document = try await dimapThatNames(path) { return try await dimap([document]) }
        if PathText.isImage(path), let metadata = try await metadataBeside(path) {
            return try await worldView(metadata: metadata, images: [path])
        }
        return plain(path)
    }

    // MARK: - Folders

    private func folder(_ path: String) async throws -> ProductFacts {
        let entries = try await files.list(path)
        let names = entries.filter { !$0.isFolder }.map(\.name)
        func first(_ prefix: String, _ suffix: String) -> String? {
            names.first { $0.uppercased().hasPrefix(prefix) && $0.uppercased().hasSuffix(suffix) }
                .map { PathText.join(path, $0) }
        }
        if let metadata = first("MTD_MSIL", ".XML") { return try await sentinel(metadata) }
        if let metadata = first("VOL_", ".XML") { return try await volume(metadata) }
        let documents = names.filter { $0.uppercased().hasPrefix("DIM_") && $0.uppercased().hasSuffix(".XML") }
        if !documents.isEmpty { return try await dimap(documents.map { PathText.join(path, $0) }) }
        if let metadata = first("", "_MTL.TXT") { return try await landsat(metadata) }
        if let metadata = first("METADATA", ".DIM") { return try await dimapOne(metadata) }
        let images = names.filter { PathText.isImage($0) }
        let metadata = names.filter { PathText.ending($0) == "imd" }
        if metadata.count == 1, !images.isEmpty {
            return try await worldView(
                metadata: PathText.join(path, metadata[0]), images: images.map { PathText.join(path, $0) })
        }
        guard !images.isEmpty else { throw IngestError.noImages(folder: path) }
        return try bandFiles(images, in: path)
    }

    /// One acquisition from the files of a folder, each a band.
    private func bandFiles(_ images: [String], in folder: String) throws -> ProductFacts {
        let skipped = images.filter { NameClues.isAuxiliary($0) }
        let kept = images.filter { !NameClues.isAuxiliary($0) }
        guard !kept.isEmpty else { throw IngestError.noImages(folder: folder) }
        let named = kept.map { (file: $0, name: NameClues.band(inFile: $0)) }
        if kept.count == 1, named[0].name == nil {
            return plain(PathText.join(folder, kept[0]), title: PathText.name(folder))
        }
        var bands: [(file: String, name: NameClues.BandName)] = []
        for (file, name) in named {
            guard let name else { throw IngestError.severalAcquisitions(folder: folder, found: kept) }
            bands.append((file, name))
        }
        let rests = Set(bands.map(\.name.rest))
        let names = bands.map { $0.name.band.lowercased() }
        guard rests.count == 1, Set(names).count == names.count else {
            throw IngestError.severalAcquisitions(folder: folder, found: kept)
        }
        var facts = ProductFacts(title: PathText.name(folder))
        facts.isProduct = false
        let context =
            (rests.first ?? [])
            + PathText.name(folder).split(whereSeparator: { "_-. ".contains($0) })
            .map(String.init)
        let table = NameClues.table(for: bands.map(\.name.band), context: context)
        if let table {
            facts.constellation = table.constellation
            facts.notes.append(
                "The files are named as bands of \(table.constellation == "landsat" ? "Landsat 8/9" : "Sentinel-2"); "
                    + "wavelengths and common names follow from that.")
        }
        func rank(_ name: String) -> Int {
            table?.bands.firstIndex { $0.name.caseInsensitiveCompare(name) == .orderedSame } ?? Int.max
        }
        bands.sort { (rank($0.name.band), $0.file) < (rank($1.name.band), $1.file) }
        for (file, name) in bands {
            let known = table?.bands.first { $0.name.caseInsensitiveCompare(name.band) == .orderedSame }
            var band = BandPlan(name: known?.name ?? name.band, index: 1, known: known)
            if known == nil { band.commonName = BandTable.commonName(of: name.band) }
            facts.rasters.append(RasterPlan(path: PathText.join(folder, file), bands: [band]))
        }
        if !skipped.isEmpty { facts.notes.append("Not read as bands: \(skipped.joined(separator: ", ")).") }
        return facts
    }

    // MARK: - Products

    private func plain(_ path: String, title: String? = nil) -> ProductFacts {
        var facts = ProductFacts(title: title ?? PathText.stem(path))
        facts.isProduct = false
        facts.rasters = [RasterPlan(path: path)]
        return facts
    }

    private func document(_ path: String) async throws -> MarkupElement {
        let bytes = try await files.contents(of: path, limit: MarkupReader.sizeLimit)
        if bytes.isEmpty { throw IngestError.emptyFile(path: path) }
        return try MarkupReader.root(of: bytes, file: path)
    }

    private func sentinel(_ path: String) async throws -> ProductFacts {
        let product = try await document(path)
        let folder = PathText.folder(path)
        let granules = PathText.join(folder, "GRANULE")
        let tiles = try await files.entry(at: granules) == nil ? [] : files.list(granules).filter(\.isFolder)
        guard tiles.count == 1 else {
            if tiles.isEmpty { throw IngestError.missingImage(product: path, file: granules) }
            throw IngestError.severalAcquisitions(folder: folder, found: tiles.map(\.name))
        }
        let tile = PathText.join(granules, tiles[0].name)
        let tileMetadata = PathText.join(tile, "MTD_TL.xml")
        var facts = try SentinelProduct.facts(of: product, tile: try await document(tileMetadata), path: path)
        var images: [String] = []
        let data = PathText.join(tile, "IMG_DATA")
        for entry in try await files.entry(at: data) == nil ? [] : files.list(data) {
            if entry.isFolder {
                for file in try await files.list(PathText.join(data, entry.name)) where PathText.isImage(file.name) {
                    images.append(PathText.join(PathText.join(data, entry.name), file.name))
                }
            } else if PathText.isImage(entry.name) {
                images.append(PathText.join(data, entry.name))
            }
        }
        let promised = product.all("IMAGE_FILE").map(\.text) + product.all("IMAGE_ID").map(\.text)
        let bands = try SentinelProduct.bands(of: product)
        for (band, known) in zip(bands, BandTable.sentinel2) {
            if let image = SentinelProduct.image(of: known, among: images) {
                facts.rasters.append(RasterPlan(path: image, bands: [band]))
            } else if let name = SentinelProduct.image(of: known, among: promised) {
                throw IngestError.missingImage(product: path, file: PathText.join(folder, name))
            }
        }
        guard !facts.rasters.isEmpty else { throw IngestError.missingImage(product: path, file: data) }
        return facts
    }

    private func volume(_ path: String) async throws -> ProductFacts {
        let folder = PathText.folder(path)
        var documents: [String] = []
        var absent: [String] = []
        for reference in DimapProduct.components(of: try await document(path)) {
            guard let component = PathText.inside(folder, reference) else {
                throw IngestError.brokenMetadata(file: path, reason: "it names a component outside of its folder")
            }
            if try await files.entry(at: component) == nil {
                absent.append(reference)
            } else {
                documents.append(component)
            }
        }
        guard !documents.isEmpty else {
            throw IngestError.missingImage(product: path, file: absent.first ?? "of any component")
        }
        var facts = try await dimap(documents)
        if !absent.isEmpty {
            facts.notes.append("The product names \(absent.joined(separator: ", ")), not delivered here.")
        }
        return facts
    }

    /// One scene of the components of a DIMAP product: they are of one acquisition where their
    /// times agree to a minute.
    private func dimap(_ paths: [String]) async throws -> ProductFacts {
        var merged: ProductFacts?
        for path in paths {
            let facts = try DimapProduct.facts(of: try await document(path), path: path)
            for part in facts.rasters.flatMap(\.parts) {
                guard let entry = try await files.entry(at: part) else {
                    throw IngestError.missingImage(product: path, file: part)
                }
                if entry.size == 0 { throw IngestError.emptyFile(path: part) }
            }
            guard var whole = merged else {
                merged = facts
                continue
            }
            if let first = whole.time, let second = facts.time, abs(first.middle.timeIntervalSince(second.middle)) > 60
            {
                throw IngestError.severalAcquisitions(
                    folder: PathText.folder(paths[0]), found: paths.map(PathText.name))
            }
            whole.time = whole.time ?? facts.time
            whole.rasters += facts.rasters
            whole.notes += facts.notes.filter { !whole.notes.contains($0) }
            merged = whole
        }
        guard let merged else { throw IngestError.noImages(folder: paths.first ?? "") }
        return merged
    }

    /// DIMAP v1 (SPOT 1 to 5): the format's driver gives bands and georeference, the document the rest.
    private func dimapOne(_ path: String) async throws -> ProductFacts {
        let root = try await document(path)
        var facts = ProductFacts(title: root.value("DATASET_NAME") ?? PathText.name(PathText.folder(path)))
        let source = root.all("Scene_Source").first ?? root
        if let mission = source.value("MISSION"), let index = source.value("MISSION_INDEX") {
            facts.constellation = mission.lowercased()
            facts.platform = "\(mission.lowercased())-\(index.lowercased())"
        }
        facts.instruments = source.value("INSTRUMENT").map { [$0.lowercased()] } ?? []
        facts.processingLevel = source.value("SCENE_PROCESSING_LEVEL")
        facts.credit = root.value("COPYRIGHT")
        if let day = source.value("IMAGING_DATE") {
            facts.time = AcquisitionTime(iso8601: source.value("IMAGING_TIME").map { "\(day)T\($0)" } ?? day)
        }
        facts.geometry.sunAzimuth = source.number("SUN_AZIMUTH")
        facts.geometry.sunElevation = source.number("SUN_ELEVATION")
        facts.geometry.offNadir = source.number("VIEWING_ANGLE").map(abs)
        facts.geometry.incidence = source.number("INCIDENCE_ANGLE").map(abs)
        var plan = RasterPlan(path: path)
        let folder = PathText.folder(path)
        for file in root.all("DATA_FILE_PATH") {
            guard let reference = file.attributes["href"], let part = PathText.inside(folder, reference) else {
                continue
            }
            guard try await files.entry(at: part) != nil else {
                throw IngestError.missingImage(product: path, file: part)
            }
            plan.parts.append(part)
        }
        facts.rasters = [plan]
        return facts
    }

    /// Landsat: a text of facts, and a file for each band, of which some may be left out.
    private func landsat(_ path: String) async throws -> ProductFacts {
        let bytes = try await files.contents(of: path, limit: MarkupReader.sizeLimit)
        let document = try WorldViewProduct.element(ofText: bytes, file: path, opening: "GROUP")
        var facts = try LandsatProduct.facts(of: document, path: path)
        let folder = PathText.folder(path)
        var absent: [String] = []
        for band in LandsatProduct.bands(of: document) {
            guard let image = PathText.inside(folder, band.file) else {
                throw IngestError.brokenMetadata(file: path, reason: "it names an image outside of its folder")
            }
            if try await files.entry(at: image) == nil {
                absent.append(band.file)
            } else {
                facts.rasters.append(RasterPlan(path: image, bands: [band.plan]))
            }
        }
        guard !facts.rasters.isEmpty else {
            throw IngestError.missingImage(product: path, file: absent.first ?? "of any band")
        }
        if !absent.isEmpty {
            facts.notes.append("The product names \(absent.joined(separator: ", ")), not delivered here.")
        }
        return facts
    }

    private func worldView(metadata: String, images: [String]?) async throws -> ProductFacts {
        let bytes = try await files.contents(of: metadata, limit: MarkupReader.sizeLimit)
        let document =
            PathText.ending(metadata) == "xml"
            ? try MarkupReader.root(of: bytes, file: metadata)
            : try WorldViewProduct.element(ofText: bytes, file: metadata)
        var facts = WorldViewProduct.facts(of: document, path: metadata)
        var images = images ?? []
        if images.isEmpty {
            let folder = PathText.folder(metadata)
            let stem = PathText.stem(metadata)
            images = try await files.list(folder).map(\.name)
                .filter { PathText.isImage($0) && PathText.stem($0).caseInsensitiveCompare(stem) == .orderedSame }
                .map { PathText.join(folder, $0) }
        }
        guard images.count == 1 else {
            if images.isEmpty { throw IngestError.missingImage(product: metadata, file: facts.title + ".TIF") }
            throw IngestError.severalAcquisitions(folder: PathText.folder(metadata), found: images.map(PathText.name))
        }
        let bands = WorldViewProduct.bands(of: document)
        facts.rasters = [RasterPlan(path: images[0], bands: bands.isEmpty ? nil : bands)]
        return facts
    }

    // MARK: - Metadata beside an image

    /// The DIMAP document beside an image that names it as one of its tiles.
    private func dimapThatNames(_ path: String) async throws -> String? {
        let name = PathText.name(path)
        guard name.uppercased().hasPrefix("IMG_") else { return nil }
        let folder = PathText.folder(path)
        for entry in try await files.list(folder.isEmpty ? "." : folder) where !entry.isFolder {
            let upper = entry.name.uppercased()
            guard upper.hasPrefix("DIM_"), upper.hasSuffix(".XML") else { continue }
            let candidate = PathText.join(folder, entry.name)
            if try await document(candidate).all("DATA_FILE_PATH").contains(where: { $0.attributes["href"] == name }) {
                return candidate
            }
        }
        return nil
    }

    /// The `.IMD` beside an image of the same name, or Maxar's `.XML`.
    private func metadataBeside(_ path: String) async throws -> String? {
        let folder = PathText.folder(path)
        let stem = PathText.stem(path)
        for ending in ["IMD", "imd"] {
            let candidate = PathText.join(folder, "\(stem).\(ending)")
            if try await files.entry(at: candidate) != nil { return candidate }
        }
        for ending in ["XML", "xml"] {
            let candidate = PathText.join(folder, "\(stem).\(ending)")
            if try await files.entry(at: candidate) != nil,
                let root = try? await document(candidate), root.name == "isd", root.child("IMD") != nil
            {
                return candidate
            }
        }
        return nil
    }
}
