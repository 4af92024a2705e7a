import Evidence
import Foundation

/// How likely two sightings are of one object that did not leave between.
///
/// Before anything is compared, something that is there at one look is still there after Δ days with probability ρ = E exp(−Δ/D); else
/// something else is there with the probability π that anything is. So the odds before are ρ : (1 − ρ) π. How long objects stay
/// differs by orders of magnitude, so the mean stay D is taken to be anywhere between a few hours and years, evenly by its logarithm;
/// what has stayed through some looks is believed to be of the kind that stays (``Patience``). The odds are multiplied by how much
/// likelier length and place are under one object than under two:
///
/// * length: the difference of both, normal with the errors of measuring, against the lengths of the class (lognormal);
/// * place: the distance, normal with the errors of both places, against a mixture: most objects come to the habitual place
///   (a berth, the end of a track), some anywhere in the zone;
/// * each look between that saw the place without it: the probability of missing it.
///
/// Source: two-state presence as in `UnseenVisits`; odds form of Bayes' theorem: Good (1950), Probability and the
/// Weighing of Evidence, chapter 6.
public struct SameObject: Sendable {
    /// What is taken for granted.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Days between which the mean stay of an object of a class may lie: assumptions.
        public var stays: [String: ClosedRange<Double>]
        /// The same for other classes.
        public var otherStays: ClosedRange<Double>
        /// Median of the lengths of a class in metres, and their standard deviation as a logarithm, where too few were seen.
        public var lengths: [String: Spread]
        /// Relative error of a measured length, one standard deviation.
        public var lengthError: Double
        /// Share of objects that come to a habitual place.
        public var habitualShare: Double

        /// A lognormal spread.
        public struct Spread: Hashable, Codable, Sendable {
            /// Median.
            public var median: Double
            /// Standard deviation of the logarithm.
            public var deviation: Double

            /// Makes a spread.
            public init(median: Double, deviation: Double) {
                self.median = median
                self.deviation = deviation
            }
        }

        /// Makes a configuration.
        public init(
            stays: [String: ClosedRange<Double>] = ["ship": 0.3...365, "vehicle": 0.05...365],
            otherStays: ClosedRange<Double> = 0.2...1000,
            lengths: [String: Spread] = ["ship": Spread(median: 90, deviation: 0.6)], lengthError: Double = 0.02,
            habitualShare: Double = 0.8
        ) {
            self.stays = stays
            self.otherStays = otherStays
            self.lengths = lengths
            self.lengthError = lengthError
            self.habitualShare = habitualShare
        }

