import Foundation
import Sites
import Statistics

/// A house, shed or hall with a flat, gabled or saw-toothed roof.
struct Building: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let eaves: Float
    private let form: GroundScript.Roof
    private let colour: Spectrum
    private let wall: Spectrum
    private let seams: Float
    private let grain: Noise

    init(length: Float, width: Float, eaves: Float, roof: GroundScript.Roof, random: inout RandomStream) {
        self.length = length
        self.width = width
        self.eaves = eaves
        form = roof
        top = roof == .flat ? eaves : eaves + min(width * 0.22, 4)
        colour = Palette.pick(Palette.roofs, &random)
        wall = Palette.pick([Palette.concrete, Palette.gravel, Palette.soil], &random)
        seams = Float(random.uniform(0.6...3))
        grain = Noise(seed: random.next())
    }

    func height(_ u: Float, _ v: Float) -> Float {
        guard abs(u) <= length / 2, abs(v) <= width / 2 else { return 0 }
        switch form {
        case .flat:
            let edge = min(length / 2 - abs(u), width / 2 - abs(v))
            return edge < 0.3 ? eaves : eaves - 0.4
        case .gable: return top - (top - eaves) * 2 * abs(v) / width
        case .sawtooth:
            let tooth = u / 6 - (u / 6).rounded(.down)
            return eaves + (top - eaves) * tooth
        }
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        let edge = min(length / 2 - abs(u), width / 2 - abs(v))
        if edge < 0.25 { return Finish(colour: wall) }
        let stain = 1 + 0.14 * grain.smooth(u * 0.25, v * 0.25) + 0.06 * grain.smooth(u * 1.5, v * 1.5)
        let seam: Float = (u / seams - (u / seams).rounded()).magnitude < 0.06 ? 0.88 : 1
        return Finish(colour: colour * stain * seam, gloss: 0.03)
    }
}

/// A standing tank: with a cone as its roof, or a roof that floats on what is inside.
struct StorageTank: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    /// Height of the shell in metres.
    let shell: Float
    /// Height of the floating roof above the ground; nil for a fixed roof.
    let floatingRoof: Float?
    private let colour: Spectrum
    private let deck: Spectrum
    private let stairAngle: Float
    private let rust: Noise

    /// Makes a tank of a diameter and with a shell of a height in metres; `fill` is the height of a floating roof as a
    /// share of the shell's, 0…1, or nil for a fixed roof.
    init(diameter: Float, shell: Float, fill: Float?, random: inout RandomStream) {
        length = diameter
        width = diameter
        self.shell = shell
        // An emptied roof stands on its legs; without any height it would be no part of the tank.
        floatingRoof = fill.map { max(0.05, $0 * shell) }
        top = fill == nil ? shell + diameter / 32 : shell
        colour = Palette.pick([Palette.white, Palette.steel, Palette.roofs[2], Palette.coats[5]], &random)
        deck = Palette.pick([Palette.steel, Palette.roofs[0], Palette.coats[6], Palette.roofs[1]], &random)
        stairAngle = Float(random.uniform(-3.1...3.1))
        rust = Noise(seed: random.next())
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let radius = (u * u + v * v).squareRoot()
        guard radius <= length / 2 else { return 0 }
        guard let floatingRoof else { return shell + (length / 2 - radius) / 16 }
        return radius > length / 2 - 0.25 ? shell : min(shell, floatingRoof)
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        let radius = (u * u + v * v).squareRoot()
        let stain = 1 + 0.12 * rust.smooth(u * 0.4, v * 0.4)
        guard floatingRoof != nil else {
            // Plates of the cone meet in rays.
            let ray = atan2(v, u) * 8 / .pi
            let seam: Float = abs(ray - ray.rounded()) * radius < 0.25 ? 0.93 : 1
            return Finish(colour: colour * stain * seam, gloss: 0.1)
        }
        if radius > length / 2 - 0.25 { return Finish(colour: colour) }
        if radius > length / 2 - 1.1 { return Finish(colour: Palette.black) }
        // The ladder that leads from the shell's top to the roof.
        let turned = (u * cos(stairAngle) + v * sin(stairAngle), v * cos(stairAngle) - u * sin(stairAngle))
        if abs(turned.1) < 0.5, turned.0 > 0, turned.0 < length * 0.45 { return Finish(colour: Palette.rail) }
        let pontoon: Float = abs(radius - length * 0.4) < 0.3 ? 0.85 : 1
        return Finish(colour: deck * stain * pontoon, gloss: 0.05)
    }
}

/// A plain block: a container, a truck's body, a pallet, a wall, a mast.
struct Block: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let colour: Spectrum
    private let cab: (share: Float, colour: Spectrum, top: Float)?

    /// Makes a block; `cab` is the share of the length at the front that has another height and colour.
    init(
        length: Float, width: Float, height: Float, colour: Spectrum,
        cab: (share: Float, colour: Spectrum, top: Float)? = nil
    ) {
        self.length = length
        self.width = width
        top = max(height, cab?.top ?? 0)
        self.colour = colour
        self.cab = cab
        bodyTop = height
    }

    private let bodyTop: Float

    func height(_ u: Float, _ v: Float) -> Float {
        guard abs(u) <= length / 2, abs(v) <= width / 2 else { return 0 }
        if let cab, u > length * (0.5 - cab.share) { return cab.top }
        return bodyTop
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        if let cab, u > length * (0.5 - cab.share) { return Finish(colour: cab.colour, gloss: 0.1) }
        return Finish(colour: colour, gloss: 0.06)
    }
}
