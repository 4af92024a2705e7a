import Foundation
import Sites
import Statistics

/// A waterside by lot: quays and jetties with ships alongside, open water with ships at anchor and under way, and
/// what looks like ships and is none.
struct PortWorld: DrawnByLot {
    private let frame: TeachingFrame
    var random: RandomStream
    private var result: TeachingScene
    private let heading: Float
    /// Circles on the water that are taken.
    private var taken = TakenGround()

    init(frame: TeachingFrame, random: RandomStream) {
        self.frame = frame
        var random = random
        heading = Float(random.uniform(0...(2 * Double.pi)))
        result = TeachingScene(drawing: frame.drawing(cover: .water))
        self.random = random
    }

    /// A place by its distance along the shore and out on the water (negative on land).
    private func place(_ along: Float, _ out: Float, origin: SIMD2<Float>) -> SIMD2<Float> {
        origin + SIMD2(cos(heading), sin(heading)) * along + SIMD2(-sin(heading), cos(heading)) * out
    }

    mutating func scene() -> TeachingScene {
        let extent = frame.extent
        let reach = (extent.x * extent.x + extent.y * extent.y).squareRoot()
        // Water of many tones, from clear to muddy.
        result.drawing.areas.append(
            GroundArea(
                corners: [SIMD2(-9, -9), SIMD2(extent.x + 9, -9), extent + 9, SIMD2(-9, extent.y + 9)], cover: .water,
                tone: uniform(0.5, 2.6)))
        let origin = extent * SIMD2(uniform(0.2, 0.8), uniform(0.2, 0.8))
        let hasLand = chance(0.8)
        if hasLand { addLand(origin: origin, reach: reach) }
        addOpenWater(origin: origin, reach: reach, from: hasLand ? 40 : -reach)
        return result
    }

    private mutating func addLand(origin: SIMD2<Float>, reach: Float) {
        let depth = reach
        result.drawing.lay(
            frame.groundCover(&random), at: place(0, -depth / 2, origin: origin), heading: heading, length: 2 * reach,
            width: depth,
            tone: uniform(0.7, 1.3))
        let quay = uniform(8, 60)
        result.drawing.lay(
            chance(0.6) ? .concrete : .asphalt, at: place(0, -quay / 2, origin: origin), heading: heading,
            length: 2 * reach, width: quay, tone: uniform(0.6, 1.3))
        addQuaySide(origin: origin, reach: reach, quay: quay)
        let isMarina = chance(0.2)
        if !isMarina { berth(origin: origin, reach: reach, out: 0, side: 1) }
        // Jetties stand out from the shore.
        var along = -reach * 0.5 + uniform(0, 150)
        while along < reach * 0.5, chance(isMarina ? 0.95 : 0.55) {
            let length = isMarina ? uniform(30, 150) : uniform(60, 320)
            let width = isMarina ? uniform(1.5, 4) : uniform(6, 40)
            addJetty(origin: origin, along: along, length: length, width: width, isMarina: isMarina)
            along += isMarina ? uniform(25, 60) : uniform(90, 260)
        }
    }

    /// Halls, containers, cranes and lorries behind the quay's edge.
    private mutating func addQuaySide(origin: SIMD2<Float>, reach: Float, quay: Float) {
        var along = -reach
        while along < reach {
            let lot = random.uniform()
            if lot < 0.35 {
                let hall = Building(
                    length: uniform(15, 110), width: uniform(10, 45), eaves: uniform(4, 16),
                    roof: [.flat, .gable, .sawtooth][Int(random.uniform() * 3)], random: &random)
                result.drawing.put(
                    hall, at: place(along + hall.length / 2, -quay - hall.width / 2, origin: origin), heading: heading)
                along += hall.length
            } else if lot < 0.6 {
                for row in 0..<(1 + Int(random.uniform() * 5)) {
                    for column in 0..<(1 + Int(random.uniform() * 8)) {
                        let box = Block(
                            length: 12.19, width: 2.44, height: 2.6 * Float(1 + Int(random.uniform() * 4)),
                            colour: Palette.pick(Palette.paints, &random))
                        result.drawing.put(
                            box, at: place(along + Float(column) * 12.7, -12 - Float(row) * 2.6, origin: origin),
                            heading: heading)
                    }
                }
                along += 90
            } else if lot < 0.75 {
                // A gantry over the quay's edge: legs and a boom that reaches over the water.
                let colour = Palette.pick(Palette.paints, &random)
                let high = uniform(20, 45)
                let boom = Block(length: uniform(30, 90), width: uniform(1.5, 5), height: 2, colour: colour)
                result.drawing.put(
                    boom, at: place(along, -4, origin: origin), heading: heading + .pi / 2, base: high, isRaised: true)
                for side in [Float(-7), 7] {
                    let leg = Block(length: 14, width: 1.2, height: high, colour: colour)
                    result.drawing.put(leg, at: place(along + side, -10, origin: origin), heading: heading + .pi / 2)
                }
                along += uniform(25, 90)
            } else if lot < 0.85 {
                let heap = Heap(
                    length: uniform(15, 70), width: uniform(10, 30), colour: Palette.pick(Palette.loads, &random),
                    random: &random)
                result.drawing.put(
                    heap, at: place(along + heap.length / 2, -quay - 5 - heap.width / 2, origin: origin),
                    heading: heading)
                along += heap.length
            } else {
                let spot = place(along, -uniform(3, Double(quay)), origin: origin)
                let turned = heading + (chance(0.7) ? 0 : uniform(0, 3))
                result.putVehicle(chance(0.4) ? .car : .truck, at: spot, heading: turned, random: &random)
                along += 8
            }
            along += uniform(2, 40)
        }
    }

