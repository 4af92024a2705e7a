import CaseFilesYAML
import DetectionEvaluation
import Evidence
import Foundation
import Reporting
import ReportsGDAL
import Workflow

/// What the page about an evaluation shows.
extension EvaluationSummary {
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
                        ?? ""),
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
