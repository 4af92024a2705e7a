import ActivityAnalysis
import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionOpenVINO
import DetectionReview
import Evidence
import Foundation
import ObjectDetection
import Reporting
import ReportsGDAL
import SceneAlignment
import ScenesGDAL
import Sites
import Statistics
import WeatherFiles
import Workflow

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a case.", subcommands: [Write.self])

    struct Write: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the report as one HTML file that needs nothing else.")

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(name: .shortAndLong, help: "File to write; by default report/report.html in the case.")
        var output: String?
        @Flag(
            inversion: .prefixedNo, help: "Show a small picture of each detection, and of what changed on the ground.")
        var crops = true
        @Flag(
            help:
                "Put number and hash of the audit log's newest entry into the report; its bytes then depend on the log."
        )
        var audit = false
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            let files = AlignedReading(
                GDALScenes(root: folder.path), alignments: try await catalogue.alignments(scene: nil).map(\.record))
            let loader = try NetworkLoader(tilesAtOnce: 1)
            let models = try await ModelLibrary().models(for: contents.case, from: folder.path, loader: loader)
            var content = try await gathered(contents.case, in: folder, from: catalogue, models: models)
            if contents.case.inquiry != nil {
                content.judgement = try await AssessedCase(contents, in: folder, models: models).reported
            }
            if contents.case.scenarios != nil {
                content.scenarios = try await StudiedCase(contents, in: folder).reported(by: content.judgement)
            }
            var isComplete = true
            let painter = ScenePictures(reader: files)
            for scene in content.scenes {
                func attempt(_ what: String, _ work: () async throws -> Void) async throws {
                    do {
                        try await work()
                    } catch let error where !(error is CancellationError) {
                        isComplete = false
                        Failure.say("No \(what) of \(scene.title) in the report: \(error)")
                    }
                }
                try await attempt("picture") { content.pictures[scene.id] = try await painter.picture(of: scene) }
                guard crops else { continue }
                try await attempt("unrolled tracks") {
                    content.strips.merge(
                        try await TrackFigures(reader: files, models: models).figures(of: content, in: scene)
                    ) { _, new in new }
                }
                try await attempt("crops") {
                    let own = content.detections.filter { $0.scene == scene.id }
                    content.crops.merge(try await painter.crops(of: own, in: scene)) { _, new in new }
                }
            }
            if crops {
                let isWhole = try await GroundFigures(reader: files).draw(into: &content)
                if !isWhole { isComplete = false }
            }
            if audit { content.auditHead = try AuditFile(folder).walk().head }
            let target = output ?? folder.reportFolder + "/report.html"
            if output == nil {
                do {
                    try FileManager.default.createDirectory(
                        atPath: folder.reportFolder, withIntermediateDirectories: true)
                } catch {
                    throw WriteError(path: target, reason: "its folder cannot be made")
                }
            }
            try AtomicFile.write(Data(HTMLReport().html(content).utf8), to: target)
            let isNoted = await AuditTrail(folder).noteExport("report", [target], shared: shared)
            if shared.json {
                Output.line(["event": "report", "path": target])
            } else if !shared.quiet {
                print("The report lies at \(target)")
            }
            if !isComplete || !isNoted { throw ExitCode(Failure.inPart) }
        }

        /// What the report is about: scenes of the case's period, and what its networks found in them. The
        /// catalogue may hold more, from before `case.yaml` was changed.
        private func gathered(
            _ subject: Case, in folder: CaseFolder, from catalogue: any Catalogue, models: [InstalledModel]
        ) async throws -> ReportContent {
            let names = Set(models.map(\.card.name))
            let scenes = try await catalogue.scenes().filter { subject.asks(about: $0) }
            let shown = Set(scenes.map(\.id))
            let looks = try await catalogue.looks(scene: nil).filter { shown.contains($0.record.scene) }
            let lookIDs = Set(looks.map(\.record.id))
            let detections = try await catalogue.detections(scene: nil)
                .filter {
                    shown.contains($0.record.scene)
                        && ($0.record.review == .drawn || names.contains($0.record.model.name))
                }
            let observations = try await catalogue.observations(scene: nil)
                .filter { lookIDs.contains($0.record.look) && $0.record.model.map { names.contains($0.name) } ?? true }
            let runs = try await catalogue.runs()
                .filter { shown.contains($0.subject) && $0.model.map { names.contains($0.name) } ?? true }
            for sentence in try Analysis.changes(in: subject, models: models, since: runs) {
                Failure.say("\(sentence) Run `revisit run \(folder.path)` first, else the report shows what was.")
            }
            let board = ReviewBoard(try DecisionFile(folder).read().decisions)
            if let sentence = try Analysis.reviewChanges(board, since: runs, scenes: scenes) {
                Failure.say("\(sentence) Run `revisit run \(folder.path)` first, else the report shows what was.")
            }
            let summaries = models.map { ModelSummary($0) }
            var content = ReportContent(
                case: subject, scenes: scenes, looks: looks.map(\.record),
                detections: detections.map(\.record), observations: observations.map(\.record),
                runs: runs,
                runsOfLooks: Dictionary(looks.map { ($0.record.id, $0.run) }) { first, _ in first },
                runsOfDetections: Dictionary(detections.map { ($0.record.id, $0.run) }) { first, _ in first },
                runsOfObservations: Dictionary(observations.map { ($0.record.id, $0.run) }) { first, _ in first },
                models: summaries, softwareVersion: Analysis.softwareVersion)
            content.alignments = Dictionary(
                try await catalogue.alignments(scene: nil).map { ($0.record.scene, $0.record) }
            ) { first, _ in first }
            let activity = try await ActivityWork(of: subject, models: models).activity(from: catalogue)
            content.activity.looks = activity.looks
            content.activity.series = ActivityAnalyst.asked(activity.series, at: subject.site)
            // A catalogue of an earlier version keeps no findings.
            let isDated = try await catalogue.runs().contains { $0.stage == Analysis.datingStage }
            content.activity.findings = isDated ? try await catalogue.findings().map(\.record) : activity.findings
            if !content.activity.series.isEmpty {
                content.plotLibrary = PlotLibrary.text
                if content.plotLibrary == nil {
                    Failure.say(
                        "plotly.js is not at hand, so the report has no charts through time; install it with: scripts/setup"
                    )
                }
            }
            content.weather = SceneWeather.before(scenes, by: try WeatherFolder(ofCase: folder.path).all())
            content.objects = try await catalogue.objects().map(\.record)
            content.comparisons = try await catalogue.groundComparisons(scene: nil).map(\.record)
                .filter { shown.contains($0.scene) }
            for index in content.comparisons.indices {
                content.comparisons[index].changes =
                    try await catalogue
                    .surfaceChanges(scene: content.comparisons[index].scene).map(\.record)
            }
            content.consists = Analysis.reviewedConsists(
                try await catalogue.consists(scene: nil).map(\.record)
                    .filter { shown.contains($0.scene) && names.contains($0.model.name) },
                detections: content.detections, site: subject.site, models: models)
            return content
        }
    }
}

