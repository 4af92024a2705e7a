import Evidence
import Findings
import Foundation

/// Numbers, times and results in words, the same in every country.
enum Wording {
    /// A number with a fixed count of decimals, a point between, and no sign on a zero.
    static func number(_ value: Double, decimals: Int = 0) -> String {
        guard value.isFinite else { return "unknown" }
        guard abs(value) < 1e15 else { return String(value) }
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let scaled = (value * factor).rounded()
        guard abs(scaled) < 9e18 else { return String(value) }
        let digits = String(Int64(abs(scaled)))
        let sign = scaled < 0 ? "−" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// A coordinate of a drawing: a hyphen for minus, no needless zeros.
    static func coordinate(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let hundredths = Int64((value * 100).rounded())
        let magnitude = abs(hundredths)
        let sign = hundredths < 0 ? "-" : ""
        let rest = magnitude % 100
        let whole = sign + String(magnitude / 100)
        if rest == 0 { return whole }
        if rest % 10 == 0 { return whole + "." + String(rest / 10) }
        return whole + (rest < 10 ? ".0" : ".") + String(rest)
    }

    /// A share as percent, its sign held to the number by a no-break space; one that is not quite all is never written as 100 %, nor a little as 0 %.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "unknown" }
        let rounded = (share * 100).rounded()
        if share < 1, rounded >= 100 { return "more than 99\u{A0}%" }
        if share > 0, rounded <= 0 { return "less than 1\u{A0}%" }
        return number(rounded) + "\u{A0}%"
    }

    /// A text whose groups of digits stay in one line: spaces between two digits break no line.
    static func held(_ text: String) -> String {
        let letters = Array(text)
        return String(
            letters.enumerated().map { place, letter in
                let isBetween = letter == " " && place > 0 && place + 1 < letters.count
                return isBetween && letters[place - 1].isNumber && letters[place + 1].isNumber ? "\u{A0}" : letter
            })
    }

