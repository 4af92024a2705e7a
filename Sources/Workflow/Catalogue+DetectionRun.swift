import Catalogue
import Evidence

extension Catalogue {
    /// The run that made the detections of a scene by a network; nil where there was none.
    func detectionRun(of scene: String, model: String) async throws -> StageRun? {
        try await runs(subject: scene).first { $0.stage == "detect" && $0.model?.name == model }
    }
}
