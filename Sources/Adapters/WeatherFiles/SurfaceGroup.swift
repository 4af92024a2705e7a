import Evidence
import Foundation

/// The groups that may follow the mandatory data of an ISD record.
enum SurfaceGroup {
    /// Length of a group's data behind its three letters; nil for a group that is not known.
    ///
    /// Source: isd-format-document, "Additional Data Section".
    static func length(of name: String) -> Int? {
        guard name.utf8.count == 3 else { return nil }
        return exact[name]
            ?? lengths[String(name.prefix(2))].flatMap { entry in
                name.utf8.last.flatMap { (49...57).contains($0) ? entry : nil }
            }
    }

    private static let exact: [String: Int] = [
        "CN1": 18, "CN2": 18, "CN3": 16, "CN4": 19, "CO1": 5, "IA1": 3, "IA2": 9, "IB1": 27, "IB2": 13,
    ]

    private static let lengths: [String: Int] = [
        // Water, snow and weather that fell.
        "AA": 8, "AB": 7, "AC": 3, "AD": 19, "AE": 12, "AG": 4, "AH": 15, "AI": 15, "AJ": 14, "AK": 12, "AL": 7,
        "AM": 18,
        "AN": 9, "AO": 8, "AP": 6, "AT": 9, "AU": 8, "AW": 3, "AX": 6, "AY": 5, "AZ": 5, "MV": 3, "MW": 3,
        // Networks of reference stations.
        "CB": 10, "CF": 6, "CG": 8, "CH": 15, "CI": 28, "CO": 8, "CR": 7, "CT": 7, "CU": 13, "CV": 26, "CW": 14,
        "CX": 26,
        // Sky, light and sight.
        "ED": 8, "GA": 13, "GD": 12, "GE": 19, "GF": 23, "GG": 15, "GH": 28, "GJ": 5, "GK": 4, "GL": 6, "GM": 30,
        "GN": 28,
        "GO": 19, "GP": 31, "GQ": 14, "GR": 14, "HL": 4, "IC": 25,
        // Temperature, pressure, wind, humidity.
        "KA": 10, "KB": 10, "KC": 14, "KD": 9, "KE": 12, "KF": 6, "KG": 11, "MA": 12, "MD": 11, "ME": 6, "MF": 12,
        "MG": 12,
        "MH": 12, "MK": 24, "OA": 8, "OB": 28, "OC": 5, "OD": 11, "OE": 16, "RH": 9,
        // Soil, sea and ice.
        "SA": 5, "ST": 17, "UA": 10, "UG": 9, "WA": 6, "WD": 20, "WG": 11, "WJ": 19,
    ]

    /// Whether a quality code lets a value stand; 2, 3, 6 and 7 are suspect or erroneous.
    static func isAccepted(_ code: UInt8?) -> Bool {
        guard let code else { return false }
        return !Set("2367".utf8).contains(code)
    }

    static let conversions: [WeatherSource.Conversion] = [
        .init(variable: "air temperature", from: "tenths of °C", to: "°C", rule: "divided by 10"),
        .init(variable: "wind", from: "tenths of m/s", to: "m/s", rule: "divided by 10"),
        .init(
            variable: "AA", from: "tenths of mm", to: "mm of water",
            rule: "divided by 10, over the hours before that it names"),
        .init(variable: "AJ", from: "cm", to: "cm", rule: "as it is"),
        .init(variable: "AL", from: "cm", to: "cm", rule: "as it is, over the hours before that it names"),
        .init(
            variable: "AN", from: "tenths of cm", to: "cm", rule: "divided by 10, over the hours before that it names"),
        .init(variable: "OC", from: "tenths of m/s", to: "m/s", rule: "divided by 10"),
        .init(variable: "GF", from: "eighths of the sky", to: "share of the sky", rule: "divided by 8"),
        .init(
            variable: "GA", from: "eighths of the sky", to: "share of the sky",
            rule: "the greatest layer divided by 8, where the total is not told"),
    ]
}

