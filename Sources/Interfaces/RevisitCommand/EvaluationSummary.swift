import CaseFilesYAML
import DetectionEvaluation
import Evidence
import Foundation
import Reporting
import ReportsGDAL
import Workflow

/// Tells what an evaluation came to: as a table, as JSON, as a page.
struct EvaluationSummary {
    let evaluation: Evaluation
    let material: EvaluationMaterial

    init(_ evaluation: Evaluation, _ material: EvaluationMaterial) {
        self.evaluation = evaluation
        self.material = material
    }

    // MARK: JSON

    /// Everything that went in and came out; no clock, no folder of this machine, nothing drawn at random.
    private struct File: Encodable {
        struct Image: Encodable {
            var name: String
            var groundSamplingDistance: Double?
            var files: [EvaluationMaterial.NamedFile]
            var conditions: [String: String]
            var objects: Int
            var detections: Int

            enum CodingKeys: String, CodingKey {
                case name, files, conditions, objects, detections
                case groundSamplingDistance = "gsd_m"
            }
        }

        var software: String
        var model: ModelReference?
        var truth: EvaluationMaterial.NamedFile
        var format: String
        var detections: EvaluationMaterial.NamedFile?
        var images: [Image]
        var thresholds: [String: Double]
        var floor: Double?
        var classMap: String?
        var resampledTo: Double?
        var mergedFrom: Double?
        var notices: [String]
        var evaluation: Evaluation

        enum CodingKeys: String, CodingKey {
            case software, model, truth, detections, images, thresholds, notices, evaluation
            case format = "truth_format"
            case floor = "lowest_score"
            case classMap = "class_map"
            case resampledTo = "resampled_to_m"
            case mergedFrom = "labels_merged_from"
        }
    }

    func json() throws -> String {
        let file = File(
            software: "revisit " + Analysis.softwareVersion, model: material.model, truth: material.truthFile,
            format: material.labels.format, detections: material.detectionFile,
            images: material.images.map { image in
                File.Image(
                    name: image.name, groundSamplingDistance: image.groundSamplingDistance,
                    files: material.scenes[image.name]?.files.map { .init(name: $0.path, sha256: $0.sha256) } ?? [],
                    conditions: image.conditions, objects: image.truth.count, detections: image.found.count)
            }, thresholds: material.thresholds, floor: material.floor, classMap: material.map.text,
            resampledTo: material.resample, mergedFrom: material.mergeOverlap, notices: material.notices,
            evaluation: evaluation)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.keyEncodingStrategy = .useDefaultKeys
        return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
    }

    /// One object for each class, for `--json`.
    var lines: [[String: any Sendable]] {
        evaluation.classes.map { result in
            var line: [String: any Sendable] = [
                "event": "class", "class": result.className, "objects": result.objects, "ignored": result.ignored,
                "right": result.given.right, "wrong": result.given.wrong, "missed": result.given.missed,
                "precision_80": result.given.precision.interval80, "recall_80": result.given.recall.interval80,
            ]
            line["precision"] = result.given.precision.value
            line["recall"] = result.given.recall.value
            line["f1"] = result.given.f1
            line["ap50_upright"] = result.upright.at50
            line["ap_upright"] = result.upright.mean
            line["ap50_oriented"] = result.oriented?.at50
            line["ap_oriented"] = result.oriented?.mean
            line["best_threshold"] = result.best?.threshold
            line["best_f1"] = result.best?.f1
            line["calibration_error"] = result.reliability.expectedCalibrationError
            return line
        }
    }

    // MARK: Text

    static func share(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }

    static func interval(_ share: Share) -> String {
        guard share.value != nil else { return "–" }
        return String(format: "%.2f–%.2f", share.interval80[0], share.interval80[1])
    }

    static func percent(_ share: Share) -> String {
        share.value.map { String(format: "%.1f %%", $0 * 100) } ?? "–"
    }

    /// Average precision by the measure that decides at the thresholds.
    private func precision(_ result: ClassResult) -> [String] {
        switch evaluation.rule.measure {
        case .centre: [Self.share(result.byRule)]
        case .oriented: [Self.share(result.oriented?.at50), Self.share(result.oriented?.mean)]
        case .upright: [Self.share(result.upright.at50), Self.share(result.upright.mean)]
        }
    }

    private var precisionHeads: [String] { evaluation.rule.measure == .centre ? ["AP"] : ["AP50", "AP50:95"] }

