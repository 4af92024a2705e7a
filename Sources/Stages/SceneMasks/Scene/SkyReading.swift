import Foundation
import Rasters
import Statistics

/// Cloud, its shadow and haze in a thinned reading.
///
/// With bands at 1.6 µm cloud is told by spectral tests alone; without, it is what is bright, white, as bright in the near infrared
/// as in blue, and wide or without a sharp edge. What has the same look and none of these stays undecided. Where a provider
/// delivered a mask, that is the cloud, and only its shadow and haze are sought.
struct SkyReading {
    var cloud: CellMap
    var shadow: CellMap
    private(set) var haze: CellMap
    /// Metres from the ground to the clouds, by their shadows.
    var height: Double?
    var notes: [String] = []
    /// Whether the bands allow cloud to be sought, or it was delivered.
    private(set) var isSought = false

    let reading: ThinnedReading
    /// Metres of a cell.
    let cell: Double
    /// Whether so much of the scene is white and not flat that snow lies at large.
    let isSnowy: Bool

    init(
        _ reading: ThinnedReading, size: RasterSize, step: SIMD2<Double>, cell: Double, bands: ObservedBands,
        water: CellMap, delivered: CellMap?
    ) {
        self.reading = reading
        self.cell = cell
        cloud = CellMap(width: size.width, height: size.height, step: step)
        shadow = cloud
        haze = cloud
        isSnowy = Self.isSnowy(reading)
        let isColoured =
            bands.isReflectance && reading.blue != nil && reading.red != nil && reading.green != nil
        if let delivered {
            cloud = delivered
            isSought = true
        } else if !isColoured {
            notes.append("cloud is not sought: that takes reflectances in blue, green and red")
            return
        } else if reading.short != nil, reading.nir != nil {
            findByShortwave()
            isSought = true
        } else if reading.nir != nil {
            findByShape()
            isSought = true
        } else {
            notes.append("cloud is not sought: without near infrared nothing tells it from snow and roofs")
            return
        }
        if isColoured { findHaze() }
        findShadows(bands: bands, water: water)
    }

    /// A number 0…1 that passes one half at a limit.
    static func above(_ value: Float, _ limit: Float, _ width: Float) -> Float {
        1 / (1 + exp(-max(-30, min(30, (value - limit) / width))))
    }

    /// Share of cells that must look like snow and not like cloud for a scene to count as snowy.
    private static let snowyShare = 0.05

    private static func isSnowy(_ reading: ThinnedReading) -> Bool {
        var (snowy, all) = (0, 0)
        for index in 0..<reading.count where reading.isValid(index) {
            all += 1
            if let green = reading.green, let short = reading.short, let near = reading.nir {
                let difference = (green[index] - short[index]) / max(0.001, green[index] + short[index])
                if difference > 0.4, near[index] > 0.11 { snowy += 1 }
            } else if let shares = reading.shares[index], shares.snow > 0.6,
                reading.nir == nil || reading.blueness[index] > 0.05
            {
                snowy += 1
            }
        }
        return Double(snowy) > snowyShare * Double(all)
    }

    /// Source: Zhu & Woodcock (2012), Remote Sensing of Environment 118, 83–94, equations 1 to 4 and 20: brightness, normalised
    /// difference of snow, whiteness, haze-optimised transform, near infrared by 1.6 µm. Their tests are yes or no and are
    /// followed by thermal ones; ours are soft, their weakest counts, and the limit on brightness stands in for the
    /// thermal test. What exceeds a normalised difference of 0.4 is snow rather than cloud: Hall, Riggs & Salomonson (1995), RSE 54,
    /// 127–140; where snow lies at large, 0.25, since snow under trees reaches no further. Cirrus at 1.37 µm: the same
    /// band and use as in Zhu, Wang & Woodcock (2015), RSE 159, 269–277.
    private mutating func findByShortwave() {
        guard let blue = reading.blue, let green = reading.green, let red = reading.red, let near = reading.nir,
            let short = reading.short
        else { return }
        let snowLimit: Float = isSnowy ? -0.25 : -0.4
        for index in 0..<reading.count where reading.isValid(index) {
            let (b, g, r, n, s) = (blue[index], green[index], red[index], near[index], short[index])
            let mean = max(0.001, (b + g + r) / 3)
            let whiteness = (abs(b - mean) + abs(g - mean) + abs(r - mean)) / mean
            let snow = (g - s) / max(0.001, g + s)
            let plants = (n - r) / max(0.001, n + r)
            let tests = [
                Self.above(mean, 0.17, 0.02), Self.above(-snow, snowLimit, 0.06), Self.above(-whiteness, -0.6, 0.08),
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

    /// Where even the darkest cells around are bluish and brighter than elsewhere in the scene.
    ///
    /// Source: Zhang, Guindon & Cihlar (2002), Remote Sensing of Environment 82, 173–187: the haze-optimised transform, here as
    /// the fifth percentile over squares of at least 150 m, less the lowest of all squares.
    private mutating func findHaze() {
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
                guard cells.count >= side * side / 4,
                    let level = Percentile.value(0.05, of: cells.map { blue[$0] - 0.5 * red[$0] })
                else { continue }
                squares.append((cells, level))
            }
        }
        guard squares.count >= 4, let lowest = squares.map(\.level).min() else { return }
        for square in squares where square.level - lowest > 0.06 {
            for index in square.cells where reading.shares[index].map({ $0.anySnow < 0.5 }) ?? false {
                haze.values[index] = max(haze.values[index], Self.above(square.level - lowest, 0.075, 0.01))
            }
        }
    }
}
