/// The number below which a share of numbers lies, interpolated between neighbours in their order.
///
/// Source: Hyndman & Fan (1996), American Statistician 50(4), 361–365, definition 7; numpy's default.
public enum Percentile {
    /// The percentile of numbers that are in order already, however they are kept.
    ///
    /// - Parameters:
    ///   - share: 0…1.
    ///   - count: How many numbers there are.
    ///   - number: The number at a position in order, from 0.
    /// - Returns: Nil where there is no number.
    public static func value(_ share: Double, of count: Int, at number: (Int) -> Double) -> Double? {
        guard count > 0 else { return nil }
        let position = min(1, max(0, share)) * Double(count - 1)
        let lower = Int(position.rounded(.down))
        let upper = min(lower + 1, count - 1)
        let first = number(lower)
        return first + (number(upper) - first) * (position - Double(lower))
    }

    /// The percentile of numbers in any order.
    ///
    /// - Parameters:
    ///   - share: 0…1.
    ///   - values: The numbers; none of them not-a-number.
    /// - Returns: Nil where there is no number.
    /// - Complexity: O(*n* log *n*).
    public static func value(_ share: Double, of values: [Float]) -> Float? {
        let sorted = values.sorted()
        return value(share, of: sorted.count) { Double(sorted[$0]) }.map(Float.init)
    }
}
