import Foundation
import Statistics

/// A railway yard or siding by lot: groups of parallel tracks, trains on some of them, and what else stands there.
///
/// What a network confuses with vehicles is drawn on purpose: empty tracks in dense rows, shadows of masts, portals and
/// houses, roofs as dull as the ground, pipe racks, walls, containers and lorries beside the tracks.
struct YardWorld {
    private let frame: TeachingFrame
    private var random: RandomStream
    private var result: TeachingScene
    /// Direction of the tracks, and how it turns with the distance along them.
    private let heading: Float
    private let bend: Float
    private let middle: SIMD2<Float>
    private let reach: Float

    init(frame: TeachingFrame, random: RandomStream) {
        self.frame = frame
        var random = random
        heading = Float(random.uniform(0...Double.pi))
        bend = random.uniform() < 0.5 ? 0 : Float(random.uniform(-1...1)) / 450
        middle = frame.extent * SIMD2(Float(random.uniform(0.3...0.7)), Float(random.uniform(0.3...0.7)))
        reach = (frame.extent.x * frame.extent.x + frame.extent.y * frame.extent.y).squareRoot() * 0.75
        result = TeachingScene(drawing: frame.drawing(cover: frame.groundCover(&random)))
        self.random = random
    }

    /// A place at a distance along the yard and to its left.
    private func place(_ along: Float, _ across: Float) -> SIMD2<Float> {
        let turn = bend * along
        let angle = heading + turn / 2
        let chord = abs(turn) > 1e-4 ? 2 * sin(turn / 2) / bend : along
        let normal = heading + turn
        return middle + SIMD2(cos(angle), sin(angle)) * chord + SIMD2(-sin(normal), cos(normal)) * across
    }

    private func direction(_ along: Float) -> Float { heading + bend * along }

    private mutating func uniform(_ low: Double, _ high: Double) -> Float { Float(random.uniform(low...high)) }

    private mutating func chance(_ share: Double) -> Bool { random.uniform() < share }

    /// Makes the scene.
    mutating func scene() -> TeachingScene {
        let half = reach
        var across = -half + uniform(0, 60)
        let density = random.uniform()
        let occupancy = chance(0.2) ? 0 : random.uniform() * random.uniform() * 0.95 + 0.03
        let isMixed = chance(0.5)
        while across < half {
            let count = chance(0.3) ? 1 + Int(random.uniform() * 2) : 2 + Int(random.uniform() * 11)
            across = addGroup(at: across, tracks: count, occupancy: occupancy, isMixed: isMixed)
            if chance(0.75) { across = addStrip(at: across) } else { across += uniform(3, 9) }
            if density < 0.35, chance(0.6) {
                across = addOpenLand(from: across, to: min(half, across + uniform(20, 120)))
            }
        }
        return result
    }

    // MARK: Tracks

    /// Tracks side by side with one look; returns how far to the left they reach.
    private mutating func addGroup(at start: Float, tracks count: Int, occupancy: Double, isMixed: Bool) -> Float {
        let spacing = chance(0.75) ? uniform(4.2, 4.9) : uniform(4.6, 6.2)
        let cover: GroundCover = [.gravel, .gravel, .cinder, .soil, .dryGrass, .concrete][Int(random.uniform() * 6)]
        let width = Float(count) * spacing + uniform(1, 5)
        let tone = uniform(0.65, 1.45)
        addBand(cover, from: start - 2, to: start + width, tone: tone)
        let common = DrawnTrack.Bed(random: &random)
        let gauge: Float = chance(0.6) ? 1.435 : chance(0.7) ? 1.520 : 1.067
        var lines: [Int] = []
        for index in 0..<count {
            let offset = start + spacing * (Float(index) + 0.5) + uniform(-0.15, 0.15)
            var bed = chance(0.8) ? common : DrawnTrack.Bed(random: &random)
            bed.ballast = bed.ballast * uniform(0.9, 1.1)
            if chance(0.25) { bed.oil = uniform(0, 0.6) }
            // Some tracks end at a buffer within the picture.
            let ends = chance(0.12) ? (uniform(-0.3, 0.1) * reach, reach) : (-reach, reach)
            lines.append(addTrack(from: ends.0, to: ends.1, across: offset, gauge: gauge, bed: bed))
        }
        for index in 0..<max(0, count - 1) where chance(0.22) {
            addTurnout(
                from: start + spacing * (Float(index) + 0.5), to: start + spacing * (Float(index) + 1.5),
                gauge: gauge, bed: common)
        }
        for line in lines where chance(0.92) { occupy(line, share: occupancy, isMixed: isMixed) }
        if chance(0.35) {
            addPortals(from: start - 2, to: start + width)
        } else if chance(0.6) {
            addMasts(at: start - 1.5)
        }
        if chance(0.07), let line = lines.first {
            addCanopy(over: line, count: min(count, 1 + Int(random.uniform() * 4)), spacing: spacing)
        }
        return start + width
    }

    private mutating func addTrack(from: Float, to: Float, across: Float, gauge: Float, bed: DrawnTrack.Bed) -> Int {
        let steps = max(2, Int((to - from) / 12))
        let points = (0...steps).map { place(from + (to - from) * Float($0) / Float(steps), across) }
        result.drawing.tracks.append(DrawnTrack(points: points, gauge: gauge, bed: bed))
        result.lines.append(TaughtTrack(points: points))
        return result.lines.count - 1
    }

