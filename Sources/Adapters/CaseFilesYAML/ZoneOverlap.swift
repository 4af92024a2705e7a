import Foundation
import Geodesy

extension MultiPolygon where Point == GeoPoint {
    /// Square metres that this area shares with another.
    ///
    /// Summed over 512 lines of equal latitude through the strip that both reach, with the widths
    /// that both cover on each line: good to about one part in a hundred, for areas of some
    /// kilometres that do not lie at a pole.
    func squareMetresShared(with other: MultiPolygon<GeoPoint>) -> Double {
        guard let own = bounds, let theirs = other.bounds else { return 0 }
        let south = max(own.minimum.latitude, theirs.minimum.latitude)
        let north = min(own.maximum.latitude, theirs.maximum.latitude)
        guard south < north, own.minimum.longitude < theirs.maximum.longitude,
            theirs.minimum.longitude < own.maximum.longitude
        else { return 0 }
        let lines = 512
        var degrees = 0.0
        for line in 0..<lines {
            let latitude = south + (north - south) * (Double(line) + 0.5) / Double(lines)
            degrees += Self.sharedLength(spans(at: latitude), other.spans(at: latitude))
        }
        let scale = Ellipsoid.wgs84.metresPerDegree(latitude: (south + north) / 2)
        return degrees * scale.east * (north - south) / Double(lines) * scale.north
    }

    /// Spans of longitude inside the area on a line of equal latitude, from west to east.
    private func spans(at latitude: Double) -> [(Double, Double)] {
        var crossings: [Double] = []
        for ring in parts.flatMap(\.rings) {
            guard var previous = ring.corners.last else { continue }
            for corner in ring.corners {
                if (corner.latitude > latitude) != (previous.latitude > latitude) {
                    let share = (latitude - previous.latitude) / (corner.latitude - previous.latitude)
                    crossings.append(previous.longitude + share * (corner.longitude - previous.longitude))
                }
                previous = corner
            }
        }
        crossings.sort()
        return stride(from: 0, to: crossings.count - 1, by: 2).map { (crossings[$0], crossings[$0 + 1]) }
    }

    private static func sharedLength(_ a: [(Double, Double)], _ b: [(Double, Double)]) -> Double {
        var (i, j) = (0, 0)
        var length = 0.0
        while i < a.count, j < b.count {
            length += max(0, min(a[i].1, b[j].1) - max(a[i].0, b[j].0))
            if a[i].1 < b[j].1 { i += 1 } else { j += 1 }
        }
        return length
    }
}
