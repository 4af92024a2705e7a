import Foundation
import Statistics

/// A body with cabs, grilles and fans on its roof.
struct Locomotive: RollingStockShape {
    let end: VehicleEnd
    let length: Float
    let width: Float
    let top: Float
    private let roof: Spectrum
    private let stripe: Spectrum
    private let fans: [Float]
    private let isHood: Bool

    init(length: Float, random: inout RandomStream) {
        self.length = length
        end = VehicleEnd(random: &random)
        width = Float(random.uniform(2.75...3.1))
        top = Float(random.uniform(4.0...4.6))
        roof = Palette.pick(Palette.coats + Palette.roofs, &random)
        stripe = Palette.pick(Palette.paints, &random)
        fans = (0..<(1 + Int(random.uniform() * 4))).map { _ in Float(random.uniform(-0.35...0.35)) * length }
        isHood = random.uniform() < 0.35
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let end = bodyLength / 2 - abs(u)
        guard end >= 0, abs(v) <= width / 2 else {
            return buffers(u, v)
        }
        if isHood, u < length * 0.18 || u > length * 0.32 { return abs(v) < 0.95 ? top - 0.5 : 1.5 }
        let across = 2 * abs(v) / width
        let crown = top - 0.5 * across * across * across
        return end < 1.3 ? min(crown, 2.4 + end * 2.2) : crown
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        if height < 1.6 { return Finish(colour: Palette.deck) }
        for fan in fans where (u - fan) * (u - fan) + v * v < 0.55 { return Finish(colour: Palette.black) }
        if abs(v) > width / 2 - 0.35 || length / 2 - abs(u) < 2 { return Finish(colour: stripe, gloss: 0.15) }
        return Finish(colour: roof, gloss: 0.08)
    }
}

/// A machine for the track: a low frame with a cab at one end, and gear.
struct TrackMachine: RollingStockShape {
    let end: VehicleEnd
    let length: Float
    let width: Float = 2.7
    let top: Float
    private let frame: Float
    private let cab: Float
    private let coat: Spectrum
    private let gear: [(from: Float, to: Float, half: Float, top: Float)]

    init(length: Float, random: inout RandomStream) {
        self.length = length
        end = VehicleEnd(random: &random)
        frame = Float(random.uniform(1.2...1.6))
        cab = Float(random.uniform(0.2...0.45))
        coat = Palette.pick(Palette.paints, &random)
        top = Float(random.uniform(3.0...3.9))
        let count = Int(random.uniform() * 4)
        let room = length * (1 - cab) - 2
        gear = (0..<count).map { index in
            let start = -length / 2 + 1 + Float(index) * room / Float(max(1, count))
            return (
                start, start + room / Float(max(1, count)) * Float(random.uniform(0.3...0.9)),
                Float(random.uniform(0.3...1.2)), Float(random.uniform(1.8...2.9))
            )
        }
    }

    func height(_ u: Float, _ v: Float) -> Float {
        guard abs(u) <= bodyLength / 2, abs(v) <= width / 2 else { return buffers(u, v) }
        if u > length * (0.5 - cab) { return top }
        for item in gear where u > item.from && u < item.to && abs(v) < item.half { return item.top }
        return frame
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        height > frame + 0.1 ? Finish(colour: coat, gloss: 0.1) : Finish(colour: Palette.deck)
    }
}
