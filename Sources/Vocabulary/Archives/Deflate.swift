/// Compresses by RFC 1951, with the fixed codes and matches looked up by the hash of three bytes.
///
/// It packs markup to about a fifth and is not made to be the smallest. The result follows from the bytes alone.
public enum Deflate {
    private static let window = 32768
    private static let longest = 258
    /// How many earlier places are tried for a match.
    private static let tries = 24

    /// The bytes as one block of the fixed codes.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: A whole deflate stream; it can be longer than the bytes where they hold no repetition.
    /// - Complexity: Linear in the bytes.
    public static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = BitStream()
        stream.reserve(bytes.count / 2)
        // The last block, with fixed codes (3.2.3).
        stream.write(0b011, 3)
        var latest = [Int32](repeating: -1, count: 1 << 15)
        var earlier = [Int32](repeating: -1, count: window)
        let count = bytes.count
        func hash(_ place: Int) -> Int {
            let value = UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
            return Int((value &* 0x9E37_79B1) >> 17)
        }
        func note(_ place: Int) {
            guard place + 2 < count, place <= Int(Int32.max) else { return }
            let key = hash(place)
            earlier[place % window] = latest[key]
            latest[key] = Int32(place)
        }
        var place = 0
        while place < count {
            var best = (length: 0, distance: 0)
            if place + 2 < count {
                var candidate = Int(latest[hash(place)])
                var left = tries
                let limit = min(longest, count - place)
                while candidate >= 0, place - candidate < window, left > 0 {
                    var length = 0
                    while length < limit, bytes[candidate + length] == bytes[place + length] { length += 1 }
                    if length > best.length { best = (length, place - candidate) }
                    if length == limit { break }
                    let next = Int(earlier[candidate % window])
                    // A place of the ring that was written over leads forward; the chain ends there.
                    guard next < candidate else { break }
                    candidate = next
                    left -= 1
                }
            }
            if best.length >= 3 {
                write(&stream, length: best.length)
                write(&stream, distance: best.distance)
                for covered in place..<(place + best.length) { note(covered) }
                place += best.length
            } else {
                write(&stream, literal: Int(bytes[place]))
                note(place)
                place += 1
            }
        }
        write(&stream, literal: 256)
        return stream.finished
    }

    /// Codes of fixed length (3.2.6).
    private static func write(_ stream: inout BitStream, literal: Int) {
        switch literal {
        case 0...143: stream.write(reversed: 0x30 + literal, 8)
        case 144...255: stream.write(reversed: 0x190 + literal - 144, 9)
        case 256...279: stream.write(reversed: literal - 256, 7)
        default: stream.write(reversed: 0xC0 + literal - 280, 8)
        }
    }

    /// Lengths 3 to 258 (3.2.5): code 257 + place in the table, then the rest in extra bits.
    private static func write(_ stream: inout BitStream, length: Int) {
        guard length < longest else { return write(&stream, literal: 285) }
        let value = length - 3
        let extra = value < 8 ? 0 : (Int.bitWidth - value.leadingZeroBitCount) - 3
        write(&stream, literal: 257 + (extra == 0 ? value : 4 * (extra + 1) + ((value >> extra) & 3)))
        stream.write(value & ((1 << extra) - 1), extra)
    }

    /// Distances 1 to 32768 (3.2.5).
    private static func write(_ stream: inout BitStream, distance: Int) {
        let value = distance - 1
        let extra = value < 4 ? 0 : (Int.bitWidth - value.leadingZeroBitCount) - 2
        stream.write(reversed: extra == 0 ? value : 2 * (extra + 1) + ((value >> extra) & 1), 5)
        stream.write(value & ((1 << extra) - 1), extra)
    }
}

/// Bits, packed into bytes from the lowest on.
private struct BitStream {
    private var bytes: [UInt8] = []
    private var held: UInt64 = 0
    private var count = 0

    mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func write(_ value: Int, _ width: Int) {
        held |= UInt64(value) << UInt64(count)
        count += width
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: held))
            held >>= 8
            count -= 8
        }
    }

    /// Codes stand with their highest bit first (3.1.1).
    mutating func write(reversed value: Int, _ width: Int) {
        var turned = 0
        for bit in 0..<width where value >> bit & 1 == 1 { turned |= 1 << (width - 1 - bit) }
        write(turned, width)
    }

    var finished: [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: held)] : bytes }
}
