import Foundation
import Sites

/// Places that are cleared of snow, and ice on water.
///
/// The drawing knows one snow for all open ground. Windows with cleared places are drawn with and without snow on the ground,
/// and mixed here by where these lie.
struct SnowOverlay: Sendable {
    /// A cleared place, with the share of the snow around that lies there again.
    struct Clearing: Sendable {
        let area: GroundArea
        let weight: Float
    }

    private let clearings: [Clearing]
    private let ice: Float
    private let iceLight: Spectrum
    private let grain: Noise

    init(_ assembly: WorldAssembly) {
        let drawing = assembly.drawing
        let ground = assembly.snow.ground
        let script = assembly.world.script
        let time = assembly.order.time
        clearings =
            ground == 0
            ? []
            : script.snow.clearings.compactMap { clearing in
                guard let start = clearing.stay.start, start <= time else { return nil }
                let share = clearing.stay.contains(time) ? 0 : assembly.snow.share(since: clearing.stay.end)
                let rings = assembly.world.rings(of: clearing.part)
                return Clearing(
                    area: GroundArea(rings: rings, cover: .asphalt), weight: Float(min(1, share / ground)))
            }
        ice = Float(min(1, script.ice.filter { $0.stay.contains(time) }.map(\.share).max() ?? 0))
        let light = drawing.light
        let colour = Spectrum(0.42, 0.45, 0.46, 0.45, 0.41, 0.35).mixed(with: Palette.snow, Float(ground) * 0.8)
        iceLight = colour * light.transmission + light.pathReflectance
        grain = Noise(seed: drawing.seed &+ 77)
    }

    /// Cleared places that reach into a window of the frame, later ones on earlier ones.
    func clearings(in window: (west: Float, south: Float, east: Float, north: Float)) -> [Clearing] {
        clearings.filter { clearing in
            let bounds = clearing.area.bounds
            return bounds.west < window.east && bounds.east > window.west && bounds.south < window.north
                && bounds.north > window.south
        }
    }

    /// Whether there is ice on the water.
    var isIcy: Bool { ice > 0 }

    /// What is seen at a place with the ice that lies on its water.
    ///
    /// - Parameters:
    ///   - seen: What is seen of it without ice.
    ///   - water: Share of it that is open water, 0…1.
    ///   - east: Metres east of the frame's origin.
    ///   - north: Metres north of it.
    /// - Returns: The light of both.
    func frozen(_ seen: Spectrum, water: Float, east: Float, north: Float) -> Spectrum {
        // Floes: octaves turned against each other, cut at the quantile of the share by a logistic curve.
        let depth =
            0.6 * grain.smooth((0.8 * east + 0.6 * north) / 44, (0.8 * north - 0.6 * east) / 44)
            + 0.36 * grain.smooth((0.28 * east + 0.96 * north) / 17, (0.96 * east - 0.28 * north) / 17)
            + 0.2 * grain.smooth((0.6 * east - 0.8 * north) / 6, (0.8 * east + 0.6 * north) / 6)
        let share = min(0.9999, ice)
        let limit = 0.38 / 1.702 * log(share / (1 - share))
        let cover = min(1, max(0, (limit - depth) * 8 + 0.5))
        guard cover > 0 else { return seen }
        let tone = 1 + 0.07 * grain.smooth(east / 3, north / 3) + 0.05 * grain.smooth(north / 0.9, -east / 0.9)
        return seen.mixed(with: iceLight * tone, cover * water)
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
