import Foundation
import Geodesy
import Rasters

/// Looks for circles in a patch, to begin a fit at.
struct RimSearch {
    let patch: GroundPatch

    /// A circle on the ground plane.
    struct Circle {
        var centre: SIMD2<Double>
        var radius: Double
        var score: Double
    }

    /// The circles across which brightness changes most, all the way round: each at least a pixel and a half away from
    /// the others.
    ///
    /// - Parameters:
    ///   - place: Middle of the search.
    ///   - reach: Metres around it.
    ///   - radii: Radii to try.
    ///   - count: How many to give at the most.
    /// - Returns: The best first.
    func circles(around place: SIMD2<Double>, reach: Double, radii: ClosedRange<Double>, count: Int) -> [Circle] {
        let step = max(patch.pixel, radii.upperBound / 40)
        let gap = 1.2 * step
        let angles = 40
        let directions = (0..<angles).map { index -> SIMD2<Double> in
            let angle = 2 * Double.pi * Double(index) / Double(angles)
            return SIMD2(cos(angle), sin(angle))
        }
        let shifts = Int((reach / step).rounded(.up))
        var found: [Circle] = []
        for row in -shifts...shifts {
            for column in -shifts...shifts {
                let centre = place + SIMD2(Double(column), Double(row)) * step
                guard (centre - place).length <= reach + step / 2 else { continue }
                // Levels along each ray once for all radii.
                let first = radii.lowerBound - gap
                let samples = Int(((radii.upperBound + gap - first) / (step / 2)).rounded(.up)) + 1
                let rays = directions.map { direction in
                    (0..<samples).map { patch.value(at: centre + direction * (first + Double($0) * step / 2)) }
                }
                let lag = Int((gap / (step / 2)).rounded())
                for index in lag..<max(lag, samples - lag) {
                    var sum = 0.0
                    var known = 0
                    for ray in rays {
                        guard let inside = ray[index - lag], let outside = ray[index + lag] else { continue }
                        // The root keeps a few strong edges from outweighing a whole faint circle.
                        sum += abs(outside - inside).squareRoot()
                        known += 1
                    }
                    guard known > angles / 2 else { continue }
                    found.append(
                        Circle(
                            centre: centre, radius: first + Double(index) * step / 2, score: sum / Double(known)))
                }
            }
        }
        found.sort { $0.score > $1.score }
        var best: [Circle] = []
        for circle in found where best.count < count {
            let isNew = best.allSatisfy { other in
                (other.centre - circle.centre).length + abs(other.radius - circle.radius) > 2.5 * step
            }
            if isNew { best.append(circle) }
        }
        return best
    }
}
