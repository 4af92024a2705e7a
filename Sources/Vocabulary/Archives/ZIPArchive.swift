/// A ZIP archive in the making, whose bytes follow from its files alone.
///
/// Written after PKWARE's APPNOTE 6.3.10, of which it uses what every reader knows: one disk, no encryption, sizes before the data,
/// names in UTF-8, data compressed or stored, whichever is smaller. All files carry the oldest time that the format knows,
/// 1980-01-01, so that the same files give the same archive. KMZ and word processors' files are such archives.
public struct ZIPArchive: Sendable {
    /// What has been written: local headers with their data.
    private var written: [UInt8] = []
    /// The directory that stands at the end.
    private var directory: [UInt8] = []
    private var names: Set<String> = []

    /// Begins an archive without files.
    public init() {}

    /// Appends a file.
    ///
    /// - Parameters:
    ///   - name: Its path in the archive, with "/" between folders: "word/document.xml". It must lie in the archive: not empty, no
    ///     "/" in front, no "\" or NUL in it, and no part empty, "." or ".."; at most 65535 bytes in UTF-8.
    ///   - bytes: What it holds.
    ///   - isPlain: Whether it is kept as it is even where packing would make it smaller, so that its text can be searched in the archive.
    /// - Throws: ``ZIPError`` where the name cannot be used or is there already, and where the archive outgrows the format: 65534
    ///   files or 4 GiB.
    /// - Complexity: Linear in the bytes.
    public mutating func append(_ name: String, _ bytes: [UInt8], isPlain: Bool = false) throws(ZIPError) {
        let key = Array(name.utf8)
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard key.count <= 0xFFFF, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }),
            !name.unicodeScalars.contains(where: { $0 == "\\" || $0.value == 0 })
        else { throw ZIPError.name(name) }
        guard !names.contains(name) else { throw ZIPError.twice(name) }
        let limit = Int(UInt32.max) - 1
        guard names.count < 0xFFFE, bytes.count < limit, written.count < limit - bytes.count - key.count - 100,
            directory.count < limit - key.count - 100
        else { throw ZIPError.size(name) }
        names.insert(name)
        let packed = isPlain ? bytes : Deflate.compressed(bytes)
        let isStored = packed.count >= bytes.count
        let data = isStored ? bytes : packed
        // 4.3.7 and 4.3.12: what the local header and the directory have in common, from the version needed to the name's length.
        var common: [UInt8] = []
        // Flag 11: the name is UTF-8 (4.4.4).
        for value in [20, 0x0800, isStored ? 0 : 8, 0, (1 << 5) | 1] { common.append(short: value) }
        common.append(long: Int(CyclicRedundancyCheck.of(bytes)))
        common.append(long: data.count)
        common.append(long: bytes.count)
        common.append(short: key.count)
        common.append(short: 0)

        let offset = written.count
        written.append(long: 0x0403_4B50)
        written += common
        written += key
        written += data

        directory.append(long: 0x0201_4B50)
        directory.append(short: 20)
        directory += common
        for _ in 0..<3 { directory.append(short: 0) }
        directory.append(long: 0)
        directory.append(long: offset)
        directory += key
    }

    /// The archive.
    public var bytes: [UInt8] {
        var all = written
        all += directory
        // 4.3.16: end of the directory.
        all.append(long: 0x0605_4B50)
        for value in [0, 0, names.count, names.count] { all.append(short: value) }
        all.append(long: directory.count)
        all.append(long: written.count)
        all.append(short: 0)
        return all
    }
}

/// A file that cannot go into an archive.
public enum ZIPError: Error, Hashable, CustomStringConvertible {
    /// A name that would lie outside of the archive, or that the format does not allow.
    case name(String)
    /// A name that is there already.
    case twice(String)
    /// A file with which the archive would outgrow the format.
    case size(String)

    /// What is wrong, and with which file.
    public var description: String {
        switch self {
        case .name(let name): "A file of an archive cannot be called '\(name)'; its name must be a path inside of it."
        case .twice(let name): "The archive holds a file '\(name)' already."
        case .size(let name): "With '\(name)' the archive would be larger than the format allows (4 GiB, 65534 files)."
        }
    }
}

extension [UInt8] {
    /// Two bytes, the lower first.
    fileprivate mutating func append(short value: Int) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    /// Four bytes, the lowest first.
    fileprivate mutating func append(long value: Int) {
        append(short: value)
        append(short: value >> 16)
    }
}
