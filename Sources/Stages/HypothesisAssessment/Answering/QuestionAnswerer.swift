import Findings
import Inquiry

/// Answers questions that hang on the hypotheses and on each other.
struct QuestionAnswerer {
    let inquiry: HypothesisInquiry
    let tree: HypothesisTree

    func answers(priors: [Double], logs: [Double]) throws(AssessmentError) -> [QuestionResult] { [] }
}
