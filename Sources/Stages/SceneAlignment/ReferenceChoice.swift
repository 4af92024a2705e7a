public import Evidence
import Foundation
import Geodesy

/// Chooses the scene on which others are laid.
///
/// The one that shows most with least in the way: the whole site, few clouds, straight from above, small pixels. Equal ones are told apart
/// by time and id, so the choice does not depend on the order of scenes.
public enum ReferenceChoice {
    /// Scenes ordered by how well each would serve as reference, the best first.
    ///
    /// - Parameters:
    ///   - scenes: The scenes of a case.
    ///   - covered: Share of the site that a scene shows, 0…1.
    ///   - wanted: Title, id or path of the scene that the analyst named; it goes first.
    /// - Returns: All of them.
    public static func ranked(
        _ scenes: [Scene], covered: (Scene) -> Double, wanted: String? = nil
    ) -> [Scene] {
        let finest = scenes.compactMap(\.groundSamplingDistance).min()
        let worth = Dictionary(scenes.map { ($0.id, value($0, covered: covered($0), finest: finest)) }) { first, _ in
            first
        }
        return scenes.sorted { a, b in
            let (first, second) = (isNamed(a, wanted), isNamed(b, wanted))
            if first != second { return first }
            let (one, other) = (worth[a.id] ?? 0, worth[b.id] ?? 0)
            if one != other { return one > other }
            let times = (a.time?.iso8601 ?? "~", b.time?.iso8601 ?? "~")
            return times.0 != times.1 ? times.0 < times.1 : a.id < b.id
        }
    }

    /// Whether a scene is the one that a text names.
    public static func isNamed(_ scene: Scene, _ text: String?) -> Bool {
        guard let text else { return false }
        return scene.title == text || scene.id == text
            || scene.files.contains { $0.path == text || $0.path.hasPrefix(text.hasSuffix("/") ? text : text + "/") }
    }

    private static func value(_ scene: Scene, covered: Double, finest: Double?) -> Double {
        let angle = scene.geometry.incidence ?? scene.geometry.offNadir ?? 20
        var value = covered - (scene.cloudCover ?? 0.1) - 2 * (1 - cos(angle * .pi / 180))
        if let own = scene.groundSamplingDistance, let finest, finest > 0 { value -= 0.3 * log2(own / finest) }
        return (value * 1e6).rounded() / 1e6
    }
}
