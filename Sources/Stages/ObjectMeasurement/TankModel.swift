import Foundation

/// How a standing cylinder shows in an image: which part of each pixel is ground, shadow, wall, rim or roof.
///
/// Parameters, in metres: east and north of the middle of the rim's image, radius, height of the shell, depth of the
/// roof below the rim, width of the rim as it shows, width of the seal between rim and floating roof.
///
/// Footprint, rim and roof are three circles of one radius: with the lean `l` and the shadow `s` of a metre of height,
/// and the rim's image at `c`, the footprint lies at `c − lH`, the roof at depth `d` at `c − ld`, and the shadow of
/// the rim ends at `c + (s − l)H` on the ground and at `c + (s − l)d` on the roof. The ratio of both is that of the
/// depths whatever the view.
struct TankModel: RegionModel {
    /// Index of each parameter.
    enum Parameter { static let east = 0, north = 1, radius = 2, height = 3, depth = 4, rim = 5, seal = 6 }

    let light: LightAndView
    /// Whether there is a roof that floats, which is in the shade of the shell in part.
    let isFloating: Bool
    /// Metres of a pixel of the sample.
    let pixel: Double
    /// Where the rim is looked for.
    let place: SIMD2<Double>
    /// Metres around it.
    let reach: Double
    /// Radii that are possible.
    let radii: ClosedRange<Double>
    /// Heights that are possible; a single one where it is known.
    let heights: ClosedRange<Double>

    var regionCount: Int { isFloating ? 9 : 5 }
    var shades: [(dark: Int, light: Int)] { isFloating ? [(1, 0), (5, 4), (8, 7)] : [(1, 0)] }

    var isFree: [Bool] {
        let isHeightKnown = heights.upperBound <= heights.lowerBound
        return isFloating
            ? [true, true, true, !isHeightKnown, true, true, true]
            : [true, true, true, !isHeightKnown, false, false, false]
    }

    var steps: [Double] {
        let small = 0.25 * pixel
        let along = min(2, small / max(0.1, light.apart.length))
        return [small, small, small, along, along, small, small]
    }

    func prior(_ index: Int) -> (mean: Double, deviation: Double)? {
        guard isFloating else { return nil }
        // Shells are plates with a stiffening ring; seals are some decimetres wide and seldom a metre.
        switch index {
        case Parameter.rim: return (0.3, 0.2)
        case Parameter.seal: return (0.6, 0.4)
        default: return nil
        }
    }

    func clamped(_ parameters: [Double]) -> [Double] {
        var result = parameters
        let away = SIMD2(parameters[0], parameters[1]) - place
        if away.length > reach {
            let back = place + away * (reach / away.length)
            result[0] = back.x
            result[1] = back.y
        }
        result[2] = min(max(result[2], radii.lowerBound), radii.upperBound)
        result[3] = min(max(result[3], heights.lowerBound), heights.upperBound)
        result[4] = isFloating ? min(max(result[4], 0), result[3]) : 0
        result[5] = isFloating ? min(max(result[5], 0.05), 1) : 0
        result[6] = isFloating ? min(max(result[6], 0), 1.6) : 0
        return result
    }

    /// A step from 0 to 1 that is as soft as a pixel with the usual blur of optics.
    @inline(__always)
    private func soft(_ distance: Double, _ half: Double) -> Double {
        if distance >= half { return 1 }
        if distance <= -half { return 0 }
        let t = (distance / half + 1) / 2
        return t * t * (3 - 2 * t)
    }

    func shares(_ parameters: [Double], of sample: PixelSample, into shares: inout [Double]) {
        let regions = regionCount
        let centre = SIMD2(parameters[0], parameters[1])
        let radius = parameters[2]
        let height = parameters[3]
        let depth = parameters[4]
        let inner = radius - parameters[5]
        let deck = inner - parameters[6]
        // 1.4 pixels: the spread of a pixel's mean with a blur that leaves a quarter at the sampling limit.
        let half = 1.4 * sample.pixel
        let lean = light.lean * height
        let wall = LineSegment(to: lean)
        let shadow = LineSegment(to: light.shadow * height)
        let lit = light.apart * depth
        let sunk = light.lean * depth
        let slant = light.lean.x * light.lean.x + light.lean.y * light.lean.y
        let sun = light.shadow / -max(1e-9, light.shadow.length)
        let far = radius + half
        for index in 0..<sample.count {
            let start = index * regions
            for region in 0..<regions { shares[start + region] = 0 }
            let p = SIMD2(sample.east[index], sample.north[index]) - centre
            let distance = p.length
            let top = soft(radius - distance, half)
            if top < 1 {
                let base = p + lean
                var silhouette = top
                if lean.length > 1e-3 { silhouette = max(top, soft(radius - wall.distance(to: base), half)) }
                var shade = 0.0
                if silhouette < 1 {
                    let nearest = shadow.distance(to: base)
                    if nearest < far { shade = soft(radius - nearest, half) }
                }
                shares[start] = (1 - silhouette) * (1 - shade)
                shares[start + 1] = (1 - silhouette) * shade
                shares[start + 2] = silhouette - top
            }
            guard top > 0 else { continue }
            guard isFloating else {
                shares[start + 3] = top
                let towards = p.x * sun.x + p.y * sun.y
                shares[start + 4] = top * towards / (distance * distance + 0.01 * radius * radius).squareRoot()
                continue
            }
            let bowl = soft(inner - distance, half)
            shares[start + 3] = top - bowl
            guard bowl > 0 else { continue }
            let sunlit = soft(radius - (p - lit).length, half)
            let onRoof = (p + sunk).length
            let roof = slant > 1e-6 ? soft(inner - onRoof, half) : 1
            let cover = soft(deck - onRoof, half)
            shares[start + 4] = bowl * roof * sunlit * cover
            shares[start + 5] = bowl * roof * (1 - sunlit)
            shares[start + 6] = bowl * roof * sunlit * (1 - cover)
            if roof < 1 {
                // How deep below the rim the wall is seen here, and whether the sun reaches there.
                let along = p.x * light.lean.x + p.y * light.lean.y
                let root = max(0, along * along + slant * (radius * radius - distance * distance)).squareRoot()
                let down = max(0, (root - along) / slant)
                let isLit = soft(radius - (p - light.apart * down).length, half)
                shares[start + 7] = bowl * (1 - roof) * isLit
                shares[start + 8] = bowl * (1 - roof) * (1 - isLit)
            }
        }
    }
}
