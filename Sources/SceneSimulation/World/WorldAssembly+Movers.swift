import Foundation
import Geodesy
import Sites
import Statistics

extension WorldAssembly {
    /// Metres between a ship's side and the quay: the fenders.
    private static let fender = 1.0
    /// Seconds before and after its time in which a ship under way is drawn.
    private static let underWayReach = 1800.0

    mutating func putShips() {
        for (index, ship) in world.script.ships.enumerated() where ship.stay.contains(order.time) {
            guard let pose = pose(of: ship) else { continue }
            var random = world.random("ship \(index)")
            let kind = ShipKind(rawValue: ship.kind.rawValue) ?? .cargoShip
            let shape = kind.shape(length: Float(ship.length), beam: Float(ship.beam), random: &random)
            if let motion = pose.motion, motion.speed > 2 {
                let wake = Wake(
                    length: Float(ship.length * min(4, 0.25 * motion.speed)), beam: Float(ship.beam),
                    strength: Float(min(0.9, motion.speed / 16)), random: &random)
                let behind = -(ship.length + Double(wake.length)) / 2
                drawing.solids.append(
                    PlacedSolid(
                        wake, x: pose.centre.x + cos(pose.heading) * behind,
                        y: pose.centre.y + sin(pose.heading) * behind,
                        heading: pose.heading))
            }
            let object = StandingObject(
                id: ship.name ?? "ship-\(index + 1)", className: "ship", kind: ship.kind.rawValue,
                box: FrameBox(centre: pose.centre, heading: pose.heading, length: ship.length, width: ship.beam),
                length: ship.length, height: Double(shape.top), outlineHeight: 0.3, solid: 0, place: pose.place,
                shipState: pose.state, motion: pose.motion, snow: snow.share(since: ship.stay.start))
            put(shape, object)
        }
    }

    /// Where a ship lies at the time of the scene.
    private struct ShipPose {
        var centre: SIMD2<Double>
        var heading: Double
        var state: String
        var place: (kind: String, id: String)?
        var motion: (course: Double, speed: Double)?
    }

    private func pose(of ship: ShipVisit) -> ShipPose? {
        switch ship.state {
        case .atBerth(let id, let at, let side, let bowForward):
            guard let berth = world.site.berths.first(where: { $0.id == id }) else { return nil }
            let line = FrameLine(berth.line.map(world.grid.frame))
            let start = at ?? (line.length - ship.length) / 2
            let (place, way) = line.pose(at: start + ship.length / 2)
            let across = SIMD2(-way.y, way.x) * (side == .left ? 1 : -1)
            return ShipPose(
                centre: place + across * (ship.beam / 2 + Self.fender),
                heading: atan2(way.y, way.x) + (bowForward ? 0 : .pi), state: "at-berth", place: ("berth", id))
        case .atAnchor(let place, let heading):
            return ShipPose(
                centre: world.grid.frame(place), heading: world.grid.heading(ofAzimuth: heading), state: "at-anchor")
        case .underWay(let place, let time, let course, let speed):
            let seconds = order.time.timeIntervalSince(time)
            guard abs(seconds) <= Self.underWayReach else { return nil }
            let heading = world.grid.heading(ofAzimuth: course)
            let way = speed * 1852 / 3600 * seconds
            return ShipPose(
                centre: world.grid.frame(place) + SIMD2(cos(heading), sin(heading)) * way, heading: heading,
                state: "under-way", motion: (course, speed))
        }
    }

    mutating func putVehicles() {
        for (index, stand) in world.script.vehicles.enumerated() where stand.stay.contains(order.time) {
            switch stand.place {
            case .at(let place, let heading):
                var random = world.random("vehicle \(index)")
                putVehicle(
                    stand, id: "vehicle-\(index + 1)", at: world.grid.frame(place),
                    heading: world.grid.heading(ofAzimuth: heading), &random)
            case .scattered(let count, let part):
                // Elsewhere in each scene, as vehicles are.
                var random = world.random("vehicles \(index) \(order.time.timeIntervalSince1970)")
                scatter(
                    stand, count: count, over: part.corners.map(world.grid.frame), id: "vehicle-\(index + 1)", &random)
            }
        }
    }

    private mutating func putVehicle(
        _ stand: VehicleStand, id: String, at place: SIMD2<Double>, heading: Double, _ random: inout RandomStream
    ) {
        let chosen = stand.kinds[min(stand.kinds.count - 1, Int(random.uniform() * Double(stand.kinds.count)))]
        let kind = RoadVehicleKind(rawValue: chosen.rawValue) ?? .truck
        let shape = kind.shape(random: &random)
        let object = StandingObject(
            id: id, className: "vehicle", kind: kind.rawValue,
            box: FrameBox(centre: place, heading: heading, length: Double(shape.length), width: Double(shape.width)),
            length: Double(shape.length), height: Double(shape.top), solid: 0, snow: snow.share(since: stand.stay.start)
        )
        put(shape, object)
    }

    private mutating func scatter(
        _ stand: VehicleStand, count: Int, over corners: [SIMD2<Double>], id: String, _ random: inout RandomStream
    ) {
        let outline = GroundArea(corners: corners.map { SIMD2(Float($0.x), Float($0.y)) }, cover: .asphalt)
        // Most vehicles stand along or across the longest side of where they are.
        var longest = (length: 0.0, heading: 0.0)
        for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
            let step = b - a
            let length = (step.x * step.x + step.y * step.y).squareRoot()
            if length > longest.length { longest = (length, atan2(step.y, step.x)) }
        }
        var placed = 0
        for _ in 0..<(count * 40) where placed < count {
            let place = SIMD2(
                random.uniform(Double(outline.bounds.west)...Double(outline.bounds.east)),
                random.uniform(Double(outline.bounds.south)...Double(outline.bounds.north)))
            let turn = random.uniform() < 0.6 ? 0 : Double.pi / 2
            let heading = longest.heading + turn + random.uniform(-0.05...0.05)
            guard outline.meets(Float(place.x), Float(place.y)),
                !objects.contains(where: { $0.box.contains(place, within: 3.5) })
            else { continue }
            placed += 1
            putVehicle(stand, id: "\(id)/\(placed)", at: place, heading: heading, &random)
        }
    }
}
