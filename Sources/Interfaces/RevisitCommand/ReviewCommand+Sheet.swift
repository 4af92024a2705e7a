import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import Reporting
import ReportsGDAL
import ScenesGDAL
import Sites
import Workflow

extension ReviewCommand {
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
            var isSimulated = false
            for detection in chosen.prefix(max(0, most)) {
                guard let scene = desk.scenes[detection.scene] else { continue }
                isSimulated = isSimulated || scene.isSimulated
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
                isSimulated: isSimulated,
                softwareVersion: Analysis.softwareVersion)
            let target = output ?? desk.folder.reportFolder + "/review.html"
            if output == nil {
                try? FileManager.default.createDirectory(
                    atPath: desk.folder.reportFolder, withIntermediateDirectories: true)
            }
            try AtomicFile.write(Data(sheet.html.utf8), to: target)
            let isNoted = await AuditTrail(desk.folder).noteExport("review sheet", [target], shared: shared)
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
            if !unseen.isEmpty || !isNoted { throw ExitCode(Failure.inPart) }
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
