import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Rasters
import SceneIngest
import ScenesGDAL
import Workflow

struct SceneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scene", abstract: "Search for scenes, take them into a case, or show what is known of them.",
        subcommands: [Add.self, Show.self, Search.self, Align.self, Mask.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take scenes into a case; their pixels stay where they are.",
            discussion: """
                Each scene is read, described, and noted in the case's folder imagery as NAME.scene.yaml with its path \
                and the facts given here. Delete that file to take the scene out again.
                """)

        @Argument(help: "Images, folders of band files, products, or addresses.")
        var paths: [String]
        @Option(name: .customLong("case"), help: "The case's folder.")
        var folder = "."
        @OptionGroup var facts: FactOptions
        @OptionGroup var record: RecordOptions
        @OptionGroup var access: AccessOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let supply = try CaseSceneSupply(
                folder: folder, contents: contents, allowsOutsideFiles: access.allowOutsideFiles)
            var known = try await supply.acquisitions().found.map { ($0.scene, $0.path) }
            let ingester = SceneIngester(files: supply.files)
            var given = try record.completing(facts.supplied)
            // What is noted in the case is read from the case's folder.
            given.dem = given.dem.map(supply.fromCase)
            given.cloudMask = given.cloudMask.map(supply.fromCase)
            let trail = AuditTrail(folder)
            await trail.begin()
            var isNoted = true
            var failed = 0
            for path in paths {
                do {
                    for acquisition in try await ingester.acquisitions(at: supply.fromCase(path)) {
                        let beside = try SceneFactsReading.facts(beside: supply.absolute(acquisition))
                        let all = given.completed(by: beside).completed(by: contents.sceneDefaults)
                        let scene = try await ingester.addScene(acquisition, supplied: all)
                        if let (_, first) = known.first(where: { $0.0 == scene.id }) {
                            Failure.say(
                                "\(acquisition) has the same content as \(first): it is one scene, nothing was added."
                                    + (given == SuppliedFacts()
                                        ? "" : " Write the facts given here into the scene.yaml beside it instead."))
                            continue
                        }
                        let note = try folder.noteScene(acquisition, title: scene.title, facts: given)
                        known.append((scene.id, acquisition))
                        let entry = await trail.note(
                            .scene,
                            [
                                "files": AuditedFiles.list([folder.path + "/" + note], in: folder),
                                "scene": .text(scene.id), "title": .text(scene.title),
                            ])
                        if entry == nil { isNoted = false }
                        SceneSummary.show(scene, note: note, shared: shared)
                    }
                } catch let error where !(error is CancellationError) {
                    failed += 1
                    Failure.say("\(path): \(error)")
                }
            }
            if failed > 0, failed == paths.count { throw ExitCode(Failure.failed) }
            if failed > 0 || !isNoted { throw ExitCode(Failure.inPart) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is known of an image, and what is missing; with --stac as a STAC Item.")

        @Argument(help: "An image, a folder of band files, a product, or an address.")
        var path: String
        @Flag(help: "Print a STAC Item with its extensions.")
        var stac = false
        @OptionGroup var facts: FactOptions
        @OptionGroup var record: RecordOptions
        @OptionGroup var access: AccessOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let files = GDALScenes(allowsOutsideFiles: access.allowOutsideFiles)
            let ingester = SceneIngester(files: files)
            for acquisition in try await ingester.acquisitions(at: path) {
                let beside = try SceneFactsReading.facts(beside: acquisition)
                let given = try record.completing(facts.supplied)
                let scene = try await ingester.addScene(acquisition, supplied: given.completed(by: beside))
                if stac {
                    print(STACItem.json(of: scene, software: Analysis.softwareVersion))
                } else {
                    SceneSummary.show(scene, note: nil, shared: shared)
                }
            }
        }
    }
}

/// What a person wants to know of a scene at a glance.
enum SceneSummary {
    /// Prints a scene.
    static func show(_ scene: Scene, note: String?, shared: SharedOptions) {
        let distance = scene.groundSamplingDistance.map { "\(($0 * 1000).rounded() / 1000)" }
        if shared.json {
            Output.line([
                "id": scene.id, "title": scene.title, "time": scene.time?.iso8601 ?? "", "gsd": distance ?? "",
                "bands": scene.bands.map { $0.commonName ?? $0.name }, "missing": scene.missing.map(\.fact),
                "notes": scene.notes, "noted_in": note ?? "", "simulated": scene.isSimulated,
            ])
            return
        }
        print("\(scene.title)\(note.map { " (noted in \($0))" } ?? "")")
        if scene.isSimulated { print("  simulated: drawn by a program") }
        print("  time      \(scene.time?.iso8601 ?? "not known")")
        print("  platform  \(scene.platform ?? "not known")")
        print(
            "  size      \(scene.size.width) × \(scene.size.height) pixels of \(distance.map { "\($0) m" } ?? "unknown size") on the ground"
        )
        print("  bands     \(scene.bands.map { $0.commonName ?? $0.name }.joined(separator: ", "))")
        print("  CRS       \(scene.coordinateSystem.map { $0.epsg.map { "EPSG:\($0)" } ?? $0.name } ?? "not known")")
        for fact in scene.missing { print("  missing   \(fact.fact): \(fact.remedy)") }
        for text in scene.notes { print("  note      \(text)") }
    }
}
