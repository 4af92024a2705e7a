internal import Glibc

/// What a file looks like from outside, to say why a network in it could not be read.
enum FileState {
    case unreadable, empty, filled

    init(_ path: String) {
        var facts = stat()
        if access(path, R_OK) != 0 || stat(path, &facts) != 0 {
            self = .unreadable
        } else {
            self = facts.st_size == 0 ? .empty : .filled
        }
    }

    /// What a person should do when a network could not be read from such a file.
    func advice(_ path: String) -> String {
        switch self {
        case .unreadable: "The network '\(path)' does not exist or may not be read; give the path of an ONNX file"
        case .empty: "The network '\(path)' is an empty file; copy it again"
        case .filled: "'\(path)' is no network that OpenVINO reads; is it a whole ONNX file?"
        }
    }
}
