internal import Glibc

/// Refuses, with a sentence that helps, what OpenVINO could not read anyway.
enum NetworkSource {
    /// Fails unless a file can be read and is a whole ONNX file, or OpenVINO IR.
    static func check(file path: String, _ function: String) throws(OpenVINOError) {
        var facts = stat()
        let file = open(path, O_RDONLY | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        guard file >= 0, fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw OpenVINOError(
                .missingFile, function: function, message: file < 0 ? string(strerror(errno)) : "not a file",
                advice: "The network '\(path)' does not exist or may not be read; give the path of an ONNX file")
        }
        if path.hasSuffix(".xml") { return }
        let outline = ONNXOutline(count: Int(facts.st_size)) { place in
            var byte: UInt8 = 0
            return pread(file, &byte, 1, off_t(place)) == 1 ? byte : nil
        }
        try refuse(outline, "'\(path)'", function)
    }

    /// Fails unless the bytes are a whole ONNX file.
    static func check(bytes: Span<UInt8>, _ function: String) throws(OpenVINOError) {
        let outline = ONNXOutline(count: bytes.count) { bytes[$0] }
        try refuse(outline, "this network of \(bytes.count) bytes", function)
    }

    private static func refuse(
        _ outline: ONNXOutline, _ name: String, _ function: String
    ) throws(OpenVINOError) {
        let (message, advice): (String, String)
        switch outline {
        case .complete: return
        case .empty:
            (message, advice) = ("no bytes", "The network is empty: \(name); copy it again")
        case .cutOff(let missing):
            (message, advice) = (
                "\(missing) bytes are missing", "The network is cut off: \(name); copy it again"
            )
        case .somethingElse:
            (message, advice) = ("no ONNX graph", "This is no network in ONNX format: \(name); export it as ONNX")
        }
        throw OpenVINOError(.unreadableModel, function: function, message: message, advice: advice)
    }
}
