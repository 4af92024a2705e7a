import Foundation
import Geodesy
import Sites
import Yams

extension WorldReader {
    /// Reads a ship.
    mutating func readShip(_ node: Node, into script: inout WorldScript) {
        let keys = [
            "type", "name", "length", "beam", "berth", "at", "side", "bow", "position", "heading", "course", "speed",
            "time", "arrival", "departure",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "a ship", log: &log) else { return }
        let name = fields.text("name", log: &log)
        let kind = requiredWord(fields, "type", as: ShipVisit.Kind.self, of: "the ship")
        if fields["length"] == nil {
            log.error(at: fields.mark, "the ship has no 'length'", "add 'length: …' in metres over all")
        }
        let length = fields.number("length", in: 4...460, unit: "metres", log: &log)
        let beam = fields.number("beam", in: 1...80, unit: "metres", log: &log)
        if let length, let beam, beam > length / 2 {
            log.error(
                at: fields["beam"]?.mark, "the ship is \(metres(length)) long and \(metres(beam)) wide",
                "expected a beam of less than half the length")
        }
        let stay = stay(fields, "arrival", "departure")
        guard let state = shipState(fields, length: length), let kind, let length else { return }
        script.ships.append(
            ShipVisit(
                line: fields.mark?.line ?? 0, name: name, kind: kind, length: length, beam: beam, state: state,
                stay: stay))
        shipMarks.append(fields.mark)
    }

    private mutating func shipState(_ fields: YAMLFields, length: Double?) -> ShipVisit.State? {
        if fields["berth"] != nil { return berthed(fields) }
        guard fields["position"] != nil else {
            log.error(
                at: fields.mark, "the ship has no place",
                "add 'berth: …', or 'position: […]' with 'heading' or 'course'")
            return nil
        }
        refuse(["at", "side", "bow"], of: fields, because: "a ship that lies at no berth")
        guard let place = requiredPoint(fields, "position", of: "the ship") else { return nil }
        if fields["course"] != nil || fields["speed"] != nil {
            let course = fields.number("course", in: 0...360, unit: "degrees", log: &log)
            let speed = fields.number("speed", in: 0...50, unit: "knots", log: &log)
            for key in ["course", "speed", "time"] where fields[key] == nil {
                log.error(at: fields.mark, "the ship is under way without '\(key)'", "add '\(key): …'")
            }
            refuse(["heading"], of: fields, because: "a ship under way, which has a 'course'")
            guard let course, let speed, let time = instant(fields, "time") else { return nil }
            return .underWay(place, time: time, course: course, speed: speed)
        }
        refuse(["time"], of: fields, because: "a ship at anchor")
        guard fields["heading"] != nil else {
            log.error(at: fields.mark, "the ship has no 'heading'", "add 'heading: …' in degrees clockwise from north")
            return nil
        }
        return fields.number("heading", in: 0...360, unit: "degrees", log: &log).map { .atAnchor(place, heading: $0) }
    }

    private mutating func berthed(_ fields: YAMLFields) -> ShipVisit.State? {
        refuse(["position", "heading", "course", "speed", "time"], of: fields, because: "a ship at berth")
        guard let id = fields.text("berth", log: &log) else { return nil }
        guard let berth = site.berths.first(where: { $0.id == id }) else {
            unknown("berth", id, among: site.berths.map(\.id), at: fields["berth"]?.mark)
            return nil
        }
        let metres = fields.numberOrRange("at", in: -1000...10_000, unit: "metres", log: &log)
        let bow = fields.text("bow", log: &log)
        if let bow, !["forward", "back"].contains(bow) {
            log.error(
                at: fields["bow"]?.mark, "'bow' is \(quoted(bow))", "expected forward or back, along the quay line")
        }
        guard let side = word(fields, "side", as: ShipVisit.Side.self) ?? waterSide(of: berth) else {
            if fields["side"] == nil {
                log.error(
                    at: fields.mark, "nobody tells on which side of the berth '\(id)' the water lies",
                    "add 'side: left' or 'side: right' as one goes along the quay line, or draw the berth's zone")
            }
            return nil
        }
        return .atBerth(id: id, at: metres, side: side, bowForward: bow != "back")
    }

    /// On which side of a quay line a zone of water lies, close to it; nil where on both or none.
    private func waterSide(of berth: Berth) -> ShipVisit.Side? {
        guard let first = berth.line.first, let last = berth.line.last else { return nil }
        let way = Ellipsoid.wgs84.offset(from: first, to: last)
        let length = max(1e-9, (way.east * way.east + way.north * way.north).squareRoot())
        let water = site.zones.filter { $0.role.isWater }
        func isWater(_ side: Double) -> Bool {
            [5.0, 12, 25].contains { distance in
                let east = way.east / 2 - side * distance * way.north / length
                let north = way.north / 2 + side * distance * way.east / length
                let place = Ellipsoid.wgs84.point(from: first, east: east, north: north)
                return water.contains { $0.area.contains(place) }
            }
        }
        switch (isWater(1), isWater(-1)) {
        case (true, false): return .left
        case (false, true): return .right
        default: return nil
        }
    }

    /// Writes down keys that make no sense together.
    private mutating func refuse(_ keys: [String], of fields: YAMLFields, because reason: String) {
        for key in keys where fields[key] != nil {
            log.error(at: fields[key]?.mark, "'\(key)' is given for \(reason)", "leave it out")
        }
    }

    /// Finds ships that would lie in each other at one berth.
    mutating func checkShips(_ script: WorldScript) {
        func extent(_ ship: ShipVisit) -> (berth: String, side: ShipVisit.Side, range: ClosedRange<Double>)? {
            guard case .atBerth(let id, let at, let side, _) = ship.state,
                let berth = site.berths.first(where: { $0.id == id })
            else { return nil }
            let middle = (Self.length(of: berth.line) - ship.length) / 2
            let start = at ?? middle...middle
            // All that it may take up, wherever the lot puts it.
            return (id, side, start.lowerBound...(start.upperBound + ship.length))
        }
        for (index, ship) in script.ships.enumerated() {
            guard let own = extent(ship) else { continue }
            let other = script.ships[..<index].first { other in
                guard let near = extent(other), near.berth == own.berth, near.side == own.side else { return false }
                return other.stay.overlaps(ship.stay) && near.range.lowerBound < own.range.upperBound
                    && own.range.lowerBound < near.range.upperBound
            }
            if let other {
                log.error(
                    at: shipMarks[index],
                    "the ship lies in that of line \(other.line), at the same berth '\(own.berth)' at the same time",
                    "expected another 'at', another berth or another time")
            }
        }
    }
}
