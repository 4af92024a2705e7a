import Evidence
import Foundation

/// The lines of a file, one after the other, with memory for one line at most.
struct AuditLines {
    let handle: FileHandle
    let start: UInt64
    let end: UInt64

    enum Line {
        /// A line without its line break.
        case whole([UInt8])
        /// A line that is longer than any entry: its size, and its beginning.
        case overlong(size: Int, start: [UInt8])
    }

    /// Reads all lines.
    ///
    /// - Parameter each: Told each line; the last one also where its line break is missing.
    /// - Returns: Whether the last line's line break is missing.
    /// - Throws: What the file system says.
    func read(_ each: (Line) -> Void) throws -> Bool {
        try handle.seek(toOffset: start)
        var left = end - start
        var line: [UInt8] = []
        var size = 0
        func add(_ bytes: ArraySlice<UInt8>) {
            size += bytes.count
            line += bytes.prefix(max(0, AuditEntry.sizeLimit - line.count))
        }
        func flush() {
            each(size > AuditEntry.sizeLimit ? .overlong(size: size, start: line) : .whole(line))
            line.removeAll(keepingCapacity: true)
            size = 0
        }
        while left > 0 {
            guard let data = try handle.read(upToCount: Int(min(left, 1 << 16))), !data.isEmpty else { break }
            left -= UInt64(data.count)
            let bytes = [UInt8](data)
            var begin = 0
            while let stop = bytes[begin...].firstIndex(of: 0x0A) {
                add(bytes[begin..<stop])
                flush()
                begin = stop + 1
            }
            add(bytes[begin...])
        }
        guard size > 0 else { return false }
        flush()
        return true
    }
}
