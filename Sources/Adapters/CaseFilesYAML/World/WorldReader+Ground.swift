import Foundation
import Geodesy
import Sites
import Yams

extension WorldReader {
    /// Reads what covers the ground.
    mutating func readGround(_ node: Node?, into script: inout WorldScript) {
        guard let node else { return }
        let keys = ["cover", "areas", "roads", "growing_season"]
        guard let fields = YAMLFields(node, known: keys, of: "'ground'", log: &log) else { return }
        if let cover = word(fields, "cover", as: GroundScript.Cover.self) { script.ground.cover = cover }
        for node in entries(fields, "areas") {
            let known = ["cover", "polygon", "zone", "from", "until"]
            guard let area = YAMLFields(node, known: known, of: "an area", log: &log) else { continue }
            let cover = requiredWord(area, "cover", as: GroundScript.Cover.self, of: "the area")
            let stay = stay(area, "from", "until", allowsDay: true)
            let parts = parts(area, of: "the area")
            guard let cover else { continue }
            script.ground.areas += parts.map { GroundScript.Area(cover: cover, part: $0, stay: stay) }
        }
        for node in entries(fields, "roads") {
            guard let road = YAMLFields(node, known: ["cover", "line", "width"], of: "a road", log: &log) else {
                continue
            }
            let cover = word(road, "cover", as: GroundScript.Cover.self) ?? .asphalt
            let width = road.number("width", in: 1...60, unit: "metres", log: &log) ?? 7
            guard let lineNode = road["line"] else {
                log.error(at: road.mark, "the road has no 'line'", "add 'line: [[…], […]]'")
                continue
            }
            if let line = points(lineNode, "line", atLeast: 2) {
                script.ground.roads.append(GroundScript.Road(cover: cover, line: line, width: width))
            }
        }
        readSeason(fields["growing_season"], into: &script)
    }

    private mutating func readSeason(_ node: Node?, into script: inout WorldScript) {
        guard let node,
            let fields = YAMLFields(node, known: ["from", "until"], of: "'growing_season'", log: &log)
        else { return }
        func day(_ key: String, log: inout MistakeLog) -> Int? {
            guard let text = fields.requiredText(key, of: "'growing_season'", log: &log) else { return nil }
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard text.count == 5, parts.count == 2, (1...12).contains(parts[0]), (1...31).contains(parts[1]) else {
                log.error(at: fields[key]?.mark, "'\(key)' is \(quoted(text))", "expected month and day, such as 04-25")
                return nil
            }
            return parts[0] * 100 + parts[1]
        }
        if let first = day("from", log: &log), let end = day("until", log: &log) {
            script.ground.growingSeason = GroundScript.Season(first: first, end: end)
        }
    }

    /// Reads vehicles of the road: one, or some that are scattered.
    mutating func readVehicles(_ node: Node, into script: inout WorldScript) {
        let keys = ["kind", "position", "heading", "count", "zone", "polygon", "from", "until"]
        guard let fields = YAMLFields(node, known: keys, of: "a vehicle", log: &log) else { return }
        var kinds: [VehicleStand.Kind] = []
        for (text, mark) in fields.texts("kind", log: &log) ?? [] {
            if let kind = VehicleStand.Kind(rawValue: text) {
                kinds.append(kind)
            } else {
                log.error(
                    at: mark, "\(quoted(text)) is no kind of vehicle",
                    proposal(for: text, among: VehicleStand.Kind.allCases.map(\.rawValue)))
            }
        }
        if fields["kind"] == nil {
            log.error(
                at: fields.mark, "the vehicle has no 'kind'",
                "expected \(alternatives(VehicleStand.Kind.allCases.map(\.rawValue)))")
        }
        let stay = stay(fields, "from", "until", allowsDay: true)
        let line = fields.mark?.line ?? 0
        if fields["position"] != nil {
            for key in ["count", "zone", "polygon"] where fields[key] != nil {
                log.error(
                    at: fields[key]?.mark, "'\(key)' is given for a vehicle with a position", "leave one of them out")
            }
            let heading = fields.number("heading", in: 0...360, unit: "degrees", log: &log) ?? 0
            guard let place = requiredPoint(fields, "position", of: "the vehicle"), !kinds.isEmpty else { return }
            script.vehicles.append(
                VehicleStand(line: line, kinds: kinds, place: .at(place, heading: heading), stay: stay))
            return
        }
        guard let countNode = fields["count"] else {
            log.error(
                at: fields.mark, "the vehicle has no place", "add 'position: […]', or 'count' with 'zone' or 'polygon'")
            return
        }
        if let heading = fields["heading"] {
            log.error(
                at: heading.mark, "'heading' is given for vehicles that are scattered",
                "leave it out: they stand along or across the longest side of where they are")
        }
        let count = fields.number("count", in: 1...5000, unit: "a whole number", log: &log)
        let parts = parts(fields, of: "the vehicles")
        guard let count, !parts.isEmpty, !kinds.isEmpty else { return }
        guard count == count.rounded() else {
            log.error(at: countNode.mark, "'count' is \(plain(count))", "expected a whole number from 1 to 5000")
            return
        }
        script.vehicles.append(
            VehicleStand(line: line, kinds: kinds, place: .scattered(Int(count), parts), stay: stay))
    }

