import Crypto
import Foundation

/// SHA-256 over text, for identifiers that follow from what a thing is.
public enum Digest {
    /// The hash of some bytes, as 64 hexadecimal digits (FIPS 180-4).
    public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        hexadecimal(SHA256.hash(data: Array(bytes)))
    }

    /// An identifier of 32 hexadecimal digits for a list of parts.
    ///
    /// Each part's length goes before it, so that ["ab", "c"] and ["a", "bc"] differ.
    public static func identifier(_ parts: [String]) -> String {
        var hash = SHA256()
        for part in parts {
            let bytes = Array(part.utf8)
            hash.update(data: Array("\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        return String(hexadecimal(hash.finalize()).prefix(32))
    }

    /// Bytes as lower-case hexadecimal digits.
    public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
