import Foundation

/// Random numbers that are the same for the same seed on every machine, and that can be split so that
/// each piece of work has numbers of its own, whatever order the pieces are done in.
///
/// Source: Steele, Lea & Flood (2014), OOPSLA, "Fast splittable pseudorandom number generators",
/// algorithm SplitMix64 with the mixing constants of Stafford's variant 13.
public struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
    @usableFromInline var state: UInt64

    /// Begins a stream.
    @inlinable
    public init(seed: UInt64) {
        state = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    }

    /// A stream of its own for a piece of work, named by a number; the same name gives the same stream
    /// however many numbers were taken before.
    @inlinable
    public static func stream(seed: UInt64, name: UInt64) -> RandomStream {
        RandomStream(seed: mix(seed) ^ mix(name &* 0xD1B5_4A32_D192_ED03 &+ 1))
    }

    /// The next 64 bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// The next number of 0 ..< 1, with 53 random bits.
    @inlinable
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// The next number of a range.
    public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    }

    /// The next number of a normal distribution with mean 0 and standard deviation 1.
    ///
    /// Source: Box & Muller (1958), Annals of Mathematical Statistics 29(2), 610–611.
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    @inlinable
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