/// What the groups of one record tell.
struct SurfaceSummary {
    private struct Amount {
        var quantity: WeatherQuantity
        var hours: Int
        var value: Double
        var group: String
    }

    private var amounts: [Amount] = []
    private var depth: Double?
    private var gust: Double?
    private var sky: Double?
    private var layer: Double?
    private var weather: [String] = []

    /// Reads a group.
    ///
    /// - Parameters:
    ///   - name: Its three letters.
    ///   - line: The record.
    ///   - place: Where its data begin, from 1.
    ///   - number: The record's line.
    ///   - omissions: Takes what is left out.
    mutating func read(
        _ name: String, _ line: FixedText, _ place: Int, _ number: Int, _ omissions: inout WeatherOmissions
    ) {
        let group = String(name.prefix(2))
        func accepted(_ offset: Int) -> Bool {
            if SurfaceGroup.isAccepted(line.field(place + offset, 1)?.first) { return true }
            omissions.add("a value of \(name) that is marked as suspect or wrong", line: number)
            return false
        }
        func told(_ offset: Int, _ length: Int, missing: Int) -> Int? {
            line.field(place + offset, length).flatMap(FixedText.digits).flatMap { $0 == missing ? nil : $0 }
        }
        switch group {
        case "AA":
            guard let hours = told(0, 2, missing: 99), let value = told(2, 4, missing: 9999), accepted(7) else {
                return
            }
            amounts.append(Amount(quantity: .precipitation, hours: hours, value: Double(value) / 10, group: group))
        case "AL":
            guard let hours = told(0, 2, missing: 99), let value = told(2, 3, missing: 999), accepted(6) else {
                return
            }
            amounts.append(Amount(quantity: .newSnow, hours: hours, value: Double(value), group: group))
        case "AN":
            guard let hours = told(0, 3, missing: 999), let value = told(3, 4, missing: 9999), accepted(8) else {
                return
            }
            amounts.append(Amount(quantity: .newSnow, hours: hours, value: Double(value) / 10, group: group))
        case "AJ":
            guard let value = told(0, 4, missing: 9999), accepted(5) else { return }
            depth = Double(value)
        case "OC":
            guard let value = told(0, 4, missing: 9999), accepted(4) else { return }
            gust = Double(value) / 10
        case "GF":
            // 9 and above: the sky could not be seen, or was seen in part.
            guard let value = told(0, 2, missing: 99), value <= 8, accepted(4) else { return }
            sky = Double(value) / 8
        case "GA":
            guard let value = told(0, 2, missing: 99), value <= 8, accepted(2) else { return }
            layer = max(layer ?? 0, Double(value) / 8)
        case "MW", "AW":
            guard let value = told(0, 2, missing: group == "AW" ? 99 : 100), accepted(2) else { return }
            weather.append((group == "MW" ? "ww" : "wawa") + (value < 10 ? "0" : "") + "\(value)")
        default: return
        }
    }

    /// Puts what was read into the table.
    func tell(at time: Date, _ number: Int, in table: inout WeatherTable, used: inout Set<String>) {
        for amount in amounts {
            guard (1...744).contains(amount.hours) else {
                table.omissions.add("a sum of \(amount.group) over no hours", line: number)
                continue
            }
            let start = time.addingTimeInterval(-Double(amount.hours) * 3600)
            if table.tell(amount.quantity, amount.value, from: start, to: time, line: number) {
                used.insert(amount.group)
            }
        }
        let instants: [(WeatherQuantity, Double?, String)] = [
            (.snowDepth, depth, "AJ"), (.windGust, gust, "OC"), (.cloudShare, sky ?? layer, sky == nil ? "GA" : "GF"),
        ]
        for case (let quantity, let value?, let group) in instants
        where table.tell(quantity, value, from: time, to: time, line: number) { used.insert(group) }
        if !weather.isEmpty { table.tell(presentWeather: weather.joined(separator: " "), at: time) }
    }
}
