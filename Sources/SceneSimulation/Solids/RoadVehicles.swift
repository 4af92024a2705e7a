import Foundation
import Sites
import Statistics

extension VehicleStand.Kind {
    /// Usual lengths in metres.
    var usualLengths: ClosedRange<Double> {
        switch self {
        case .car: 3.7...5.1
        case .van: 4.9...7
        case .truck: 6...10.5
        case .semitrailer: 13...17
        case .bus: 9...12.5
        case .machine: 5...9
        }
    }

    /// Usual widths in metres.
    var usualWidths: ClosedRange<Double> {
        switch self {
        case .car: 1.65...1.95
        case .van: 1.9...2.2
        case .truck, .semitrailer, .bus: 2.4...2.6
        case .machine: 2.2...3
        }
    }
}

/// A car, truck, bus or machine: a body, a cab or cabin, glass.
struct RoadVehicle: SolidShape {
    let length: Float
    let width: Float
    let top: Float
    private let kind: VehicleStand.Kind
    private let coat: Spectrum
    private let load: Spectrum
    private let body: Float
    private let isOpen: Bool
    private let roundness: Float

    init(_ kind: VehicleStand.Kind, length: Float, width: Float, random: inout RandomStream) {
        self.kind = kind
        self.length = length
        self.width = width
        // Half of all cars are white, grey or black.
        let plain = [Palette.white, Palette.black, Palette.steel, Palette.coats[2], Palette.coats[4]]
        coat = Palette.pick(random.uniform() < 0.6 ? plain : Palette.paints, &random)
        load = Palette.pick(random.uniform() < 0.5 ? Palette.loads : Palette.paints, &random)
        isOpen = random.uniform() < 0.4
        roundness = Float(random.uniform(0.1...0.3))
        switch kind {
        case .car:
            top = Float(random.uniform(1.4...1.75))
            body = top * 0.64
        case .van:
            top = Float(random.uniform(2.0...2.7))
            body = top
        case .truck, .semitrailer:
            top = Float(random.uniform(2.7...3.9))
            body = isOpen ? Float(random.uniform(1.3...2.2)) : top
        case .bus:
            top = Float(random.uniform(2.9...3.3))
            body = top
        case .machine:
            top = Float(random.uniform(2.6...3.4))
            body = top * 0.55
        }
    }

    /// Length of the cab in metres, at the front.
    private var cab: Float {
        switch kind {
        case .truck, .semitrailer: 2.1
        case .van: 1.6
        default: 0
        }
    }

    func height(_ u: Float, _ v: Float) -> Float {
        let corner = max(0, abs(u) - length / 2 + roundness * 2)
        let side = max(0, abs(v) - width / 2 + roundness)
        guard abs(u) <= length / 2, abs(v) <= width / 2, corner * corner / 4 + side * side <= roundness * roundness
        else {
            return 0
        }
        switch kind {
        case .car:
            // The cabin stands behind the middle, its roof slopes to the screens.
            let along = (u + length * 0.06) / (length * 0.30)
            let across = abs(v) / (width / 2)
            guard abs(along) < 1, across < 0.9 else { return body }
            return body + (top - body) * min(1, (1 - abs(along)) * 3.2) * min(1, (0.95 - across) * 6)
        case .machine: return u > 0 && u < length * 0.3 ? top : body
        case .bus: return top
        case .van: return u > length / 2 - 1.1 ? top * 0.6 : top
        case .truck, .semitrailer:
            let fromFront = length / 2 - u
            if fromFront < cab { return min(top, 2.7) }
            return fromFront < cab + 0.5 ? 1.0 : body
        }
    }

    func finish(_ u: Float, _ v: Float, height: Float) -> Finish {
        let glass = Finish(colour: Palette.black, gloss: 0.25)
        switch kind {
        case .car:
            let along = abs((u + length * 0.06) / (length * 0.30))
            if height > body + 0.02, along > 0.66 { return glass }
            return Finish(colour: coat, gloss: 0.2)
        case .van:
            if u > length / 2 - 1.6, u < length / 2 - 1.0 { return glass }
            return Finish(colour: coat, gloss: 0.15)
        case .bus:
            return abs(u) < length * 0.35 && abs(v) < 0.5 && abs(abs(u) - length * 0.2) < 0.5
                ? Finish(colour: coat * 0.6) : Finish(colour: coat, gloss: 0.12)
        case .machine: return u > 0 && u < length * 0.3 ? Finish(colour: coat, gloss: 0.1) : Finish(colour: coat * 0.6)
        case .truck, .semitrailer:
            if length / 2 - u < cab { return Finish(colour: coat, gloss: 0.15) }
            if length / 2 - u < cab + 0.5 { return Finish(colour: Palette.black) }
            return Finish(colour: load, gloss: isOpen ? 0.02 : 0.08)
        }
    }
}

extension VehicleStand.Kind {
    /// A vehicle of this kind, its size, build and coat drawn by lot.
    func shape(random: inout RandomStream) -> RoadVehicle {
        let length = Float(random.uniform(usualLengths))
        return RoadVehicle(self, length: length, width: Float(random.uniform(usualWidths)), random: &random)
    }
}
