import ArgumentParser
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
        for name in subject.models { models.append(try await caseModel(name, from: folder, loader: loader)) }
        if !subject.site.tracks.isEmpty, !models.contains(where: { $0.card.readsTracks }),
            names.contains(TrackOptions.model)
        {
            models.append(try await model(TrackOptions.model, loader: loader))
        }
        return models
    }

    /// A network that a case names; one that finds nothing to count is refused here, once, and not scene by scene.
    func caseModel(_ name: String, from folder: String, loader: NetworkLoader) async throws -> InstalledModel {
        let model = try await model(name, from: folder, loader: loader)
        guard model.card.head != .trackLines else {
            throw ValidationError(
                "'\(name)' finds lines of tracks and no objects, so nothing can be counted with it: take it out of 'models' in "
                    + "\(folder)/case.yaml, and to see the tracks that it makes out run: revisit site propose-tracks \(folder)"
            )
        }
        return model
    }
}
