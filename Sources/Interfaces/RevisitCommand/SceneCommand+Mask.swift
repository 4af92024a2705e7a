import ActivityAnalysis
import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Rasters
import SceneIngest
import SceneMasks
import ScenesGDAL
import Workflow

extension SceneCommand {
    struct Mask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write what each pixel of a scene shows: snow, water, cloud, shadow, clear land, or not told.",
            discussion: """
                The output is a GeoTIFF of two bands: the number of the class (0 missing, 1 clear land, 2 water, 3 snow, \
                4 shadowed snow, 5 cloud, 6 cloud shadow, 7 haze, 8 building or terrain shadow, 9 bright and not told \
                apart) and the confidence in percent. See Documentation/masks-and-snow.md.
                """)

        @Argument(help: "An image, a folder of band files, a product, or an address.")
        var path: String
        @Option(name: .shortAndLong, help: "File to write: .tif.")
        var output: String
        @OptionGroup var facts: FactOptions
        @OptionGroup var record: RecordOptions
        @OptionGroup var access: AccessOptions
        @OptionGroup var jobs: JobOptions
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            guard ["tif", "tiff"].contains(URL(filePath: output).pathExtension.lowercased()) else {
                throw ValidationError("--output must end in .tif, found '\(output)'.")
            }
        }

        func run() async throws {
            try AtomicFile.prove(output)
            let files = GDALScenes(allowsOutsideFiles: access.allowOutsideFiles)
            let ingester = SceneIngester(files: files)
            let found = try await ingester.acquisitions(at: path)
            guard found.count == 1, let acquisition = found.first else {
                throw ValidationError(
                    "\(path) holds \(found.count) scenes; name one of them: \(found.joined(separator: ", "))")
            }
            let beside = try SceneFactsReading.facts(beside: acquisition)
            let given = try record.completing(facts.supplied)
            let scene = try await ingester.addScene(acquisition, supplied: given.completed(by: beside))
            let clouds: (any CloudMask)? =
                if let mask = record.cloudMask {
                    try await CloudMaskFile.open(mask, in: files)
                } else {
                    try await DeliveredClouds.mask(of: beside, at: acquisition, access)
                }
            let work = try await MaskWork(of: scene, reader: files, clouds: clouds)
            var told = [
                "REVISIT_SCENE": scene.title,
                "REVISIT_CLASSES": CoverClass.allCases.map { "\($0.rawValue) \($0.name)" }.joined(separator: "; "),
            ]
            if let source = work.cloudSource { told["REVISIT_CLOUD"] = source }
            if scene.isSimulated { told["REVISIT_SIMULATED"] = "yes" }
            let metadata = told
            let counts = try await Interruption.stopping { [output, metadata, jobs] in
                let file = try CoverMaskFile(
                    output, size: scene.size, transform: scene.transform,
                    coordinateSystem: scene.coordinateSystem?.wkt, metadata: metadata)
                var counts = [Int](repeating: 0, count: CoverClass.allCases.count)
                try await work.classifier.eachTile(
                    of: scene.size.window, in: work.source, jobs: jobs.count, work: { mask, _ in mask },
                    take: { window, mask in
                        for value in mask.classes { counts[Int(value)] += 1 }
                        try file.write(mask.classes, confidence: mask.confidence, window: window)
                    })
                try file.finish()
                return counts
            }
            show(counts, work)
        }

        private func show(_ counts: [Int], _ work: MaskWork) {
            let notes = work.classifier.statistics.notes
            let all = max(1, counts.dropFirst().reduce(0, +))
            let shares = CoverClass.allCases.dropFirst().map {
                ($0.name, Double(counts[Int($0.rawValue)]) / Double(all))
            }
            if shared.json {
                Output.line([
                    "output": output, "shares": Dictionary(uniqueKeysWithValues: shares),
                    "cloud": work.cloudSource ?? "not told", "notes": notes,
                ])
                return
            }
            for (name, share) in shares where share > 0 {
                print("  \(String(format: "%5.1f", share * 100)) %  \(name)")
            }
            if let source = work.cloudSource { print("  cloud    \(source)") }
            for note in notes { print("  note     \(note)") }
        }
    }
}