    /// Reads the course of a tank.
    mutating func readTank(_ node: Node, into script: inout WorldScript) {
        guard let fields = YAMLFields(node, known: ["tank", "roof", "levels"], of: "a tank", log: &log),
            let id = fields.requiredText("tank", of: "the tank", log: &log)
        else { return }
        guard let tank = site.tanks.first(where: { $0.id == id }) else {
            unknown("tank", id, among: site.tanks.map(\.id), at: fields["tank"]?.mark)
            return
        }
        if script.tanks.contains(where: { $0.tank == id }) {
            log.error(at: fields["tank"]?.mark, "the tank '\(id)' is described twice", "expected it once")
        }
        var course = TankCourse(tank: id, roof: word(fields, "roof", as: TankRoof.self))
        if let roof = course.roof, tank.roof != .unknown, roof != tank.roof {
            log.error(
                at: fields["roof"]?.mark, "the site says that the roof of '\(id)' is \(tank.roof.rawValue)",
                "leave 'roof' out, or correct the site")
        }
        for node in entries(fields, "levels") {
            guard let level = YAMLFields(node, known: ["time", "fill"], of: "a level", log: &log) else { continue }
            for key in ["time", "fill"] where level[key] == nil {
                log.error(at: level.mark, "the level has no '\(key)'", "add '\(key): …'")
            }
            guard let time = instant(level, "time", allowsDay: true),
                let fill = level.number("fill", in: 0...1, unit: "a share", log: &log)
            else { continue }
            if let last = course.levels.last, time <= last.time {
                log.error(at: level["time"]?.mark, "the level is not after the one before", "expected levels in order")
            }
            course.levels.append(TankCourse.Level(time: time, fill: fill))
        }
        script.tanks.append(course)
    }

    /// Finds tanks of which nobody tells how they are closed.
    mutating func checkTanks(_ script: WorldScript) {
        for tank in site.tanks where tank.roof == .unknown {
            let told = script.tanks.first { $0.tank == tank.id }?.roof
            if told == nil || told == .unknown {
                log.add(
                    .error, nil, "nobody tells how the tank '\(tank.id)' is closed",
                    "add '- {tank: \(tank.id), roof: fixed}' or 'floating' under 'tanks', or tell it in the site")
            }
        }
    }

    /// Reads something that is built or put down.
    mutating func readWorks(_ node: Node, into script: inout WorldScript) {
        let keys = ["kind", "name", "position", "heading", "length", "width", "height", "roof", "from", "until"]
        guard let fields = YAMLFields(node, known: keys, of: "an entry of 'works'", log: &log) else { return }
        let kind = requiredWord(fields, "kind", as: WorksItem.Kind.self, of: "the entry")
        let name = fields.text("name", log: &log)
        let heading = fields.number("heading", in: 0...360, unit: "degrees", log: &log) ?? 0
        let length = fields.number("length", in: 0.1...2000, unit: "metres", log: &log)
        let width = fields.number("width", in: 0.1...500, unit: "metres", log: &log)
        let height = fields.number("height", in: 0.1...200, unit: "metres", log: &log)
        let roof = word(fields, "roof", as: GroundScript.Roof.self)
        if let kind {
            for measure in WorksItem.Kind.Measure.allCases
            where fields[measure.rawValue] != nil && !kind.measures.contains(measure) {
                let known = WorksItem.Kind.Measure.allCases.filter(kind.measures.contains).map { "'\($0.rawValue)'" }
                log.error(
                    at: fields[measure.rawValue]?.mark, "a \(kind.rawValue) has no '\(measure.rawValue)'",
                    "leave it out; its form is told by \(known.joined(separator: ", "))")
            }
        }
        let stay = stay(fields, "from", "until", allowsDay: true)
        guard let place = requiredPoint(fields, "position", of: "the entry"), let kind else { return }
        script.works.append(
            WorksItem(
                line: fields.mark?.line ?? 0, name: name, kind: kind, place: place, heading: heading, length: length,
                width: width, height: height, roof: roof, stay: stay))
    }
}