    /// Ships along the shore line.
    private mutating func berth(origin: SIMD2<Float>, reach: Float, out: Float, side: Float) {
        var along = -reach + uniform(0, 120)
        while along < reach {
            let kind = self.kind()
            let length = self.length(of: kind)
            if chance(0.6) {
                var gap = uniform(0.3, 3)
                for _ in 0..<(chance(0.85) ? 1 : 2) {
                    let shape = kind.shape(length: length, random: &random)
                    let turned: Float = chance(0.5) ? .pi : 0
                    addShip(
                        shape, at: place(along + length / 2, gap + shape.width / 2, origin: origin),
                        heading: heading + turned)
                    gap += shape.width + uniform(0.3, 2)
                }
            }
            along += length + uniform(5, 120)
        }
    }

    private mutating func addJetty(origin: SIMD2<Float>, along: Float, length: Float, width: Float, isMarina: Bool) {
        let deck = Block(
            length: length, width: width, height: uniform(0.8, 2.5),
            colour: Palette.pick([Palette.concrete, Palette.woodSleeper, Palette.gravel], &random))
        result.drawing.put(deck, at: place(along, length / 2, origin: origin), heading: heading + .pi / 2)
        for step in 0..<Int(length / 25) {
            taken.take(place(along, Float(step) * 25 + 12, origin: origin), max(14, width / 2 + 3))
        }
        for side in [Float(-1), 1] {
            var out = uniform(2, 20)
            while out < length {
                let kind: ShipVisit.Kind = isMarina ? .smallBoat : self.kind()
                let size = isMarina ? uniform(6, 18) : self.length(of: kind)
                guard isMarina || out + size < length + 20 else { break }
                let shape = kind.shape(length: size, random: &random)
                if isMarina {
                    // Boats lie with an end towards the jetty.
                    if chance(0.75) {
                        addShip(
                            shape, at: place(along + side * (width / 2 + size / 2 + 0.5), out, origin: origin),
                            heading: heading + (chance(0.5) ? 0 : .pi))
                    }
                    out += shape.width + uniform(0.4, 1.5)
                } else {
                    if chance(0.55) {
                        addShip(
                            shape,
                            at: place(
                                along + side * (width / 2 + shape.width / 2 + uniform(0.3, 2.5)), out + size / 2,
                                origin: origin), heading: heading + .pi / 2 + (chance(0.5) ? 0 : .pi))
                    }
                    out += size + uniform(5, 60)
                }
            }
        }
    }

    private mutating func addOpenWater(origin: SIMD2<Float>, reach: Float, from: Float) {
        for _ in 0..<(Int(random.uniform() * 12)) {
            let kind = chance(0.35) ? ShipVisit.Kind.smallBoat : self.kind()
            let length = self.length(of: kind)
            let spot = place(uniform(-0.7, 0.7) * reach, from + uniform(0, 0.9) * reach + length / 2, origin: origin)
            guard taken.isFree(spot, length * 0.6) else { continue }
            taken.take(spot, length * 0.6)
            let direction = uniform(0, 6.28)
            let shape = kind.shape(length: length, random: &random)
            if chance(0.45) {
                let wake = Wake(
                    length: length * uniform(1, 3.5), beam: shape.width, strength: uniform(0.2, 0.8), random: &random)
                let behind = SIMD2(cos(direction), sin(direction)) * (-(length + wake.length) / 2)
                result.drawing.put(wake, at: spot + behind, heading: direction)
            }
            addShip(shape, at: spot, heading: direction)
        }
        // Buoys, rafts, rocks and breakers.
        for _ in 0..<Int(random.uniform() * 14) {
            let spot = place(uniform(-0.7, 0.7) * reach, from + uniform(0, 0.9) * reach, origin: origin)
            guard taken.isFree(spot, 15) else { continue }
            if chance(0.5) {
                let width = uniform(2, 14)
                result.drawing.put(
                    Heap(
                        length: width * uniform(1, 4), width: width,
                        colour: Palette.pick([Palette.soil, Palette.gravel, Palette.concrete], &random), random: &random
                    ), at: spot, heading: uniform(0, 3))
            } else {
                let raft = Block(
                    length: uniform(4, 50), width: uniform(3, 20), height: uniform(0.3, 1),
                    colour: Palette.pick([Palette.woodSleeper, Palette.concrete, Palette.rustyRail], &random))
                result.drawing.put(raft, at: spot, heading: uniform(0, 3))
            }
        }
    }

    private mutating func addShip(_ shape: Ship, at place: SIMD2<Float>, heading: Float) {
        let solid = result.drawing.put(shape, at: place, heading: heading)
        result.objects.append(
            TaughtObject(
                solid: solid, className: shape.className, kind: shape.kind.rawValue, length: Double(shape.length),
                width: Double(shape.width), outlineHeight: 0.3))
    }

    private mutating func kind() -> ShipVisit.Kind {
        let kinds: [ShipVisit.Kind] = [.bulkCarrier, .tanker, .cargoShip, .cargoShip, .containerShip, .smallBoat]
        return kinds[Int(random.uniform() * Double(kinds.count))]
    }

    /// Short ships are more frequent than long ones.
    private mutating func length(of kind: ShipVisit.Kind) -> Float {
        let usual = kind.usualLengths
        return Float(usual.lowerBound * pow(usual.upperBound / usual.lowerBound, random.uniform()))
    }
}
