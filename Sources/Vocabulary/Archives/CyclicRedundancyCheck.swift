/// The check sum of ZIP and PNG: CRC-32 with the polynomial 0xEDB88320, both ends turned over (ISO 3309).
public enum CyclicRedundancyCheck {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    }

    /// The check sum of some bytes; 0 for none.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: The sum.
    public static func of(_ bytes: [UInt8]) -> UInt32 {
        var value = UInt32.max
        for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
        return ~value
    }
}
