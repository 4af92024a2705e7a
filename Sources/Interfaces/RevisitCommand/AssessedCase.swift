import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionOpenVINO
import Evidence
import Findings
import Foundation
import HypothesisAssessment
import Inquiry
import Sites
import SourceCriticism
import Workflow

/// A case with its hypotheses weighed.
struct AssessedCase {
    let folder: CaseFolder
    let subject: Case
    let inquiry: HypothesisInquiry
    let assessment: Assessment
    let judgement: Judgement
    /// What readings rest on, by the id of the look.
    let looks: [String: NamedLook]
    /// What sources say, as far as it was known.
    let sources: SourceBook
    /// What of it cannot all be true.
    let review: SourceReview

    init(_ question: AssessmentOptions) async throws {
        let folder = CaseFolder(question.folder)
        let contents = try folder.contents()
        try await self.init(
            contents, in: folder, models: try await Self.models(of: contents, in: folder), asOf: try question.limit)
    }

    /// Weighs a case that was read already.
    init(
        _ contents: CaseContents, in folder: CaseFolder, models: [InstalledModel], asOf limit: Date? = nil
    ) async throws {
        let inquiry = try Self.inquiry(of: contents, in: folder)
        let flaws = Self.flaws(of: contents, models: models)
        for flaw in flaws { Failure.say("\(flaw)") }
        guard flaws.isEmpty else { throw ExitCode(Failure.failed) }
        // What became known of sources only later counts no more than what was seen later.
        let book = contents.sources.known(on: limit)
        let work = AssessmentWork(of: contents.case, inquiry: inquiry, models: models) { book.reliability(of: $0) }
        let assessor: HypothesisAssessor
        var looks: [String: NamedLook] = [:]
        if FileManager.default.fileExists(atPath: folder.catalogueFile) {
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            assessor = try await work.assessor(from: catalogue)
            looks = try await Self.looks(in: catalogue, of: contents.case.site)
        } else {
            assessor = try await work.assessor(from: CatalogueInMemory())
            if inquiry.indicators.contains(where: { $0.rule != nil }) {
                Failure.say(
                    "\(folder.path) has no catalogue yet, so that no look was read; make it with: revisit run \(folder.path)"
                )
            }
        }
        self.folder = folder
        subject = contents.case
        self.inquiry = inquiry
        self.looks = looks
        assessment = try Self.assessment(by: assessor, of: contents, asOf: limit)
        judgement = JudgementWriter(inquiry: inquiry) { book.standing(of: $0) }.judgement(of: assessment)
        sources = book
        review = SourceCritic().review(contents.sources, asKnownOn: limit)
    }

    /// A look as a person names it.
    struct NamedLook: Sendable {
        var scene: String
        var time: AcquisitionTime
        var zone: String
    }

    private static func looks(in catalogue: any Catalogue, of site: Site) async throws -> [String: NamedLook] {
        let scenes = Dictionary(try await catalogue.scenes().map { ($0.id, $0) }) { first, _ in first }
        let zones = Dictionary(site.zones.map { ($0.id, $0.name) }) { first, _ in first }
        var found: [String: NamedLook] = [:]
        for look in try await catalogue.looks(scene: nil).map(\.record) {
            guard let scene = scenes[look.scene], let time = scene.time else { continue }
            found[look.id] = NamedLook(scene: scene.title, time: time, zone: zones[look.zone] ?? look.zone)
        }
        return found
    }

    /// The answer; evidence that nothing leaves room for is told with the places of its likelihoods, too.
    private static func assessment(
        by assessor: HypothesisAssessor, of contents: CaseContents, asOf limit: Date?
    ) throws -> Assessment {
        do {
            return try assessor.assessment(asOf: limit)
        } catch {
            if case .impossibleEvidence(let indicators) = error {
                for id in indicators {
                    let place = contents.indicatorPlaces[id]
                    let mistake = Mistake(
                        file: place?.file ?? "case.yaml", position: place?.likelihood, severity: .error,
                        problem: "the likelihoods of '\(id)' leave no room for what was read of it",
                        expected: "widen them"
                    )
                    Failure.say("\(mistake)")
                }
            }
            throw error
        }
    }

    /// The networks of a case.
    static func models(of contents: CaseContents, in folder: CaseFolder) async throws -> [InstalledModel] {
        try await ModelLibrary().models(
            for: contents.case, from: folder.path, loader: try NetworkLoader(tilesAtOnce: 1))
    }

    /// Rules that wait for what nothing finds.
    static func flaws(of contents: CaseContents, models: [InstalledModel]) -> [Mistake] {
        contents.ruleFlaws(
            knownClasses: KnownQuantities.classes(of: models),
            knownQuantities: KnownQuantities.quantities(of: models, at: contents.case.site))
    }

    /// The hypotheses of a case.
    ///
    /// - Throws: `ValidationError` where it states none.
    static func inquiry(of contents: CaseContents, in folder: CaseFolder) throws -> HypothesisInquiry {
        guard let inquiry = contents.case.inquiry else {
            throw ValidationError(
                "\(folder.path) states no hypotheses yet; write them under 'hypotheses:' in case.yaml, see Documentation/case-files.md."
            )
        }
        return inquiry
    }

    /// The words of the case's scale.
    static func words(of inquiry: HypothesisInquiry) -> ForecastScorer.Word {
        let scale = JudgementWriter.scale(of: inquiry.settings)
        return { scale.word(for: $0)?.text ?? "no word" }
    }
}
