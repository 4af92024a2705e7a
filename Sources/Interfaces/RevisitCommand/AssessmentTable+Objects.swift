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
        var object = try Self.object(assessment)
        object["event"] = "assessment"
        object["case"] = assessed.subject.id
        object["question"] = assessed.subject.question
        object["words"] = assessed.judgement.words.mapValues(\.text)
        object["scale"] = assessed.judgement.scale.rawValue
        object["confidence"] = try Self.object(assessed.judgement.confidence)
        object["sentences"] = assessed.judgement.sentences
        object["contradictions"] = try Self.list(assessed.review.contradictions)
        object["assumptions"] = try Self.list(assessed.inquiry.assumptions)
        try Self.write(object)
    }

    func printObject(of indicator: String) throws {
        if let evidence = assessment.evidence.first(where: { $0.reading.indicator == indicator }) {
            try Self.write(try Self.object(evidence).merging(["event": "evidence"]) { _, new in new })
        } else if let reading = assessment.notJudged.first(where: { $0.indicator == indicator }) {
            try Self.write(try Self.object(reading).merging(["event": "not_judged"]) { _, new in new })
        }
    }

    func printCollection(limit: Int?) throws {
        for entry in assessment.collection.prefix(limit ?? assessment.collection.count) {
            try Self.write(try Self.object(entry).merging(["event": "collection"]) { _, new in new })
        }
    }

    private static func encoded(_ value: some Encodable) throws -> Any {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(AcquisitionTime.text(date))
        }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try JSONSerialization.jsonObject(with: try encoder.encode(value))
    }

    private static func object(_ value: some Encodable) throws -> [String: Any] {
        try encoded(value) as? [String: Any] ?? [:]
    }

    private static func list(_ values: [some Encodable]) throws -> [Any] { try encoded(values) as? [Any] ?? [] }

    private static func write(_ object: [String: Any]) throws {
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        print(String(decoding: data, as: UTF8.self))
    }
}
