import Foundation
import Sites
import Statistics

extension ShipVisit.Kind {
    /// Usual lengths in metres.
    var usualLengths: ClosedRange<Double> {
        switch self {
        case .bulkCarrier: 90...290
        case .tanker: 60...280
        case .cargoShip: 55...170
        case .containerShip: 110...330
        case .smallBoat: 7...40
        }
    }
}

extension Ship {
    /// Metres from which on a vessel is a ship; shorter ones are boats.
    static let leastLength: Float = 20

    /// The class under which it is told as truth: "ship" or "boat".
    var className: String { length < Self.leastLength ? "boat" : "ship" }
}

/// A ship seen from above: hull with bow and stern, deck, superstructure aft, and what its kind carries.
struct Ship: SolidShape {
    let kind: ShipVisit.Kind
    let length: Float
    let width: Float
    let top: Float
    private let deck: Float
    private let hull: Spectrum
    private let deckColour: Spectrum
    private let house: Spectrum
    private let bridgeAt: Float
    private let bridgeLength: Float
    private let holds: Int
    private let hatch: Spectrum
    private let openHold: Int
    private let cranes: Bool
    private let stack: [Spectrum]
    private let wear: Noise

    init(_ kind: ShipVisit.Kind, length: Float, beam: Float, random: inout RandomStream) {
        self.kind = kind
        self.length = length
        width = beam
        deck = kind == .smallBoat ? Float(random.uniform(0.8...2)) : Float(random.uniform(0.03...0.06)) * length + 1
        let reds = [Palette.coats[5], Palette.coats[6], Palette.coats[7]]
        deckColour = Palette.pick(
            random.uniform() < 0.45
                ? reds : [Palette.coats[8], Palette.coats[9], Palette.coats[2], Palette.coats[3], Palette.gravel],
            &random)
        hull = Palette.pick(Palette.coats, &random)
        house = Palette.pick(random.uniform() < 0.8 ? [Palette.white] : Palette.paints, &random)
        bridgeLength = length * Float(random.uniform(0.08...0.16))
        bridgeAt = -length / 2 + length * Float(random.uniform(0.05...0.12))
        holds = max(1, min(9, Int(length * 0.74 / Float(random.uniform(16...30)))))
        hatch = Palette.pick(
            random.uniform() < 0.5 ? [Palette.steel, Palette.gravel, Palette.coats[8]] : Palette.paints, &random)
        openHold = random.uniform() < 0.3 ? Int(random.uniform() * 9) : -1
        cranes = kind != .containerShip && kind != .tanker && random.uniform() < 0.55
        stack = (0..<16).map { _ in Palette.pick(Palette.paints, &random) }
        wear = Noise(seed: random.next())
        switch kind {
        case .smallBoat: top = deck + Float(random.uniform(1...2.5))
        case .containerShip: top = deck + max(10, min(38, length * 0.11))
        default: top = deck + max(7, min(28, length * 0.1))
        }
    }

    /// Half the breadth of the deck at a place along the hull: full amidships, rounded at the bow, narrower at the stern.
    private func half(_ u: Float) -> Float {
        let bow = length * (kind == .smallBoat ? 0.35 : 0.13)
        let fromBow = length / 2 - u
        let fromStern = u + length / 2
        guard fromBow > 0, fromStern > 0 else { return 0 }
        var share: Float = 1
        if fromBow < bow {
            let part = 1 - fromBow / bow
            share = (1 - part * part * (kind == .smallBoat ? 1 : 0.95 + 0.05 * part)).squareRoot() * (1 - 0.15 * part)
        }
        let stern = length * 0.06
        if fromStern < stern { share *= 0.78 + 0.22 * (fromStern / stern) }
        return width / 2 * share
    }

