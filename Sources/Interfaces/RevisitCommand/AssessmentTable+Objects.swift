import CaseFilesYAML
import Evidence
import Findings
import Foundation
import Inquiry
import Sites
import SourceCriticism

/// The answer for machines: one object a line.
extension AssessmentTable {
    /// The whole as one object.
    func printObject() throws {
        var object = try JSONLines.object(assessment)
        object["event"] = "assessment"
        object["case"] = assessed.subject.id
        object["question"] = assessed.subject.question
        object["words"] = assessed.judgement.words.mapValues(\.text)
        object["scale"] = assessed.judgement.scale.rawValue
        object["confidence"] = try JSONLines.object(assessed.judgement.confidence)
        object["sentences"] = assessed.judgement.sentences
        object["contradictions"] = try JSONLines.list(assessed.review.contradictions)
        object["assumptions"] = try JSONLines.list(assessed.inquiry.assumptions)
        try JSONLines.write(object)
    }

    func printObject(of indicator: String) throws {
        if let evidence = assessment.evidence.first(where: { $0.reading.indicator == indicator }) {
            try JSONLines.write(try JSONLines.object(evidence).merging(["event": "evidence"]) { _, new in new })
        } else if let reading = assessment.notJudged.first(where: { $0.indicator == indicator }) {
            try JSONLines.write(try JSONLines.object(reading).merging(["event": "not_judged"]) { _, new in new })
        }
    }

    func printCollection(limit: Int?) throws {
        for entry in assessment.collection.prefix(limit ?? assessment.collection.count) {
            try JSONLines.write(try JSONLines.object(entry).merging(["event": "collection"]) { _, new in new })
        }
    }
}
