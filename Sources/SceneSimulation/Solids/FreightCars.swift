import Foundation
import Statistics

/// A cylinder that lies on a frame, with dome, walkway and ladders.
struct TankCar: RollingStockShape {
    let end: VehicleEnd
    let length: Float
    let width: Float
    let top: Float
    private let radius: Float
    private let barrel: Float
    private let axis: Float
    private let coat: Spectrum
    private let band: Spectrum?
    private let gloss: Float
    private let hasWalkway: Bool
    private let domeRadius: Float
    private let isSpilled: Bool

    init(length: Float, random: inout RandomStream) {
        self.length = length
        end = VehicleEnd(random: &random)
        radius = Float(random.uniform(1.2...1.55))
        width = max(2.7, radius * 2 + 0.15)
        barrel = length - 2 * end.inset - Float(random.uniform(0.2...1.2))
        axis = Float(random.uniform(1.25...1.45)) + radius
        domeRadius = random.uniform() < 0.8 ? Float(random.uniform(0.35...0.8)) : 0
        top = axis + radius + 0.45
        coat = Palette.pick(Palette.coats, &random)
        band = random.uniform() < 0.25 ? Palette.pick(Palette.paints, &random) : nil
        gloss = Float(random.uniform(0.05...0.35))
        hasWalkway = random.uniform() < 0.75
        isSpilled = random.uniform() < 0.4
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let across = abs(v)
        guard abs(u) <= bodyLength / 2, across <= width / 2 else {
            return buffers(u, v)
        }
        let distance = (u * u + v * v).squareRoot()
        if distance < domeRadius { return axis + radius + 0.35 }
        let end = barrel / 2 - abs(u)
        if end > 0 {
            // Dished ends: an ellipse of a quarter of the radius.
            let dish = radius * 0.35
            let shrink = end < dish ? ((1 - (1 - end / dish) * (1 - end / dish))).squareRoot() : 1
            let here = radius * shrink
            if across < here {
                let crown = axis + (here * here - v * v).squareRoot()
                if hasWalkway, across < 0.35, abs(u) < barrel * 0.3 { return axis + radius + 0.12 }
                return crown
            }
            if abs(u) < 0.35, across < here + 0.3 { return axis + 0.6 }
        }
        return across < 1.35 ? 1.15 : 0
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        if height < axis - radius + 0.35 { return Finish(colour: Palette.deck) }
        if (u * u + v * v).squareRoot() < domeRadius { return Finish(colour: coat * 0.8, gloss: gloss / 2) }
        if hasWalkway, abs(v) < 0.35, abs(u) < barrel * 0.3 {
            return Finish(colour: Palette.deck.mixed(with: coat, 0.4))
        }
        var colour = coat
        if let band, abs(abs(u) - barrel * 0.2) < 0.35 { colour = band }
        // What was spilled below the hatch runs down the barrel.
        if isSpilled, abs(u) < 0.5 + 0.2 * abs(v) { colour = colour * 0.45 }
        return Finish(colour: colour, gloss: gloss)
    }
}

/// A box with a roof, for covered cars and coaches.
struct CoveredCar: RollingStockShape {
    let end: VehicleEnd
    let length: Float
    let width: Float
    let top: Float
    private let eaves: Float
    private let roof: Spectrum
    private let ribs: Float
    private let ribDepth: Float
    private let hatches: Int
    private let gloss: Float

    init(length: Float, random: inout RandomStream) {
        self.length = length
        end = VehicleEnd(random: &random)
        width = Float(random.uniform(2.6...3.25))
        eaves = Float(random.uniform(3.6...4.1))
        top = eaves + Float(random.uniform(0.15...0.6))
        // Roofs are dull more often than not: galvanised, grey, brown, with years of dust.
        roof = Palette.pick(random.uniform() < 0.6 ? Palette.roofs : Palette.coats, &random)
        ribs = random.uniform() < 0.6 ? Float(random.uniform(0.7...1.8)) : 0
        ribDepth = Float(random.uniform(0.03...0.2))
        hatches = random.uniform() < 0.35 ? 2 + Int(random.uniform() * 5) : 0
        gloss = Float(random.uniform(0.01...0.12))
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let end = bodyLength / 2 - abs(u)
        guard end >= 0, abs(v) <= width / 2 else {
            return buffers(u, v)
        }
        let across = 2 * v / width
        return top - (top - eaves) * across * across
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        if height < 1.5 { return Finish(colour: Palette.deck) }
        var colour = roof
        if ribs > 0, (u / ribs - (u / ribs).rounded()).magnitude < 0.12 { colour = colour * (1 - ribDepth) }
        if hatches > 0 {
            let spacing = length / Float(hatches + 1)
            let position = (u + length / 2) / spacing
            let away = abs(position - position.rounded()) * spacing
            if away < 0.5, abs(v) < 0.5, position > 0.5, position < Float(hatches) + 0.5 { colour = colour * 0.6 }
        }
        return Finish(colour: colour, gloss: gloss)
    }
}

