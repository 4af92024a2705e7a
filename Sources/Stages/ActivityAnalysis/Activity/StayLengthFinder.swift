import Evidence
public import Findings
import Foundation
import Sites
import Statistics

/// Finds how long objects stay in a zone, from visits of followed objects.
///
/// A followed object is cut apart where two sightings are more probably of two objects than of one; two told as one would make stays
/// too long. In a zone where vehicles come and go as trains, those that the same looks show and do not show are one stay: they are no
/// independent ones.
public struct StayLengthFinder: Sendable {
    /// The settings.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Stays below which nothing is told.
        public var leastStays: Int
        /// Looks at a zone above which only the latest are used, as the work grows with their square.
        public var mostLooks: Int
        /// Probability of the intervals.
        public var level: Double

        /// Makes a configuration.
        public init(leastStays: Int = 5, mostLooks: Int = 400, level: Double = 0.9) {
            self.leastStays = leastStays
            self.mostLooks = mostLooks
            self.level = level
        }
    }

    private let configuration: Configuration
    private let unmeasuredDetection: Double

    /// Makes a finder.
    ///
    /// - Parameters:
    ///   - configuration: The settings.
    ///   - unmeasuredDetection: Probability of detection where nobody measured.
    public init(configuration: Configuration = .init(), unmeasuredDetection: Double) {
        self.configuration = configuration
        self.unmeasuredDetection = unmeasuredDetection
    }

    /// How long what a series counts stays.
    ///
    /// - Parameters:
    ///   - series: A series of one class at one zone, ordered by time.
    ///   - visits: Visits of followed objects, in any order; those of other classes and zones are passed over.
    ///   - groups: Whether objects that the same looks show and do not show are one stay.
    /// - Returns: Lengths, or why they are not told; nil below ``Configuration/leastStays``.
    public func stayLength(in series: ActivitySeries, visits: [Visit], groups: Bool) -> StayLength? {
        guard let className = ActivitySeries.className(of: series.quantity) else { return nil }
        // The latest looks only: a stay that is older is left out, one that reaches into them was there at the first.
        let points = Array(series.seeing.suffix(configuration.mostLooks))
        guard points.count > 1, let origin = points.first?.time.middle else { return nil }
        let position = Dictionary(points.enumerated().map { ($1.time.middle, $0) }) { first, _ in first }
        var stays: [SeenStay] = []
        var showing: Set<Int> = []
        var separated = 0
        for visit in visits where visit.zone == series.zone && visit.className == className {
            let parts = Self.parts(of: visit)
            separated += parts.count - 1
            for part in parts {
                let seen = part.compactMap { position[$0.time.middle] }
                guard let first = seen.min(), let last = seen.max() else { continue }
                showing.formUnion(seen)
                stays.append(SeenStay(firstSeen: first, lastSeen: last))
            }
        }
        if groups {
            var known: Set<SeenStay> = []
            stays = stays.filter { known.insert($0).inserted }
        }
        guard stays.count >= max(1, configuration.leastStays),
            let sample = try? DwellSample(
                looks: points.map { $0.time.middle.timeIntervalSince(origin) / 86_400 },
                detection: points.map { max(0.01, min(1, $0.detection ?? unmeasuredDetection)) }, stays: stays),
            let estimator = try? DwellEstimator([sample])
        else { return nil }
        let outcome: StayLength.Outcome
        switch estimator.fits(level: configuration.level) {
        case .undetermined(let reason): outcome = .undetermined(because: reason)
        case .determined(let fits):
            guard let best = fits.first else { return nil }
            // A few dozen stays do not tell the families apart, which differ in how many short stays nobody saw.
            let near = fits.filter { $0.informationCriterion <= best.informationCriterion + Self.indistinct }
            let mean = BoundedEstimate(best.mean, heldBy: near.map(\.mean))
            if let high = mean.high, high > Self.widest * mean.low {
                outcome = .undetermined(
                    because:
                        "Means from \(ActivityWording.days(mean.low)) to \(ActivityWording.days(high)) fit them alike.")
            } else {
                outcome = .estimated(
                    mean: mean, median: BoundedEstimate(best.median, heldBy: near.map(\.median)),
                    families: near.map(\.family.rawValue))
            }
        }
        return StayLength(
            zone: series.zone, quantity: series.quantity, stays: stays.count,
            cutOff: stays.count { $0.firstSeen == 0 || $0.lastSeen == points.count - 1 }, separated: separated,
            countsGroups: groups, looks: points.count, showing: showing.sorted().map { points[$0].look },
            unmeasured: points.count { $0.detection == nil },
            uncorrectedMean: estimator.naiveMean, level: configuration.level, outcome: outcome)
    }

    /// Families whose Akaike criterion lies within so much of the best are not told apart.
    ///
    /// Source: Burnham & Anderson (2002), Model Selection and Multimodel Inference, section 2.6: from 4 on there is considerably less
    /// support.
    static let indistinct = 4.0

    /// Times the lower end from which on an interval of the mean is no length any more.
    static let widest = 50.0

    /// The sightings of a visit, cut where they are more probably of two objects.
    private static func parts(of visit: Visit) -> [[Visit.Sighting]] {
        visit.sightings.reduce(into: []) { parts, sighting in
            if parts.isEmpty || (sighting.sameAsBefore ?? 1) < 0.5 {
                parts.append([sighting])
            } else {
                parts[parts.count - 1].append(sighting)
            }
        }
    }
}

extension BoundedEstimate {
    /// An estimate whose interval may be open above.
    init(_ estimate: IntervalEstimate) { self.init(estimate, heldBy: [estimate]) }

    /// An estimate with the smallest interval that holds those of several.
    init(_ estimate: IntervalEstimate, heldBy all: [IntervalEstimate]) {
        let high = all.reduce(estimate.upper) { max($0, $1.upper) }
        self.init(
            value: estimate.value, low: all.reduce(estimate.lower) { min($0, $1.lower) },
            high: high.isFinite ? high : nil)
    }
}
