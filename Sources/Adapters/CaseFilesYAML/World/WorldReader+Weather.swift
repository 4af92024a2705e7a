import Foundation
import Geodesy
import Sites
import Yams

extension WorldReader {
    /// Reads snow: by hourly weather, or by given shares.
    mutating func readSnow(_ node: Node?, into script: inout WorldScript) {
        guard let node else { return }
        let keys = ["weather", "degree_day_factor", "shares", "cleared"]
        guard let fields = YAMLFields(node, known: keys, of: "'snow'", log: &log) else { return }
        if let factor = fields.number("degree_day_factor", in: 0...20, unit: "millimetres a day and degree", log: &log)
        {
            script.snow.degreeDayFactor = factor
        }
        if let file = fields.text("weather", log: &log) {
            readWeather(file, mark: fields["weather"]?.mark, into: &script)
            if let shares = fields["shares"] {
                log.error(at: shares.mark, "'snow' has both 'weather' and 'shares'", "expected one of them")
            }
        } else if let factor = fields["degree_day_factor"] {
            log.error(at: factor.mark, "'degree_day_factor' is given without 'weather'", "leave it out, or name a file")
        }
        for node in entries(fields, "shares") {
            guard let share = YAMLFields(node, known: ["from", "share"], of: "a share", log: &log) else { continue }
            for key in ["from", "share"] where share[key] == nil {
                log.error(at: share.mark, "the share has no '\(key)'", "add '\(key): …'")
            }
            guard let time = instant(share, "from", allowsDay: true),
                let value = share.number("share", in: 0...1, unit: "a share", log: &log)
            else { continue }
            if let last = script.snow.shares.last, time <= last.time {
                log.error(at: share["from"]?.mark, "the share is not after the one before", "expected shares in order")
            }
            script.snow.shares.append(SnowScript.Share(time: time, share: value))
        }
        for node in entries(fields, "cleared") {
            let known = ["polygon", "zone", "from", "until"]
            guard let clearing = YAMLFields(node, known: known, of: "a cleared place", log: &log) else { continue }
            let stay = stay(clearing, "from", "until")
            if clearing["from"] == nil {
                log.error(at: clearing.mark, "the cleared place has no 'from'", "add 'from: …', when it was cleared")
            }
            script.snow.clearings += parts(clearing, of: "the cleared place").map {
                SnowScript.Clearing(part: $0, stay: stay)
            }
        }
    }

    private mutating func readWeather(_ file: String, mark: Mark?, into script: inout WorldScript) {
        guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
            log.error(
                at: mark, "the weather file \(quoted(file)) lies outside the script's folder",
                "expected a path inside it")
            return
        }
        switch WeatherFile.read(folder + "/" + file, name: file) {
        case .success(let hours): script.snow.hours = hours
        case .failure(let flaw):
            log.error(
                at: mark, "\(quoted(file))\(flaw.line.map { ", line \($0)" } ?? "") \(flaw.problem)", flaw.expected)
        }
    }

    /// Reads a spell of ice.
    mutating func readIce(_ node: Node, into script: inout WorldScript) {
        guard let fields = YAMLFields(node, known: ["share", "from", "until"], of: "a spell of ice", log: &log) else {
            return
        }
        let stay = stay(fields, "from", "until", allowsDay: true)
        if fields["share"] == nil {
            log.error(at: fields.mark, "the spell of ice has no 'share'", "add 'share: …', 0…1")
        }
        if let share = fields.number("share", in: 0...1, unit: "a share", log: &log) {
            script.ice.append(IceSpell(share: share, stay: stay))
        }
    }

    /// Reads smoke or steam.
    mutating func readPlume(_ node: Node, into script: inout WorldScript) {
        let keys = ["kind", "position", "wind_from", "length", "from", "until"]
        guard let fields = YAMLFields(node, known: keys, of: "a plume", log: &log) else { return }
        let kind = word(fields, "kind", as: Plume.Kind.self) ?? .steam
        let stay = stay(fields, "from", "until", allowsDay: true)
        if fields["wind_from"] == nil {
            log.error(
                at: fields.mark, "the plume has no 'wind_from'", "add 'wind_from: …', degrees clockwise from north")
        }
        let wind = fields.number("wind_from", in: 0...360, unit: "degrees", log: &log)
        let length = fields.number("length", in: 5...5000, unit: "metres", log: &log) ?? 120
        guard let place = requiredPoint(fields, "position", of: "the plume"), let wind else { return }
        script.plumes.append(Plume(kind: kind, place: place, windFrom: wind, length: length, stay: stay))
    }
}