extension ModelSummary {
    /// The essentials of a card.
    init(_ model: InstalledModel) {
        let card = model.card
        let thresholds = Set(card.classes.map(\.threshold))
        self.init(
            name: card.name, sha256: model.network.sha256,
            threshold: thresholds.count == 1 ? thresholds.first : nil, licence: card.licence,
            accuracy: card.accuracy.map(Self.sentence), limits: card.limits)
    }

    private static func sentence(_ accuracy: ModelCard.Accuracy) -> String {
        // Where all classes together were measured, those of single classes would count the same objects again; one place
        // at two resolutions is still one place.
        let all = accuracy.places.filter { $0.className == nil }
        let places = all.isEmpty ? accuracy.places : all
        let right = places.reduce(0) { $0 + Int($1.counts.truePositives) }
        let wrong = places.reduce(0) { $0 + Int($1.counts.falsePositives) }
        let missed = places.reduce(0) { $0 + Int($1.counts.falseNegatives) }
        func share(_ part: Int, _ whole: Int) -> String {
            whole > 0 ? "\((Double(part) / Double(whole) * 100).rounded() / 100)" : "unknown"
        }
        return
            "Precision \(share(right, right + wrong)), recall \(share(right, right + missed)) over "
            + "\(Set(places.map(\.name)).count) places (\(right) right, \(wrong) wrong, \(missed) missed). \(accuracy.method)"
    }
}
