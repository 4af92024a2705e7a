import Foundation
import Geodesy
import Sites
import Yams

extension WorldReader {
    private static let sensorKeys = [
        "gsd", "bands", "extent", "off_nadir", "view_azimuth", "gain", "noise", "placement_error", "nodata_wedge",
        "haze",
        "clouds", "snow",
    ]

    /// Reads the scenes; what 'sensor' tells holds for those that do not tell otherwise.
    mutating func readScenes(_ fields: YAMLFields, into script: inout WorldScript) {
        var usual = SceneOrder(time: .distantPast)
        if let node = fields["sensor"],
            let sensor = YAMLFields(node, known: Self.sensorKeys, of: "'sensor'", log: &log)
        {
            readOrder(sensor, into: &usual)
        }
        for node in entries(fields, "scenes") {
            guard let scene = YAMLFields(node, known: ["time"] + Self.sensorKeys, of: "a scene", log: &log) else {
                continue
            }
            var order = usual
            order.line = scene.mark?.line ?? 0
            readOrder(scene, into: &order)
            if scene["time"] == nil {
                log.error(at: scene.mark, "the scene has no 'time'", "add 'time: …' with its offset from UTC")
            }
            guard let time = instant(scene, "time") else { continue }
            order.time = time
            if let twin = script.scenes.first(where: {
                abs($0.time.timeIntervalSince(time)) < 1 && $0.bands == order.bands
            }) {
                log.error(
                    at: scene["time"]?.mark, "the scene of line \(twin.line) has the same time and bands",
                    "expected another time")
            }
            check(order, scene, script)
            script.scenes.append(order)
        }
        if script.scenes.isEmpty, !log.hasErrors {
            log.error(
                at: fields["scenes"]?.mark ?? fields.mark, "the script has no scene", "add 'scenes:' with '- time: …'")
        }
    }

    private mutating func readOrder(_ fields: YAMLFields, into order: inout SceneOrder) {
        func set(
            _ path: WritableKeyPath<SceneOrder, Double>, _ key: String, in range: ClosedRange<Double>, _ unit: String,
            log: inout MistakeLog
        ) {
            if let value = fields.number(key, in: range, unit: unit, log: &log) { order[keyPath: path] = value }
        }
        set(\.groundSamplingDistance, "gsd", in: 0.05...10, "metres", log: &log)
        set(\.offNadir, "off_nadir", in: 0...45, "degrees", log: &log)
        set(\.viewAzimuth, "view_azimuth", in: 0...360, "degrees", log: &log)
        set(\.gain, "gain", in: 0.5...2, "a factor", log: &log)
        set(\.noise, "noise", in: 0...20, "a factor", log: &log)
        set(\.placementError, "placement_error", in: 0...100, "metres", log: &log)
        set(\.noDataWedge, "nodata_wedge", in: 0...0.9, "a share", log: &log)
        set(\.haze, "haze", in: 0...1, "a share", log: &log)
        set(\.clouds, "clouds", in: 0...1, "a share", log: &log)
        if let snow = fields.number("snow", in: 0...1, unit: "a share", log: &log) { order.snow = snow }
        if let bands = word(fields, "bands", as: SceneOrder.BandSet.self) { order.bands = bands }
        guard let node = fields["extent"],
            let extent = YAMLFields(node, known: ["centre", "width", "height"], of: "'extent'", log: &log)
        else { return }
        for key in ["centre", "width", "height"] where extent[key] == nil {
            log.error(at: extent.mark, "the extent has no '\(key)'", "add '\(key): …'")
        }
        let width = extent.number("width", in: 5...30_000, unit: "metres", log: &log)
        let height = extent.number("height", in: 5...30_000, unit: "metres", log: &log)
        if let centre = extent["centre"].flatMap({ point($0, "centre") }), let width, let height {
            order.extent = SceneOrder.Extent(centre: centre, width: width, height: height)
        }
    }

    /// Finds scenes that cannot be drawn: at night, or too large, or too small for what shall lie in them.
    private mutating func check(_ order: SceneOrder, _ fields: YAMLFields, _ script: WorldScript) {
        guard let extent = order.extent ?? SceneOrder.Extent(around: site) else {
            log.error(at: fields.mark, "the site is empty, so a scene of it has no extent", "add 'extent: {centre: …}'")
            return
        }
        let columns = extent.width / order.groundSamplingDistance
        let rows = extent.height / order.groundSamplingDistance
        if max(columns, rows) > 40_000 {
            log.error(
                at: fields.mark,
                "the scene would have \(Int(columns)) columns and \(Int(rows)) rows",
                "expected 40 000 at the most; give it an 'extent' or a coarser 'gsd'")
        }
        let sun = SunPosition(at: extent.centre, time: order.time)
        if sun.elevation < 3 {
            log.error(
                at: fields["time"]?.mark,
                "the sun stands \(plain((sun.elevation * 10).rounded() / 10))° above the horizon then, too low for a scene",
                "expected a time of day; is the offset from UTC right?")
        }
        let diagonal = (extent.width * extent.width + extent.height * extent.height).squareRoot()
        for (index, ship) in script.ships.enumerated() where ship.length > diagonal && ship.stay.contains(order.time) {
            log.error(
                at: shipMarks[index],
                "the ship of \(metres(ship.length)) is longer than the scene of line \(order.line) "
                    + "reaches, \(metres(diagonal))", "expected a smaller ship or a larger 'extent'")
        }
    }
}
