import Disclosure
import Evidence
import Findings
import Foundation
import Inquiry
import Scenarios
import Sites

/// Findings, arrivals, the assessment, what scenarios lead to and contradictions as one JSON file.
///
/// Its keys are told in `Documentation/exports.md`.
public enum FindingsText {
    /// Raised when keys change their meaning.
    public static let version = 1

    /// The file.
    ///
    /// - Parameter content: What is exported.
    /// - Returns: UTF-8 text with sorted keys; the same bytes for the same content.
    /// - Throws: `EncodingError` where a record refuses to be written.
    public static func json(of content: ExportContent) throws -> String {
        let subject = content.case
        var file: [String: JSONText] = [
            "format": .text("revisit-findings"), "version": .integer(version),
            "software": .text("Revisit \(content.softwareVersion)"),
            "case": .object([
                "id": .text(subject.id), "title": .text(subject.title), "question": .text(subject.question),
                "site": .text(subject.site.name), "time_zone": text(subject.timeZone),
                "start": text(subject.period.start.map { AcquisitionTime.text($0) }),
                "end": text(subject.period.end.map { AcquisitionTime.text($0) }),
            ]),
            "is_simulated": .bool(content.scenes.contains(where: \.isSimulated)),
            "redaction": .list(content.redaction.sentences.map { .text($0) }),
            "scenes": .list(content.scenes.map(scene)),
            "looks": .list(try content.looks.map { try JSONText(encoding: $0, forPeople: true) }),
            "findings": .list(try content.findings.filter { !$0.record.isArrival }.map(finding)),
            "arrivals": .list(try content.findings.filter(\.record.isArrival).map(finding)),
            "observations": .list(try content.observations.map { try JSONText(encoding: $0, forPeople: true) }),
            "contradictions": .list(try content.contradictions.map { try JSONText(encoding: $0, forPeople: true) }),
            "sources": .list(try content.sources.sources.map { try JSONText(encoding: $0, forPeople: true) }),
            "facts": .list(try content.sources.facts.map { try JSONText(encoding: $0, forPeople: true) }),
            "events": .list(try content.sources.events.map { try JSONText(encoding: $0, forPeople: true) }),
            "networks": .list(try content.networks.map { try JSONText(encoding: $0, forPeople: true) }),
            "assessment": .null, "scenarios": .null,
        ]
        if let assessment = content.assessment { file["assessment"] = try judged(assessment, content.judgement) }
        if let study = content.study { file["scenarios"] = try outcomes(of: study, content.inputs) }
        return JSONText.object(file).serialised
    }

    private static func text(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }

    private static func scene(_ scene: Scene) -> JSONText {
        .object([
            "id": .text(scene.id), "title": .text(scene.title), "time": text(scene.time?.iso8601),
            "is_simulated": .bool(scene.isSimulated), "credit": text(scene.credit),
            "gsd_m": scene.groundSamplingDistance.map { .finite($0) } ?? .null,
        ])
    }

    private static func finding(_ made: ExportContent.Made<Finding>) throws -> JSONText {
        let finding = made.record
        return .object([
            "id": .text(finding.id), "kind": .text(finding.content.kind), "zone": text(finding.zone),
            "sentence": .text(finding.sentence), "looks": .list(finding.looks.map { .text($0) }),
            "run": text(made.run), "data": try data(of: finding),
        ])
    }

    /// What a finding holds, without the name of its kind around it, and an arrival without its hours of weather.
    private static func data(of finding: Finding) throws -> JSONText {
        guard case .object(let kinds) = try JSONText(encoding: finding.content, forPeople: true),
            case .object(let inner)? = kinds.values.first, let record = inner["_0"]
        else { return .null }
        guard finding.isArrival, case .object(var arrival) = record, case .object(var window)? = arrival["window"]
        else {
            return record
        }
        window["weather"] = nil
        arrival["window"] = .object(window)
        return .object(arrival)
    }

    private static func judged(_ assessment: Assessment, _ judgement: Judgement?) throws -> JSONText {
        guard case .object(var fields) = try JSONText(encoding: assessment, forPeople: true) else { return .null }
        if let judgement {
            fields["sentences"] = .list(judgement.sentences.map { .text($0) })
            fields["scale"] = .text(judgement.scale.title)
            fields["words"] = .object(judgement.words.mapValues { .text("\($0.text) (\($0.band.percent))") })
            fields["confidence"] = .object([
                "level": .text(judgement.confidence.level.rawValue),
                "reasons": .list(judgement.confidence.reasons.map { .text($0.clause) }),
            ])
        }
        return .object(fields)
    }

    private static func outcomes(of study: ScenarioStudy, _ inputs: [ScenarioInput]) throws -> JSONText {
        .object([
            "samples": .integer(study.samples), "seed": .text(String(study.seed)),
            "scenarios": .list(
                study.scenarios.map {
                    .object([
                        "id": .text($0.scenario), "text": .text($0.text),
                        "probability": $0.probability.map { .finite($0) } ?? .null,
                    ])
                }),
            "outcomes": .list(try study.outcomes.map { try JSONText(encoding: $0.withoutSample, forPeople: true) }),
            "sentences": .list(study.sentences.map { .text($0) }),
            "inputs": .list(try inputs.map { try JSONText(encoding: $0, forPeople: true) }),
        ])
    }
}

extension Finding {
    /// Whether it dates an arrival.
    var isArrival: Bool {
        if case .arrival = content { return true }
        return false
    }
}
