import Documents
import Evidence
import Findings
import Foundation
import Inquiry
import Scenarios
import Sites

/// What a document rests on, numbered in the order of first mention.
///
/// Entries for sources have what ICD 206 asks of a citation (author or publisher, title, date, address, and a source descriptor: factors of
/// quality and grade); entries for networks what ICS 206-01 asks of outputs of models (name, version, hash, threshold, who reviewed).
struct CitationList {
    private(set) var citations: [Citation] = []
    private var numbers: [RecordReference: Int] = [:]
    private let records: RecordTexts

    init(_ material: ChapterMaterial, _ phrases: Phrases) {
        records = RecordTexts(material, phrases)
    }

    /// Numbers of records, in their order and each once; what the case does not hold is left out.
    mutating func cite(_ references: [RecordReference]) -> [Int] {
        var found: [Int] = []
        for reference in references {
            guard let number = number(of: reference), !found.contains(number) else { continue }
            found.append(number)
        }
        return found
    }

    private mutating func number(of reference: RecordReference) -> Int? {
        if let number = numbers[reference] { return number }
        guard let text = records.text(of: reference) else { return nil }
        let citation = Citation(
            number: citations.count + 1, reference: reference, text: text, address: records.address(of: reference))
        citations.append(citation)
        numbers[reference] = citation.number
        return citation.number
    }
}

/// What records are, in words.
struct RecordTexts {
    private let material: ChapterMaterial
    private let phrases: Phrases
    private let scenes: [String: Scene]
    private let looks: [String: Look]
    private let detections: [String: Detection]
    private let observations: [String: Observation]
    private let consists: [String: Consist]
    private let findings: [String: Finding]
    private let changes: [String: PlacedChange]
    private let outcomes: [RecordReference: Outcome]
    private let zones: [String: String]

    init(_ material: ChapterMaterial, _ phrases: Phrases) {
        self.material = material
        self.phrases = phrases
        func indexed<Record>(_ records: [Record], _ id: (Record) -> String) -> [String: Record] {
            Dictionary(records.map { (id($0), $0) }) { first, _ in first }
        }
        scenes = indexed(material.scenes, \.id)
        looks = indexed(material.looks, \.id)
        detections = indexed(material.detections, \.id)
        observations = indexed(material.observations, \.id)
        consists = indexed(material.consists, \.id)
        findings = indexed(material.findings, \.id)
        changes = indexed(material.comparisons.flatMap(\.changes), \.change.id)
        zones = indexed(material.case.site.zones, \.id).mapValues(\.name)
        let study = material.study
        outcomes = Dictionary(
            ((study?.outcomesOnce ?? []) + (study?.differences ?? [])).map {
                (RecordReference(.outcome, $0.id, scenario: $0.scenario), $0)
            }
        ) { first, _ in first }
    }

