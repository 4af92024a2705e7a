import Catalogue
public import Evidence
import ObjectDetection
public import Sites

extension Analysis {
    /// What was changed in a case or its networks since results were made, in sentences; empty where the results
    /// are those that a run would make again.
    ///
    /// - Parameters:
    ///   - subject: The case as it is now.
    ///   - models: Its networks as they are now.
    ///   - runs: The runs that made the results.
    /// - Returns: A sentence for the site and one for each network that was changed.
    /// - Throws: `EncodingError` where the case or a card refuses to be written.
    public static func changes(
        in subject: Case, models: [InstalledModel], since runs: [StageRun]
    ) throws -> [String] {
        var sentences: [String] = []
        let site = try digest(of: subject.site)
        if runs.contains(where: { $0.stage == "observe" && !$0.inputs.contains(site) }) {
            sentences.append("The site was changed since its zones were last counted.")
        }
        for model in models {
            let card = try CanonicalJSON.text(model.card)
            let own = runs.filter { $0.stage == "detect" && $0.model?.name == model.card.name }
            if own.contains(where: { $0.configuration != card || $0.model?.sha256 != model.network.sha256 }) {
                sentences.append("The network \(model.card.name) or its card was changed since it last ran.")
            }
        }
        return sentences
    }
}

extension Case {
    /// Whether a scene may have been taken in the case's period; one of unknown time may.
    public func asks(about scene: Scene) -> Bool {
        scene.time.map { period.overlaps(from: $0.start, to: $0.end) } ?? true
    }
}
