/// Noise that depends on a place alone, so that a picture does not depend on the order in which it is drawn.
struct Noise: Sendable {
    private let seed: UInt32

    init(seed: UInt64) { self.seed = UInt32(truncatingIfNeeded: seed ^ (seed >> 32)) }

    /// A number of 0 ..< 1 for a pair of whole numbers.
    ///
    /// Source: the finaliser of MurmurHash3 (Appleby, 2011, public domain), applied to the mixed coordinates.
    @inline(__always)
    func white(_ column: Int32, _ row: Int32) -> Float {
        var h = seed &+ UInt32(bitPattern: column) &* 0x9E37_79B1 ^ UInt32(bitPattern: row) &* 0x85EB_CA77
        h ^= h >> 16
        h = h &* 0x85EB_CA6B
        h ^= h >> 13
        h = h &* 0xC2B2_AE35
        h ^= h >> 16
        return Float(h >> 8) * 0x1p-24
    }

    /// A number of about the normal distribution with mean 0 and deviation 1: the sum of four uniform ones.
    @inline(__always)
    func normal(_ column: Int32, _ row: Int32) -> Float {
        // Of n uniform numbers the sum has the variance n / 12.
        let sum =
            white(column, row) + white(column ^ 0x5555_5555, row) + white(column, row ^ 0x3333_3333)
            + white(column ^ 0x0F0F_0F0F, row ^ 0x00FF_00FF)
        return (sum - 2) * 1.7320508
    }

    /// The whole number below, without the call that rounding down is on processors of old.
    @inline(__always)
    private static func floor(_ x: Float) -> Int32 {
        let whole = Int32(x)
        return Float(whole) > x ? whole &- 1 : whole
    }

    /// Smooth noise of −1…1 whose features are about one unit large: values on a lattice, joined by a smooth step.
    @inline(__always)
    func smooth(_ x: Float, _ y: Float) -> Float {
        let i = Self.floor(x)
        let j = Self.floor(y)
        let u = x - Float(i)
        let v = y - Float(j)
        let a = u * u * (3 - 2 * u)
        let b = v * v * (3 - 2 * v)
        let upper = white(i, j) + (white(i &+ 1, j) - white(i, j)) * a
        let lower = white(i, j &+ 1) + (white(i &+ 1, j &+ 1) - white(i, j &+ 1)) * a
        return (upper + (lower - upper) * b) * 2 - 1
    }
}
