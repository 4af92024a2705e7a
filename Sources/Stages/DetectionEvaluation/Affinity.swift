import Foundation
import Geodesy

/// By what a detection and an object are taken for the same.
public enum MatchMeasure: String, Hashable, Codable, CaseIterable, Sendable {
    /// Intersection over union of the rectangles as they are turned.
    case oriented
    /// Intersection over union of the upright boxes around them.
    case upright
    /// Distance of their centres: for thin objects, where a metre to the side leaves no overlap.
    case centre
}

/// How alike the objects and the detections of one image and class are, 0…1.
///
/// For ``MatchMeasure/oriented`` and ``MatchMeasure/upright`` the intersection over union; with a
/// ``TruthObject/Weight/region`` the share of the detection that lies in it, as pycocotools has it for crowds.
/// For ``MatchMeasure/centre`` 1 − *d*/2*D*, *d* being the distance of the centres and *D* the largest distance
/// allowed, so that 0.5 is that distance; with a region 1 where it holds the centre, else 0.
struct Affinity {
    /// For each detection the objects that it has anything in common with, in the order of the objects.
    private(set) var rows: [[(truth: Int, value: Double)]]

    init(truth: [TruthObject], found: [FoundObject], measure: MatchMeasure, reach: Double) {
        rows = []
        rows.reserveCapacity(found.count)
        let truthSides = truth.map { Footprint($0.box, $0.upright, measure, reach) }
        for detection in found {
            let side = Footprint(detection.box, detection.upright, measure, reach)
            var row: [(Int, Double)] = []
            for (index, other) in truthSides.enumerated() where side.mayTouch(other) {
                let value = side.affinity(
                    to: other, isRegion: truth[index].weight == .region, measure: measure, reach: reach)
                if value > 0 { row.append((index, value)) }
            }
            rows.append(row)
        }
    }

    /// A rectangle with what is compared with many others worked out once.
    private struct Footprint {
        let bounds: UprightBox
        let ring: Ring<PixelPoint>
        let centre: PixelPoint
        let area: Double

        init(_ box: OrientedBox, _ upright: UprightBox, _ measure: MatchMeasure, _ reach: Double) {
            centre = box.centre
            switch measure {
            case .upright:
                bounds = upright
                ring = Ring([])
                area = (upright.right - upright.left) * (upright.bottom - upright.top)
            case .oriented:
                bounds = UprightBox(around: box)
                ring = box.ring
                area = box.area
            case .centre:
                // Wide enough to touch whatever may be near enough, or may hold the centre.
                let around = UprightBox(around: box)
                bounds = UprightBox(
                    left: min(around.left, centre.column - reach), top: min(around.top, centre.row - reach),
                    right: max(around.right, centre.column + reach), bottom: max(around.bottom, centre.row + reach))
                ring = box.ring
                area = box.area
            }
        }

        func mayTouch(_ other: Footprint) -> Bool {
            bounds.left <= other.bounds.right && other.bounds.left <= bounds.right
                && bounds.top <= other.bounds.bottom && other.bounds.top <= bounds.bottom
        }

        func affinity(to truth: Footprint, isRegion: Bool, measure: MatchMeasure, reach: Double) -> Double {
            switch measure {
            case .centre:
                if isRegion { return truth.ring.contains(centre) ? 1 : 0 }
                let distance = hypot(centre.column - truth.centre.column, centre.row - truth.centre.row)
                return max(0, 1 - distance / (2 * reach))
            case .upright, .oriented:
                let shared: Double
                if measure == .oriented {
                    shared = abs(ring.clipped(toConvex: truth.ring).signedArea)
                } else {
                    let width = min(bounds.right, truth.bounds.right) - max(bounds.left, truth.bounds.left)
                    let height = min(bounds.bottom, truth.bounds.bottom) - max(bounds.top, truth.bounds.top)
                    shared = width > 0 && height > 0 ? width * height : 0
                }
                let whole = isRegion ? area : area + truth.area - shared
                return whole > 0 ? shared / whole : 0
            }
        }
    }
}
