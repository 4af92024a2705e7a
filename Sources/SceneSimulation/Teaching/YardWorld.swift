import Foundation
import Sites
import Statistics

/// A railway yard or siding by lot: groups of parallel tracks, trains on some of them, and what else stands there.
///
/// What a network confuses with vehicles is drawn on purpose: empty tracks in dense rows, shadows of masts, portals and
/// houses, roofs as dull as the ground, pipe racks, walls, containers and lorries beside the tracks.
struct YardWorld: DrawnByLot {
    let frame: TeachingFrame
    var random: RandomStream
    var result: TeachingScene
    /// Direction of the tracks, and how it turns with the distance along them.
    let heading: Float
    let bend: Float
    private let middle: SIMD2<Float>
    let reach: Float

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
    func place(_ along: Float, _ across: Float) -> SIMD2<Float> {
        let turn = bend * along
        let angle = heading + turn / 2
        let chord = abs(turn) > 1e-4 ? 2 * sin(turn / 2) / bend : along
        let normal = heading + turn
        return middle + SIMD2(cos(angle), sin(angle)) * chord + SIMD2(-sin(normal), cos(normal)) * across
    }

    func direction(_ along: Float) -> Float { heading + bend * along }

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

    func trackOf(_ line: Int) -> DrawnTrack? {
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
                    solid: solid, className: kind.rawValue, kind: kind.rawValue, length: Double(shape.bodyLength),
                    width: Double(shape.width), track: line, start: Double(station) + inset,
                    end: Double(station + length) - inset))
            station += length + uniform(0, Double(isStretched))
        }
        return station
    }

    private mutating func kind() -> TrainVisit.VehicleKind {
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
    private mutating func length(of kind: TrainVisit.VehicleKind) -> Float {
        let usual = kind.usualLengths
        if chance(0.4) { return Float(usual.usual) * uniform(0.96, 1.04) }
        return uniform(usual.shortest, usual.longest)
    }
}
