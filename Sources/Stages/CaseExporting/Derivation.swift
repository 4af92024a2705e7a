import Evidence
import Findings
import Foundation
import Inquiry
import Scenarios
import Sites

/// What was made from what, by what and by whom, as W3C PROV in JSON.
///
/// Sources: PROV-DM and PROV-O (W3C Recommendations, 2013); PROV-JSON (W3C Member Submission, 2013).
public struct Derivation {
    private var entities: [String: JSONText] = [:]
    private var activities: [String: JSONText] = [:]
    private var agents: [String: JSONText] = [:]
    private var relations: [String: [String: JSONText]] = [:]

    /// The document.
    ///
    /// - Parameter content: What is exported.
    /// - Returns: UTF-8 text with sorted keys; the same bytes for the same content.
    public static func json(of content: ExportContent) -> String {
        var derivation = Derivation()
        derivation.add(content)
        var file: [String: JSONText] = [
            "prefix": .object(["revisit": .text("urn:revisit:"), "xsd": .text("http://www.w3.org/2001/XMLSchema#")]),
            "entity": .object(derivation.entities), "activity": .object(derivation.activities),
            "agent": .object(derivation.agents),
        ]
        for (name, records) in derivation.relations { file[name] = .object(records) }
        return JSONText.object(file).serialised
    }

    /// A name that PROV takes: other characters than letters, digits, point and hyphen are written by their numbers.
    private static func name(_ kind: String, _ id: String) -> String {
        var local = ""
        for scalar in id.unicodeScalars {
            if scalar.isASCII,
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
            {
                local.unicodeScalars.append(scalar)
            } else {
                local += "_\(String(scalar.value, radix: 16))_"
            }
        }
        return "revisit:\(kind).\(local)"
    }

    private static func described(_ type: String, _ label: String, _ more: [String: JSONText] = [:]) -> JSONText {
        var fields = more
        fields["prov:type"] = .object(["$": .text(type), "type": .text("prov:QUALIFIED_NAME")])
        fields["prov:label"] = .text(label)
        return .object(fields)
    }

    /// Adds a relation; the same one twice is one.
    private mutating func relate(_ relation: String, _ first: (String, String), _ second: (String, String)) {
        let key = "_:" + String(Digest.identifier([relation, first.1, second.1]).prefix(20))
        relations[relation, default: [:]][key] = .object([
            "prov:\(first.0)": .text(first.1), "prov:\(second.0)": .text(second.1),
        ])
    }

    private mutating func generated(_ entity: String, by activity: String) {
        relate("wasGeneratedBy", ("entity", entity), ("activity", activity))
    }

    private mutating func used(_ entity: String, by activity: String) {
        relate("used", ("activity", activity), ("entity", entity))
    }

    private mutating func derived(_ entity: String, from source: String) {
        relate("wasDerivedFrom", ("generatedEntity", entity), ("usedEntity", source))
    }

    private mutating func associated(_ activity: String, with agent: String) {
        relate("wasAssociatedWith", ("activity", activity), ("agent", agent))
    }

    private static let program = "revisit:program"

    private mutating func add(_ content: ExportContent) {
        agents[Self.program] = Self.described(
            "prov:SoftwareAgent", "Revisit \(content.softwareVersion)",
            ["revisit:version": .text(content.softwareVersion)])
        for network in content.networks { add(network: network) }
        for scene in content.scenes { add(scene) }
        for look in content.looks { add(look, content) }
        let groups = Dictionary(grouping: content.detections) { $0.run ?? "" }
        for (run, own) in groups where !run.isEmpty { add(own, of: run) }
        for made in content.findings { add(made, content) }
        for run in content.runs { add(run, content, groups: Set(groups.keys)) }
        addDecisions(content)
        addJudgement(content)
    }

    private mutating func add(network: ModelReference) {
        agents[Self.name("network", network.sha256)] = Self.described(
            "prov:SoftwareAgent", network.name, ["revisit:sha256": .text(network.sha256)])
    }

    private mutating func add(_ scene: Scene) {
        let entity = Self.name("scene", scene.id)
        entities[entity] = Self.described(
            "revisit:Scene", scene.title,
            [
                "revisit:time": .text(scene.time?.iso8601 ?? "not known"),
                "revisit:simulated": .bool(scene.isSimulated),
            ])
        for file in scene.files {
            let source = Self.name("file", file.sha256)
            entities[source] = Self.described(
                "revisit:File", file.path, ["revisit:sha256": .text(file.sha256)])
            derived(entity, from: source)
        }
    }

    private mutating func add(_ look: Look, _ content: ExportContent) {
        let entity = Self.name("look", look.id)
        entities[entity] = Self.described(
            "revisit:Look", "Look at \(look.zone)",
            ["revisit:zone": .text(look.zone), "revisit:usability": .text(look.usability.rawValue)])
        derived(entity, from: Self.name("scene", look.scene))
        if let run = content.runsOfLooks[look.id] { generated(entity, by: Self.name("run", run)) }
    }

