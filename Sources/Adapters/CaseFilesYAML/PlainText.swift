import Foundation

/// Reads files of text that people wrote in any editor.
enum PlainText {
    /// The text of a file: without a byte order mark, with one line feed where a line ends.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - file: What it is called in messages.
    ///   - limit: Most bytes that are read.
    /// - Returns: The text; else why there is none.
    static func read(_ path: String, as file: String, limit: Int) -> Result<String, Mistake> {
        let source: SourceText
        switch SourceText.read(path, as: file, limit: limit) {
        case .failure(let mistake): return .failure(mistake)
        case .success(let found): source = found
        }
        func mistake(at offset: Int, _ problem: String, _ expected: String) -> Result<String, Mistake> {
            .failure(
                Mistake(
                    file: file, position: source.position(of: offset), severity: .error, problem: problem,
                    expected: expected))
        }
        if let invalid = source.firstInvalidByte {
            return mistake(at: invalid, "the text is not UTF-8", "save the file as UTF-8")
        }
        if let zero = source.bytes.firstIndex(of: 0) {
            return mistake(at: zero, "a zero byte stands in the text", "check that it is a text file, saved as UTF-8")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.bytes.count)
        var followsReturn = false
        for byte in source.bytes[source.start...] {
            if !(byte == 0x0A && followsReturn) { bytes.append(byte == 0x0D ? 0x0A : byte) }
            followsReturn = byte == 0x0D
        }
        return .success(String(decoding: bytes, as: UTF8.self))
    }
}
