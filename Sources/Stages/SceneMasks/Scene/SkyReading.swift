import Foundation
import Rasters

/// Cloud, its shadow and haze in a thinned reading.
///
/// With bands at 1.6 µm cloud is told by spectral tests alone; without, it is what is bright, white, as bright in the near infrared
/// as in blue, and wide. Small things with the same look stay undecided.
struct SkyReading {
    private(set) var cloud: CellMap
    private(set) var shadow: CellMap
    private(set) var haze: CellMap
    /// Metres from the ground to the clouds, by their shadows.
    private(set) var height: Double?
    private(set) var notes: [String] = []
    /// Whether the bands allow cloud to be sought.
    private(set) var isSought = false

    /// Half the width in metres that cloud has somewhere, where no band at 1.6 µm tells it from a white roof.
    static let leastHalfWidth = 25.0
    /// Metres from the ground at which clouds are sought.
    static let heights = stride(from: 200.0, through: 6000, by: 100)

    init(_ reading: ThinnedReading, size: RasterSize, step: SIMD2<Double>, cell: Double, bands: ObservedBands) {
        cloud = CellMap(width: size.width, height: size.height, step: step)
        shadow = cloud
        haze = cloud
        guard bands.isReflectance, reading.blue != nil, reading.red != nil, reading.green != nil else {
            notes.append("cloud is not sought: that takes reflectances in blue, green and red")
            return
        }
        if reading.short != nil, reading.nir != nil {
            findByShortwave(reading)
        } else if reading.nir != nil {
            findByShape(reading, cell: cell)
        } else {
            notes.append("cloud is not sought: without near infrared nothing tells it from snow and roofs")
            return
        }
        isSought = true
        findHaze(reading, cell: cell)
        findShadows(reading, cell: cell, bands: bands)
    }

    /// A number 0…1 that passes one half at a limit.
    static func above(_ value: Float, _ limit: Float, _ width: Float) -> Float {
        1 / (1 + exp(-max(-30, min(30, (value - limit) / width))))
    }

    /// Source: Zhu & Woodcock (2012), Remote Sensing of Environment 118, 83–94, equations 1 to 4 and 20: brightness, normalised
    /// difference of snow, whiteness, haze-optimised transform, near infrared by 1.6 µm. Their tests are yes or no and are
    /// followed by thermal ones; ours are soft, their weakest counts, and the limit on brightness stands in for the
    /// thermal test. What exceeds a normalised difference of 0.4 is snow rather than cloud: Hall, Riggs & Salomonson (1995), RSE 54,
    /// 127–140. Cirrus at 1.37 µm: the same band and use as in Zhu, Wang & Woodcock (2015), RSE 159, 269–277.
    private mutating func findByShortwave(_ reading: ThinnedReading) {
        guard let blue = reading.blue, let green = reading.green, let red = reading.red, let near = reading.nir,
            let short = reading.short
        else { return }
        for index in 0..<reading.count where reading.isValid(index) {
            let (b, g, r, n, s) = (blue[index], green[index], red[index], near[index], short[index])
            let mean = max(0.001, (b + g + r) / 3)
            let whiteness = (abs(b - mean) + abs(g - mean) + abs(r - mean)) / mean
            let snow = (g - s) / max(0.001, g + s)
            let plants = (n - r) / max(0.001, n + r)
            let tests = [
                Self.above(mean, 0.17, 0.02), Self.above(-snow, -0.4, 0.06), Self.above(-whiteness, -0.6, 0.08),
                Self.above(b - 0.5 * r, 0.09, 0.012), Self.above(n / max(0.001, s), 0.8, 0.06),
                Self.above(-plants, -0.45, 0.06), Self.above(s, 0.06, 0.015),
            ]
            cloud.values[index] = tests.min() ?? 0
            if let cirrus = reading.cirrus {
                let thin = Self.above(cirrus[index], 0.02, 0.004)
                if thin > 0.5, cloud.values[index] < 0.5 { haze.values[index] = thin }
            }
        }
    }

    /// Bright, white, no darker in the near infrared than in blue, and wide. Snow falls off towards the near infrared, the more
    /// the coarser its grains (Warren, 1982, Reviews of Geophysics 20, 67–89); cloud does not.
    private mutating func findByShape(_ reading: ThinnedReading, cell: Double) {
        guard let blue = reading.blue, let red = reading.red, let green = reading.green else { return }
        var strict = cloud
        var loose = cloud
        for index in 0..<reading.count where reading.isValid(index) {
            let mean = reading.visible[index]
            let colour =
                (max(blue[index], max(green[index], red[index])) - min(blue[index], min(green[index], red[index])))
                / max(0.001, mean)
            let flat = min(
                Self.above(-reading.blueness[index], -0.075, 0.02), Self.above(reading.blueness[index], -0.25, 0.03))
            let white = Self.above(-colour, -0.16, 0.02)
            strict.values[index] = min(min(flat, white), Self.above(mean, 0.42, 0.03))
            loose.values[index] = min(Self.above(-colour, -0.35, 0.05), Self.above(mean, 0.28, 0.03))
        }
        let radius = max(1, Int((Self.leastHalfWidth / cell).rounded()))
        let wide = strict.opened(by: radius)
        // From the wide cores on outwards over what is still white and bright: the fringes of a cloud.
        var reached = wide
        for index in reached.values.indices {
            reached.values[index] = wide.values[index] > 0.5 && strict.values[index] > 0.5 ? 1 : 0
        }
        for component in union(strict, loose).components() {
            guard component.contains(where: { reached.values[$0] > 0.5 }) else { continue }
            // The fringe of a cloud is not wider than the cloud: what hangs on it farther out is something else.
            for index in component where strict.values[index] > 0.5 { cloud.values[index] = strict.values[index] }
        }
        let fringe = cloud.smoothed(by: max(1, Int((12 / cell).rounded())))
        for index in cloud.values.indices
        where cloud.values[index] < 0.5 && fringe.values[index] > 0.02 && loose.values[index] > 0.5 {
            cloud.values[index] = max(0.55, loose.values[index] * 0.8)
        }
    }

