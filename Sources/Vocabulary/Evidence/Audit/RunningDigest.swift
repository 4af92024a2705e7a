import Crypto
public import Foundation

/// SHA-256 over bytes that come piece by piece, for files that need not fit into memory.
public struct RunningDigest: Sendable {
    private var hash = SHA256()

    /// Begins with no bytes.
    public init() {}

    /// Takes the next bytes.
    public mutating func take(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// Takes a file from where its handle stands to its end.
    ///
    /// - Parameter handle: The open file.
    /// - Returns: How many bytes were taken.
    /// - Throws: What reading throws.
    public mutating func take(_ handle: FileHandle) throws -> Int {
        var size = 0
        while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
            take([UInt8](data))
            size += data.count
        }
        return size
    }

    /// The hash of all bytes so far, as 64 hexadecimal digits.
    public var sha256: String { Digest.hexadecimal(hash.finalize()) }
}
