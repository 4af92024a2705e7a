import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionReview
import Evidence
import Foundation
import Geodesy
import SceneAlignment
import ScenesGDAL
import Sites

/// What an analyst has before them: a case's detections as they were reviewed so far.
struct ReviewDesk {
    let folder: CaseFolder
    let subject: Case
    let scenes: [String: Scene]
    /// Ids of the scenes by time.
    let order: [String]
    let decisions: DecisionFile
    let board: ReviewBoard
    /// All detections and drawn objects, scene by scene.
    let detections: [Detection]
    let unmatched: [ReviewDecision]
    /// Decisions by the detection that they are about now.
    let standing: [String: ReviewDecision]
    let reader: any SceneReading

    init(_ path: String) async throws {
        folder = CaseFolder(path)
        let contents = try folder.contents()
        subject = contents.case
        try folder.requireCatalogue()
        decisions = DecisionFile(folder)
        let read = try decisions.read()
        for warning in read.warnings { Failure.say("\(warning)") }
        board = ReviewBoard(read.decisions)
        let catalogue = try folder.catalogue()
        defer { try? catalogue.close() }
        let all = try await catalogue.scenes()
        order = all.map(\.id)
        scenes = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        var detections: [Detection] = []
        var unmatched: [ReviewDecision] = []
        var standing: [String: ReviewDecision] = [:]
        for scene in all {
            let stored = try await catalogue.detections(scene: scene.id).map(\.record)
            let outcome = board.reviewed(stored, of: scene.id)
            detections += outcome.detections + outcome.drawn
            unmatched += outcome.unmatched
            for decision in board.decisions(about: scene.id) {
                standing[outcome.matchedByPlace[decision.detection] ?? decision.detection] = decision
            }
        }
        unmatched += board.standing.filter { decision in !all.contains { $0.id == decision.scene } }
        self.detections = detections
        self.unmatched = unmatched
        self.standing = standing
        reader = AlignedReading(
            GDALScenes(root: folder.path), alignments: try await catalogue.alignments(scene: nil).map(\.record))
    }

    /// The detection of an id or of its beginning.
    ///
    /// - Throws: A usage error with the nearest ids where there is none, or with all where several begin so.
    func detection(_ id: String) throws -> Detection {
        let found = detections.filter { $0.id == id || (id.count >= 6 && $0.id.hasPrefix(id)) }
        if found.count == 1 { return found[0] }
        if let exact = found.first(where: { $0.id == id }) { return exact }
        if found.count > 1 {
            throw ValidationError(
                "\(found.count) detections begin with '\(id)': \(EvaluationMaterial.list(found.map(\.id))); give more digits."
            )
        }
        func shared(_ other: String) -> Int { zip(id, other).prefix { $0 == $1 }.count }
        func alike(_ other: String) -> Int { zip(id, other).count { $0 == $1 } }
        let near = detections.map(\.id).sorted {
            (shared($1), alike($1), $0) < (shared($0), alike($0), $1)
        }.prefix(3)
        throw ValidationError(
            "There is no detection '\(id)' in \(folder.path)"
                + (near.isEmpty ? "; it has none." : "; the nearest are \(near.joined(separator: ", ")).")
                + " 'revisit review list' shows all.")
    }

    /// The scene of an id, of its beginning, or of a title.
    func scene(_ name: String) throws -> Scene {
        let found = order.compactMap { scenes[$0] }.filter {
            $0.id == name || $0.title == name || (name.count >= 6 && $0.id.hasPrefix(name))
        }
        if found.count == 1 { return found[0] }
        let titles = order.compactMap { scenes[$0] }.map { "\($0.title) (\($0.id.prefix(8)))" }
        throw ValidationError(
            "\(found.isEmpty ? "There is no scene" : "Several scenes are called") '\(name)'; there are "
                + "\(EvaluationMaterial.list(titles)).")
    }

