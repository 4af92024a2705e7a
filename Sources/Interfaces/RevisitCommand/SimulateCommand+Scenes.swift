import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Rasters
import SceneSimulation
import Sites
import WeatherFiles

extension SimulateCommand {
    struct Scenes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw the scenes that a world script orders of a case's site, each with the truth about it.",
            discussion: """
                The script tells what stands at the site when, and which scenes are taken: see Documentation/world-script.md. \
                Each scene becomes a folder with a GeoTIFF, metadata, and truth.geojson. Scenes say everywhere that they are \
                simulated.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "The world script; by default world.yaml in the case's folder.")
        var script: String?
        @Option(name: .shortAndLong, help: "Folder for the scenes; by default imagery in the case's folder.")
        var output: String?
        @Option(help: "What is by lot hangs on it; the same seed gives the same bytes.")
        var seed: UInt64 = 1
        @Option(help: "Draw only the scene of this number, from 1, in the script's order.")
        var scene: Int?
        @OptionGroup var jobs: JobOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let path = script ?? folder.path + "/world.yaml"
            let (world, warnings) = try WorldFile.read(
                path, name: script ?? "world.yaml", site: contents.case.site)
            for warning in contents.warnings + warnings { Failure.say("\(warning)") }
            if let scene, !world.scenes.indices.contains(scene - 1) {
                throw ValidationError("--scene must lie between 1 and \(world.scenes.count), found \(scene).")
            }
            let drawn: ScriptedWorld
            do {
                drawn = try ScriptedWorld(script: world, site: contents.case.site, seed: seed)
            } catch {
                throw WorldFlaw(file: script ?? "world.yaml", flaw: error)
            }
            try Self.keepWeather(of: world, script: path, site: contents.case.site, in: folder)
            let target = output ?? folder.imageryFolder
            let fromCase = Self.path(of: target, from: folder.path)
            let orders = scene.map { [world.scenes[$0 - 1]] } ?? world.scenes
            let (jobs, shared, file) = (jobs.count, shared, script ?? "world.yaml")
            try await Interruption.stopping {
                for (index, order) in orders.enumerated() {
                    let scene = ScriptedScene(order, of: drawn)
                    for warning in scene.warnings {
                        Failure.say("\(file):\(warning.line): warning: \(scene.name): \(warning.text)")
                    }
                    let truth = try await DrawnSceneFolder(
                        folder: target, scene: scene, fromCase: fromCase, jobs: jobs
                    ).write()
                    Self.say(scene, truth, "\(index + 1) of \(orders.count)", shared)
                }
            }
            if !shared.json, !shared.quiet {
                print("Drew \(orders.count) simulated scenes into \(target); next: revisit run \(folder.path)")
            }
        }

        /// Gives the case the weather that its scenes are drawn with, as a source that says that it is invented.
        private static func keepWeather(
            of world: WorldScript, script: String, site: Site, in folder: CaseFolder
        ) throws {
            guard !world.snow.hours.isEmpty, let place = site.middle else { return }
            let bytes = try Data(contentsOf: URL(filePath: script))
            let series = SimulatedWeather.series(
                world.snow.hours, at: place,
                file: .init(
                    name: URL(filePath: script).lastPathComponent,
                    sha256: Digest.sha256(bytes)))
            try WeatherFolder(ofCase: folder.path).keep(series, replaces: true)
        }

        /// A folder as seen from the case's; nil where it does not lie in it.
        private static func path(of folder: String, from root: String) -> String? {
            let base = URL(filePath: root).standardizedFileURL.pathComponents
            let target = URL(filePath: folder).standardizedFileURL.pathComponents
            guard target.starts(with: base), target.count > base.count else { return nil }
            return target[base.count...].joined(separator: "/")
        }

        private static func say(_ scene: ScriptedScene, _ truth: SceneTruth, _ place: String, _ shared: SharedOptions) {
            if shared.json {
                Output.line([
                    "event": "scene", "name": scene.name, "columns": scene.size.width, "rows": scene.size.height,
                    "objects": truth.objects.count, "simulated": true,
                ])
            } else if !shared.quiet {
                print(
                    "\(place): \(scene.name), \(scene.size.width) × \(scene.size.height) pixels, \(truth.objects.count) objects"
                )
            }
        }
    }
}

/// Why a seed cannot be drawn, with the place in its script.
private struct WorldFlaw: Error, CustomStringConvertible {
    let file: String
    let flaw: ScriptedWorld.Flaw

    var description: String { "\(file):\(flaw.line): error: \(flaw.description)" }
}
