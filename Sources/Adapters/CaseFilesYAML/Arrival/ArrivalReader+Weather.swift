import ArrivalDating
import Findings
import Foundation
import Yams

extension ArrivalReader {
    /// More hours than a window of years has.
    private static let hourLimit = 100_000

    /// Reads hours of weather: lists side by side, from a common first hour on; null is an hour that is not told.
    mutating func readWeather(_ node: Node, into question: inout ArrivalQuestion) {
        let keys = [
            "start", "snowfall_cm", "snowfall_water_mm", "temperature", "wind_speed", "shortwave_radiation", "missing",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "'weather'", log: &log) else { return }
        let start = fields["start"] == nil ? question.lastWithout : instant(fields, "start")
        if let missing = fields["missing"] { question.ignorance = ignorance(missing) }
        var snowfall = numbers(fields, "snowfall_cm", in: 0...50, unit: "centimetres of snow")
        if let water = numbers(fields, "snowfall_water_mm", in: 0...70, unit: "millimetres of water") {
            if snowfall != nil {
                log.error(
                    at: fields["snowfall_water_mm"]?.mark, "'weather' has both 'snowfall_cm' and 'snowfall_water_mm'",
                    "expected one of them")
            }
            snowfall = water.map { $0.map { $0 * 100 / ArrivalParameter.toldDensity } }
        }
        guard let snowfall, let start else {
            if fields["snowfall_cm"] == nil, fields["snowfall_water_mm"] == nil {
                log.error(
                    at: fields.mark, "'weather' has no 'snowfall_cm'",
                    "add 'snowfall_cm: […]', one number for each hour")
            }
            return
        }
        let others = [
            ("temperature", numbers(fields, "temperature", in: -90...60, unit: "degrees Celsius")),
            ("wind_speed", numbers(fields, "wind_speed", in: 0...120, unit: "metres a second")),
            (
                "shortwave_radiation",
                numbers(fields, "shortwave_radiation", in: 0...1500, unit: "watts per square metre")
            ),
        ]
        for (key, list) in others {
            if let list, list.count != snowfall.count {
                log.error(
                    at: fields[key]?.mark, "'\(key)' has \(list.count) hours, the snowfall \(snowfall.count)",
                    "expected as many, with null for hours that are not told")
                return
            }
        }
        question.weather = snowfall.indices.map { index in
            .init(
                start: start.addingTimeInterval(Double(index) * 3600), snowfall: snowfall[index],
                temperature: others[0].1?[index], windSpeed: others[1].1?[index],
                shortwaveRadiation: others[2].1?[index])
        }
    }

    private mutating func ignorance(_ node: Node) -> WeatherIgnorance {
        var ignorance = WeatherIgnorance()
        let keys = ["greatest_share", "snow_probability", "snowfall_cm"]
        guard let fields = YAMLFields(node, known: keys, of: "'missing'", log: &log) else { return ignorance }
        if let share = fields.number("greatest_share", in: 0...1, unit: "a share", log: &log) {
            ignorance.greatestShare = share
        }
        if let probability = fields.number("snow_probability", in: 0...1, unit: "a probability", log: &log) {
            ignorance.snowProbability = probability
        }
        if let snowfall = fields.number("snowfall_cm", in: 0...50, unit: "centimetres an hour", log: &log) {
            ignorance.snowfall = snowfall
        }
        return ignorance
    }

    /// A list of numbers within a range, nil for those that are null; nil where the list is not given, or after a mistake.
    mutating func numbers(
        _ fields: YAMLFields, _ key: String, in range: ClosedRange<Double>, unit: String
    ) -> [Double?]? {
        guard let node = fields[key] else { return nil }
        let expected = "expected \(unit) from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        guard case .sequence(let sequence) = node else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", "expected a list of numbers")
            return nil
        }
        guard sequence.count <= Self.hourLimit else {
            log.error(at: node.mark, "'\(key)' has \(sequence.count) numbers", "expected \(Self.hourLimit) at the most")
            return nil
        }
        var isWhole = true
        let values = sequence.enumerated().map { index, entry -> Double? in
            if entry.isNothing { return nil }
            if let text = entry.scalar?.string, let value = Double(text), range.contains(value) { return value }
            let negative = (entry.scalar?.string).flatMap(Double.init).map { $0 < 0 } ?? false
            log.error(
                at: entry.mark,
                "number \(index + 1) of '\(key)' is \(entry.noun)"
                    + (negative && range.lowerBound == 0 ? ", which is negative" : ""), expected)
            isWhole = false
            return nil
        }
        return isWhole ? values : nil
    }
}