    /// What a record is; nil for one that the case does not hold.
    func text(of reference: RecordReference) -> String? {
        let id = reference.id
        switch reference.kind {
        case .source: return material.sources.source(id).map(text(of:))
        case .fact:
            return material.sources.facts.first { $0.id == id }.map {
                say("fact", ["id": id, "subject": $0.subject, "property": $0.property, "value": $0.value.text])
            }
        case .event:
            return material.sources.events.first { $0.id == id }.map {
                say("event", ["id": id, "title": $0.title, "date": $0.date.text])
            }
        case .finding:
            return findings[id].map { finding in
                say(
                    "finding",
                    [
                        "kind": phrases.word("kind", finding.content.kind), "zone": finding.zone.map(zone) ?? "",
                        "looks": finding.looks.count,
                    ])
            }
        case .look:
            return looks[id].map { say("look", ["zone": zone($0.zone), "scene": sceneText($0.scene)]) }
        case .scene: return scenes[id].map(text(of:))
        case .detection:
            return detections[id].map { detection in
                say(
                    "detection",
                    [
                        "class": detection.className, "scene": sceneText(detection.scene),
                        "model": detection.model.name,
                        "hash": String(detection.model.sha256.prefix(16)),
                        "review": phrases.word("review", detection.review.rawValue),
                    ])
            }
        case .observation:
            return observations[id].map { observation in
                say(
                    "observation",
                    [
                        "quantity": observation.quantity,
                        "look": text(of: RecordReference(.look, observation.look)) ?? "",
                    ])
            }
        case .consist:
            return consists[id].map { say("consist", ["track": $0.trackName, "scene": sceneText($0.scene)]) }
        case .change:
            return changes[id].map { change in
                say(
                    "change",
                    ["before": sceneText(change.change.before), "after": sceneText(change.change.after)])
            }
        case .indicator:
            let text =
                material.assessment?.evidence.first { $0.reading.indicator == id }?.text
                ?? material.case.inquiry?.indicators.first { $0.id == id }?.text
            return text.map { say("indicator", ["id": id, "text": $0]) }
        case .outcome:
            return outcomes[reference].map {
                say("outcome", ["id": id, "text": $0.text, "formula": $0.formula, "scenario": $0.scenario ?? ""])
            }
        case .input:
            return material.inputs.first { $0.id == id }.map { say("input", ["id": id, "text": $0.text]) }
        case .model: return material.models.first { $0.name == id }.map(text(of:))
        case .zone: return zones[id].map { say("zone", ["id": id, "name": $0]) }
        case .assessment:
            return material.assessment.map { assessment in
                say(
                    "assessment",
                    ["method": assessment.method, "samples": assessment.samples, "seed": String(assessment.seed)])
            }
        case .case: return say("case", ["id": material.case.id])
        }
    }

    func address(of reference: RecordReference) -> String? {
        reference.kind == .source ? material.sources.source(reference.id)?.address : nil
    }

    private func say(_ key: String, _ values: [String: Any]) -> String { phrases.say("record." + key, values) }

    private func zone(_ id: String) -> String { zones[id] ?? id }

    private func sceneText(_ id: String) -> String {
        guard let scene = scenes[id] else { return id }
        return say("scene-short", ["title": scene.title, "date": phrases.day(scene.time)])
    }

    private func text(of scene: Scene) -> String {
        let hash = scene.files.first?.sha256
        return say(
            "scene",
            [
                "title": scene.title, "time": scene.time?.iso8601 ?? phrases.say("language.time-unknown"),
                "sensor": [scene.platform ?? scene.constellation, scene.instruments.first].compactMap(\.self)
                    .joined(separator: ", "),
                "hash": hash.map { String($0.prefix(16)) } ?? "", "simulated": scene.isSimulated,
            ])
    }

    private func text(of source: Source) -> String {
        let descriptor = source.descriptor
        let factors = [
            ("completeness", descriptor.completeness), ("currency", descriptor.currency), ("access", descriptor.access),
            ("bias", descriptor.bias),
        ].compactMap { name, text in text.map { "\(phrases.word("descriptor", name)): \($0)" } }
        return say(
            "source",
            [
                "id": source.id, "by": source.author ?? source.publisher ?? "", "title": source.title,
                "publisher": source.author == nil ? "" : source.publisher ?? "", "date": source.published?.text ?? "",
                "accessed": source.accessed?.text ?? "", "grade": source.grade.text,
                "words": phrases.word("grade-letter", source.grade.reliability.rawValue) + "; "
                    + phrases.word("grade-digit", String(source.grade.credibility.rawValue)),
                "factors": factors.joined(separator: "; "), "based": source.basedOn.joined(separator: ", "),
            ])
    }

    private func text(of model: ModelSummary) -> String {
        let reviewed = material.detections.filter { $0.model.name == model.name && $0.review.isReviewed }.count
        return say(
            "model",
            [
                "name": model.name, "hash": model.sha256, "threshold": model.threshold.map { String($0) } ?? "",
                "licence": model.licence ?? "", "reviewed": reviewed,
                "all": material.detections.filter { $0.model.name == model.name }.count,
            ])
    }
}