    /// "1 scene", "2 scenes".
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) " + (number == 1 ? one : many ?? one + "s")
    }

    /// "a", "a and b", "a, b and c".
    static func list(_ items: [String]) -> String { WordList.joined(items) }

    /// When a scene was taken: an instant, a day whose time is not known, or a span.
    static func time(_ time: AcquisitionTime?) -> String {
        guard let time else { return "time not known" }
        if time.isInstant { return instant(time.start) }
        if isWholeDay(time) { return day(time.start) + " (time of day not known)" }
        return "between " + instant(time.start) + " and " + instant(time.end)
    }

    /// Texts in their order, each once.
    static func each(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// A scene's time where there is little room; a day without a time stays one.
    static func shortTime(_ time: AcquisitionTime?) -> String {
        guard let time else { return "time not known" }
        if time.isInstant { return String(instant(time.start).prefix(16)) + " UTC" }
        if isWholeDay(time) { return day(time.start) }
        return day(time.start) + " to " + day(time.end)
    }

    /// An instant: "2023-08-17 10:05:33 UTC".
    static func instant(_ date: Date) -> String {
        AcquisitionTime.text(date).replacingOccurrences(of: "T", with: " ").replacingOccurrences(of: "Z", with: " UTC")
    }

    /// A day: "2023-08-17".
    static func day(_ date: Date) -> String { String(AcquisitionTime.text(date).prefix(10)) }

    /// Whether a time is one day of UTC, of which the hour is not known.
    static func isWholeDay(_ time: AcquisitionTime) -> Bool { !time.isInstant && !time.iso8601.contains("/") }

    /// Metres with a decimal below 10, kilometres from 1 000.
    static func length(_ metres: Double) -> String {
        guard metres.isFinite else { return "unknown" }
        if metres >= 1000 {
            let kilometres = metres / 1000
            return number(kilometres, decimals: kilometres == kilometres.rounded() ? 0 : 1) + " km"
        }
        return number(metres, decimals: metres < 10 && metres != metres.rounded() ? 1 : 0) + " m"
    }

    /// What a look is good for, as a word.
    static func usability(_ usability: Look.Usability) -> String { usability.rawValue }

    /// "3 (80 % interval 2–5)", or that it cannot be determined and why.
    static func result(_ result: Observation.Result) -> String {
        switch result {
        case .count(let detected, let low, let high, let level, _):
            let interval = "(\(percent(level)) interval \(low)–\(high))"
            return detected == 0 ? "0 \(interval): looked, none seen" : "\(detected) \(interval)"
        case .measured(let value, let low, let high, let level, let unit, _):
            return "\(measure(value, unit)) (\(percent(level)) interval \(range(low, high, unit)))"
        case .told(let word, let probability, _):
            return "\(word) (\(percent(probability)))"
        case .notApplicable(let reason):
            return "not applicable, because " + clause(reason)
        case .undetermined(let reason):
            return "cannot be determined, because " + clause(reason)
        }
    }

    /// The same where the column's head already tells the level.
    static func shortResult(_ result: Observation.Result) -> String {
        switch result {
        case .count(let detected, let low, let high, _, _): "\(detected) (\(low)–\(high))"
        case .measured(let value, let low, let high, _, let unit, _):
            "\(measure(value, unit)) (\(range(low, high, unit)))"
        case .told(let word, let probability, _): "\(word) (\(percent(probability)))"
        case .notApplicable: "not applicable"
        case .undetermined: "cannot be determined"
        }
    }

    /// A measured value with its unit: shares as percent, metres with a decimal, cubic metres rounded to ten.
    static func measure(_ value: Double, _ unit: String) -> String {
        switch unit {
        case "1": number(value * 100) + "\u{A0}%"
        case "m³": number((value / 10).rounded() * 10) + "\u{A0}m³"
        case "°": number(value) + "°"
        default: number(value, decimals: 1) + "\u{A0}" + unit
        }
    }

    /// Two measured values with their unit told once.
    private static func range(_ low: Double, _ high: Double, _ unit: String) -> String {
        let upper = measure(high, unit)
        let suffix = upper.drop { $0.isNumber || "−-.,".contains($0) }
        let lower = measure(low, unit)
        return (lower.hasSuffix(suffix) ? String(lower.dropLast(suffix.count)) : lower) + "–" + upper
    }

    /// A reason without its full stop, to go into a sentence.
    static func clause(_ reason: String) -> String {
        var reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        while reason.hasSuffix(".") { reason.removeLast() }
        return reason.isEmpty ? "no reason was recorded" : reason
    }

    /// A sentence with its full stop.
    static func sentence(_ text: String) -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let last = text.last else { return "" }
        return ".!?".contains(last) ? text : text + "."
    }

    /// The first sentence of a text.
    static func firstSentence(_ text: String) -> String {
        guard let end = text.range(of: ". ") else { return sentence(text) }
        return String(text[..<end.lowerBound]) + "."
    }

    /// Notes of the form "what: of which" that have the same beginning as one: "what: of which, of which".
    static func joined(_ notes: [String]) -> [String] {
        var order: [String] = []
        var ends: [String: [String]] = [:]
        for note in notes {
            let parts = note.components(separatedBy: ": ")
            let start = parts.count == 2 ? parts[0] + ": " : note
            if ends[start] == nil { order.append(start) }
            ends[start, default: []].append(parts.count == 2 ? clause(parts[1]) : "")
        }
        return order.map { $0 + list((ends[$0] ?? []).filter { !$0.isEmpty }) }
    }

    /// A text with a capital first letter.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// The first digits of a hash.
    static func short(_ hash: String) -> String { hash.count > 14 ? String(hash.prefix(12)) + "…" : hash }

    /// The largest of 1, 2 or 5 times a power of ten that is not above a length; nil for none.
    static func roundLength(notAbove limit: Double) -> Double? {
        guard limit.isFinite, limit > 0 else { return nil }
        let power = pow(10, log10(limit).rounded(.down))
        return [5, 2, 1].map { $0 * power }.first { $0 <= limit * (1 + 1e-9) } ?? power
    }
}
