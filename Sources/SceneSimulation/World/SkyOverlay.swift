import Foundation
import Rasters
import Sites

/// Clouds with their shadows, and smoke and steam, which lie between the ground and the sensor.
struct SkyOverlay: Sendable {
    /// Metres from the ground to the clouds.
    private static let cloudHeight: Float = 900
    private let noise: Noise
    /// Level of the noise above which there is cloud; nil without cloud.
    private let level: Float?
    private let shadow: SIMD2<Float>
    private let cloud: Spectrum
    private let plumes: [(start: SIMD2<Float>, way: SIMD2<Float>, length: Float, colour: Spectrum)]
    /// Share of the scene under cloud, as far as it can be seen through less than half.
    let cloudCover: Double

    init(_ assembly: WorldAssembly) {
        let drawing = assembly.drawing
        let order = assembly.order
        noise = Noise(seed: assembly.world.seed ^ streamName("clouds \(order.time.timeIntervalSince1970)"))
        let light = drawing.light
        let sun = light.direction
        let flat = (sun.x * sun.x + sun.y * sun.y).squareRoot()
        // A place lies in the shadow of the cloud that stands towards the sun; the cloud itself leans with the view.
        let toSun = flat > 0 ? SIMD2(sun.x, sun.y) / flat * (Self.cloudHeight * flat / sun.z) : .zero
        shadow = toSun + drawing.view.lean * Self.cloudHeight
        cloud = Spectrum(0.74, 0.74, 0.74, 0.74, 0.74, 0.74) + light.pathReflectance * 0.3
        plumes = assembly.world.script.plumes.filter { $0.stay.contains(order.time) }.map { plume in
            let place = assembly.world.grid.frame(plume.place)
            let heading = assembly.world.grid.heading(ofAzimuth: plume.windFrom + 180)
            let colour = plume.kind == .steam ? Spectrum(repeating: 0.62) : Spectrum(repeating: 0.07)
            return (
                SIMD2(Float(place.x), Float(place.y)), SIMD2(Float(cos(heading)), Float(sin(heading))),
                Float(plume.length), colour
            )
        }
        // The level that leaves the wanted share of the scene, found on a coarse grid.
        guard order.clouds > 0 else {
            level = nil
            cloudCover = 0
            return
        }
        let steps = 96
        var samples: [Float] = []
        for row in 0..<steps {
            for column in 0..<steps {
                let x =
                    drawing.corner.x + (Float(column) + 0.5) / Float(steps) * Float(drawing.size.width) * drawing.pixel
                let y =
                    drawing.corner.y - (Float(row) + 0.5) / Float(steps) * Float(drawing.size.height) * drawing.pixel
                samples.append(Self.field(noise, x, y))
            }
        }
        let sorted = samples.sorted(by: >)
        let rank = min(sorted.count - 1, Int((order.clouds * Double(sorted.count)).rounded()))
        let found = order.clouds >= 1 ? -2 : sorted[rank]
        level = found
        cloudCover = Double(samples.filter { $0 > found }.count) / Double(samples.count)
    }

    /// Octaves turned against each other, or the lattice of the noise would show.
    private static func field(_ noise: Noise, _ x: Float, _ y: Float) -> Float {
        0.55 * noise.smooth((0.8 * x + 0.6 * y) / 260, (0.8 * y - 0.6 * x) / 260)
            + 0.27 * noise.smooth((0.28 * x + 0.96 * y) / 110 + 40, (0.28 * y - 0.96 * x) / 110)
            + 0.15 * noise.smooth((0.6 * x - 0.8 * y) / 43, (0.6 * y + 0.8 * x) / 43 + 70)
            + 0.08 * noise.smooth((0.96 * x + 0.28 * y) / 17 + 11, (0.96 * y - 0.28 * x) / 17)
            + 0.04 * noise.smooth((0.1 * x + y) / 7, (0.1 * y - x) / 7 + 23)
    }

    /// Whether a cloud hides more than half of a place's light.
    func isCloudy(_ x: Float, _ y: Float) -> Bool { cloudOpacity(x, y) > 0.5 }

    private func cloudOpacity(_ x: Float, _ y: Float) -> Float {
        guard let level else { return 0 }
        let over = min(1, max(0, (Self.field(noise, x, y) - level) / 0.16 + 0.5))
        return over * over * (3 - 2 * over) * 0.98
    }

    private func plumeOpacity(_ index: Int, _ x: Float, _ y: Float) -> Float {
        let plume = plumes[index]
        let offset = SIMD2(x, y) - plume.start
        let along = offset.x * plume.way.x + offset.y * plume.way.y
        guard along > -2, along < plume.length else { return 0 }
        let across = offset.y * plume.way.x - offset.x * plume.way.y
        let spread = 1.5 + 0.10 * max(0, along)
        guard abs(across) < 3.5 * spread else { return 0 }
        let billow = 0.75 + 0.45 * noise.smooth(x / (2 + spread), y / (2 + spread))
        let share = exp(-across * across / (2 * spread * spread)) * (1 - max(0, along) / plume.length)
        return min(0.95, max(0, share * billow))
    }

    /// Whether there is anything in the sky.
    var isClear: Bool { level == nil && plumes.isEmpty }

    /// Share of the light of a place that the sky hides, and what hides it most.
    func hidden(_ place: SIMD2<Double>) -> (share: Double, by: String?) {
        let (x, y) = (Float(place.x), Float(place.y))
        let cloud = cloudOpacity(x, y)
        let plume = plumes.indices.map { plumeOpacity($0, x, y) }.max() ?? 0
        let share = 1 - (1 - cloud) * (1 - plume)
        return (Double(share), share > 0.02 ? (cloud >= plume ? "cloud" : "plume") : nil)
    }

    /// What is seen at a place through the sky.
    func seen(_ ground: Spectrum, east: Float, north: Float) -> Spectrum {
        var light = ground
        if level != nil {
            light = light * (1 - 0.6 * cloudOpacity(east + shadow.x, north + shadow.y))
            light = light.mixed(with: cloud, cloudOpacity(east, north))
        }
        for index in plumes.indices {
            let opacity = plumeOpacity(index, east, north)
            if opacity > 0 { light = light.mixed(with: plumes[index].colour, opacity) }
        }
        return light
    }
}
