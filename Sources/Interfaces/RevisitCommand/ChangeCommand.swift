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
import Workflow

struct ChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Tell what changed on the ground between two images of it, without a case.",
        discussion: """
            The later image is brought onto the earlier one's grid as it is read. How far places may still be off, the margin, \
            is measured by aligning both, or told by --margin, which takes their georeferences as they are. Nothing that a \
            misplacement within the margin explains, no shadow that moved with the sun, nothing outside of both images and nothing \
            under cloud, in its shadow or in haze in either is told as a change. Cloud is what the mask says that an image's \
            scene.yaml names, else it is estimated from the pixels; comparison.json tells which. Into the folder, which must be \
            new or empty, go changes.geojson, changes.csv, comparison.json and a pair of pictures for each of the changes that \
            weigh most by area and confidence, both with the same stretch.
            """)

    @Argument(help: "The earlier image, folder of band files or product.")
    var before: String
    @Argument(help: "The later one.")
    var after: String
    @Option(name: .shortAndLong, help: "New or empty folder to write into; it is there whole or not at all.")
    var output: String
    @Option(
        help:
            "Metres (pixels, for images without georeference) by which places may be off; by default measured. At most 32 pixels."
    )
    var margin: Double?
    @Option(help: "Least area of a change in square metres; by default nine pixels.")
    var leastArea: Double?
    @Option(help: "Pairs of pictures at most, of the changes that weigh most by area and confidence.")
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
        let table = try await Interruption.stopping { () async throws -> ChangeTable in
            let folder = try ExportFolder(output)
            do {
                let table = try await write(into: folder)
                try Task.checkCancellation()
                try folder.finish()
                return table
            } catch {
                folder.discard()
                throw error
            }
        }
        if shared.json {
            Output.line(table.line)
        } else {
            print(table.text)
        }
        if table.isRefused { throw ExitCode(Failure.failed) }
    }

    /// Compares both and fills the folder.
    private func write(into folder: ExportFolder) async throws -> ChangeTable {
        let files = GDALScenes(allowsOutsideFiles: access.allowOutsideFiles)
        let (first, second) = (try await scene(before, files), try await scene(after, files))
        try checkOrder(first.scene, second.scene)
        let clouds = noMasks ? nil : DeliveredClouds(before: first.clouds, after: second.clouds)
        let looks = try await AlignedLooks(
            before: first.scene, after: second.scene, margin: margin, files: files, clouds: clouds)
        for remark in looks.remarks { Failure.say(remark) }
        let finder = SurfaceChangeFinder(configuration: settings(for: looks))
        let comparison = try await finder.comparison(
            of: looks.grid.pair, ground: looks.grid.ground, margin: looks.margin)
        if statistic { try await writeStatistic(finder, looks, to: folder.place(of: "statistic.tif")) }
        let table = ChangeTable(comparison, looks: looks)
        try folder.write(try table.geoJSON(), "changes.geojson")
        try folder.write(table.csv, "changes.csv")
        try folder.write(try CanonicalJSON.text(table.summary), "comparison.json")
        try await writePictures(comparison, looks, into: folder)
        return table
    }

    /// What is a change between these looks.
    private func settings(for looks: AlignedLooks) -> SurfaceChangeFinder.Configuration {
        var settings = SurfaceChangeFinder.Configuration(tilesAtOnce: jobs.count)
        if let leastArea {
            let pixel = looks.grid.ground.pixelSize
            // Whatever is larger than any scene is never reached.
            settings.leastPixels = max(1, Int(min(1e15, (leastArea / (pixel * pixel)).rounded())))
        }
        if !looks.grid.isMeasured {
            settings.leaningHeight = 0
            settings.shadowHeight = 0
        }
        return settings
    }

    /// Refuses what would be told the wrong way round or is no comparison.
    private func checkOrder(_ first: Scene, _ second: Scene) throws {
        guard first.id != second.id else {
            throw ValidationError("\(before) and \(after) are the same image; nothing can have changed between them.")
        }
        if let one = first.time, let other = second.time, one.start > other.start, one.start >= other.end {
            throw ValidationError(
                "\(before) was taken after \(after) (\(one.iso8601) and \(other.iso8601)); name the earlier one first.")
        }
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
        let raster = try StatisticRaster(
            path, size: looks.grid.pair.size, transform: looks.grid.transform,
            coordinateSystem: looks.grid.before.coordinateSystem?.wkt)
        try await finder.eachStatistic(of: looks.grid.pair, ground: looks.grid.ground, margin: looks.margin) {
            window, values in
            try raster.write(values, window: window)
        }
        try raster.finish()
    }

    /// Pairs of pictures of those changes of which area and confidence are the most, each under its change's number.
    private func writePictures(
        _ comparison: SurfaceComparison, _ looks: AlignedLooks, into folder: ExportFolder
    ) async throws {
        let ranked = comparison.changes.enumerated().sorted {
            ($0.element.confidence * $0.element.area, -$0.offset) > (
                $1.element.confidence * $1.element.area, -$1.offset
            )
        }
        let painter = ChangePictures(before: looks.grid.colours.before, after: looks.grid.colours.after)
        for entry in ranked.prefix(pictures) {
            let change = entry.element
            guard let picture = try await painter.pair(of: change.outline)?.picture else { continue }
            try folder.write(Data(picture.image.bytes), "change-\(ChangeTable.number(entry.offset)).png")
        }
    }
}
