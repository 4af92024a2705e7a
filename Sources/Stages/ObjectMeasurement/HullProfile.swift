import Foundation
import Geodesy
import Rasters

/// How much brighter than water an image is around a ship, in the frame of its box.
struct HullProfile {
    let patch: GroundPatch
    let centre: SIMD2<Double>
    /// Unit vectors along the box and to the free side, where water is.
    private(set) var along: SIMD2<Double>
    private(set) var free: SIMD2<Double>
    let length: Double
    let beam: Double
    /// Whether there is a quay on the other side.
    let hasQuay: Bool
    private let water: [Double]
    private let spread: [Double]

    /// Takes a ship's box; nil where no water shows on its free side.
    init?(_ ship: ShipSubject, patch: GroundPatch) {
        self.patch = patch
        centre = ship.centre
        length = ship.length
        beam = ship.beam
        hasQuay = ship.quay != nil
        let angle = ship.azimuth * .pi / 180
        let axis = SIMD2(sin(angle), cos(angle))
        var side = SIMD2(axis.y, -axis.x)
        if let quay = ship.quay, ((quay - ship.centre) * side).sum() > 0 { side = -side }
        along = axis
        free = side
        // Water: from a quarter of a beam beyond the box to a beam beyond it, on the free side or on both.
        var found: [[Double]] = Array(repeating: [], count: patch.bandCount)
        for direction in ship.quay == nil ? [1.0, -1.0] : [1.0] {
            for u in stride(from: -0.45, through: 0.45, by: 0.03) {
                for v in stride(from: 0.8, through: 1.6, by: 0.1) {
                    let place = ship.centre + axis * (u * ship.length) + side * (direction * v * ship.beam)
                    for band in 0..<patch.bandCount {
                        if let value = patch.value(band..<band + 1, at: place) { found[band].append(value) }
                    }
                }
            }
        }
        guard (found.first?.count ?? 0) > 60 else { return nil }
        var water: [Double] = []
        var spread: [Double] = []
        for values in found {
            let sorted = values.sorted()
            // The brighter half is left out of the spread: other boats and their foam are bright, shadows dark.
            let middle = sorted[sorted.count * 2 / 5]
            water.append(middle)
            spread.append(max(1e-9, abs(sorted[sorted.count * 3 / 5] - sorted[sorted.count / 5]) / 1.095))
        }
        self.water = water
        self.spread = spread
        straighten()
    }

    /// Brightness above water at a place of the ship's frame, in units of the water's spread: that of the band where it is
    /// most, never below 0 and at most 40; nil where a pixel is missing.
    func excess(_ u: Double, _ v: Double) -> Double? {
        let place = centre + along * u + free * v
        var most = 0.0
        for band in 0..<patch.bandCount {
            guard let value = patch.value(band..<band + 1, at: place) else { return nil }
            most = max(most, (value - water[band]) / spread[band])
        }
        return min(40, most)
    }

    /// Difference from water in either direction, for wakes.
    func difference(_ u: Double, _ v: Double) -> Double? {
        let place = centre + along * u + free * v
        var sum = 0.0
        for band in 0..<patch.bandCount {
            guard let value = patch.value(band..<band + 1, at: place) else { return nil }
            sum += (value - water[band]) / spread[band]
        }
        return sum / Double(patch.bandCount)
    }

    /// Mean excess across a band of the hull at each step along it.
    func profileAlong(from first: Double, to last: Double, step: Double, offset: Double, half: Double) -> [Double?] {
        stride(from: first, through: last, by: step).map { u in
            mean(stride(from: -half, through: half, by: max(step, half / 4)).map { excess(u, offset + $0) })
        }
    }

    /// Mean excess along the middle of the hull at each step across it.
    func profileAcross(from first: Double, to last: Double, step: Double, half: Double) -> [Double?] {
        stride(from: first, through: last, by: step).map { v in
            mean(stride(from: -half, through: half, by: max(2 * step, half / 40)).map { excess($0, v) })
        }
    }

    private func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.count * 2 > values.count ? known.reduce(0, +) / Double(known.count) : nil
    }

    /// Turns the axis to where the edge on the free side is sharpest, within six degrees of the box's.
    private mutating func straighten() {
        let step = patch.pixel / 2
        var best: (angle: Double, sharpness: Double) = (0, -1)
        let (oldAlong, oldFree) = (along, free)
        for tick in -24...24 {
            let angle = Double(tick) * 0.25 * .pi / 180
            along = oldAlong * cos(angle) + oldFree * sin(angle)
            free = oldFree * cos(angle) - oldAlong * sin(angle)
            let profile = profileAcross(from: 0.2 * beam, to: 0.95 * beam, step: step, half: 0.33 * length)
            var sharpest = 0.0
            for index in 2..<max(2, profile.count) {
                if let inside = profile[index - 2], let outside = profile[index] {
                    sharpest = max(sharpest, inside - outside)
                }
            }
            // Of equally sharp ones the one nearest to the box.
            let sharpness = sharpest * (1 - 0.002 * abs(Double(tick)))
            if sharpness > best.sharpness { best = (angle, sharpness) }
        }
        along = oldAlong * cos(best.angle) + oldFree * sin(best.angle)
        free = oldFree * cos(best.angle) - oldAlong * sin(best.angle)
    }

    /// Direction of the axis in degrees clockwise from north, 0 ..< 180.
    var azimuth: Double {
        let angle = atan2(along.x, along.y) * 180 / .pi
        return (angle + 360).truncatingRemainder(dividingBy: 180)
    }
}