    /// The hold at a place of the cargo deck, and where in it: −1…1 along; nil outside of the holds.
    private func hold(_ u: Float) -> (index: Int, along: Float)? {
        let start = bridgeAt + bridgeLength + length * 0.02
        let end = length / 2 - length * 0.09
        guard u > start, u < end else { return nil }
        let position = (u - start) / (end - start) * Float(holds)
        let index = Int(position)
        return (index, (position - Float(index)) * 2 - 1)
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let half = half(u)
        let across = abs(v)
        guard across < half else { return 0 }
        if kind == .smallBoat {
            return abs(u + length * 0.1) < length * 0.18 && across < half * 0.7 ? top : deck
        }
        // Bridge, with wings on its forward edge, and the funnel behind.
        if u > bridgeAt, u < bridgeAt + bridgeLength {
            if across < width * 0.36 || u > bridgeAt + bridgeLength - 2.5 {
                return top - (u < bridgeAt + bridgeLength * 0.5 ? 3 : 0)
            }
        }
        if u > bridgeAt - length * 0.03, u <= bridgeAt, across < width * 0.12 { return top - 1 }
        if u > length / 2 - length * 0.07 { return deck + 2.2 }
        guard let hold = hold(u) else { return deck }
        switch kind {
        case .containerShip:
            let high = 2.6 * Float(1 + (hold.index * 7 + 3) % 5)
            return across < half * 0.94 && abs(hold.along) < 0.94 ? min(top - 3, deck + high) : deck
        case .tanker:
            // Manifold amidships, pipes along the middle line.
            if abs(u) < length * 0.015, across < half * 0.9 { return deck + 1.6 }
            if across < width * 0.06 { return deck + 1.3 }
            return deck
        case .bulkCarrier, .cargoShip:
            if cranes, abs(hold.along) > 0.9, across < 1.6 { return min(top, deck + 12) }
            if cranes, hold.along < -0.1, across < 0.5 { return min(top, deck + 9) }
            let isHatch = abs(hold.along) < 0.78 && across < width * 0.32
            if isHatch, hold.index == openHold { return deck - 2 }
            return isHatch ? deck + 1.7 : deck
        case .smallBoat: return deck
        }
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        let across = abs(v)
        let worn = 1 + 0.12 * wear.smooth(u * 0.3, v * 0.3) + 0.05 * wear.smooth(u * 1.7, v * 1.7)
        if half(u) - across < 0.35 { return Finish(colour: hull * worn) }
        if kind == .smallBoat {
            return height > deck + 0.3
                ? Finish(colour: house, gloss: 0.1) : Finish(colour: deckColour.mixed(with: house, 0.4) * worn)
        }
        if u > bridgeAt - length * 0.03, u < bridgeAt + bridgeLength, height > deck + 3 {
            return u <= bridgeAt ? Finish(colour: stack[0]) : Finish(colour: house * worn, gloss: 0.06)
        }
        if height > deck + 6, kind == .cargoShip || kind == .bulkCarrier {
            return Finish(colour: stack[1], gloss: 0.05)
        }
        if let hold = hold(u) {
            switch kind {
            case .containerShip:
                if height > deck + 1 {
                    let row = Int(((v + width / 2) / 2.5).rounded(.down))
                    return Finish(colour: stack[abs(hold.index &* 5 &+ row &* 3 &+ Int(height)) % 16], gloss: 0.05)
                }
            case .tanker:
                if height > deck + 0.5 {
                    let line = v / 0.8
                    return Finish(colour: abs(line - line.rounded()) < 0.3 ? Palette.steel : deckColour * 0.6)
                }
            case .bulkCarrier, .cargoShip:
                if height < deck { return Finish(colour: stack[2] * 0.5) }
                if height > deck + 0.5 {
                    let fold: Float = abs(hold.along) < 0.05 ? 0.7 : 1
                    return Finish(colour: hatch * worn * fold)
                }
            case .smallBoat: break
            }
        }
        return Finish(colour: deckColour * worn)
    }
}

/// Disturbed water behind something that moves, brighter along its middle and its arms.
struct Wake: SolidShape {
    let length: Float
    let width: Float
    let top: Float = 0
    let isFlat = true
    private let beam: Float
    private let strength: Float
    private let foam: Noise

    /// Makes a wake whose head is at the stern, towards +u. The arms open to 19.5° to either side (Kelvin, 1887), here
    /// drawn to a third of it where they still show.
    init(length: Float, beam: Float, strength: Float, random: inout RandomStream) {
        self.length = length
        self.beam = beam
        width = beam + length * 0.24
        self.strength = strength
        foam = Noise(seed: random.next())
    }

    /// How white the water is at a place, 0…1.
    private func white(_ u: Float, _ v: Float) -> Float {
        let behind = length / 2 - u
        guard behind > 0, behind < length else { return 0 }
        let fade = 1 - behind / length
        let core = beam * 0.35 + behind * 0.02
        let middle = max(0, 1 - abs(v) / core) * fade
        let arm = max(0, 1 - abs(abs(v) - beam / 2 - behind * 0.11) / (0.6 + behind * 0.012)) * fade * fade * 0.7
        return max(middle, arm) * strength * (0.65 + 0.5 * foam.smooth(u * 0.6, v * 0.9))
    }

    func height(_ u: Float, _ v: Float) -> Float { 0 }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        Finish(colour: Palette.white, gloss: 0, cover: min(0.8, max(0, white(u, v))))
    }
}

extension ShipVisit.Kind {
    /// A ship of this kind, its build and coat drawn by lot.
    func shape(length: Float, beam: Float? = nil, random: inout RandomStream) -> Ship {
        let usual = Float(usualBeam(length: Double(length)) * random.uniform(0.93...1.07))
        return Ship(self, length: length, beam: beam ?? usual, random: &random)
    }
}
