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
}
