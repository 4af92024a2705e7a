import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import Rasters
import Reporting
import ReportsGDAL
import ScenesGDAL
import Sites
import Workflow

extension ReviewCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write reviewed objects as labels for training or for other programs.",
            discussion: """
                Written are objects that were accepted, retyped or drawn. coco: annotations.json; yolo-obb: labels/*.txt, \
                classes.txt, data.yaml; dota: labelTxt/*.txt; geojson: objects.geojson. With --tiles each scene is also cut \
                into pictures in images/, and labels belong to these; an object belongs to each tile that holds half of it or \
                more. A tile that shows a detection of these classes which is not written is left out, since it would teach \
                that there is nothing. Without --tiles, labels are on the grids of the scenes, whose files are only named.
                """)

        enum Format: String, CaseIterable, ExpressibleByArgument {
            case coco
            case yolo = "yolo-obb"
            case dota, geojson
        }

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "coco, yolo-obb, dota or geojson.")
        var format: Format
        @Option(name: .shortAndLong, help: "Folder to write into; a new or an empty one.")
        var output: String
        @Option(help: "Side of a tile in pixels; without it no pictures are written.")
        var tiles: Int?
        @Option(help: "Pixels that neighbouring tiles share.")
        var overlap = 0
        @Flag(help: "Write detections too that nobody looked at.")
        var includeUnreviewed = false
        @OptionGroup var filter: ReviewFilter
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            if let tiles {
                guard (64...8192).contains(tiles), overlap >= 0, overlap < tiles else {
                    throw ValidationError("--tiles must lie between 64 and 8192, and --overlap below it.")
                }
                if format == .geojson { throw ValidationError("GeoJSON holds no tiles; leave out --tiles.") }
            }
        }

        func run() async throws {
            let target = try ExportFolder(output)
            // After it was finished nothing is left of it.
            defer { target.discard() }
            let desk = try await ReviewDesk(folder)
            let chosen = try filter.chosen(from: desk).filter { detection in
                detection.review.isCounted && (includeUnreviewed || detection.review.isReviewed)
            }
            let classes = Set(chosen.map(\.className)).sorted()
            let written = Set(chosen.map(\.id))
            let open = desk.detections.filter {
                $0.review.isCounted && !written.contains($0.id) && classes.contains($0.className)
            }
            let scenes = desk.order.compactMap { desk.scenes[$0] }
            let names = Self.names(of: scenes)
            var images: [LabelExport.Image] = []
            var left = 0
            for scene in scenes {
                let own = chosen.filter { $0.scene == scene.id }
                if let tiles {
                    let cutter = ExportTiles(
                        scene: scene, stem: names[scene.id] ?? scene.id, side: tiles, overlap: overlap,
                        chosen: own, open: open.filter { $0.scene == scene.id }, standing: desk.standing)
                    let cut = try await cutter.images(reader: desk.reader, into: target)
                    left += cut.left
                    images += cut.images.map { image in
                        var image = image
                        if format == .coco { image.fileName = "images/" + image.fileName }
                        return image
                    }
                } else if !own.isEmpty {
                    left += open.count { $0.scene == scene.id }
                    images.append(
                        LabelExport.Image(
                            fileName: format == .coco
                                ? scene.files.first?.path ?? scene.title : (names[scene.id] ?? scene.id) + ".tif",
                            width: scene.size.width, height: scene.size.height,
                            groundSamplingDistance: scene.groundSamplingDistance,
                            objects: own.map { detection in
                                .init(
                                    detection: detection, box: detection.pixelBox, isCut: detection.isCutOff,
                                    decision: desk.standing[detection.id])
                            }))
                }
            }
            let export = LabelExport(images: images, classes: classes)
            switch format {
            case .coco: try target.write(try export.coco(), "annotations.json")
            case .geojson: try target.write(export.geoJSON, "objects.geojson")
            case .yolo:
                for image in images { try target.write(export.yolo(image), "labels/\(image.stem).txt") }
                try target.write(classes.map { $0 + "\n" }.joined(), "classes.txt")
                try target.write(export.yoloData, "data.yaml")
            case .dota: for image in images { try target.write(export.dota(image), "labelTxt/\(image.stem).txt") }
            }
            try target.finish()
            let isNoted = await AuditTrail(desk.folder).noteExport(
                "labels \(format.rawValue)", [output], shared: shared)
            tell(chosen.count, classes.count, images.count, left: left)
            if !isNoted { throw ExitCode(Failure.inPart) }
        }

        private func tell(_ objects: Int, _ classes: Int, _ images: Int, left: Int) {
            if shared.json {
                Output.line([
                    "event": "export", "path": output, "images": images, "objects": objects,
                    tiles == nil ? "unwritten_objects" : "tiles_left_out": left,
                ])
            } else if !shared.quiet {
                print("\(objects) objects of \(classes) classes on \(images) images written to \(output)")
            }
            if left > 0 {
                Failure.say(
                    tiles == nil
                        ? "\(left) detections of these classes on the same images are not written, most because nobody decided on "
                            + "them; who takes the labels for complete takes them for nothing."
                        : "\(left) tiles are left out, since they show detections of these classes that are not written, most "
                            + "because nobody decided on them.")
            }
            if objects == 0 {
                Failure.say("No object was accepted, retyped or drawn; --include-unreviewed writes the others too.")
            }
        }

        /// A name for each scene's files, by its id: its title, with the beginning of its id where others are called alike.
        private static func names(of scenes: [Scene]) -> [String: String] {
            func plain(_ name: String) -> String {
                String(name.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "_" })
            }
            // Some file systems do not tell capitals from small letters.
            let shared = Dictionary(grouping: scenes) { plain($0.title).lowercased() }
            return Dictionary(
                scenes.map { scene in
                    let name = plain(scene.title)
                    return (scene.id, shared[name.lowercased()]?.count == 1 ? name : "\(name)-\(scene.id.prefix(8))")
                }
            ) { first, _ in first }
        }
    }
}
