import ArgumentParser
import CaseFilesYAML
import CatalogueGeoPackage
import Findings
import Foundation
import Inquiry
import Reporting
import ScenarioSimulation
import Scenarios
import Sites
import Workflow

/// A case whose scenarios are reckoned.
struct StudiedCase {
    let folder: CaseFolder
    let contents: CaseContents
    /// Its scenarios, drawn as often as asked for.
    let model: ScenarioModel
    let table: ScenarioTable
    /// The scenarios that are wanted.
    private let wanted: [String]

    init(_ question: ScenarioOptions) throws {
        try self.init(
            folder: question.folder, wanted: question.scenario, samples: question.samples, seed: question.seed)
    }

    /// Reads a case.
    init(folder path: String, wanted: [String] = [], samples: Int? = nil, seed: UInt64? = nil) throws {
        let folder = CaseFolder(path)
        try self.init(try folder.contents(), in: folder, wanted: wanted, samples: samples, seed: seed)
    }

    /// Takes a case that was read already.
    init(
        _ contents: CaseContents, in folder: CaseFolder, wanted: [String] = [], samples: Int? = nil, seed: UInt64? = nil
    ) throws {
        guard var model = contents.case.scenarios else {
            throw ValidationError(
                "\(folder.path) states no scenarios yet; write them under 'scenarios:' in case.yaml, see Documentation/case-files.md."
            )
        }
        for name in wanted where !model.scenarios.contains(where: { $0.id == name }) {
            throw ValidationError(
                "\(folder.path) has no scenario '\(name)'; it has \(model.scenarios.map(\.id).joined(separator: ", "))."
            )
        }
        if let samples { model.settings.samples = samples }
        if let seed { model.settings.seed = seed }
        self.folder = folder
        self.contents = contents
        self.model = model
        self.wanted = wanted
        table = ScenarioTable(model: model, places: contents.inputPlaces, folder: folder.path)
    }

    /// Tells what is doubtful in what the case states of its scenarios.
    func sayWarnings() {
        let file = contents.inputPlaces.values.first?.file
        for warning in contents.warnings where warning.file == file { Failure.say("\(warning)") }
    }

    /// Sightings that wait for counts which no network of the case makes.
    static func unknownClasses(of contents: CaseContents, models: [InstalledModel]) -> [Mistake] {
        let known = Set(
            KnownQuantities.classes(of: models) + KnownQuantities.quantities(of: models, at: contents.case.site))
        return (contents.case.scenarios?.sightings ?? []).enumerated().compactMap { number, sighting in
            guard case .counted(let count) = sighting.number, !known.contains(count.className) else { return nil }
            let place = contents.inputPlaces["seen.\(number + 1)"]
            return Mistake(
                file: place?.file ?? "case.yaml",
                position: place.map { TextPosition(line: $0.line, column: $0.column) }, severity: .warning,
                problem: "no network of the case counts '\(count.className)'",
                expected: "how many came will not be known; expected one of \(known.sorted().joined(separator: ", "))")
        }
    }

    /// What the scenarios lead to.
    func study(probabilities: [String: Double] = [:]) async throws -> ScenarioStudy {
        let work = ScenarioWork(of: contents.case, model: model, units: contents.sources.units)
        var looks: [String: [LinkLook]] = [:]
        var counts: [CarrierCount: DifferentObjects] = [:]
        if FileManager.default.fileExists(atPath: folder.catalogueFile) {
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            looks = try await work.looks(from: catalogue)
            if work.countsLooks {
                counts = try await work.counts(
                    from: catalogue, models: try await AssessedCase.models(of: contents, in: folder))
            }
        }
        return try work.study(
            of: wanted.isEmpty ? nil : wanted, probabilities: probabilities, looks: looks, counts: counts)
    }

    /// What the report says of the scenarios, with probabilities where the hypotheses were weighed.
    func reported(by judgement: ReportContent.Judgement?) async throws -> ReportContent.Scenarios {
        var probabilities: [String: Double] = [:]
        if let judgement, let inquiry = contents.case.inquiry {
            probabilities = ScenarioWork.probabilities(of: model.scenarios, by: judgement.assessment, of: inquiry)
        }
        return ReportContent.Scenarios(
            study: try await study(probabilities: probabilities), model: model,
            places: contents.inputPlaces.mapValues(\.description))
    }

    /// How likely each scenario is that names hypotheses, by the case's assessment.
    func probabilities() async throws -> [String: Double] {
        let assessed = try await AssessedCase(
            contents, in: folder, models: try await AssessedCase.models(of: contents, in: folder))
        return ScenarioWork.probabilities(of: model.scenarios, by: assessed.assessment, of: assessed.inquiry)
    }
}
