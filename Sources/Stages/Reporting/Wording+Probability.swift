import Foundation

/// Probabilities, their changes and ratios in words.
extension Wording {
    /// A probability as percent to a tenth; one that is not quite certain is never written as 100 %, nor a little as 0 %.
    static func probability(_ value: Double) -> String {
        value.isFinite ? tenths(value) + "\u{A0}%" : "unknown"
    }

    /// The same without its sign, for where a head tells the unit.
    static func tenths(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        let rounded = (value * 1000).rounded()
        if value < 1, rounded >= 1000 { return "more than 99.9" }
        if value > 0, rounded <= 0 { return "less than 0.1" }
        return value == 0 || value == 1 ? number(value * 100) : number(value * 100, decimals: 1)
    }

    /// The same with signs in place of words, for where there is little room: "<0.1", ">99.9".
    static func shortTenths(_ value: Double) -> String {
        tenths(value).replacingOccurrences(of: "less than ", with: "<").replacingOccurrences(
            of: "more than ", with: ">")
    }

    /// A change of a probability in percentage points, with its sign: "+3.1", "−12.0", "no change".
    static func change(from: Double, to: Double) -> String {
        let difference = (to - from) * 100
        guard difference.isFinite else { return "unknown" }
        if abs(difference) < 0.05 { return "no change" }
        return (difference > 0 ? "+" : "") + number(difference, decimals: 1)
    }

    /// A ratio of likelihoods with three digits.
    static func factor(_ value: Double) -> String {
        number(value, decimals: value < 9.995 ? 2 : value < 99.95 ? 1 : 0)
    }

    /// How much a ratio of likelihoods of 1 or more is worth.
    ///
    /// Source: Kass and Raftery (1995), Bayes factors, section 3.2.
    static func strength(_ ratio: Double) -> String {
        switch ratio {
        case ..<3: "weak"
        case ..<20: "positive"
        case ..<150: "strong"
        default: "very strong"
        }
    }

    /// What the probability of a reading under one hypothesis over that under another says: "2.50 for H1 (weak)".
    static func direction(
        _ ratio: Double?, excludes: [String] = [], leading: String, runnerUp: String?
    ) -> String {
        guard let runnerUp else { return "no other to compare" }
        if !excludes.isEmpty { return "excludes \(excludes.joined(separator: " and "))" }
        guard let ratio, ratio > 0, ratio.isFinite else { return "unknown" }
        let size = max(ratio, 1 / ratio)
        if size < 1.005 { return "1.00, tells nothing" }
        return "\(factor(size)) for \(ratio > 1 ? leading : runnerUp) (\(strength(size)))"
    }

    /// A whole number in groups of three digits: "100 000".
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0, digits.count > 4 { text += "\u{A0}" }
            text.append(digit)
        }
        return text
    }

    /// An amount of information: "0.187"; one below a thousandth is told to be that.
    static func bits(_ value: Double) -> String {
        if value > 0, value < 0.0005 { return "less than 0.001" }
        return number(value, decimals: 3)
    }

    /// When a look or document became known: a day where only that was told, else to the minute.
    static func known(_ date: Date?) -> String {
        guard let date else { return "from the beginning" }
        guard date.timeIntervalSince1970.isFinite, abs(date.timeIntervalSince1970) < 1e11 else { return "unknown" }
        let text = instant(date)
        return text.contains(" 00:00:00") ? day(date) : String(text.prefix(16)) + " UTC"
    }
}
