import Findings
import Statistics

extension Spread {
    /// The spread of single-precision draws, in a time that grows with their number alone.
    ///
    /// - Parameter draws: Finite numbers in any order; one or more.
    /// - Returns: Nil where there is none.
    static func of(_ draws: [Float]) -> Spread? {
        guard !draws.isEmpty else { return nil }
        let sorted = inOrder(draws)
        let mean = sorted.reduce(0.0) { $0 + Double($1) } / Double(sorted.count)
        let squares = sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let percentiles = (1...99).map { percent in
            Percentile.value(Double(percent) / 100, of: sorted.count) { Double(sorted[$0]) } ?? mean
        }
        return Spread(
            percentiles: percentiles, mean: mean, deviation: (squares / Double(sorted.count)).squareRoot())
    }

    /// Numbers in rising order, by their bits, eleven at a time.
    ///
    /// Source: Seward (1954), "Information sorting in the application of electronic digital computers to business operations", for the
    /// counting; bits of a negative number are turned round so that all are in the numbers' order.
    static func inOrder(_ numbers: [Float]) -> [Float] {
        var keys = numbers.map { number in
            let bits = number.bitPattern
            return bits ^ (bits >> 31 == 1 ? 0xFFFF_FFFF : 0x8000_0000)
        }
        var other = keys
        for shift: UInt32 in [0, 11, 22] {
            var places = [Int32](repeating: 0, count: 2048)
            for key in keys { places[Int((key >> shift) & 2047)] &+= 1 }
            var sum: Int32 = 0
            for digit in places.indices {
                let count = places[digit]
                places[digit] = sum
                sum &+= count
            }
            for key in keys {
                let digit = Int((key >> shift) & 2047)
                other[Int(places[digit])] = key
                places[digit] &+= 1
            }
            swap(&keys, &other)
        }
        return keys.map { key in Float(bitPattern: key ^ (key >> 31 == 1 ? 0x8000_0000 : 0xFFFF_FFFF)) }
    }
}
