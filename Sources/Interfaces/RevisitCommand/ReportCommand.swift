import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionOpenVINO
import Evidence
import Foundation
import ObjectDetection
import Reporting
import ReportsGDAL
import ScenesGDAL
import Sites
import Statistics
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
        @Flag(inversion: .prefixedNo, help: "Show a small picture of each detection.")
        var crops = true
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            guard FileManager.default.fileExists(atPath: folder.catalogueFile) else {
                throw ValidationError("\(folder.path) has no catalogue yet; make it with: revisit run \(folder.path)")
            }
            let catalogue = try GeoPackageCatalogue(readingFrom: folder.catalogueFile)
            defer { try? catalogue.close() }
            let files = GDALScenes(root: folder.path)
            var content = try await gathered(contents.case, from: catalogue)
            let painter = ScenePictures(reader: files)
            for scene in content.scenes {
                do {
                    content.pictures[scene.id] = try await painter.picture(of: scene)
                    guard crops else { continue }
                    let own = content.detections.filter { $0.scene == scene.id }
                    content.crops.merge(try await painter.crops(of: own, in: scene)) { _, new in new }
                } catch let error where !(error is CancellationError) {
                    Failure.say("No picture of \(scene.title) in the report: \(error)")
                }
            }
            let target = output ?? folder.reportFolder + "/report.html"
            if output == nil {
                try FileManager.default.createDirectory(atPath: folder.reportFolder, withIntermediateDirectories: true)
            }
            try AtomicFile.write(Data(HTMLReport().html(content).utf8), to: target)
            if shared.json {
                Output.line(["event": "report", "path": target])
            } else if !shared.quiet {
                print("The report lies at \(target)")
            }
        }

        private func gathered(_ subject: Case, from catalogue: any Catalogue) async throws -> ReportContent {
            let looks = try await catalogue.looks(scene: nil)
            let detections = try await catalogue.detections(scene: nil)
            let observations = try await catalogue.observations(scene: nil)
            var summaries: [ModelSummary] = []
            for name in subject.models {
                let model = try await ModelLibrary().model(name, loader: NetworkLoader(tilesAtOnce: 1))
                summaries.append(ModelSummary(model))
            }
            return ReportContent(
                case: subject, scenes: try await catalogue.scenes(), looks: looks.map(\.record),
                detections: detections.map(\.record), observations: observations.map(\.record),
                runs: try await catalogue.runs(),
                runsOfLooks: Dictionary(looks.map { ($0.record.id, $0.run) }) { first, _ in first },
                runsOfDetections: Dictionary(detections.map { ($0.record.id, $0.run) }) { first, _ in first },
                runsOfObservations: Dictionary(observations.map { ($0.record.id, $0.run) }) { first, _ in first },
                models: summaries, softwareVersion: Analysis.softwareVersion)
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
        let right = accuracy.places.reduce(0) { $0 + Int($1.counts.truePositives) }
        let wrong = accuracy.places.reduce(0) { $0 + Int($1.counts.falsePositives) }
        let missed = accuracy.places.reduce(0) { $0 + Int($1.counts.falseNegatives) }
        func share(_ part: Int, _ whole: Int) -> String {
            whole > 0 ? "\((Double(part) / Double(whole) * 100).rounded() / 100)" : "unknown"
        }
        return
            "Precision \(share(right, right + wrong)), recall \(share(right, right + missed)) over \(accuracy.places.count) "
            + "places (\(right) right, \(wrong) wrong, \(missed) missed). \(accuracy.method)"
    }
}
