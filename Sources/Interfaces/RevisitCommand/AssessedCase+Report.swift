import CaseFilesYAML
import Findings
import Inquiry
import Reporting
import Sites

extension AssessedCase {
    /// What the report says of the hypotheses.
    var reported: ReportContent.Judgement {
        ReportContent.Judgement(
            assessment: assessment, sentences: judgement.sentences,
            words: judgement.words.mapValues { "\($0.text) (\($0.band.percent))" }, scaleName: judgement.scale.title,
            confidence: ReportContent.Confidence(
                level: judgement.confidence.level.rawValue, reasons: judgement.confidence.reasons.map(\.sentence)),
            assumptions: inquiry.assumptions,
            deception: DeceptionQuestion.all.compactMap { question in
                inquiry.deception.first { $0.question == question.key }.map {
                    ReportContent.DeceptionLine(question: question.text, answer: $0)
                }
            })
    }
}
