import Foundation
import Rasters

extension Patch {
    /// The way to the sun.
    struct SunRay {
        /// Unit vector east and north.
        let way: SIMD2<Float>
        /// Metres up for one metre along.
        let slope: Float

        /// The way to the sun of a light; nil where it stands in the zenith and nothing has a shadow.
        init?(_ light: Light) {
            let direction = light.direction
            let flat = (direction.x * direction.x + direction.y * direction.y).squareRoot()
            guard flat > 1e-4 else { return nil }
            way = SIMD2(direction.x / flat, direction.y / flat)
            slope = direction.z / flat
        }
    }

    /// Takes the sun from places behind something.
    mutating func castShadows() {
        guard let ray = SunRay(drawing.light) else { return }
        for order in index.shadows(in: window) {
            let solid = drawing.solids[order]
            solid.shape.castShadow(in: &self, as: solid, order: order, along: ray)
        }
    }

    /// The shadow of one solid; generic for the same reason as ``raise(_:as:order:)``.
    @inline(__always)
    mutating func castShadow(_ shape: some SolidShape, as solid: PlacedSolid, order: Int, along ray: SunRay) {
        guard !shape.isFlat else { return }
        let lean = drawing.view.lean
        let top = shape.top + solid.base
        let way = solid.localDirection(ray.way.x, ray.way.y)
        let halfLength = shape.length / 2
        let halfWidth = shape.width / 2
        let sweep = index.shaded[order]
        for row in rows(south: sweep.bounds.south, north: sweep.bounds.north) {
            let line = row / samples * window.width
            let offset = row % samples * samples
            let y = north(row)
            for column in columns(of: sweep, row: row) {
                let pixel = line + column / samples
                var level: Float = 0
                if details[pixel] >= 0 {
                    let place = Int(details[pixel]) + offset + column % samples
                    guard places[place].isLit else { continue }
                    level = places[place].elevation
                }
                guard level < top else { continue }
                let spot = solid.local(east(column) - lean.x * level, y - lean.y * level)
                // Where the way to the sun enters and leaves the bounds of the shape.
                var enter: Float = 0.12
                var leave = (top - level) / ray.slope
                clip(&enter, &leave, position: spot.u, step: way.u, half: halfLength)
                clip(&enter, &leave, position: spot.v, step: way.v, half: halfWidth)
                guard enter < leave else { continue }
                var distance = enter
                while distance < leave {
                    let height = level + distance * ray.slope + 0.04
                    let own = shape.height(spot.u + way.u * distance, spot.v + way.v * distance)
                    if own > 0, own + solid.base > height, !solid.isRaised || height > solid.base {
                        places[place(column, row)].isLit = false
                        break
                    }
                    distance += 0.16
                }
            }
        }
    }

    /// Light of each pixel, row by row with its margin.
    ///
    /// - Parameter isCleared: Whether open ground is drawn without the snow that lies on it.
    /// - Returns: Reflectances above the atmosphere.
    func lit(isCleared: Bool = false) -> [Spectrum] {
        let light = Shading(drawing)
        let path = drawing.light.pathReflectance
        let through = drawing.light.transmission
        let count = samples * samples
        let share = 1 / Float(count)
        // Snow changes from pixel to pixel; what it lies on, from place to place.
        let fall = drawing.snow.map(Snowfall.init)
        var pixels = [Spectrum](repeating: .zero, count: window.size.count)
        for row in 0..<window.height {
            for column in 0..<window.width {
                let pixel = row * window.width + column
                let layer = fall?.layer(grain, east: east(column * samples), north: north(row * samples))
                var sum: Spectrum
                if details[pixel] < 0 {
                    let look = looks[Int(covers[pixel]) + 1]
                    sum = colours[pixel]
                    if let fall, let layer, !isCleared, look.snowKept > 0 {
                        sum = fall.covering(sum, layer, kept: look.snowKept, up: 1)
                    }
                    if look.gloss > 0 { sum += Spectrum(repeating: look.gloss * light.glint) }
                } else {
                    sum = .zero
                    let start = Int(details[pixel])
                    for index in start..<start + count {
                        let isBare = isCleared && places[index].owner < 0
                        sum += light.seen(places[index], fall, isBare ? nil : layer)
                    }
                    sum *= share
                }
                pixels[pixel] = sum * through + path
            }
        }
        return pixels
    }

