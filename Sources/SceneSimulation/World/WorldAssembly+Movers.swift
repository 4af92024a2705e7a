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
            guard let pose = pose(of: ship, index) else { continue }
            var random = world.random("ship \(index)")
            let shape = ship.kind.shape(length: Float(ship.length), beam: Float(ship.beam), random: &random)
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
                id: ship.name ?? "ship-\(index + 1)", className: shape.className, kind: ship.kind.rawValue,
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

    private func pose(of ship: ShipVisit, _ index: Int) -> ShipPose? {
        switch ship.state {
        case .atBerth(let id, let at, let side, let bowForward):
            guard let berth = world.site.berths.first(where: { $0.id == id }) else { return nil }
            let line = FrameLine(berth.line.map(world.grid.frame))
            let start =
                at.map { room in
                    // A stream of its own, so that where it lies changes nothing of what it looks like.
                    var random = world.random("ship \(index) place")
                    return room.lowerBound + random.uniform() * (room.upperBound - room.lowerBound)
                } ?? (line.length - ship.length) / 2
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
}
