import Foundation
import Sites
import Statistics

/// What stands beside and above the tracks.
extension YardWorld {
    /// Ground of one kind along the yard.
    mutating func addBand(_ cover: GroundCover, from: Float, to: Float, tone: Float) {
        let steps = 24
        let upper = (0...steps).map { place(-reach + 2 * reach * Float($0) / Float(steps), to) }
        let lower = (0...steps).map { place(-reach + 2 * reach * Float($0) / Float(steps), from) }
        result.drawing.areas.append(GroundArea(corners: upper + lower.reversed(), cover: cover, tone: tone))
    }

    /// Masts in a row, with an arm.
    mutating func addMasts(at across: Float) {
        let spacing = uniform(28, 65)
        let height = uniform(6, 14)
        let hasArm = chance(0.7)
        var along = -reach + uniform(0, 60)
        while along < reach {
            let foot = place(along, across)
            result.drawing.put(Column(diameter: uniform(0.25, 0.5), height: height, colour: Palette.steel), at: foot)
            if hasArm {
                let arm = Block(length: 3.2, width: 0.14, height: 0.15, colour: Palette.steel)
                result.drawing.put(
                    arm, at: place(along, across + 1.6), heading: direction(along) + .pi / 2, base: height - 1,
                    isRaised: true)
            }
            along += spacing
        }
    }

    /// Portals that carry the wires over a group of tracks.
    mutating func addPortals(from: Float, to: Float) {
        let spacing = uniform(35, 75)
        let height = uniform(6.5, 10)
        var along = -reach + uniform(0, 60)
        let thickness = uniform(0.25, 0.8)
        while along < reach {
            for side in [from, to] {
                result.drawing.put(
                    Column(diameter: uniform(0.3, 0.6), height: height, colour: Palette.steel), at: place(along, side))
            }
            let beam = Block(length: to - from, width: thickness, height: 0.5, colour: Palette.steel)
            result.drawing.put(
                beam, at: place(along, (from + to) / 2), heading: direction(along) + .pi / 2, base: height - 0.5,
                isRaised: true)
            along += spacing
        }
    }

    /// A roof over some tracks: what stands below cannot be seen.
    mutating func addCanopy(over first: Int, count: Int, spacing: Float) {
        let length = uniform(30, 120)
        let along = uniform(-0.4, 0.4) * reach
        guard let track = trackOf(first) else { return }
        let station = track.length / 2 + along
        let here = track.pose(from: station - length / 2, to: station + length / 2)
        let width = Float(count) * spacing
        let side = SIMD2(-sin(Float(here.heading)), cos(Float(here.heading))) * (width - spacing) / 2
        let roof = Building(
            length: length, width: width, eaves: 0.8, roof: chance(0.5) ? .flat : .gable, random: &random)
        result.drawing.put(
            roof, at: here.centre + side, heading: Float(here.heading), base: uniform(5, 8), isRaised: true)
        let way = SIMD2(cos(Float(here.heading)), sin(Float(here.heading))) * (length / 2)
        for line in first..<min(result.lines.count, first + count) {
            // Each track has a beginning of its own.
            let ends = [here.centre - way, here.centre + way].map { result.lines[line].station(nearest: $0) }
            if ends[1] > ends[0] { result.lines[line].hidden.append(ends[0]...ends[1]) }
        }
    }

    /// A strip between groups: grass, road, path, with things on it; returns how far to the left it reaches.
    mutating func addStrip(at start: Float) -> Float {
        let lot = random.uniform()
        let width = uniform(4, 22)
        let middle = start + width / 2
        if lot < 0.35 {
            addBand(frame.isGreen ? .grass : .dryGrass, from: start, to: start + width, tone: uniform(0.7, 1.3))
            scatter(from: start, to: start + width, every: 16) { world, place, _ in
                let size = world.uniform(2, 8)
                let leaves = world.frame.foliage(&world.random)
                return (
                    Tree(diameter: size, height: size * world.uniform(0.4, 1.2), colour: leaves, random: &world.random),
                    place
                )
            }
        } else if lot < 0.65 {
            addBand(chance(0.6) ? .asphalt : .concrete, from: start, to: start + width, tone: uniform(0.7, 1.4))
            addTraffic(from: start, to: start + width)
        } else if lot < 0.8 {
            addBand(.concrete, from: start, to: start + width, tone: uniform(0.6, 1.2))
            addBoxes(from: start, to: start + width)
        } else if bend == 0, lot < 0.9 {
            let rack = PipeRack(
                length: reach * uniform(0.3, 1.6), width: min(width - 1, uniform(1.5, 6)), random: &random)
            result.drawing.put(
                rack, at: place(uniform(-20, 20), middle), heading: heading, base: uniform(2.5, 6), isRaised: true)
        } else if bend == 0 {
            let wall = Block(
                length: reach * uniform(0.3, 1.8), width: uniform(0.3, 0.8), height: uniform(1.5, 4.5),
                colour: Palette.pick([Palette.concrete, Palette.gravel], &random))
            result.drawing.put(wall, at: place(uniform(-40, 40), middle), heading: heading)
        }
        return start + width
    }

