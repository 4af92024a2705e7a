import Foundation
import Sites
import Statistics

/// Tanks by lot, and round things that are none.
struct TankFarmWorld: DrawnByLot {
    private let frame: TeachingFrame
    var random: RandomStream
    private var result: TeachingScene
    /// Circles that are taken.
    private var taken = TakenGround()
    private let heading: Float

    init(frame: TeachingFrame, random: RandomStream) {
        self.frame = frame
        var random = random
        heading = Float(random.uniform(0...Double.pi))
        result = TeachingScene(drawing: frame.drawing(cover: frame.groundCover(&random)))
        self.random = random
    }

    private mutating func anywhere() -> SIMD2<Float> {
        let extent = frame.extent
        return SIMD2(uniform(-20, Double(extent.x) + 20), uniform(-20, Double(extent.y) + 20))
    }

    mutating func scene() -> TeachingScene {
        for _ in 0..<(3 + Int(random.uniform() * 10)) {
            result.drawing.lay(
                frame.groundCover(&random), at: anywhere(), heading: heading, length: uniform(20, 200),
                width: uniform(10, 120), tone: uniform(0.7, 1.3))
        }
        let roads = 1 + Int(random.uniform() * 4)
        for _ in 0..<roads {
            let turn: Float = chance(0.5) ? 0 : .pi / 2
            result.drawing.lay(
                chance(0.7) ? .asphalt : .concrete, at: anywhere(), heading: heading + turn, length: 900,
                width: uniform(4, 9), tone: uniform(0.8, 1.3))
        }
        if chance(0.15) {
            result.drawing.lay(
                .water, at: anywhere(), heading: heading, length: uniform(60, 300), width: uniform(30, 200))
        }
        let isEmpty = chance(0.12)
        if !isEmpty {
            for _ in 0..<(1 + Int(random.uniform() * 5)) { addGroup() }
        }
        addConfusion()
        return result
    }

    /// Tanks of one or several sizes in rows, in a bund or without one.
    private mutating func addGroup() {
        let columns = 1 + Int(random.uniform() * 5)
        let rows = 1 + Int(random.uniform() * 4)
        let largest = pow(10, random.uniform(0.75...1.92))
        let isOneSize = chance(0.5)
        let roofs = random.uniform()
        let start = anywhere()
        let pitch = Float(largest) * uniform(1.15, 2.0)
        let look = random.next()
        let isAlike = chance(0.5)
        let shell = Float(max(4, min(21, largest * random.uniform(0.3...1.1))))
        if chance(0.6) {
            let along = Float(columns) * pitch + 4
            let across = Float(rows) * pitch + 4
            let middle = start + turned(SIMD2(along / 2 - pitch / 2, across / 2 - pitch / 2))
            result.drawing.lay(
                [.gravel, .soil, .concrete, .dryGrass, .grass][Int(random.uniform() * 5)], at: middle, heading: heading,
                length: along, width: across, tone: uniform(0.7, 1.3))
            if chance(0.6) {
                let colour = Palette.pick([Palette.concrete, Palette.soil, Palette.gravel], &random)
                for side in [Float(-1), 1] {
                    let wall = Block(length: along, width: uniform(0.3, 2), height: uniform(0.7, 2.2), colour: colour)
                    result.drawing.put(wall, at: middle + turned(SIMD2(0, side * across / 2)), heading: heading)
                    let end = Block(length: across, width: wall.width, height: wall.top, colour: colour)
                    result.drawing.put(end, at: middle + turned(SIMD2(side * along / 2, 0)), heading: heading + .pi / 2)
                }
            }
        }
        for row in 0..<rows {
            for column in 0..<columns where chance(0.9) {
                let diameter = isOneSize ? Float(largest) : Float(largest) * uniform(0.35, 1)
                let place =
                    start
                    + turned(SIMD2(Float(column), Float(row)) * pitch + SIMD2(uniform(-0.4, 0.4), uniform(-0.4, 0.4)))
                guard taken.isFree(place, diameter * 0.53) else { continue }
                taken.take(place, diameter * 0.53)
                let isFloating = diameter > 9 && random.uniform() < roofs
                let fill = isFloating ? uniform(0.06, 0.97) : nil
                var own = isAlike ? RandomStream(seed: look) : RandomStream(seed: random.next())
                let height = isOneSize ? shell : max(3, min(22, diameter * uniform(0.3, 1.3)))
                let tank = StorageTank(diameter: diameter, shell: height, fill: fill, random: &own)
                let solid = result.drawing.put(tank, at: place, heading: uniform(0, 6.28))
                result.objects.append(
                    TaughtObject(
                        solid: solid, className: isFloating ? "tank-floating-roof" : "tank-fixed-roof",
                        kind: isFloating ? "floating" : "fixed", length: Double(diameter), width: Double(diameter),
                        fill: fill.map(Double.init), outlineHeight: isFloating ? 1 : Float(tank.shell / tank.top)))
            }
        }
    }

