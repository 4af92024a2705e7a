import Evidence
import Foundation

/// Which files of a scene are fetched, and what they are called in a case.
public struct DownloadPlan: Hashable, Sendable {
    /// A file to fetch.
    public struct File: Hashable, Sendable {
        /// What is fetched.
        public var asset: CatalogueAsset
        /// The folder inside of the scene's own in which it is put; nil for that itself.
        public var folder: String?
        /// What it is called.
        public var name: String

        /// Its path from the scene's folder.
        public var path: String { (folder.map { $0 + "/" } ?? "") + name }
    }

    /// The scene.
    public var item: CatalogueItem
    /// Its folder in the case's `imagery`.
    public var folder: String
    /// The files, in the order of their assets' keys.
    public var files: [File]
    /// What will not be as one would think, in sentences.
    public var remarks: [String]

    /// What names of files mean to whatever reads the folder afterwards.
    public struct Naming: Sendable {
        /// Whether a name, without its ending, is that of a band.
        public var isBand: @Sendable (String) -> Bool
        /// Whether files of these names are the bands of one scene.
        public var areBandsOfOneScene: @Sendable ([String]) -> Bool
        /// Whether a file of this name is passed over as a mask or preview.
        public var isPassedOver: @Sendable (String) -> Bool

        /// Gathers the three.
        public init(
            isBand: @escaping @Sendable (String) -> Bool, areBandsOfOneScene: @escaping @Sendable ([String]) -> Bool,
            isPassedOver: @escaping @Sendable (String) -> Bool
        ) {
            self.isBand = isBand
            self.areBandsOfOneScene = areBandsOfOneScene
            self.isPassedOver = isPassedOver
        }
    }

    /// Why nothing can be fetched of a scene.
    public struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        /// A sentence.
        public var description: String
    }

    /// Plans what is fetched of a scene.
    ///
    /// - Parameters:
    ///   - item: The scene.
    ///   - wanted: Keys of the files; nil for all rasters that are its data.
    ///   - folder: The scene's folder in `imagery`.
    ///   - naming: What names of files mean.
    /// - Throws: ``Flaw`` where a wanted file is not there, or nothing can be fetched.
    public init(
        _ item: CatalogueItem, wanted: [String]?, folder: String, naming: Naming
    ) throws(Flaw) {
        self.item = item
        self.folder = folder
        remarks = []
        let chosen = try Self.chosen(of: item, wanted: wanted)
        let rasters = chosen.filter(\.isRaster)
        if rasters.isEmpty {
            remarks.append("None of its files is an image that is read as it is; unpack or convert them.")
        }
        let own = rasters.map { FetchedName.file(of: $0) }
        let read = own.filter { !naming.isPassedOver($0) }
        var places: [(folder: String?, name: String)] = []
        if rasters.count == 1 {
            let asset = rasters[0]
            let name = naming.isPassedOver(own[0]) ? FetchedName.file(of: asset, called: asset.key) : own[0]
            places = [(nil, naming.isPassedOver(name) ? FetchedName.file(of: asset, called: "image") : name)]
        } else if Set(own.map { $0.lowercased() }).count == own.count,
            read.count == 1 || naming.areBandsOfOneScene(read)
        {
            places = own.map { (folder: nil, name: $0) }
        } else if let renamed = Self.byBand(rasters, naming) {
            places = renamed.map { (folder: nil, name: $0) }
        } else {
            places = zip(rasters, own).map { (folder: FetchedName.folder($0.key, $0.key), name: $1) }
            remarks.append(
                "Its \(rasters.count) images become scenes of their own, since they are no bands of one scene by name.")
        }
        var files = zip(rasters, places).map { File(asset: $0, folder: $1.folder, name: $1.name) }
        files += chosen.filter { !$0.isRaster }.map { File(asset: $0, folder: nil, name: FetchedName.file(of: $0)) }
        var taken: Set<String> = []
        for index in files.indices {
            while !taken.insert(files[index].path.lowercased()).inserted {
                files[index].name = FetchedName.plain(files[index].asset.key) + "_" + files[index].name
            }
        }
        self.files = files.sorted { $0.asset.key < $1.asset.key }
    }

    private static func chosen(of item: CatalogueItem, wanted: [String]?) throws(Flaw) -> [CatalogueAsset] {
        func known() -> String {
            let keys = item.assets.filter(\.isFetchable).map(\.key)
            return keys.isEmpty
                ? "none of its files can be fetched over the Web" : "it has \(keys.joined(separator: ", "))"
        }
        if let wanted {
            var chosen: [CatalogueAsset] = []
            for key in wanted {
                guard let asset = item.assets.first(where: { $0.key == key }) else {
                    throw Flaw(description: "\(item.id) has no file '\(key)'; \(known()).")
                }
                guard asset.isFetchable else {
                    throw Flaw(
                        description:
                            "The file '\(key)' of \(item.id) lies at \(CatalogueAddress.shown(asset.address)), which cannot be "
                            + "fetched over the Web; \(known()).")
                }
                if !chosen.contains(asset) { chosen.append(asset) }
            }
            return chosen
        }
        let previews = ["thumbnail", "overview", "visual", "metadata", "cloud", "snow-ice", "data-mask", "saturation"]
        let rasters = item.assets.filter { asset in
            asset.isRaster && asset.isFetchable && !asset.roles.contains { previews.contains($0) }
                && (asset.roles.isEmpty || asset.roles.contains("data"))
        }
        // Where bands are told, what has none is a product made of them: water vapour, classes of the scene.
        let banded = rasters.filter { $0.bands.contains { $0.name != nil || $0.commonName != nil } }
        var found: [CatalogueAsset] = []
        // The same bands may be there in two formats or at several distances; the finest of them is taken.
        let finestFirst = (banded.isEmpty ? rasters : banded).enumerated().sorted { first, second in
            let (one, other) = (first.element, second.element)
            let distances = (one.groundSamplingDistance ?? .infinity, other.groundSamplingDistance ?? .infinity)
            return distances.0 == distances.1 ? first.offset < second.offset : distances.0 < distances.1
        }
        for (_, asset) in finestFirst {
            let names = asset.bands.map(\.name)
            let isTwice = names.first.flatMap { $0 } != nil && found.contains { $0.bands.map(\.name) == names }
            if !isTwice { found.append(asset) }
        }
        guard !found.isEmpty else {
            throw Flaw(
                description:
                    "\(item.id) has no image marked as data that can be fetched over the Web; \(known()), name some with --assets."
            )
        }
        return found
    }

    /// Names after the bands, where each file is one band and no two are the same.
    private static func byBand(_ rasters: [CatalogueAsset], _ naming: Naming) -> [String]? {
        var names: [String] = []
        for asset in rasters {
            guard asset.bands.count < 2 else { return nil }
            let candidates = [asset.bands.first?.name, asset.bands.first?.commonName, asset.key].compactMap { $0 }
            guard let band = candidates.first(where: { FetchedName.plain($0) == $0 && naming.isBand($0) }) else {
                return nil
            }
            names.append(FetchedName.file(of: asset, called: band))
        }
        return Set(names.map { $0.lowercased() }).count == names.count && naming.areBandsOfOneScene(names) ? names : nil
    }
}
