import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import Reporting
import SceneAlignment
import SceneIngest
import ScenesGDAL

extension SceneCommand {
    struct Align: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell how scenes lie against a reference, to a fraction of a pixel, without a case.",
            discussion: """
                The first image is the reference. For each other one it is told by how much its positions must be moved, how \
                well that is known, and whether the two may be compared; a refusal tells its reason. Nothing is \
                resampled, and nothing written but what --output and --pictures ask for.
                """)

        @Argument(help: "The reference, then the images to compare with it.")
        var paths: [String]
        @Option(
            name: .shortAndLong,
            help: "GeoJSON file to write: each place compared, what was measured and whether it agrees.")
        var output: String?
        @Option(
            help:
                "Folder to write checkerboards into: each image with the reference, as the files tell and as it was laid."
        )
        var pictures: String?
        @Option(help: "How far off images may lie, in metres.")
        var search = SceneAligner.Configuration().search
        @OptionGroup var facts: FactOptions
        @OptionGroup var record: RecordOptions
        @OptionGroup var access: AccessOptions
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            guard paths.count >= 2 else {
                throw ValidationError("A reference and at least one other image are needed.")
            }
            guard search > 0, search <= 5000 else {
                throw ValidationError("--search must lie above 0 and up to 5000 metres, found \(search).")
            }
        }

        func run() async throws {
            if let output { try AtomicFile.prove(output) }
            let folder = pictures.map { URL(filePath: $0) }
            if let folder {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try AtomicFile.prove(folder.appending(path: "aligned-001.png").path)
            }
            let files = GDALScenes(allowsOutsideFiles: access.allowOutsideFiles)
            let ingester = SceneIngester(files: files)
            let given = try record.completing(facts.supplied)
            var scenes: [Scene] = []
            for path in paths {
                for acquisition in try await ingester.acquisitions(at: path) {
                    let beside = try SceneFactsReading.facts(beside: acquisition)
                    scenes.append(try await ingester.addScene(acquisition, supplied: given.completed(by: beside)))
                }
            }
            var settings = SceneAligner.Configuration()
            settings.search = search
            let aligner = SceneAligner(configuration: settings)
            var found: [(scene: Scene, alignment: Alignment)] = []
            for scene in scenes.dropFirst() {
                let alignment = try await aligner.alignment(of: scene, to: scenes[0], reader: files)
                found.append((scene, alignment))
                var picture: String?
                if let folder {
                    picture = try await AlignmentPictures(reference: scenes[0], files: files, folder: folder)
                        .write(scene, alignment, number: found.count)
                }
                AlignmentSummary.show(alignment, of: scene, picture: picture, shared: shared)
            }
            if let output {
                try AtomicFile.write(Data(try AlignmentSummary.geoJSON(found).utf8), to: output)
            }
            if found.allSatisfy({ !$0.alignment.isUsable }) { throw ExitCode(Failure.failed) }
            if found.contains(where: { !$0.alignment.isUsable }) { throw ExitCode(Failure.inPart) }
        }
    }
}

/// What a person wants to know of an alignment.
enum AlignmentSummary {
    /// Prints one alignment.
    static func show(_ alignment: Alignment, of scene: Scene, picture: String?, shared: SharedOptions) {
        let unit = alignment.frame == .grid ? "pixels" : "m"
        let agreeing = alignment.points.count { $0.agrees }
        if shared.json {
            var line: [String: any Sendable] = [
                "scene": scene.title, "verdict": alignment.verdict.rawValue, "unit": unit, "pixel": alignment.pixel,
                "places": alignment.points.count, "agreeing": agreeing, "reasons": alignment.reasons,
            ]
            if let correction = alignment.correction {
                line["shift"] = [correction.shift.x, correction.shift.y]
                line["linear"] = [correction.perX.x, correction.perX.y, correction.perY.x, correction.perY.y]
                line["local"] = correction.mesh != nil
            }
            if let margin = alignment.margin { line["margin"] = margin }
            if let radius = alignment.circularError90 { line["ce90"] = radius }
            if let height = alignment.significance { line["significance"] = height }
            if let picture { line["picture"] = picture }
            Output.line(line)
            return
        }
        print("\(scene.title): \(alignment.verdict.rawValue)")
        if let correction = alignment.correction {
            let names = alignment.frame == .grid ? ("columns", "rows") : ("m east", "m north")
            print(
                "  to be moved by \(told(correction.shift.x)) \(names.0), \(told(correction.shift.y)) \(names.1)"
                    + (correction.mesh != nil ? ", from place to place otherwise" : ""))
        }
        if let margin = alignment.margin {
            print(
                "  margin \(told(margin)) \(unit), one pixel is \(told(alignment.pixel)); "
                    + "\(agreeing) of \(alignment.points.count) places agree"
                    + (alignment.circularError90.map { ", CE90 \(told($0)) \(unit)" } ?? ""))
        }
        for reason in alignment.reasons { print("  \(reason)") }
        if let picture { print("  checkerboard \(picture)") }
    }

    private static func told(_ number: Double) -> String {
        let rounded = (number * 1000).rounded() / 1000
        return "\(rounded == 0 ? 0 : rounded)"
    }

    /// Places compared as points, in longitude and latitude or, for images without georeference, in pixels.
    static func geoJSON(_ found: [(scene: Scene, alignment: Alignment)]) throws -> String {
        var features: [[String: Any]] = []
        for (scene, alignment) in found {
            for point in alignment.points {
                let place: [Double]
                switch alignment.frame {
                case .ground(let origin):
                    let ground = Ellipsoid.wgs84.point(from: origin, east: point.x, north: point.y)
                    place = [ground.longitude, ground.latitude]
                case .grid: place = [point.x, point.y]
                }
                features.append([
                    "type": "Feature", "geometry": ["type": "Point", "coordinates": place],
                    "properties": [
                        "scene": scene.title, "dx": point.dx, "dy": point.dy, "residual": point.residual,
                        "height": point.height, "agrees": point.agrees,
                        "frame": alignment.frame == .grid ? "pixel" : "ground",
                    ],
                ])
            }
        }
        let data = try JSONSerialization.data(
            withJSONObject: ["type": "FeatureCollection", "features": features], options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