    private func turned(_ offset: SIMD2<Float>) -> SIMD2<Float> {
        SIMD2(offset.x * cos(heading) - offset.y * sin(heading), offset.x * sin(heading) + offset.y * cos(heading))
    }

    /// Houses, trees, round basins, silos, cars, pipes: what stands beside tanks and looks a little like them.
    private mutating func addConfusion() {
        func free(_ radius: Float, _ world: inout TankFarmWorld) -> SIMD2<Float>? {
            for _ in 0..<6 {
                let place = world.anywhere()
                if world.taken.isFree(place, radius) {
                    world.taken.take(place, radius)
                    return place
                }
            }
            return nil
        }
        for _ in 0..<Int(random.uniform() * 12) {
            let length = uniform(6, 60)
            let width = min(length, uniform(5, 30))
            guard let place = free((length * length + width * width).squareRoot() / 2, &self) else { continue }
            let roof: GroundScript.Roof = [.flat, .gable, .sawtooth][Int(random.uniform() * 3)]
            let house = Building(length: length, width: width, eaves: uniform(3, 16), roof: roof, random: &random)
            result.drawing.put(house, at: place, heading: heading + (chance(0.8) ? 0 : uniform(0, 3)))
        }
        for _ in 0..<Int(random.uniform() * random.uniform() * 120) {
            let size = uniform(2, 10)
            guard let place = free(size / 2, &self) else { continue }
            let leaves = frame.foliage(&random)
            result.drawing.put(
                Tree(diameter: size, height: size * uniform(0.4, 1.4), colour: leaves, random: &random), at: place)
        }
        for _ in 0..<Int(random.uniform() * 10) {
            // Round places on the ground: basins, roundabouts, foundations of tanks that are gone.
            let radius = uniform(2, 25)
            guard let place = free(radius, &self) else { continue }
            let corners = (0..<40).map { step -> SIMD2<Float> in
                let angle = Float(step) / 40 * 2 * .pi
                return place + SIMD2(cos(angle), sin(angle)) * radius
            }
            let cover: GroundCover = [.concrete, .gravel, .water, .soil, .grass][Int(random.uniform() * 5)]
            result.drawing.areas.append(GroundArea(corners: corners, cover: cover, tone: uniform(0.7, 1.4)))
        }
        for _ in 0..<Int(random.uniform() * 14) {
            let lot = random.uniform()
            if lot < 0.3 {
                // Chimneys and columns, too slender for tanks.
                let width = uniform(1, 4)
                guard let place = free(width, &self) else { continue }
                result.drawing.put(
                    Column(
                        diameter: width, height: uniform(12, 50),
                        colour: Palette.pick([Palette.steel, Palette.concrete, Palette.white], &random)), at: place)
            } else if lot < 0.55 {
                guard let place = free(4, &self) else { continue }
                let turned = heading + (chance(0.5) ? 0 : .pi / 2)
                result.putVehicle(chance(0.6) ? .car : .truck, at: place, heading: turned, random: &random)
            } else if lot < 0.8 {
                let length = uniform(20, 150)
                let rack = PipeRack(length: length, width: uniform(1, 6), random: &random)
                result.drawing.put(
                    rack, at: anywhere(), heading: heading + (chance(0.5) ? 0 : .pi / 2), base: uniform(0, 4),
                    isRaised: true)
            } else {
                let width = uniform(5, 25)
                guard let place = free(width, &self) else { continue }
                result.drawing.put(
                    Heap(
                        length: width * uniform(1, 2), width: width, colour: Palette.pick(Palette.loads, &random),
                        random: &random), at: place, heading: uniform(0, 3))
            }
        }
    }
}
