import Foundation

/// Places where files are to be written.
public enum FilePlace {
    /// Why no file can take a place; nil where nothing or a plain file is there.
    ///
    /// A file that is exchanged in one step would otherwise take the place of a device, or of a link instead of what it leads to.
    ///
    /// - Parameters:
    ///   - path: The place.
    ///   - takesLinks: Whether a link to a file, or to nothing, may be replaced.
    /// - Returns: A clause for a message.
    public static func flaw(of path: String, takesLinks: Bool = false) -> String? {
        func kind(_ path: String) -> FileAttributeType? {
            (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        }
        let isLink = kind(path) == .typeSymbolicLink
        if isLink, !takesLinks { return "it is a link, which would be replaced; name the file that it leads to" }
        return switch kind(isLink ? URL(filePath: path).resolvingSymlinksInPath().path : path) {
        case nil, .typeRegular, .typeSymbolicLink: nil
        case .typeDirectory: "it is a folder"
        default: "it is a device or a pipe, and no file"
        }
    }
}
