/// Snow that lies in the look on what was put there with a depth *w* some time before: max(*floor*, *rest* + *share* · *w*).
///
/// One hour of dW/dt = s − m − k W, held at 0, is W ↦ max(0, b + g W) with g = exp(−k t) and b = (s − m)(1 − g)/k. Such maps
/// joined one behind the other are again of the form max(floor, rest + share · w). So one pass back from the look gives the snow for
/// every arrival exactly, instead of one pass forward for each.
struct SnowAccount: Sendable {
    var floor = Lane(repeating: 0)
    var rest = Lane(repeating: 0)
    var share = Lane(repeating: 1)

    /// Puts a step before what is there.
    @inline(__always) mutating func precede(with gain: Lane, kept: Lane) {
        floor = larger(floor, rest)
        rest += share * gain
        share *= kept
    }

    /// What lies in the look where so much lay at the beginning.
    @inline(__always) func snow(from depth: Lane) -> Lane { larger(floor, rest + share * depth) }

    /// What lies in the look where nothing lay at the beginning.
    @inline(__always) var snow: Lane { larger(floor, rest) }
}
