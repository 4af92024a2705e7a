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
            var files: [NamedFile]
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
        var truth: NamedFile
        var format: String
        var detections: NamedFile?
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
        encoder.keyEncodingStrategy = .convertToSnakeCase
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
    func precision(_ result: ClassResult) -> [String] {
        switch evaluation.rule.measure {
        case .centre: [Self.share(result.byRule)]
        case .oriented: [Self.share(result.oriented?.at50), Self.share(result.oriented?.mean)]
        case .upright: [Self.share(result.upright.at50), Self.share(result.upright.mean)]
        }
    }

    var precisionHeads: [String] { evaluation.rule.measure == .centre ? ["AP"] : ["AP50", "AP50:95"] }

    var classTable: EvaluationContent.Table {
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

    var rule: String {
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
}
