import CGDAL

/// Moving of files, as the C library of the machine does it.
public enum FileMoving {
    /// Moves a file within a folder or a disk, in one step; a file that is at the target is replaced (`VSIRename`).
    ///
    /// Foundation's `replaceItemAt` is not used for this: on Linux it throws, and the file to be replaced is gone.
    ///
    /// - Parameters:
    ///   - source: Path of the file.
    ///   - target: Its new path.
    /// - Throws: ``GDALError/Code/inputOutput``; both files are then untouched.
    public static func move(_ source: String, to target: String) throws(GDALError) {
        GDALLibrary.start()
        let (result, diagnostics) = collectingDiagnostics { VSIRename(source, target) }
        guard result == 0 else {
            throw GDALError(
                .inputOutput, function: "VSIRename",
                message: "\(source) cannot be moved to \(target); check who may write there", details: diagnostics)
        }
    }

    /// Exchanges two files or folders of one disk in one step (`renameat2` with `RENAME_EXCHANGE`).
    ///
    /// - Parameters:
    ///   - first: Path of the one.
    ///   - second: Path of the other.
    /// - Returns: Whether they were exchanged; if not, as where the disk knows no such step, both are untouched.
    public static func exchange(_ first: String, _ second: String) -> Bool {
        CGDAL_EXCHANGE(first, second) == 0
    }
}
