/// The larger of each pair.
@inline(__always) func larger(_ a: Lane, _ b: Lane) -> Lane { a.replacing(with: b, where: b .> a) }

/// The smaller of each pair.
@inline(__always) func smaller(_ a: Lane, _ b: Lane) -> Lane { a.replacing(with: b, where: b .< a) }

/// exp(−x) for x ≥ 0, to a relative error below 1e-13; what is smaller than e⁻¹⁰⁰ is told as e⁻¹⁰⁰, and exp(0) is exactly 1.
///
/// The argument is divided by 256, where thirteen terms of the series are exact to rounding, and the result squared eight times. So
/// nothing but multiplication and addition is needed, eight numbers at once: a call of the library's `exp` for each takes four times
/// as long.
@inline(__always) func decay(_ x: Lane) -> Lane {
    let y = smaller(x, Lane(repeating: 100)) * Lane(repeating: -1.0 / 256)
    var p = Lane(repeating: 1.0 / 479_001_600)
    p = p * y + Lane(repeating: 1.0 / 39_916_800)
    p = p * y + Lane(repeating: 1.0 / 3_628_800)
    p = p * y + Lane(repeating: 1.0 / 362_880)
    p = p * y + Lane(repeating: 1.0 / 40_320)
    p = p * y + Lane(repeating: 1.0 / 5_040)
    p = p * y + Lane(repeating: 1.0 / 720)
    p = p * y + Lane(repeating: 1.0 / 120)
    p = p * y + Lane(repeating: 1.0 / 24)
    p = p * y + Lane(repeating: 1.0 / 6)
    p = p * y + Lane(repeating: 1.0 / 2)
    p = p * y + Lane(repeating: 1)
    p = p * y + Lane(repeating: 1)
    for _ in 0..<8 { p *= p }
    return p
}

/// A number multiplied with itself a number of times.
@inline(__always) func power(_ base: Lane, _ exponent: Int) -> Lane {
    var result = Lane(repeating: 1)
    var square = base
    var left = exponent
    while left > 0 {
        if left & 1 == 1 { result *= square }
        square *= square
        left >>= 1
    }
    return result
}
