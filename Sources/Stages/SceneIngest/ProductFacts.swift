import Evidence

/// What a product's metadata tells, and which rasters belong to it.
struct ProductFacts: Sendable {
    /// Short name for people.
    var title: String
    /// When it was taken.
    var time: AcquisitionTime?
    /// Satellite.
    var platform: String?
    /// Group of satellites.
    var constellation: String?
    /// Sensors.
    var instruments: [String] = []
    /// How far it was processed.
    var processingLevel: String?
    /// Sun and sensor directions.
    var geometry = ViewingGeometry()
    /// Share under cloud, 0…1.
    var cloudCover: Double?
    /// Whom to name.
    var credit: String?
    /// The rasters, in the order of their bands.
    var rasters: [RasterPlan] = []
    /// What was chosen between several, or read from an unusual place.
    var notes: [String] = []
    /// Whether a provider's metadata say what belongs together, rather than the names of files.
    var isProduct = true
    /// Whether the files say that a program drew the scene.
    var isSimulated = false
}

/// A raster that belongs to a scene.
struct RasterPlan: Sendable {
    /// Where it lies.
    var path: String
    /// Which dataset inside is meant.
    var subdataset: String?
    /// Its bands; nil for all of them, as the file tells.
    var bands: [BandPlan]?
    /// Whether it is in sensor geometry, so that a transform in the file means nothing.
    var isSensorGeometry = false
    /// Metres on the ground between pixels as the metadata says, where no georeference tells.
    var groundSamplingDistance: Double?
    /// Rasters of a product that are parts of it and must be there.
    var parts: [String] = []
}

/// A band of a raster, and what the metadata tells of it; the file fills in what is nil.
struct BandPlan: Sendable {
    /// The provider's name.
    var name: String
    /// Number in the raster, from 1.
    var index: Int
    /// STAC common name.
    var commonName: String?
    /// Middle of its range in micrometres.
    var centre: Double?
    /// Width of its range in micrometres.
    var width: Double?
    /// Factor from stored number to ``unit``.
    var scale: Double?
    /// What is added after the factor.
    var offset: Double?
    /// What the scaled number is.
    var unit: Band.Unit?
    /// The mark for missing pixels.
    var noData: Band.NoData?
    /// Bits that are used.
    var bitDepth: Int?

    /// A band by name and number, with what a table knows of it.
    init(name: String, index: Int, known: KnownBand? = nil) {
        self.name = name
        self.index = index
        commonName = known?.commonName
        centre = known?.centre
        width = known?.width
    }
}

/// Paths as text: joined, and taken apart.
enum PathText {
    /// Whether a path is an address on the network.
    static func isAddress(_ path: String) -> Bool { path.hasPrefix("http://") || path.hasPrefix("https://") }

    /// A name in a folder.
    static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty || name.hasPrefix("/") { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The last part of a path, without slashes at its end.
    static func name(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        return String(path.split(separator: "/").last ?? path)
    }

    /// The folder of a path; empty for a name alone.
    static func folder(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The name without what follows its last dot.
    static func stem(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// What follows the last dot of a name, in lower case.
    static func ending(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Whether a name is one that rasters have.
    static func isImage(_ name: String) -> Bool {
        ["tif", "tiff", "jp2", "ntf", "nitf", "img", "vrt"].contains(ending(name))
    }

    /// A name from metadata as a path inside a folder; nil where it would lead out of it.
    static func inside(_ folder: String, _ reference: String) -> String? {
        let parts = reference.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains(".."), !reference.hasPrefix("/"), !reference.contains("://") else {
            return nil
        }
        return join(folder, parts.joined(separator: "/"))
    }
}
