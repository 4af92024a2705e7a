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
                more. Without, labels are on the grids of the scenes, whose files are only named.
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
        @Option(name: .shortAndLong, help: "Folder to write into; made where it is missing.")
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
            let desk = try await ReviewDesk(folder)
            let chosen = try filter.chosen(from: desk).filter { detection in
                detection.review.isCounted && (includeUnreviewed || detection.review.isReviewed)
            }
            let classes = Set(chosen.map(\.className)).sorted()
            var images: [LabelExport.Image] = []
            for scene in desk.order.compactMap({ desk.scenes[$0] }) {
                let own = chosen.filter { $0.scene == scene.id }
                if let tiles {
                    images += try await cut(scene, own, desk, side: tiles)
                } else if !own.isEmpty {
                    images.append(
                        LabelExport.Image(
                            fileName: format == .coco
                                ? scene.files.first?.path ?? scene.title : Self.plain(scene.title),
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
            case .coco: try write(try export.coco(), "annotations.json")
            case .geojson: try write(export.geoJSON, "objects.geojson")
            case .yolo:
                for image in images { try write(export.yolo(image), "labels/\(image.stem).txt") }
                try write(classes.map { $0 + "\n" }.joined(), "classes.txt")
                try write(export.yoloData, "data.yaml")
            case .dota: for image in images { try write(export.dota(image), "labelTxt/\(image.stem).txt") }
            }
            if shared.json {
                Output.line(["event": "export", "path": output, "images": images.count, "objects": chosen.count])
            } else if !shared.quiet {
                print(
                    "\(chosen.count) objects of \(classes.count) classes on \(images.count) images written to \(output)"
                )
            }
            if chosen.isEmpty {
                Failure.say("No object was accepted, retyped or drawn; --include-unreviewed writes the others too.")
            }
        }

        /// A name that can be a file's.
        private static func plain(_ name: String) -> String {
            String(name.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "_" }) + ".tif"
        }

        private func write(_ text: String, _ name: String) throws { try write(Data(text.utf8), name) }

        private func write(_ data: Data, _ name: String) throws {
            let url = URL(filePath: output).appending(path: name)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            } catch { throw WriteError(path: url.path, reason: "its folder cannot be made") }
            try AtomicFile.write(data, to: url.path)
        }

        /// Cuts a scene into pictures; those without an object are written too, since they show what is none.
        private func cut(
            _ scene: Scene, _ own: [Detection], _ desk: ReviewDesk, side: Int
        ) async throws -> [LabelExport.Image] {
            let painter = ScenePictures(reader: desk.reader)
            let stem = URL(filePath: Self.plain(scene.title)).deletingPathExtension().lastPathComponent
            var images: [LabelExport.Image] = []
            for row in stride(from: 0, to: scene.size.height, by: side - overlap) {
                for column in stride(from: 0, to: scene.size.width, by: side - overlap) {
                    let window = RasterWindow(column: column, row: row, width: side, height: side)
                        .intersection(scene.size.window)
                    let frame = OrientedBox(
                        left: Double(window.column), top: Double(window.row), right: Double(window.endColumn),
                        bottom: Double(window.endRow))
                    let objects = own.compactMap { detection -> LabelExport.Object? in
                        let share = detection.pixelBox.intersectionArea(frame) / detection.pixelBox.area
                        guard share >= 0.5 else { return nil }
                        var box = detection.pixelBox
                        box.centre.column -= Double(window.column)
                        box.centre.row -= Double(window.row)
                        return .init(
                            detection: detection, box: box, isCut: share < 1 - 1e-9 || detection.isCutOff,
                            decision: desk.standing[detection.id])
                    }
                    guard let picture = try await painter.tile(window, of: scene) else { continue }
                    let name = "\(stem)_\(column)_\(row).png"
                    try write(Data(picture.bytes), "images/\(name)")
                    images.append(
                        LabelExport.Image(
                            fileName: format == .coco ? "images/\(name)" : name, width: window.width,
                            height: window.height, groundSamplingDistance: scene.groundSamplingDistance,
                            objects: objects))
                }
            }
            return images
        }
    }

    struct Sheet: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a page with a picture of each detection, the most doubtful first.")

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(name: .shortAndLong, help: "File to write; by default report/review.html in the case.")
        var output: String?
        @Option(help: "Most detections on the page.")
        var most = 1000
        @OptionGroup var filter: ReviewFilter
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let desk = try await ReviewDesk(folder)
            let chosen = try filter.chosen(from: desk).enumerated().sorted { a, b in
                func rank(_ detection: Detection) -> (Int, Double) {
                    (detection.review.isReviewed ? 1 : 0, abs(detection.score - 0.5))
                }
                let (x, y) = (rank(a.element), rank(b.element))
                return x != y ? x < y : a.offset < b.offset
            }.map(\.element)
            let painter = ScenePictures(reader: desk.reader)
            var entries: [ReviewSheet.Entry] = []
            var unseen: [String: String] = [:]
            for detection in chosen.prefix(max(0, most)) {
                guard let scene = desk.scenes[detection.scene] else { continue }
                var item = EvaluationContent.Item(
                    picture: nil,
                    toPicture: GridTransform(originX: 0, columnX: 1, rowX: 0, originY: 0, columnY: 0, rowY: 1),
                    outlines: [], caption: Self.caption(detection, scene, desk))
                do {
                    let cutout = try await painter.cutout(around: detection.pixelBox, in: scene)
                    item.picture = cutout.picture
                    item.toPicture = cutout.toPicture
                    item.outlines = [
                        .init(box: detection.pixelBox, kind: Self.kind(detection.review), isSubject: true)
                    ]
                } catch let error where !(error is CancellationError) { unseen[scene.title] = "\(error)" }
                let decision = desk.standing[detection.id]
                entries.append(
                    .init(
                        item: item, id: detection.id,
                        state: decision.map { "\(detection.review.rawValue) by \($0.who), \($0.when): \($0.why)" }
                            ?? (detection.review.isReviewed ? detection.review.rawValue : ""),
                        isOpen: !detection.review.isReviewed))
            }
            let sheet = ReviewSheet(
                title: desk.subject.title, entries: entries,
                isSimulated: entries.isEmpty ? false : desk.scenes.values.contains(where: \.isSimulated),
                softwareVersion: Analysis.softwareVersion)
            let target = output ?? desk.folder.reportFolder + "/review.html"
            if output == nil {
                try? FileManager.default.createDirectory(
                    atPath: desk.folder.reportFolder, withIntermediateDirectories: true)
            }
            try AtomicFile.write(Data(sheet.html.utf8), to: target)
            for (title, reason) in unseen.sorted(by: { $0.key < $1.key }) {
                Failure.say("No pictures of \(title): \(reason)")
            }
            if chosen.count > entries.count {
                Failure.say("\(chosen.count - entries.count) more detections are not on the page; see --most.")
            }
            if shared.json {
                Output.line(["event": "sheet", "path": target, "detections": entries.count])
            } else if !shared.quiet {
                print("The page lies at \(target)")
            }
            if !unseen.isEmpty { throw ExitCode(Failure.inPart) }
        }

        private static func kind(_ state: ReviewState) -> EvaluationContent.Outline.Kind {
            switch state {
            case .accepted, .retyped, .drawn: .truth
            case .rejected, .superseded: .passed
            case .unreviewed: .found
            }
        }

        private static func caption(_ detection: Detection, _ scene: Scene, _ desk: ReviewDesk) -> String {
            var parts = [detection.className]
            if let was = detection.foundAs { parts[0] += " (found as \(was))" }
            if detection.review != .drawn { parts[0] += String(format: ", score %.2f", detection.score) }
            if let ground = detection.groundBox {
                parts.append(String(format: "%.1f × %.1f m", ground.length, ground.width))
            }
            parts.append(scene.title + (scene.time.map { ", \($0.iso8601)" } ?? ""))
            let zones = desk.zones(of: detection).map(\.name)
            if !zones.isEmpty { parts.append(zones.joined(separator: ", ")) }
            return parts.joined(separator: "; ")
        }
    }
}
