import Foundation
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

    /// What was measured under conditions like those of a count, all places together.
    ///
    /// Figures of the class, of a ground sampling distance within a quarter, and of the season are chosen in this order
    /// where at least two places have such; where they are lacking though others have some, all are taken and the words
    /// say so. A place that was measured under several conditions counts as one.
    ///
    /// Ships at a quay are harder to find than those in open water and easier to make up, so a state
    /// that lies in the one or the other gets the results of its own surroundings where these were measured.
    static func pooled(_ accuracy: MeasuredAccuracy, for conditions: Conditions) -> FittingAccuracy {
        var words: [String] = []
        var chosen = accuracy.places
        func narrow(
            _ isTold: (MeasuredAccuracy.Place) -> Bool, _ fits: (MeasuredAccuracy.Place) -> Bool, found: String,
            lacking: String
        ) {
            guard chosen.contains(where: isTold) else { return }
            let fitting = chosen.filter { isTold($0) && fits($0) }
            if Set(fitting.map(\.name)).count >= min(2, Set(chosen.map(\.name)).count), !fitting.isEmpty {
                chosen = fitting
                words.append(found)
            } else {
                words.append(lacking)
            }
        }
        if let name = conditions.className {
            let others = chosen.filter { $0.className == nil }
            narrow(
                { $0.className != nil }, { $0.className == name }, found: "for this class",
                lacking: "for all classes together, since too little was measured for this one,")
            // Figures of all classes beside those of single ones would count twice.
            if words.last?.hasPrefix("for all") == true, !others.isEmpty { chosen = others }
        }
        if let distance = conditions.groundSamplingDistance {
            narrow(
                { $0.groundSamplingDistance != nil },
                { abs(log(($0.groundSamplingDistance ?? distance) / distance)) <= log(1.25) },
                found: "at about \(metres(distance))",
                lacking: "at other resolutions, since too little was measured at about \(metres(distance)),")
        }
        if let season = conditions.season {
            narrow(
                { $0.season != nil }, { $0.season == season }, found: "in \(season.rawValue)",
                lacking: "in other seasons, since too little was measured in \(season.rawValue),")
        }
        let (key, where_): (String?, String) =
            switch conditions.state {
            case .atBerth: ("berth", "at berths")
            case .atAnchor, .underWay: ("open", "in open water")
            case .elsewhere, nil: (nil, "in all surroundings")
            }
        let apart = key.map { key in chosen.compactMap { place in place.surroundings[key].map { (place.name, $0) } } }
        let isApart = apart.map { !$0.isEmpty && $0.count == chosen.count } ?? false
        words.append(isApart ? where_ : "in all surroundings")
        return FittingAccuracy(
            pooled: PooledAccuracy(of: isApart ? apart ?? [] : chosen.map { ($0.name, $0.counts) }),
            surroundings: words.joined(separator: " "))
    }

    private static func metres(_ distance: Double) -> String { "\((distance * 100).rounded() / 100) m" }
}
