import CaseFilesYAML
import CatalogueGeoPackage
import Evidence
import Foundation
import SceneSearch

/// What a case has of scenes: what was fetched from catalogues, and what was read into its own.
struct KnownScenes {
    /// The scenes, those that were fetched first.
    var looks: [KnownLook] = []
    /// Whether the case was run, so that scenes which came otherwise are known.
    let wasRun: Bool

    init(of folder: CaseFolder) async throws {
        for (name, item) in Self.fetched(in: folder) {
            looks.append(
                KnownLook(
                    title: "imagery/" + name, time: item.time, platform: item.platform, area: item.area, item: item.key)
            )
        }
        wasRun = FileManager.default.fileExists(atPath: folder.catalogueFile)
        guard wasRun else { return }
        let catalogue = try folder.catalogue()
        defer { try? catalogue.close() }
        for scene in try await catalogue.scenes() {
            looks.append(
                KnownLook(
                    title: scene.title, time: scene.time, platform: scene.platform, area: scene.outline,
                    isSimulated: scene.isSimulated))
        }
    }

    /// When the place was looked at; drawn scenes are no looks at it.
    var times: [Date] { looks.filter { !$0.isSimulated }.compactMap(\.time?.middle) }

    /// Scenes that a program drew.
    var drawn: Int { looks.count { $0.isSimulated } }

    /// Items that lie in folders of the case's imagery as they were fetched, with the folders' names.
    static func fetched(in folder: CaseFolder) -> [(folder: String, item: CatalogueItem)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.imageryFolder)) ?? []
        var found: [(folder: String, item: CatalogueItem)] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder.imageryFolder + "/" + name + "/item.json"
            guard let handle = FileHandle(forReadingAtPath: path) else { continue }
            defer { try? handle.close() }
            // One that cannot be read tells nothing; its scene is then known by what a run read.
            do {
                let limit = 4 << 20
                guard let data = try handle.read(upToCount: limit + 1), data.count <= limit else { continue }
                let text = try JSONText(reading: [UInt8](data))
                found.append((name, try CatalogueItem(text, from: "file:///item.json")))
            } catch {}
        }
        return found
    }
}
