import CGDAL

/// Files that GDAL keeps in memory, under names below `/vsimem/`.
public enum MemoryFile {
    /// Takes the bytes of a file in memory and removes it (`VSIGetMemFileBuffer`).
    ///
    /// - Parameter path: Its name, below `/vsimem/`.
    /// - Returns: A copy of its bytes.
    /// - Throws: ``GDALError/Code/notFound`` where there is no such file.
    public static func take(_ path: String) throws(GDALError) -> [UInt8] {
        GDALLibrary.start()
        var size: vsi_l_offset = 0
        guard let buffer = VSIGetMemFileBuffer(path, &size, 0), let count = Int(exactly: size) else {
            throw GDALError(.notFound, function: "VSIGetMemFileBuffer", message: "no file in memory named \(path)")
        }
        let bytes = Array(UnsafeBufferPointer(start: buffer, count: count))
        VSIUnlink(path)
        return bytes
    }
}
