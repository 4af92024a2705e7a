import ActivityAnalysis
import CaseFilesYAML
import Foundation
import SceneIngest
import ScenesGDAL

/// The cloud masks that were delivered with two scenes; nil for a scene without one.
struct DeliveredClouds {
    let before: (any CloudMask)?
    let after: (any CloudMask)?

    /// Why a mask that is named cannot be used.
    struct Flaw: Error, CustomStringConvertible {
        let description: String
    }

    /// Opens the mask that facts beside an image name.
    ///
    /// - Parameters:
    ///   - facts: What `scene.yaml` says.
    ///   - path: The image, folder of band files or product.
    ///   - access: What reading it may touch.
    /// - Returns: Nil where they name none. Its name is that of the facts, so that no result holds a machine's path.
    /// - Throws: ``Flaw`` where it is not there, and what opening throws.
    static func mask(
        of facts: SuppliedFacts, at path: String, _ access: AccessOptions
    ) async throws -> (any CloudMask)? {
        guard let named = facts.cloudMask else { return nil }
        let folder = folder(of: path)
        if !named.contains("://"),
            !FileManager.default.fileExists(atPath: URL(filePath: named, relativeTo: folder).path)
        {
            throw Flaw(
                description:
                    "The cloud mask \(named), which scene.yaml beside \(path) names, does not lie in \(folder.relativePath)."
            )
        }
        let files = GDALScenes(root: folder.path, allowsOutsideFiles: access.allowOutsideFiles)
        return try await CloudMaskFile.open(named, in: files)
    }

    /// The folder from which `scene.yaml` names files: that of the case which holds the image, and for an image of no case its
    /// own.
    private static func folder(of path: String) -> URL {
        var folder = URL(filePath: path).standardizedFileURL
        let isFolder = (try? folder.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
        if !isFolder { folder.deleteLastPathComponent() }
        let own = folder
        while folder.pathComponents.count > 1 {
            if FileManager.default.fileExists(atPath: folder.appending(path: "case.yaml").path) { return folder }
            folder.deleteLastPathComponent()
        }
        return own
    }
}