    /// Share of each pixel that is open water, row by row, without the margin.
    func water() -> [Float] {
        let count = samples * samples
        var shares: [Float] = []
        shares.reserveCapacity((window.width - 2 * margin) * (window.height - 2 * margin))
        for row in margin..<window.height - margin {
            for column in margin..<window.width - margin {
                let pixel = row * window.width + column
                if details[pixel] < 0 {
                    shares.append(looks[Int(covers[pixel]) + 1].isWater ? 1 : 0)
                } else {
                    let start = Int(details[pixel])
                    let wet = places[start..<start + count].count(where: \.isWater)
                    shares.append(Float(wet) / Float(count))
                }
            }
        }
        return shares
    }
}

/// How surfaces reflect the light of a scene towards its sensor.
private struct Shading {
    private let direction: SIMD3<Float>
    private let sky: Spectrum
    private let direct: Spectrum
    /// Halfway between sun and sensor, for what is mirrored.
    private let half: SIMD3<Float>
    /// What a level surface of full gloss mirrors.
    let glint: Float

    init(_ drawing: SceneDrawing) {
        direction = drawing.light.direction
        sky = drawing.light.skyShare
        direct = (Spectrum(repeating: 1) - sky) / direction.z
        let lean = drawing.view.lean
        let toSensor = SIMD3(-lean.x, -lean.y, 1) / (lean.x * lean.x + lean.y * lean.y + 1).squareRoot()
        var half = direction + toSensor
        half /= (half.x * half.x + half.y * half.y + half.z * half.z).squareRoot()
        self.half = half
        glint = Self.peak(half.z) * 0.9
    }

    /// The twentieth power.
    @inline(__always)
    private static func peak(_ mirrored: Float) -> Float {
        let squared = mirrored * mirrored
        let power = squared * squared
        return power * power * power * power * power
    }

    /// Light of a place, with the snow of a layer where one is given.
    @inline(__always)
    func seen(_ place: Patch.Place, _ fall: Snowfall?, _ layer: Snowfall.Layer?) -> Spectrum {
        let flat = place.normal
        let up = max(0, 1 - flat.x * flat.x - flat.y * flat.y).squareRoot()
        var own = place.colour
        if let fall, let layer, place.hold > 0 { own = fall.covering(own, layer, kept: place.hold, up: up) }
        if flat == .zero, place.gloss == 0 { return place.isLit ? own : own * sky }
        let facing = place.isLit ? max(0, flat.x * direction.x + flat.y * direction.y + up * direction.z) : 0
        var light = own * (direct * facing + sky * (0.5 + 0.5 * up))
        if place.gloss > 0, place.isLit {
            let mirrored = max(0, flat.x * half.x + flat.y * half.y + up * half.z)
            light += Spectrum(repeating: place.gloss * Self.peak(mirrored) * 0.9)
        }
        return light
    }
}

/// Snow as it lies in patches.
private struct Snowfall {
    private let share: Float
    private let patch: Float
    /// The depth at which ground that keeps all its snow begins to show.
    private let fullLimit: Float

    /// Snow around a place.
    struct Layer {
        /// A number of about the normal distribution with a deviation of 0.313.
        let depth: Float
        let tone: Float
    }

    init(_ snow: SnowCover) {
        share = Float(snow.share)
        patch = Float(snow.patch)
        fullLimit = Self.limit(share)
    }

    /// The quantile of a share, by a logistic curve.
    private static func limit(_ share: Float) -> Float {
        let share = min(0.9999, max(0.0001, share))
        return 0.313 / 1.702 * log(share / (1 - share))
    }

    func layer(_ grain: Noise, east: Float, north: Float) -> Layer {
        let x = east / patch
        let y = north / patch
        // Octaves turned against each other, or the lattice of the noise would show.
        let depth =
            0.62 * grain.smooth(0.8 * x + 0.6 * y + 100, 0.8 * y - 0.6 * x)
            + 0.34 * grain.smooth(2.1 * (0.28 * x + 0.96 * y), 2.1 * (0.96 * x - 0.28 * y) + 50)
            + 0.18 * grain.smooth(5.3 * (0.6 * x - 0.8 * y) + 9, 5.3 * (0.8 * x + 0.6 * y))
        let tone =
            0.93 + 0.07 * grain.smooth(x * 0.7 - 31, y * 0.7) + 0.03 * grain.smooth(east * 1.9, north * 1.9)
        return Layer(depth: depth, tone: tone)
    }

    @inline(__always)
    func covering(_ colour: Spectrum, _ layer: Layer, kept: Float, up: Float) -> Spectrum {
        let limit = kept == 1 ? fullLimit : Self.limit(share * kept)
        let weight = min(1, max(0, (limit - layer.depth) * 3 + 0.5)) * min(1, max(0, (up - 0.45) * 3))
        return weight > 0 ? colour.mixed(with: Palette.snow * layer.tone, weight) : colour
    }
}