    /// A track that leads from one to the next one.
    private mutating func addTurnout(from: Float, to: Float, gauge: Float, bed: DrawnTrack.Bed) {
        let length = (to - from) * uniform(8, 13)
        let start = uniform(-0.8, 0.6) * reach
        let points = (0...14).map { step -> SIMD2<Float> in
            let share = Float(step) / 14
            let smooth = share * share * (3 - 2 * share)
            return place(start + length * share, from + (to - from) * smooth)
        }
        result.drawing.tracks.append(DrawnTrack(points: points, gauge: gauge, bed: bed))
    }

    // MARK: Trains

    /// Puts strings of vehicles on a track until about a share of it is taken.
    private mutating func occupy(_ line: Int, share: Double, isMixed: Bool) {
        guard share > 0, let track = trackOf(line), chance(0.35 + 0.65 * share) else { return }
        var station = uniform(0, 60)
        while station < track.length - 12 {
            let count = chance(0.3) ? 1 + Int(random.uniform() * 2) : 2 + Int(random.uniform() * 16)
            station = addString(on: track, line: line, from: station, count: count, isMixed: isMixed)
            station += chance(0.25) ? uniform(1.5, 12) : uniform(8, 25 + 130 * (1 - share))
        }
    }

    private func trackOf(_ line: Int) -> DrawnTrack? {
        result.drawing.tracks.first { $0.points == result.lines[line].points }
    }

    /// Coupled vehicles; returns where they end.
    private mutating func addString(
        on track: DrawnTrack, line: Int, from start: Float, count: Int, isMixed: Bool
    ) -> Float {
        var station = start
        let main = kind()
        var length = self.length(of: main)
        // A string of one build has its look in common too.
        let look = random.next()
        let isUniform = chance(0.55)
        let isStretched = uniform(0, 0.25)
        // A string that came after the snow, or stood through a part of it, is barer than the ground.
        let snowKept: Float = chance(0.45) ? 1 : chance(0.5) ? 0 : uniform(0, 1)
        for order in 0..<count {
            var kind = main
            if order == 0, count > 3, chance(0.25) {
                kind = .locomotive
            } else if isMixed, chance(0.35) {
                kind = self.kind()
            }
            if kind != main || !isUniform { length = self.length(of: kind) }
            guard station + length < track.length else { break }
            var own = isUniform && kind == main ? RandomStream(seed: look) : RandomStream(seed: random.next())
            let shape = kind.shape(length: length, random: &own)
            let pose = track.pose(from: station, to: station + length)
            let turned: Float = chance(0.5) ? .pi : 0
            let solid = result.drawing.put(shape, at: pose.centre, heading: Float(pose.heading) + turned)
            result.drawing.solids[solid].snowKept = snowKept
            let inset = Double(shape.end.inset)
            result.objects.append(
                TaughtObject(
                    solid: solid, className: kind.className, kind: kind.className, length: Double(shape.bodyLength),
                    width: Double(shape.width), track: line, start: Double(station) + inset,
                    end: Double(station + length) - inset))
            station += length + uniform(0, Double(isStretched))
        }
        return station
    }

    private mutating func kind() -> RollingStockKind {
        let lot = random.uniform()
        switch lot {
        case ..<0.30: return .tankCar
        case ..<0.52: return .coveredCar
        case ..<0.74: return .openCar
        case ..<0.90: return .flatCar
        case ..<0.95: return .locomotive
        default: return .other
        }
    }

    /// A length near the usual one, or anywhere between the shortest and the longest.
    private mutating func length(of kind: RollingStockKind) -> Float {
        let usual = kind.usualLengths
        if chance(0.4) { return Float(usual.usual) * uniform(0.96, 1.04) }
        return uniform(usual.shortest, usual.longest)
    }

    // MARK: Beside the tracks

    /// Ground of one kind along the yard.
    private mutating func addBand(_ cover: GroundCover, from: Float, to: Float, tone: Float) {
        let steps = 24
        let upper = (0...steps).map { place(-reach + 2 * reach * Float($0) / Float(steps), to) }
        let lower = (0...steps).map { place(-reach + 2 * reach * Float($0) / Float(steps), from) }
        result.drawing.areas.append(GroundArea(corners: upper + lower.reversed(), cover: cover, tone: tone))
    }

    /// Masts in a row, with an arm.
    private mutating func addMasts(at across: Float) {
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
    private mutating func addPortals(from: Float, to: Float) {
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
    private mutating func addCanopy(over first: Int, count: Int, spacing: Float) {
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
    private mutating func addStrip(at start: Float) -> Float {
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
        } else if lot < 0.9 {
            let rack = PipeRack(
                length: reach * uniform(0.3, 1.6), width: min(width - 1, uniform(1.5, 6)), random: &random)
            if bend == 0 {
                result.drawing.put(
                    rack, at: place(uniform(-20, 20), middle), heading: heading, base: uniform(2.5, 6), isRaised: true)
            }
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
            let kind: RoadVehicleKind =
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

    private mutating func addVehicle(_ kind: RoadVehicleKind, at place: SIMD2<Float>, heading: Float) {
        let shape = kind.shape(random: &random)
        let solid = result.drawing.put(shape, at: place, heading: heading)
        result.objects.append(
            TaughtObject(
                solid: solid, className: "vehicle", kind: kind.rawValue, length: Double(shape.length),
                width: Double(shape.width)))
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
    private mutating func addOpenLand(from: Float, to: Float) -> Float {
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

extension RollingStockKind {
    /// The class under which it is found.
    var className: String { self == .other ? "other-rail-vehicle" : rawValue }
}