    private var classTable: EvaluationContent.Table {
        EvaluationContent.Table(
            title: "Classes",
            explanation:
                "At the thresholds given; then the threshold with the best F1 on these very images, which is no "
                + "promise for others. \(Evaluation.anyClass): all classes taken as one. Intervals hold with 80 %.",
            heads: ["class", "objects"] + precisionHeads
                + ["right", "wrong", "missed", "precision", "80 %", "recall", "80 %", "F1", "best at", "F1 there"],
            rows: evaluation.classes.map { result in
                let given = result.given
                return [result.className, "\(result.objects)"] + precision(result) + [
                    "\(given.right)", "\(given.wrong)", "\(given.missed)", Self.share(given.precision.value),
                    Self.interval(given.precision), Self.share(given.recall.value), Self.interval(given.recall),
                    Self.share(given.f1), Self.share(result.best?.threshold), Self.share(result.best?.f1),
                ]
            })
    }

    private var rule: String {
        let rule = evaluation.rule
        let most = rule.maximumDetections.map { ", the \($0) surest of each image" } ?? ""
        switch rule.measure {
        case .oriented: return "turned rectangles with an intersection over union of \(rule.overlap) or more" + most
        case .upright: return "upright boxes with an intersection over union of \(rule.overlap) or more" + most
        case .centre:
            return "centres up to \(rule.distance) m apart (pixels where the scale is not known)" + most
        }
    }

    /// What a person reads at a terminal.
    var text: String {
        var text = Self.laidOut(classTable)
        text += "\n\(evaluation.images) image\(evaluation.images == 1 ? "" : "s"); a detection is an object: \(rule)."
        if evaluation.types.classes.count > 2, evaluation.types.typedRight.value != nil {
            text +=
                "\nType right for \(Self.percent(evaluation.types.typedRight)) of the objects found "
                + "(80 %: \(Self.interval(evaluation.types.typedRight)))."
        }
        let last = evaluation.classes.last?.className
        for error in evaluation.countErrors where error.className == last {
            text += String(
                format: "\nCounts by %@: exact in %@ of %d, mean error %+.2f, mean absolute error %.2f.",
                error.kind as NSString, Self.percent(error.exact) as NSString, error.places, error.bias,
                error.meanAbsoluteError)
        }
        for result in evaluation.classes where result.className == last {
            if let error = result.reliability.expectedCalibrationError {
                text += String(format: "\nScores are off their share of right detections by %.3f on average.", error)
            }
        }
        return text
    }

