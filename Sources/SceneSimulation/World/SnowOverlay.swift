import Foundation
import Sites

/// Places that are cleared of snow, and ice on water.
///
/// The drawing knows one snow for all open ground. Windows with cleared places are drawn with and without snow on the ground,
/// and mixed here by where these lie.
struct SnowOverlay: Sendable {
    /// A share of open ground that is drawn as none, so that solids can still keep any share of their own.
    static let bareShare = 1e-4

    private let areas: [GroundArea]
    private let isWater: [Bool]
    private let isWaterElsewhere: Bool
    /// Cleared places, with the share of the snow around that lies there again.
    private let clearings: [(area: GroundArea, weight: Float)]
    /// What stands in the scene, which no ice covers.
    private let objects: [(box: FrameBox, top: Double)]
    private let lean: SIMD2<Double>
    private let ice: Float
    private let iceLight: Spectrum
    private let grain: Noise

    init(_ assembly: WorldAssembly) {
        let drawing = assembly.drawing
        let ground = assembly.snow.ground
        let script = assembly.world.script
        let time = assembly.order.time
        areas = drawing.areas
        isWater = assembly.isWater
        isWaterElsewhere = drawing.cover == .water
        lean = SIMD2(Double(drawing.view.lean.x), Double(drawing.view.lean.y))
        clearings =
            ground == 0
            ? []
            : script.snow.clearings.compactMap { clearing in
                guard let start = clearing.stay.start, start <= time else { return nil }
                let share = clearing.stay.contains(time) ? 0 : assembly.snow.share(since: clearing.stay.end)
                let rings = assembly.world.rings(of: clearing.part)
                return (GroundArea(rings: rings, cover: .asphalt), Float(min(1, share / ground)))
            }
        ice = Float(min(1, script.ice.filter { $0.stay.contains(time) }.map(\.share).max() ?? 0))
        let light = drawing.light
        let colour = Spectrum(0.42, 0.45, 0.46, 0.45, 0.41, 0.35).mixed(with: Palette.snow, Float(ground) * 0.8)
        iceLight = colour * light.transmission + light.pathReflectance
        grain = Noise(seed: drawing.seed &+ 77)
        objects = ice > 0 ? assembly.objects.map { ($0.box, $0.height) } : []
    }

    private static func meet(
        _ a: (west: Float, south: Float, east: Float, north: Float),
        _ b: (west: Float, south: Float, east: Float, north: Float)
    ) -> Bool { a.west < b.east && a.east > b.west && a.south < b.north && a.north > b.south }

    /// Whether a window of the frame has cleared places.
    func isCleared(_ window: (west: Float, south: Float, east: Float, north: Float)) -> Bool {
        clearings.contains { Self.meet($0.area.bounds, window) }
    }

    /// Whether a window of the frame has ice.
    func isIcy(_ window: (west: Float, south: Float, east: Float, north: Float)) -> Bool {
        ice > 0 && (isWaterElsewhere || zip(areas, isWater).contains { $1 && Self.meet($0.bounds, window) })
    }

    /// How much of the snow around lies at a place, 0…1.
    func snow(_ east: Float, _ north: Float) -> Float {
        clearings.last { $0.area.meets(east, north) }?.weight ?? 1
    }

    /// What is seen at a place with the ice that lies there.
    func frozen(_ seen: Spectrum, east: Float, north: Float) -> Spectrum {
        let last = areas.lastIndex { $0.meets(east, north) }
        guard last.map({ isWater[$0] }) ?? isWaterElsewhere else { return seen }
        let place = SIMD2(Double(east), Double(north))
        for object in objects {
            let reach = object.box.length + object.box.width + object.top
            guard abs(object.box.centre.x - place.x) < reach, abs(object.box.centre.y - place.y) < reach else {
                continue
            }
            for level in [1, 0.5, 0] where object.box.contains(place - lean * (object.top * level), within: 0.1) {
                return seen
            }
        }
        // Floes: octaves turned against each other, cut at the quantile of the share by a logistic curve.
        let depth =
            0.6 * grain.smooth((0.8 * east + 0.6 * north) / 44, (0.8 * north - 0.6 * east) / 44)
            + 0.36 * grain.smooth((0.28 * east + 0.96 * north) / 17, (0.96 * east - 0.28 * north) / 17)
            + 0.2 * grain.smooth((0.6 * east - 0.8 * north) / 6, (0.8 * east + 0.6 * north) / 6)
        let share = min(0.9999, ice)
        let limit = 0.38 / 1.702 * log(share / (1 - share))
        let cover = min(1, max(0, (limit - depth) * 8 + 0.5))
        let tone = 1 + 0.07 * grain.smooth(east / 3, north / 3) + 0.05 * grain.smooth(north / 0.9, -east / 0.9)
        return seen.mixed(with: iceLight * tone, cover)
    }
}

extension GroundArea {
    /// Whether a place lies in it, by the number of edges that a ray to the east crosses (Shimrat, 1962).
    func meets(_ x: Float, _ y: Float) -> Bool {
        guard x >= bounds.west, x <= bounds.east, y >= bounds.south, y <= bounds.north else { return false }
        var isInside = false
        for ring in rings {
            var previous = ring[ring.count - 1]
            for corner in ring {
                if (corner.y > y) != (previous.y > y),
                    x < (previous.x - corner.x) * (y - corner.y) / (previous.y - corner.y) + corner.x
                {
                    isInside.toggle()
                }
                previous = corner
            }
        }
        return isInside
    }
}
