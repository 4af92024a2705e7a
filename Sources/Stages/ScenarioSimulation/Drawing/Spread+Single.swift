import Findings
import Statistics

extension Spread {
    /// The spread of single-precision draws, in a time that grows with their number alone.
    ///
    /// - Parameter draws: Finite numbers in any order; one or more.
    /// - Returns: Nil where there is none.
    static func of(_ draws: [Float]) -> Spread? {
        guard !draws.isEmpty else { return nil }
        let count = draws.count
        let mean = draws.reduce(0.0) { $0 + Double($1) } / Double(count)
        let squares = draws.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        // Each percentile lies between two places in order; only these are looked up.
        var places: Set<Int> = []
        for percent in 1...99 {
            _ = Percentile.value(Double(percent) / 100, of: count) { place in
                places.insert(place)
                return 0
            }
        }
        let found = numbers(draws, at: places)
        let percentiles = (1...99).map { percent in
            Percentile.value(Double(percent) / 100, of: count) { Double(found[$0] ?? .nan) } ?? mean
        }
        return Spread(percentiles: percentiles, mean: mean, deviation: (squares / Double(count)).squareRoot())
    }

    /// The numbers that stand at some places when all are put in order.
    ///
    /// Numbers are counted in 4096 parts of their range; only those in a part that holds one of the places are put in order.
    ///
    /// - Parameters:
    ///   - numbers: One or more.
    ///   - places: Places from 0, each below the count.
    /// - Returns: The number at each place.
    static func numbers(_ numbers: [Float], at places: Set<Int>) -> [Int: Float] {
        var (least, most) = (UInt32.max, UInt32.min)
        for number in numbers {
            least = min(least, key(number))
            most = max(most, key(number))
        }
        let shift = UInt32(max(0, 20 - (most - least).leadingZeroBitCount))
        var counts = [Int](repeating: 0, count: 4096)
        for number in numbers { counts[Int((key(number) - least) >> shift) & 4095] += 1 }
        // Where the numbers of a part are kept; −1 for those that nobody asks for.
        var ends = [Int](repeating: -1, count: 4096)
        var parts: [(part: Int, first: Int, kept: Int, places: [Int])] = []
        var (first, kept) = (0, 0)
        var sorted = places.sorted()[...]
        for part in counts.indices where counts[part] > 0 {
            let inside = sorted.prefix { $0 < first + counts[part] }
            if !inside.isEmpty {
                parts.append((part, first, kept, Array(inside)))
                ends[part] = kept
                kept += counts[part]
                sorted = sorted.dropFirst(inside.count)
            }
            first += counts[part]
        }
        var chosen = [Float](repeating: 0, count: kept)
        for number in numbers {
            let part = Int((key(number) - least) >> shift) & 4095
            let end = ends[part]
            guard end >= 0 else { continue }
            chosen[end] = number
            ends[part] = end + 1
        }
        var found: [Int: Float] = [:]
        for part in parts {
            let ordered = inOrder(Array(chosen[part.kept..<(part.kept + counts[part.part])]))
            for place in part.places { found[place] = ordered[place - part.first] }
        }
        return found
    }

    /// A number's bits, turned so that they are in the numbers' order.
    @inline(__always)
    private static func key(_ number: Float) -> UInt32 {
        let bits = number.bitPattern
        return bits ^ (bits >> 31 == 1 ? 0xFFFF_FFFF : 0x8000_0000)
    }

    /// Numbers in rising order, by their bits, eleven at a time.
    ///
    /// Source: Seward (1954), "Information sorting in the application of electronic digital computers to business operations", for the
    /// counting. Few numbers are compared instead.
    private static func inOrder(_ numbers: [Float]) -> [Float] {
        if numbers.count < 20_000 { return numbers.sorted() }
        var keys = numbers.map(key)
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
