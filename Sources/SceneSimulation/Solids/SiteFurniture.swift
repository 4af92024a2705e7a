import Foundation
import Statistics

/// A crown of leaves or needles.
struct Tree: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let colour: Spectrum
    private let lumps: Noise

    /// Makes a tree of a diameter and a height in metres.
    init(diameter: Float, height: Float, colour: Spectrum, random: inout RandomStream) {
        length = diameter
        width = diameter
        top = height
        self.colour = colour
        lumps = Noise(seed: random.next())
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let radius = length / 2
        let share = (u * u + v * v) / (radius * radius)
        let ragged = share + 0.45 * lumps.smooth(u * 0.8, v * 0.8) * share
        guard share <= 1, ragged < 0.95 else { return 0 }
        return top * (1 - 0.55 * share) * (0.86 + 0.14 * lumps.smooth(u * 1.7, v * 1.7))
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        Finish(colour: colour * (1 + 0.3 * lumps.smooth(u * 2.1 + 9, v * 2.1)), gloss: 0)
    }
}

/// A heap of ore, coal, sand or scrap: a ridge with sides at the angle of repose.
struct Heap: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let colour: Spectrum
    private let lumps: Noise

    init(length: Float, width: Float, colour: Spectrum, random: inout RandomStream) {
        self.length = max(length, width)
        self.width = min(length, width)
        // 35° is usual for broken stone and coal.
        top = self.width / 2 * 0.7
        self.colour = colour
        lumps = Noise(seed: random.next())
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let ridge = max(0, abs(u) - (length - width) / 2)
        // Its foot is ragged, but reaches nowhere beyond its bounds.
        let away = (ridge * ridge + v * v).squareRoot() + 0.25 + 0.25 * lumps.smooth(u * 0.5, v * 0.5)
        return max(0, (width / 2 - away) * 0.7)
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        Finish(colour: colour * (1 + 0.2 * lumps.smooth(u * 2.4, v * 2.4)), gloss: 0)
    }
}

/// Pipes side by side on a rack.
struct PipeRack: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let pipes: [(middle: Float, radius: Float, colour: Spectrum)]
    private let portals: Float

    init(length: Float, width: Float, random: inout RandomStream) {
        self.length = length
        self.width = width
        var pipes: [(middle: Float, radius: Float, colour: Spectrum)] = []
        var place = -width / 2 + 0.3
        while place < width / 2 - 0.3 {
            let radius = Float(random.uniform(0.08...0.35))
            pipes.append(
                (place + radius, radius, Palette.pick([Palette.steel, Palette.white, Palette.coats[5]], &random)))
            place += radius * 2 + Float(random.uniform(0.1...0.5))
        }
        self.pipes = pipes
        portals = Float(random.uniform(4...9))
        top = 0.7
    }

    func height(_ u: Float, _ v: Float) -> Float {
        guard abs(u) <= length / 2, abs(v) <= width / 2 else { return 0 }
        for pipe in pipes {
            let across = v - pipe.middle
            if abs(across) < pipe.radius {
                return (pipe.radius * pipe.radius - across * across).squareRoot() + pipe.radius
            }
        }
        return abs(u / portals - (u / portals).rounded()) * portals < 0.2 ? 0.15 : 0
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        for pipe in pipes where abs(v - pipe.middle) < pipe.radius { return Finish(colour: pipe.colour, gloss: 0.08) }
        return Finish(colour: Palette.steel)
    }
}

/// A thing of round plan and even height: a mast, a silo, a column, a chimney.
struct Column: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let colour: Spectrum

    init(diameter: Float, height: Float, colour: Spectrum) {
        length = diameter
        width = diameter
        top = height
        self.colour = colour
    }

    func height(_ u: Float, _ v: Float) -> Float { u * u + v * v <= length * length / 4 ? top : 0 }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish { Finish(colour: colour, gloss: 0.05) }
}

/// A ball on legs, for gas under pressure.
struct Sphere: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let colour: Spectrum

    init(diameter: Float, colour: Spectrum) {
        length = diameter
        width = diameter
        top = diameter + 2
        self.colour = colour
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let radius = length / 2
        let square = radius * radius - u * u - v * v
        return square > 0 ? 2 + radius + square.squareRoot() : 0
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish { Finish(colour: colour, gloss: 0.2) }
}