    /// Puts things at random places of a band, one for so many metres along.
    private mutating func scatter(
        from: Float, to: Float, every spacing: Double,
        _ make: (inout YardWorld, SIMD2<Float>, Float) -> (any SolidShape, SIMD2<Float>)
    ) {
        var along = -reach
        while along < reach {
            along += uniform(spacing * 0.3, spacing * 1.7)
            let spot = place(along, uniform(Double(from), Double(to)))
            let (shape, at) = make(&self, spot, direction(along))
            result.drawing.put(shape, at: at, heading: uniform(0, 6.28))
        }
    }

    /// Road vehicles along and across a band.
    private mutating func addTraffic(from: Float, to: Float) {
        let busy = uniform(0, 1)
        if chance(0.3) { park(from: from, to: to) }
        var along = -reach
        while along < reach {
            along += 7 + uniform(0, 90) * (1.1 - busy)
            let lot = random.uniform()
            let kind: VehicleStand.Kind =
                lot < 0.45 ? .car : lot < 0.6 ? .van : lot < 0.75 ? .truck : lot < 0.9 ? .semitrailer : .machine
            addVehicle(
                kind, at: place(along, uniform(Double(from) + 1.5, Double(to) - 1.5)),
                heading: direction(along) + (chance(0.85) ? uniform(-0.06, 0.06) : uniform(0, 3)))
            along += 12
        }
    }

    /// Cars side by side.
    private mutating func park(from: Float, to: Float) {
        let start = uniform(-0.7, 0.4) * reach
        var along = start
        while along < start + uniform(15, 90) {
            if chance(0.75) {
                addVehicle(
                    chance(0.85) ? .car : .van, at: place(along, to - 3),
                    heading: direction(along) + .pi / 2 + (chance(0.5) ? .pi : 0))
            }
            along += 2.6
        }
    }

    private mutating func addVehicle(_ kind: VehicleStand.Kind, at place: SIMD2<Float>, heading: Float) {
        result.putVehicle(kind, at: place, heading: heading, random: &random)
    }

    /// Containers, crates, sleepers and rails in stacks.
    private mutating func addBoxes(from: Float, to: Float) {
        var along = -reach
        while along < reach {
            along += uniform(0, 60)
            let rows = 1 + Int(random.uniform() * 6)
            let isContainer = chance(0.6)
            let length: Float = isContainer ? (chance(0.5) ? 6.06 : 12.19) : uniform(1, 12)
            let width: Float = isContainer ? 2.44 : uniform(0.5, 3)
            let across = uniform(Double(from) + 1, max(Double(from) + 1.1, Double(to) - 1))
            for row in 0..<rows {
                let height = isContainer ? 2.6 * Float(1 + Int(random.uniform() * 3)) : uniform(0.3, 1.8)
                let coat = Palette.pick(
                    isContainer ? Palette.paints : Palette.paints + [Palette.woodSleeper, Palette.rustyRail], &random)
                let box = Block(length: length, width: width, height: height, colour: coat)
                result.drawing.put(
                    box, at: place(along + length / 2 + Float(row) * (length + 0.3), across), heading: direction(along))
            }
            along += Float(rows) * (length + 0.3)
        }
    }

    /// Houses, halls, trees and heaps; returns where they end.
    mutating func addOpenLand(from: Float, to: Float) -> Float {
        guard to - from > 12 else { return to }
        addBand(frame.groundCover(&random), from: from, to: to, tone: uniform(0.7, 1.3))
        var along = -reach
        while along < reach {
            let lot = random.uniform()
            let depth = to - from - 4
            let spot = place(along + 15, (from + to) / 2)
            if lot < 0.4 {
                let house = Building(
                    length: uniform(10, 70), width: min(depth, uniform(6, 35)), eaves: uniform(3, 16),
                    roof: [.flat, .gable, .sawtooth][Int(random.uniform() * 3)], random: &random)
                result.drawing.put(
                    house, at: place(along + house.length / 2, (from + to) / 2),
                    heading: direction(along) + uniform(-0.05, 0.05))
                along += house.length
            } else if lot < 0.6 {
                for _ in 0..<8 {
                    let size = uniform(3, 9)
                    let leaves = frame.foliage(&random)
                    result.drawing.put(
                        Tree(diameter: size, height: size * uniform(0.6, 1.4), colour: leaves, random: &random),
                        at: place(along + uniform(0, 40), uniform(Double(from), Double(to))))
                }
                along += 40
            } else if lot < 0.72 {
                let heap = Heap(
                    length: uniform(8, 40), width: min(depth, uniform(5, 20)),
                    colour: Palette.pick(Palette.loads, &random), random: &random)
                result.drawing.put(heap, at: spot, heading: direction(along))
                along += 40
            } else {
                addVehicle(chance(0.6) ? .car : .truck, at: spot, heading: uniform(0, 6.28))
                along += uniform(5, 40)
            }
            along += uniform(2, 25)
        }
        return to
    }
}
