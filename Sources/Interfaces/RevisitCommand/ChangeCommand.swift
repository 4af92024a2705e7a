import ActivityAnalysis
import ArgumentParser
import CaseFilesYAML
import ChangeDetection
import Evidence
import Foundation
import Geodesy
import Rasters
import Reporting
import ReportsGDAL
import SceneIngest
import ScenesGDAL

struct ChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Tell what changed on the ground between two images of it, without a case.",
        discussion: """
            The later image is brought onto the earlier one's grid as it is read. How far places may still be off, the margin, \
            is measured by aligning both, or told by --margin, which takes their georeferences as they are. Nothing that a \
            misplacement within the margin explains, no shadow that moved with the sun, nothing outside of both images and nothing \
            under cloud, in its shadow or in haze in either is told as a change. Cloud is what the mask says that an image's \
            scene.yaml names, else it is estimated from the pixels; comparison.json tells which. Into the folder go changes.geojson, changes.csv, comparison.json and a pair of pictures for each \
            of the strongest changes, both with the same stretch.
            """)

    @Argument(help: "The earlier image, folder of band files or product.")
    var before: String
    @Argument(help: "The later one.")
    var after: String
    @Option(name: .shortAndLong, help: "Folder to write into; it is made where it does not exist.")
    var output: String
    @Option(help: "Metres (pixels, for images without georeference) by which places may be off; by default measured.")
    var margin: Double?
    @Option(help: "Least area of a change in square metres; by default nine pixels.")
    var leastArea: Double?
    @Option(help: "Pairs of pictures at most, of the strongest changes.")
    var pictures = 12
    @Flag(help: "Mask nothing: for pairs in which ground is taken for cloud, such as wide white roofs.")
    var noMasks = false
    @Flag(help: "Also write the change statistic of every pixel, as statistic.tif.")
    var statistic = false
    @OptionGroup var facts: FactOptions
    @OptionGroup var access: AccessOptions
    @OptionGroup var jobs: JobOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let margin, !(margin >= 0 && margin <= 1000) {
            throw ValidationError("--margin must lie between 0 and 1000, found \(margin).")
        }
        if let leastArea, !(leastArea > 0 && leastArea.isFinite) {
            throw ValidationError("--least-area must be above 0, found \(leastArea).")
        }
        guard (0...1000).contains(pictures) else {
            throw ValidationError("--pictures must lie between 0 and 1000, found \(pictures).")
        }
    }

    func run() async throws {
        let folder = URL(filePath: output)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try AtomicFile.prove(folder.appending(path: "changes.geojson").path)
        let files = GDALScenes(allowsOutsideFiles: access.allowOutsideFiles)
        let (first, second) = (try await scene(before, files), try await scene(after, files))
        let clouds = noMasks ? nil : DeliveredClouds(before: first.clouds, after: second.clouds)
        let looks = try await AlignedLooks(
            before: first.scene, after: second.scene, margin: margin, files: files, clouds: clouds)
        for remark in looks.remarks { Failure.say(remark) }
        var settings = SurfaceChangeFinder.Configuration(tilesAtOnce: jobs.count)
        if let leastArea {
            let pixel = looks.ground.pixelSize
            settings.leastPixels = max(1, Int((leastArea / (pixel * pixel)).rounded()))
        }
        let finder = SurfaceChangeFinder(configuration: settings)
        let comparison = try await Interruption.stopping {
            try await finder.comparison(of: looks.pair, ground: looks.ground, margin: looks.margin)
        }
        if statistic {
            try await writeStatistic(finder, looks, to: folder.appending(path: "statistic.tif").path)
        }
        let table = ChangeTable(comparison, looks: looks)
        try AtomicFile.write(Data(try table.geoJSON().utf8), to: folder.appending(path: "changes.geojson").path)
        try AtomicFile.write(Data(table.csv.utf8), to: folder.appending(path: "changes.csv").path)
        try AtomicFile.write(
            Data(try CanonicalJSON.text(table.summary).utf8), to: folder.appending(path: "comparison.json").path)
        try await writePictures(comparison, looks, into: folder)
        if shared.json {
            Output.line(table.line)
        } else {
            print(table.text)
        }
        if comparison.refusal != nil { throw ExitCode(Failure.failed) }
    }

    /// The one scene at a path, and the cloud mask that was delivered with it.
    private func scene(
        _ path: String, _ files: GDALScenes
    ) async throws -> (scene: Scene, clouds: (any CloudMask)?) {
        let ingester = SceneIngester(files: files)
        let found = try await ingester.acquisitions(at: path)
        guard found.count == 1, let acquisition = found.first else {
            throw ValidationError("\(path) holds \(found.count) scenes; name one.")
        }
        let beside = try SceneFactsReading.facts(beside: acquisition)
        let scene = try await ingester.addScene(acquisition, supplied: facts.supplied.completed(by: beside))
        let clouds = noMasks ? nil : try await DeliveredClouds.mask(of: beside, at: acquisition, access)
        return (scene, clouds)
    }

    private func writeStatistic(_ finder: SurfaceChangeFinder, _ looks: AlignedLooks, to path: String) async throws {
        let raster = try StatisticRaster(path, size: looks.pair.size)
        try await finder.eachStatistic(of: looks.pair, ground: looks.ground, margin: looks.margin) { window, values in
            try raster.write(values, window: window)
        }
        try raster.finish()
    }

    /// Pairs of pictures of the strongest changes, largest first among equally strong ones.
    private func writePictures(_ comparison: SurfaceComparison, _ looks: AlignedLooks, into folder: URL) async throws {
        let ranked = comparison.changes.enumerated().sorted {
            ($0.element.confidence * $0.element.area, -$0.offset) > (
                $1.element.confidence * $1.element.area, -$1.offset
            )
        }
        let painter = ChangePictures(before: looks.colours.before, after: looks.colours.after)
        for entry in ranked.prefix(pictures) {
            let change = entry.element
            guard let picture = try await painter.pair(of: change.outline) else { continue }
            let name = "change-\(ChangeTable.number(entry.offset)).png"
            try AtomicFile.write(Data(picture.bytes), to: folder.appending(path: name).path)
        }
    }
}
