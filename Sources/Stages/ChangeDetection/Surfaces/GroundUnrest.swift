public import Evidence
import Foundation
import Geodesy

/// Tells lasting changes of the ground from places that look otherwise each time.
///
/// Pipe racks, gratings and roofs that shine differ between any two looks of other light, so a place that changed in most comparisons of
/// its site is restless, while what was built changes once. How often the place of a change changed in the other comparisons goes into
/// its probability by a second logistic regression, fitted by `scripts/measure-change --unrest` on drawn stacks of scenes.
public enum GroundUnrest {
    /// Raised when the same comparisons give other probabilities.
    public static let version = 1

    /// Share of a change that must have changed in another comparison to count there.
    static let sharedArea = 0.25
    /// Places of a lattice over a change, along each side of its box.
    private static let lattice = 16

    /// Settles the probabilities of all changes of one place.
    ///
    /// - Parameter comparisons: All comparisons of the place, in any order.
    /// - Returns: The same, each change with how often its place changed in the others and the probability that follows.
    public static func settled(_ comparisons: [GroundComparison]) -> [GroundComparison] {
        let compared = comparisons.filter { $0.before != nil }.map(ChangedPlaces.init)
        return comparisons.map { comparison in
            var settled = comparison
            let others = compared.filter { $0.scene != comparison.scene }
            for index in settled.changes.indices {
                let places = settled.changes[index].area.lattice(side: lattice)
                let changed = others.count { hasChanged(places, in: $0) }
                let unrest = PlacedChange.Unrest(changed: changed, of: others.count)
                settled.changes[index].unrest = unrest
                settled.changes[index].probability = probability(settled.changes[index].change.confidence, unrest)
            }
            return settled
        }
    }

    /// A probability, and the scene from whose comparison on it stood.
    public struct Standing: Hashable, Sendable {
        /// The scene, by id.
        public let scene: String
        /// Probability that the change lasts, 0…1, with all comparisons up to that scene.
        public let probability: Double
    }

    /// How probabilities of changes stood as comparisons came: what a later scene tells of a place was not known before it.
    ///
    /// - Parameter comparisons: All comparisons of one place, in the order of time.
    /// - Returns: By the change's id, its probability from its own scene on and after each later one; the last is that of
    ///   ``settled(_:)``.
    public static func standings(_ comparisons: [GroundComparison]) -> [String: [Standing]] {
        let dated = comparisons.filter { $0.before != nil }
        let compared = dated.map(ChangedPlaces.init)
        var found: [String: [Standing]] = [:]
        for (place, comparison) in dated.enumerated() {
            for change in comparison.changes {
                let places = change.area.lattice(side: lattice)
                var unrest = PlacedChange.Unrest(changed: 0, of: 0)
                var standings: [Standing] = []
                for (number, other) in compared.enumerated() {
                    if other.scene != comparison.scene {
                        unrest.of += 1
                        if hasChanged(places, in: other) { unrest.changed += 1 }
                    }
                    guard number >= place else { continue }
                    standings.append(
                        Standing(scene: other.scene, probability: probability(change.change.confidence, unrest)))
                }
                found[change.change.id] = standings
            }
        }
        return found
    }

    /// The probability of a change that stands with one by itself, after how often its place changed otherwise. Without another
    /// comparison what remains is that few changes of a watched place last.
    static func probability(_ own: Double, _ unrest: PlacedChange.Unrest) -> Double {
        let clamped = min(1 - 1e-6, max(1e-6, own))
        let share = (Double(unrest.changed) + 0.5) / (Double(unrest.of) + 1)
        let odds = -1.687 + 0.727 * log(clamped / (1 - clamped)) - 0.548 * log(share / (1 - share))
        return 1 / (1 + exp(-odds))
    }

    private static func hasChanged(_ places: [GeoPoint], in comparison: ChangedPlaces) -> Bool {
        guard !places.isEmpty else { return false }
        let count = places.count(where: comparison.holds)
        return Double(count) >= sharedArea * Double(places.count)
    }

    /// The areas of one comparison's changes, asked for many places.
    private struct ChangedPlaces {
        let scene: String
        private let areas: [(area: MultiPolygon<GeoPoint>, low: GeoPoint, high: GeoPoint)]

        init(_ comparison: GroundComparison) {
            scene = comparison.scene
            areas = comparison.changes.compactMap { change in
                change.area.bounds.map { (change.area, $0.minimum, $0.maximum) }
            }
        }

        func holds(_ place: GeoPoint) -> Bool {
            for (area, low, high) in areas
            where place.longitude >= low.longitude && place.longitude <= high.longitude
                && place.latitude >= low.latitude && place.latitude <= high.latitude && area.contains(place)
            {
                return true
            }
            return false
        }
    }
}