    private mutating func add(_ detections: [ExportContent.Made<Detection>], of run: String) {
        let entity = Self.name("detections", run)
        entities[entity] = Self.described(
            "revisit:Detections", "\(detections.count) detections", ["revisit:count": .integer(detections.count)])
        generated(entity, by: Self.name("run", run))
        for scene in Set(detections.map(\.record.scene)).sorted() {
            derived(entity, from: Self.name("scene", scene))
        }
    }

    private mutating func add(_ made: ExportContent.Made<Finding>, _ content: ExportContent) {
        let finding = made.record
        let entity = Self.name("finding", finding.id)
        entities[entity] = Self.described(
            "revisit:Finding", finding.sentence, ["revisit:kind": .text(finding.content.kind)])
        for look in finding.looks { derived(entity, from: Self.name("look", look)) }
        if let run = made.run { generated(entity, by: Self.name("run", run)) }
        derived(Self.report, from: entity)
    }

    private mutating func add(_ run: StageRun, _ content: ExportContent, groups: Set<String>) {
        let activity = Self.name("run", run.id)
        activities[activity] = Self.described(
            "revisit:StageRun", run.stage,
            [
                "revisit:stage": .text(run.stage), "revisit:stageVersion": .integer(run.stageVersion),
                "revisit:softwareVersion": .text(run.softwareVersion),
                "revisit:configurationDigest": .text(run.configuration),
                "revisit:isComplete": .bool(run.isComplete),
            ])
        associated(activity, with: Self.program)
        if let model = run.model {
            add(network: model)
            associated(activity, with: Self.name("network", model.sha256))
        }
        let scenes = Set(content.scenes.map(\.id))
        if scenes.contains(run.subject) {
            let scene = Self.name("scene", run.subject)
            if run.stage == "ingest" { generated(scene, by: activity) } else { used(scene, by: activity) }
        }
        for input in run.inputs {
            if scenes.contains(input) {
                used(Self.name("scene", input), by: activity)
            } else if groups.contains(input) {
                used(Self.name("detections", input), by: activity)
            } else {
                let entity = Self.name("input", input)
                entities[entity] = Self.described("revisit:Input", "An input of \(run.stage)")
                used(entity, by: activity)
            }
        }
    }

    private mutating func addDecisions(_ content: ExportContent) {
        let reviews = content.runs.filter { $0.stage == "review" }
        for (index, decision) in content.decisions.enumerated() {
            let agent = Self.name("analyst", decision.who)
            agents[agent] = Self.described("prov:Person", decision.who)
            let entity = Self.name("decision", String(index + 1))
            entities[entity] = Self.described(
                "revisit:Decision", "\(decision.what.rawValue): \(decision.className)",
                ["revisit:when": .text(decision.when), "revisit:detection": .text(decision.detection)])
            relate("wasAttributedTo", ("entity", entity), ("agent", agent))
            for run in reviews where run.subject == decision.scene { used(entity, by: Self.name("run", run.id)) }
        }
    }

    private static let report = "revisit:report"

    private mutating func addJudgement(_ content: ExportContent) {
        entities[Self.report] = Self.described("revisit:Report", "What is told of \(content.case.title)")
        for source in content.sources.sources {
            let entity = Self.name("source", source.id)
            entities[entity] = Self.described(
                "revisit:Source", source.title, ["revisit:grade": .text(source.grade.text)])
            derived(Self.report, from: entity)
            for origin in source.basedOn where content.sources.source(origin) != nil {
                derived(entity, from: Self.name("source", origin))
            }
        }
        addStudy(content)
        guard let assessment = content.assessment else { return }
        let (entity, activity) = ("revisit:assessment", "revisit:assess")
        entities[entity] = Self.described(
            "revisit:Assessment", content.judgement?.sentences.first ?? assessment.leading,
            ["revisit:method": .text(assessment.method), "revisit:seed": .text(String(assessment.seed))])
        activities[activity] = Self.described("revisit:StageRun", "assess", ["revisit:stage": .text("assess")])
        associated(activity, with: Self.program)
        generated(entity, by: activity)
        derived(Self.report, from: entity)
        let looks = Set(content.looks.map(\.id))
        let readings = assessment.evidence.map(\.reading) + assessment.notJudged
        for look in readings.flatMap(\.looks) where looks.contains(look) { used(Self.name("look", look), by: activity) }
        for source in content.sources.sources { used(Self.name("source", source.id), by: activity) }
    }

    private mutating func addStudy(_ content: ExportContent) {
        guard let study = content.study else { return }
        let (entity, activity) = ("revisit:scenario-study", "revisit:simulate")
        entities[entity] = Self.described(
            "revisit:ScenarioStudy", "What \(study.scenarios.count) scenarios lead to",
            ["revisit:samples": .integer(study.samples), "revisit:seed": .text(String(study.seed))])
        activities[activity] = Self.described("revisit:StageRun", "simulate", ["revisit:stage": .text("simulate")])
        associated(activity, with: Self.program)
        generated(entity, by: activity)
        derived(Self.report, from: entity)
        for input in content.inputs {
            let number = Self.name("number", input.id)
            entities[number] = Self.described("revisit:Number", input.text, ["revisit:unit": .text(input.unit)])
            used(number, by: activity)
            for source in input.basis.sources where content.sources.source(source) != nil {
                derived(number, from: Self.name("source", source))
            }
        }
    }
}