        /// Days between which the mean stay of an object of a class may lie.
        public func stay(of className: String) -> ClosedRange<Double> { stays[className] ?? otherStays }
    }

    /// Two sightings.
    public struct Pair: Sendable {
        /// Metres of both lengths.
        public var lengths: (Double, Double)
        /// Metres between both places.
        public var distance: Double
        /// Standard deviation of that distance along one direction, in metres.
        public var placeError: Double
        /// Metres of a pixel of the coarser scene.
        public var pixel: Double
        /// Days between.
        public var days: Double
        /// Probabilities of detection of the looks between that saw the place without it.
        public var missed: [Double]
        /// Whether what was seen lies elsewhere, so that its place tells nothing.
        public var hasMoved: Bool

        /// Makes a pair.
        public init(
            lengths: (Double, Double), distance: Double, placeError: Double, pixel: Double, days: Double,
            missed: [Double], hasMoved: Bool
        ) {
            self.lengths = lengths
            self.distance = distance
            self.placeError = placeError
            self.pixel = pixel
            self.days = days
            self.missed = missed
            self.hasMoved = hasMoved
        }
    }

    /// What is believed of the mean stay of one object, which has stayed so far.
    public struct Patience: Sendable {
        private let days: [Double]
        private var weights: [Double]

        /// Begins with a mean stay anywhere in a range, evenly by its logarithm.
        public init(_ range: ClosedRange<Double>) {
            let steps = 48
            let (low, high) = (log(max(1e-3, range.lowerBound)), log(max(1e-3, range.upperBound)))
            days = (0...steps).map { exp(low + (high - low) * Double($0) / Double(steps)) }
            weights = Array(repeating: 1 / Double(steps + 1), count: steps + 1)
        }

        /// Probability that it stays for some more days.
        public func kept(for elapsed: Double) -> Double {
            zip(days, weights).reduce(0) { $0 + $1.1 * exp(-max(0, elapsed) / $1.0) }
        }

        /// Learns that it stayed for some more days.
        public mutating func stayed(for elapsed: Double) {
            let kept = kept(for: elapsed)
            guard kept > 0 else { return }
            for index in weights.indices { weights[index] *= exp(-max(0, elapsed) / days[index]) / kept }
        }
    }

    let configuration: Configuration

    /// Makes a comparison.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Probability that both are one object that stayed.
    ///
    /// - Parameters:
    ///   - pair: Both sightings.
    ///   - className: Their class.
    ///   - lengths: Lengths of other objects of the class at the site, in metres; from five on they tell how long such objects are.
    ///   - presence: Probability that an object of the class is there at any look, 0…1.
    ///   - zoneSize: Metres from one end of the zone to the other.
    ///   - patience: What is believed of its stay.
    /// - Returns: A probability.
    public func probability(
        of pair: Pair, className: String, lengths: [Double], presence: Double, zoneSize: Double, patience: Patience
    ) -> Double {
        let kept = patience.kept(for: pair.days)
        let before = kept
        let other = (1 - kept) * min(1, max(1e-6, presence))
        var ratio = lengthRatio(pair, className: className, others: lengths)
        if !pair.hasMoved { ratio *= placeRatio(pair, zoneSize: zoneSize) }
        for detection in pair.missed { ratio *= max(1e-3, 1 - detection) }
        let same = before * ratio
        return same + other > 0 ? same / (same + other) : 0
    }

    private func lengthRatio(_ pair: Pair, className: String, others: [Double]) -> Double {
        let (first, second) = pair.lengths
        guard first > 0, second > 0 else { return 1 }
        let mean = (first + second) / 2
        // Two ends, each to half a pixel, in two scenes.
        let error = (2 * pow(configuration.lengthError * mean, 2) + pair.pixel * pair.pixel).squareRoot()
        let same = Self.normal(second - first, error)
        var spread = configuration.lengths[className] ?? .init(median: first, deviation: 0.15)
        if others.count >= 5 {
            let logs = others.filter { $0 > 0 }.map { log($0) }
            let middle = logs.reduce(0, +) / Double(logs.count)
            let variance = logs.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(max(1, logs.count - 1))
            spread = .init(median: exp(middle), deviation: max(0.05, variance.squareRoot()))
        }
        let different = Self.normal(log(second / spread.median), spread.deviation) / second
        // Neither is certain to the last digit: a length may be measured wrongly altogether.
        return (0.999 * same + 0.001 * different) / max(different, 1e-12)
    }

    /// Quays and tracks leave one direction free, so distances are held against each other along a line: at anchor, where both are
    /// free, that says less than it could.
    private func placeRatio(_ pair: Pair, zoneSize: Double) -> Double {
        let error = max(0.3, pair.placeError)
        // Two objects that come to one habitual place differ by the scatter of both.
        let habit = max(4, 0.05 * pair.lengths.0) * 2.0.squareRoot()
        let scatter = (habit * habit + error * error).squareRoot()
        let different =
            configuration.habitualShare * 2 * Self.normal(pair.distance, scatter)
            + (1 - configuration.habitualShare) / max(zoneSize, habit)
        return 2 * Self.normal(pair.distance, error) / different
    }

    private static func normal(_ value: Double, _ deviation: Double) -> Double {
        exp(-value * value / (2 * deviation * deviation)) / (deviation * (2 * .pi).squareRoot())
    }
}
