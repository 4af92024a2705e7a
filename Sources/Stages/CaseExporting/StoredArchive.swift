/// Files in a ZIP archive that are kept as they are: nothing is compressed, no clock is asked.
///
/// Source: PKWARE APPNOTE 6.3.10 (2022), sections 4.3.7, 4.3.12 and 4.3.16; time and date 1980-01-01 00:00 (section 4.4.6).
public enum StoredArchive {
    /// The archive.
    ///
    /// - Parameter files: Names and bytes, in this order; together less than 4 GB, and not more than 65 535.
    /// - Returns: The bytes; nil where the format's limits are passed.
    public static func bytes(of files: [(name: String, bytes: [UInt8])]) -> [UInt8]? {
        guard files.count < 65_535 else { return nil }
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let name = Array(file.name.utf8)
            guard name.count < 65_535, archive.count + file.bytes.count + name.count + 64 < 0xFFFF_0000,
                directory.count < 0x0FFF_FFFF
            else { return nil }
            // Version 2.0, names in UTF-8, stored, 1980-01-01.
            var common = little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x0021, 2)
            common += little(Int(checksum(file.bytes)), 4) + little(file.bytes.count, 4) + little(file.bytes.count, 4)
            common += little(name.count, 2) + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
            directory += little(0, 4) + little(archive.count, 4) + name
            archive += little(0x0403_4B50, 4) + common + name + file.bytes
        }
        guard archive.count + directory.count < 0xFFFF_0000 else { return nil }
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(files.count, 2) + little(files.count, 2)
            + little(directory.count, 4) + little(archive.count, 4) + little(0, 2)
        return archive + directory + end
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    /// CRC-32 as ISO 3309 has it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
    }
}
