import CaseFilesYAML
import Findings
import Inquiry
import Reporting
import Sites
import SourceCriticism

extension AssessedCase {
    /// What the report says of the hypotheses.
    var reported: ReportContent.Judgement {
        ReportContent.Judgement(
            assessment: assessment, sentences: judgement.sentences,
            words: judgement.words.mapValues { "\($0.text) (\($0.band.percent))" }, scaleName: judgement.scale.title,
            confidence: ReportContent.Confidence(
                level: judgement.confidence.level.rawValue, reasons: judgement.confidence.reasons.map(\.clause)),
            assumptions: inquiry.assumptions,
            deception: DeceptionQuestion.all.compactMap { question in
                inquiry.deception.first { $0.question == question.key }.map {
                    ReportContent.DeceptionLine(question: question.text, answer: $0)
                }
            }, sources: Self.lines(of: sources),
            contradictions: review.contradictions.map {
                ReportContent.ContradictionLine(
                    sentence: $0.sentence, sources: $0.sources, facts: $0.facts + $0.events, resolvedBy: $0.resolution)
            })
    }

    /// The sources as the report lists them, by id.
    static func lines(of book: SourceBook) -> [String: ReportContent.SourceLine] {
        Dictionary(book.sources.map { ($0.id, line(of: $0)) }) { first, _ in first }
    }

    private static func line(of source: Source) -> ReportContent.SourceLine {
        let descriptor = source.descriptor
        var remarks = [
            ("completeness", descriptor.completeness), ("currency", descriptor.currency), ("access", descriptor.access),
            ("bias", descriptor.bias),
        ].compactMap { name, text in text.map { "\(name): \($0)" } }
        if !source.basedOn.isEmpty {
            remarks.append("based on \(WordList.joined(source.basedOn)), counts with it once")
        }
        if let published = source.published { remarks.append("published \(published.text)") }
        return ReportContent.SourceLine(
            title: [source.title, source.publisher ?? source.author].compactMap(\.self).joined(separator: ", "),
            grade: source.grade.text, meaning: source.grade.words, address: source.address,
            archive: source.archive?.sha256, remarks: remarks)
    }
}
