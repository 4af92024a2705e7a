public import Evidence
import Foundation
import Geodesy
public import Sites

/// Detections that are what the site file says stands there for good.
public struct FixedStructures: Sendable {
    /// Share of a detection's box that must lie on a structure.
    static let neededShare = 0.5

    private let structures: [Structure]

    /// Takes the structures of a site.
    public init(_ structures: [Structure]) { self.structures = structures }

    /// Whether a detection lies on a structure that resembles its class. What an analyst accepted, drew or gave another
    /// class is what the analyst says.
    public func hold(_ detection: Detection) -> Bool {
        guard !structures.isEmpty, detection.review == .unreviewed, let box = detection.groundBox else { return false }
        return structures.contains { structure in
            guard structure.resembles.map({ $0 == detection.className }) ?? true else { return false }
            return Self.share(of: box, on: structure.area) >= Self.neededShare
        }
    }

    /// Share of a box on an area, from the middles of 8 × 4 cells.
    private static func share(of box: GroundBox, on area: MultiPolygon<GeoPoint>) -> Double {
        guard box.corners.count == 4 else { return 0 }
        var inside = 0
        for row in 0..<4 {
            for column in 0..<8 {
                let along = (Double(column) + 0.5) / 8
                let across = (Double(row) + 0.5) / 4
                func mean(_ value: (GeoPoint) -> Double) -> Double {
                    let bow = value(box.corners[0]) * (1 - across) + value(box.corners[1]) * across
                    let stern = value(box.corners[3]) * (1 - across) + value(box.corners[2]) * across
                    return bow * along + stern * (1 - along)
                }
                if area.contains(GeoPoint(longitude: mean(\.longitude), latitude: mean(\.latitude))) { inside += 1 }
            }
        }
        return Double(inside) / 32
    }

    /// A count that says how many detections were left out.
    static func telling(_ left: Int, in result: Observation.Result) -> Observation.Result {
        guard left > 0, case .count(let detected, let low, let high, let level, let method) = result else {
            return result
        }
        let words = left == 1 ? "1 detection" : "\(left) detections"
        return .count(
            detected: detected, low: low, high: high, level: level,
            method: method + "; \(words) left out, on fixed structures of the site file")
    }
}
