import CGDAL

/// A file read from its beginning to its end, on disk, in an archive or on a server (`VSIFOpenL`).
///
/// The network is used only for a `/vsicurl/` name; see ``GDALLibrary``.
public struct StreamedFile: ~Copyable {
    private let handle: UnsafeMutablePointer<VSILFILE>
    private let network: NetworkAccess?

    /// Opens a file by path or by a name that GDAL understands.
    ///
    /// - Throws: ``GDALError/Code/openFailed`` if it cannot be opened.
    public init(opening name: String) throws(GDALError) {
        GDALLibrary.start()
        let network = NetworkAccess(opening: name)
        let open = { VSIFOpenL(name, "rb") }
        let (made, diagnostics) = collectingDiagnostics { network.map { $0.during(open) } ?? open() }
        guard let made else {
            let reason = diagnostics.last?.message ?? "\(name) cannot be opened"
            throw GDALError(.openFailed, function: "VSIFOpenL", message: reason, details: diagnostics)
        }
        handle = made
        self.network = network
    }

    deinit {
        VSIFCloseL(handle)
    }

    /// The next bytes, at most `count`; none at the end of the file (`VSIFReadL`).
    ///
    /// - Throws: ``GDALError`` if reading fails before the end.
    public func read(upTo count: Int) throws(GDALError) -> [UInt8] {
        let handle = handle
        var diagnostics: [Diagnostic] = []
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, found in
            let memory = buffer.baseAddress
            let read = { VSIFReadL(memory, 1, count, handle) }
            (found, diagnostics) = collectingDiagnostics { network.map { $0.during(read) } ?? read() }
        }
        if bytes.count < count, VSIFEofL(handle) == 0 || diagnostics.contains(where: { $0.severity == .failure }) {
            throw GDALError(function: "VSIFReadL", diagnostics: diagnostics)
        }
        return bytes
    }
}
