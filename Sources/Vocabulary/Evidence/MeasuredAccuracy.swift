import Foundation
public import Statistics

/// How well a network did on each place of its evaluation.
public struct MeasuredAccuracy: Hashable, Sendable {
    /// What was measured on one place.
    public struct Place: Hashable, Sendable {
        /// All objects and detections of the place.
        public var counts: DetectorAccuracy
        /// Those of them in some surroundings. "berth" and "open" (open water) are used where all
        /// places have them.
        public var surroundings: [String: DetectorAccuracy]
        /// What the place is called, where it was measured under several conditions.
        public var name: String?
        /// The class that was counted; nil for all together.
        public var className: String?
        /// Metres of a pixel; nil where not told.
        public var groundSamplingDistance: Double?
        /// Season of the scenes; nil where not told.
        public var season: Season?

        /// Makes a record of one place.
        public init(
            counts: DetectorAccuracy, surroundings: [String: DetectorAccuracy] = [:], name: String? = nil,
            className: String? = nil, groundSamplingDistance: Double? = nil, season: Season? = nil
        ) {
            self.name = name
            self.className = className
            self.groundSamplingDistance = groundSamplingDistance
            self.season = season
            self.counts = counts
            self.surroundings = surroundings
        }
    }

    /// The places.
    public var places: [Place]

    /// Makes a record; empty where nobody measured.
    public init(places: [Place]) {
        self.places = places
    }

    /// Under what conditions a count is made, to choose what was measured under the like.
    public struct Conditions: Hashable, Sendable {
        /// The class that is counted; nil for all together.
        public var className: String?
        /// Metres of a pixel; nil where not known.
        public var groundSamplingDistance: Double?
        /// The season of the scene; nil where not known.
        public var season: Season?

        /// Makes a record of conditions.
        public init(className: String? = nil, groundSamplingDistance: Double? = nil, season: Season? = nil) {
            self.className = className
            self.groundSamplingDistance = groundSamplingDistance
            self.season = season
        }
    }

    /// What was measured under conditions like those of a count.
    public struct Choice: Hashable, Sendable {
        /// The entries that were chosen.
        public var places: [Place]
        /// Under what conditions these were measured, one clause for each condition that they tell of.
        public var words: [String]
        /// Whether they are of the class that is counted.
        public var isOfClass: Bool
    }

    /// What was measured under conditions like those of a count.
    ///
    /// Figures of the class, of a ground sampling distance within a quarter, and of the season are chosen in this order
    /// where at least two places have such; where they are lacking though others have some, all are taken and the words
    /// say so. Where all classes are counted together, or the figures of one are too few, those that were measured for all
    /// together are taken, if there are any.
    ///
    /// - Parameter conditions: Those of the count.
    /// - Returns: The entries; none where nothing was measured.
    public func choice(for conditions: Conditions) -> Choice {
        var words: [String] = []
        var chosen = places
        func narrow(
            _ isTold: (Place) -> Bool, _ fits: (Place) -> Bool, found: String, lacking: String
        ) -> Bool {
            guard chosen.contains(where: isTold) else { return false }
            let fitting = chosen.filter { isTold($0) && fits($0) }
            if Set(fitting.map(\.name)).count >= min(2, Set(chosen.map(\.name)).count), !fitting.isEmpty {
                chosen = fitting
                words.append(found)
                return true
            }
            words.append(lacking)
            return false
        }
        var isOfClass = false
        let together = chosen.filter { $0.className == nil }
        if let name = conditions.className {
            isOfClass = narrow(
                { $0.className != nil }, { $0.className == name }, found: "for this class",
                lacking: "for all classes together, since too little was measured for this one,")
        }
        // Figures of all classes beside those of single ones would count twice.
        if !isOfClass, !together.isEmpty { chosen = together }
        if let distance = conditions.groundSamplingDistance {
            _ = narrow(
                { $0.groundSamplingDistance != nil },
                { abs(log(($0.groundSamplingDistance ?? distance) / distance)) <= log(1.25) },
                found: "at about \(Self.metres(distance))",
                lacking: "at other resolutions, since too little was measured at about \(Self.metres(distance)),")
        }
        if let season = conditions.season {
            _ = narrow(
                { $0.season != nil }, { $0.season == season }, found: "in \(season.rawValue)",
                lacking: "in other seasons, since too little was measured in \(season.rawValue),")
        }
        return Choice(places: chosen, words: words, isOfClass: isOfClass)
    }

    private static func metres(_ distance: Double) -> String { "\((distance * 100).rounded() / 100) m" }
}
