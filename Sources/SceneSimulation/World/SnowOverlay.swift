import Foundation
import Sites

/// Where the snow of a scene differs from that of open ground: on water, on cleared places, on what came after it fell; and
/// where ice lies on water.
///
/// The drawing knows one snow for all. Windows with such places are drawn with and without it, and mixed here.
struct SnowOverlay: Sendable {
    private let areas: [GroundArea]
    private let isWater: [Bool]
    private let isWaterElsewhere: Bool
    private let clearings: [(area: GroundArea, weight: Float)]
    private let objects: [(box: FrameBox, top: Double, weight: Float)]
    private let lean: SIMD2<Double>
    private let ice: Double
    private let iceLight: Spectrum
    private let grain: Noise
    let hasSnow: Bool

    init(_ assembly: WorldAssembly) {
        let drawing = assembly.drawing
        let ground = assembly.snow.ground
        hasSnow = ground > 0
        areas = drawing.areas
        isWater = assembly.isWater
        isWaterElsewhere = drawing.cover == .water
        lean = SIMD2(Double(drawing.view.lean.x), Double(drawing.view.lean.y))
        let script = assembly.world.script
        let time = assembly.order.time
        func weight(_ share: Double) -> Float { ground > 0 ? Float(min(1, share < 0.03 ? 0 : share / ground)) : 0 }
        clearings = ground == 0 ? [] : script.snow.clearings.compactMap { clearing in
            guard let start = clearing.stay.start, start <= time else { return nil }
            let isKept = clearing.stay.contains(time)
            let share = isKept ? 0 : assembly.snow.share(since: clearing.stay.end)
            let corners = clearing.part.corners.map { place in
                let place = assembly.world.grid.frame(place)
                return SIMD2(Float(place.x), Float(place.y))
            }
            return (GroundArea(corners: corners, cover: .asphalt), weight(share))
        }
        ice = min(1, script.ice.filter { $0.stay.contains(time) }.map(\.share).max() ?? 0)
        let light = drawing.light
        let colour = Spectrum(0.42, 0.45, 0.46, 0.45, 0.41, 0.35).mixed(with: Palette.snow, Float(ground) * 0.8)
        iceLight = colour * light.transmission + light.pathReflectance
        grain = Noise(seed: drawing.seed &+ 77)
        let hasIce = ice > 0
        objects = assembly.objects.compactMap { object in
            let own = weight(object.snow ?? ground)
            guard hasIce || own < 0.97, hasIce || ground > 0 else { return nil }
            return (object.box, object.height, own)
        }
    }

    /// Whether a window of the frame has such places at all.
    func touches(west: Float, south: Float, east: Float, north: Float) -> Bool {
        func meets(_ bounds: (west: Float, south: Float, east: Float, north: Float)) -> Bool {
            bounds.west < east && bounds.east > west && bounds.south < north && bounds.north > south
        }
        guard hasSnow || ice > 0 else { return false }
        if isWaterElsewhere { return true }
        if zip(areas, isWater).contains(where: { $1 && meets($0.bounds) }) { return true }
        if clearings.contains(where: { meets($0.area.bounds) }) { return true }
        return objects.contains { object in
            let reach = Float(
                (object.box.length + object.box.width) / 2 + object.top * max(abs(lean.x), abs(lean.y)))
            let (x, y) = (Float(object.box.centre.x), Float(object.box.centre.y))
            return object.weight < 0.97
                && meets((west: x - reach, south: y - reach, east: x + reach, north: y + reach))
        }
    }

    /// What is seen at a place, from what the drawing with snow and that without it show there.
    func mixed(_ snowy: Spectrum, _ bare: Spectrum, east: Float, north: Float) -> Spectrum {
        let place = SIMD2(Double(east), Double(north))
        for object in objects.reversed() {
            let reach = object.box.length + object.box.width + object.top
            guard abs(object.box.centre.x - place.x) < reach, abs(object.box.centre.y - place.y) < reach else { continue }
            for level in [1, 0.5, 0] where object.box.contains(place - lean * (object.top * level), within: 0.1) {
                return bare.mixed(with: snowy, object.weight)
            }
        }
        var isOnWater = isWaterElsewhere
        if let last = areas.lastIndex(where: { $0.meets(east, north) }) { isOnWater = isWater[last] }
        if isOnWater {
            guard ice > 0 else { return bare }
            let depth = 0.7 * grain.smooth(east / 40, north / 40) + 0.4 * grain.smooth(east / 9, north / 9)
            let share = Float(min(0.9999, ice))
            let limit = 0.36 / 1.702 * log(share / (1 - share))
            let cover = min(1, max(0, (limit - depth) * 8 + 0.5))
            let tone = 1 + 0.08 * grain.smooth(east / 3, north / 3)
            return bare.mixed(with: iceLight * tone, cover)
        }
        if let clearing = clearings.last(where: { $0.area.meets(east, north) }) {
            return bare.mixed(with: snowy, clearing.weight)
        }
        return snowy
    }
}

extension GroundArea {
    /// Whether a place lies in it; its bounds are asked first.
    func meets(_ x: Float, _ y: Float) -> Bool {
        x >= bounds.west && x <= bounds.east && y >= bounds.south && y <= bounds.north && contains(x, y)
    }
}
