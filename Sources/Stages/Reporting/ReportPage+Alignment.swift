import Evidence
import Foundation

/// How a scene lies against the others, in words.
extension ReportPage {
    /// Where a scene was laid, by how much it was moved, how well that is known and what it is good for.
    func laid(_ alignment: Alignment) -> String {
        let reference = index.scenes.first { $0.id == alignment.reference }?.title ?? "the reference"
        guard let correction = alignment.correction, let margin = alignment.margin else {
            return "nothing: it stays where its provider put it and is not compared with \(reference), because "
                + Wording.joined(alignment.reasons).map(Wording.clause).joined(separator: "; ")
        }
        let unit = alignment.frame == .grid ? "pixels" : "m"
        let moved = (correction.shift * correction.shift).sum().squareRoot()
        let agreeing = alignment.points.count { $0.agrees }
        return
            "\(reference), moved by \(Wording.number(moved, decimals: 2)) \(unit); \(alignment.verdict.rawValue), margin "
            + "\(Wording.number(margin, decimals: 2)) \(unit), \(agreeing) of \(alignment.points.count) places agree"
            + (alignment.reasons.isEmpty
                ? "" : "; " + Wording.joined(alignment.reasons).map(Wording.clause).joined(separator: "; "))
    }
}
