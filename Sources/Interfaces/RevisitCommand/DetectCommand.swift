import ArgumentParser
import CaseFilesYAML
import DetectionOpenVINO
import Evidence
import Foundation
import ObjectDetection
import Reporting
import ReportsGDAL
import SceneIngest
import ScenesGDAL
import Workflow

struct DetectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect", abstract: "Find objects in images, without a case.",
        discussion: """
            The output's ending says what is written: .geojson (longitude and latitude, or pixels for an image without \
            georeference), .csv, or .gpkg (georeferenced images only).
            """)

    @Argument(help: "Images, folders of band files, products, or addresses.")
    var paths: [String]
    @Option(help: "Name of an installed network, or path of a card (.json) or network (.onnx).")
    var model: String?
    @Option(name: .shortAndLong, help: "File to write: .geojson, .csv or .gpkg.")
    var output: String
    @Option(help: "Side of a tile in input pixels, margins included; results do not depend on it.")
    var tile: Int?
    @Option(help: "Shift of the grid of tiles in input pixels; results do not depend on it.")
    var tileOffset = 0
    @Option(help: "Score from which on a detection is reported, in place of the card's.")
    var threshold: Double?
    @OptionGroup var tracks: TrackOptions
    @OptionGroup var facts: FactOptions
    @OptionGroup var access: AccessOptions
    @OptionGroup var jobs: JobOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard ["geojson", "json", "csv", "gpkg"].contains(URL(filePath: output).pathExtension.lowercased()) else {
            throw ValidationError("--output must end in .geojson, .csv or .gpkg, found '\(output)'.")
        }
        if model == nil, !tracks.areWanted {
            throw ValidationError("--model is needed: the name of an installed network or the path of one.")
        }
        if let threshold, !(threshold > 0 && threshold <= 1) {
            throw ValidationError("--threshold must lie above 0 and up to 1, found \(threshold).")
        }
        if tracks.areWanted, threshold != nil || tileOffset != 0 {
            throw ValidationError("--threshold and --tile-offset change nothing where tracks are read; leave them out.")
        }
        if let tile, !(32...16_384).contains(tile) {
            throw ValidationError("--tile must lie between 32 and 16384, found \(tile).")
        }
    }

    func run() async throws {
        try AtomicFile.prove(output)
        if let path = tracks.tracksOutput { try AtomicFile.prove(path) }
        let loader = try NetworkLoader(tilesAtOnce: jobs.count)
        var model = try await ModelLibrary().model(model ?? TrackOptions.model, loader: loader)
        let tracksReading = try await tracks.reading(with: model, loader: loader, tile: tile)
        if let threshold {
            for index in model.card.classes.indices { model.card.classes[index].threshold = threshold }
        }
        let files = GDALScenes(allowsOutsideFiles: access.allowOutsideFiles)
        let ingester = SceneIngester(files: files)
        let terminal = Terminal(shared)
        let detector = ObjectDetector(
            card: model.card, network: model.network, tiling: .init(tile: tile, offset: tileOffset))
        let given = try facts.supplied
        var acquisitions: [String] = []
        var failed = 0
        for path in paths {
            do {
                acquisitions += try await ingester.acquisitions(at: path)
            } catch let error where !(error is CancellationError) {
                failed += 1
                Failure.say("\(path): \(error)")
            }
        }
        var found: [DetectionTable.SceneDetections] = []
        var proposals: [TracksFile.Proposal] = []
        var isComplete = failed == 0
        for acquisition in acquisitions {
            do {
                let beside = try SceneFactsReading.facts(beside: acquisition)
                let scene = try await ingester.addScene(acquisition, supplied: given.completed(by: beside))
                for note in scene.notes where SceneDoubt.isOne(note) { Failure.say("\(scene.title): \(note)") }
                terminal.show(.started(stage: "detect", subject: scene.title))
                if let tracksReading {
                    let laid = try await tracksReading.tracks(in: scene, files, loader, terminal)
                    // Kept at once: they are true even where reading along them fails or is stopped.
                    proposals += laid.proposals
                    let (entry, failures) = try await tracksReading.read(laid, in: scene, files, loader, terminal)
                    if !failures.isEmpty { isComplete = false }
                    found.append(entry)
                    continue
                }
                let outcome = try await Interruption.stopping {
                    try await detector.detections(in: scene, reader: files, loader: loader) { done, total in
                        terminal.show(.progress(stage: "detect", subject: scene.title, done: done, total: total))
                    }
                }
                for failure in outcome.failures {
                    isComplete = false
                    terminal.show(.failed(stage: "detect", subject: scene.title, reason: failure))
                }
                terminal.show(
                    .finished(
                        stage: "detect", subject: scene.title, detail: "\(outcome.detections.count) found",
                        wasKnown: false))
                found.append(
                    .init(scene: scene, detections: outcome.detections, processedShare: outcome.processedShare))
            } catch let error where !(error is CancellationError) {
                // One image alone is told as any other error; of several the others still count.
                if paths.count == 1, acquisitions.count == 1 {
                    try keep(proposals)
                    throw error
                }
                isComplete = false
                Failure.say("\(acquisition): \(error)")
            } catch {
                // What was found before the interrupt is written; nothing else keeps it.
                if !found.isEmpty { try write(DetectionTable(found)) }
                try keep(proposals)
                var kept = found.isEmpty ? [] : ["their detections are in \(output)"]
                if !proposals.isEmpty, let path = tracks.tracksOutput { kept.append("tracks are in \(path)") }
                Failure.say(
                    "Stopped; \(found.count) of \(acquisitions.count) images were done, "
                        + (kept.isEmpty ? "nothing was written." : kept.joined(separator: ", ") + "."))
                throw ExitCode(Failure.inPart)
            }
        }
        guard !found.isEmpty else {
            try keep(proposals)
            throw ExitCode(Failure.failed)
        }
        try write(DetectionTable(found))
        try keep(proposals, evenNone: true)
        if !isComplete { throw ExitCode(Failure.inPart) }
    }

    /// Writes the tracks that were made out, where they are wanted.
    private func keep(_ proposals: [TracksFile.Proposal], evenNone: Bool = false) throws {
        guard let path = tracks.tracksOutput, evenNone || !proposals.isEmpty else { return }
        try AtomicFile.write(Data(try TracksFile.text(of: proposals).utf8), to: path)
    }

    private func write(_ table: DetectionTable) throws {
        switch URL(filePath: output).pathExtension.lowercased() {
        case "csv": try AtomicFile.write(Data(table.csv.utf8), to: output)
        case "gpkg":
            do {
                try DetectionLayer.write(table.rows, to: output)
            } catch {
                throw WriteError(path: output, reason: "\(error)")
            }
        default: try AtomicFile.write(Data(table.geoJSON.utf8), to: output)
        }
    }
}
