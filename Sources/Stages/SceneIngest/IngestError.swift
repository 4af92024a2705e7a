/// Why no scene could be made of something, as a sentence that says what to do.
public enum IngestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing lies at a path.
    case nothingThere(path: String)
    /// A file of no bytes.
    case emptyFile(path: String)
    /// Something that is no raster.
    case notAnImage(path: String, reason: String)
    /// A raster whose pixels cannot be read.
    case unreadable(path: String, reason: String)
    /// Something that would lead out of the folder or into the network.
    case refused(path: String, reason: String)
    /// A folder without rasters.
    case noImages(folder: String)
    /// A folder that holds more than one acquisition.
    case severalAcquisitions(folder: String, found: [String])
    /// Bands that lie nowhere over each other.
    case differentPlaces(band: String, reference: String)
    /// Bands whose grids are turned against each other, or that cannot be laid over each other.
    case differentGrids(band: String, reference: String, reason: String)
    /// A product that names an image file which is not there.
    case missingImage(product: String, file: String)
    /// Metadata that cannot be understood.
    case brokenMetadata(file: String, reason: String)
    /// A georeference that leads off the Earth.
    case outOfRange(path: String, reason: String)
    /// Something whose place on the ground cannot be worked out.
    case notPlaced(path: String, reason: String)
    /// A scene in which every pixel is missing.
    case noValidPixels(path: String)
    /// A fact that the analyst gave and that cannot be used.
    case badFact(key: String, value: String, expected: String)
    /// A band that was asked for and that the scene does not have.
    case noSuchBand(name: String, scene: String, available: [String])
    /// Reflectance asked of a band whose scale nobody told.
    case reflectanceUnknown(band: String, scene: String)

    /// A sentence for a person at a terminal.
    public var description: String {
        switch self {
        case .nothingThere(let path):
            "Nothing lies at \(path); check the path."
        case .emptyFile(let path):
            "\(path) has no bytes; fetch or copy it again."
        case .notAnImage(let path, let reason):
            "\(path) is no image that can be read (\(reason)); give a raster, a folder of band files or a product."
        case .unreadable(let path, let reason):
            "\(path) cannot be read to its end (\(reason)); fetch or copy it again."
        case .refused(let path, let reason):
            "\(path) was not opened: \(reason)"
        case .noImages(let folder):
            "The folder \(folder) holds no image; give a folder of band files, a product or an image file."
        case .severalAcquisitions(let folder, let found):
            "The folder \(folder) holds \(found.count) images that do not belong to one acquisition "
                + "(\(found.prefix(4).joined(separator: ", "))\(found.count > 4 ? ", …" : "")); add each by itself."
        case .differentPlaces(let band, let reference):
            "\(band) and \(reference) show different places, so they are not bands of one acquisition; "
                + "add each by itself."
        case .differentGrids(let band, let reference, let reason):
            "\(band) cannot be laid over \(reference) (\(reason)); resample one of them to the grid of the other, "
                + "for instance with gdalwarp, or add each by itself."
        case .missingImage(let product, let file):
            "\(product) names the image \(file), which is not there; fetch the whole product again."
        case .brokenMetadata(let file, let reason):
            "\(file) cannot be understood (\(reason)); fetch it again, or add the image file itself and supply "
                + "the facts in scene.yaml."
        case .outOfRange(let path, let reason):
            "\(path) lies nowhere on the Earth: \(reason)"
        case .notPlaced(let path, let reason):
            "\(path) cannot be placed on the ground: \(reason)"
        case .noValidPixels(let path):
            "Every pixel of \(path) is missing (nodata); check the nodata value, or leave the scene out."
        case .badFact(let key, let value, let expected):
            "\(key): \"\(value)\" cannot be used; expected \(expected)."
        case .noSuchBand(let name, let scene, let available):
            "The scene \(scene) has no band \"\(name)\", it has \(available.joined(separator: ", ")); "
                + "name its bands with --bands or under bands in scene.yaml."
        case .reflectanceUnknown(let band, let scene):
            "Nobody told how numbers of band \(band) of the scene \(scene) become reflectance; "
                + "give --reflectance-scale (and --reflectance-offset) or reflectance_scale in scene.yaml."
        }
    }
}
