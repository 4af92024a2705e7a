import Evidence
import Findings
import Foundation
import Inquiry

@testable import HypothesisAssessment

/// The worked example of the domain dossier, section 5: five hypotheses, twenty-six indicators, priors elicited.
enum DossierCase {
    private struct Parameters: Decodable {
        struct Range: Decodable {
            var lo: Double
            var mode: Double
            var hi: Double
        }
        struct Entry: Decodable {
            var id: String
            var group: String
            var text: String
            var p: [String: Range]
        }
        var hypotheses: [String: String]
        var prior_example: [String: Double]
        var indicators: [Entry]
    }

    private static let parameters: Parameters? = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../shared/domain/parameters.json").standardized
        guard let data = FileManager.default.contents(atPath: path.path) else { return nil }
        do { return try JSONDecoder().decode(Parameters.self, from: data) } catch { return nil }
    }()

    /// Whether the dossier lies beside the project.
    static var isAtHand: Bool { parameters != nil }

    /// The inquiry in which the named indicators were seen and of the others nothing is known.
    static func inquiry(
        seen: [String], priors: [String: Double] = [:], dependence: AssessmentSettings.Dependence = .independent,
        samples: Int = 1000
    ) -> HypothesisInquiry {
        guard let parameters else { return HypothesisInquiry(hypotheses: []) }
        let names = parameters.hypotheses.keys.sorted()
        return HypothesisInquiry(
            hypotheses: names.map {
                Hypothesis(
                    id: $0, text: parameters.hypotheses[$0] ?? "",
                    prior: priors[$0] ?? parameters.prior_example[$0] ?? 0)
            },
            indicators: parameters.indicators.map { entry in
                Indicator(
                    id: entry.id, text: entry.text, group: entry.group,
                    statements: seen.contains(entry.id) ? [IndicatorStatement(outcome: .seen)] : [],
                    likelihoods: names.compactMap { name in
                        entry.p[name].map {
                            .init(
                                hypothesis: name,
                                probability: ElicitedProbability(low: $0.lo, mode: $0.mode, high: $0.hi))
                        }
                    })
            }, settings: AssessmentSettings(dependence: dependence, samples: samples))
    }

    /// Indicators that the base case rests on.
    static let base = ["I01", "I15", "I07", "I12"]

    static func assessment(
        _ inquiry: HypothesisInquiry, record: LookRecord = LookRecord(looks: [])
    ) throws(AssessmentError) -> Assessment {
        let reader = IndicatorReader(record: record, settings: inquiry.settings) { _ in ElicitedProbability(1) }
        return try HypothesisAssessor(inquiry: inquiry, reader: reader).assessment()
    }
}

/// Whether numbers lie within a tolerance of others.
func isNear(_ found: [Double], _ wanted: [Double], within tolerance: Double) -> Bool {
    found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) <= tolerance }
}
