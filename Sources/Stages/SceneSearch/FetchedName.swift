import Evidence
import Foundation

/// Names of files and folders made of what a catalogue says, which may say anything.
public enum FetchedName {
    /// Longest name of a file that is made, in bytes.
    static let longest = 120

    /// Letters, digits, dots, hyphens and underscores; no dot at the beginning.
    static func plain(_ text: String) -> String {
        let kept = text.unicodeScalars.prefix(longest * 4).map { scalar -> Character in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "._-".unicodeScalars.contains(scalar))
                ? Character(scalar) : "_"
        }
        let name = String(String(kept).drop { $0 == "." }.suffix(longest)).drop { $0 == "." }
        return name.isEmpty ? "_" : String(name)
    }

    /// The folder of a scene, or of one of its images.
    ///
    /// - Parameters:
    ///   - title: What it is to be called.
    ///   - key: What tells it from all others; a part of its hash is added where the title cannot be taken as it is.
    ///   - isTaken: Whether another scene has the title already.
    /// - Returns: A name that is safe for a folder.
    public static func folder(_ title: String, _ key: String, isTaken: Bool = false) -> String {
        let name = plain(title)
        let isReserved =
            name.lowercased().hasSuffix(".part") || ["item.json", "scene.yaml"].contains(name.lowercased())
        if !isTaken, !isReserved, name == title { return name }
        return String(name.prefix(longest - 9)) + "-" + Digest.sha256(key.utf8).prefix(8)
    }

    /// The name of a file that is fetched: what its address ends in, or another name with the ending that fits.
    ///
    /// - Parameters:
    ///   - asset: The file.
    ///   - title: What it is called, without ending; nil for the name in its address.
    /// - Returns: A name that no file of the case itself can have.
    static func file(of asset: CatalogueAsset, called title: String? = nil) -> String {
        let path = asset.address.split(separator: "?", maxSplits: 1).first.map(String.init) ?? ""
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        let own = plain(last.removingPercentEncoding ?? last)
        let dot = own.lastIndex(of: ".")
        var ending = dot.map { own[$0...].lowercased() } ?? ""
        let stem = title.map(plain) ?? String(dot.map { own[..<$0] } ?? own[...])
        if asset.isRaster, ![".tif", ".tiff", ".jp2", ".ntf", ".nitf"].contains(ending) {
            let type = asset.mediaType?.lowercased() ?? ""
            ending = type.hasPrefix("image/jp2") ? ".jp2" : type.contains("nitf") ? ".ntf" : ".tif"
        }
        // Texts of the case itself, and what is not whole yet, have names of their own.
        let isReserved = [".yaml", ".yml", ".part", ".tag"].contains(ending) || (stem == "item" && ending == ".json")
        let name = (stem.isEmpty ? "file" : stem) + ending
        return isReserved ? "file_" + name + ".txt" : name
    }
}
