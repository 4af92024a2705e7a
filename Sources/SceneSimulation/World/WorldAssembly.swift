import Foundation
import Geodesy
import Rasters
import Sites
import Statistics

/// Puts together what a scene shows: ground, what stands on it, light and view.
struct WorldAssembly {
    let world: ScriptedWorld
    let order: SceneOrder
    let snow: SnowState
    var drawing: SceneDrawing
    var objects: [StandingObject] = []
    /// What could not be drawn as the script tells it, with the script's line.
    var warnings: [(line: Int, text: String)] = []

    /// Begins with the bare ground of a scene.
    init(world: ScriptedWorld, order: SceneOrder, size: RasterSize, corner: SIMD2<Double>, light: Light, view: View) {
        self.world = world
        self.order = order
        snow = SnowState(world.script.snow, at: order.time, given: order.snow)
        let isGreen = world.isGreen(at: order.time)
        let pixel = Float(order.groundSamplingDistance)
        drawing = SceneDrawing(
            size: size, pixel: pixel, corner: SIMD2(Float(corner.x), Float(corner.y)),
            cover: Self.cover(world.script.ground.cover, isGreen: isGreen), light: light, view: view,
            samples: SceneDrawing.samples(pixel: pixel), seed: world.seed)
        if snow.ground > 0 { drawing.snow = SnowCover(share: snow.ground) }
    }

    private static func cover(_ cover: GroundScript.Cover, isGreen: Bool) -> GroundCover {
        switch cover {
        case .soil: .soil
        case .gravel: .gravel
        case .asphalt: .asphalt
        case .concrete: .concrete
        case .water: .water
        case .cinder: .cinder
        case .vegetation: isGreen ? .grass : .dryGrass
        }
    }

    private func frame(_ place: GeoPoint) -> SIMD2<Float> {
        let place = world.grid.frame(place)
        return SIMD2(Float(place.x), Float(place.y))
    }

    // MARK: - Ground

    private mutating func lay(_ rings: [[SIMD2<Float>]], _ cover: GroundCover) {
        let area = GroundArea(rings: rings, cover: cover)
        guard !area.rings.isEmpty else { return }
        drawing.areas.append(area)
    }

    /// Lays what covers the ground: the water of the site's zones, then the script's areas and roads, then tracks.
    mutating func layGround() {
        let ground = world.script.ground
        let isGreen = world.isGreen(at: order.time)
        for zone in world.site.zones where zone.role.isWater {
            for part in zone.area.parts { lay(world.rings(of: GroundPart(part)), .water) }
        }
        for area in ground.areas where area.stay.contains(order.time) {
            lay(world.rings(of: area.part), Self.cover(area.cover, isGreen: isGreen))
        }
        for road in ground.roads {
            layRoad(road.line.map(frame), width: Float(road.width), Self.cover(road.cover, isGreen: isGreen))
        }
        for (track, bed) in zip(drawnTracks, beds(of: drawnTracks)) {
            drawing.tracks.append(
                DrawnTrack(
                    points: track.line.map(frame), gauge: Float((track.gauge ?? 1435) / 1000), bed: bed))
        }
    }

    /// How tracks are laid: alike where they join, since a railway does not change its stone and sleepers at each switch.
    private func beds(of tracks: [Track]) -> [DrawnTrack.Bed] {
        // Sketched ends miss each other by more than those of a survey; tracks side by side lie four metres apart.
        let reach = 1.0
        let lines = tracks.map { FrameLine($0.line.map(world.grid.frame)) }
        // To each the first of those that it joins, directly or by way of others.
        var first = Array(tracks.indices)
        for one in tracks.indices {
            for other in 0..<one where first[other] != first[one] && lines[one].joins(lines[other], within: reach) {
                let (kept, dropped) = (min(first[one], first[other]), max(first[one], first[other]))
                for index in 0...one where first[index] == dropped { first[index] = kept }
            }
        }
        return first.map { index in
            var random = world.random("track \(tracks[index].id)")
            return DrawnTrack.Bed(random: &random)
        }
    }

