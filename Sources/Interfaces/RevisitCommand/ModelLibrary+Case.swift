import DetectionOpenVINO
import Foundation
import ObjectDetection
import Sites
import Workflow

extension ModelLibrary {
    /// The networks of a case: those that it names, and where its site has tracks the one that reads them, if it is
    /// installed.
    func models(for subject: Case, from folder: String, loader: NetworkLoader) async throws -> [InstalledModel] {
        var models: [InstalledModel] = []
        for name in subject.models { models.append(try await model(name, from: folder, loader: loader)) }
        if !subject.site.tracks.isEmpty, !models.contains(where: { $0.card.readsTracks }),
            names.contains(TrackOptions.model)
        {
            models.append(try await model(TrackOptions.model, loader: loader))
        }
        return models
    }
}
