import ArgumentParser
import CaseFilesYAML
import DetectionEvaluation
import DetectionOpenVINO
import Evidence
import Foundation
import ObjectDetection
import Reporting
import ScenesGDAL
import Workflow

extension ModelCommand {
    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare what a network finds with what is there.",
            discussion: """
                The network runs on the images, or --detections gives what was found before. Labels are understood as \
                \(LabelSet.understood).

                Thresholds belong to other images than those they are measured on: the 'best' threshold is the best for \
                these very images, and no promise for others.
                """)

        @Argument(help: "Images, folders of band files, products, or addresses.")
        var paths: [String] = []
        @Option(help: "Name of an installed network, or path of a card (.json) or network (.onnx).")
        var model: String?
        @Option(help: "Detections found before (.geojson of 'revisit detect'), in place of a network.")
        var detections: String?
        @Option(help: "File or folder with what is there.")
        var truth: String
        @Option(help: "Score from which on a detection counts as reported; by default the card's, class by class.")
        var threshold: Double?
        @Option(
            help:
                "Classes to take for others, in labels and detections: open-car=wagon,flat-car=wagon; '*=wagon' for all."
        )
        var classMap: String?
        @Option(
            help: "Classes to judge, after --class-map; by default the network's, or those of labels and detections.")
        var classes: String?
        @Option(
            help:
                "When a detection is an object: oriented or upright (overlap), centre (distance). By default by what labels tell."
        )
        var match: String?
        @Option(help: "Intersection over union from which on a detection is an object.")
        var iou = 0.5
        @Option(help: "For --match centre: largest distance of the centres, in metres (pixels for an unknown scale).")
        var distance = 3.0
        @Option(help: "Share of an object that must be visible for it to count; else it is neither found nor missed.")
        var visible = 0.3
        @Option(
            help: "Intersection over union from which on two labels of a class are one object; by default all count.")
        var mergeLabels: Double?
        @Option(
            help:
                "Detections that count for each class and image, the surest first; by default all. COCO's rule is 100.")
        var maxDetections: Int?
        @Option(help: "Lowest score that the network is asked for; average precision needs low ones.")
        var floor = 0.02
        @Option(help: "Metres of a pixel to which images are made coarser before anything else.")
        var resample: Double?
        @Option(help: "GeoJSON with areas or lines (zones, tracks) in which objects are counted.")
        var places: String?
        @Option(help: "Metres up to which an object's centre belongs to a line of --places.")
        var reach = 2.4
        @Option(name: .shortAndLong, help: "Folder for evaluation.json and index.html; made where it is missing.")
        var output: String?
        @Option(help: "How many misses, false alarms and mistaken types are listed and shown, of each.")
        var worst = 30
        @Flag(
            inversion: .prefixedNo,
            help: "Show pictures of what went wrong; leave out for images that may not be shown.")
        var pictures = true
        @OptionGroup var facts: FactOptions
        @OptionGroup var access: AccessOptions
        @OptionGroup var jobs: JobOptions
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            guard (model == nil) != (detections == nil) else {
                throw ValidationError("Give either --model and images, or --detections.")
            }
            guard model == nil || !paths.isEmpty else {
                throw ValidationError("--model needs images to look at.")
            }
            for (name, value) in [
                ("--iou", iou), ("--visible", visible), ("--threshold", threshold ?? 1), ("--floor", floor),
            ]
            where !(value >= 0 && value <= 1) {
                throw ValidationError("\(name) must lie between 0 and 1, found \(value).")
            }
            guard iou > 0, floor > 0, threshold ?? 1 > 0 else {
                throw ValidationError("--iou, --floor and --threshold must lie above 0.")
            }
            if let match, MatchMeasure(rawValue: match) == nil {
                throw ValidationError("--match is oriented, upright or centre, found '\(match)'.")
            }
            if let mergeLabels, !(mergeLabels > 0 && mergeLabels <= 1) {
                throw ValidationError("--merge-labels must lie above 0 and up to 1, found \(mergeLabels).")
            }
            guard distance > 0, reach > 0, (0...1000).contains(worst), maxDetections ?? 1 > 0, resample ?? 1 > 0 else {
                throw ValidationError(
                    "--distance, --reach, --max-detections and --resample must lie above 0, --worst between 0 and 1000."
                )
            }
        }

        func run() async throws {
            let map = try ClassMap(classMap)
            let terminal = Terminal(shared)
            if let output {
                do {
                    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
                } catch { throw WriteError(path: output, reason: "the folder cannot be made") }
                try AtomicFile.prove(output + "/evaluation.json")
            }
            var material = EvaluationMaterial(
                labels: try LabelReader.read(truth), truthPath: truth, map: map,
                files: GDALScenes(allowsOutsideFiles: access.allowOutsideFiles), facts: try facts.supplied,
                resample: resample)
            material.mergeOverlap = mergeLabels
            if let places { try material.read(places: places, reach: reach) }
            if let detections {
                try await material.open(paths)
                try material.take(detections, threshold: threshold)
            } else if let model {
                let loader = try NetworkLoader(tilesAtOnce: jobs.count)
                let installed = try await ModelLibrary().model(model, loader: loader)
                guard installed.card.head.findsObjects else {
                    throw ValidationError(
                        installed.card.readsTracks
                            ? "\(installed.card.name) reads trains along tracks and no whole image; let 'revisit detect --tracks' find "
                                + "them, and give its .geojson with --detections in place of --model."
                            : "\(installed.card.name) makes out lines of tracks and no objects, which are not compared here."
                    )
                }
                try await material.open(paths)
                try await material.run(
                    installed, loader: loader, threshold: threshold, floor: floor, report: terminal.show)
            }
            let classes = try material.judgedClasses(
                only: classes?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
            let oriented = material.labels.isOriented
            let measure = match.flatMap(MatchMeasure.init(rawValue:)) ?? (oriented ? .oriented : .upright)
            let evaluation = DetectionEvaluator(
                .init(
                    rule: MatchingRule(
                        measure: measure, overlap: iou, distance: distance, maximumDetections: maxDetections),
                    leastVisibleShare: visible, listed: worst, isOriented: oriented)
            ).evaluation(of: material.images, classes: classes)
            for notice in material.notices { Failure.say(notice) }
            let summary = EvaluationSummary(evaluation, material)
            if let output {
                try AtomicFile.write(Data(try summary.json().utf8), to: output + "/evaluation.json")
                let content = await summary.content(pictures: pictures)
                try AtomicFile.write(Data(EvaluationPage().html(content).utf8), to: output + "/index.html")
            }
            if shared.json {
                for line in summary.lines { Output.line(line) }
            } else {
                print(summary.text)
                if let output, !shared.quiet { print("The page lies at \(output)/index.html") }
            }
            if material.isIncomplete { throw ExitCode(Failure.inPart) }
        }
    }
}

/// Which classes are taken for which others.
struct ClassMap {
    private var names: [String: String] = [:]
    private var all: String?
    let text: String?

    init(_ text: String?) throws {
        self.text = text
        for pair in text?.split(separator: ",") ?? [] {
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError("--class-map is written a=b,c=d; '\(pair)' is no such pair.")
            }
            if parts[0] == "*" { all = parts[1] } else { names[parts[0]] = parts[1] }
        }
    }

    /// The class that a class is taken for.
    func callAsFunction(_ name: String) -> String { names[name] ?? all ?? name }

    /// Names that occur in none of the given classes.
    func unknown(among classes: Set<String>) -> [String] { names.keys.filter { !classes.contains($0) }.sorted() }
}
