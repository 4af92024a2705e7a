import DrawnScenesGDAL
import Foundation
import SceneSimulation

/// The folder of one drawn scene, in the form in which products are delivered, written whole or not at all.
struct DrawnSceneFolder {
    /// Folder that holds the scenes.
    let folder: String
    let scene: ScriptedScene
    /// The folder that holds the scenes as seen from the case's folder; nil where it lies elsewhere.
    let fromCase: String?
    /// Tiles worked on at once.
    let jobs: Int

    /// Draws the scene and writes its files.
    ///
    /// - Returns: What stands in it.
    /// - Throws: ``WriteError``, `GDALError`, or `CancellationError`; a scene that was there is then untouched.
    func write() async throws -> SceneTruth {
        let whole = WholeFolder(at: URL(filePath: folder).appending(path: scene.name))
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try whole.begin()
        } catch {
            throw WriteError(path: folder, reason: "the folder cannot be made")
        }
        defer { whole.discard() }
        if FileManager.default.fileExists(atPath: whole.place.path), !isDrawn(whole.place) {
            throw WriteError(path: whole.place.path, reason: "something else than a drawn scene lies there")
        }
        let part = whole.part
        let truth = try await writeImage(to: part.appending(path: scene.imageName).path)
        var mask: String?
        if let clouds = scene.cloudMask() {
            try CloudMaskRaster.write(
                clouds.cells, size: clouds.size, transform: clouds.transform, epsg: scene.epsg,
                to: part.appending(path: "clouds.tif").path)
            mask = fromCase.map { "\($0)/\(scene.name)/clouds.tif" }
        }
        for (name, text) in [
            (scene.metadataName, scene.dimap()), ("scene.yaml", scene.sceneFacts(cloudMask: mask)),
            ("truth.geojson", truth.geoJSON()),
        ] {
            try AtomicFile.write(Data(text.utf8), to: part.appending(path: name).path)
        }
        do {
            try whole.finish()
        } catch {
            throw WriteError(path: whole.place.path, reason: (error as NSError).localizedDescription)
        }
        return truth
    }

    private func writeImage(to path: String) async throws -> SceneTruth {
        let description = DrawnSceneFile.Description(
            size: scene.size, transform: scene.transform, epsg: scene.epsg, bands: scene.sensor.bands.map(\.name),
            metadata: ["REVISIT_SIMULATED": "yes"], hasOverviews: true)
        let file = try DrawnSceneFile(path, description, threads: jobs)
        let truth = try await scene.draw(jobs: jobs) { window, pixels in try file.write(pixels, window: window) }
        try file.finish()
        return truth
    }

    /// Whether what lies at a place is a drawn scene, which may be drawn anew.
    private func isDrawn(_ place: URL) -> Bool {
        let facts = try? String(contentsOf: place.appending(path: "scene.yaml"), encoding: .utf8)
        return facts?.contains("simulated: true") ?? false
    }
}
