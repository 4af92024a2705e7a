import Evidence
import Findings
import Foundation
import Inquiry

@testable import HypothesisAssessment

/// Looks and counts for tests, a day apart unless told otherwise.
enum DrawnLooks {
    static let start = Date(timeIntervalSince1970: 1_735_689_600)  // 2025-01-01

    static func time(_ day: Double) -> AcquisitionTime {
        AcquisitionTime(instant: start.addingTimeInterval(day * 86_400))
    }

    static func look(
        _ day: Double, zone: String = "spur", usability: Look.Usability = .usable, distance: Double = 0.5,
        sensor: String = "pneo4"
    ) -> LookRecord.TimedLook {
        LookRecord.TimedLook(
            look: Look(
                id: "\(zone)@\(day)", scene: "scene@\(day)", zone: zone, coveredShare: 1, cloudShare: nil,
                visibleShare: usability == .notUsable ? 0 : 1, groundSamplingDistance: distance,
                requiredGroundSamplingDistance: 0.7, usability: usability,
                reasons: usability == .notUsable ? ["under cloud"] : []),
            time: time(day), sensors: [sensor])
    }

    /// A count, or nil for a look that could not tell.
    static func series(
        _ counts: [(day: Double, count: Int?)], of quantity: String = "tank-car", zone: String = "spur",
        detection: Double? = 0.9, spread: Int = 0
    ) -> ActivitySeries {
        ActivitySeries(
            zone: zone, quantity: quantity,
            points: counts.map { day, count in
                ActivitySeries.Point(
                    look: "\(zone)@\(day)", time: time(day), visibleShare: count == nil ? 0 : 1,
                    sight: count.map {
                        .counted(
                            .init(
                                detected: $0, low: max(0, $0 - spread), high: $0 + spread, level: spread == 0 ? 1 : 0.8)
                        )
                    } ?? .notLooked(because: "under cloud"), detection: detection)
            })
    }

    /// Looks and tank cars on one spur.
    static func record(_ counts: [(day: Double, count: Int?)], detection: Double? = 0.9, spread: Int = 0) -> LookRecord
    {
        LookRecord(
            looks: counts.map { look($0.day, usability: $0.count == nil ? .notUsable : .usable) },
            series: [series(counts, detection: detection, spread: spread)], zoneNames: ["spur": "Rail spur"])
    }

    static func reader(
        _ record: LookRecord, settings: AssessmentSettings = AssessmentSettings(),
        reliability: Double = 1
    ) -> IndicatorReader {
        IndicatorReader(record: record, settings: settings) { _ in ElicitedProbability(reliability) }
    }

    static func indicator(
        _ rule: IndicatorRule?, id: String = "I1", group: String? = nil, statements: [IndicatorStatement] = [],
        likelihoods: [Double] = [0.6, 0.2], need: CollectionNeed = CollectionNeed(), detection: Double? = nil
    ) -> Indicator {
        Indicator(
            id: id, text: "cars on the spur", group: group, rule: rule, statements: statements,
            likelihoods: likelihoods.enumerated().map {
                .init(hypothesis: "H\($0.offset + 1)", probability: ElicitedProbability($0.element))
            }, need: need, detection: detection)
    }

    static func hypotheses(_ priors: [Double] = [0.5, 0.5]) -> [Hypothesis] {
        priors.enumerated().map {
            Hypothesis(id: "H\($0.offset + 1)", text: "it is \($0.offset + 1)", prior: $0.element)
        }
    }
}
