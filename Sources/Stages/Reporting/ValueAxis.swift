import Foundation
import Inquiry

/// A scale for values of a chart, with round marks.
struct ValueAxis {
    /// Lowest value shown.
    let low: Double
    /// Highest value shown, above the lowest.
    let high: Double
    /// From mark to mark.
    let step: Double
    /// Where the lowest and the highest value stand on the page.
    let from: Double
    let to: Double

    /// A scale for values.
    ///
    /// - Parameters:
    ///   - values: What it must show; those that are not finite are passed over.
    ///   - from: Where the lowest value stands on the page.
    ///   - to: Where the highest value stands.
    ///   - includesZero: Whether it begins at 0 where no value lies below.
    init(_ values: [Double], from: Double, to: Double, includesZero: Bool = true) {
        let finite = values.filter(\.isFinite)
        var low = finite.min() ?? 0
        var high = finite.max() ?? 1
        if includesZero {
            low = min(low, 0)
            high = max(high, 0)
        }
        if high - low <= abs(high) * 1e-12 { high = low + max(1, abs(low)) }
        let step = Wording.roundLength(notAbove: (high - low) / 4) ?? 1
        self.step = step
        self.low = (low / step).rounded(.down) * step
        self.high = (high / step).rounded(.up) * step
        self.from = from
        self.to = to
    }

    /// Where a value stands; one beyond the scale stands at its end.
    func place(_ value: Double) -> Double {
        guard value.isFinite else { return from }
        return from + (min(max(value, low), high) - low) / (high - low) * (to - from)
    }

    /// The marks, at most a dozen.
    var marks: [Double] {
        let count = Int(min(12, max(1, ((high - low) / step).rounded())))
        return (0...count).map { low + Double($0) * step }
    }

    /// How a mark is written.
    func text(_ mark: Double) -> String { Quantity.digits(mark, significant: 4) }
}
