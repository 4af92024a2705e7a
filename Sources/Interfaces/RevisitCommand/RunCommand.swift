import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionOpenVINO
import DetectionReview
import Evidence
import Foundation
import ObjectDetection
import Sites
import WeatherFiles
import Workflow

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Do all stages for all scenes of a case; what is known already is only looked up.")

    @Argument(help: "The case's folder.")
    var folder: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var jobs: JobOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let folder = CaseFolder(folder)
        let contents = try folder.contents()
        for warning in contents.warnings { Failure.say("\(warning)") }
        let decisions = try DecisionFile(folder).read()
        for warning in decisions.warnings { Failure.say("\(warning)") }
        let terminal = Terminal(shared)
        let loader = try NetworkLoader(tilesAtOnce: jobs.count)
        let models = try await ModelLibrary().models(for: contents.case, from: folder.path, loader: loader)
        if models.isEmpty {
            Failure.say(
                "\(folder.path)/case.yaml names no network under 'models:', so nothing will be detected or counted.")
        }
        let supply = try CaseSceneSupply(
            folder: folder, contents: contents, allowsOutsideFiles: access.allowOutsideFiles)
        let trail = AuditTrail(folder)
        let wasThere = FileManager.default.fileExists(atPath: folder.catalogueFile)
        let catalogue = try GeoPackageCatalogue(path: folder.catalogueFile)
        // Where the log cannot be read, the note itself says so.
        let wasRun = !wasThere && ((try? AuditFile(folder).walk())?.deeds.contains(AuditDeed.run.rawValue) ?? false)
        let began = await trail.note(
            .runStarted,
            [
                "files": AuditedFiles.ofCase(folder),
                "models": .list(
                    models.map {
                        .parts(["name": .text($0.card.name), "sha256": .text($0.network.sha256)])
                    }),
            ])
        let tally = RunTally()
        let analysis = Analysis(
            of: contents.case, catalogue: catalogue, supply: supply, reader: supply.files, loader: loader,
            models: models, decisions: ReviewBoard(decisions.decisions),
            weather: try WeatherFolder(ofCase: folder.path).all(), arrivals: contents.arrivals,
            report: { event in
                tally.take(event)
                terminal.show(event)
            })
        let summary: AnalysisSummary
        do {
            summary = try await Interruption.stopping { try await analysis.run() }
        } catch {
            let scenes = (try? await catalogue.scenes().map(\.id)) ?? []
            try? catalogue.close()
            let outcome = error is CancellationError ? "stopped" : "failed: \(error)"
            _ = await trail.note(wasRun ? .rebuild : .run, tally.details(outcome: outcome, scenes: scenes))
            throw error
        }
        let scenes = try await catalogue.scenes().map(\.id)
        try catalogue.close()
        let ended = await trail.note(
            wasRun ? .rebuild : .run,
            tally.details(outcome: summary.isComplete ? "whole" : "in part", scenes: scenes))
        say(summary)
        if !summary.isComplete || began == nil || ended == nil { throw ExitCode(Failure.inPart) }
    }

    private func say(_ summary: AnalysisSummary) {
        if shared.json {
            Output.line([
                "event": "summary", "scenes": summary.scenes, "done": summary.done, "known": summary.known,
                "detections": summary.detections,
                "refusals": summary.refusals.map { ["subject": $0.subject, "reason": $0.reason] },
            ])
            return
        }
        guard !shared.quiet else { return }
        print(
            "\(summary.scenes) scenes, \(summary.detections) detections; \(summary.done) pieces of work done, "
                + "\(summary.known) known already.")
        if !summary.isComplete {
            print("\(summary.refusals.count) could not be done, see the messages; the counts say what share was seen.")
        }
    }
}

/// Turns Ctrl-C into a clean stop.
enum Interruption {
    /// Runs work that the first interrupt cancels and the second ends at once.
    static func stopping<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result
    {
        let task = Task { try await work() }
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            Failure.say("Stopping after the tile in work; press Ctrl-C again to end at once.")
            task.cancel()
            signal(SIGINT, SIG_DFL)
        }
        source.resume()
        defer {
            source.cancel()
            signal(SIGINT, SIG_DFL)
        }
        return try await task.value
    }
}
