import Foundation

/// A number with its unit, or a range, or a bound on one side.
public struct Quantity: Hashable, Codable, Sendable {
    /// The lowest value; nil for "at most".
    public let low: Double?
    /// The highest value; nil for "at least".
    public let high: Double?
    /// The unit as the tables of units name it; empty for a mere count.
    public let unit: String

    /// A range, or a bound on one side.
    ///
    /// - Parameters:
    ///   - low: The lowest value; nil where only the highest is told.
    ///   - high: The highest value; nil where only the lowest is told.
    ///   - unit: The unit; empty for a mere count.
    ///
    /// Gives nil where neither is told, one is not finite, or the lowest is above the highest.
    public init?(low: Double?, high: Double?, unit: String) {
        guard low != nil || high != nil, low?.isFinite != false, high?.isFinite != false else { return nil }
        if let low, let high, low > high { return nil }
        self.low = low
        self.high = high
        self.unit = unit
    }

    /// One number; nil where it is not finite.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - unit: The unit; empty for a mere count.
    public init?(_ value: Double, unit: String) { self.init(low: value, high: value, unit: unit) }

    /// The number, where it is one.
    public var value: Double? { low == high ? low : nil }

    /// The same in another unit.
    ///
    /// - Parameters:
    ///   - factor: What one of this unit is in the other; above 0.
    ///   - unit: The other unit.
    /// - Returns: Nil where the numbers become too large.
    func times(_ factor: Double, unit: String) -> Quantity? {
        Quantity(low: low.map { $0 * factor }, high: high.map { $0 * factor }, unit: unit)
    }

    /// "56 000 t", "30 000 to 40 000 t", "at least 1 000 000 bbl".
    public var text: String { text(significant: 15) }

    /// The same with fewer digits.
    ///
    /// - Parameter significant: Digits that count, 1 to 15.
    /// - Returns: Such as "17.9 bbl/t".
    public func text(significant: Int) -> String {
        func digits(_ value: Double) -> String { Self.digits(value, significant: significant) }
        let number: String =
            switch (low, high) {
            case (let low?, let high?): low == high ? digits(low) : "\(digits(low)) to \(digits(high))"
            case (let low?, nil): "at least \(digits(low))"
            case (nil, let high?): "at most \(digits(high))"
            case (nil, nil): "nothing"
            }
        return unit.isEmpty ? number : "\(number) \(unit)"
    }

    /// A number with groups of three digits where it has five or more before the point.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - significant: Digits that count, 1 to 15.
    /// - Returns: Such as "56 000", "-17.86", "1.2e+20".
    public static func digits(_ value: Double, significant: Int) -> String {
        guard value != 0 else { return "0" }
        let count = min(15, max(1, significant))
        let exponent = log10(abs(value)).rounded(.down)
        guard value.isFinite, exponent < 15, exponent > -7 else { return String(format: "%.\(count)g", value) }
        let places = count - 1 - Int(exponent)
        let step = pow(10, Double(abs(places)))
        let rounded = places < 0 ? (value / step).rounded() * step : value
        var text = String(format: "%.\(max(0, places))f", rounded)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.dropFirst(sign.count).split(separator: ".")
        guard let whole = parts.first, whole.count > 4 else { return text }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += " " }
            grouped.append(digit)
        }
        return sign + grouped + (parts.count > 1 ? "." + parts[1] : "")
    }
}