/// Walls around a floor or a load: gondolas, and hoppers that are open.
struct OpenCar: RollingStockShape {
    let end: VehicleEnd
    let length: Float
    let width: Float
    let top: Float
    private let rim: Float
    private let floor: Float
    private let fill: Float
    private let heaps: Float
    private let coat: Spectrum
    private let content: Spectrum
    private let grain: Noise
    private let cross: Int

    init(length: Float, random: inout RandomStream) {
        self.length = length
        end = VehicleEnd(random: &random)
        width = Float(random.uniform(2.6...3.2))
        rim = Float(random.uniform(2.0...3.6))
        floor = 1.25
        let isLoaded = random.uniform() < 0.55
        fill = isLoaded ? Float(random.uniform(0.5...1.02)) : 0
        heaps = isLoaded ? Float(random.uniform(0...0.7)) : 0
        coat = Palette.pick(Palette.coats, &random)
        let load = Palette.pick(Palette.loads, &random)
        content = isLoaded ? load : coat.mixed(with: Palette.soil, 0.4)
        grain = Noise(seed: random.next())
        cross = random.uniform() < 0.5 ? 1 + Int(random.uniform() * 6) : 0
        top = rim + heaps + 0.15
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let end = bodyLength / 2 - abs(u)
        guard end >= 0, abs(v) <= width / 2 else {
            return buffers(u, v)
        }
        let wall = min(end, width / 2 - abs(v))
        if wall < 0.14 { return rim }
        let level = floor + (rim - floor - 0.1) * fill
        guard fill > 0 else {
            if cross > 0 {
                let position = (u / length + 0.5) * Float(cross + 1)
                if abs(position - position.rounded()) * length / Float(cross + 1) < 0.12 { return rim - 0.4 }
            }
            return floor
        }
        let across = 2 * v / width
        let mound = heaps * (1 - across * across) * (0.7 + 0.3 * sin(u * 1.3 + 2))
        return level + mound + 0.12 * grain.smooth(u * 2.2, v * 2.2)
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        let wall = min(bodyLength / 2 - abs(u), width / 2 - abs(v))
        if wall < 0.14 { return Finish(colour: coat, gloss: 0.04) }
        return Finish(colour: content * (1 + 0.25 * grain.smooth(u * 3, v * 3)))
    }
}

/// A low deck, bare or with something on it.
struct FlatCar: RollingStockShape {
    let end: VehicleEnd
    let length: Float
    let width: Float
    let top: Float
    private let deck: Spectrum
    private let items: [(from: Float, to: Float, half: Float, top: Float, colour: Spectrum)]
    private let isSkeleton: Bool

    init(length: Float, random: inout RandomStream) {
        self.length = length
        end = VehicleEnd(random: &random)
        width = Float(random.uniform(2.5...3.0))
        deck = Palette.pick([Palette.deck, Palette.woodSleeper, Palette.coats[6], Palette.gravel], &random)
        isSkeleton = random.uniform() < 0.45
        var items: [(from: Float, to: Float, half: Float, top: Float, colour: Spectrum)] = []
        let kind = random.uniform()
        if kind < 0.4 {  // containers of 6.06 and 12.19 m
            var place = -length / 2 + 0.5
            while place < length / 2 - 6.3 {
                let size: Float = random.uniform() < 0.5 && place < length / 2 - 12.5 ? 12.19 : 6.06
                if random.uniform() < 0.8 {
                    items.append((place, place + size, 1.22, 3.8, Palette.pick(Palette.paints, &random)))
                }
                place += size + 0.15
            }
        } else if kind < 0.65 {  // machines, pipes, timber
            let count = 1 + Int(random.uniform() * 3)
            for index in 0..<count {
                let share = (length - 2) / Float(count)
                let start = -length / 2 + 1 + Float(index) * share
                items.append(
                    (
                        start, start + share * Float(random.uniform(0.4...0.95)), Float(random.uniform(0.5...1.35)),
                        Float(random.uniform(1.6...3.4)), Palette.pick(Palette.paints + Palette.loads, &random)
                    ))
            }
        }
        self.items = items
        top = items.map(\.top).max() ?? 1.35
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let end = bodyLength / 2 - abs(u)
        guard end >= 0, abs(v) <= width / 2 else {
            return buffers(u, v)
        }
        for item in items where u > item.from && u < item.to && abs(v) < item.half { return item.top }
        if isSkeleton, abs(v) > 0.45, end > 1.2, (u / 2.4 - (u / 2.4).rounded()).magnitude > 0.1 { return 0 }
        return 1.25
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        for item in items where u > item.from && u < item.to && abs(v) < item.half {
            return Finish(colour: item.colour, gloss: 0.05)
        }
        return Finish(colour: deck)
    }
}
