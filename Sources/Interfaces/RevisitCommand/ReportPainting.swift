import Evidence
import Reporting
import ReportsGDAL
import SceneAlignment
import Sites
import Workflow

/// Draws the pictures of a report: scenes, objects cut out of them, tracks, and what changed on the ground.
struct ReportPainting {
    /// Opens scenes, as they lie after alignment.
    let reader: AlignedReading
    let models: [InstalledModel]
    /// Whether small pictures of objects and changes are wanted.
    let crops: Bool

    /// Draws what can be drawn.
    ///
    /// - Parameters:
    ///   - content: What the report says; its pictures are filled in.
    ///   - isShown: Whether the chapters show a zone in a scene, by the name of their picture.
    /// - Returns: Whether all that was to be drawn is; what is not is told.
    /// - Throws: `CancellationError`.
    func paint(_ content: inout ReportContent, isShown: (String) -> Bool) async throws -> Bool {
        var isComplete = true
        let painter = ScenePictures(reader: reader)
        for scene in content.scenes {
            func attempt(_ what: String, _ work: () async throws -> Void) async throws {
                do {
                    try await work()
                } catch let error where !(error is CancellationError) {
                    isComplete = false
                    Failure.say("No \(what) of \(scene.title) in the report: \(error)")
                }
            }
            try await attempt("picture") { content.pictures[scene.id] = try await painter.picture(of: scene) }
            for zone in content.case.site.zones {
                let name = ReportContent.view(of: zone.id, in: scene.id)
                guard isShown(name) else { continue }
                try await attempt("picture of \(zone.name)") {
                    content.views[name] = try await painter.view(of: zone.area, in: scene)
                }
            }
            guard crops else { continue }
            try await attempt("unrolled tracks") {
                content.strips.merge(
                    try await TrackFigures(reader: reader, models: models).figures(of: content, in: scene)
                ) { _, new in new }
            }
            try await attempt("crops") {
                let own = content.detections.filter { $0.scene == scene.id }
                content.crops.merge(try await painter.crops(of: own, in: scene)) { _, new in new }
            }
        }
        if crops {
            let isWhole = try await GroundFigures(reader: reader).draw(into: &content)
            if !isWhole { isComplete = false }
        }
        return isComplete
    }
}
