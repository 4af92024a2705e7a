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

    /// What the confidence of a change is, for whoever reads it in a file.
    static let confidenceIs =
        "the probability that it is a change, by a logistic regression on the clues beside it that was fitted on drawn pairs of an invented refinery"

    /// Whether the looks could not be compared.
    var isRefused: Bool { comparison.refusal != nil }

    /// Outlines with what is known of each, in longitude and latitude or, without georeference, in pixels with rows downwards
    /// negative. Outer rings run counterclockwise, holes clockwise, and areas are cut at the antimeridian (RFC 7946, 3.1.6
    /// and 3.1.9).
    func geoJSON() throws -> String {
        var features: [[String: Any]] = []
        for (index, change) in comparison.changes.enumerated() {
            features.append([
                "type": "Feature",
                "geometry": ["type": "MultiPolygon", "coordinates": try coordinates(of: change.outline)],
                "properties": [
                    "number": Self.number(index), "id": change.id, "kind": change.kind.rawValue,
                    "before": looks.grid.before.title, "after": looks.grid.after.title,
                    "strength": Self.rounded(change.strength, 3), "area": Self.rounded(change.area, 2),
                    "area_least": Self.rounded(change.leastArea, 2),
                    "area_greatest": Self.rounded(change.greatestArea, 2),
                    "confidence": Self.rounded(change.confidence, 3), "pixels": change.clues.pixels,
                    "inside_share": Self.rounded(change.clues.insideShare, 3),
                    "own_shadow": change.clues.hasOwnShadow,
                    "dark_share": Self.rounded(change.clues.darkShare, 3),
                    "moved_shadow_share": Self.rounded(change.clues.movedShadowShare, 3),
                    "explained_share": Self.rounded(change.clues.explainedShare, 3),
                    "reasons": change.reasons.joined(separator: "; "),
                    "simulated": looks.grid.before.isSimulated || looks.grid.after.isSimulated,
                ] as [String: Any],
            ])
        }
        let data = try JSONSerialization.data(
            withJSONObject: [
                "type": "FeatureCollection", "confidence_is": Self.confidenceIs, "features": features,
            ],
            options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private func coordinates(of outline: MultiPolygon<PixelPoint>) throws -> [[[[Double]]]] {
        guard let placed = try looks.grid.placed(outline) else {
            let step = looks.grid.step
            return outline.parts.map { part in
                Self.turned(part.rings.map { ring in ring.corners.map { [$0.column * step, -$0.row * step] } })
            }
        }
        return placed.parts.map { part in
            Self.turned(
                part.rings.map { ring in
                    ring.corners.map { [Self.rounded($0.longitude, 8), Self.rounded($0.latitude, 8)] }
                })
        }
    }

    /// Rings closed and turned as they must be: the first counterclockwise, all others clockwise.
    private static func turned(_ rings: [[[Double]]]) -> [[[Double]]] {
        rings.enumerated().map { index, ring in
            let area = Ring(ring.map { PixelPoint(column: $0[0], row: $0[1]) }).signedArea
            let own = (area > 0) == (index == 0) ? ring : ring.reversed()
            return own + own.prefix(1)
        }
    }

    /// One line a change.
    var csv: String {
        var lines = ["number,id,kind,strength,area,area_least,area_greatest,confidence,column,row,reasons"]
        for (index, change) in comparison.changes.enumerated() {
            let bounds = change.outline.bounds
            let column = bounds.map { ($0.minimum.column + $0.maximum.column) / 2 * looks.grid.step } ?? 0
            let row = bounds.map { ($0.minimum.row + $0.maximum.row) / 2 * looks.grid.step } ?? 0
            let reasons = change.reasons.joined(separator: "; ").replacing("\"", with: "\"\"")
            lines.append(
                "\(Self.number(index)),\(change.id),\(change.kind.rawValue),\(Self.rounded(change.strength, 3)),"
                    + "\(Self.rounded(change.area, 2)),\(Self.rounded(change.leastArea, 2)),"
                    + "\(Self.rounded(change.greatestArea, 2)),\(Self.rounded(change.confidence, 3)),"
                    + "\(Self.rounded(column, 2)),\(Self.rounded(row, 2)),\"\(reasons)\"")
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
        var confidenceIs = ChangeTable.confidenceIs
    }

    /// What the comparison rests on.
    var summary: Summary {
        Summary(
            before: looks.grid.before.title, after: looks.grid.after.title,
            isSimulated: looks.grid.before.isSimulated || looks.grid.after.isSimulated,
            margin: looks.margin * looks.grid.ground.pixelSize, pixelSize: looks.grid.ground.pixelSize,
            alignment: looks.alignment?.verdict.rawValue, comparedShare: comparison.comparedShare,
            notComparedShare: 1 - comparison.comparedShare, masks: looks.grid.masks,
            changedShare: comparison.changedShare,
            movedShadowShare: comparison.movedShadowShare,
            threshold: comparison.threshold, radiometry: comparison.radiometry, alteration: comparison.transform,
            refusal: comparison.refusal, remarks: looks.remarks)
    }

    /// The same in words.
    var text: String {
        if let refusal = comparison.refusal { return refusal }
        let area = comparison.changes.reduce(0) { $0 + $1.area }
        var lines = [
            "\(comparison.changes.count) changes, \(Int(area.rounded())) \(looks.grid.isMeasured ? "m²" : "square pixels") in all; "
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
            "changed_share": comparison.changedShare, "margin": looks.margin * looks.grid.ground.pixelSize,
        ]
        if let refusal = comparison.refusal { line["refusal"] = refusal }
        return line
    }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        let factor = pow(10, Double(digits))
        return (value * factor).rounded() / factor
    }
}