    /// Zones that hold a detection's centre.
    func zones(of detection: Detection) -> [Zone] {
        guard let centre = detection.groundBox?.centre else { return [] }
        return subject.site.zones.filter { $0.area.contains(centre) }
    }

    /// Adds decisions, all or none, and notes them in the audit log.
    ///
    /// - Returns: Whether they could be noted.
    func add(_ made: [ReviewDecision], by who: String) async throws -> Bool {
        let trail = AuditTrail(folder)
        await trail.begin()
        try decisions.append(made)
        let overrides: Set<ReviewDecision.Kind> = [.reject, .retype, .draw]
        var isNoted = true
        for (deed, own) in [
            (AuditDeed.override, made.filter { overrides.contains($0.what) }),
            (.review, made.filter { !overrides.contains($0.what) }),
        ] {
            // An entry has a limit of size; a decision takes some 200 bytes of it.
            for start in stride(from: 0, to: own.count, by: 5000) {
                let told = try own[start..<min(start + 5000, own.count)].map { decision in
                    AuditDetail.parts([
                        "detection": .text(decision.detection), "what": .text(decision.what.rawValue),
                        "sha256": .text(Digest.sha256(try CanonicalJSON.text(decision).utf8)),
                    ])
                }
                if await trail.note(deed, who: who, ["decisions": .list(told)]) == nil { isNoted = false }
            }
        }
        return isNoted
    }

    /// Makes sure that a class is one that the case knows.
    func require(_ className: String, among known: [String]) throws {
        guard known.contains(className) else {
            throw ValidationError("There is no class '\(className)'; known are \(known.joined(separator: ", ")).")
        }
    }
}

/// Which detections are meant.
struct ReviewFilter: ParsableArguments {
    @Option(help: "Only of this scene: its title, or the beginning of its id.")
    var scene: String?
    @Option(name: .customLong("class"), help: "Only of this class.")
    var className: String?
    @Option(help: "Only of this state: unreviewed, accepted, rejected, retyped, drawn, superseded.")
    var state: String?
    @Option(help: "Only in this zone, by its id or name.")
    var zone: String?
    @Option(help: "Only with a score below this.")
    var belowScore: Double?

    func validate() throws {
        if let state, ReviewState(rawValue: state) == nil {
            let known = ReviewState.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--state is one of \(known), found '\(state)'.")
        }
    }

    /// The detections that are meant, by scene and place.
    func chosen(from desk: ReviewDesk) throws -> [Detection] {
        let only = try scene.map { try desk.scene($0).id }
        if let zone {
            let known = desk.subject.site.zones
            guard known.contains(where: { $0.id == zone || $0.name == zone }) else {
                throw ValidationError(
                    "There is no zone '\(zone)'; there are \(EvaluationMaterial.list(known.map(\.id))).")
            }
        }
        if let className {
            try desk.require(className, among: Set(desk.detections.map(\.className)).sorted())
        }
        return desk.detections.filter { detection in
            (only == nil || detection.scene == only) && (className == nil || detection.className == className)
                && (state == nil || detection.review.rawValue == state)
                && (belowScore.map { detection.score < $0 } ?? true)
                && (zone == nil || desk.zones(of: detection).contains { $0.id == zone || $0.name == zone })
        }
    }
}

/// Who decides, when and why.
struct DecisionOptions: ParsableArguments {
    @Option(help: "Who decides.")
    var who: String
    @Option(help: "Why.")
    var why: String
    @Option(help: "When it was decided, in ISO 8601; by default now. It is kept and read from there ever after.")
    var at: String?

    func validate() throws {
        guard who.contains(where: { !$0.isWhitespace }), why.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--who and --why must not be empty: a decision must be defended later.")
        }
        if let at, AcquisitionTime(iso8601: at) == nil {
            throw ValidationError("--at '\(at)' is no time; write 2026-01-31T10:05:33Z.")
        }
    }

    /// The moment of the decision.
    var when: String { at ?? AcquisitionTime.text(Date()) }
}
