import ChangeDetection
import Evidence
import Foundation
import Geodesy
import Workflow

/// Changes between two scenes as files for people and GIS programs.
struct ChangeTable {
    private let comparison: SurfaceComparison
    private let looks: AlignedLooks

    init(_ comparison: SurfaceComparison, looks: AlignedLooks) {
        self.comparison = comparison
        self.looks = looks
    }

    /// The number of a change as it stands in file names and tables.
    static func number(_ index: Int) -> String {
        let digits = "\(index + 1)"
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Outlines with what is known of each, in longitude and latitude or, without georeference, in pixels with rows downwards
    /// negative.
    func geoJSON() throws -> String {
        var features: [[String: Any]] = []
        for (index, change) in comparison.changes.enumerated() {
            var rings: [[[Double]]] = []
            for ring in change.outline.rings {
                let own = ring.corners.map { PixelPoint(column: $0.column * looks.step, row: $0.row * looks.step) }
                let places: [[Double]]
                if let georeference = looks.georeference {
                    places = try georeference.ground(own).map {
                        [Self.rounded($0.longitude, 8), Self.rounded($0.latitude, 8)]
                    }
                } else {
                    places = own.map { [$0.column, -$0.row] }
                }
                rings.append(places + places.prefix(1))
            }
            features.append([
                "type": "Feature", "geometry": ["type": "Polygon", "coordinates": rings],
                "properties": [
                    "number": Self.number(index), "id": change.id, "kind": change.kind.rawValue,
                    "before": looks.before.title, "after": looks.after.title,
                    "strength": Self.rounded(change.strength, 3), "area": Self.rounded(change.area, 2),
                    "area_least": Self.rounded(change.leastArea, 2),
                    "area_greatest": Self.rounded(change.greatestArea, 2),
                    "confidence": Self.rounded(change.confidence, 3), "reasons": change.reasons.joined(separator: "; "),
                    "simulated": looks.before.isSimulated || looks.after.isSimulated,
                ] as [String: Any],
            ])
        }
        let data = try JSONSerialization.data(
            withJSONObject: ["type": "FeatureCollection", "features": features],
            options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// One line a change.
    var csv: String {
        var lines = ["number,kind,strength,area,area_least,area_greatest,confidence,column,row,reasons"]
        for (index, change) in comparison.changes.enumerated() {
            let bounds = change.outline.outer.bounds
            let column = bounds.map { ($0.minimum.column + $0.maximum.column) / 2 * looks.step } ?? 0
            let row = bounds.map { ($0.minimum.row + $0.maximum.row) / 2 * looks.step } ?? 0
            lines.append(
                "\(Self.number(index)),\(change.kind.rawValue),\(Self.rounded(change.strength, 3)),"
                    + "\(Self.rounded(change.area, 2)),\(Self.rounded(change.leastArea, 2)),"
                    + "\(Self.rounded(change.greatestArea, 2)),\(Self.rounded(change.confidence, 3)),"
                    + "\(column),\(row),\"\(change.reasons.joined(separator: "; "))\"")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the comparison rests on.
    struct Summary: Codable {
        var before: String
        var after: String
        var isSimulated: Bool
        var margin: Double
        var pixelSize: Double
        var alignment: String?
        var comparedShare: Double
        var notComparedShare: Double
        var masks: [LookMask.Record]
        var changedShare: Double
        var movedShadowShare: Double
        var threshold: ChangeThreshold?
        var radiometry: RelativeRadiometry?
        var alteration: AlterationTransform?
        var refusal: String?
        var remarks: [String]
    }

    /// What the comparison rests on.
    var summary: Summary {
        Summary(
            before: looks.before.title, after: looks.after.title,
            isSimulated: looks.before.isSimulated || looks.after.isSimulated,
            margin: looks.margin * looks.ground.pixelSize, pixelSize: looks.ground.pixelSize,
            alignment: looks.alignment?.verdict.rawValue, comparedShare: comparison.comparedShare,
            notComparedShare: 1 - comparison.comparedShare, masks: looks.masks, changedShare: comparison.changedShare,
            movedShadowShare: comparison.movedShadowShare,
            threshold: comparison.threshold, radiometry: comparison.radiometry, alteration: comparison.transform,
            refusal: comparison.refusal, remarks: looks.remarks)
    }

    /// The same in words.
    var text: String {
        if let refusal = comparison.refusal { return refusal }
        let area = comparison.changes.reduce(0) { $0 + $1.area }
        var lines = [
            "\(comparison.changes.count) changes, \(Int(area.rounded())) m² of them in all; "
                + "\(Int((comparison.comparedShare * 100).rounded())) % of the scene could be compared."
        ]
        var kinds: [(String, Int)] = []
        for kind in SurfaceChange.Kind.allCases {
            let count = comparison.changes.count { $0.kind == kind }
            if count > 0 { kinds.append((kind.rawValue, count)) }
        }
        if !kinds.isEmpty { lines.append(kinds.map { "\($0.1) \($0.0)" }.joined(separator: ", ") + ".") }
        if let refusal = comparison.radiometry?.refusal { lines.append("Brightness: \(refusal)") }
        return lines.joined(separator: "\n")
    }

    /// The same for machines.
    var line: [String: any Sendable] {
        var line: [String: any Sendable] = [
            "changes": comparison.changes.count, "compared_share": comparison.comparedShare,
            "changed_share": comparison.changedShare, "margin": looks.margin * looks.ground.pixelSize,
        ]
        if let refusal = comparison.refusal { line["refusal"] = refusal }
        return line
    }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        let factor = pow(10, Double(digits))
        return (value * factor).rounded() / factor
    }
}
