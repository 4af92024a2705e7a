import Findings
import HypothesisAssessment
import Inquiry

extension SourceBook {
    /// What confidence needs to know of sources.
    func standing(of ids: [String]) -> JudgementWriter.SourceStanding {
        let order: [ConfidenceFactors.SourceQuality] = [.strong, .credible, .weak, .unknown]
        let qualities = ids.map { id -> ConfidenceFactors.SourceQuality in
            guard let grade = source(id)?.grade, let letter = grade.reliability.rawValue.first else { return .unknown }
            return ConfidenceFactors.SourceQuality(letter: letter, digit: grade.credibility.rawValue) ?? .unknown
        }
        return JudgementWriter.SourceStanding(
            independentOrigins: independentGroups(of: ids).count, best: order.first { qualities.contains($0) })
    }
}
