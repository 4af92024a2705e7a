import Crypto

/// SHA-256 over bytes that come piece by piece, for files that need not fit into memory.
public struct RunningDigest: Sendable {
    private var hash = SHA256()

    /// Begins with no bytes.
    public init() {}

    /// Takes the next bytes.
    public mutating func take(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// The hash of all bytes so far, as 64 hexadecimal digits.
    public var sha256: String { Digest.hexadecimal(hash.finalize()) }
}
