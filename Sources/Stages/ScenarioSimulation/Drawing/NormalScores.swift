import Statistics

/// Numbers of the standard normal distribution from 32 random bits each, by a table.
///
/// One bit is the sign; the others are the probability *p* beyond the number, (k + ½) / 2³². The table's cells are as wide as 1/128 of
/// the largest power of two below *p*, so that tails are as exact as the middle: a number is within 1e-5 of the quantile, out to
/// ±6.3.
struct NormalScores: Sendable {
    /// The table; made once.
    static let shared = NormalScores()

    /// Cells to the doubling of *p*.
    private static let cells: UInt32 = 128
    /// Bits of a single-precision number that tell the place in a cell.
    private static let bits: UInt32 = 16
    private static let first = Float(0.5).bitPattern
    /// Value at the begin of each cell, and its rise by each of 2¹⁶ steps.
    private let table: [SIMD2<Float>]

    private init() {
        let last = (Float(0x1p31).bitPattern - Self.first) >> Self.bits
        let ends = (0...(last + 1)).map { cell in
            -standardNormalQuantile(Double(Float(bitPattern: Self.first + cell << Self.bits)) * 0x1p-32)
        }
        table = (0...Int(last)).map { cell in
            SIMD2(Float(ends[cell]), Float((ends[cell + 1] - ends[cell]) / Double(1 << Self.bits)))
        }
    }

    /// The number that the lower half of random bits stands for.
    @inline(__always)
    func low(_ random: UInt64) -> Float { score(UInt32(truncatingIfNeeded: random)) }

    /// The number that the upper half of random bits stands for.
    @inline(__always)
    func high(_ random: UInt64) -> Float { score(UInt32(truncatingIfNeeded: random >> 32)) }

    @inline(__always)
    private func score(_ random: UInt32) -> Float {
        beyond(Float(Int32(truncatingIfNeeded: random & 0x7FFF_FFFF)) + 0.5, random & 0x8000_0000)
    }

    /// The number that is exceeded with a probability.
    ///
    /// - Parameter tail: 0…1; below 2⁻³³ and above 1 − 2⁻³³ these count.
    /// - Returns: Within 1e-5 of the quantile for tails up to a half, and as exact as 1 − `tail` beyond.
    func exceeded(with tail: Double) -> Float {
        let side = tail > 0.5
        let half = side ? 1 - tail : tail
        return beyond(Float(max(0.5, min(0x1p31, half * 0x1p32))), side ? 0x8000_0000 : 0)
    }

    @inline(__always)
    private func beyond(_ scaled: Float, _ sign: UInt32) -> Float {
        let place = scaled.bitPattern &- Self.first
        let cell = table[Int(place >> Self.bits)]
        let value = cell.x + cell.y * Float(Int32(truncatingIfNeeded: place & 0xFFFF))
        return Float(bitPattern: value.bitPattern ^ sign)
    }
}