    private mutating func layRoad(_ line: [SIMD2<Float>], width: Float, _ cover: GroundCover) {
        for (a, b) in zip(line, line.dropFirst()) {
            let step = b - a
            let length = (step.x * step.x + step.y * step.y).squareRoot()
            guard length > 0 else { continue }
            let across = SIMD2(-step.y, step.x) / length * (width / 2)
            lay([[a + across, b + across, b - across, a - across]], cover)
        }
        // Round corners between the pieces.
        for corner in line.dropFirst().dropLast() {
            let circle = (0..<12).map { step in
                let angle = Float(step) * .pi / 6
                return corner + SIMD2(cos(angle), sin(angle)) * (width / 2)
            }
            lay([circle], cover)
        }
    }

    // MARK: - What stands there

    /// Puts a shape into the drawing, and an object for the truth.
    ///
    /// - Parameters:
    ///   - shape: What it looks like.
    ///   - object: What is told of it; its solid is filled in.
    ///   - base: Metres from the ground to its foot.
    ///   - isRaised: Whether there is air below it.
    mutating func put(_ shape: any SolidShape, _ object: StandingObject, base: Double = 0, isRaised: Bool = false) {
        var object = object
        object.solid = drawing.solids.count
        var solid = PlacedSolid(
            shape, x: object.box.centre.x, y: object.box.centre.y, heading: object.box.heading, base: Float(base),
            isRaised: isRaised)
        // Whoever came after the snow fell is bare of it.
        if snow.ground > 0, let own = object.snow { solid.snowKept = Float(min(1, own / snow.ground)) }
        drawing.solids.append(solid)
        objects.append(object)
    }

    /// Tracks of the site in the order of those of the drawing; those without a line are not drawn.
    private var drawnTracks: [Track] { world.site.tracks.filter { $0.line.count > 1 } }

    mutating func putTrains() {
        let drawn = drawnTracks
        for (index, train) in world.script.trains.enumerated() where train.stay.contains(order.time) {
            guard let line = drawn.firstIndex(where: { $0.id == train.track }) else { continue }
            let id = train.name ?? "train-\(index + 1)"
            var station = world.stations[index]
            let white = snow.share(since: train.stay.start)
            for (number, vehicle) in train.consist.enumerated() {
                var random = world.random("train \(index) vehicle \(number)")
                let shape = vehicle.kind.shape(length: Float(vehicle.length), random: &random)
                let pose = drawing.tracks[line].pose(from: Float(station), to: Float(station + vehicle.length))
                let turned = random.uniform() < 0.5 ? 0 : Double.pi
                let object = StandingObject(
                    id: "\(id)/\(number + 1)", className: vehicle.kind.rawValue, kind: vehicle.kind.rawValue,
                    box: FrameBox(
                        centre: SIMD2(Double(pose.centre.x), Double(pose.centre.y)), heading: pose.heading + turned,
                        length: vehicle.length - 2 * Double(shape.end.inset), width: Double(shape.width)),
                    length: vehicle.length, height: Double(shape.top), solid: 0, place: ("track", train.track),
                    train: (id, number + 1), snow: white)
                put(shape, object)
                station += vehicle.length
            }
        }
    }

    mutating func putTanks() {
        for tank in world.site.tanks {
            let course = world.script.tanks.first { $0.tank == tank.id } ?? TankCourse(tank: tank.id)
            let roof = course.roof ?? tank.roof
            let fill = roof == .floating ? course.fill(at: order.time) : nil
            var random = world.random("tank \(tank.id)")
            let shell = tank.height ?? TankCourse.usualHeight
            let shape = StorageTank(
                diameter: Float(tank.diameter), shell: Float(shell), fill: fill.map(Float.init), random: &random)
            let object = StandingObject(
                id: tank.id, className: roof == .floating ? "tank-floating-roof" : "tank-fixed-roof",
                kind: roof == .floating ? "tank-floating-roof" : "tank-fixed-roof",
                box: FrameBox(
                    centre: world.grid.frame(tank.centre), heading: 0, length: tank.diameter, width: tank.diameter),
                length: tank.diameter, height: Double(shape.top), outlineHeight: shell / Double(shape.top), solid: 0,
                place: ("tank", tank.id), fill: course.fill(at: order.time), snow: snow.ground)
            put(shape, object)
        }
    }
}
