import Evidence
import Statistics

extension ObjectCounter {
    /// Under what conditions a count is made, to choose what was measured under the like.
    struct Conditions: Hashable, Sendable {
        /// The class that is counted.
        var className: String?
        /// Metres of a pixel.
        var groundSamplingDistance: Double?
        /// The season of the scene.
        var season: Season?
        /// Where ships lie.
        var state: MooringState?
    }

    /// Results that fit the conditions of a count, all places together.
    struct FittingAccuracy: Equatable {
        /// The results.
        var pooled: PooledAccuracy
        /// Where and under what conditions was measured, in words.
        var surroundings: String

        /// Sums over the places.
        var counts: DetectorAccuracy { pooled.counts }
        /// What they are worth at a place that was not among them.
        var effective: DetectorAccuracy { pooled.effective }
        /// How many places there were.
        var places: Int { pooled.places }
    }

    /// What was measured under conditions like those of a count (``MeasuredAccuracy/choice(for:)``), all places together. A
    /// place that was measured under several conditions counts as one.
    ///
    /// Ships at a quay are harder to find than those in open water and easier to make up, so a state
    /// that lies in the one or the other gets the results of its own surroundings where these were measured.
    static func pooled(_ accuracy: MeasuredAccuracy, for conditions: Conditions) -> FittingAccuracy {
        let choice = accuracy.choice(
            for: .init(
                className: conditions.className, groundSamplingDistance: conditions.groundSamplingDistance,
                season: conditions.season))
        let (key, where_): (String?, String) =
            switch conditions.state {
            case .atBerth: ("berth", "at berths")
            case .atAnchor, .underWay: ("open", "in open water")
            case .elsewhere, nil: (nil, "in all surroundings")
            }
        let apart = key.map { key in
            choice.places.compactMap { place in place.surroundings[key].map { (place.name, $0) } }
        }
        let isApart = apart.map { !$0.isEmpty && $0.count == choice.places.count } ?? false
        return FittingAccuracy(
            pooled: PooledAccuracy(of: isApart ? apart ?? [] : choice.places.map { ($0.name, $0.counts) }),
            surroundings: (choice.words + [isApart ? where_ : "in all surroundings"]).joined(separator: " "))
    }
}