    private static func laidOut(_ table: EvaluationContent.Table) -> String {
        let rows = [table.heads] + table.rows
        let widths = table.heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                let padding = String(repeating: " ", count: widths[index] - cell.count)
                return index == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    // MARK: Page

    /// What the page shows.
    func content(pictures: Bool) async -> EvaluationContent {
        var content = EvaluationContent(
            title: material.model?.name ?? "Detections", softwareVersion: Analysis.softwareVersion)
        content.facts = facts
        content.notices = material.notices
        content.isSimulated = material.scenes.values.contains(where: \.isSimulated)
        content.tables = [classTable] + averageTable + countTables + groupTables + typeTable
        content.curves = evaluation.classes.compactMap { result in
            result.curve.map { curve in
                var given: (Double, Double)?
                if let recall = result.given.recall.value, let precision = result.given.precision.value {
                    given = (recall, precision)
                }
                return .init(name: result.className, precision: curve, given: given)
            }
        }
        content.reliabilities = evaluation.classes.filter { !$0.reliability.bins.isEmpty }.map { result in
            .init(
                name: result.className
                    + (result.reliability.expectedCalibrationError.map {
                        String(format: ", off by %.3f on average", $0)
                    }
                        ?? "")
                    + String(format: "; AP50 %@", precision(result)[0] as NSString),
                bins: result.reliability.bins.map {
                    .init(
                        score: $0.meanScore, share: $0.share, low: $0.interval80[0], high: $0.interval80[1],
                        count: $0.detections)
                })
        }
        content.galleries = await EvaluationGallery(evaluation, material, showsPixels: pictures).galleries()
        return content
    }

    private var facts: [(name: String, value: String)] {
        var facts: [(String, String)] = []
        if let model = material.model { facts.append(("Network", "\(model.name), sha256 \(model.sha256)")) }
        if let file = material.detectionFile { facts.append(("Detections", "\(file.name), sha256 \(file.sha256)")) }
        facts.append(
            ("Labels", "\(material.truthFile.name) (\(material.labels.format)), sha256 \(material.truthFile.sha256)"))
        facts.append(("Images", "\(evaluation.images)"))
        if let metres = material.resample { facts.append(("Made coarser", "to \(metres) m")) }
        facts.append(("A detection is an object", rule))
        let thresholds = material.thresholds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        facts.append(
            ("Thresholds", thresholds.isEmpty ? "every detection of the file" : thresholds.joined(separator: ", ")))
        facts.append(
            (
                "Passed over",
                "objects of which less than \(Int((evaluation.leastVisibleShare * 100).rounded())) % can be seen"
            ))
        if let map = material.map.text { facts.append(("Classes taken for others", map)) }
        return facts
    }

    private var averageTable: [EvaluationContent.Table] {
        func row(_ result: ClassResult, _ name: String, _ average: AveragePrecision) -> [String] {
            [
                "\(result.className), \(name)", Self.share(average.at50), Self.share(average.at75),
                Self.share(average.mean),
            ]
                + ["small", "medium", "large"].map { Self.share(average.bySize[$0]) }
        }
        return [
            EvaluationContent.Table(
                title: "Average precision",
                explanation: "As COCO defines it, at 101 recalls; small is below 32², large above 96² square pixels.",
                heads: ["class", "AP50", "AP75", "AP50:95", "small", "medium", "large"],
                rows: evaluation.classes.flatMap { result in
                    (result.oriented.map { [row(result, "turned", $0)] } ?? []) + [
                        row(result, "upright", result.upright)
                    ]
                })
        ]
    }

    private var countTables: [EvaluationContent.Table] {
        let last = evaluation.classes.last?.className
        var tables = [
            EvaluationContent.Table(
                title: "Counts", explanation: "Detections less objects, place by place, at the thresholds given.",
                heads: ["places, class", "places", "exact", "mean error", "mean absolute", "root mean square"],
                rows: evaluation.countErrors.map { error in
                    [
                        "\(error.kind), \(error.className)", "\(error.places)", Self.percent(error.exact),
                        String(format: "%+.2f", error.bias), String(format: "%.2f", error.meanAbsoluteError),
                        String(format: "%.2f", error.rootMeanSquareError),
                    ]
                })
        ]
        let far = evaluation.counts.filter { $0.className == last && $0.objects != $0.detections }
            .sorted { abs($0.detections - $0.objects) > abs($1.detections - $1.objects) }.prefix(40)
        if !far.isEmpty {
            tables.append(
                EvaluationContent.Table(
                    title: "Counts that are furthest off", heads: ["place", "image", "objects", "detections"],
                    rows: far.map { ["\($0.kind) \($0.place)", $0.image, "\($0.objects)", "\($0.detections)"] }))
        }
        return tables
    }

    private var groupTables: [EvaluationContent.Table] {
        Dictionary(grouping: evaluation.groups, by: \.kind).sorted { $0.key < $1.key }.map { kind, groups in
            EvaluationContent.Table(
                title: "By \(kind)",
                heads: ["\(kind), class", "images", "objects", "AP", "precision", "80 %", "recall", "80 %"],
                rows: groups.map { group in
                    [
                        "\(group.name), \(group.className)", "\(group.images)", "\(group.objects)",
                        Self.share(group.averagePrecision), Self.share(group.given.precision.value),
                        Self.interval(group.given.precision), Self.share(group.given.recall.value),
                        Self.interval(group.given.recall),
                    ]
                })
        }
    }

    private var typeTable: [EvaluationContent.Table] {
        let types = evaluation.types
        guard types.classes.count > 2 else { return [] }
        return [
            EvaluationContent.Table(
                title: "Types",
                explanation:
                    "Rows are objects, columns what they were found as, all classes matched together. Type right for "
                    + "\(Self.percent(types.typedRight)) of the objects found.",
                heads: ["object"] + types.classes.map { $0 == "none" ? "not found" : $0 },
                rows: zip(types.classes, types.counts).map { name, counts in
                    [name == "none" ? "no object" : name]
                        + counts.enumerated().map { index, count in
                            name == "none" && types.classes[index] == "none" ? "" : "\(count)"
                        }
                })
        ]
    }
}
