import Evidence
import Foundation
public import SceneSearch

/// Puts a scene's files into a case: all of them, or nothing that would be taken for a scene.
///
/// Files are gathered in `imagery/.NAME.part`, which no reader of scenes looks into. Only when all are there and checked does the
/// folder get its name. What stopped half-way is gone on with.
public struct SceneDelivery: Sendable {
    /// The case's folder `imagery`.
    public let imagery: String
    /// What is fetched.
    public let plan: DownloadPlan

    /// Names the folder and the plan.
    ///
    /// - Parameters:
    ///   - imagery: The case's folder `imagery`.
    ///   - plan: What is fetched.
    public init(imagery: String, plan: DownloadPlan) {
        self.imagery = imagery
        self.plan = plan
    }

    /// The scene's folder.
    public var folder: String { imagery + "/" + plan.folder }
    private var gathering: String { imagery + "/." + plan.folder + ".part" }

    /// A file of a scene that was put into a case.
    public struct Delivered: Hashable, Sendable {
        /// Its path from the scene's folder.
        public var path: String
        /// Its bytes.
        public var size: Int
        /// Whether a hash that the catalogue tells was checked; nil for one that an earlier attempt had fetched.
        public var isChecked: Bool?
    }

    /// Fetches all files and gives the folder its name.
    ///
    /// - Parameters:
    ///   - service: Fetches.
    ///   - texts: Texts that are put beside the files, by their paths from the scene's folder.
    ///   - limit: Most bytes of all files.
    ///   - say: Is told of each file before it is fetched.
    /// - Returns: The files.
    /// - Throws: ``CatalogueServiceError`` where one cannot be had; what was fetched waits for the next attempt.
    public func fetch(
        by service: CatalogueService, texts: [(path: String, text: String)], limit: Int,
        say: (DownloadPlan.File) -> Void
    ) async throws -> [Delivered] {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: folder) else {
            throw CatalogueServiceError(folder, "is there already", "move it away; nothing is overwritten")
        }
        try prepare()
        var left = limit
        var delivered: [Delivered] = []
        for file in plan.files {
            let path = gathering + "/" + file.path
            if let folder = file.folder { try makeFolder(gathering + "/" + folder) }
            if let size = (try? manager.attributesOfItem(atPath: path))?[.size] as? Int {
                delivered.append(Delivered(path: file.path, size: size, isChecked: nil))
                left -= size
                continue
            }
            say(file)
            let fetched = try await service.fetch(file.asset, to: path, limit: max(0, left))
            left -= fetched.size
            delivered.append(Delivered(path: file.path, size: fetched.size, isChecked: fetched.isChecked))
        }
        for (path, text) in texts { try write(text, to: gathering + "/" + path) }
        do {
            try manager.removeItem(atPath: gathering + "/.plan")
            try manager.moveItem(atPath: gathering, toPath: folder)
        } catch {
            throw failure(folder, error)
        }
        return delivered
    }

    /// What an earlier attempt fetched stays if it was of the same item.
    private func prepare() throws(CatalogueServiceError) {
        let mark = gathering + "/item.json"
        let text = plan.item.source.serialised
        let files = plan.files.map {
            "\($0.path) \(CatalogueAddress.shown($0.asset.address)) \($0.asset.checksum ?? "")"
        }
        let wanted = Digest.identifier([plan.item.key] + files)
        let markFile = gathering + "/.plan"
        if FileManager.default.fileExists(atPath: gathering),
            (try? String(contentsOfFile: markFile, encoding: .utf8)) != wanted
        {
            do {
                try FileManager.default.removeItem(atPath: gathering)
            } catch {
                throw failure(gathering, error)
            }
        }
        try makeFolder(gathering)
        try write(wanted, to: markFile)
        try write(text, to: mark)
    }

    private func makeFolder(_ path: String) throws(CatalogueServiceError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw failure(path, error)
        }
    }

    private func write(_ text: String, to path: String) throws(CatalogueServiceError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw failure(path, error)
        }
    }

    private func failure(_ path: String, _ error: any Error) -> CatalogueServiceError {
        CatalogueServiceError(
            path, "could not be written (\((error as NSError).localizedFailureReason ?? error.localizedDescription))",
            "see that the disk is not full and that you may write there; nothing that was there before is touched")
    }
}
