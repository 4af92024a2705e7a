/// What OpenVINO refused to do, where, and what to do about it.
///
/// Every function of this module throws this type and no other.
public struct OpenVINOError: Error, Sendable, Equatable {
    /// What kind of thing went wrong. Codes may be added later, so match with `==`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case missingFile, unreadableModel, compilationFailed, shapeMismatch, elementTypeMismatch, noSuchPort
            case unknownProperty, invalidArgument, busy, cancelled, notImplemented, failed
        }

        private let kind: Kind

        /// The file does not exist or may not be read.
        public static let missingFile = Code(kind: .missingFile)
        /// The bytes are not a network that OpenVINO can read: empty, cut off, or of another format.
        public static let unreadableModel = Code(kind: .unreadableModel)
        /// The network was read, but the device cannot run it, or not with these options.
        public static let compilationFailed = Code(kind: .compilationFailed)
        /// A tensor's shape does not fit the port, or a network does not allow the wanted shape.
        public static let shapeMismatch = Code(kind: .shapeMismatch)
        /// A tensor's element type is not the port's.
        public static let elementTypeMismatch = Code(kind: .elementTypeMismatch)
        /// The network has no input or output with this name or number.
        public static let noSuchPort = Code(kind: .noSuchPort)
        /// The device or the compiled network does not know this property.
        public static let unknownProperty = Code(kind: .unknownProperty)
        /// An argument was out of range before OpenVINO saw it, or OpenVINO refused a null argument.
        public static let invalidArgument = Code(kind: .invalidArgument)
        /// The request is running.
        public static let busy = Code(kind: .busy)
        /// The task was cancelled, and the request with it. Its outputs hold nothing of use.
        public static let cancelled = Code(kind: .cancelled)
        /// The device does not offer this function.
        public static let notImplemented = Code(kind: .notImplemented)
        /// Anything else; the library's message says what.
        public static let failed = Code(kind: .failed)

        /// The code's name.
        public var description: String { kind.rawValue }
    }

    /// What kind of thing went wrong.
    public let code: Code

    /// The name of the C function that failed, as in OpenVINO's manual.
    public let function: String

    /// What the library said, or what it would have said had the argument been passed on to it.
    ///
    /// OpenVINO keeps one last message for the whole process. When two calls fail in the same
    /// instant on two threads, this can be the other one's message; the code is always this call's.
    public let message: String

    /// One sentence for a person at a terminal: what is wrong and what to do.
    public let advice: String

    init(_ code: Code, function: String, message: String, advice: String) {
        self.code = code
        self.function = function
        self.message = message
        self.advice = advice
    }
}

extension OpenVINOError: CustomStringConvertible {
    /// The advice, the C function and the last line of what the library said.
    public var description: String {
        let last = message.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no message"
        return "\(advice) (\(function): \(last))"
    }
}
