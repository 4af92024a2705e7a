import Foundation
import GDAL

/// Puts files in their place whole or not at all.
enum WholeFile {
    /// Lets a file be written beside its place, and then moves it there.
    ///
    /// - Parameters:
    ///   - path: The file; one that is there is replaced.
    ///   - part: Where it is written first, in the same folder. What lies there is removed, before and after.
    ///   - write: Writes and closes the file at the path it is given.
    /// - Throws: What `write` throws, or `GDALError`; a file that was there is then untouched.
    static func write(to path: String, part: String, _ write: (String) throws -> Void) throws {
        let files = FileManager.default
        defer { try? files.removeItem(atPath: part) }
        try? files.removeItem(atPath: part)
        try write(part)
        try FileMoving.move(part, to: path)
    }
}