    private func union(_ first: CellMap, _ second: CellMap) -> CellMap {
        var all = first
        for index in all.values.indices { all.values[index] = max(first.values[index], second.values[index]) }
        return all
    }

    /// Where even the darkest cells around are bluish and brighter than elsewhere in the scene.
    ///
    /// Source: Zhang, Guindon & Cihlar (2002), Remote Sensing of Environment 82, 173–187: the haze-optimised transform, here as
    /// the fifth percentile over squares of at least 150 m, less the lowest of all squares.
    private mutating func findHaze(_ reading: ThinnedReading, cell: Double) {
        guard let blue = reading.blue, let red = reading.red else { return }
        let side = max(12, Int((150 / cell).rounded(.up)))
        var squares: [(cells: [Int], level: Float)] = []
        for top in stride(from: 0, to: haze.height, by: side) {
            for left in stride(from: 0, to: haze.width, by: side) {
                var cells: [Int] = []
                for row in top..<min(top + side, haze.height) {
                    for column in left..<min(left + side, haze.width) {
                        let index = row * haze.width + column
                        if reading.isValid(index), cloud.values[index] < 0.3 { cells.append(index) }
                    }
                }
                guard cells.count >= side * side / 4 else { continue }
                squares.append((cells, SceneStatistics.percentile(cells.map { blue[$0] - 0.5 * red[$0] }, 0.05)))
            }
        }
        guard squares.count >= 4, let lowest = squares.map(\.level).min() else { return }
        for square in squares where square.level - lowest > 0.06 {
            for index in square.cells where reading.shares[index].map({ $0.anySnow < 0.5 }) ?? false {
                haze.values[index] = max(haze.values[index], Self.above(square.level - lowest, 0.075, 0.01))
            }
        }
    }

    /// Shifts clouds along the sun's direction by what each height gives, and keeps the height whose cells are darkest.
    ///
    /// Source: Zhu & Woodcock (2012), section 3.2 (object matching); a single height is sought for the scene here, and
    /// darkness in the near infrared is compared with that of cells that are not cloud.
    private mutating func findShadows(_ reading: ThinnedReading, cell: Double, bands: ObservedBands) {
        let clouds = cloud.values.indices.filter { cloud.values[$0] > 0.5 }
        guard !clouds.isEmpty else { return }
        guard let sun = bands.towardsSun, let elevation = bands.sunElevation, let near = reading.nir else {
            notes.append("shadows of clouds are not sought, since where the sun stood is not known")
            return
        }
        let others = cloud.values.indices.filter { cloud.values[$0] < 0.1 && reading.isValid($0) }
        guard others.count > clouds.count / 20, others.count > 16 else { return }
        let usual = SceneStatistics.percentile(others.map { near[$0] }, 0.5)
        let slope = 1 / tan(max(3, elevation) * .pi / 180)
        let way = -sun * slope - bands.lean
        var best: (height: Double, darkness: Float, cells: Set<Int>)?
        for height in Self.heights {
            let shift = way * (height / cell)
            // Below a cell nothing is told; beyond the scene neither.
            guard max(abs(shift.x), abs(shift.y)) >= 1.5 else { continue }
            let (dx, dy) = (Int(shift.x.rounded()), Int(shift.y.rounded()))
            var cells: Set<Int> = []
            var sum: Float = 0
            for index in clouds {
                let (column, row) = (index % cloud.width + dx, index / cloud.width + dy)
                guard column >= 0, row >= 0, column < cloud.width, row < cloud.height else { continue }
                let target = row * cloud.width + column
                guard reading.isValid(target), cloud.values[target] < 0.2, cells.insert(target).inserted else {
                    continue
                }
                sum += near[target]
            }
            guard cells.count >= max(12, clouds.count / 25) else { continue }
            let level = sum / Float(cells.count)
            let darkness = level / max(0.01, usual)
            if best.map({ darkness < $0.darkness }) ?? true { best = (height, darkness, cells) }
        }
        guard let best, best.darkness < 0.72 else {
            if best != nil { notes.append("no height of the clouds explains dark places as their shadows") }
            return
        }
        height = best.height
        for index in best.cells { shadow.values[index] = 1 }
        // The edge of a cloud is vague, and so is that of its shadow.
        shadow = shadow.smoothed(by: max(1, Int((15 / cell).rounded())))
        for index in shadow.values.indices {
            shadow.values[index] = cloud.values[index] > 0.5 ? 0 : min(1, shadow.values[index] * 1.6)
        }
    }
}
